//! A change of an itinerary in words: each difference with what was and what is.
use super::{Difference, Rerouting};
use crate::{
    itineraries::{self, Leg},
    kit::{money::Currency, style::Style},
    workspaces::Trade,
};

/// One thing that is different. `was` is empty for a new leg, `is` for one that is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DifferenceRow {
    pub label: &'static str,
    pub was: String,
    pub is: String,
}

impl DifferenceRow {
    /// "Thu, Dec 10, 8:15 PM EST → Thu, Dec 10, 9:15 PM EST".
    pub fn told(&self) -> String {
        match (self.was.as_str(), self.is.as_str()) {
            ("", is) => is.to_owned(),
            (was, "") => was.to_owned(),
            (was, is) => format!("{was} \u{2192} {is}"),
        }
    }
}

impl Difference<'_> {
    /// "TEB to LTN changed".
    pub fn title(&self) -> String {
        let ends = |leg: &Leg| format!("{} to {}", leg.origin.code, leg.destination.code);
        match self {
            Self::Added(leg) => format!("{} added", ends(leg)),
            Self::Removed(leg) => format!("{} removed", ends(leg)),
            Self::Changed { was, .. } => format!("{} changed", ends(was)),
        }
    }

    /// What is different, in the reader's style.
    pub fn rows(&self, style: Style) -> Vec<DifferenceRow> {
        let row = |(label, was, is)| DifferenceRow { label, was, is };
        match self {
            Self::Added(leg) => told(leg, style)
                .into_iter()
                .filter(|(_, is)| !is.is_empty())
                .map(|(label, is)| row((label, String::new(), is)))
                .collect(),
            Self::Removed(leg) => told(leg, style)
                .into_iter()
                .take(1)
                .map(|(label, was)| row((label, was, String::new())))
                .collect(),
            Self::Changed { was, is } => told(was, style)
                .into_iter()
                .zip(told(is, style))
                .filter(|((_, was), (_, is))| was != is)
                .map(|((label, was), (_, is))| row((label, was, is)))
                .collect(),
        }
    }
}

impl Rerouting {
    /// Everything that is different, as labels and values: "TEB to LTN changed: departs" and "… → …".
    pub fn facts(&self, style: Style) -> Vec<(String, String)> {
        let facts = |it: Difference<'_>| {
            let title = it.title();
            let fact = move |row: DifferenceRow| {
                (format!("{title}: {}", row.label.to_lowercase()), row.told())
            };
            it.rows(style).into_iter().map(fact)
        };
        self.differences().into_iter().flat_map(facts).collect()
    }

    /// The same in one line, for the audit trail.
    pub fn note(&self, style: Style) -> String {
        let facts = self.facts(style).into_iter().map(|(label, value)| format!("{label} {value}"));
        facts.collect::<Vec<_>>().join("; ")
    }
}

/// "about $1,400.00 more, before taxes and fees": what a change comes to at the rates of a quote.
pub fn estimated(amount: i64, currency: &Currency, style: Style) -> String {
    let more = match amount {
        0 => return "the same price".to_owned(),
        1.. => "more",
        _ => "less",
    };
    let sum = style.money(currency, amount.saturating_abs());
    format!("about {sum} {more}, before taxes and fees")
}

/// What is told of a leg.
fn told(leg: &Leg, style: Style) -> [(&'static str, String); 6] {
    let vehicle = match itineraries::trade(std::slice::from_ref(leg)) {
        Trade::Air => "Aircraft",
        Trade::Coach => "Coach",
    };
    let arrives = leg.arrival_in(style);
    let arrives = if arrives.is_empty() { "to be confirmed".to_owned() } else { arrives };
    [
        ("Departs", leg.departure_in(style)),
        ("Arrives", arrives),
        ("From", place(&leg.origin.code, &leg.origin.told())),
        ("To", place(&leg.destination.code, &leg.destination.told())),
        ("Travel time and distance", leg.extent()),
        (vehicle, leg.vehicle.clone().unwrap_or_default()),
    ]
}

fn place(code: &str, name: &str) -> String {
    if code == name { code.to_owned() } else { format!("{code} {name}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        itineraries::{
            Place,
            samples::{leg, luton, nice, teterboro},
        },
        kit::zoned::HOUR,
    };

    const EVENING: i64 = 1_796_951_700_000;

    #[test]
    fn a_later_departure_is_told_with_its_arrival() {
        let was = leg(teterboro(), luton(), EVENING, EVENING + 7 * HOUR);
        let is = leg(teterboro(), luton(), EVENING + HOUR, EVENING + 8 * HOUR);
        let difference = Difference::Changed { was: &was, is: &is };
        let rows: Vec<_> =
            difference.rows(Style::default()).iter().map(|it| (it.label, it.told())).collect();
        assert_eq!(difference.title(), "TEB to LTN changed");
        assert_eq!(
            rows,
            [
                (
                    "Departs",
                    "Thu, Dec 10, 2026, 8:15 PM EST \u{2192} Thu, Dec 10, 2026, 9:15 PM EST"
                        .to_owned()
                ),
                (
                    "Arrives",
                    "Fri, Dec 11, 2026, 8:15 AM GMT \u{2192} Fri, Dec 11, 2026, 9:15 AM GMT"
                        .to_owned()
                ),
            ]
        );
    }

    #[test]
    fn another_vehicle_is_called_as_in_its_trade() {
        let label = |airport: bool| {
            let road = |place: Place| Place { airport: None, ..place };
            let of = |place: Place| if airport { place } else { road(place) };
            let was = leg(of(teterboro()), of(luton()), EVENING, EVENING + HOUR);
            let is = Leg { vehicle: Some("56 seats".to_owned()), ..was.clone() };
            Difference::Changed { was: &was, is: &is }.rows(Style::default())[0].label
        };
        assert_eq!((label(true), label(false)), ("Aircraft", "Coach"));
    }

    #[test]
    fn another_destination_is_told_by_its_name() {
        let was = leg(teterboro(), luton(), EVENING, EVENING + 7 * HOUR);
        let is = leg(teterboro(), nice(), EVENING, EVENING + 7 * HOUR);
        let rows = Difference::Changed { was: &was, is: &is }.rows(Style::default());
        assert!(rows.iter().any(|row| row.label == "To"
            && row.was.starts_with("LTN ")
            && row.is.starts_with("NCE ")));
    }
}
