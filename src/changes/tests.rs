//! When a client may change their trip.
#![allow(clippy::unwrap_used)]
use super::*;
use crate::{
    itineraries::samples::{leg, luton, teterboro},
    kit::zoned::HOUR,
};
use uuid::Uuid;

const NOON: i64 = 1_795_262_400_000;

fn trip(kind: Kind, is_below_limit: bool) -> OwnTrip {
    OwnTrip {
        id: TripId(Uuid::nil()),
        reference: "T-1001".into(),
        account_id: AccountId(Uuid::nil()),
        account: "Lindqvist Holdings".into(),
        route: "TEB to LTN".into(),
        legs: vec![Leg {
            id: Some("a".into()),
            ..leg(teterboro(), luton(), NOON, NOON + 7 * HOUR)
        }],
        tail_id: None,
        vehicle: "Global 6000".into(),
        speed_kt: Some(470),
        kind,
        is_below_limit,
        version: 3,
        currency: None,
        lines: Vec::new(),
        is_quoted: false,
    }
}

#[test]
fn a_trip_is_changeable_below_the_limit_in_the_version_on_the_page() {
    let refused = |trip: &OwnTrip, seen| trip.changeable(seen).err();
    assert_eq!(refused(&trip(Kind::Booked, true), 3), None);
    assert_eq!(refused(&trip(Kind::Booked, true), 2), Some(Refusal::Stale));
    assert_eq!(refused(&trip(Kind::Booked, false), 3), Some(Refusal::Locked));
    assert_eq!(refused(&trip(Kind::Completed, false), 3), Some(Refusal::Completed));
    assert_eq!(refused(&trip(Kind::Cancelled, false), 3), Some(Refusal::Cancelled));
}

#[test]
fn a_leg_can_be_changed_until_it_departs() {
    let trip = trip(Kind::Booked, true);
    assert_eq!(trip.split(NOON - 1).map(|(past, ahead)| (past.len(), ahead.len())), Ok((0, 1)));
    assert_eq!(trip.split(NOON).err(), Some(Refusal::Departed));
}

fn tail(n: u128, kind: &str, speed_kt: i64) -> aircraft::AllowedTail {
    let id = TailId(Uuid::from_u128(n));
    aircraft::AllowedTail { id, kind: kind.into(), seats: 8, speed_kt, registration: None }
}

#[test]
fn a_slower_aircraft_arrives_later() {
    let trip = trip(Kind::Booked, true);
    let slower = tail(1, "Pilatus PC-12", 260);
    let it = trip.changeable(3).unwrap().reassign(Some(&slower), &[None], NOON - HOUR).unwrap();
    assert_eq!((it.tail, it.vehicle.as_str()), (Some(slower.id), "Pilatus PC-12"));
    let leg = &it.rerouting.became[0];
    assert_eq!(leg.block(), teterboro().block_to(&luton(), 260));
    assert_eq!(leg.tail, None, "the leg follows the trip");
    assert_eq!(it.assigned.len(), 1);
}

#[test]
fn one_leg_can_be_on_another_aircraft_than_the_trip() {
    let trip = trip(Kind::Booked, true);
    let other = tail(2, "Citation Latitude", 430);
    let it = trip.changeable(3).unwrap().reassign(None, &[Some(&other)], NOON - HOUR).unwrap();
    assert_eq!((it.tail, it.vehicle.as_str()), (None, "Global 6000"));
    assert_eq!(it.rerouting.became[0].tail, Some(other.id));
    let words: Vec<_> = it.rerouting.differences()[0]
        .rows(crate::kit::style::Style::default())
        .iter()
        .map(|row| (row.label, row.told()))
        .filter(|(label, _)| *label == "Aircraft")
        .collect();
    assert_eq!(words, [("Aircraft", "Global 6000 \u{2192} Citation Latitude".to_owned())]);
}

#[test]
fn a_trip_that_has_begun_is_not_canceled() {
    let trip = trip(Kind::InProgress, true);
    assert_eq!(trip.cancelable(NOON - 1), Ok(()));
    assert_eq!(trip.cancelable(NOON), Err(Refusal::Begun));
}
