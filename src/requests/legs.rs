//! The legs of a request as they are typed: places, dates and times, and the order they must keep.
use super::places::{self, LONGEST_NAME, Places};
use crate::{
    http::form::Form,
    kit::{
        itinerary::{Leg, Place},
        zoned::{self, NoSuchTime},
    },
};
use chrono::{NaiveDate, NaiveTime};

/// More than any one trip has.
pub const MOST: usize = 12;

/// The fields of a leg; each is followed by a point and the leg's number, from 0.
pub const FIELDS: [&str; 8] = ["from", "from_city", "to", "to_city", "date", "time", "tba", "zone"];

/// Why nobody can depart then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    Past,
    Skipped,
}

/// Legs in a form; one too many is counted, so that it can be complained about.
pub fn count(form: &Form) -> usize {
    (0..=MOST).take_while(|i| !form.values(&format!("from.{i}")).is_empty()).count()
}

/// What was typed for airports, each text once.
pub fn typed(form: &Form) -> Vec<String> {
    let mut typed: Vec<String> = (0..count(form).min(MOST))
        .flat_map(|i| [format!("from.{i}"), format!("to.{i}")])
        .map(|name| form.value(&name).to_owned())
        .filter(|text| !text.is_empty() && text.chars().count() <= LONGEST_NAME)
        .collect();
    typed.sort();
    typed.dedup();
    typed
}

/// The legs, if all of them can be understood and follow each other; complains at each field otherwise.
pub fn read(form: &mut Form, places: Places, now: i64) -> Option<Vec<Leg>> {
    let count = count(form);
    if count > MOST {
        form.complain(
            format!("from.{MOST}"),
            format!("A request holds {MOST} legs at most. Please put the others into the notes."),
        );
    }
    let legs: Vec<_> = (0..count.min(MOST)).map(|i| leg(form, places, i, now)).collect();
    let mut legs = legs.into_iter().collect::<Option<Vec<_>>>()?;
    if let Some(i) = first_too_early(&legs) {
        form.complain(format!("date.{i}"), "This leg departs before the one above it.");
    }
    settle_zones(&mut legs);
    Some(legs)
}

fn leg(form: &mut Form, places: Places, i: usize, now: i64) -> Option<Leg> {
    let origin = places::read(form, places, "from", i);
    let destination = places::read(form, places, "to", i);
    let (date, time) = (date(form, i), time(form, i));
    let (origin, destination) = (origin?, destination?);
    if origin.is_same_as(&destination) {
        form.complain(format!("to.{i}"), "This is where the leg departs from. Where does it go?");
    }
    let (date, time) = (date?, time?);
    match departure(&origin.zone, date, time, now) {
        Ok(departs_at) => Some(Leg {
            origin,
            destination,
            departs_at,
            time_agreed: time.is_some(),
            arrives_at: None,
        }),
        Err(Wrong::Past) => {
            let at_fault = if zoned::today(now, &origin.zone) == date { "time" } else { "date" };
            form.complain(
                format!("{at_fault}.{i}"),
                format!("This is past already in {}.", origin.city),
            );
            None
        }
        Err(Wrong::Skipped) => {
            form.complain(
                format!("time.{i}"),
                format!(
                    "Clocks in {} are put forward over this time on {}. Please choose another.",
                    origin.city,
                    zoned::written(date)
                ),
            );
            None
        }
    }
}

/// The instant of a departure there, or of noon while the time is open.
pub fn departure(
    zone: &str,
    date: NaiveDate,
    time: Option<NaiveTime>,
    now: i64,
) -> Result<i64, Wrong> {
    let (at, last) = match time {
        Some(time) => {
            let at =
                zoned::instant(zone, date, time).map_err(|NoSuchTime::Skipped| Wrong::Skipped)?;
            (at, at)
        }
        None => (zoned::noon(zone, date), zoned::end_of_day(zone, date)),
    };
    if last > now { Ok(at) } else { Err(Wrong::Past) }
}

/// The first leg that cannot come after those above it, compared in UTC. An open time may be any of its day.
pub fn first_too_early(legs: &[Leg]) -> Option<usize> {
    let mut reached = i64::MIN;
    for (i, leg) in legs.iter().enumerate() {
        let (first, last) = window(leg);
        if last <= reached {
            return Some(i);
        }
        reached = reached.max(first);
    }
    None
}

fn window(leg: &Leg) -> (i64, i64) {
    if leg.time_agreed {
        return (leg.departs_at, leg.departs_at);
    }
    let date = leg.departs().date();
    let before = date.pred_opt().unwrap_or(date);
    (zoned::end_of_day(&leg.origin.zone, before) + 1, zoned::end_of_day(&leg.origin.zone, date))
}

/// An address that is left again is in the zone it is left in.
fn settle_zones(legs: &mut [Leg]) {
    let origins: Vec<Place> = legs.iter().skip(1).map(|leg| leg.origin.clone()).collect();
    for (leg, next) in legs.iter_mut().zip(origins) {
        if leg.destination.airport.is_none() && leg.destination.is_same_as(&next) {
            leg.destination.zone = next.zone;
        }
    }
}

fn date(form: &mut Form, i: usize) -> Option<NaiveDate> {
    let name = format!("date.{i}");
    let date = zoned::parse_date(form.value(&name));
    if date.is_none() {
        form.complain(
            &name,
            match form.value(&name) {
                "" => "Say on which day.",
                _ => "Give a date, such as 10 Dec 2026 or 10.12.2026.",
            },
        );
    }
    date
}

/// The time of day; none within where it is to be agreed.
#[allow(clippy::option_option)] // not understood, open, given
fn time(form: &mut Form, i: usize) -> Option<Option<NaiveTime>> {
    if !form.value(&format!("tba.{i}")).is_empty() {
        return Some(None);
    }
    let name = format!("time.{i}");
    let time = zoned::parse_time(form.value(&name));
    if time.is_none() {
        form.complain(
            &name,
            match form.value(&name) {
                "" => "Say at what time, or tick that it is to be agreed.",
                _ => "Give a time of day, such as 09:30 or 14:00.",
            },
        );
    }
    time.map(Some)
}

#[cfg(test)]
mod tests;
