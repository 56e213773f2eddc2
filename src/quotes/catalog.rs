//! The operator's own lines: what a new quote begins with, and what can be added to one. Each is a line of a text in the
//! settings, such as "Landing; 450; each; taxable; estimate; legs".
use super::carrying::HOUR;
use crate::{http::form::Form, itineraries::fields, kit::money::Currency};

/// What the quantity of a line is at first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    Hours,
    Legs,
    Nights,
    Passengers,
    Once,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CatalogLine {
    pub label: String,
    /// As the builder's form is filled in with it; empty where each quote has its own.
    pub price: String,
    pub unit: String,
    pub is_taxable: bool,
    is_estimate: bool,
    is_optional: bool,
    /// How it is counted on a new quote; none where new quotes do not have it.
    pub counted: Option<Counted>,
    /// The type that it is for; empty for all of them.
    pub only_for: String,
}

/// The lines of the text, or what is wrong with it.
pub fn read(text: &str, currency: &Currency) -> Result<Vec<CatalogLine>, String> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(i, line)| {
            let read = CatalogLine::read(line).and_then(|it| it.priced(currency));
            read.map_err(|it| format!("Line {}: {it}", i + 1))
        })
        .collect()
}

/// The same of a text that was saved: what cannot be read is left out, and a price that can be read in two ways stays as
/// it was typed.
pub fn saved(text: &str, currency: &Currency) -> Vec<CatalogLine> {
    let lines = text.lines().filter_map(|line| CatalogLine::read(line).ok());
    lines.map(|it| it.clone().priced(currency).unwrap_or(it)).collect()
}

/// The price of the line of this name for a type.
pub fn price<'c>(catalog: &'c [CatalogLine], label: &str, kind: &str) -> Option<&'c str> {
    let named = || catalog.iter().filter(|it| it.label == label && !it.price.is_empty());
    let own = named().find(|it| it.is_for(kind)).or(named().find(|it| it.only_for.is_empty()));
    own.map(|it| it.price.as_str())
}

impl CatalogLine {
    fn read(line: &str) -> Result<Self, String> {
        let mut parts = line.split(';').map(str::trim);
        let mut it = Self { label: parts.next().unwrap_or_default().to_owned(), ..Self::default() };
        if it.label.is_empty() || it.label.chars().count() > 120 {
            return Err("begin with a name of 120 characters at most.".to_owned());
        }
        for part in parts.filter(|part| !part.is_empty()) {
            let word = part.to_lowercase();
            match word.as_str() {
                "taxable" => it.is_taxable = true,
                "estimate" => it.is_estimate = true,
                "optional" => it.is_optional = true,
                "hours" => it.counted = Some(Counted::Hours),
                "legs" => it.counted = Some(Counted::Legs),
                "nights" => it.counted = Some(Counted::Nights),
                "passengers" => it.counted = Some(Counted::Passengers),
                "once" => it.counted = Some(Counted::Once),
                _ if word.starts_with("for ") => {
                    part.get(4..).unwrap_or_default().trim().clone_into(&mut it.only_for);
                }
                _ if is_price(part) && it.price.is_empty() => part.clone_into(&mut it.price),
                _ if !is_price(part) && it.unit.is_empty() && part.chars().count() <= 20 => {
                    part.clone_into(&mut it.unit);
                }
                _ => return Err(format!("\u{201c}{part}\u{201d} is not understood.")),
            }
        }
        if it.counted == Some(Counted::Hours) && it.unit.is_empty() {
            HOUR.clone_into(&mut it.unit);
        }
        Ok(it)
    }

    /// With its price as amounts are written.
    fn priced(mut self, currency: &Currency) -> Result<Self, String> {
        if !self.price.is_empty() {
            let read = currency.read(&self.price);
            let price = read.map_err(|it| it.typed_anew("its price is not an amount."))?;
            self.price = currency.typed(price);
        }
        Ok(self)
    }

    /// The word of its basis in the builder's form.
    pub fn basis(&self) -> &'static str {
        match (self.is_optional, self.is_estimate) {
            (false, false) => "fixed",
            (false, true) => "estimate",
            (true, false) => "optional",
            (true, true) => "optional_estimate",
        }
    }

    fn is_for(&self, kind: &str) -> bool {
        self.only_for.eq_ignore_ascii_case(kind)
    }

    /// "Flight time, for Global 6000"
    pub fn named(&self) -> String {
        match self.only_for.as_str() {
            "" => self.label.clone(),
            kind => format!("{}, for {kind}", self.label),
        }
    }

    /// Puts it into the first empty row of the builder's form.
    pub fn add(&self, form: &mut Form) {
        let rows = form.rows("label");
        let is_empty = |row: &usize| {
            ["label", "price"].iter().all(|name| form.value(&format!("{name}.{row}")).is_empty())
        };
        let row = (0..rows).find(is_empty).unwrap_or(rows);
        let quantity = match self.counted {
            Some(Counted::Hours) => form.value("hours").to_owned(),
            Some(Counted::Legs) => fields::count(form).to_string(),
            Some(Counted::Passengers) => form.value("passengers").to_owned(),
            Some(Counted::Nights | Counted::Once) | None => "1".to_owned(),
        };
        for (name, value) in [
            ("label", self.label.as_str()),
            ("quantity", &quantity),
            ("unit", &self.unit),
            ("price", &self.price),
            ("taxable", if self.is_taxable { "yes" } else { "" }),
            ("basis", self.basis()),
        ] {
            form.set(&format!("{name}.{row}"), value);
        }
    }
}

fn is_price(part: &str) -> bool {
    part.starts_with(|c: char| c.is_ascii_digit() || c == '-')
        && part.chars().all(|c| c.is_ascii_digit() || "-.,\u{2019}' ".contains(c))
}

/// The lines that a new quote for this type begins with: of the same name, the one for the type.
pub fn begun(catalog: &[CatalogLine], kind: &str) -> Vec<CatalogLine> {
    let fitting =
        |it: &&CatalogLine| it.counted.is_some() && (it.only_for.is_empty() || it.is_for(kind));
    let is_own = |it: &CatalogLine| {
        let own = |other: &CatalogLine| other.label == it.label && other.is_for(kind);
        !it.only_for.is_empty()
            || !catalog.iter().any(|other| !other.only_for.is_empty() && own(other))
    };
    catalog.iter().filter(fitting).filter(|it| is_own(it)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<CatalogLine>, String> {
        super::read(text, &Currency("USD".into()))
    }

    #[test]
    fn a_line_is_its_name_and_what_is_said_of_it_in_any_order() {
        let read = read("Flight time; 12,900.00; taxable; hours; for Global 6000\n\n De-icing ;estimate; optional\nRebate; -500; each; once").unwrap();
        let told: Vec<_> = read
            .iter()
            .map(|it| (it.named(), it.price.as_str(), it.unit.as_str(), it.basis(), it.counted))
            .collect();
        assert_eq!(
            told,
            [
                (
                    "Flight time, for Global 6000".to_owned(),
                    "12,900.00",
                    "h",
                    "fixed",
                    Some(Counted::Hours)
                ),
                ("De-icing".to_owned(), "", "", "optional_estimate", None),
                ("Rebate".to_owned(), "-500.00", "each", "fixed", Some(Counted::Once)),
            ]
        );
        assert!(read[0].is_taxable && !read[1].is_taxable);
    }

    #[test]
    fn what_is_not_understood_is_told_with_its_line() {
        let wrong = |text: &str| read(text).unwrap_err();
        assert_eq!(
            wrong("Landing; 450\n; 5"),
            "Line 2: begin with a name of 120 characters at most."
        );
        assert_eq!(wrong("Landing; 450; 500"), "Line 1: \u{201c}500\u{201d} is not understood.");
        assert_eq!(
            wrong("Landing; each; piece"),
            "Line 1: \u{201c}piece\u{201d} is not understood."
        );
        assert_eq!(read(" \n"), Ok(vec![]));
    }

    #[test]
    fn a_new_quote_begins_with_the_counted_lines_of_its_type() {
        let catalog = read(
            "Flight time; 9000; hours\nFlight time; 12900; hours; for Global 6000\nDe-icing; estimate\nPositioning; 5000; once; for Latitude",
        )
        .unwrap();
        let prices = |kind| -> Vec<String> {
            begun(&catalog, kind).into_iter().map(|it| it.price).collect()
        };
        assert_eq!(prices("global 6000"), ["12,900.00"]);
        assert_eq!(prices("Latitude"), ["9,000.00", "5,000.00"]);
        assert_eq!(prices(""), ["9,000.00"]);
    }
}
