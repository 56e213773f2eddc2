//! Blocks: times in which an aircraft or coach takes no trips, because of maintenance or for its owner.
mod mail;
mod ops;
mod plan;
mod queries;
mod routes;
mod views;
pub use queries::{Around, around, asked, during, of_client};
pub(crate) use queries::{
    edge, is_blocked, is_in_the_way, tail_for_request, tails_between, tails_of_trip,
};
pub use {ops::routes as ops, routes::routes};

use crate::{
    error::Error,
    kit::ids::{BlockId, TailId, TripId, UserId},
};
use serde::Deserialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Maintenance,
    /// The owner keeps it for themselves.
    Owner,
    Other,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::Maintenance, Self::Owner, Self::Other];

    /// The stored word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Maintenance => "maintenance",
            Self::Owner => "owner",
            Self::Other => "other",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Maintenance => "Maintenance",
            Self::Owner => "Kept for the owner",
            Self::Other => "Not available",
        }
    }

    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// An owner asked for it, and staff have not answered yet.
    Asked,
    Approved,
    Refused,
}

impl State {
    pub fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Approved => "approved",
            Self::Refused => "refused",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Asked => "Waiting for approval",
            Self::Approved => "Approved",
            Self::Refused => "Refused",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Block {
    pub id: BlockId,
    pub tail_id: TailId,
    pub registration: String,
    /// The type of the tail, as clients know it.
    pub vehicle: String,
    pub kind: Kind,
    pub state: State,
    pub starts_at: i64,
    /// The first moment after it.
    pub ends_at: i64,
    pub words: String,
    /// The client who asked for it; none for one that staff entered.
    pub asked_by: Option<UserId>,
    pub asker: Option<String>,
    pub answer: String,
    pub version: i64,
}

/// A tail to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct BlockedTail {
    pub id: TailId,
    pub registration: String,
    pub vehicle: String,
}

/// A trip that the tail has during a block.
#[derive(Debug, Clone, Deserialize)]
pub struct TripMeanwhile {
    pub id: TripId,
    pub reference: String,
    pub route: String,
    pub departs_at: i64,
    pub ends_at: i64,
}

/// What a form asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub tail: BlockedTail,
    pub kind: Kind,
    pub starts_at: i64,
    pub ends_at: i64,
    pub words: String,
}

/// A change of a block by staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub block: BlockId,
    pub version: i64,
    pub plan: Plan,
}

/// What staff answered to an owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub block: BlockId,
    pub version: i64,
    pub state: State,
    pub words: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    Stale,
    /// Nobody waits for an answer.
    NotAsked,
    /// A refusal says why.
    NoWords,
    /// Only staff remove a block that was approved.
    Approved,
}

impl Refusal {
    pub fn words(self) -> &'static str {
        match self {
            Self::Stale => {
                "This block changed while you were looking at it. Please check it again."
            }
            Self::NotAsked => "This block was answered already.",
            Self::NoWords => "Say why, so that the owner understands it.",
            Self::Approved => "This block was approved. Ask operations to change it.",
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::refused(refusal.words())
    }
}

impl Block {
    /// Whether the tail is, or may soon be, not available.
    pub fn holds(&self) -> bool {
        self.state != State::Refused
    }

    /// `seen` is the version on the page.
    pub fn change(&self, plan: Plan, seen: i64) -> Result<Change, Refusal> {
        if seen != self.version {
            return Err(Refusal::Stale);
        }
        Ok(Change { block: self.id, version: seen, plan })
    }

    /// Approves or refuses what an owner asked for. A refusal needs words.
    pub fn answer(&self, is_approved: bool, words: &str, seen: i64) -> Result<Answer, Refusal> {
        if self.state != State::Asked {
            return Err(Refusal::NotAsked);
        }
        if seen != self.version {
            return Err(Refusal::Stale);
        }
        let state = if is_approved { State::Approved } else { State::Refused };
        if state == State::Refused && words.is_empty() {
            return Err(Refusal::NoWords);
        }
        Ok(Answer { block: self.id, version: seen, state, words: words.to_owned() })
    }

    /// Whether the client who asked may take it back.
    pub fn withdraw(&self, seen: i64) -> Result<(), Refusal> {
        match self.state {
            State::Approved => Err(Refusal::Approved),
            State::Asked | State::Refused if seen != self.version => Err(Refusal::Stale),
            State::Asked | State::Refused => Ok(()),
        }
    }
}

#[cfg(test)]
pub mod samples {
    use super::*;
    use uuid::Uuid;

    pub fn block(starts_at: i64, ends_at: i64) -> Block {
        Block {
            id: BlockId(Uuid::nil()),
            tail_id: TailId(Uuid::nil()),
            registration: "N517HA".into(),
            vehicle: "Citation Latitude".into(),
            kind: Kind::Maintenance,
            state: State::Approved,
            starts_at,
            ends_at,
            words: "Phase inspection".into(),
            asked_by: None,
            asker: None,
            answer: String::new(),
            version: 3,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{samples::block, *};

    #[test]
    fn an_owners_question_is_answered_once_and_a_refusal_says_why() {
        let asked = Block { state: State::Asked, ..block(0, 10) };
        assert_eq!(asked.answer(true, "", 3).map(|it| it.state), Ok(State::Approved));
        assert_eq!(asked.answer(false, "", 3), Err(Refusal::NoWords));
        assert_eq!(asked.answer(false, "Sold", 3).map(|it| it.state), Ok(State::Refused));
        assert_eq!(asked.answer(true, "", 2), Err(Refusal::Stale));
        assert_eq!(block(0, 10).answer(true, "", 3), Err(Refusal::NotAsked));
    }

    #[test]
    fn an_owner_takes_back_only_what_was_not_approved() {
        let asked = Block { state: State::Asked, ..block(0, 10) };
        assert_eq!((asked.withdraw(3), asked.withdraw(2)), (Ok(()), Err(Refusal::Stale)));
        assert_eq!(block(0, 10).withdraw(3), Err(Refusal::Approved));
    }
}
