//! Trips: what is flown or driven, its legs, its stage and its history.
mod assigned;
mod bills;
mod birth;
pub mod confirming;
pub mod conflicts;
mod differences;
pub mod duty;
mod extras;
mod handling;
mod journey;
mod lists;
mod mail;
mod ops;
mod planning;
mod queries;
mod readiness;
mod rerouting;
mod routes;
mod sheet;
mod stages;
mod views;
pub use assigned::{Assigned, assigned};
use bills::{AcceptedQuote, BilledInvoice, Unpaid};
pub use birth::Birth;
pub use differences::estimated;
pub use duty::DutyRules;
pub use planning::{CrewMember, FleetTail, Plan};
pub use queries::{
    MOST_PLANNED, beside_request, booked_at_once, born_of, canceled, change_account, newest,
    planned_during, prefer_fbos, reroute, touched,
};
pub(crate) use queries::{
    is_below_limit, is_booked, is_taken, overlap, signed_for, taken, trip_and_route,
};
use readiness::Aboard;
pub use readiness::Readiness;
pub use rerouting::{
    Difference, Rerouting, departed, differences, named, on_their_tails, out_of_order, timed,
};
pub use sheet::TripSheet;
pub use stages::{COLORS as STAGE_COLORS, Kind, Move, Refusal, Stage};
pub use {ops::routes as ops, routes::routes};

use crate::{
    itineraries::Leg,
    kit::ids::{AccountId, ContactId, PassengerId, StageId, TailId, ThreadId, TripId},
};
use serde::Deserialize;

/// A trip as the operator works it.
#[derive(Debug, Clone, Deserialize)]
pub struct Trip {
    pub id: TripId,
    pub reference: String,
    pub account_id: AccountId,
    pub account: String,
    pub route: String,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub legs: Vec<Leg>,
    pub vehicle: String,
    pub tail_id: Option<TailId>,
    pub registration: Option<String>,
    pub passengers: i64,
    /// How many coaches it takes.
    pub vehicles: i64,
    pub wishes: String,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub crew: Vec<CrewMember>,
    /// Whether clients see the crew.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_crew_released: bool,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub duty_rules: DutyRules,
    /// Since when the itinerary differs from what its accepted quote priced; none once staff looked at the price.
    pub price_review_at: Option<i64>,
    /// What the client was told about the price after the last change; empty where there was none.
    pub price_words: String,
    pub stage_id: StageId,
    pub stage: String,
    pub rank: i64,
    pub kind: Kind,
    /// Whether it is canceled and its tail was booked for another trip at the same time.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_displaced: bool,
    /// The conversation about it, if there is one.
    pub thread_id: Option<ThreadId>,
    pub version: i64,
    pub created_at: i64,
}

/// A trip as a client sees it. When somebody else flies on the client's aircraft, that party's
/// details are left out.
#[derive(Debug, Clone, Deserialize)]
pub struct ClientTrip {
    pub id: TripId,
    pub reference: String,
    pub route: String,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub legs: Vec<Leg>,
    pub vehicle: String,
    /// The tail number; only owners of the aircraft are shown it.
    pub registration: Option<String>,
    pub kind: Kind,
    /// Whether it is a trip of one of their accounts.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_own: bool,
    /// Whether its client may still change it at its stage.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_below_limit: bool,
    /// Whether it was made from a request.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_requested: bool,
    /// Since when the price of a change is to be reviewed, for those who may see money.
    pub price_review_at: Option<i64>,
    /// What they were told about the price after the last change.
    pub price_words: String,
    /// The account that flies; none where the workspace hides other parties from owners.
    pub account: Option<String>,
    pub passengers: i64,
    /// How many coaches it takes.
    pub vehicles: i64,
    pub wishes: String,
    /// Empty until staff release it.
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub crew: Vec<CrewMember>,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub duty_rules: DutyRules,
    pub created_at: i64,
}

/// A trip in a list. Fields that its reader may not see are none.
#[derive(Debug, Clone, Deserialize)]
pub struct ListedTrip {
    pub id: TripId,
    pub reference: String,
    pub route: String,
    pub departs_at: i64,
    /// The time zone of the first leg's origin.
    pub zone: Option<String>,
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub time_agreed: bool,
    pub vehicle: String,
    pub registration: Option<String>,
    pub passengers: i64,
    pub kind: Kind,
    pub stage: Option<String>,
    /// Of the stage; empty for clients.
    pub color: String,
    /// False for a trip that somebody else flies on an owner's aircraft.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_own: bool,
    pub account: Option<String>,
    /// The sort key of the account's name, in the operator's list. Empty in the client's.
    pub account_name: String,
    /// The unpaid invoices, the one that is due first at the beginning, and its quote before them; none in the operator's list.
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub unpaid: Vec<Unpaid>,
    /// Who is aboard of a trip ahead, for those who may see it.
    #[serde(deserialize_with = "crate::db::columns::json")]
    aboard: Option<Aboard>,
}

/// A passenger on the manifest.
#[derive(Debug, Clone, Deserialize)]
pub struct NamedTraveler {
    pub id: PassengerId,
    pub name: String,
    /// YYYY-MM-DD; empty where it is not known, or not for its reader.
    pub document_expires_on: String,
    /// Whether all is known that the authorities ask for.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub has_documents: bool,
    /// When and in which time zone the last of their legs to another country arrives; none where no leg does.
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub abroad: Option<(i64, String)>,
    /// The legs that they are on, from 1, and how many the trip has.
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub legs: Vec<i64>,
    pub of_legs: i64,
}

/// An entry of the trip's history, and who made it.
#[derive(Debug, Clone, Deserialize)]
pub struct TripEvent {
    pub note: String,
    pub who: Option<String>,
    pub at: i64,
}

impl TripEvent {
    /// The first entry of every trip's history.
    pub fn birth(at: i64) -> Self {
        Self { note: "Trip created".to_owned(), who: None, at }
    }
}

/// A change of the trip's itinerary, and who made it.
#[derive(Debug, Clone, Deserialize)]
pub struct ItineraryChange {
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub was: Vec<Leg>,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub became: Vec<Leg>,
    /// What the client was shown that it comes to, for staff.
    pub estimate: Option<i64>,
    /// None where the reader is not told: clients read the operator's name instead of its staff's.
    pub who: Option<String>,
    pub at: i64,
}

impl ItineraryChange {
    pub fn differences(&self) -> Vec<Difference<'_>> {
        differences(&self.was, &self.became)
    }
}

/// A contact of the account that the trip is flown for.
#[derive(Debug, Clone, Deserialize)]
pub struct Caller {
    pub id: ContactId,
    pub name: String,
    pub email: String,
    pub phone: String,
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub asked: bool,
}

/// The conversation about a trip.
#[derive(Debug, Clone, Deserialize)]
pub struct Talk {
    pub id: ThreadId,
    pub last_author: String,
    /// The start of the newest message.
    pub last_words: String,
    pub last_at: i64,
    /// Whether operations wrote last and the reader has not seen it.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_new: bool,
}

#[cfg(test)]
impl Trip {
    pub fn sample() -> Self {
        use uuid::Uuid;
        Self {
            id: TripId(Uuid::nil()),
            reference: "T-1001".into(),
            account_id: AccountId(Uuid::nil()),
            account: "Lindqvist Holdings".into(),
            route: "TEB to LTN".into(),
            legs: Vec::new(),
            vehicle: "Global 6000".into(),
            tail_id: None,
            registration: None,
            passengers: 4,
            vehicles: 1,
            wishes: String::new(),
            crew: Vec::new(),
            is_crew_released: false,
            duty_rules: DutyRules { report: 60, release: 30, most: 840, rest: 600, under_way: 0 },
            price_review_at: None,
            price_words: String::new(),
            stage_id: StageId(Uuid::nil()),
            stage: "Pending".into(),
            rank: 10,
            kind: Kind::Pending,
            is_displaced: false,
            thread_id: None,
            version: 3,
            created_at: 0,
        }
    }
}
