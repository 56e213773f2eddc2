//! The trait of jobs.
use super::{Done, Failed, Row};
use crate::{app::App, edge::log_fault, error::Error};
use serde::{Serialize, de::DeserializeOwned};

/// Work that is put into the outbox together with a change. It is stored as JSON, so it must not
/// contain a secret. It may run more than once, so it must be idempotent.
pub trait Job: Serialize + DeserializeOwned + Send + 'static {
    /// The stored name. Rows with an old name cannot be run after it changes.
    const NAME: &'static str;

    fn run(self, app: &App, row: &Row) -> impl Future<Output = Result<Done, Failed>> + Send;
}

/// What staff read of an error. A fault of ours is logged, and they read its reference.
impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        let (words, for_good) = match error {
            Error::Refused(why) => (why, true),
            Error::NotFound => ("What it is about does not exist any more.".to_owned(), true),
            Error::Internal(cause) | Error::OutOfReach(cause) => {
                let reference = log_fault(&cause);
                (format!("Something went wrong on our side (reference {reference})."), false)
            }
            other => (other.text(), false),
        };
        Self { words, for_good }
    }
}
