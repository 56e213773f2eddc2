//! Notices: what a person was told, under the bell and by mail, and how they choose to be told.
mod choosing;
mod jobs;
mod mail;
mod queries;
mod routes;
mod views;
pub use choosing::{Choice, Emailing};
pub use jobs::{claim, forget, tell};
pub use queries::opened;
pub use routes::{outside, routes};

use serde::Deserialize;

/// Something that the visitor was told.
#[derive(Debug, Clone, Deserialize)]
pub struct Notice {
    pub id: String,
    pub subject: String,
    pub lead: String,
    /// The page that it leads to.
    pub path: String,
    pub at: i64,
    pub read_at: Option<i64>,
}
