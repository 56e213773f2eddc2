//! A trip's way from its making to its end: what is done, what is going on, and what comes next.
use super::Kind;
use crate::itineraries::Leg;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    Done,
    Now,
    Next,
    Later,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Event<'t> {
    Made,
    Confirmed,
    Leg(&'t Leg),
    Completed,
    Canceled,
}

/// The events of a trip in their order, each with its progress. A leg is under way while the operator says that the
/// trip is; whether it has ended follows from its planned arrival.
pub fn journey(kind: Kind, legs: &[Leg], now: i64) -> Vec<(Event<'_>, Progress)> {
    if kind == Kind::Cancelled {
        return vec![(Event::Made, Progress::Done), (Event::Canceled, Progress::Now)];
    }
    let confirmed = if kind == Kind::Pending { Progress::Now } else { Progress::Done };
    let mut events = vec![(Event::Made, Progress::Done), (Event::Confirmed, confirmed)];
    let mut is_next_found = false;
    for leg in legs {
        let progress = match kind {
            Kind::Completed => Progress::Done,
            _ if leg.ends_at() < now => Progress::Done,
            Kind::InProgress if leg.departs_at <= now && leg.time_agreed => Progress::Now,
            _ if is_next_found => Progress::Later,
            _ => {
                is_next_found = true;
                Progress::Next
            }
        };
        events.push((Event::Leg(leg), progress));
    }
    let completed = if kind == Kind::Completed { Progress::Done } else { Progress::Later };
    events.push((Event::Completed, completed));
    events
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        itineraries::samples::{leg, luton, nice, teterboro},
        kit::zoned::HOUR,
    };
    use Progress::{Done, Later, Next, Now};

    const OUT: i64 = 100 * HOUR;

    fn legs() -> [Leg; 3] {
        [
            leg(teterboro(), luton(), OUT, OUT + 7 * HOUR),
            leg(luton(), nice(), OUT + 20 * HOUR, OUT + 22 * HOUR),
            leg(nice(), teterboro(), OUT + 90 * HOUR, OUT + 99 * HOUR),
        ]
    }

    fn progress(kind: Kind, now: i64) -> Vec<Progress> {
        journey(kind, &legs(), now).into_iter().map(|(_, progress)| progress).collect()
    }

    #[test]
    fn a_trip_that_is_to_be_confirmed_waits_for_that() {
        assert_eq!(progress(Kind::Pending, 0), [Done, Now, Next, Later, Later, Later]);
    }

    #[test]
    fn the_leg_that_is_under_way_is_now_and_the_one_after_it_next() {
        assert_eq!(progress(Kind::InProgress, OUT), [Done, Done, Now, Next, Later, Later]);
        let arrived = OUT + 7 * HOUR;
        assert_eq!(progress(Kind::InProgress, arrived), [Done, Done, Now, Next, Later, Later]);
        assert_eq!(progress(Kind::InProgress, arrived + 1), [Done, Done, Done, Next, Later, Later]);
    }

    #[test]
    fn a_leg_that_nobody_said_has_departed_is_next_until_its_arrival_is_past() {
        assert_eq!(progress(Kind::Booked, OUT + HOUR), [Done, Done, Next, Later, Later, Later]);
        assert_eq!(progress(Kind::Booked, OUT + 8 * HOUR), [Done, Done, Done, Next, Later, Later]);
    }

    #[test]
    fn a_leg_whose_time_is_not_agreed_is_not_under_way() {
        let open = [Leg { time_agreed: false, ..leg(teterboro(), luton(), OUT, OUT) }];
        let found = journey(Kind::InProgress, &open, OUT + 1);
        assert_eq!(found.get(2).map(|(_, progress)| *progress), Some(Next));
    }

    #[test]
    fn a_trip_that_is_over_is_done_and_a_canceled_one_has_no_legs_to_come() {
        assert_eq!(progress(Kind::Completed, 0), [Done; 6]);
        assert_eq!(progress(Kind::Cancelled, 0), [Done, Now]);
    }
}
