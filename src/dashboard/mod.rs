//! What a person finds first: for a client what is ahead of them, for staff what needs doing.
mod balance;
mod ops;
mod queries;
mod routes;
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

/// A trip to come or under way.
#[derive(Debug, Clone, Deserialize)]
pub struct UpcomingTrip {
    pub id: TripId,
    pub route: String,
    pub vehicle: String,
    pub departs_at: i64,
    pub kind: Kind,
    /// False for one that others fly on an owner's aircraft.
    #[serde(deserialize_with = "crate::db::query::flag")]
    pub is_own: bool,
    /// Of the aircraft, for its owner.
    pub registration: Option<String>,
    /// Who flies it, for the owner of the aircraft; none where the operator keeps that to themselves.
    pub party: Option<String>,
    pub passengers: i64,
    /// How many of them are known by name.
    pub named: i64,
    #[serde(deserialize_with = "crate::db::query::json")]
    pub legs: Vec<Leg>,
}

/// A request that operations have not closed.
#[derive(Debug, Clone, Deserialize)]
pub struct OpenRequest {
    pub id: RequestId,
    pub route: String,
    pub departs_at: i64,
    pub state: requests::State,
    #[serde(deserialize_with = "crate::db::query::json")]
    pub itinerary: Vec<Leg>,
}

/// A quote that waits for the client's answer.
#[derive(Debug, Clone, Deserialize)]
pub struct OpenQuote {
    pub id: QuoteId,
    pub reference: String,
    pub route: String,
    pub currency: Currency,
    pub total: i64,
    pub valid_until: i64,
}

/// Takes the trip that is shown large out of those to come: the first of their own.
pub fn next_of(trips: &mut Vec<UpcomingTrip>) -> Option<UpcomingTrip> {
    let at = trips.iter().position(|trip| trip.is_own)?;
    Some(trips.remove(at))
}

/// "today", "tomorrow", "in 3 days", by the calendar of the place it departs from; none once it has.
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

/// How to greet at this hour of the clock.
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

    /// Thu 10 Dec 2026, 20:15 in New York.
    const DEPARTS: i64 = 1_796_951_700_000;

    fn trip(is_own: bool, kind: Kind) -> UpcomingTrip {
        UpcomingTrip {
            id: TripId(Uuid::nil()),
            route: "TEB to LTN".into(),
            vehicle: "Global 6000".into(),
            departs_at: DEPARTS,
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
    fn days_are_counted_on_the_calendar_of_the_departure() {
        let at = |now| countdown(&trip(true, Kind::Booked), now);
        assert_eq!(at(DEPARTS - 3 * DAY).as_deref(), Some("in 3 days"));
        let midnight = DEPARTS - 20 * 60 * MINUTE - 15 * MINUTE;
        assert_eq!(at(midnight - 1).as_deref(), Some("tomorrow"));
        assert_eq!(at(midnight).as_deref(), Some("today"));
        assert_eq!(at(DEPARTS + DAY), None);
        assert_eq!(countdown(&trip(true, Kind::InProgress), DEPARTS - 1), None);
    }

    #[test]
    fn what_others_fly_on_their_aircraft_is_not_the_owners_next_trip() {
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
