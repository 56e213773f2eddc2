//! Requests: trips that clients ask for, and that the operator answers with quotes.
mod draft;
mod listing;
mod mail;
mod ops;
mod queries;
mod routes;
#[cfg(test)]
mod samples;
mod views;
pub(crate) use queries::is_open;
pub use queries::{change_account, hand_over, quoted, reopened, request_for_staff, won};
pub use {ops::routes as ops, routes::routes};

use crate::{
    error::Error,
    itineraries::Leg,
    kit::ids::{AccountId, ContactId, PassengerId, RequestId, TripId},
};
use serde::Deserialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Submitted,
    UnderReview,
    Quoted,
    Won,
    Declined,
    Cancelled,
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
    pub catering: String,
    pub ground: String,
    pub preference: String,
    pub notes: String,
    pub reason: String,
    /// The dispatcher who took it under review.
    #[serde(default)]
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
    pub travelers: Vec<PassengerId>,
    pub catering: String,
    pub ground: String,
    pub preference: String,
    pub notes: String,
}

/// A request that is open, and so may be declined or canceled.
#[derive(Debug)]
pub struct Closable<'r>(&'r Request);

/// A change of a request's state, and the version of the request that it applies to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub request: RequestId,
    pub version: i64,
    /// Empty where the step needs none.
    pub reason: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The form was made from an older version of the request.
    Stale,
    UnderReview,
    Quoted,
    Won,
    Declined,
    Cancelled,
}

impl State {
    /// Why a request in this state can no longer change; none while it is open.
    fn end(self) -> Option<Refusal> {
        match self {
            Self::Submitted | Self::UnderReview | Self::Quoted => None,
            Self::Won => Some(Refusal::Won),
            Self::Declined => Some(Refusal::Declined),
            Self::Cancelled => Some(Refusal::Cancelled),
        }
    }

    pub fn is_open(self) -> bool {
        self.end().is_none()
    }
}

impl Request {
    /// A dispatcher takes the request under review.
    pub fn review(&self, seen: i64) -> Result<Step, Refusal> {
        match self.state {
            State::Submitted => self.step(seen, ""),
            State::UnderReview => Err(Refusal::UnderReview),
            State::Quoted => Err(Refusal::Quoted),
            State::Won => Err(Refusal::Won),
            State::Declined => Err(Refusal::Declined),
            State::Cancelled => Err(Refusal::Cancelled),
        }
    }

    /// Whether the request may be closed: declined by the operator, or canceled by the client.
    pub fn closable(&self) -> Result<Closable<'_>, Refusal> {
        self.state.end().map_or(Ok(Closable(self)), Err)
    }

    fn step(&self, seen: i64, reason: &str) -> Result<Step, Refusal> {
        if seen == self.version {
            Ok(Step { request: self.id, version: seen, reason: reason.to_owned() })
        } else {
            Err(Refusal::Stale)
        }
    }
}

impl Closable<'_> {
    /// Closes the request for a reason; `seen` is the version of the request on the page.
    pub fn close(self, seen: i64, reason: &str) -> Result<Step, Refusal> {
        self.0.step(seen, reason)
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::refused(match refusal {
            Refusal::Stale => {
                "This request changed since you opened the page. Open it again to see how it stands."
            }
            Refusal::UnderReview => "This request is under review already.",
            Refusal::Quoted => "A quote was sent for this request already.",
            Refusal::Won => {
                "A quote for this request was accepted, so it can no longer be closed. Look at its trip."
            }
            Refusal::Declined => "This request was declined. Send a new one to ask again.",
            Refusal::Cancelled => "This request was canceled. Send a new one to ask again.",
        })
    }
}

#[cfg(test)]
mod tests;
