//! Reads the street address at an end of a leg, and the time zone of its city.
use super::{
    Leg, Place,
    fields::{self, as_typed},
    places::places,
};
use crate::{
    airports::{CityZone, Found},
    http::form::Form,
    kit::{text, zoned},
};

/// The address at which the leg `i` begins or ends: one of the agreed legs', or a new one. Complains where it is
/// unclear.
pub fn read(
    form: &mut Form,
    found: &[Found],
    agreed: &[Leg],
    end: &str,
    i: usize,
) -> Option<Place> {
    let before = form.complaints().len();
    let name = form.required(
        &format!("{end}.{i}"),
        200,
        "Enter the street and number, or the name of the place.",
    );
    let city = form.required(&format!("{end}_city.{i}"), 80, "Enter the city.");
    if form.complaints().len() > before {
        return None;
    }
    let kept = places(agreed).find(|it| as_typed(it) == name && it.city == city).cloned();
    let field = if end == "from" { format!("zone.{i}") } else { format!("to_zone.{i}") };
    let zone = match elsewhere(form, &field, &city) {
        Some(Elsewhere::Chosen(zone)) if form.value(&field).is_empty() && kept.is_none() => zone,
        Some(Elsewhere::Asked) if form.value(&field).is_empty() && kept.is_none() => return None,
        _ => zone(form, &field, &city, kept.as_ref(), found)?,
    };
    let place = kept.unwrap_or_else(|| Place {
        code: city.clone(),
        name,
        city,
        zone: String::new(),
        ..Place::default()
    });
    Some(Place { zone, ..place })
}

/// What the form says of a city's time zone at another end.
enum Elsewhere {
    Chosen(String),
    Asked,
}

/// The same city has the same clock everywhere in a form, so its zone is chosen once.
fn elsewhere(form: &Form, field: &str, city: &str) -> Option<Elsewhere> {
    let city = text::folded(city);
    let ends = (0..fields::count(form)).flat_map(|i| {
        [("from", "zone"), ("to", "to_zone")]
            .map(|(end, zone)| (format!("{end}_city.{i}"), format!("{zone}.{i}")))
    });
    let mut same =
        ends.filter(|(at, zone)| zone != field && text::folded(form.value(at).trim()) == city);
    let told = |(_, zone): (String, String)| match form.value(&zone) {
        chosen if zoned::is_zone(chosen) => Some(Elsewhere::Chosen(chosen.to_owned())),
        _ => form.complaint(&zone).map(|_| Elsewhere::Asked),
    };
    same.find_map(told)
}

/// The time zone of a place: the chosen one, or the one that it had, or that of the city. Complains
/// where it is not known.
fn zone(
    form: &mut Form,
    field: &str,
    city: &str,
    kept: Option<&Place>,
    found: &[Found],
) -> Option<String> {
    let chosen = form.value(field).to_owned();
    match kept {
        _ if zoned::is_zone(&chosen) => return Some(chosen),
        _ if !chosen.is_empty() => {
            form.complain(field, "Choose one of the time zones.");
            return None;
        }
        Some(place) => return Some(place.zone.clone()),
        None => {}
    }
    let words = match CityZone::of(city, found) {
        CityZone::Known(zone) => return Some(zone),
        CityZone::Several(regions) => format!(
            "There is a {city} in {}. Add the state to the city, or choose the time zone.",
            regions.join(" and in ")
        ),
        CityZone::Unknown => format!("Choose the time zone of {city}."),
    };
    form.complain(field, words);
    None
}
