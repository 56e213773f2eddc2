//! Manifests: who is on each leg of a trip, whether they may fly it, and the file for the authorities.
mod apis;
mod choosing;
mod lacking;
mod notes;
mod ops;
mod queries;
mod routes;
mod views;
pub use {ops::routes as ops, routes::routes};

use crate::{
    itineraries::Leg,
    kit::ids::{AccountId, PassengerId, TripId},
    passengers::Passenger,
    trips::Kind,
    workspaces::Face,
};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A trip whose manifest is shown.
#[derive(Debug, Clone, Deserialize)]
pub struct ManifestTrip {
    pub id: TripId,
    pub reference: String,
    pub account_id: AccountId,
    pub account: String,
    pub passengers: i64,
    pub kind: Kind,
    /// Whether clients may still change the trip at its stage.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_below_limit: bool,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub legs: Vec<Leg>,
    /// Where the passengers spend their first night in the United States, by the id of the leg that enters them.
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub first_nights: BTreeMap<String, String>,
}

/// A passenger on a leg.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Boarding {
    pub leg_id: String,
    pub passenger_id: PassengerId,
}

/// The manifests of all legs of a trip.
#[derive(Debug, Clone)]
pub struct Manifest {
    pub trip: ManifestTrip,
    /// Everybody who is on a leg, by name.
    pub people: Vec<Passenger>,
    pub boarding: Vec<Boarding>,
}

/// Passengers to be put on a leg or taken off it, and legs that then get the same manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub trip: TripId,
    pub leg: String,
    pub added: Vec<PassengerId>,
    pub removed: Vec<PassengerId>,
    pub also: Vec<String>,
    /// The new address of the first night in the United States; none where it stays.
    pub first_night: Option<String>,
}

impl Change {
    pub fn is_empty(&self) -> bool {
        self.added.is_empty()
            && self.removed.is_empty()
            && self.also.is_empty()
            && self.first_night.is_none()
    }
}

impl Manifest {
    pub fn leg(&self, id: &str) -> Option<&Leg> {
        self.trip.legs.iter().find(|leg| leg.id.as_deref() == Some(id))
    }

    pub fn is_on(&self, leg: &str, passenger: PassengerId) -> bool {
        self.boarding.iter().any(|it| it.leg_id == leg && it.passenger_id == passenger)
    }

    /// The address of the first night in the United States; empty where none was given.
    pub fn first_night(&self, leg: &str) -> &str {
        self.trip.first_nights.get(leg).map(String::as_str).unwrap_or_default()
    }

    pub fn count(&self, leg: &str) -> usize {
        self.boarding.iter().filter(|it| it.leg_id == leg).count()
    }

    /// The first leg that has not departed, or else the first.
    pub fn next_leg(&self, now: i64) -> Option<&Leg> {
        let ahead = self.trip.legs.iter().find(|leg| leg.leaves_by() > now);
        ahead.or(self.trip.legs.first())
    }

    /// Why the manifest of a leg can no longer be changed; none while it can. What was flown stays as it was: clients
    /// change no leg that has departed, and nobody changes a trip that is over.
    pub fn closed(&self, leg: &Leg, face: Face, now: i64) -> Option<&'static str> {
        match self.trip.kind {
            Kind::Completed => Some("This trip is completed, so its manifests stay as they are."),
            Kind::Cancelled => Some("This trip is canceled, so its manifests stay as they are."),
            Kind::Pending | Kind::Booked | Kind::Dispatched | Kind::InProgress => match face {
                Face::Client if leg.leaves_by() <= now => {
                    Some("This leg has departed, so its manifest stays as it is.")
                }
                Face::Client if !self.trip.is_below_limit => Some(
                    "This trip is being prepared and can no longer be changed here. Please message operations.",
                ),
                Face::Client | Face::Ops => None,
            },
        }
    }
}
