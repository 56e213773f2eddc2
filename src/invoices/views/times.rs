//! What the form of a trip's actual times shows.
use crate::{
    http::form::Form,
    invoices::times::{TimedTrip, fields},
    users::Visitor,
};
use askama::Template;

#[derive(Template)]
#[template(path = "invoices/ops/times.html")]
pub struct Times {
    pub visitor: Visitor,
    pub trip: TimedTrip,
    pub form: Form,
}

/// One end of a leg on the form: its word, the place, and the fields of its day and time.
pub struct TimedEnd<'t> {
    pub word: &'static str,
    pub city: &'t str,
    pub on: String,
    pub at: String,
}

impl Times {
    /// Each leg: "TEB to PBI", and its two ends.
    pub fn legs(&self) -> Vec<(String, [TimedEnd<'_>; 2])> {
        let [left, arrived] = if self.visitor.workspace.is_air() {
            ["Off blocks", "On blocks"]
        } else {
            ["Left", "Arrived"]
        };
        let each = self.trip.legs.iter().enumerate().map(|(i, leg)| {
            let ends = [(&leg.origin, "out", left), (&leg.destination, "in", arrived)];
            let ends = ends.map(|(place, end, word)| {
                let [on, at] = fields(i, end);
                TimedEnd { word, city: &place.city, on, at }
            });
            (format!("{} to {}", leg.origin.code, leg.destination.code), ends)
        });
        each.collect()
    }
}
