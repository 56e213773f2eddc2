//! The cast, the walk over all routes, the matrix of who may, and the rules of the house.
pub mod cast;
mod emails;
mod house;
mod lists;
mod matrix;
pub mod walk;
