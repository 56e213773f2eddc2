//! Conflicts in what aircraft and coaches are planned for: legs that overlap, an aircraft that is not where its next
//! leg starts, and trips during a block.
use super::Kind;
use crate::{
    blocks::Block,
    itineraries::{Leg, collide},
    kit::{
        ids::{TailId, TripId},
        style::Style,
        zoned::{DAY, Moment},
    },
};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A trip as it takes up its tail.
#[derive(Debug, Clone, Deserialize)]
pub struct Planned {
    pub id: TripId,
    pub tail_id: Option<TailId>,
    pub reference: String,
    pub route: String,
    pub account: String,
    pub stage: String,
    pub kind: Kind,
    pub departs_at: i64,
    pub ends_at: i64,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub legs: Vec<Leg>,
}

#[derive(Debug, Clone, Copy)]
pub enum Conflict<'p> {
    /// A leg of one is under way during a leg of the other, which departs later.
    Overlap { one: &'p Planned, other: &'p Planned },
    /// After a leg of the first trip the aircraft is not where the next one, of the second, starts.
    Elsewhere { before: &'p Planned, arrives: &'p Leg, after: &'p Planned, departs: &'p Leg },
    /// The tail is blocked during a trip.
    Blocked { trip: &'p Planned, block: &'p Block },
}

/// The conflicts of all tails. The trips and blocks are those of a window of time; blocks that were refused count
/// as little as trips without a tail, or those that are canceled.
pub fn find<'p>(trips: &'p [Planned], blocks: &'p [Block]) -> Vec<Conflict<'p>> {
    let mut of_tails: BTreeMap<TailId, Vec<&Planned>> = BTreeMap::new();
    for trip in trips.iter().filter(|it| it.kind != Kind::Cancelled) {
        if let Some(tail) = trip.tail_id {
            of_tails.entry(tail).or_default().push(trip);
        }
    }
    let mut found = Vec::new();
    for (tail, trips) in of_tails {
        overlaps(&trips, &mut found);
        elsewhere(&trips, &mut found);
        for block in blocks.iter().filter(|it| it.tail_id == tail && it.holds()) {
            let during = |trip: &&&Planned| {
                trip.is_open() && block.starts_at < trip.ends_at && trip.departs_at < block.ends_at
            };
            let blocked = trips.iter().filter(during);
            found.extend(blocked.map(|trip| Conflict::Blocked { trip, block }));
        }
    }
    found
}

fn overlaps<'p>(trips: &[&'p Planned], found: &mut Vec<Conflict<'p>>) {
    for (i, trip) in trips.iter().enumerate() {
        for other in trips.iter().skip(i + 1).filter(|it| it.is_open() || trip.is_open()) {
            if collide(&trip.legs, &other.legs) {
                let is_first = trip.departs_at <= other.departs_at;
                let (one, other) = if is_first { (*trip, *other) } else { (*other, *trip) };
                found.push(Conflict::Overlap { one, other });
            }
        }
    }
}

/// How soon the next leg must depart for the place of the aircraft to matter.
const SOON: i64 = 14 * DAY;

/// Compares each leg with the one before it. Street addresses are left out: a coach comes from its yard.
fn elsewhere<'p>(trips: &[&'p Planned], found: &mut Vec<Conflict<'p>>) {
    let of_trip = |trip: &&'p Planned| {
        let trip: &'p Planned = trip;
        trip.legs.iter().map(move |leg| (trip, leg))
    };
    let mut legs: Vec<(&Planned, &Leg)> = trips.iter().flat_map(of_trip).collect();
    legs.sort_by_key(|(_, leg)| leg.departs_at);
    for ((before, arrives), (after, departs)) in legs.iter().zip(legs.iter().skip(1)) {
        let (from, to) = (&arrives.destination, &departs.origin);
        let is_known = from.airport.is_some() && to.airport.is_some();
        let wait = departs.departs_at - arrives.ends_at();
        let is_next = (0..=SOON).contains(&wait) && is_known;
        if is_next && !from.is_same_as(to) && after.is_open() {
            found.push(Conflict::Elsewhere { before, arrives, after, departs });
        }
    }
}

impl Planned {
    /// Whether it is still ahead or under way.
    pub fn is_open(&self) -> bool {
        !matches!(self.kind, Kind::Completed | Kind::Cancelled)
    }

    /// "T-1001 TEB to LTN"
    pub fn name(&self) -> String {
        format!("{} {}", self.reference, self.route)
    }
}

impl Conflict<'_> {
    pub fn concerns(&self, trip: TripId) -> bool {
        self.trips().into_iter().flatten().any(|it| it.id == trip)
    }

    /// The trips that it is about, the earlier one first.
    pub fn trips(&self) -> [Option<&Planned>; 2] {
        match self {
            Self::Overlap { one, other } => [Some(one), Some(other)],
            Self::Elsewhere { before, after, .. } if before.id == after.id => [Some(after), None],
            Self::Elsewhere { before, after, .. } => [Some(before), Some(after)],
            Self::Blocked { trip, .. } => [Some(trip), None],
        }
    }

    /// The sentence that staff read. Days without a place of their own are those of `zone`.
    pub fn words(&self, style: Style, zone: &str) -> String {
        let style = style.local();
        let day = |at: i64| Moment::new(at, zone).styled(style).day();
        match self {
            Self::Overlap { one, other } => {
                let departs = other.legs.first().map(|leg| leg.departure_in(style));
                let departs = departs.unwrap_or_else(|| day(other.departs_at));
                let (one, other) = (one.name(), other.name());
                format!("{one} and {other} are at the same time. The second departs {departs}.")
            }
            Self::Elsewhere { before, arrives, after, departs } => {
                let (there, here) = (&arrives.destination.code, &departs.origin.code);
                let departure = departs.departs().styled(style).day();
                if before.id == after.id {
                    let name = after.name();
                    format!("{name} arrives at {there} and goes on from {here} on {departure}.")
                } else {
                    let (before, after) = (before.name(), after.name());
                    format!(
                        "{before} leaves the aircraft at {there}, and {after} departs from {here} on {departure}."
                    )
                }
            }
            Self::Blocked { trip, block } => {
                let (name, kind) = (trip.name(), block.kind.name());
                let (first, last) = (day(block.starts_at), day(block.ends_at - 1));
                let time = if first == last { first } else { format!("{first} to {last}") };
                format!("{} is blocked {time} ({kind}), during {name}.", block.registration)
            }
        }
    }
}

#[cfg(test)]
mod tests {
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
        assert!(
            found[0].contains("arrives at LTN and goes on from NCE on Sun, Nov 22"),
            "{found:?}"
        );
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
            "between its legs, too, while the aircraft is away"
        );
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
}
