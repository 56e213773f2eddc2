//! Airports: found by any present or former code, by name or by city, and never guessed from the
//! beginning of a word.
mod cities;
mod naming;
mod queries;
mod routes;
pub use cities::CityZone;
pub use queries::{Found, lookup};
pub use routes::routes;

use serde::Deserialize;

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Airport {
    pub id: String,
    /// The code that people use: mostly the IATA code, else the local or the ICAO code.
    pub code: String,
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
    /// Every code and whole name that it is understood by, in canonical form.
    pub names: Vec<String>,
    /// The names of its country and region, in canonical form.
    pub areas: Vec<String>,
}

impl Airport {
    /// "TEB Teterboro", as a field shows it.
    pub fn label(&self) -> String {
        format!("{} {}", self.code, self.name)
    }

    /// "TEB Teterboro, New Jersey", to tell it from others.
    pub fn described(&self) -> String {
        let place = self.whereabouts();
        let country = if self.country == "US" { "" } else { &self.country };
        let label = self.label();
        let parts = [label.as_str(), &place, country];
        parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ")
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

    /// Whether this airport is called like this: by a code or whole name of it, which others of its
    /// names, its region and its country may follow. "TEB Teterboro" and "Aspen, CO" are.
    fn is_called(&self, words: &[String]) -> bool {
        let is_name = |piece: &str| self.names.iter().any(|it| it == piece);
        let is_area = |piece: &str| self.areas.iter().any(|it| it == piece);
        // Whether the words up to each one can be cut into such pieces.
        let mut cuts = vec![true];
        for end in 1..=words.len() {
            let mut begins = cuts.iter().enumerate().filter(|(_, is_cut)| **is_cut);
            let is_cut = begins.any(|(begin, _)| {
                let piece = words.get(begin..end).unwrap_or_default().join(" ");
                is_name(&piece) || begin > 0 && is_area(&piece)
            });
            cuts.push(is_cut);
        }
        !words.is_empty() && cuts.last() == Some(&true)
    }

    /// Lower for those that a code means first: IATA codes before ICAO and local ones.
    fn precedence(&self, word: &str) -> usize {
        let codes = [&self.iata, &self.icao, &self.lid];
        codes.iter().position(|code| code.eq_ignore_ascii_case(word)).unwrap_or(codes.len())
    }
}

/// The airports that a typed text may mean.
#[derive(Debug)]
pub struct Candidates<'a> {
    /// Those that are called like it. The only one is meant.
    pub called: Vec<&'a Airport>,
    /// Others that have words beginning with the typed ones: to be offered, and never taken unasked.
    pub near: Vec<&'a Airport>,
}

impl<'a> Candidates<'a> {
    pub fn of(typed: &str, found: &'a [Found]) -> Self {
        let words = naming::canonical(typed);
        let found = || found.iter().filter(|it| it.typed == typed);
        let named = found().filter(|it| it.named).map(|it| &it.airport);
        let mut called: Vec<&Airport> = named.filter(|it| it.is_called(&words)).collect();
        let first = words.first().map_or("", String::as_str);
        called.sort_by_key(|it| it.precedence(first));
        let is_called = |it: &&Airport| called.iter().any(|other| other.id == it.id);
        let near = found().filter(|it| !it.named).map(|it| &it.airport);
        let near = near.filter(|it| !is_called(it)).collect();
        Self { called, near }
    }

    /// The one that is meant without a doubt.
    pub fn only(&self) -> Option<&'a Airport> {
        match self.called.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    pub fn all(&self) -> impl Iterator<Item = &'a Airport> {
        self.called.iter().chain(&self.near).copied()
    }
}

#[cfg(test)]
mod tests;
