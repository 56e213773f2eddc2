//! The outbox: work that follows a change, written with it and done later, once.
pub mod jobs;
mod ops;
mod queries;
mod views;
pub use ops::routes;
pub use queries::{
    first_task, render_pdf, to_actor, to_approvers, to_asker, to_clients, to_contact,
    to_invited_asker, to_locked, to_moved, to_newcomer, to_stranger, to_topic, to_user,
    to_user_activation, to_user_at, to_whoever_signed_up,
};

use crate::kit::{
    ids::{EventId, InvoiceId},
    zoned::MINUTE,
};
use serde::{Deserialize, Serialize};

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// A mail that says what happened and leads to it.
    Notice(Notice),
    /// The same for an address of the staff's that is no user's.
    StaffNotice(Notice),
    /// To whoever signed up; it says what the page must not.
    SignUp,
    /// A mail with a temporary password, which is made when the mail is.
    Activation,
    /// A mail with a sign-in link and its code, which are drawn when the mail is made.
    Code {
        code: EventId,
    },
    /// Too many wrong passwords were tried for the recipient.
    Locked {
        address: String,
        at: i64,
        until: i64,
    },
    /// The recipient signed in on a device they never used.
    NewDevice {
        device: String,
        at: i64,
    },
    /// A mail with the code that confirms a new address, drawn when the mail is made.
    AddressCode,
    InvoicePdf {
        invoice: InvoiceId,
    },
}

/// What a mail says. Nothing secret: it rests in the database until it is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    pub subject: String,
    /// The opening sentence or two.
    pub lead: String,
    /// Label and value.
    pub facts: Vec<(String, String)>,
    /// The word on the button; empty where a mail leads nowhere.
    pub action: String,
    /// Where it leads, on the recipient's own face.
    pub path: String,
}

/// Which of the staff are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    Request,
    Answer,
    Message,
}

impl Topic {
    pub const ALL: [Self; 3] = [Self::Request, Self::Answer, Self::Message];

    pub fn name(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Answer => "answer",
            Self::Message => "message",
        }
    }
}

/// What a mail to clients is about, which decides who of an account gets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mailing {
    Quotes,
    Trips,
    Invoices,
    Messages,
}

impl Mailing {
    pub const ALL: [Self; 4] = [Self::Quotes, Self::Trips, Self::Invoices, Self::Messages];

    pub fn name(self) -> &'static str {
        match self {
            Self::Quotes => "quotes",
            Self::Trips => "trips",
            Self::Invoices => "invoices",
            Self::Messages => "messages",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Queued,
    Working,
    Done,
    /// Given up: staff see it and may have it tried again.
    Dead,
}

/// How long a claim holds: a worker that died is taken over after that.
pub const CLAIM: i64 = 2 * MINUTE;
const MOST_ATTEMPTS: i64 = 6;

/// What becomes of a task that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    TryAgainIn { seconds: u32 },
    GiveUp,
}

/// After the `attempts`-th failure: half a minute, then four times as long each time.
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
    fn delays_grow_and_end() {
        let seconds: Vec<_> = (1..=6).map(|attempts| after_failure(attempts, false)).collect();
        let again = |seconds| After::TryAgainIn { seconds };
        assert_eq!(
            seconds,
            [again(30), again(120), again(480), again(1_920), again(7_680), After::GiveUp]
        );
        assert_eq!(after_failure(1, true), After::GiveUp);
    }
}
