//! Trips: what is flown or driven, its legs, its stage and its history.
mod ops;
mod queries;
mod routes;
pub use queries::born_of;
pub use {ops::routes as ops, routes::routes};

use crate::kit::{
    ids::{AccountId, RequestId, TailId, TripId},
    itinerary::Leg,
};

/// A trip to be made, at the first stage of its workspace.
#[derive(Debug, Clone, PartialEq)]
pub struct Birth {
    pub id: TripId,
    pub account: AccountId,
    /// Whose travellers go on the manifest.
    pub request: RequestId,
    pub tail: Option<TailId>,
    pub vehicle: String,
    pub legs: Vec<Leg>,
    pub passengers: i64,
    /// Catering, ground transportation and the rest, in the client's words.
    pub wishes: String,
}
