//! The list of sent and failed mails, for staff.
mod bounces;
pub mod jobs;
mod ops;
mod queries;
mod views;
pub use ops::{outside, routes};
pub use queries::forget;

use crate::outbox::State;
use serde::Deserialize;

/// A mail as staff see it.
#[derive(Debug, Clone, Deserialize)]
pub struct Mail {
    pub id: String,
    pub to_email: String,
    pub to_name: String,
    pub subject: String,
    pub state: State,
    pub attempts: i64,
    pub provider_id: Option<String>,
    pub fault: Option<String>,
    pub created_at: i64,
    pub done_at: Option<i64>,
    /// When it goes out, if it waits.
    pub next_at: Option<i64>,
}

/// An address that mails do not reach.
#[derive(Debug, Clone, Deserialize)]
pub struct Fault {
    pub email: String,
    pub words: String,
    pub at: i64,
}
