//! Requests: trips that clients ask for, and that the operator answers with quotes.
mod alternative;
mod closing;
mod draft;
pub mod jobs;
mod listing;
mod mail;
mod ops;
mod queries;
mod routes;
#[cfg(test)]
mod samples;
mod stages;
mod steps;
mod views;
mod working;
pub use closing::{CloseReason, Closing};
pub use queries::{
    answered, change_account, hand_over, quoted, reopened, request_for_staff, requoted, won,
};
pub(crate) use queries::{has_open_state, is_offered, is_open, is_past, state_now, state_shown};
pub use {ops::routes as ops, routes::routes};

use crate::{
    error::Error,
    itineraries::Leg,
    kit::ids::{AccountId, ContactId, PassengerId, RequestId, TripId, UserId},
};
use serde::Deserialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Submitted,
    UnderReview,
    /// The operator proposed other times, another aircraft or another route, and the client answers.
    AlternativeProposed,
    Quoted,
    Won,
    Declined,
    /// The operator did not get the deal. The client is not told why.
    Lost,
    Cancelled,
    /// Its last leg was past before anybody decided it.
    Dropped,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Request {
    pub id: RequestId,
    pub reference: String,
    pub account_id: AccountId,
    pub account: String,
    pub contact_id: ContactId,
    pub contact: String,
    pub state: State,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub itinerary: Vec<Leg>,
    pub route: String,
    pub passengers: i64,
    /// How many coaches; 1 for aircraft.
    pub vehicles: i64,
    pub catering: String,
    pub ground: String,
    pub preference: String,
    pub notes: String,
    /// Other dates that would suit the client, in their words.
    pub other_dates: String,
    /// What was written when it was closed.
    pub reason: String,
    pub closed_for: Option<CloseReason>,
    /// Who works on it.
    pub assigned_to: Option<UserId>,
    pub assigned: Option<String>,
    pub trip_id: Option<TripId>,
    pub version: i64,
}

/// A valid request, as the client typed it.
#[derive(Debug, Clone, PartialEq)]
pub struct Submission {
    pub account: AccountId,
    pub itinerary: Vec<Leg>,
    pub passengers: i64,
    /// How many coaches; 1 for aircraft.
    pub vehicles: i64,
    pub travelers: Vec<PassengerId>,
    pub catering: String,
    pub ground: String,
    pub preference: String,
    pub notes: String,
    pub other_dates: String,
}

/// A change of a request's state, and the version of the request that it applies to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub request: RequestId,
    pub version: i64,
    /// Why; empty where the step needs no words.
    pub words: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The form was made from an older version of the request.
    Stale,
    /// There is no alternative that awaits an answer.
    NoAlternative,
    /// For staff: there is no alternative to take back.
    NotProposed,
    /// The alternative has departed.
    Departed,
    UnderReview,
    AlternativeProposed,
    Quoted,
    Won,
    Declined,
    Lost,
    Cancelled,
    Dropped,
}

impl State {
    /// Why a request in this state can no longer change; none while it is open.
    fn end(self) -> Option<Refusal> {
        match self {
            Self::Submitted | Self::UnderReview | Self::AlternativeProposed | Self::Quoted => None,
            Self::Won => Some(Refusal::Won),
            Self::Declined => Some(Refusal::Declined),
            Self::Lost => Some(Refusal::Lost),
            Self::Cancelled => Some(Refusal::Cancelled),
            Self::Dropped => Some(Refusal::Dropped),
        }
    }

    pub fn is_open(self) -> bool {
        self.end().is_none()
    }

    /// Whether its last leg was past before anybody decided it.
    pub fn is_past(self) -> bool {
        self == Self::Dropped
    }
}

impl Request {
    /// A step from the version of the request that the page showed.
    fn step(&self, seen: i64) -> Result<Step, Refusal> {
        if seen == self.version {
            Ok(Step { request: self.id, version: seen, words: String::new() })
        } else {
            Err(Refusal::Stale)
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::refused(match refusal {
            Refusal::Stale => {
                "This request changed since you opened the page. Open it again to see how it stands."
            }
            Refusal::NoAlternative => {
                "No alternative awaits your answer. Look at the request again."
            }
            Refusal::NotProposed => "No alternative waits for the client’s answer any more.",
            Refusal::Departed => {
                "The alternative departs in the past, so it can no longer be agreed to. Ask for another one."
            }
            Refusal::UnderReview => "This request is under review already.",
            Refusal::AlternativeProposed => {
                "An alternative was proposed for this request and awaits the answer."
            }
            Refusal::Quoted => "A quote was sent for this request already.",
            Refusal::Won => {
                "A trip was made from this request, so it can no longer be changed. Look at its trip."
            }
            Refusal::Declined => "This request was declined. Send a new one to ask again.",
            Refusal::Lost => "This request was closed. Send a new one to ask again.",
            Refusal::Cancelled => "This request was canceled. Send a new one to ask again.",
            Refusal::Dropped => {
                "The dates of this request are past, so it was closed. Send a new one to ask again."
            }
        })
    }
}

#[cfg(test)]
mod tests;
