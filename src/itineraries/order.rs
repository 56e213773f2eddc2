//! Departure times of legs, and the order that they must have.
use super::Leg;
use crate::kit::zoned::{self, DAY};

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

#[cfg(test)]
mod tests;
