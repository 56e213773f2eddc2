//! How long a leg takes up its aircraft or coach.
use super::{Leg, fields};
use crate::{
    http::form::Form,
    kit::{
        clock::parse_plain_date,
        ids::TailId,
        zoned::{DAY, HOUR, noon},
    },
};

impl Leg {
    /// From its departure to its arrival. While the time is not agreed `departs_at` is noon, and it takes up that
    /// day. The SQL of `trips::is_booked!` says the same.
    fn takes_up(&self) -> (i64, i64) {
        if self.time_agreed {
            (self.departs_at, self.arrives_at.unwrap_or(self.departs_at))
        } else {
            (self.departs_at - 12 * HOUR, self.departs_at + 12 * HOUR)
        }
    }
}

/// The time from the first date of a form to its last one, as far as they can be read without knowing who typed them:
/// otherwise the next year. Two days are added, since clocks differ and a leg may last that long.
pub fn span(form: &Form, now: i64) -> (i64, i64) {
    let date = |i: usize| parse_plain_date(form.value(&format!("date.{i}")));
    let dates: Option<Vec<_>> = (0..fields::count(form).min(fields::MOST)).map(date).collect();
    let days = dates.unwrap_or_default();
    match (days.iter().min(), days.iter().max()) {
        (Some(first), Some(last)) => (noon("UTC", *first) - 2 * DAY, noon("UTC", *last) + 4 * DAY),
        _ => (now - DAY, now + 366 * DAY),
    }
}

/// Whether one aircraft or coach cannot serve both, because a leg of one is under way during a leg of the other.
pub fn collide<'l>(
    ours: impl IntoIterator<Item = &'l Leg>,
    theirs: impl IntoIterator<Item = &'l Leg>,
) -> bool {
    let theirs: Vec<_> = theirs.into_iter().map(Leg::takes_up).collect();
    ours.into_iter()
        .map(Leg::takes_up)
        .any(|(from, until)| theirs.iter().any(|(begins, ends)| *begins < until && from < *ends))
}

/// How long an aircraft or coach waits for its next leg at most. If there is more time, it may be at home and back. The
/// SQL of `blocks::is_blocked!` says the same.
const WAITS: i64 = 3 * DAY;

/// Whether one aircraft or coach, which is kept from `from` until `until`, is needed for these legs meanwhile: one of
/// them is under way, or it waits for the next.
pub fn keeps<'l>(legs: impl IntoIterator<Item = &'l Leg>, (from, until): (i64, i64)) -> bool {
    let mut taken: Vec<_> = legs.into_iter().map(Leg::takes_up).collect();
    taken.sort_unstable();
    let nexts: Vec<_> = taken.iter().skip(1).map(|(begins, _)| Some(*begins)).collect();
    taken.iter().zip(nexts.into_iter().chain([None])).any(|((begins, ends), next)| {
        let held = next.filter(|next| next - ends <= WAITS).unwrap_or(*ends);
        *begins < until && from < held.max(*ends)
    })
}

/// The legs that each tail is needed for. `tail` is that of the legs which have none of their own.
pub fn by_tail(tail: Option<TailId>, legs: &[Leg]) -> Vec<(TailId, Vec<&Leg>)> {
    grouped(legs, |leg| leg.tail.or(tail))
}

/// The legs by what `key` says of each, in the order in which it is first said. Those with no key are left out.
pub fn grouped<K: PartialEq>(legs: &[Leg], key: impl Fn(&Leg) -> Option<K>) -> Vec<(K, Vec<&Leg>)> {
    let mut groups: Vec<(K, Vec<&Leg>)> = Vec::new();
    for leg in legs {
        let Some(key) = key(leg) else { continue };
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, legs)) => legs.push(leg),
            None => groups.push((key, vec![leg])),
        }
    }
    groups
}

/// Whether the days of the two overlap, from the first departure to the last arrival.
pub fn interleave(ours: &[Leg], theirs: &[Leg]) -> bool {
    let span = |legs: &[Leg]| {
        let taken = || legs.iter().map(Leg::takes_up);
        Some((taken().map(|(from, _)| from).min()?, taken().map(|(_, until)| until).max()?))
    };
    let spans = span(ours).zip(span(theirs));
    spans.is_some_and(|((from, until), (begins, ends))| begins < until && from < ends)
}

#[cfg(test)]
mod tests {
    use super::{super::samples::*, *};

    fn out(departs_at: i64) -> Leg {
        leg(teterboro(), luton(), departs_at, departs_at + 7 * HOUR)
    }

    #[test]
    fn legs_collide_by_the_minute_and_a_day_without_a_time_is_taken_up_whole() {
        let first = [out(100 * HOUR)];
        assert!(collide(&first, &[out(107 * HOUR - 1)]) && collide(&first, &[out(93 * HOUR + 1)]));
        assert!(!collide(&first, &[out(107 * HOUR)]) && !collide(&first, &[out(93 * HOUR)]));
        let open = Leg { time_agreed: false, ..out(115 * HOUR) };
        assert!(collide(&first, std::slice::from_ref(&open)));
        assert!(!collide(&[out(96 * HOUR - 1)], &[open]));
    }

    #[test]
    fn an_aircraft_waits_for_three_days_and_may_be_home_in_more() {
        let there_and_back = |wait: i64| [out(100 * HOUR), out(107 * HOUR + wait)];
        let between = (120 * HOUR, 130 * HOUR);
        assert!(keeps(&there_and_back(WAITS), between));
        assert!(!keeps(&there_and_back(WAITS + 1), between));
        let long = there_and_back(10 * DAY);
        for (from, until, is_kept) in [
            (100, 101, true),
            (93, 100, false),
            (107, 200, false),
            (107, 348, true),
            (400, 401, false),
        ] {
            assert_eq!(keeps(&long, (from * HOUR, until * HOUR)), is_kept, "{from} to {until}");
        }
    }

    #[test]
    fn each_leg_needs_its_own_tail_or_that_of_the_trip() {
        let [trips, own] = [1, 2].map(|n| TailId(uuid::Uuid::from_u128(n)));
        let legs = [out(100 * HOUR), Leg { tail: Some(own), ..out(200 * HOUR) }, out(300 * HOUR)];
        let needed = by_tail(Some(trips), &legs);
        let counts: Vec<_> = needed.iter().map(|(tail, legs)| (*tail, legs.len())).collect();
        assert_eq!(counts, [(trips, 2), (own, 1)]);
        assert_eq!(by_tail(None, &legs).len(), 1, "a leg without a tail needs none");
    }

    #[test]
    fn a_trip_between_two_legs_interleaves_and_does_not_collide() {
        let there_and_back = [out(100 * HOUR), out(200 * HOUR)];
        let between = [out(150 * HOUR)];
        assert!(!collide(&there_and_back, &between) && interleave(&there_and_back, &between));
        assert!(!interleave(&there_and_back, &[out(207 * HOUR)]) && !interleave(&[], &between));
    }
}
