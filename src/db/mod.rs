//! Statements as data. [`query`]: a statement and its values. [`scope`]: the CTE that limits a statement to
//! what the visitor may see. [`write`]: a change and its audit event. [`page`]: lists in pages.
pub mod page;
pub mod query;
pub mod scope;
pub mod write;
