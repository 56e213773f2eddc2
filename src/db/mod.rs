//! The database as data: statements, the scope they open with, pages of lists, changes begun by their event.
pub mod change;
pub mod page;
pub mod query;
pub mod scope;
pub mod write;
