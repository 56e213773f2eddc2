//! Summaries of several legs.
use super::Leg;
use crate::kit::style::Style;

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

/// Every city on the way: "Teterboro to London to Nice".
pub fn cities(legs: &[Leg]) -> String {
    let mut cities: Vec<&str> = Vec::new();
    for place in legs.iter().flat_map(|leg| [&leg.origin, &leg.destination]) {
        if cities.last() != Some(&place.city.as_str()) {
            cities.push(&place.city);
        }
    }
    cities.join(" to ")
}

/// When the first leg departs: "Thu 10 Dec, 20:15 EST".
pub fn departure(legs: &[Leg]) -> String {
    departure_in(legs, Style::default())
}

/// When the first leg departs, in the reader's style.
pub fn departure_in(legs: &[Leg], style: Style) -> String {
    legs.first().map(|leg| leg.departure_in(style)).unwrap_or_default()
}

/// The nights between the first departure and the last, by local dates.
pub fn nights(legs: &[Leg]) -> i64 {
    match (legs.first(), legs.last()) {
        (Some(first), Some(last)) => {
            last.departs().date().signed_duration_since(first.departs().date()).num_days().max(0)
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::{super::samples::*, *};
    use crate::kit::zoned::DAY;

    #[test]
    fn a_route_names_each_stop_once() {
        let legs = [
            leg(teterboro(), luton(), 0, 0),
            leg(luton(), nice(), 0, 0),
            leg(teterboro(), luton(), 0, 0),
        ];
        assert_eq!(route(&legs), "TEB to LTN to NCE to TEB to LTN");
    }

    #[test]
    fn nights_are_counted_by_the_calendar() {
        let ten = 1_796_951_700_000;
        let legs = [leg(teterboro(), luton(), ten, ten), leg(luton(), nice(), ten + 2 * DAY, ten)];
        assert_eq!(nights(&legs), 3, "the first leaves on the 10th there, the last on the 13th");
        assert_eq!(nights(&legs[..1]), 0);
    }
}
