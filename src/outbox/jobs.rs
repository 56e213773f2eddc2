//! What a job is.
use super::{Done, Failed, Row};
use crate::app::App;
use serde::{Serialize, de::DeserializeOwned};

/// Work that is put into the outbox with a change. It rests there as JSON, so it holds no secret, and
/// it may be run more than once: the second run must leave what the first did.
pub trait Job: Serialize + DeserializeOwned + Send + 'static {
    /// As it is stored. A job whose name changes leaves rows behind that nobody knows.
    const NAME: &'static str;

    fn run(self, app: &App, row: &Row) -> impl Future<Output = Result<Done, Failed>> + Send;
}
