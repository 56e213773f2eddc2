//! Quotes: what an operator offers, and what a client answers.
mod ops;
mod routes;
pub use {ops::routes as ops, routes::routes};
