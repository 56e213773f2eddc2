//! Statements that number documents: gapless, in a series for each prefix.
use crate::db::write::{Follower, follows};

/// A kind of document that has numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Series {
    Invoice,
    Deposit,
    CreditNote,
}

/// The prefix of the series `:series`, of the workspace `w`.
macro_rules! prefix {
    () => {
        "CASE :series WHEN 'invoice' THEN w.invoice_prefix WHEN 'deposit' THEN w.deposit_prefix ELSE w.credit_prefix END"
    };
}

/// The next number of the series, or the one that is `$plus` after it, `:series` in the year `:year`, of the workspace of `it`. Between
/// [`Series::begin`] and [`Series::count`].
macro_rules! next_number {
    () => {
        $crate::workspaces::next_number!("0")
    };
    ($plus:literal) => {
        concat!("(SELECT c.prefix || printf('%s-%04d', :year, n.next + ", $plus, ") FROM
            (SELECT w.id, ", $crate::workspaces::prefix!(), " AS prefix FROM workspaces w) c
           JOIN counters n ON n.workspace_id = c.id AND n.noun = rtrim('invoice ' || c.prefix) WHERE c.id = it.workspace_id)")
    };
}
pub(crate) use next_number;
pub(crate) use prefix;

impl Series {
    /// The value of `:series`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Invoice => "invoice",
            Self::Deposit => "deposit",
            Self::CreditNote => "credit_note",
        }
    }

    /// Begins the series if this is its first number.
    pub fn begin(self) -> Follower {
        Follower::new(follows!(
            "INSERT OR IGNORE INTO counters (workspace_id, noun, next) SELECT w.id, rtrim('invoice ' || ",
            prefix!(),
            "), 1001 FROM it JOIN workspaces w ON w.id = it.workspace_id"
        ))
        .bind("series", self.word())
    }

    /// Counts the number that was given.
    pub fn count(self) -> Follower {
        self.count_many(1)
    }

    /// Counts numbers that were given at once.
    pub fn count_many(self, many: usize) -> Follower {
        Follower::new(follows!(
            "UPDATE counters SET next = next + :many WHERE workspace_id = (SELECT workspace_id FROM it)
               AND noun = (SELECT rtrim('invoice ' || ",
            prefix!(),
            ") FROM workspaces w WHERE w.id = counters.workspace_id)"
        ))
        .bind("series", self.word())
        .bind("many", i64::try_from(many).unwrap_or_default())
    }
}
