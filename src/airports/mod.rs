//! Airports: found by any present or former code, by name or by city.
mod queries;
mod routes;
pub use queries::{Found, lookup};
pub use routes::routes;

use crate::kit::text;
use serde::Deserialize;

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Airport {
    pub id: String,
    pub icao: String,
    pub iata: String,
    pub lid: String,
    pub name: String,
    pub city: String,
    pub region: String,
    pub country: String,
    pub latitude: f64,
    pub longitude: f64,
    pub zone: String,
}

impl Airport {
    /// The code that people use: the IATA code, else the local one, else the ICAO code.
    pub fn code(&self) -> &str {
        [&self.iata, &self.lid, &self.icao]
            .into_iter()
            .find(|code| !code.is_empty())
            .map_or("", String::as_str)
    }

    /// The city and region, "Teterboro, New Jersey", without a part that is empty or already in the
    /// name.
    pub fn whereabouts(&self) -> String {
        let mut parts: Vec<&str> = Vec::new();
        for part in [&self.city, &self.region] {
            if !part.is_empty() && *part != self.name && !parts.contains(&part.as_str()) {
                parts.push(part);
            }
        }
        parts.join(", ")
    }
}

/// The words of a typed text as the index of airports has them: "TEB – Teterboro" is `teb` and
/// `teterboro`. At most four are used.
pub fn words(typed: &str) -> Vec<String> {
    const FILLERS: [&str; 9] =
        ["airport", "aerodrome", "international", "intl", "intcntl", "ntl", "apt", "the", "and"];
    text::folded(typed)
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| word.len() > 1 && !FILLERS.contains(word))
        .take(4)
        .map(str::to_owned)
        .collect()
}

/// The airport that was meant, of those that match: the one whose code was typed, or the only one.
pub fn meant<'a>(typed: &str, found: &'a [Airport]) -> Option<&'a Airport> {
    let first = words(typed).into_iter().next()?;
    let has_code = |airport: &&Airport| {
        [&airport.iata, &airport.icao, &airport.lid]
            .iter()
            .any(|code| code.eq_ignore_ascii_case(&first))
    };
    match found {
        [only] => Some(only),
        _ => found.iter().find(has_code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn airport(iata: &str, icao: &str, name: &str) -> Airport {
        Airport {
            id: icao.to_lowercase(),
            icao: icao.into(),
            iata: iata.into(),
            lid: String::new(),
            name: name.into(),
            city: name.into(),
            region: String::new(),
            country: "US".into(),
            latitude: 0.0,
            longitude: 0.0,
            zone: "UTC".into(),
        }
    }

    #[test]
    fn words_are_folded_and_fillers_dropped() {
        assert_eq!(words("NCE – Nice Côte d'Azur Airport"), ["nce", "nice", "cote", "azur"]);
        assert!(words(" – the ").is_empty());
    }

    #[test]
    fn a_code_takes_precedence_over_a_name() {
        let found = [airport("SAN", "KSAN", "San Diego"), airport("SJC", "KSJC", "San Jose")];
        assert_eq!(meant("san", &found).map(Airport::code), Some("SAN"));
        assert_eq!(meant("ksjc", &found).map(Airport::code), Some("SJC"));
        assert_eq!(meant("sa", &found), None);
        assert_eq!(meant("jose", &found[1..]).map(Airport::code), Some("SJC"));
    }

    #[test]
    fn an_airport_without_an_iata_code_is_shown_by_its_local_code() {
        assert_eq!(airport("", "KBDR", "x").code(), "KBDR");
        let teterboro =
            Airport { region: "New Jersey".into(), ..airport("TEB", "KTEB", "Teterboro") };
        assert_eq!(teterboro.whereabouts(), "New Jersey");
        let jackson = Airport {
            city: "Jackson".into(),
            region: "Wyoming".into(),
            ..airport("JAC", "KJAC", "Jackson Hole")
        };
        assert_eq!(jackson.whereabouts(), "Jackson, Wyoming");
    }
}
