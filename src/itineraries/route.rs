//! Summaries of several legs.
use super::Leg;
use crate::{
    kit::{style::Style, zoned},
    workspaces::Trade,
};

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

/// When the first leg departs, in the reader's style: "Thu, Dec 10, 8:15 PM EST".
pub fn departure_in(legs: &[Leg], style: Style) -> String {
    legs.first().map(|leg| leg.departure_in(style)).unwrap_or_default()
}

/// From the first departure to the last arrival: "Thu, Dec 10, 8:15 PM EST to Fri, Dec 11, 8:05 AM GMT", or "Thu, Dec
/// 10, 9:30 AM to 12:10 PM EST" on one day. Only the departure while a time is not agreed.
pub fn span_in(legs: &[Leg], style: Style) -> String {
    let departure = departure_in(legs, style);
    let arrival = legs.last().map(|leg| leg.arrival_in(style)).unwrap_or_default();
    let departs = legs.first().map(|leg| leg.departs().styled(style));
    let arrives = legs.last().and_then(Leg::arrives).map(|it| it.styled(style));
    match departs.zip(arrives) {
        Some((from, to)) if departure == from.full() && !arrival.is_empty() => from.until(&to),
        _ if arrival.is_empty() => departure,
        _ => format!("{departure} to {arrival}"),
    }
}

/// The nights that the crew spends between legs: from each arrival to the next departure, by the calendar of the place
/// where it waits. A leg whose arrival is not known counts from its departure.
pub fn nights(legs: &[Leg]) -> i64 {
    let waits = legs.iter().zip(legs.iter().skip(1));
    waits
        .map(|(leg, next)| {
            let zone = &leg.destination.zone;
            let arrives = zoned::today(leg.arrives_at.unwrap_or(leg.departs_at), zone);
            let departs = zoned::today(next.departs_at, zone);
            departs.signed_duration_since(arrives).num_days().max(0)
        })
        .sum()
}

/// Aircraft go between airports, also those that are to be settled; coaches only between addresses.
pub fn trade(legs: &[Leg]) -> Trade {
    let places = || legs.iter().flat_map(|leg| [&leg.origin, &leg.destination]);
    let is_flown = places().any(|it| it.airport.is_some() || it.unsettled);
    if is_flown { Trade::Air } else { Trade::Coach }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Place, samples::*},
        *,
    };
    use crate::kit::zoned::{DAY, HOUR};

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
    fn a_trip_of_one_day_tells_the_day_once() {
        let nine = 1_796_047_200_000;
        let out = leg(teterboro(), palm_beach(), nine, nine + 3 * HOUR);
        let back = leg(palm_beach(), teterboro(), nine + 5 * HOUR, nine + 8 * HOUR);
        let told = |legs: &[Leg]| span_in(legs, Style::default());
        assert_eq!(told(&[out.clone(), back.clone()]), "Mon, Nov 30, 2026, 9:00 AM to 5:00 PM EST");
        let asked = Leg { arrive_by: back.arrives_at, ..back.clone() };
        assert_eq!(told(&[out.clone(), asked]), told(&[out.clone(), back.clone()]));
        let open = Leg { time_agreed: false, ..back };
        assert_eq!(told(&[out, open]), "Mon, Nov 30, 2026, 9:00 AM EST");
    }

    #[test]
    fn a_night_is_spent_where_the_crew_waits() {
        // Thu, Dec 10, 20:15 in New York; the next departure is on the 13th, at 01:15 in London.
        let ten = 1_796_951_700_000;
        let legs = |arrives| {
            [leg(teterboro(), luton(), ten, arrives), leg(luton(), nice(), ten + 2 * DAY, ten)]
        };
        assert_eq!(nights(&legs(ten + 7 * HOUR)), 2, "the night of the flight is none at a hotel");
        assert_eq!(nights(&legs(ten)[..1]), 0);
    }

    #[test]
    fn nights_across_the_date_line_are_those_of_the_place() {
        let place =
            |code: &str, zone: &str| Place { code: code.into(), zone: zone.into(), ..nice() };
        let (auckland, honolulu) =
            (place("AKL", "Pacific/Auckland"), place("HNL", "Pacific/Honolulu"));
        // Thu, Dec 10, 09:00 in Auckland is Wed, Dec 9, 10:00 in Honolulu.
        let out = 1_796_846_400_000;
        let legs = |back| {
            [
                leg(auckland.clone(), honolulu.clone(), out, out + 9 * HOUR),
                leg(honolulu.clone(), auckland.clone(), back, back + 9 * HOUR),
            ]
        };
        assert_eq!(
            nights(&legs(out + 2 * DAY)),
            2,
            "from the 9th to the 11th, though the 10th began it"
        );
        assert_eq!(nights(&legs(out + 10 * HOUR)), 0);
    }
}
