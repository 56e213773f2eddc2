//! The first page after sign-in: for clients their trips, requests and quotes; for staff what needs
//! doing.
mod ops;
mod queries;
mod routes;
mod setup;
mod today;
mod views;
pub use {ops::routes as ops, routes::routes};

use crate::{
    itineraries::Leg,
    kit::{
        ids::{QuoteId, RequestId, TripId},
        money::Currency,
        zoned::Moment,
    },
    requests,
    trips::Kind,
};
use serde::Deserialize;

/// A trip that is upcoming or in progress.
#[derive(Debug, Clone, Deserialize)]
pub struct UpcomingTrip {
    pub id: TripId,
    pub route: String,
    pub vehicle: String,
    pub kind: Kind,
    /// False for a trip that somebody else flies on an owner's aircraft.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_own: bool,
    /// The registration of the aircraft, which its owner is shown.
    pub registration: Option<String>,
    /// Who flies it, which the aircraft's owner is shown; none where the workspace hides other
    /// parties.
    pub party: Option<String>,
    pub passengers: i64,
    /// How many of the passengers are named.
    pub named: i64,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub legs: Vec<Leg>,
}

/// A request that is open.
#[derive(Debug, Clone, Deserialize)]
pub struct OpenRequest {
    pub id: RequestId,
    pub reference: String,
    pub route: String,
    pub state: requests::State,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub itinerary: Vec<Leg>,
}

/// A quote that awaits the client's answer.
#[derive(Debug, Clone, Deserialize)]
pub struct OpenQuote {
    pub id: QuoteId,
    pub reference: String,
    pub route: String,
    pub currency: Currency,
    pub total: i64,
    pub valid_until: i64,
}

/// Whom an account's invoices are addressed to.
#[derive(Debug, Clone, Deserialize)]
pub struct Payer {
    pub name: String,
    pub address: String,
}

/// Removes and returns the client's own next trip, which is shown large.
pub fn next_of(trips: &mut Vec<UpcomingTrip>) -> Option<UpcomingTrip> {
    let at = trips.iter().position(|trip| trip.is_own)?;
    Some(trips.remove(at))
}

/// "today", "tomorrow" or "in 3 days", by the date at the place of departure; none after that.
pub fn countdown(trip: &UpcomingTrip, now: i64) -> Option<String> {
    let departs = trip.legs.first().map(Leg::departs)?;
    let zone = trip.legs.first().map(|leg| leg.origin.zone.as_str())?;
    let days = departs.date().signed_duration_since(Moment::new(now, zone).date()).num_days();
    match days {
        _ if trip.kind == Kind::InProgress || days < 0 => None,
        0 => Some("today".to_owned()),
        1 => Some("tomorrow".to_owned()),
        days => Some(format!("in {days} days")),
    }
}

/// The greeting at this hour.
pub fn greeting(hour: u32) -> &'static str {
    match hour {
        5..12 => "Good morning",
        12..18 => "Good afternoon",
        _ => "Good evening",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        itineraries::samples::{leg, luton, teterboro},
        kit::zoned::{DAY, MINUTE},
    };
    use uuid::Uuid;

    /// Thu, Dec 10, 2026, 20:15 in New York.
    const DEPARTS: i64 = 1_796_951_700_000;

    fn trip(is_own: bool, kind: Kind) -> UpcomingTrip {
        UpcomingTrip {
            id: TripId(Uuid::nil()),
            route: "TEB to LTN".into(),
            vehicle: "Global 6000".into(),
            kind,
            is_own,
            registration: None,
            party: None,
            passengers: 4,
            named: 0,
            legs: vec![leg(teterboro(), luton(), DEPARTS, DEPARTS + DAY)],
        }
    }

    #[test]
    fn the_countdown_uses_the_date_at_the_place_of_departure() {
        let at = |now| countdown(&trip(true, Kind::Booked), now);
        assert_eq!(at(DEPARTS - 3 * DAY).as_deref(), Some("in 3 days"));
        let midnight = DEPARTS - 20 * 60 * MINUTE - 15 * MINUTE;
        assert_eq!(at(midnight - 1).as_deref(), Some("tomorrow"));
        assert_eq!(at(midnight).as_deref(), Some("today"));
        assert_eq!(at(DEPARTS + DAY), None);
        assert_eq!(countdown(&trip(true, Kind::InProgress), DEPARTS - 1), None);
    }

    #[test]
    fn a_trip_that_others_fly_is_not_the_owners_next_trip() {
        let mut trips = vec![trip(false, Kind::Booked), trip(true, Kind::Pending)];
        assert!(next_of(&mut trips).is_some_and(|trip| trip.is_own));
        assert_eq!((trips.len(), next_of(&mut trips).is_none()), (1, true));
    }

    #[test]
    fn mornings_begin_at_five() {
        assert_eq!(
            [4, 5, 11, 12, 17, 18].map(greeting),
            [
                "Good evening",
                "Good morning",
                "Good morning",
                "Good afternoon",
                "Good afternoon",
                "Good evening"
            ]
        );
    }
}
