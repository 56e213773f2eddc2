//! Reads legs from a form, for every feature that has legs.
use super::{
    Ends, Leg, Place, asking, fields,
    order::{first_too_early, follows},
    pace::{FAST_JET_KT, USUAL_JET_KT},
    places, returning,
};
use crate::{
    http::form::Form,
    kit::{
        clock::Dates,
        numeral,
        zoned::{self, MINUTE},
    },
};
use chrono::{NaiveDate, NaiveTime};

/// How the legs of a form are read and validated.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    pub ends: Ends<'a>,
    pub detail: Detail,
    /// The speeds of legs that have their own aircraft, by index.
    pub own_speeds: &'a [Option<i64>],
    /// Legs that are agreed already, from which the form was filled in. Their places are kept, and they may have departed.
    pub agreed: &'a [Leg],
    pub dates: Dates,
    pub now: i64,
}

/// The fields that a leg must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// The departure, as a client asks for it. The time may be left open by a tick.
    Asked,
    /// The departure and the time under way, as an operator plans them. The time under way is typed
    /// or calculated from this speed; an empty departure time is to be agreed.
    Planned { speed_kt: Option<i64> },
}

impl Detail {
    pub fn is_planned(self) -> bool {
        matches!(self, Self::Planned { .. })
    }
}

impl Reading<'_> {
    /// The legs. Complains at each field that is not valid, and where a leg departs too early.
    pub fn read(self, form: &mut Form) -> Option<Vec<Leg>> {
        let count = fields::count(form);
        form.name_rows(&fields::FIELDS, self.ends.trade().words().part);
        if count > fields::MOST {
            form.complain(
                format!("from.{}", fields::MOST),
                self.ends.trade().says(&self.detail.too_many()),
            );
        }
        let count = count.min(fields::MOST);
        fields::fill_beginnings(form);
        let read: Vec<(usize, Leg)> =
            (0..count).filter_map(|i| Some((i, self.leg(form, i)?))).collect();
        if self.detail.is_planned() {
            self.check_plan(form, &read);
        }
        if read.len() < count {
            return None;
        }
        let legs: Vec<Leg> = read.into_iter().map(|(_, leg)| leg).collect();
        if self.detail == Detail::Asked
            && let Some(i) = first_too_early(&legs)
        {
            self.complain_of_order(form, &legs, i);
        }
        match self.ends {
            Ends::Addresses { found } => asking::about_drives(form, &legs, found),
            Ends::Airports { .. } => {
                asking::about_times(form, &legs, |i| self.own_speed(i).unwrap_or(self.speed_kt()));
            }
        }
        Some(legs)
    }

    fn own_speed(self, i: usize) -> Option<i64> {
        self.own_speeds.get(i).copied().flatten()
    }

    /// The speed of the aircraft, or one that no other is faster than.
    fn speed_kt(self) -> i64 {
        if let Detail::Planned { speed_kt: Some(speed) } = self.detail {
            speed
        } else {
            FAST_JET_KT
        }
    }

    fn leg(self, form: &mut Form, i: usize) -> Option<Leg> {
        let [origin, destination] = ["from", "to"].map(|end| places::read(form, self, end, i));
        let (date, time) = (self.date(form, i), self.time(form, i));
        let block = self.block(form, i, origin.as_ref().zip(destination.as_ref()));
        let (origin, destination) = (origin?, destination?);
        let is_round = origin.is_same_as(&destination) && returning::ask(form, i, &origin);
        let (date, time, block) = (date?, time?, block?);
        let lasts = match block {
            _ if !is_round => None,
            Some(minutes) => Some(minutes),
            None => Some(returning::minutes(form, i, self)?),
        };
        // A time that is the arrival's is read by the clocks of where the leg ends.
        let is_arrival = time.is_some() && form.is(&format!("aim.{i}"), "arrive");
        let named = if is_arrival { &destination } else { &origin };
        let at = match time {
            None => zoned::noon(&origin.zone, date),
            Some(time) => {
                let there = (named.zone.as_str(), named.city.as_str());
                form.local(&format!("time.{i}"), (date, time), there, &self.dates)?
            }
        };
        let usual = lasts.or_else(|| origin.block_to(&destination, USUAL_JET_KT));
        let ahead = block.or(usual).filter(|_| is_arrival).unwrap_or(0);
        let departs_at = at - ahead * MINUTE;
        let leg = Leg {
            id: self.id(form, i),
            origin,
            destination,
            departs_at,
            time_agreed: time.is_some(),
            arrives_at: block.map(|minutes| departs_at + minutes * MINUTE),
            tail: None,
            vehicle: None,
            arrive_by: is_arrival.then_some(at),
            lasts,
            area: self.detail.area(form, i),
        };
        if self.detail == Detail::Asked && leg.leaves_by() <= self.now && !self.is_agreed(&leg) {
            let is_today = zoned::today(self.now, &leg.origin.zone) == date;
            let at_fault = if is_today { "time" } else { "date" };
            form.complain(format!("{at_fault}.{i}"), self.detail.past(&leg.origin.city));
            return None;
        }
        Some(leg)
    }

    /// The id of the leg that the fields were filled in from.
    fn id(self, form: &Form, i: usize) -> Option<String> {
        let named = form.value(&format!("leg.{i}"));
        self.agreed.iter().find_map(|leg| leg.id.clone().filter(|id| id == named))
    }

    fn date(self, form: &mut Form, i: usize) -> Option<NaiveDate> {
        let name = format!("date.{i}");
        let is_agreed = |date| self.agreed.iter().any(|leg| leg.departs().date() == date);
        match form.value(&name).parse() {
            Ok(date) if is_agreed(date) => Some(date),
            // A departure in the past is refused anyway.
            _ => form.date(&name, &self.dates.within(100, 3)),
        }
    }

    /// The time of day. None if it is not valid, `Some(None)` if it is to be agreed.
    #[allow(clippy::option_option)] // not understood, open, given
    fn time(self, form: &mut Form, i: usize) -> Option<Option<NaiveTime>> {
        let name = format!("time.{i}");
        let is_open = match self.detail {
            Detail::Asked => false,
            Detail::Planned { .. } => form.value(&name).is_empty(),
        };
        let is_ticked = !form.value(&format!("tba.{i}")).is_empty();
        if is_ticked && !form.value(&name).is_empty() {
            form.complain(name, "Remove the time, or uncheck \"Time TBD\".");
            return None;
        }
        if is_open || is_ticked {
            return Some(None);
        }
        if form.value(&name).is_empty() {
            form.complain(name, "Enter a time, or check \"Time TBD\".");
            return None;
        }
        form.time(&name, &self.dates).map(Some)
    }

    /// The minutes under way. None if they are not valid, `Some(None)` if the form does not ask for them.
    #[allow(clippy::option_option)] // not understood, not asked for, given
    fn block(
        self,
        form: &mut Form,
        i: usize,
        ends: Option<(&Place, &Place)>,
    ) -> Option<Option<i64>> {
        let Detail::Planned { speed_kt } = self.detail else { return Some(None) };
        let speed_kt = self.own_speed(i).or(speed_kt);
        let name = format!("block.{i}");
        let minutes = match (form.value(&name), ends) {
            // The form has complained about the places already.
            ("", None) => return None,
            ("", Some((from, to))) if from.is_same_as(to) => None,
            ("", Some((from, to))) => speed_kt.and_then(|speed| from.block_to(to, speed)),
            (typed, _) => numeral::whole(typed, 1, 2_880).ok(),
        };
        let minutes = minutes.filter(|minutes| (1..=2_880).contains(minutes));
        if minutes.is_none() {
            form.complain(name, "Enter the travel time in minutes.");
        }
        minutes.map(Some)
    }

    /// Complains if the first leg that is not agreed has departed, or if one departs before the one above has arrived.
    fn check_plan(self, form: &mut Form, legs: &[(usize, Leg)]) {
        if let Some((i, leg)) = legs.iter().find(|(_, leg)| !self.is_agreed(leg))
            && leg.leaves_by() < self.now
        {
            form.complain(format!("date.{i}"), self.detail.past(&leg.origin.city));
        }
        for ((_, before), (i, leg)) in legs.iter().zip(legs.iter().skip(1)) {
            if !follows(before, leg) {
                form.complain(
                    format!("date.{i}"),
                    self.ends.trade().says(self.detail.too_early(leg)),
                );
            }
        }
    }

    /// Complains that the leg `i` departs before the one above it: at its date, or at its time where the date is right.
    fn complain_of_order(self, form: &mut Form, legs: &[Leg], i: usize) {
        let Some(leg) = legs.get(i) else { return };
        let above = i.checked_sub(1).and_then(|above| legs.get(above));
        let is_day_right = above.is_some_and(|it| it.departs().date() <= leg.departs().date());
        let at_fault = if is_day_right && leg.time_agreed { "time" } else { "date" };
        let words = self.ends.trade().says(self.detail.too_early(leg));
        form.complain(format!("{at_fault}.{i}"), words);
    }

    fn is_agreed(self, leg: &Leg) -> bool {
        self.agreed.iter().any(|it| {
            it.origin.is_same_as(&leg.origin)
                && it.destination.is_same_as(&leg.destination)
                && (it.departs_at, it.time_agreed) == (leg.departs_at, leg.time_agreed)
        })
    }
}

#[cfg(test)]
mod tests;
