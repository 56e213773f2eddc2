//! The trait of jobs.
use super::{Done, Failed, Row};
use crate::app::App;
use serde::{Serialize, de::DeserializeOwned};

/// Work that is put into the outbox together with a change. It is stored as JSON, so it must not
/// contain a secret. It may run more than once, so it must be idempotent.
pub trait Job: Serialize + DeserializeOwned + Send + 'static {
    /// The stored name. Rows with an old name cannot be run after it changes.
    const NAME: &'static str;

    fn run(self, app: &App, row: &Row) -> impl Future<Output = Result<Done, Failed>> + Send;
}
