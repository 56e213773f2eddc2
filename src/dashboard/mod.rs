//! What a person finds first
mod ops;
mod routes;
pub use {ops::routes as ops, routes::routes};
