//! The outbox: jobs that are written together with a change and run later, at least once.
mod jobs;
mod queries;
pub use jobs::Job;
pub use queries::{DUE, Row, claim, done, due, failed, first, forget, later, put, siblings};

use crate::kit::zoned::MINUTE;
use serde::Deserialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Queued,
    Working,
    Done,
    /// Failed for good. Staff see it and can have it tried again.
    Dead,
}

/// The result of a job that succeeded; for a mail, the provider's id and the subject.
#[derive(Debug, Default)]
pub struct Done {
    pub provider_id: String,
    pub subject: String,
}

/// Why a job failed.
#[derive(Debug)]
pub struct Failed {
    /// For staff to read.
    pub words: String,
    /// Trying again will not help.
    pub for_good: bool,
}

/// How long a claim lasts. After that, another worker may run the job.
pub const CLAIM: i64 = 2 * MINUTE;
const MOST_ATTEMPTS: i64 = 6;

/// What happens with a job that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    TryAgainIn { seconds: u32 },
    GiveUp,
}

/// What happens after this many attempts: waits for 30 seconds, then four times as long each time.
pub fn after_failure(attempts: i64, for_good: bool) -> After {
    if for_good || attempts >= MOST_ATTEMPTS {
        return After::GiveUp;
    }
    let exponent = u32::try_from(attempts.max(1) - 1).unwrap_or(0);
    After::TryAgainIn { seconds: 30 * 4_u32.saturating_pow(exponent) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_grow_until_the_job_is_given_up() {
        let seconds: Vec<_> = (1..=6).map(|attempts| after_failure(attempts, false)).collect();
        let again = |seconds| After::TryAgainIn { seconds };
        assert_eq!(
            seconds,
            [again(30), again(120), again(480), again(1_920), again(7_680), After::GiveUp]
        );
        assert_eq!(after_failure(1, true), After::GiveUp);
    }
}
