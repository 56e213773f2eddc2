//! Requests: what a client asks for, worked by the operator as a deal.
mod ops;
mod queries;
mod routes;
pub use queries::{quoted, reopened, request_for_staff, won};
pub use {ops::routes as ops, routes::routes};

use crate::kit::{
    ids::{AccountId, ContactId, PassengerId, RequestId, TripId},
    itinerary::Leg,
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
    #[serde(deserialize_with = "crate::query::json")]
    pub itinerary: Vec<Leg>,
    pub route: String,
    pub departs_at: i64,
    pub passengers: i64,
    #[serde(deserialize_with = "crate::query::json")]
    pub travellers: Vec<PassengerId>,
    pub catering: String,
    pub ground: String,
    pub preference: String,
    pub notes: String,
    pub reason: String,
    pub trip_id: Option<TripId>,
    pub version: i64,
    pub created_at: i64,
}
