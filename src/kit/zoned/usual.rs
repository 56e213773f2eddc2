//! The time zones that people choose from.
use super::{Moment, noon};
use chrono::NaiveDate;

/// The time zones to choose from, and these.
pub fn zones(others: &[&str], now: i64) -> Vec<(String, String)> {
    zones_on(None, others, now)
}

/// The same, named by their clocks on a date.
pub fn zones_on(date: Option<NaiveDate>, others: &[&str], now: i64) -> Vec<(String, String)> {
    let mut names = ZONES.to_vec();
    for name in others {
        if !names.contains(name) {
            names.push(name);
        }
    }
    let at = |name| date.map_or(now, |date| noon(name, date));
    names.into_iter().map(|name| (name.to_owned(), named(name, at(name)))).collect()
}

/// The time zones of most trips.
const ZONES: [&str; 22] = [
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Halifax",
    "America/Toronto",
    "America/Winnipeg",
    "America/Edmonton",
    "America/Vancouver",
    "America/Mexico_City",
    "America/Puerto_Rico",
    "America/Sao_Paulo",
    "Europe/London",
    "Europe/Paris",
    "Europe/Athens",
    "Asia/Dubai",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Australia/Sydney",
];

fn named(zone: &str, at: i64) -> String {
    let city = zone.rsplit('/').next().unwrap_or(zone).replace('_', " ");
    format!("{city} ({})", Moment::new(at, zone).zone())
}
