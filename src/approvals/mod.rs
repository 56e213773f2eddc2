//! Approvals: where the workspace wants it, the owner of an aircraft is asked before somebody else is flown on it.
mod mail;
mod ops;
mod queries;
mod routes;
mod views;
pub use mail::asks;
pub use queries::{of_trip, questions, waiting};
pub use {ops::routes as ops, routes::routes};

use crate::{
    error::Error,
    itineraries::Leg,
    kit::ids::{TailId, TripId},
};
use serde::Deserialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Waiting,
    Approved,
    Refused,
    /// Staff went ahead without the owner's yes.
    Overridden,
}

impl State {
    pub fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Approved => "approved",
            Self::Refused => "refused",
            Self::Overridden => "overridden",
        }
    }
}

/// How a trip stands with the owner of its tail, for staff.
#[derive(Debug, Clone, Deserialize)]
pub struct Approval {
    pub trip_id: TripId,
    pub tail_id: TailId,
    pub registration: String,
    pub route: String,
    pub state: State,
    pub words: String,
    /// Who answered.
    pub who: Option<String>,
    pub departs_at: i64,
    pub ends_at: i64,
    /// The version of the trip.
    pub version: i64,
}

/// A trip on the owner's aircraft that they are asked about. Who travels is told only where the workspace shows
/// other parties to owners.
#[derive(Debug, Clone, Deserialize)]
pub struct Question {
    pub trip_id: TripId,
    pub tail_id: TailId,
    pub registration: String,
    pub reference: String,
    pub route: String,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub legs: Vec<Leg>,
    pub party: Option<String>,
    pub departs_at: i64,
    pub ends_at: i64,
    pub version: i64,
}

/// An answer to be written, for the days that it is given for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub trip: TripId,
    pub tail: TailId,
    pub version: i64,
    pub departs_at: i64,
    pub ends_at: i64,
    pub state: State,
    pub words: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    Stale,
    /// The owner agreed, or nobody is asked.
    NothingToOverride,
    NoWords,
    Answered,
}

impl Refusal {
    pub fn words(self) -> &'static str {
        match self {
            Self::Stale => "This trip changed while you were looking at it. Please check it again.",
            Self::NothingToOverride => "The owner does not have to be asked any more.",
            Self::NoWords => "Say why.",
            Self::Answered => "The owner has answered already.",
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::refused(refusal.words())
    }
}

impl Question {
    /// A refusal needs words. `seen` is the version of the trip on the page.
    pub fn answer(&self, is_approved: bool, words: &str, seen: i64) -> Result<Answer, Refusal> {
        if seen != self.version {
            return Err(Refusal::Stale);
        }
        if !is_approved && words.is_empty() {
            return Err(Refusal::NoWords);
        }
        Ok(Answer {
            trip: self.trip_id,
            tail: self.tail_id,
            version: seen,
            departs_at: self.departs_at,
            ends_at: self.ends_at,
            state: if is_approved { State::Approved } else { State::Refused },
            words: words.to_owned(),
        })
    }
}

impl Approval {
    /// Whether the trip must not be confirmed yet.
    pub fn holds_back(&self) -> bool {
        matches!(self.state, State::Waiting | State::Refused)
    }

    /// Staff ask an owner who has not answered; returns the version of the trip that it is about.
    pub fn ask(&self, seen: i64) -> Result<i64, Refusal> {
        match self.state {
            _ if seen != self.version => Err(Refusal::Stale),
            State::Waiting => Ok(seen),
            State::Approved | State::Refused | State::Overridden => Err(Refusal::Answered),
        }
    }

    /// Staff go ahead without the owner's yes, and say why.
    pub fn override_it(&self, words: &str, seen: i64) -> Result<Answer, Refusal> {
        if seen != self.version {
            return Err(Refusal::Stale);
        }
        if !self.holds_back() {
            return Err(Refusal::NothingToOverride);
        }
        if words.is_empty() {
            return Err(Refusal::NoWords);
        }
        Ok(Answer {
            trip: self.trip_id,
            tail: self.tail_id,
            version: seen,
            departs_at: self.departs_at,
            ends_at: self.ends_at,
            state: State::Overridden,
            words: words.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn approval(state: State) -> Approval {
        Approval {
            trip_id: TripId(Uuid::nil()),
            tail_id: TailId(Uuid::nil()),
            registration: "N517HA".into(),
            route: "TEB to LTN".into(),
            state,
            words: String::new(),
            who: None,
            departs_at: 1,
            ends_at: 2,
            version: 3,
        }
    }

    #[test]
    fn staff_override_with_a_reason_what_the_owner_did_not_agree_to() {
        for state in [State::Waiting, State::Refused] {
            let it = approval(state);
            assert!(it.holds_back());
            assert_eq!(it.override_it("", 3), Err(Refusal::NoWords));
            assert_eq!(it.override_it("Agreed by phone", 2), Err(Refusal::Stale));
            let written = it.override_it("Agreed by phone", 3).map(|it| it.state);
            assert_eq!(written, Ok(State::Overridden));
        }
        assert_eq!(approval(State::Waiting).ask(3), Ok(3));
        assert_eq!(approval(State::Waiting).ask(2), Err(Refusal::Stale));
        assert_eq!(approval(State::Refused).ask(3), Err(Refusal::Answered));
        for state in [State::Approved, State::Overridden] {
            let it = approval(state);
            assert!(!it.holds_back());
            assert_eq!(it.override_it("Why not", 3), Err(Refusal::NothingToOverride));
        }
    }
}
