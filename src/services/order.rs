//! The contents of an order: when the aircraft is there, and what it needs.
use crate::kit::{money::Quantity, style::Style, zoned::Moment};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    pub tail: String,
    pub arrives_at: i64,
    pub departs_at: Option<i64>,
    pub wanted: Wanted,
}

/// The services that are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Wanted {
    pub fuel: Option<Fuel>,
    /// Of [`Wanted::PLAIN`], by their words.
    pub plain: Vec<String>,
    pub catering: String,
    pub crew_cars: i64,
    pub hotel: String,
    pub notes: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fuel {
    pub kind: FuelKind,
    /// None to be agreed with the crew.
    pub quantity: Option<Quantity>,
    pub unit: Unit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FuelKind {
    JetA,
    JetAPlus,
    Saf,
    Avgas,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    Gallons,
    Liters,
    Pounds,
    Kilograms,
}

impl FuelKind {
    pub const ALL: [Self; 4] = [Self::JetA, Self::JetAPlus, Self::Saf, Self::Avgas];

    pub fn word(self) -> &'static str {
        match self {
            Self::JetA => "jet_a",
            Self::JetAPlus => "jet_a_plus",
            Self::Saf => "saf",
            Self::Avgas => "avgas",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::JetA => "Jet A",
            Self::JetAPlus => "Jet A with additive",
            Self::Saf => "Sustainable jet fuel (SAF)",
            Self::Avgas => "Avgas 100LL",
        }
    }

    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }
}

impl Unit {
    pub const ALL: [Self; 4] = [Self::Gallons, Self::Liters, Self::Pounds, Self::Kilograms];

    pub fn word(self) -> &'static str {
        match self {
            Self::Gallons => "gallons",
            Self::Liters => "liters",
            Self::Pounds => "pounds",
            Self::Kilograms => "kilograms",
        }
    }

    pub fn sign(self) -> &'static str {
        match self {
            Self::Gallons => "gal",
            Self::Liters => "L",
            Self::Pounds => "lb",
            Self::Kilograms => "kg",
        }
    }

    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }
}

impl Fuel {
    /// "400 gal Jet A"
    pub fn written(&self) -> String {
        match self.quantity {
            Some(quantity) => format!("{quantity} {} {}", self.unit.sign(), self.kind.name()),
            None => format!("{}, quantity to be agreed", self.kind.name()),
        }
    }
}

impl Wanted {
    /// The services that are asked for by a tick: the word that is stored, and the name.
    pub const PLAIN: [(&'static str, &'static str); 5] = [
        ("hangar", "Hangar"),
        ("ground_power", "Ground power"),
        ("lavatory", "Lavatory service"),
        ("water", "Potable water"),
        ("deicing", "De-icing"),
    ];

    fn plain_names(&self) -> impl Iterator<Item = &'static str> {
        let has = |word: &str| self.plain.iter().any(|it| it == word);
        Self::PLAIN.into_iter().filter(move |(word, _)| has(word)).map(|(_, name)| name)
    }

    /// Whether anything is asked for.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Labels and values of what is wanted.
    pub fn lines(&self) -> Vec<(&'static str, String)> {
        let cars = if self.crew_cars > 0 { self.crew_cars.to_string() } else { String::new() };
        let fuel = self.fuel.as_ref().map(Fuel::written).unwrap_or_default();
        let plain = self.plain_names().map(|name| (name, "Yes".to_owned()));
        let fuel = [("Fuel", fuel)].into_iter();
        let rest = [
            ("Catering", self.catering.clone()),
            ("Crew cars", cars),
            ("Hotel", self.hotel.clone()),
            ("Notes", self.notes.clone()),
        ];
        fuel.chain(plain).chain(rest).filter(|(_, value)| !value.is_empty()).collect()
    }

    /// "Fuel, hangar, catering", for lists.
    pub fn summary(&self) -> String {
        let names = self.lines().into_iter().map(|(label, _)| label).filter(|it| *it != "Notes");
        let all = names.collect::<Vec<_>>().join(", ");
        if all.is_empty() { "As noted".to_owned() } else { all }
    }
}

impl Order {
    /// Labels and values of the whole order, with times in the FBO's zone.
    pub fn lines(&self, zone: &str, style: Style) -> Vec<(&'static str, String)> {
        let told = |at: i64| Moment::new(at, zone).styled(style).full();
        let departure = self.departs_at.map(|at| ("Departure", told(at)));
        let first = [("Aircraft", self.tail.clone()), ("Arrival", told(self.arrives_at))];
        first.into_iter().chain(departure).chain(self.wanted.lines()).collect()
    }

    /// What differs between this order and a later one: label, value before and value now.
    pub fn differences(
        &self,
        now: &Self,
        zone: &str,
        style: Style,
    ) -> Vec<(&'static str, String, String)> {
        let (before, after) = (self.lines(zone, style), now.lines(zone, style));
        let value = |lines: &[(&'static str, String)], label: &str| {
            lines.iter().find(|it| it.0 == label).map(|it| it.1.clone()).unwrap_or_default()
        };
        let mut labels: Vec<&'static str> = Vec::new();
        for (label, _) in after.iter().chain(&before) {
            if !labels.contains(label) {
                labels.push(label);
            }
        }
        let each = labels.into_iter().map(|it| (it, value(&before, it), value(&after, it)));
        each.filter(|(_, before, after)| before != after).collect()
    }
}
