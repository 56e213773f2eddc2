//! Runs of the clock's jobs: when each ran last, how long it took, and whether it succeeded.
mod ops;
mod queries;
mod views;
pub use ops::routes;
pub use queries::record;

use serde::{Deserialize, Serialize};

/// The last run of a job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    pub name: String,
    pub at: i64,
    /// In milliseconds.
    pub took: i64,
    /// The reference of the fault in the log; empty where it succeeded.
    pub fault: String,
}

/// How often the clock runs all jobs.
pub const EVERY: i64 = 5 * crate::kit::zoned::MINUTE;

/// Every job of the clock, in the order in which they run: its name, and what it does.
pub const JOBS: [(&str, &str); 11] = [
    ("outbox", "Sends emails and makes PDFs whose turn was missed."),
    ("replies", "Takes replies by email that came while a workspace was moved."),
    ("payments", "Asks about online payments of which nothing was heard."),
    ("requests", "Closes requests whose dates are past."),
    ("notices", "Tells people of what is near, and sends digests."),
    ("reminders", "Reminds clients of invoices that are due or overdue, and tells accounting."),
    ("domains", "Checks the domains of operators and their certificates."),
    ("live", "Tells open pages what changed."),
    ("retention", "Deletes what was kept long enough."),
    ("files", "Deletes files that nothing belongs to."),
    ("secrets", "Seals stored secrets under the current key."),
];
