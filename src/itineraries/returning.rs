//! Legs that come back to where they start: a sightseeing flight, or a coach as directed for some hours.
use super::{Ends, Leg, Place, Reading};
use crate::{
    http::form::Form,
    kit::{money::Quantity, zoned::MINUTE},
};

/// The longest such leg, in minutes.
const LONGEST: i64 = 2_880;

/// Asks whether a leg is to come back to where it starts; answered for the place that it names.
pub fn ask(form: &mut Form, i: usize, place: &Place) -> bool {
    let words = "This is where it departs from. Does it come back here?";
    let yes = vec![(place.code.clone(), "Yes, it comes back to where it starts".to_owned())];
    form.ask(format!("to.{i}"), format!("to_sure.{i}"), words, yes).is_some()
}

/// The minutes of a leg that comes back, typed as hours. Complains where they are not valid.
pub fn minutes(form: &mut Form, i: usize, reading: Reading) -> Option<i64> {
    let name = format!("hours.{i}");
    let typed = Quantity::read(form.value(&name)).ok();
    let minutes = typed.map(|hours| (hours.0.saturating_mul(60).saturating_add(500)) / 1_000);
    let minutes = minutes.filter(|minutes| (1..=LONGEST).contains(minutes));
    if minutes.is_none() {
        let words = match reading.ends {
            Ends::Airports { .. } => "Enter how many hours the flight takes, such as 1.5.",
            Ends::Addresses { .. } => "Enter for how many hours you need the coach, such as 4.",
        };
        form.complain(name, words);
    }
    minutes
}

/// Fills in the fields of a leg that comes back, so that it is read without a question.
pub fn fill(form: &mut Form, i: usize, leg: &Leg) {
    let lasts = leg.lasts.or_else(|| leg.block());
    let Some(lasts) = lasts.filter(|_| leg.origin.is_same_as(&leg.destination)) else { return };
    form.set(&format!("hours.{i}"), Quantity((lasts * 1_000 + 30) / 60).typed());
    form.set(&format!("to_sure.{i}"), leg.origin.code.as_str());
    ask(form, i, &leg.origin);
}

impl Leg {
    /// The minutes that it takes at this speed; none where a place has no position.
    pub fn minutes_at(&self, speed_kt: i64) -> Option<i64> {
        self.lasts.or_else(|| self.origin.block_to(&self.destination, speed_kt))
    }

    /// The leg with this time under way, if it is known: one that must arrive by a time departs as long before it.
    pub fn taking(self, minutes: Option<i64>) -> Self {
        match self.arrive_by {
            None => {
                let arrives_at = minutes.map(|minutes| self.departs_at + minutes * MINUTE);
                Self { arrives_at, ..self }
            }
            Some(by) => {
                let departs_at = minutes.map_or(self.departs_at, |minutes| by - minutes * MINUTE);
                Self { departs_at, arrives_at: Some(by), ..self }
            }
        }
    }

    /// The leg with an arrival, calculated from this speed where it has none. The departure of one that must arrive by
    /// a time is counted back from it.
    pub fn flown_at(&self, speed_kt: i64) -> Self {
        match self.arrives_at {
            Some(_) => self.clone(),
            None => self.clone().taking(self.minutes_at(speed_kt)),
        }
    }
}
