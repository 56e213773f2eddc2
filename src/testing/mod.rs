//! Tests of the whole crate. [`cast`]: people and a portal in memory, for every test. [`walk`]: every route,
//! asked in all the ways that must be refused. `matrix`: who may use which route. `lists`: every list, page by
//! page. `emails`: every form with an email address. `limits`: how often each change may be
//! asked for. `personal`: what becomes of a person's data in every table. `databases`: workspaces in several
//! databases. `house`: rules for the source code.
pub mod archive;
pub mod cast;
mod databases;
mod emails;
mod house;
mod limits;
mod lists;
mod matrix;
mod personal;
pub mod walk;
