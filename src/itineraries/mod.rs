//! Itineraries: places and legs, read from a form, checked and drawn on a map.
//!
//! A leg is *asked for* until an operator plans it: a request says on which date it departs and
//! perhaps at what time. A *planned* leg, of a quote or a trip, also says when it arrives.
mod abroad;
mod addresses;
mod area;
mod asking;
mod distance;
mod ends;
pub mod fields;
mod handling;
pub mod map;
mod occupancy;
mod order;
mod pace;
mod places;
mod queries;
mod reading;
mod returning;
mod route;
#[cfg(test)]
pub mod samples;
mod sketch;
mod views;
mod words;
pub use distance::{needs_tail_of_trip, vehicles};
pub(crate) use queries::{legs_of_trip, set_words};
pub use {
    abroad::{last_day, last_day_abroad},
    area::Area,
    ends::Ends,
    handling::{Handled, HandledBy, handled, map_at},
    occupancy::{by_tail, collide, grouped, interleave, keeps, span},
    order::{first_too_early, follows, spot, spots, with_spots},
    pace::{COACH_KT, USUAL_JET_KT},
    places::is_as_written,
    reading::{Detail, Reading},
    route::{cities, departure_in, nights, route, span_in, stops, trade},
    sketch::Sketch,
    views::LegFields,
};

use crate::kit::{
    ids::TailId,
    style::Style,
    zoned::{self, MINUTE, Moment},
};
use serde::{Deserialize, Serialize};

/// One end of a leg. It is a copy that later changes of the airport table do not affect.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The short name: an airport's code such as "TEB", or the city of a street address.
    pub code: String,
    /// "Teterboro", or the street address.
    pub name: String,
    pub city: String,
    /// The IANA time zone.
    pub zone: String,
    /// Degrees north and east; none for a street address.
    #[serde(default)]
    pub position: Option<(f64, f64)>,
    /// The id in the airport table; none for a street address.
    #[serde(default)]
    pub airport: Option<String>,
    /// Whether it is what a client wrote and no known airport. The operator settles it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unsettled: bool,
    /// ISO 3166 alpha-2; empty where it is not known.
    #[serde(default)]
    pub country: String,
    /// The state, province or the like.
    #[serde(default)]
    pub region: String,
    /// The FBO there, once it is chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fbo: Option<HandledBy>,
}

impl Place {
    /// The name beside the code.
    pub fn told(&self) -> String {
        match (self.unsettled, self.code.eq_ignore_ascii_case(&self.name)) {
            (false, _) => self.name.clone(),
            (true, true) => "To be confirmed".to_owned(),
            (true, false) => format!("{}, to be confirmed", self.name),
        }
    }

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

/// What the client wrote for places that are not known airports, each once.
pub fn unsettled(legs: &[Leg]) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for place in legs.iter().flat_map(|leg| [&leg.origin, &leg.destination]) {
        if place.unsettled && !names.contains(&place.name.as_str()) {
            names.push(&place.name);
        }
    }
    names
}

/// A flight or a drive from one place to the next. While the time is not agreed, `departs_at` is
/// noon local time on the date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Leg {
    /// Of a leg of a trip: it keeps this for life.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    pub origin: Place,
    pub destination: Place,
    pub departs_at: i64,
    pub time_agreed: bool,
    /// None for a leg that is asked for.
    #[serde(default)]
    pub arrives_at: Option<i64>,
    /// Its own tail, and the type of that, where it is not the trip's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tail: Option<TailId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vehicle: Option<String>,
    /// When it must have arrived, where that was asked for in place of the departure, which is counted back from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrive_by: Option<i64>,
    /// The minutes of a leg that comes back to where it starts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lasts: Option<i64>,
    /// Which taxes apply to it; none until it is priced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<Area>,
}

impl Leg {
    pub fn departs(&self) -> Moment {
        Moment::new(self.departs_at, &self.origin.zone)
    }

    pub fn arrives(&self) -> Option<Moment> {
        self.arrives_at.map(|at| Moment::new(at, &self.destination.zone))
    }

    /// "Thu, Dec 10, 8:15 PM EST", "Thu, Dec 10, time TBD" or "Arrive by Fri, Dec 11, 8:05 AM GMT", in the reader's
    /// style.
    pub fn departure_in(&self, style: Style) -> String {
        self.deadline_in(style).unwrap_or_else(|| self.leaves_in(style))
    }

    /// The time that it must arrive by, of a leg that is asked for and not planned yet.
    fn deadline_in(&self, style: Style) -> Option<String> {
        let by = self.arrive_by.filter(|_| self.arrives_at.is_none())?;
        let by = Moment::new(by, &self.destination.zone);
        Some(if self.destination.unsettled {
            let local = by.styled(style.local());
            format!("Arrive by {}, {} local time", local.day(), local.time())
        } else {
            format!("Arrive by {}", by.styled(style).full())
        })
    }

    /// The departure beside the arrival. Until a leg is planned that must arrive by a time, it is not known.
    pub fn departure_beside_arrival(&self, style: Style) -> String {
        match self.deadline_in(style) {
            Some(_) => "Departure to be planned".to_owned(),
            None => self.leaves_in(style),
        }
    }

    fn leaves_in(&self, style: Style) -> String {
        if self.time_agreed && self.origin.unsettled {
            let local = self.departs().styled(style.local());
            format!("{}, {} local time", local.day(), local.time())
        } else if self.time_agreed {
            self.departs().styled(style).full()
        } else {
            format!("{}, time TBD", self.departs().styled(style.local()).day())
        }
    }

    /// "Fri, Dec 11, 8:05 AM GMT", after "Arrive by" where that was asked for; empty while the time is not agreed.
    pub fn arrival_in(&self, style: Style) -> String {
        if let Some(deadline) = self.deadline_in(style) {
            return deadline;
        }
        let arrival = self.arrival(style).map(|m| m.full()).unwrap_or_default();
        let is_asked = self.arrive_by.is_some() && self.arrive_by == self.arrives_at;
        if is_asked { format!("Arrive by {arrival}") } else { arrival }
    }

    /// The departure in UTC, or in local time for readers of Zulu times; empty while the time is
    /// not agreed.
    pub fn departure_beside(&self, style: Style) -> String {
        let is_planned = self.arrive_by.is_none() || self.arrives_at.is_some();
        if self.time_agreed && !self.origin.unsettled && is_planned {
            self.departs().styled(style).beside()
        } else {
            String::new()
        }
    }

    /// The arrival in UTC, or in local time for readers of Zulu times.
    pub fn arrival_beside(&self, style: Style) -> String {
        self.arrival(style).map(|m| m.beside()).unwrap_or_default()
    }

    fn arrival(&self, style: Style) -> Option<Moment> {
        self.arrives().filter(|_| self.time_agreed).map(|m| m.styled(style))
    }

    /// "+1 day" where the arrival is on another date than the departure, in the reader's style.
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

    /// The latest it can depart: while the time is not agreed, the end of the local day.
    pub fn leaves_by(&self) -> i64 {
        if self.time_agreed {
            self.departs_at
        } else {
            zoned::end_of_day(&self.origin.zone, self.departs().date())
        }
    }

    /// When it ends: at its arrival, or while the time is not agreed at the end of the day of
    /// departure.
    pub fn ends_at(&self) -> i64 {
        if self.time_agreed { self.arrives_at.unwrap_or(self.departs_at) } else { self.leaves_by() }
    }

    /// The block time of a planned leg: the minutes from departure to arrival.
    pub fn block(&self) -> Option<i64> {
        self.arrives_at.map(|at| (at - self.departs_at) / MINUTE)
    }
}

#[cfg(test)]
mod tests {
    use super::{samples::*, *};
    use crate::kit::style::Times;

    fn night_flight() -> Leg {
        leg(teterboro(), luton(), 1_796_951_700_000, 1_796_976_300_000)
    }

    #[test]
    fn times_are_local_to_each_place() {
        assert_eq!(night_flight().departure_in(Style::default()), "Thu, Dec 10, 2026, 8:15 PM EST");
        assert_eq!(night_flight().arrival_in(Style::default()), "Fri, Dec 11, 2026, 8:05 AM GMT");
        assert_eq!(night_flight().day_change(Style::default()), "+1 day");
        assert_eq!(night_flight().extent(), "6 h 50 min, 2,989 nm");
    }

    #[test]
    fn readers_of_zulu_times_see_dates_in_utc() {
        let zulu = Style { times: Times::Zulu, ..Style::default() };
        assert_eq!(night_flight().departure_in(zulu), "Fri, Dec 11, 2026, 0115Z");
        assert_eq!(night_flight().departure_beside(zulu), "Thu, Dec 10, 2026, 8:15 PM EST");
        assert_eq!(night_flight().day_change(zulu), "");
        let open = Leg { time_agreed: false, ..night_flight() };
        assert_eq!(open.departure_in(zulu), "Thu, Dec 10, 2026, time TBD");
    }

    #[test]
    fn a_time_that_is_not_agreed_is_shown_as_such() {
        let open = Leg { time_agreed: false, ..night_flight() };
        assert_eq!(open.departure_in(Style::default()), "Thu, Dec 10, 2026, time TBD");
        assert_eq!(
            (open.arrival_in(Style::default()), open.day_change(Style::default())),
            (String::new(), String::new())
        );
    }

    #[test]
    fn a_leg_that_must_arrive_by_a_time_says_so() {
        let style = Style::default();
        let by = night_flight().arrives_at;
        let asked = Leg { arrives_at: None, arrive_by: by, ..night_flight() };
        let told = "Arrive by Fri, Dec 11, 2026, 8:05 AM GMT";
        assert_eq!(
            (asked.departure_in(style), asked.arrival_in(style)),
            (told.into(), told.into())
        );
        assert_eq!(asked.departure_beside_arrival(style), "Departure to be planned");
        assert_eq!(asked.departure_beside(style), "");
        let planned = Leg { arrive_by: by, ..night_flight() };
        assert_eq!(planned.departure_in(style), "Thu, Dec 10, 2026, 8:15 PM EST");
        assert_eq!(planned.arrival_in(style), told);
        let moved = Leg { arrive_by: by.map(|at| at + MINUTE), ..night_flight() };
        assert_eq!(moved.arrival_in(style), "Fri, Dec 11, 2026, 8:05 AM GMT");
    }
}
