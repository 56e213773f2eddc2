//! Quotes beside each other: several options, or two versions of one.
use super::Quote;
use crate::{
    itineraries,
    kit::{
        price::{Basis, Extra, Line},
        style::Style,
        text,
        zoned::Moment,
    },
};

/// The row of what each comes to.
pub const TOTAL: &str = "Total";

/// What each of several quotes says about one thing; empty where it says nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedRow {
    pub label: String,
    pub values: Vec<String>,
}

impl ComparedRow {
    pub fn differs(&self) -> bool {
        self.values.iter().zip(self.values.iter().skip(1)).any(|(one, other)| one != other)
    }

    /// What it was in the first of two versions, and what it is in the second.
    pub fn was(&self) -> &str {
        self.values.first().map_or("", String::as_str)
    }

    pub fn is(&self) -> &str {
        self.values.last().map_or("", String::as_str)
    }
}

/// Everything that these quotes say, in the order of the first one that says it.
pub fn compared(quotes: &[&Quote], style: Style, zone: &str) -> Vec<ComparedRow> {
    let facts: Vec<_> = quotes.iter().map(|quote| quote.facts(style, zone)).collect();
    let mut labels: Vec<&String> = Vec::new();
    for (i, (label, _)) in facts.iter().flat_map(|it| it.iter().enumerate()) {
        if !labels.contains(&label) {
            labels.insert(i.min(labels.len()), label);
        }
    }
    let value = |of: &[(String, String)], label: &str| {
        let known = of.iter().find(|(known, _)| known == label);
        known.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let row = |label: &String| ComparedRow {
        label: label.clone(),
        values: facts.iter().map(|of| value(of, label)).collect(),
    };
    labels.into_iter().map(row).collect()
}

/// What a version changes of the one before it.
pub fn changed(was: &Quote, is: &Quote, style: Style, zone: &str) -> Vec<ComparedRow> {
    let rows = compared(&[was, is], style, zone).into_iter();
    rows.filter(ComparedRow::differs).collect()
}

/// Whether the terms of two quotes differ by more than their figures.
pub fn have_other_terms(one: &Quote, other: &Quote, style: Style, zone: &str) -> bool {
    let plain = |quote: &Quote| -> String {
        let text = quote.terms_told(zone, style);
        let is_figure = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '%' | '\r');
        text.chars().filter(|c| !is_figure(*c)).collect()
    };
    plain(one) != plain(other)
}

impl Quote {
    fn facts(&self, style: Style, zone: &str) -> Vec<(String, String)> {
        let mut facts = vec![
            ("Offered".to_owned(), self.vehicle.clone()),
            ("Passengers".to_owned(), self.passengers.to_string()),
        ];
        let several = self.itinerary.len() > 1;
        let part = itineraries::trade(&self.itinerary).words().part;
        for (i, leg) in self.itinerary.iter().enumerate() {
            let of = if several { format!("{part} {}: ", i + 1) } else { String::new() };
            let way = format!("{} to {}", leg.origin.code, leg.destination.code);
            facts.extend([
                (format!("{of}Route"), way),
                (format!("{of}Departs"), leg.departure_in(style)),
                (format!("{of}Arrives"), leg.arrival_in(style)),
                (format!("{of}Travel time and distance"), leg.extent()),
            ]);
        }
        let mut lines: Vec<(String, String)> = Vec::new();
        for line in &self.lines {
            let label = self.label_of(line);
            let same = lines.iter().filter(|(known, _)| *known == label).count();
            let label = if same > 0 { format!("{label} ({})", same + 1) } else { label };
            lines.push((label, self.told(line)));
        }
        facts.extend(lines);
        let extras = self.extras.iter().filter(|it| it.extra == Some(Extra::Offered));
        facts.extend(extras.map(|it| (format!("Optional: {}", self.label_of(it)), self.told(it))));
        if self.total > 0 {
            facts.push((TOTAL.to_owned(), self.amount_in(style, self.total)));
        }
        if self.deposit > 0 {
            facts.push(("Deposit".to_owned(), self.amount_in(style, self.deposit)));
        }
        if self.balance() > 0 {
            let due = text::capitalized(&self.balance_told(style));
            facts.push(("Balance due".to_owned(), due));
        }
        let until = Moment::new(self.valid_until, zone).styled(style.local()).full();
        facts.push(("Valid until".to_owned(), until));
        facts.retain(|(_, value)| !value.is_empty());
        facts
    }

    fn amount_in(&self, style: Style, minor: i64) -> String {
        style.money(&self.currency, minor)
    }

    /// The name of a line, and the leg that it is for.
    fn label_of(&self, line: &Line) -> String {
        match line.leg.and_then(|leg| self.itinerary.get(leg)) {
            Some(leg) => {
                format!("{}, {} to {}", line.label, leg.origin.code, leg.destination.code)
            }
            None => line.label.clone(),
        }
    }

    /// "113,520.00 (8.8 h × 12,900.00, estimate)"
    fn told(&self, line: &Line) -> String {
        let amount = line.written(&self.currency);
        let word = if line.basis == Basis::Estimate { "estimate" } else { "" }.to_owned();
        let about = [line.detail(&self.currency), word];
        let about: Vec<_> = about.into_iter().filter(|it| !it.is_empty()).collect();
        if about.is_empty() { amount } else { format!("{amount} ({})", about.join(", ")) }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{
        super::{State, samples::quote},
        *,
    };
    use crate::{
        itineraries::{Leg, Place},
        kit::{money::Quantity, zoned::HOUR},
    };

    const ZONE: &str = "America/New_York";

    fn told(was: &Quote, is: &Quote) -> Vec<(String, String, String)> {
        let rows = changed(was, is, Style::default(), ZONE).into_iter();
        rows.map(|it| (it.label.clone(), it.was().to_owned(), it.is().to_owned())).collect()
    }

    #[test]
    fn the_parts_of_a_coach_trip_are_drives() {
        let mut was = quote(State::Superseded);
        let leg = was.itinerary[0].clone();
        let by_road = |place: &Place| Place { airport: None, ..place.clone() };
        let (origin, destination) = (by_road(&leg.origin), by_road(&leg.destination));
        let drive = Leg { origin, destination, ..leg };
        was.itinerary = vec![drive.clone(), drive.clone()];
        let mut is = Quote { state: State::Sent, ..was.clone() };
        is.itinerary[1].departs_at += HOUR;
        assert_eq!(told(&was, &is)[0].0, "Drive 2: Departs");
    }

    #[test]
    fn a_version_that_changes_nothing_has_no_differences() {
        assert_eq!(told(&quote(State::Superseded), &quote(State::Sent)), []);
    }

    #[test]
    fn what_a_new_version_changes_is_told_with_what_it_was() {
        let was = quote(State::Superseded);
        let mut is = quote(State::Sent);
        is.itinerary[0].departs_at += HOUR;
        let catering =
            Line::new("Catering", Quantity::ONE, "", 48_000, false, Basis::Estimate).unwrap();
        is.lines.push(catering);
        is.total += 48_000;
        assert_eq!(
            told(&was, &is),
            [
                ("Departs", "Thu, Dec 10, 2026, 8:15 PM EST", "Thu, Dec 10, 2026, 9:15 PM EST"),
                ("Travel time and distance", "6 h 50 min, 2,989 nm", "5 h 50 min, 2,989 nm"),
                ("Catering", "", "480.00 (estimate)"),
                ("Total", "$68,000.00", "$68,480.00"),
            ]
            .map(|(label, was, is)| (label.to_owned(), was.to_owned(), is.to_owned()))
        );
    }

    #[test]
    fn another_day_of_the_balance_is_a_difference() {
        let day = |text: &str| Some(text.parse().unwrap());
        let open = quote(State::Superseded);
        let dated = Quote { balance_on: day("2026-11-26"), ..quote(State::Superseded) };
        let later = Quote { balance_on: day("2026-12-03"), ..quote(State::Sent) };
        let row = |was: &str, is: &str| ("Balance due".to_owned(), was.to_owned(), is.to_owned());
        assert_eq!(told(&open, &later), [row("By invoice", "Dec 3, 2026")]);
        assert_eq!(told(&dated, &later), [row("Nov 26, 2026", "Dec 3, 2026")]);
    }

    #[test]
    fn options_are_compared_line_by_line() {
        let large = quote(State::Sent);
        let small = Quote { vehicle: "Citation Latitude".into(), ..quote(State::Sent) };
        let rows = compared(&[&large, &small, &large], Style::default(), ZONE);
        let offered = rows.iter().find(|it| it.label == "Offered").unwrap();
        assert!(
            offered.differs()
                && offered.values == ["Global 6000", "Citation Latitude", "Global 6000"]
        );
        let same = rows.iter().filter(|it| !it.differs()).count();
        assert_eq!(same + 1, rows.len(), "all else is alike");
    }

    #[test]
    fn terms_with_other_figures_are_the_same_terms() {
        let with = |terms: &str| Quote { terms: terms.into(), ..quote(State::Sent) };
        let first = with("A deposit of $1,000.00 is due.");
        assert!(!have_other_terms(
            &first,
            &with("A deposit of $25.00 is due."),
            Style::default(),
            ZONE
        ));
        assert!(have_other_terms(&first, &with("No deposit is due."), Style::default(), ZONE));
        let lines = ["One.\r\nTwo.", "One.\nTwo."].map(with);
        assert!(!have_other_terms(&lines[0], &lines[1], Style::default(), ZONE));
    }
}
