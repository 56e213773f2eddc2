//! Tests of the whole crate. [`cast`]: people and a portal in memory, for every test. [`walk`]: every route,
//! asked in all the ways that must be refused. `matrix`: who may use which route. `lists`: every list, page by
//! page. `emails`: every form with an email address. `house`: rules for the source code.
pub mod cast;
mod emails;
mod house;
mod lists;
mod matrix;
pub mod walk;
