//! The fields of legs in a form: a field's name is followed by a point and the leg's number, from 0.
use super::{Leg, Place};
use crate::http::form::Form;

/// More legs than any one trip has.
pub const MOST: usize = 12;

/// Characters of a name that is looked up.
pub const LONGEST_NAME: usize = 120;

/// Every field a leg may have; `tba` is ticked while the time is to be agreed, `block` is in minutes.
const FIELDS: [&str; 9] =
    ["from", "from_city", "to", "to_city", "date", "time", "tba", "zone", "block"];

/// Legs in a form; one too many is counted, so that it can be complained about.
pub fn count(form: &Form) -> usize {
    (0..=MOST).take_while(|i| !form.values(&format!("from.{i}")).is_empty()).count()
}

/// What was typed for airports, each text once.
pub fn typed(form: &Form) -> Vec<String> {
    let mut typed: Vec<String> = (0..count(form).min(MOST))
        .flat_map(|i| [format!("from.{i}"), format!("to.{i}")])
        .map(|name| form.value(&name).to_owned())
        .filter(|text| !text.is_empty() && text.chars().count() <= LONGEST_NAME)
        .collect();
    typed.sort();
    typed.dedup();
    typed
}

/// Fills in the fields of these legs. Read again, they are the same legs.
pub fn fill(form: &mut Form, legs: &[Leg]) {
    for (i, leg) in legs.iter().enumerate() {
        let mut set = |field: &str, value: &str| form.set(&format!("{field}.{i}"), value);
        for (end, city, place) in
            [("from", "from_city", &leg.origin), ("to", "to_city", &leg.destination)]
        {
            set(end, as_typed(place));
            if place.airport.is_none() {
                set(city, &place.city);
            }
        }
        if leg.origin.airport.is_none() {
            set("zone", &leg.origin.zone);
        }
        set("date", &leg.departs().iso_date());
        let time = leg.departs().time();
        let (time, tba) = if leg.time_agreed { (time.as_str(), "") } else { ("", "yes") };
        set("time", time);
        set("tba", tba);
        set("block", &leg.block().map(|minutes| minutes.to_string()).unwrap_or_default());
    }
}

/// A place as it stands in the field of its name: an airport's code, or the street address.
pub fn as_typed(place: &Place) -> &str {
    if place.airport.is_some() { &place.code } else { &place.name }
}

/// Adds a leg that begins where the last one ends.
pub fn add(form: &mut Form) {
    let next = count(form);
    let last = next.saturating_sub(1);
    for (field, of) in [("from", "to"), ("from_city", "to_city"), ("zone", "zone")] {
        let value = form.value(&format!("{of}.{last}")).to_owned();
        form.set(&format!("{field}.{next}"), value);
    }
}

/// Takes a leg away, unless it is the only one; those below it move up.
pub fn remove(form: &mut Form, gone: usize) {
    let count = count(form);
    if count < 2 || gone >= count {
        return;
    }
    for i in gone..count {
        for field in FIELDS {
            let value = form.value(&format!("{field}.{}", i + 1)).to_owned();
            let name = format!("{field}.{i}");
            if i + 1 == count { form.unset(&name) } else { form.set(&name, value) }
        }
    }
}

/// Fills in the second leg as the way back of the first, where it is still empty.
pub fn fill_way_back(form: &mut Form) {
    for (field, mirrored) in [
        ("from", "to"),
        ("from_city", "to_city"),
        ("to", "from"),
        ("to_city", "from_city"),
        ("zone", "zone"),
    ] {
        let name = format!("{field}.1");
        if form.value(&name).is_empty() {
            let value = form.value(&format!("{mirrored}.0")).to_owned();
            form.set(&name, value);
        }
    }
}
