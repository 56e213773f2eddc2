//! Users: who may sign in to a face, and as what.
mod queries;
pub use queries::visitor;

use crate::{
    error::Error,
    kit::{ids::UserId, text},
    query::Query,
    workspaces::{Face, Workspace},
};
use serde::Deserialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Of an aircraft: sees the trips flown on it, whoever flies.
    Owner,
    Charter,
    /// Of the FBO: services, invoices and messages only.
    Customer,
    Admin,
    Dispatcher,
    Accounting,
    ReadOnly,
}

/// What a member of staff may be allowed to do beyond reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    WorkRequests,
    Quote,
    MoveTrips,
    Invoice,
    Invite,
    Message,
    Administer,
}

impl Role {
    pub fn name(self) -> &'static str {
        match self {
            Self::Owner => "Owner",
            Self::Charter => "Charter client",
            Self::Customer => "Customer",
            Self::Admin => "Administrator",
            Self::Dispatcher => "Dispatcher",
            Self::Accounting => "Accounting",
            Self::ReadOnly => "Read-only",
        }
    }

    /// As it is stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Charter => "charter",
            Self::Customer => "customer",
            Self::Admin => "admin",
            Self::Dispatcher => "dispatcher",
            Self::Accounting => "accounting",
            Self::ReadOnly => "read_only",
        }
    }

    /// A client's role by its stored word; never one of the staff's.
    pub fn of_client(word: &str) -> Option<Self> {
        [Self::Owner, Self::Charter, Self::Customer].into_iter().find(|role| role.word() == word)
    }

    /// The one place that says what staff may do; routes and pages both ask it.
    pub fn may(self, right: Right) -> bool {
        match self {
            Self::Admin => true,
            Self::Dispatcher => matches!(
                right,
                Right::WorkRequests
                    | Right::Quote
                    | Right::MoveTrips
                    | Right::Invite
                    | Right::Message
            ),
            Self::Accounting => matches!(right, Right::Invoice | Right::Message),
            Self::ReadOnly | Self::Owner | Self::Charter | Self::Customer => false,
        }
    }

    /// Whether a client of this role travels: trips, requests, quotes and passengers.
    pub fn travels(self) -> bool {
        matches!(self, Self::Owner | Self::Charter)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Has a temporary password and must choose a permanent one.
    Invited,
    Active,
    Disabled,
}

#[derive(Debug, Clone, Deserialize)]
pub struct User {
    pub id: UserId,
    pub name: String,
    pub email: String,
    pub face: Face,
    pub role: Role,
    pub state: State,
    /// Threads with something new in them.
    pub unread: i64,
    /// Requests nobody has looked at, on the operations side.
    pub waiting: i64,
}

impl User {
    pub fn may_enter(&self) -> bool {
        self.state == State::Active
    }
}

/// The statements that say whose page it is and who looks at it.
pub type Who = (Query<Option<Workspace>>, Query<Option<User>>);

/// The person looking at the page.
#[derive(Debug, Clone)]
pub struct Visitor {
    pub user: User,
    pub workspace: Workspace,
    /// What the last page left to be said.
    pub notice: Option<String>,
    /// For the forms on this page: sent twice, each is carried out once.
    pub key: String,
    pub path: String,
    pub now: i64,
}

impl Visitor {
    pub fn first_name(&self) -> &str {
        self.user.name.split_whitespace().next().unwrap_or_default()
    }

    pub fn initials(&self) -> String {
        text::initials(&self.user.name)
    }

    /// Whether the page is this place or below it.
    pub fn at(&self, place: &str) -> bool {
        self.path == place
            || (place != "/"
                && self.path.strip_prefix(place).is_some_and(|rest| rest.starts_with('/')))
    }

    pub fn may(&self, right: Right) -> bool {
        self.user.role.may(right)
    }

    /// Refuses what the role does not allow.
    pub fn needs(&self, right: Right) -> Result<(), Error> {
        if self.may(right) { Ok(()) } else { Err(Error::Forbidden) }
    }

    /// What a client of the FBO does not have answers as if it did not exist.
    pub fn needs_travel(&self) -> Result<(), Error> {
        if self.travels() { Ok(()) } else { Err(Error::NotFound) }
    }

    pub fn travels(&self) -> bool {
        self.user.role.travels()
    }
}
