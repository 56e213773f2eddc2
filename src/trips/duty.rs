//! Proposed duty: when the crew of a trip is on duty, and the limits that this is held against.
use crate::{
    itineraries::Leg,
    kit::zoned::{MINUTE, Moment},
};
use serde::Deserialize;

/// The operator's figures, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct DutyRules {
    /// From reporting to the first departure.
    pub report: i64,
    /// From the last arrival to the release.
    pub release: i64,
    /// The longest duty.
    pub most: i64,
    /// The shortest rest between two.
    pub rest: i64,
    /// The longest time under way in one; 0 for no such limit.
    pub under_way: i64,
}

/// A window in which one crew is on duty, from its report to its release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    pub begins: i64,
    pub begins_in: String,
    pub ends: i64,
    pub ends_in: String,
    /// Minutes of flying or driving.
    pub under_way: i64,
}

/// How a duty stands against the limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excess {
    None,
    TooLong,
    TooLongUnderWay,
}

/// The duties of a trip: legs with less than a rest between them belong to one. None where a time is to be agreed yet.
pub fn duties(legs: &[Leg], rules: &DutyRules) -> Option<Vec<Duty>> {
    let mut duties: Vec<Duty> = Vec::new();
    for leg in legs {
        let arrives = leg.arrives_at.filter(|_| leg.time_agreed)?;
        let (reports, released) =
            (leg.departs_at - rules.report * MINUTE, arrives + rules.release * MINUTE);
        let under_way = (arrives - leg.departs_at) / MINUTE;
        match duties.last_mut() {
            Some(duty) if reports - duty.ends < rules.rest * MINUTE => {
                duty.ends = released;
                duty.ends_in.clone_from(&leg.destination.zone);
                duty.under_way += under_way;
            }
            Some(_) | None => duties.push(Duty {
                begins: reports,
                begins_in: leg.origin.zone.clone(),
                ends: released,
                ends_in: leg.destination.zone.clone(),
                under_way,
            }),
        }
    }
    Some(duties)
}

impl Duty {
    pub fn minutes(&self) -> i64 {
        (self.ends - self.begins) / MINUTE
    }

    pub fn excess(&self, rules: &DutyRules) -> Excess {
        if self.minutes() > rules.most {
            Excess::TooLong
        } else if rules.under_way > 0 && self.under_way > rules.under_way {
            Excess::TooLongUnderWay
        } else {
            Excess::None
        }
    }

    pub fn reports(&self) -> Moment {
        Moment::new(self.begins, &self.begins_in)
    }

    pub fn released(&self) -> Moment {
        Moment::new(self.ends, &self.ends_in)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::{
        itineraries::samples::{leg, luton, nice, teterboro},
        kit::zoned::HOUR,
    };

    const NOON: i64 = 1_795_262_400_000;
    const RULES: DutyRules =
        DutyRules { report: 60, release: 30, most: 840, rest: 600, under_way: 600 };

    #[test]
    fn a_duty_is_from_the_report_to_the_release() {
        let legs = [leg(teterboro(), luton(), NOON, NOON + 7 * HOUR)];
        let duties = duties(&legs, &RULES).unwrap();
        assert_eq!(duties.len(), 1);
        assert_eq!((duties[0].begins, duties[0].ends), (NOON - HOUR, NOON + 7 * HOUR + HOUR / 2));
        assert_eq!((duties[0].minutes(), duties[0].under_way), (510, 420));
    }

    #[test]
    fn legs_with_a_full_rest_between_them_are_two_duties() {
        let after = |gap| {
            let next = NOON + 7 * HOUR + gap;
            let legs = [
                leg(teterboro(), luton(), NOON, NOON + 7 * HOUR),
                leg(luton(), nice(), next, next + 2 * HOUR),
            ];
            duties(&legs, &RULES).unwrap().len()
        };
        let whole = 10 * HOUR + HOUR + HOUR / 2;
        assert_eq!((after(whole), after(whole - 1)), (2, 1), "rest, report and release");
    }

    #[test]
    fn a_duty_may_last_as_long_as_the_limit_and_not_a_minute_more() {
        let excess = |flown| {
            let legs = [leg(teterboro(), luton(), NOON, NOON + flown * MINUTE)];
            let rules = DutyRules { under_way: 0, ..RULES };
            duties(&legs, &rules).unwrap()[0].excess(&rules)
        };
        assert_eq!((excess(750), excess(751)), (Excess::None, Excess::TooLong));
    }

    #[test]
    fn drivers_have_a_limit_of_time_under_way() {
        let legs = |minutes| [leg(teterboro(), luton(), NOON, NOON + minutes * MINUTE)];
        let excess = |minutes| duties(&legs(minutes), &RULES).unwrap()[0].excess(&RULES);
        assert_eq!((excess(600), excess(601)), (Excess::None, Excess::TooLongUnderWay));
    }

    #[test]
    fn nothing_is_said_while_a_time_is_to_be_agreed() {
        let open = Leg { time_agreed: false, ..leg(teterboro(), luton(), NOON, NOON + HOUR) };
        assert_eq!(duties(&[open], &RULES), None);
    }
}
