//! The database as data: statements, the scope they open with, changes begun by their event.
pub mod query;
pub mod scope;
pub mod write;
