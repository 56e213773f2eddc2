//! How staff handle threads: the states, the tabs of the inbox, and who answers.
use super::queries::Colleague;
use crate::{error::Error, kit::ids::ThreadId, workspaces::Face};
use serde::Deserialize;

/// Who a thread waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThreadState {
    /// The client waits for an answer.
    Open,
    /// Staff wait for the client.
    Waiting,
    /// Nobody waits. The client's next message opens it again.
    Closed,
}

impl ThreadState {
    pub const ALL: [Self; 3] = [Self::Open, Self::Waiting, Self::Closed];

    /// The word that is stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Waiting => "waiting",
            Self::Closed => "closed",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Waiting => "Waiting for the client",
            Self::Closed => "Closed",
        }
    }

    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }

    /// The state after a message of this side.
    pub fn after(side: Face) -> Self {
        match side {
            Face::Client => Self::Open,
            Face::Ops => Self::Waiting,
        }
    }
}

/// A tab of the inbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InboxTab {
    Open,
    Waiting,
    Closed,
    /// Those given to the visitor that are not closed.
    Mine,
    All,
}

impl InboxTab {
    pub const ALL: [Self; 5] = [Self::Open, Self::Waiting, Self::Closed, Self::Mine, Self::All];

    /// The word in the address; empty for the first.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "",
            Self::Waiting => "waiting",
            Self::Closed => "closed",
            Self::Mine => "mine",
            Self::All => "all",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Waiting => "Waiting",
            Self::Closed => "Closed",
            Self::Mine => "Yours",
            Self::All => "All",
        }
    }

    /// The tab with this word, or the first.
    pub fn of(word: &str) -> Self {
        Self::ALL.into_iter().find(|it| it.word() == word).unwrap_or(Self::Open)
    }
}

/// A colleague who answers a thread from now on; none for nobody in particular.
#[derive(Debug, Clone)]
pub struct Assignment {
    pub thread: ThreadId,
    pub to: Option<Colleague>,
}

/// Why staff cannot change a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    IsAlready,
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::IsAlready => Self::refused("That is how it is already."),
        }
    }
}
