//! Mail: what a letter says, who gets it, and how it is sent.
mod jobs;
mod queries;
mod views;
pub use jobs::{local_copy, post, sender};
pub use queries::to;

use crate::{
    kit::ids::{AccountId, ContactId, EventId, SignUpId, UserId},
    outbox::Job,
};
use serde::{Deserialize, Serialize};

/// What a mail says. Nothing secret where it is put into the outbox as it is: it rests in the database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
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

/// A job that sends a mail.
pub trait Mailed: Job {
    /// What staff see in the place of its subject until it is sent.
    fn subject(&self) -> &str;
}

/// Who gets a mail about a change: nobody, one or many, as the rows are when it is written.
#[derive(Debug, Clone, Copy)]
pub enum Recipients<'a> {
    /// Those of an account who may see what it is about: whoever does not travel has no trips and no
    /// quotes, and what names a sum goes to those who may see money. Whoever muted it does not get it.
    Clients {
        account: AccountId,
        mailing: Mailing,
    },
    /// The staff on a topic's list.
    Topic(Topic),
    /// A contact who may sign in, at the address they have before the change.
    Contact(ContactId),
    /// The same, if another address is about to be theirs.
    Moved {
        contact: ContactId,
        to: &'a str,
    },
    User(UserId),
    /// A user, at an address that is not theirs yet, or no longer.
    UserAt {
        user: UserId,
        email: &'a str,
    },
    /// Whoever did it.
    Actor,
    /// Whoever asked for this link and code, if they may get in by it.
    Asker(EventId),
    /// Whoever asked for it while they are invited: only the temporary password lets them in.
    InvitedAsker(EventId),
    /// Whoever the event is about, if they are active on the face of this host.
    Locked {
        host: &'a str,
    },
    /// The owner of the session with this digest, if it is the first on its device and not their
    /// first of all.
    Newcomer {
        session: &'a str,
    },
    /// An address of a client face that is no user's; the name is empty where nobody vouches for it.
    Stranger {
        email: &'a str,
        name: &'a str,
    },
    /// The addresses that are told of sign-ups, if this one is new.
    Approvers(SignUpId),
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
