//! Departure times of legs, and the order that they must have.
use super::Leg;
use crate::kit::{
    style::Style,
    zoned::{self, DAY, MINUTE, Moment},
};

/// The first leg that departs before the one above it, compared in UTC. A time that is not agreed
/// may be any on its day.
pub fn first_too_early(legs: &[Leg]) -> Option<usize> {
    let mut reached = i64::MIN;
    for (i, leg) in legs.iter().enumerate() {
        if leg.leaves_by() <= reached {
            return Some(i);
        }
        reached = reached.max(leaves_from(leg));
    }
    None
}

/// Whether a planned leg departs after the one before it has arrived. While a time is not agreed,
/// only the days are compared, with a day of tolerance for time zones.
pub fn follows(before: &Leg, leg: &Leg) -> bool {
    if before.time_agreed && leg.time_agreed {
        leg.departs_at >= before.arrives_at.unwrap_or(before.departs_at)
    } else {
        leg.departs_at + DAY >= before.departs_at
    }
}

/// The earliest it can depart.
pub(super) fn leaves_from(leg: &Leg) -> i64 {
    if leg.time_agreed {
        return leg.departs_at;
    }
    zoned::start_of_day(&leg.origin.zone, leg.departs().date())
}

/// Where and when the vehicle stands ready, leg by leg.
pub fn spots(legs: &[Leg], minutes: i64, style: Style) -> Vec<(&str, String)> {
    let all = legs.iter().enumerate();
    let told = |(i, leg)| -> Option<(&str, String)> {
        let leg: &Leg = leg;
        Some((leg.origin.name.as_str(), spot(legs, i, minutes)?.styled(style).full()))
    };
    all.filter_map(told).collect()
}

/// The legs, each with the time at which the vehicle stands ready for it, such as "7:45 AM CST", or an empty text.
pub fn with_spots(
    legs: &[Leg],
    minutes: i64,
    style: Style,
) -> impl Iterator<Item = (&Leg, String)> {
    legs.iter().enumerate().map(move |(i, leg)| {
        let spot = spot(legs, i, minutes).map(|at| at.styled(style).time_and_zone());
        (leg, spot.unwrap_or_default())
    })
}

/// When the vehicle stands ready for a leg, this many minutes before it departs. None where the leg has no time yet, or
/// where the vehicle only arrives there later.
pub fn spot(legs: &[Leg], i: usize, minutes: i64) -> Option<Moment> {
    let leg = legs.get(i).filter(|leg| leg.time_agreed && minutes > 0)?;
    let at = leg.departs_at - minutes * MINUTE;
    let before = i.checked_sub(1).and_then(|i| legs.get(i));
    let is_there = before.is_none_or(|it| it.arrives_at.unwrap_or(it.departs_at) <= at);
    is_there.then(|| Moment::new(at, &leg.origin.zone))
}

#[cfg(test)]
mod tests;
