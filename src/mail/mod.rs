//! Mail: the content of a letter, its recipients, and how it is sent.
mod jobs;
mod occasions;
mod queries;
pub mod replies;
mod stopping;
mod views;
#[cfg(any(test, feature = "local"))]
pub use jobs::local;
pub use jobs::{
    Enclosed, Talk, may_read, post, post_saying, post_with, sender, sender_where_asked, together,
};
pub use occasions::{Audience, OCCASIONS, OWNER_ASKED, Occasion};
pub use queries::to;
pub use stopping::Stop;

use crate::{
    kit::ids::{AccountId, ContactId, EventId, SignUpId, TailId, TripId, UserId},
    outbox::Job,
    workspaces::{Face, Module},
};
use serde::{Deserialize, Serialize};

/// The content of a mail. A letter that is put into the outbox must not contain a secret, because
/// the row stays in the database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    pub subject: String,
    /// The opening sentence or two.
    pub lead: String,
    /// Labels and values.
    pub facts: Vec<(String, String)>,
    /// The label of the button; empty where the mail has no link.
    pub action: String,
    /// The path of the link, on the recipient's own host.
    pub path: String,
}

/// A job that sends a mail.
pub trait Mailed: Job {
    /// The subject that staff see until the mail is sent, and that stands under the bell.
    fn subject(&self) -> &str;

    /// What happened, in a sentence or two; empty where the subject says it.
    #[allow(clippy::unnecessary_literal_bound)] // other mails return their own words
    fn lead(&self) -> &str {
        ""
    }

    /// The page that it leads to.
    fn path(&self) -> String {
        "/".to_owned()
    }
}

/// Who gets a mail about a change: nobody, one or many, looked up when the change is written.
#[derive(Debug, Clone, Copy)]
pub enum Recipients<'a> {
    /// The users of an account who may see what the mail is about: those who travel, if it is about
    /// a trip or a quote; those who may see money, if it names a sum; and none who muted the topic.
    Clients {
        account: AccountId,
        mailing: Mailing,
    },
    /// The owners of a tail, where the workspace has them asked about trips of others and this trip is one.
    Owners {
        trip: TripId,
        tail: Option<TailId>,
    },
    /// All staff, of whom those get a mail who are notified about the topic.
    Topic(Topic),
    /// The same about this sign-up, if it is new.
    SignUp(SignUpId),
    /// A member of staff who was given something.
    Colleague(UserId),
    /// Staff who may approve what the actor drafted, where a second pair of eyes is asked for, and who have not been told
    /// of the page with this path since they read it last.
    SecondEyes {
        on: Mailing,
        path: &'a str,
    },
    /// Staff who keep the books; administrators where nobody else does.
    Accounting,
    /// The active user of a contact, at their address before the change.
    Contact(ContactId),
    /// The same, if the change gives them another address.
    Moved {
        contact: ContactId,
        to: &'a str,
    },
    User(UserId),
    /// A user, at an address that is not yet or no longer theirs.
    UserAt {
        user: UserId,
        email: &'a str,
    },
    /// The actor of the event.
    Actor,
    /// The user who requested this sign-in link and code.
    Asker(EventId),
    /// The user who requested it but is only invited: they need the temporary password instead.
    InvitedAsker(EventId),
    /// The subject of the event, if they are an active user of the side (clients or staff) of this
    /// host.
    Locked {
        host: &'a str,
    },
    /// The user of the session with this digest, if it is their first on this device and not their
    /// first ever.
    Newcomer {
        session: &'a str,
    },
    /// The address of somebody who is no user; the name is empty where it was not verified.
    Stranger {
        email: &'a str,
        name: &'a str,
    },
    /// The addresses that are notified about sign-ups, if this sign-up is new.
    Approvers(SignUpId),
    /// The addresses that are notified when a client changes a trip.
    TripChanges,
}

impl Recipients<'_> {
    /// The side whose people are told by notices; none where it is a mail alone.
    fn audience(self) -> Option<Face> {
        match self {
            Self::Clients { .. } | Self::Owners { .. } => Some(Face::Client),
            Self::Topic(_)
            | Self::SignUp(_)
            | Self::Colleague(_)
            | Self::SecondEyes { .. }
            | Self::Accounting => Some(Face::Ops),
            Self::Contact(_)
            | Self::Moved { .. }
            | Self::User(_)
            | Self::UserAt { .. }
            | Self::Actor
            | Self::Asker(_)
            | Self::InvitedAsker(_)
            | Self::Locked { .. }
            | Self::Newcomer { .. }
            | Self::Stranger { .. }
            | Self::Approvers(_)
            | Self::TripChanges => None,
        }
    }
}

/// A topic that staff can be notified about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    Request,
    Answer,
    Message,
    /// Orders of services at the FBO.
    Service,
    /// Changes of trips by clients.
    Trip,
    /// People who ask for access.
    Access,
}

impl Topic {
    pub const ALL: [Self; 6] =
        [Self::Request, Self::Answer, Self::Message, Self::Service, Self::Trip, Self::Access];

    pub fn name(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Answer => "answer",
            Self::Message => "message",
            Self::Service => "service",
            Self::Trip => "trip",
            Self::Access => "access",
        }
    }
}

/// The topic of a mail to clients, which decides who of an account gets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mailing {
    Quotes,
    Trips,
    Invoices,
    Messages,
    Services,
}

impl Mailing {
    pub const ALL: [Self; 5] =
        [Self::Quotes, Self::Trips, Self::Invoices, Self::Messages, Self::Services];

    pub fn name(self) -> &'static str {
        match self {
            Self::Quotes => "quotes",
            Self::Trips => "trips",
            Self::Invoices => "invoices",
            Self::Messages => "messages",
            Self::Services => "services",
        }
    }

    /// The part of the client portal that it is about.
    pub fn module(self) -> Option<Module> {
        match self {
            Self::Trips => None,
            Self::Quotes => Some(Module::Quotes),
            Self::Invoices => Some(Module::Invoices),
            Self::Messages => Some(Module::Messages),
            Self::Services => Some(Module::Services),
        }
    }
}
