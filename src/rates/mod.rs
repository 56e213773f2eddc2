//! Rates: the taxes and fees in force, each between two dates.
mod ops;
pub use ops::routes as ops;
