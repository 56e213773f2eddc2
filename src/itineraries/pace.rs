//! Whether the times of legs leave enough to fly or drive them.
use super::{Leg, order::leaves_from};
use crate::kit::zoned::{MINUTE, duration};

/// The speed of a fast business jet, in knots: a leg that is too short at this speed is too short
/// for any aircraft.
pub const FAST_JET_KT: i64 = 500;

/// The speed of most business jets, in knots: what a leg is planned with until its aircraft is known.
pub const USUAL_JET_KT: i64 = 430;

/// The speed of a coach on a highway, in knots.
pub const COACH_KT: i64 = 55;

/// A leg that departs before the one above it can have arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hurry {
    /// The index of the leg that departs too soon.
    pub leg: usize,
    /// The minutes from the departure of the leg above it to its own, and how many it takes.
    pub has: i64,
    pub takes: i64,
}

/// The legs that depart before the one above them can have arrived at this speed, and gone on to
/// where the next leg begins. A time that is not agreed may be any on its day; where a position is
/// not known, nothing is said.
pub fn hurried(legs: &[Leg], speed_kt: i64) -> Vec<Hurry> {
    let pairs = legs.iter().zip(legs.iter().skip(1)).enumerate();
    pairs
        .filter_map(|(i, (above, leg))| {
            let takes = above.shortest(speed_kt)? + above.reposition(leg, speed_kt)?;
            let has = (leg.leaves_by() - leaves_from(above)) / MINUTE;
            (has < takes).then_some(Hurry { leg: i + 1, has, takes })
        })
        .collect()
}

impl Hurry {
    /// What somebody is asked about it: "The leg above takes about 2 h 8 min, …".
    pub fn words(self) -> String {
        let [takes, has] = [self.takes, self.has.abs()].map(|minutes| duration(minutes * MINUTE));
        let after = if self.has < 0 { "before" } else { "after" };
        format!(
            "The leg above takes about {takes}, and this one departs {has} {after} it. Are these times right?"
        )
    }
}

impl Leg {
    /// The least minutes that the leg takes at this speed; none where a place has no position.
    fn shortest(&self, speed_kt: i64) -> Option<i64> {
        self.minutes_at(speed_kt)
    }

    /// The minutes from where the leg ends to where the next begins.
    fn reposition(&self, next: &Self, speed_kt: i64) -> Option<i64> {
        if self.destination.is_same_as(&next.origin) {
            return Some(0);
        }
        self.destination.block_to(&next.origin, speed_kt)
    }

    /// The minutes that a planned leg takes at this speed, where its block time is much shorter. Wind
    /// may save some of it, but not a third.
    pub(super) fn takes_longer(&self, speed_kt: i64) -> Option<i64> {
        let shortest = self.shortest(speed_kt)?;
        (self.block()? * 3 < shortest * 2).then_some(shortest)
    }
}

#[cfg(test)]
mod tests {
    use super::{super::samples::*, *};
    use crate::kit::zoned::HOUR;

    /// Thu, Dec 10, 2026, 09:00 in New York.
    const NINE: i64 = 1_796_911_200_000;

    fn asked(origin: super::super::Place, destination: super::super::Place, at: i64) -> Leg {
        Leg { arrives_at: None, ..leg(origin, destination, at, 0) }
    }

    fn there_and_back(minutes: i64) -> Vec<Hurry> {
        let back = asked(palm_beach(), teterboro(), NINE + minutes * MINUTE);
        hurried(&[asked(teterboro(), palm_beach(), NINE), back], FAST_JET_KT)
    }

    #[test]
    fn the_way_back_departs_after_the_way_there_can_have_been_flown() {
        assert_eq!(there_and_back(30), [Hurry { leg: 1, has: 30, takes: 128 }]);
        assert_eq!(there_and_back(127).len(), 1);
        assert_eq!(there_and_back(128), []);
        assert_eq!(
            there_and_back(30)[0].words(),
            "The leg above takes about 2 h 8 min, and this one departs 30 min after it. Are these times right?"
        );
    }

    #[test]
    fn the_speed_is_that_of_the_aircraft_or_of_the_coach() {
        let legs = [
            asked(teterboro(), palm_beach(), NINE),
            asked(palm_beach(), teterboro(), NINE + 3 * HOUR),
        ];
        assert_eq!(hurried(&legs, FAST_JET_KT), []);
        assert_eq!(hurried(&legs, 250).len(), 1, "a turboprop takes longer");
        assert_eq!(hurried(&legs, COACH_KT).len(), 1);
    }

    #[test]
    fn a_leg_that_begins_elsewhere_is_reached_first() {
        let soon = NINE + 7 * HOUR;
        let legs = [asked(teterboro(), luton(), NINE), asked(nice(), teterboro(), soon)];
        assert_eq!(hurried(&legs[..1], FAST_JET_KT), []);
        assert_eq!(hurried(&legs, FAST_JET_KT)[0].leg, 1, "Luton to Nice takes an hour and a half");
    }

    #[test]
    fn a_time_that_is_not_agreed_may_be_any_on_its_day() {
        let open = |mut leg: Leg, at| {
            leg.departs_at = at;
            leg.time_agreed = false;
            leg
        };
        let noon = NINE + 3 * HOUR;
        let there = asked(teterboro(), palm_beach(), NINE + 13 * HOUR);
        let back = open(asked(palm_beach(), teterboro(), 0), noon);
        let late = [there, back.clone()];
        assert_eq!(hurried(&late, FAST_JET_KT).len(), 1, "22:00, and back on the same day");
        let both = [open(asked(teterboro(), palm_beach(), 0), noon), back];
        assert_eq!(hurried(&both, FAST_JET_KT), []);
    }

    #[test]
    fn nothing_is_said_where_a_position_is_not_known() {
        let somewhere = super::super::Place { position: None, ..palm_beach() };
        let legs = [asked(teterboro(), somewhere, NINE), asked(palm_beach(), teterboro(), NINE)];
        assert_eq!(hurried(&legs, FAST_JET_KT), []);
    }

    #[test]
    fn a_block_time_is_rushed_where_it_is_a_third_too_short() {
        let planned = |minutes| leg(teterboro(), palm_beach(), NINE, NINE + minutes * MINUTE);
        assert_eq!(planned(85).takes_longer(FAST_JET_KT), Some(128));
        assert_eq!(planned(86).takes_longer(FAST_JET_KT), None);
    }
}
