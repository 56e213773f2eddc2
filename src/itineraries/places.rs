//! Reads the two ends of a leg as they are typed: airports, or street addresses.
use super::{Ends, Leg, Place, fields::as_typed};
use crate::{
    airports::{self, Airport},
    http::form::Form,
    kit::text,
};

/// The place at which a leg begins or ends, one of the `agreed` legs' or a new one. Complains where
/// it is unclear.
pub fn read(form: &mut Form, ends: Ends, agreed: &[Leg], end: &str, i: usize) -> Option<Place> {
    match ends {
        Ends::Airports(found) => airport(form, found, agreed, &format!("{end}.{i}")),
        Ends::Addresses { zone } => address(form, zone, agreed, end, i),
        Ends::Given(legs) => legs
            .get(i)
            .map(|leg| if end == "from" { leg.origin.clone() } else { leg.destination.clone() }),
    }
}

fn places(legs: &[Leg]) -> impl Iterator<Item = &Place> {
    legs.iter().flat_map(|leg| [&leg.origin, &leg.destination])
}

impl From<&Airport> for Place {
    fn from(it: &Airport) -> Self {
        Self {
            code: it.code().to_owned(),
            name: it.name.clone(),
            city: it.city.clone(),
            zone: it.zone.clone(),
            position: Some((it.latitude, it.longitude)),
            airport: Some(it.id.clone()),
        }
    }
}

fn airport(
    form: &mut Form,
    found: &[airports::Found],
    agreed: &[Leg],
    name: &str,
) -> Option<Place> {
    let typed = form.value(name).to_owned();
    if typed.is_empty() {
        form.complain(name, "Enter an airport code, name or city.");
        return None;
    }
    if let Some(place) = places(agreed).find(|it| as_typed(it) == typed) {
        return Some(place.clone());
    }
    let found: Vec<Airport> =
        found.iter().filter(|it| it.typed == typed).map(|it| it.airport.clone()).collect();
    let meant = airports::meant(&typed, &found).map(Place::from);
    if meant.is_none() {
        form.complain(name, unclear(&typed, &found));
    }
    meant
}

fn unclear(typed: &str, found: &[Airport]) -> String {
    const NAMED: usize = 5;
    let typed = text::excerpt(typed, 40);
    if found.is_empty() {
        return format!("No airport is known as “{typed}”. Try its code, or the city it serves.");
    }
    let names: Vec<_> =
        found.iter().take(NAMED).map(|it| format!("{} {}", it.code(), it.name)).collect();
    let others = if found.len() > NAMED { " and others" } else { "" };
    format!(
        "Several airports match “{typed}”: {}{others}. Type the code of the one you mean.",
        names.join(", ")
    )
}

fn address(form: &mut Form, default: &str, agreed: &[Leg], end: &str, i: usize) -> Option<Place> {
    let before = form.complaints().len();
    let name = form.required(
        &format!("{end}.{i}"),
        200,
        "Enter the street and number, or the name of the place.",
    );
    let city = form.required(&format!("{end}_city.{i}"), 80, "Enter the city.");
    let field = format!("zone.{i}");
    let zone = match form.value(&field) {
        "" => default.to_owned(),
        zone => zone.to_owned(),
    };
    if zone.parse::<chrono_tz::Tz>().is_err() && end == "from" {
        form.complain(field, "Choose one of the time zones.");
    }
    if form.complaints().len() > before {
        return None;
    }
    let is_it = |it: &Place| as_typed(it) == name && it.city == city;
    // The form has a time zone for the departure only.
    let kept = agreed
        .iter()
        .find(|leg| end == "to" && leg.origin.zone == zone && is_it(&leg.destination))
        .map(|leg| leg.destination.zone.clone());
    let place = places(agreed).find(|it| is_it(it)).cloned().unwrap_or_else(|| Place {
        code: city.clone(),
        name: name.clone(),
        city: city.clone(),
        zone: String::new(),
        position: None,
        airport: None,
    });
    Some(Place { zone: kept.unwrap_or(zone), ..place })
}
