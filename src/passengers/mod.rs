//! Passengers: the client's own directory of people who travel.
mod ops;
mod routes;
pub use {ops::routes as ops, routes::routes};
