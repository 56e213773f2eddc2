//! Calendars: the operator's by aircraft, and the client's schedule.
mod entries;
mod grid;
mod ops;
mod queries;
mod routes;
mod rows;
mod views;
mod window;
pub use {ops::routes as ops, routes::routes};

use crate::{
    itineraries::Leg,
    kit::ids::{TailId, TripId},
    trips::Kind,
};
use serde::Deserialize;

/// A tail that has a row of its own in a calendar.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct CalendarTail {
    pub id: TailId,
    pub registration: String,
    pub vehicle: String,
}

/// A trip in a client's schedule.
#[derive(Debug, Clone, Deserialize)]
pub struct ScheduledTrip {
    pub id: TripId,
    pub tail_id: Option<TailId>,
    pub reference: String,
    pub vehicle: String,
    pub kind: Kind,
    pub departs_at: i64,
    pub ends_at: i64,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub legs: Vec<Leg>,
}

/// A time in which a tail of the client's accounts is taken for a trip of somebody else.
#[derive(Debug, Clone, Deserialize)]
pub struct Busy {
    pub tail_id: TailId,
    pub trip_id: TripId,
    pub starts_at: i64,
    pub ends_at: i64,
    pub kind: Kind,
    /// The legs of the trip, and the tail of those that name none. Only owners are told of them.
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub legs: Vec<Leg>,
    pub trip_tail_id: Option<TailId>,
    pub reference: String,
    /// Who flies; none where the workspace hides it.
    pub party: Option<String>,
    /// Whether the client may open the trip.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub opens: bool,
}
