//! The actual times of a trip's legs, which the hours of its invoice follow from.
use crate::{
    http::form::Form,
    itineraries::Leg,
    kit::{
        clock::Dates,
        ids::TripId,
        money::Quantity,
        price::{Basis, Line},
        zoned::{self, DAY},
    },
};
use serde::{Deserialize, Serialize};

/// A trip with what was logged of its legs.
#[derive(Debug, Clone, Deserialize)]
pub struct TimedTrip {
    pub id: TripId,
    pub reference: String,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub legs: Vec<Leg>,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub times: Vec<LegTime>,
}

/// When a leg began and ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegTime {
    /// The id of the leg.
    pub leg: String,
    pub out_at: i64,
    pub in_at: i64,
}

impl LegTime {
    pub fn lasted(&self) -> i64 {
        self.in_at - self.out_at
    }
}

impl TimedTrip {
    fn time_of(&self, leg: &Leg) -> Option<&LegTime> {
        self.times.iter().find(|it| Some(&it.leg) == leg.id.as_ref())
    }

    /// The form, with what was logged; else with the planned days.
    pub fn form(&self, dates: &Dates) -> Form {
        let mut form = Form::default();
        for (i, leg) in self.legs.iter().enumerate() {
            let [out, back] = [fields(i, "out"), fields(i, "in")];
            let logged = self.time_of(leg);
            let ends = [
                (out, &leg.origin, logged.map(|it| it.out_at), Some(leg.departs_at)),
                (back, &leg.destination, logged.map(|it| it.in_at), leg.arrives_at),
            ];
            for ([on, at], place, known, planned) in ends {
                let Some(instant) = known.or(planned) else { continue };
                form.fill_local([&on, &at], instant, (&place.zone, &place.city), dates);
                if known.is_none() {
                    form.unset(&at);
                }
            }
        }
        form
    }

    /// What was typed, of the legs that have times; none where the form has complaints.
    pub fn read(&self, form: &mut Form, dates: &Dates, now: i64) -> Option<Vec<LegTime>> {
        let mut times = Vec::new();
        for (i, leg) in self.legs.iter().enumerate() {
            let ([out_on, out_at], [in_on, in_at]) = (fields(i, "out"), fields(i, "in"));
            if form.value(&out_at).is_empty() && form.value(&in_at).is_empty() {
                continue;
            }
            let out =
                instant(form, [&out_on, &out_at], (&leg.origin.zone, &leg.origin.city), dates);
            let place = &leg.destination;
            let back = instant(form, [&in_on, &in_at], (&place.zone, &place.city), dates);
            let Some((out_at, back)) = out.zip(back) else { continue };
            if !(1..=DAY).contains(&(back - out_at)) {
                form.complain(in_at, "The end must come after the start, within a day.");
            } else if back > now {
                form.complain(in_at, "This is still to come.");
            } else {
                let leg = leg.id.clone().unwrap_or_default();
                times.push(LegTime { leg, out_at, in_at: back });
            }
        }
        (!form.has_complaints()).then_some(times)
    }

    /// What the history says: "TEB to PBI 2 h 45 min".
    pub fn told(&self, times: &[LegTime]) -> String {
        let each = self.legs.iter().filter_map(|leg| {
            let time = times.iter().find(|it| Some(&it.leg) == leg.id.as_ref())?;
            let lasted = zoned::duration(time.lasted());
            Some(format!("{} to {} {lasted}", leg.origin.code, leg.destination.code))
        });
        each.collect::<Vec<_>>().join(", ")
    }
}

/// The fields of the day and the time of one end of a leg.
pub fn fields(i: usize, end: &str) -> [String; 2] {
    [format!("{end}_on.{i}"), format!("{end}_at.{i}")]
}

fn instant(
    form: &mut Form,
    [on, at]: [&str; 2],
    place: (&str, &str),
    dates: &Dates,
) -> Option<i64> {
    let date = form.date(on, dates);
    let time = form.time(at, dates);
    form.local(at, date.zip(time)?, place, dates)
}

/// The hours that were logged for an estimate of hours, and what they cost. `legs` are the minutes of each leg, where
/// they are known.
pub fn logged(line: &Line, legs: &[Option<i64>]) -> Option<(Quantity, i64)> {
    let is_hours = matches!(line.unit.as_str(), "h" | "hr" | "hour" | "hours");
    if line.basis != Basis::Estimate || !is_hours {
        return None;
    }
    let minutes = match line.leg {
        Some(i) => legs.get(i).copied().flatten()?,
        None if legs.is_empty() => return None,
        None => legs.iter().copied().sum::<Option<i64>>()?,
    };
    let hours = hours(minutes);
    Some((hours, hours.times(line.price)?))
}

/// Minutes to a tenth of an hour, as logs are kept.
pub fn hours(minutes: i64) -> Quantity {
    let tenths = (minutes * 10 + 30) / 60;
    Quantity(tenths * 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(unit: &str, leg: Option<usize>) -> Line {
        let line =
            Line::new("Flight time", Quantity(3_000), unit, 1_000_000, true, Basis::Estimate);
        Line { leg, ..line.unwrap() }
    }

    #[test]
    fn hours_follow_from_what_was_logged() {
        let legs = [Some(165), Some(60)];
        assert_eq!(logged(&line("h", Some(0)), &legs), Some((Quantity(2_800), 2_800_000)));
        assert_eq!(
            logged(&line("h", None), &legs),
            Some((Quantity(3_800), 3_800_000)),
            "225 minutes"
        );
        assert_eq!(logged(&line("h", None), &[Some(165), None]), None, "a leg is not logged yet");
        assert_eq!(logged(&line("nm", None), &legs), None);
        assert_eq!(logged(&line("h", Some(2)), &legs), None);
        let fixed = Line { basis: Basis::Fixed, ..line("h", None) };
        assert_eq!(logged(&fixed, &legs), None, "a fixed price stays");
    }
}
