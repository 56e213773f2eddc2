//! Tests of the order of legs.
#![allow(clippy::unwrap_used)]
use super::{
    super::{
        Place,
        samples::{luton, nice, teterboro},
    },
    *,
};
use crate::kit::{
    clock::parse_time,
    zoned::{HOUR, MINUTE},
};

const NEW_YORK: &str = "America/New_York";

/// The instant of a local time, or of noon while it is not agreed.
fn departs(date: &str, time: &str) -> i64 {
    let date = date.parse().unwrap();
    let at = |time| zoned::Instants::of(NEW_YORK, date, time).first().unwrap();
    parse_time(time).map_or_else(|| zoned::noon(NEW_YORK, date), at)
}

fn leg(origin: Place, destination: Place, departs_at: i64, time_agreed: bool) -> Leg {
    Leg {
        id: None,
        origin,
        destination,
        departs_at,
        time_agreed,
        arrives_at: None,
        tail: None,
        vehicle: None,
        arrive_by: None,
        lasts: None,
        area: None,
    }
}

#[test]
fn legs_are_ordered_in_utc_and_not_by_local_time() {
    let evening = departs("2026-12-10", "20:15");
    let first = leg(teterboro(), luton(), evening, true);
    let second = |at| leg(luton(), nice(), at, true);
    assert_eq!(first_too_early(&[first.clone(), second(evening + MINUTE)]), None);
    assert_eq!(first_too_early(&[first.clone(), second(evening)]), Some(1));
    // 22:00 in London is 17:00 in New York: before 20:15 there.
    let (date, time) = ("2026-12-10".parse().unwrap(), parse_time("22:00").unwrap());
    let london = zoned::Instants::of("Europe/London", date, time).first();
    assert_eq!(first_too_early(&[first, second(london.unwrap())]), Some(1));
}

#[test]
fn a_time_that_is_not_agreed_may_be_any_on_its_day() {
    let day = |date: &str| departs(date, "");
    let evening = departs("2026-12-10", "20:15");
    let first = leg(teterboro(), nice(), evening, true);
    let back = |at| leg(teterboro(), nice(), at, false);
    assert_eq!(first_too_early(&[first.clone(), back(day("2026-12-10"))]), None);
    assert_eq!(first_too_early(&[first.clone(), back(day("2026-12-09"))]), Some(1));
    assert_eq!(
        first_too_early(&[first, back(day("2026-12-11")), back(day("2026-12-10"))]),
        Some(2)
    );
}

#[test]
fn a_planned_leg_departs_after_the_arrival_before_it() {
    let evening = departs("2026-12-10", "20:15");
    let first =
        Leg { arrives_at: Some(evening + 7 * HOUR), ..leg(teterboro(), luton(), evening, true) };
    let second = |at, time_agreed| leg(luton(), nice(), at, time_agreed);
    assert!(follows(&first, &second(evening + 7 * HOUR, true)));
    assert!(!follows(&first, &second(evening + 7 * HOUR - MINUTE, true)));
    assert!(follows(&first, &second(evening - 23 * HOUR, false)), "while the time is not agreed");
    assert!(!follows(&first, &second(evening - 25 * HOUR, false)));
}
