//! Invoices: what is owed, and what was paid of it.
pub mod jobs;
mod ops;
pub mod pdf;
mod routes;
pub use {ops::routes as ops, routes::routes};
