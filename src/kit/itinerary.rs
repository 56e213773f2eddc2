//! Where and when: places, legs and the rules an itinerary obeys.
use super::{
    style::Style,
    zoned::{self, Moment},
};
use serde::{Deserialize, Serialize};

/// One end of a leg, in the words of the day it was written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// What people call it in short: "TEB"; for a street address, its city.
    pub code: String,
    /// "Teterboro", or the street address.
    pub name: String,
    pub city: String,
    /// IANA.
    pub zone: String,
    /// Degrees north and east; none for a street address.
    #[serde(default)]
    pub position: Option<(f64, f64)>,
    /// Of the airport table; none for a street address.
    #[serde(default)]
    pub airport: Option<String>,
}

impl Place {
    pub fn is_same_as(&self, other: &Self) -> bool {
        match (&self.airport, &other.airport) {
            (Some(a), Some(b)) => a == b,
            _ => {
                self.name.eq_ignore_ascii_case(&other.name)
                    && self.city.eq_ignore_ascii_case(&other.city)
            }
        }
    }
}

/// From one place to the next. While the time is not agreed, `departs_at` is noon of the date there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Leg {
    pub origin: Place,
    pub destination: Place,
    pub departs_at: i64,
    pub time_agreed: bool,
    /// None until it is planned.
    #[serde(default)]
    pub arrives_at: Option<i64>,
}

impl Leg {
    pub fn departs(&self) -> Moment {
        Moment::new(self.departs_at, &self.origin.zone)
    }

    pub fn arrives(&self) -> Option<Moment> {
        self.arrives_at.map(|at| Moment::new(at, &self.destination.zone))
    }

    /// "Thu 10 Dec, 20:15 EST" or "Thu 10 Dec, time to be agreed".
    pub fn departure(&self) -> String {
        self.departure_in(Style::default())
    }

    /// The same for whoever reads it in this style.
    pub fn departure_in(&self, style: Style) -> String {
        if self.time_agreed {
            self.departs().styled(style).full()
        } else {
            format!("{}, time to be agreed", self.departs().styled(style.local()).day())
        }
    }

    /// "Fri 11 Dec, 08:05 GMT"; empty while the times are open.
    pub fn arrival_in(&self, style: Style) -> String {
        self.arrival(style).map(|m| m.full()).unwrap_or_default()
    }

    /// The departure in UTC, or for whoever reads Zulu at the place; empty while the time is open.
    pub fn departure_beside(&self, style: Style) -> String {
        if self.time_agreed { self.departs().styled(style).beside() } else { String::new() }
    }

    /// The same of the arrival.
    pub fn arrival_beside(&self, style: Style) -> String {
        self.arrival(style).map(|m| m.beside()).unwrap_or_default()
    }

    fn arrival(&self, style: Style) -> Option<Moment> {
        self.arrives().filter(|_| self.time_agreed).map(|m| m.styled(style))
    }

    /// "+1 day" where the date at the end is not the one at the start, as they are read.
    pub fn day_change(&self, style: Style) -> String {
        let Some(arrives) = self.arrival(style) else {
            return String::new();
        };
        match arrives.date().signed_duration_since(self.departs().styled(style).date()).num_days() {
            0 => String::new(),
            1 => "+1 day".to_owned(),
            -1 => "−1 day".to_owned(),
            days => format!("{days:+} days"),
        }
    }

    /// "6 h 50 min, 3,009 nm", as far as it is known.
    pub fn extent(&self) -> String {
        let time = self.arrives_at.map(|at| zoned::duration(at - self.departs_at));
        let distance = self.nautical_miles().map(|nm| format!("{} nm", thousands(nm)));
        time.into_iter().chain(distance).collect::<Vec<_>>().join(", ")
    }

    /// Great-circle distance, where both ends have a position.
    pub fn nautical_miles(&self) -> Option<f64> {
        let (from, to) = (self.origin.position?, self.destination.position?);
        Some(great_circle(from, to))
    }
}

/// "TEB to LTN to NCE": a leg that starts where the last one ended is not named twice.
pub fn route(legs: &[Leg]) -> String {
    stops(legs).join(" to ")
}

/// The places in order, by their short names.
pub fn stops(legs: &[Leg]) -> Vec<&str> {
    let mut stops: Vec<&str> = Vec::with_capacity(legs.len() + 1);
    for leg in legs {
        if stops.last() != Some(&leg.origin.code.as_str()) {
            stops.push(&leg.origin.code);
        }
        stops.push(&leg.destination.code);
    }
    stops
}

/// Nautical miles on a sphere of the Earth's mean radius, between (latitude, longitude) in degrees.
pub fn great_circle(from: (f64, f64), to: (f64, f64)) -> f64 {
    const RADIUS_NM: f64 = 3_440.065;
    let [lat1, lon1, lat2, lon2] = [from.0, from.1, to.0, to.1].map(f64::to_radians);
    let h = ((lat2 - lat1) / 2.0).sin().powi(2)
        + lat1.cos() * lat2.cos() * ((lon2 - lon1) / 2.0).sin().powi(2);
    2.0 * RADIUS_NM * h.sqrt().min(1.0).asin()
}

fn thousands(n: f64) -> String {
    let digits = format!("{n:.0}");
    match digits.len().checked_sub(3).and_then(|at| digits.split_at_checked(at)) {
        Some((head, tail)) if !head.is_empty() => format!("{head},{tail}"),
        _ => digits,
    }
}

#[cfg(test)]
pub mod samples {
    use super::{Leg, Place};

    pub fn teterboro() -> Place {
        airport("kteb", "TEB", "Teterboro", "America/New_York", (40.850_1, -74.060_8))
    }
    pub fn luton() -> Place {
        airport("eggw", "LTN", "London Luton", "Europe/London", (51.874_7, -0.368_3))
    }
    pub fn nice() -> Place {
        airport("lfmn", "NCE", "Nice Côte d\u{2019}Azur", "Europe/Paris", (43.658_4, 7.215_9))
    }
    fn airport(id: &str, code: &str, name: &str, zone: &str, position: (f64, f64)) -> Place {
        Place {
            code: code.into(),
            name: name.into(),
            city: name.into(),
            zone: zone.into(),
            position: Some(position),
            airport: Some(id.into()),
        }
    }
    pub fn leg(origin: Place, destination: Place, departs_at: i64, arrives_at: i64) -> Leg {
        Leg { origin, destination, departs_at, time_agreed: true, arrives_at: Some(arrives_at) }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::style::Times, samples::*, *};

    fn night_flight() -> Leg {
        leg(teterboro(), luton(), 1_796_951_700_000, 1_796_976_300_000)
    }

    #[test]
    fn times_are_those_of_the_place() {
        assert_eq!(night_flight().departure(), "Thu 10 Dec, 20:15 EST");
        assert_eq!(night_flight().arrival_in(Style::default()), "Fri 11 Dec, 08:05 GMT");
        assert_eq!(night_flight().day_change(Style::default()), "+1 day");
        assert_eq!(night_flight().extent(), "6 h 50 min, 2,989 nm");
    }

    #[test]
    fn whoever_reads_zulu_is_told_the_days_of_utc() {
        let zulu = Style { times: Times::Zulu, ..Style::default() };
        assert_eq!(night_flight().departure_in(zulu), "Fri 11 Dec, 0115Z");
        assert_eq!(night_flight().departure_beside(zulu), "Thu 10 Dec, 20:15 EST");
        assert_eq!(night_flight().day_change(zulu), "");
        let open = Leg { time_agreed: false, ..night_flight() };
        assert_eq!(open.departure_in(zulu), "Thu 10 Dec, time to be agreed");
    }

    #[test]
    fn a_route_names_each_stop_once() {
        let legs = [night_flight(), leg(luton(), nice(), 0, 0), leg(teterboro(), luton(), 0, 0)];
        assert_eq!(route(&legs), "TEB to LTN to NCE to TEB to LTN");
    }

    #[test]
    fn an_open_time_is_told_as_such() {
        let open = Leg { time_agreed: false, ..night_flight() };
        assert_eq!(open.departure(), "Thu 10 Dec, time to be agreed");
        assert_eq!(
            (open.arrival_in(Style::default()), open.day_change(Style::default())),
            (String::new(), String::new())
        );
    }

    #[test]
    fn distance_goes_the_short_way_over_the_date_line() {
        assert!(great_circle((0.0, 179.0), (0.0, -179.0)) < 121.0);
    }
}
