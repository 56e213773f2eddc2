//! A change of a trip's itinerary: which legs stay, change, come and go.

use crate::{
    itineraries::{Leg, first_too_early, follows},
    kit::ids::{LegId, TripId},
};

/// A change to be written, decided on a version of the trip.
#[derive(Debug, Clone, PartialEq)]
pub struct Rerouting {
    pub trip: TripId,
    pub version: i64,
    pub was: Vec<Leg>,
    /// Every leg, those that departed first. Each has an id.
    pub became: Vec<Leg>,
    /// What it does to the price before taxes and fees, in minor units, as far as the accepted quote tells.
    pub estimate: Option<i64>,
}

/// What happens to a leg.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Difference<'a> {
    Added(&'a Leg),
    Removed(&'a Leg),
    Changed { was: &'a Leg, is: &'a Leg },
}

impl Rerouting {
    pub fn departs_at(&self) -> i64 {
        self.became.iter().map(|leg| leg.departs_at).min().unwrap_or_default()
    }

    pub fn differences(&self) -> Vec<Difference<'_>> {
        differences(&self.was, &self.became)
    }

    /// The legs that are new or different.
    pub fn moved(&self) -> Vec<Leg> {
        let moved = |it| match it {
            Difference::Added(is) | Difference::Changed { is, .. } => Some(is.clone()),
            Difference::Removed(_) => None,
        };
        self.differences().into_iter().filter_map(moved).collect()
    }

    pub fn ends_at(&self) -> i64 {
        self.became.iter().map(Leg::ends_at).max().unwrap_or_default()
    }
}

/// How many legs have departed by now. Those cannot be changed.
pub fn departed(legs: &[Leg], now: i64) -> usize {
    legs.iter().take_while(|leg| leg.leaves_by() <= now).count()
}

/// Gives each leg its arrival: a leg that keeps its places keeps its time under way, unless it comes back to where it
/// starts after other hours; another one takes what this speed needs for the distance. The arrival stays open where
/// neither is known.
pub fn timed(legs: Vec<Leg>, was: &[Leg], speed_kt: Option<i64>) -> Vec<Leg> {
    let under_way = |leg: &Leg| {
        let before = was.iter().find(|it| it.id.is_some() && it.id == leg.id);
        let lasts_alike = |it: &&Leg| leg.lasts.is_none() || leg.lasts == it.lasts;
        match before.filter(|it| goes_alike(it, leg)).filter(lasts_alike) {
            Some(before) => before.block(),
            None => leg.lasts.or_else(|| leg.minutes_at(speed_kt?)),
        }
    };
    let timed = |leg: Leg| {
        let minutes = under_way(&leg);
        leg.taking(minutes)
    };
    legs.into_iter().map(timed).collect()
}

/// Leaves each leg that stays on the tail that it has.
pub fn on_their_tails(legs: Vec<Leg>, was: &[Leg]) -> Vec<Leg> {
    let kept = |leg: Leg| {
        let before = was.iter().find(|it| it.id.is_some() && it.id == leg.id);
        let (tail, vehicle) = before.map(|it| (it.tail, it.vehicle.clone())).unwrap_or_default();
        Leg { tail, vehicle, ..leg }
    };
    legs.into_iter().map(kept).collect()
}

/// The first leg that departs before the one above it has arrived.
pub fn out_of_order(legs: &[Leg]) -> Option<usize> {
    let pairs = legs.iter().zip(legs.iter().skip(1));
    let overtaking = pairs.into_iter().position(|(above, leg)| !follows(above, leg));
    first_too_early(legs).or(overtaking.map(|i| i + 1))
}

/// Gives an id to each leg that has none, or that of a leg above it.
pub fn named(legs: Vec<Leg>, mut new: impl FnMut() -> LegId) -> Vec<Leg> {
    let mut taken: Vec<String> = Vec::new();
    let mut name = |leg: Leg| {
        let id = leg.id.filter(|id| !taken.contains(id)).unwrap_or_else(|| new().to_string());
        taken.push(id.clone());
        Leg { id: Some(id), ..leg }
    };
    legs.into_iter().map(&mut name).collect()
}

/// What is different, in the order of the new legs, and then what is gone.
pub fn differences<'a>(was: &'a [Leg], became: &'a [Leg]) -> Vec<Difference<'a>> {
    let before = |leg: &Leg| was.iter().find(|it| it.id == leg.id);
    let kept = became.iter().filter_map(|leg| match before(leg) {
        None => Some(Difference::Added(leg)),
        Some(was) if is_alike(was, leg) => None,
        Some(was) => Some(Difference::Changed { was, is: leg }),
    });
    let gone = was.iter().filter(|leg| became.iter().all(|it| it.id != leg.id));
    kept.chain(gone.map(Difference::Removed)).collect()
}

/// Whether a leg stays as it is.
pub fn is_alike(was: &Leg, is: &Leg) -> bool {
    let times = |leg: &Leg| (leg.departs_at, leg.time_agreed, leg.arrives_at, leg.arrive_by);
    let stays = goes_alike(was, is) && times(was) == times(is);
    stays && was.lasts == is.lasts && was.vehicle == is.vehicle
}

fn goes_alike(was: &Leg, is: &Leg) -> bool {
    was.origin.is_same_as(&is.origin) && was.destination.is_same_as(&is.destination)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::{
        itineraries::samples::{leg, luton, nice, teterboro},
        kit::zoned::{HOUR, MINUTE},
    };
    use uuid::Uuid;

    const NOON: i64 = 1_795_262_400_000;

    fn with_id(id: &str, leg: Leg) -> Leg {
        Leg { id: Some(id.into()), ..leg }
    }

    fn there_and_on() -> Vec<Leg> {
        vec![
            with_id("a", leg(teterboro(), luton(), NOON, NOON + 7 * HOUR)),
            with_id("b", leg(luton(), nice(), NOON + 24 * HOUR, NOON + 26 * HOUR)),
        ]
    }

    fn new_id() -> impl FnMut() -> LegId {
        let mut n = 0;
        move || {
            n += 1;
            LegId(Uuid::from_u128(n))
        }
    }

    #[test]
    fn a_leg_that_departs_later_arrives_later_by_as_much() {
        let was = there_and_on();
        let later = vec![Leg { departs_at: NOON + HOUR, arrives_at: None, ..was[0].clone() }];
        assert_eq!(timed(later, &was, Some(400))[0].arrives_at, Some(NOON + 8 * HOUR));
    }

    #[test]
    fn a_leg_that_must_arrive_by_a_time_departs_as_long_before_it() {
        let was = there_and_on();
        let by = NOON + 10 * HOUR;
        let leg = Leg { departs_at: NOON, arrive_by: Some(by), arrives_at: None, ..was[0].clone() };
        let legs = timed(vec![leg], &was, Some(400));
        assert_eq!((legs[0].departs_at, legs[0].arrives_at), (NOON + 3 * HOUR, Some(by)));
    }

    #[test]
    fn a_leg_that_comes_back_takes_the_hours_that_were_asked_for() {
        let around = |minutes: i64| Leg {
            lasts: Some(minutes),
            ..with_id("a", leg(teterboro(), teterboro(), NOON, NOON + 90 * MINUTE))
        };
        let was = vec![around(90)];
        let longer = vec![Leg { arrives_at: None, ..around(150) }];
        let legs = timed(longer, &was, Some(400));
        assert_eq!(legs[0].block(), Some(150));
        assert_eq!(differences(&was, &legs).len(), 1);
        let stored = vec![Leg { lasts: None, ..around(90) }];
        assert_eq!(timed(vec![around(150)], &stored, None)[0].block(), Some(150));
    }

    #[test]
    fn a_leg_to_elsewhere_takes_what_the_aircraft_needs() {
        let was = there_and_on();
        let elsewhere = Leg { destination: nice(), arrives_at: None, ..was[0].clone() };
        let legs = timed(vec![elsewhere.clone()], &was, Some(460));
        let needs = teterboro().block_to(&nice(), 460).unwrap();
        assert_eq!(legs[0].block(), Some(needs));
        assert_eq!(timed(vec![elsewhere], &was, None)[0].arrives_at, None);
    }

    #[test]
    fn legs_that_departed_are_told_from_those_to_come() {
        let legs = there_and_on();
        assert_eq!([NOON - 1, NOON, NOON + 24 * HOUR].map(|now| departed(&legs, now)), [0, 1, 2]);
    }

    #[test]
    fn a_leg_departs_once_the_one_above_has_arrived() {
        let mut legs = there_and_on();
        assert_eq!(out_of_order(&legs), None);
        legs[1].departs_at = NOON + 7 * HOUR - 1;
        assert_eq!(out_of_order(&legs), Some(1));
        legs[1].departs_at += 1;
        assert_eq!(out_of_order(&legs), None);
    }

    #[test]
    fn what_is_different_is_found_by_the_ids_of_legs() {
        let was = there_and_on();
        let moved = Leg { departs_at: was[1].departs_at + HOUR, ..was[1].clone() };
        let home = leg(nice(), teterboro(), NOON + 72 * HOUR, NOON + 80 * HOUR);
        let became = named(vec![moved.clone(), home], new_id());
        assert_eq!(
            differences(&was, &became),
            [
                Difference::Changed { was: &was[1], is: &moved },
                Difference::Added(&became[1]),
                Difference::Removed(&was[0]),
            ]
        );
        assert_eq!(differences(&was, &was), []);
    }

    #[test]
    fn two_legs_never_have_the_same_id() {
        let was = there_and_on();
        let twice = named(vec![was[0].clone(), was[0].clone()], new_id());
        assert_eq!(twice[0].id.as_deref(), Some("a"));
        assert_ne!(twice[0].id, twice[1].id);
    }
}
