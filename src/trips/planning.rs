//! A trip as staff plan it: for whom, on which aircraft, with which crew.
use crate::{
    itineraries::Leg,
    kit::ids::{AccountId, TailId},
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
    /// How many coaches it takes.
    pub vehicles: i64,
    pub wishes: String,
    pub crew: Vec<CrewMember>,
    /// Whether clients may see the crew.
    pub is_crew_released: bool,
    /// Whether its tails are taken although they are booked or blocked.
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
