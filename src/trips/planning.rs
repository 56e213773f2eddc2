//! A trip as staff plan it: for whom, on which aircraft, with which crew.
use crate::{
    itineraries::{self, Leg},
    kit::ids::{AccountId, TailId, TripId},
};
use serde::{Deserialize, Serialize};

/// Somebody of the crew, and what they do: "Pilot in command".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrewMember {
    pub duty: String,
    pub name: String,
}

/// A trip as it was typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    pub account: AccountId,
    pub tail: Option<TailId>,
    pub vehicle: String,
    pub legs: Vec<Leg>,
    pub passengers: i64,
    pub wishes: String,
    pub crew: Vec<CrewMember>,
    /// Whether clients may see the crew.
    pub is_crew_released: bool,
    /// Whether its tail is taken although it is booked for another trip.
    pub despite: bool,
}

/// An aircraft or coach of the workspace.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct FleetTail {
    pub id: TailId,
    pub registration: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub seats: i64,
    pub speed_kt: i64,
}

/// A trip that a tail is booked for.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct TailTrip {
    pub id: TripId,
    pub reference: String,
    pub account: String,
    pub route: String,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub legs: Vec<Leg>,
}

impl TailTrip {
    /// Whether its tail is needed for these legs at the same time.
    pub fn collides(&self, legs: &[Leg]) -> bool {
        itineraries::collide(legs, &self.legs)
    }
}
