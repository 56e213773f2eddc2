//! Statements as data. [`query`]: a statement and its values. [`scope`]: the CTE that limits a statement to
//! what the visitor may see. [`write`]: a change and its audit event, and [`change`]: its statements and how
//! they ended. [`effect`]: which statements may run twice. [`once`]: what tells a form that is sent twice.
//! [`packed`]: what is sent to the database for a batch. [`columns`]: what is read of rows. [`known`]: what is
//! found out of a statement once. [`page`]: lists in pages. [`limits`]: how often a change may happen.
pub mod change;
pub mod columns;
pub mod effect;
pub mod event;
pub mod known;
pub mod limits;
pub mod names;
pub mod once;
pub mod packed;
pub mod page;
pub mod query;
pub mod scope;
pub mod sorting;
pub mod write;
