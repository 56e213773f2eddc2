//! Where a leg begins and ends, as it is typed: an airport, or a street address.
use crate::{
    airports::{self, Airport},
    http::form::Form,
    kit::{itinerary::Place, text},
};

/// Characters of a name that is looked up.
pub const LONGEST_NAME: usize = 120;

/// How the two ends of a leg are understood.
#[derive(Debug, Clone, Copy)]
pub enum Places<'a> {
    /// Airports, found in the same reading as the visitor.
    Airports(&'a [airports::Found]),
    /// Street addresses, in this zone unless another is chosen.
    Addresses { zone: &'a str },
}

/// The place a leg begins or ends at; complains where it cannot be told.
pub fn read(form: &mut Form, places: Places, end: &str, i: usize) -> Option<Place> {
    match places {
        Places::Airports(found) => airport(form, found, &format!("{end}.{i}")),
        Places::Addresses { zone } => address(form, zone, end, i),
    }
}

fn airport(form: &mut Form, found: &[airports::Found], name: &str) -> Option<Place> {
    let typed = form.value(name).to_owned();
    if typed.is_empty() {
        form.complain(name, "Name an airport by its code, city or name.");
        return None;
    }
    let found: Vec<Airport> =
        found.iter().filter(|it| it.typed == typed).map(|it| it.airport.clone()).collect();
    let meant = airports::meant(&typed, &found).map(Airport::place);
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

fn address(form: &mut Form, default: &str, end: &str, i: usize) -> Option<Place> {
    let before = form.complaints().len();
    let name = form.required(
        &format!("{end}.{i}"),
        200,
        "Give the street and number, or the name of the place.",
    );
    let city = form.required(&format!("{end}_city.{i}"), 80, "Say which city it is in.");
    let field = format!("zone.{i}");
    let zone = match form.value(&field) {
        "" => default.to_owned(),
        zone => zone.to_owned(),
    };
    if zone.parse::<chrono_tz::Tz>().is_err() && end == "from" {
        form.complain(field, "Choose one of the time zones.");
    }
    (form.complaints().len() == before).then(|| Place {
        code: city.clone(),
        name,
        city,
        zone,
        position: None,
        airport: None,
    })
}
