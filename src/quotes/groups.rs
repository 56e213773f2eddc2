//! The lines of a quote by what they are for, as its page tells the price.
use super::Quote;
use crate::{
    kit::{
        money,
        price::{Basis, Line},
    },
    workspaces::Trade,
};

/// What a line is for, in the order of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    Travel,
    Crew,
    Stops,
    Catering,
    Ground,
    Other,
}

impl Purpose {
    /// What tells it from a label: the beginnings of words, in small letters. The first that is found counts, so that
    /// "Crew transport" is of the crew.
    const WORDS: [(Self, &[&str]); 5] = [
        (Self::Crew, &["crew", "pilot", "driver", "attendant", "overnight", "per diem"]),
        (Self::Ground, &["ground trans", "car ", "cars", "limo", "transfer", "chauffeur"]),
        (
            Self::Stops,
            &[
                "landing",
                "handling",
                "airport",
                "ramp",
                "parking",
                "hangar",
                "deic",
                "de-ic",
                "slot",
                "permit",
                "overflight",
                "customs",
                "fbo",
                "toll",
            ],
        ),
        (Self::Catering, &["catering", "meal", "food", "drink", "beverage", "champagne"]),
        (
            Self::Travel,
            &[
                "flight",
                "flying",
                "fuel",
                "position",
                "reposition",
                "ferry",
                "driving",
                "hire",
                "mile",
                "wait",
            ],
        ),
    ];

    fn of(label: &str) -> Self {
        let label = format!(" {} ", label.to_lowercase());
        let is_told = |word: &&str| {
            label.match_indices(word).any(|(at, _)| {
                let before = label.get(..at).and_then(|it| it.chars().next_back());
                !before.is_some_and(char::is_alphanumeric)
            })
        };
        let known = Self::WORDS.into_iter().find(|(_, words)| words.iter().any(&is_told));
        known.map_or(Self::Other, |(purpose, _)| purpose)
    }

    fn title(self, trade: Trade) -> &'static str {
        match (self, trade) {
            (Self::Travel, Trade::Air) => "Flight",
            (Self::Travel, Trade::Coach) => "Coach",
            (Self::Crew, Trade::Air) => "Crew",
            (Self::Crew, Trade::Coach) => "Driver",
            (Self::Stops, Trade::Air) => "Airport fees",
            (Self::Stops, Trade::Coach) => "Tolls and parking",
            (Self::Catering, _) => "Catering",
            (Self::Ground, _) => "Ground transportation",
            (Self::Other, _) => "Other",
        }
    }
}

/// The lines for one purpose, and what they come to.
#[derive(Debug)]
pub struct Group<'q> {
    pub title: &'static str,
    pub lines: Vec<&'q Line>,
    pub sum: i64,
}

impl Group<'_> {
    /// The line of a group that has no other.
    pub fn only(&self) -> Option<&Line> {
        self.lines.first().copied().filter(|_| self.lines.len() == 1)
    }

    pub fn has_estimates(&self) -> bool {
        self.lines.iter().any(|it| it.basis == Basis::Estimate)
    }
}

impl Quote {
    /// The lines that are included, by their purpose. Taxes and optional extras are told after them.
    pub fn groups(&self, trade: Trade) -> Vec<Group<'_>> {
        const ORDER: [Purpose; 6] = [
            Purpose::Travel,
            Purpose::Crew,
            Purpose::Stops,
            Purpose::Catering,
            Purpose::Ground,
            Purpose::Other,
        ];
        let of = |purpose: Purpose| {
            let is_it = |it: &&Line| Purpose::of(&it.label) == purpose;
            let lines: Vec<&Line> = self.included().filter(is_it).collect();
            let sum = money::sum(lines.iter().map(|it| it.amount)).unwrap_or_default();
            Group { title: purpose.title(trade), lines, sum }
        };
        ORDER.into_iter().map(of).filter(|it| !it.lines.is_empty()).collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{
        super::{State, samples::quote},
        *,
    };
    use crate::kit::money::Quantity;

    #[test]
    fn a_line_is_of_the_group_that_its_label_tells() {
        for (label, group) in [
            ("Flight time", "Flight"),
            ("Fuel surcharge", "Flight"),
            ("Repositioning from PBI", "Flight"),
            ("Crew overnight, London", "Crew"),
            ("Crew transport", "Crew"),
            ("Landing and handling, LTN and NCE", "Airport fees"),
            ("De-icing", "Airport fees"),
            ("Catering", "Catering"),
            ("Car at LTN", "Ground transportation"),
            ("Airport transfer", "Ground transportation"),
            ("Ground handling", "Airport fees"),
            ("Cargo net", "Other"),
            ("Loyalty discount", "Other"),
            ("", "Other"),
        ] {
            assert_eq!(Purpose::of(label).title(Trade::Air), group, "{label}");
        }
        let coach = ["Driving time, 2 coaches", "Driver\u{2019}s room", "Tolls and parking"];
        let groups = coach.map(|label| Purpose::of(label).title(Trade::Coach));
        assert_eq!(groups, ["Coach", "Driver", "Tolls and parking"]);
    }

    #[test]
    fn the_sums_of_the_groups_and_the_taxes_are_the_total() {
        let mut it = quote(State::Sent);
        let more = [("Catering", 48_000), ("Crew overnight", 25_000), ("Pilot standby", 5_000)];
        for (label, price) in more {
            let line = Line::new(label, Quantity::ONE, "", price, false, Basis::Estimate);
            it.lines.push(line.unwrap());
        }
        let groups = it.groups(Trade::Air);
        let told: Vec<_> = groups.iter().map(|it| (it.title, it.lines.len())).collect();
        assert_eq!(told.iter().find(|it| it.0 == "Crew"), Some(&("Crew", 2)));
        assert!(groups.iter().all(|it| (it.lines.len() == 1) == it.only().is_some()));
        let sum: i64 = groups.iter().map(|it| it.sum).sum();
        let lines: i64 = it.included().map(|line| line.amount).sum();
        assert_eq!(sum, lines);
    }
}
