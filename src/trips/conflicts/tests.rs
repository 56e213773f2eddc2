//! What is a conflict, and what is none.
use super::*;
use crate::{
    blocks::{self, State},
    itineraries::samples::{leg, luton, nice, teterboro},
    kit::zoned::HOUR,
    testing::cast::NOON,
};
use uuid::Uuid;

const ZONE: &str = "America/New_York";

fn trip(n: u128, legs: Vec<Leg>) -> Planned {
    Planned {
        id: TripId(Uuid::from_u128(n)),
        tail_id: Some(TailId(Uuid::nil())),
        reference: format!("T-{n}"),
        route: crate::itineraries::route(&legs),
        account: "Lindqvist".into(),
        stage: "Booked".into(),
        kind: Kind::Booked,
        departs_at: legs[0].departs_at,
        ends_at: legs.last().unwrap().ends_at(),
        legs,
    }
}

fn out(at: i64) -> Leg {
    leg(teterboro(), luton(), at, at + 7 * HOUR)
}

fn back(at: i64) -> Leg {
    leg(luton(), teterboro(), at, at + 8 * HOUR)
}

fn said(trips: &[Planned], blocks: &[Block]) -> Vec<String> {
    find(trips, blocks).iter().map(|it| it.words(Style::default(), ZONE)).collect()
}

#[test]
fn trips_one_after_the_other_from_where_the_last_one_ended_are_no_conflict() {
    let trips = [trip(1, vec![out(NOON)]), trip(2, vec![back(NOON + 7 * HOUR)])];
    assert!(said(&trips, &[]).is_empty());
}

#[test]
fn legs_at_the_same_time_overlap_by_the_minute_and_are_told_once() {
    let one = trip(1, vec![out(NOON), back(NOON + 2 * DAY)]);
    let other = trip(2, vec![back(NOON + 7 * HOUR - 1), out(NOON + DAY)]);
    let found = said(&[other, one], &[]);
    assert_eq!(
        found,
        [
            "T-1 TEB to LTN to TEB and T-2 LTN to TEB to LTN are at the same time. The second departs Sat, Nov 21, 2026, 6:59 PM GMT."
        ]
    );
}

#[test]
fn an_aircraft_elsewhere_is_told_between_trips_and_within_one() {
    let found = said(&[trip(1, vec![out(NOON)]), trip(2, vec![out(NOON + DAY)])], &[]);
    assert_eq!(
        found,
        [
            "T-1 TEB to LTN leaves the aircraft at LTN, and T-2 TEB to LTN departs from TEB on Sun, Nov 22, 2026."
        ]
    );
    let gap = leg(nice(), teterboro(), NOON + DAY, NOON + DAY + 9 * HOUR);
    let found = said(&[trip(1, vec![out(NOON), gap])], &[]);
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("arrives at LTN and goes on from NCE on Sun, Nov 22"), "{found:?}");
}

#[test]
fn an_aircraft_that_has_two_weeks_to_get_there_is_no_conflict() {
    let from = NOON + 7 * HOUR + 14 * DAY;
    assert_eq!(said(&[trip(1, vec![out(NOON)]), trip(2, vec![out(from)])], &[]).len(), 1);
    assert!(said(&[trip(1, vec![out(NOON)]), trip(2, vec![out(from + 1)])], &[]).is_empty());
}

#[test]
fn a_coach_comes_from_its_yard() {
    let mut there = out(NOON);
    there.destination.airport = None;
    assert!(said(&[trip(1, vec![there]), trip(2, vec![out(NOON + DAY)])], &[]).is_empty());
}

#[test]
fn a_block_conflicts_with_trips_during_it_to_the_last_millisecond() {
    let trips = [trip(1, vec![out(NOON), back(NOON + 3 * DAY)])];
    let ends = trips[0].ends_at;
    let block = |from, until| blocks::samples::block(from, until);
    assert_eq!(
        said(&trips, &[block(NOON + DAY, NOON + 2 * DAY)]),
        [
            "N517HA is blocked Sun, Nov 22, 2026 to Mon, Nov 23, 2026 (Maintenance), during T-1 TEB to LTN to TEB."
        ],
        "between its legs, too, while the aircraft waits"
    );
    let apart = [trip(1, vec![out(NOON), back(NOON + 10 * DAY)])];
    let home = block(NOON + 4 * DAY, NOON + 6 * DAY);
    assert!(said(&apart, &[home]).is_empty(), "in ten days it may be home");
    assert_eq!(said(&apart, &[block(NOON + 9 * DAY, NOON + 11 * DAY)]).len(), 1);
    assert_eq!(said(&trips, &[block(ends - 1, ends + DAY)]).len(), 1);
    assert!(said(&trips, &[block(ends, ends + DAY), block(NOON - DAY, NOON)]).is_empty());
    let refused = Block { state: State::Refused, ..block(NOON, ends) };
    let elsewhere = Block { tail_id: TailId(Uuid::from_u128(9)), ..block(NOON, ends) };
    assert!(said(&trips, &[refused, elsewhere]).is_empty());
}

#[test]
fn what_is_canceled_over_or_without_a_tail_is_no_conflict() {
    let one = trip(1, vec![out(NOON)]);
    let with = |kind, tail_id| Planned { tail_id, kind, ..trip(2, vec![out(NOON)]) };
    let tail = one.tail_id;
    assert_eq!(said(&[one.clone(), with(Kind::Pending, tail)], &[]).len(), 1);
    assert!(said(&[one.clone(), with(Kind::Cancelled, tail)], &[]).is_empty());
    assert!(said(&[one.clone(), with(Kind::Pending, None)], &[]).is_empty());
    let over = |trip: Planned| Planned { kind: Kind::Completed, ..trip };
    assert!(said(&[over(one), over(with(Kind::Pending, tail))], &[]).is_empty());
}

#[test]
fn a_conflict_names_the_trips_that_it_concerns() {
    let trips = [trip(1, vec![out(NOON)]), trip(2, vec![out(NOON + DAY)])];
    let found = find(&trips, &[]);
    let concerned = [1, 2, 3].map(|n| found[0].concerns(TripId(Uuid::from_u128(n))));
    assert_eq!(concerned, [true, true, false]);
}

#[test]
fn a_leg_with_its_own_aircraft_takes_up_that_one_only() {
    let other = TailId(Uuid::from_u128(7));
    let own = Leg { tail: Some(other), ..back(NOON + DAY) };
    let split = trip(1, vec![out(NOON), own]);
    let on_first = trip(2, vec![back(NOON + DAY)]);
    assert!(said(&[split.clone(), on_first.clone()], &[]).is_empty());
    let on_other = Planned { tail_id: Some(other), ..on_first };
    assert_eq!(said(&[split.clone(), on_other], &[]).len(), 1);
    let block = Block { tail_id: other, ..blocks::samples::block(NOON + DAY, NOON + 2 * DAY) };
    assert_eq!(said(std::slice::from_ref(&split), std::slice::from_ref(&block)).len(), 1);
    let before = Block { starts_at: NOON, ends_at: NOON + DAY, ..block };
    assert!(said(&[split], &[before]).is_empty(), "its aircraft is not away before its leg");
}
