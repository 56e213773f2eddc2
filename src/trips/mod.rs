//! Trips: what is flown or driven, its legs, its stage and its history.
mod birth;
mod ops;
mod queries;
mod routes;
pub use birth::Birth;
pub use queries::born_of;
pub use {ops::routes as ops, routes::routes};
