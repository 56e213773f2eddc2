//! Messages: threads of an account with operations.
mod ops;
mod routes;
pub use {ops::routes as ops, routes::routes};
