//! The fields of legs in a form. Each is named like `from.0`: the field and the leg's index.
use super::{Leg, Place, places::choice_of, returning};
use crate::{http::form::Form, kit::clock::Dates};

/// The most legs in a form.
pub const MOST: usize = 12;

/// The longest name of an airport that is looked up, in characters.
pub const LONGEST_NAME: usize = 120;

/// Every field of a leg. `leg` is the id of a leg that a trip has already; `from_at` and `to_at` say which airport was chosen for a text; `tba` is ticked while the time
/// is to be agreed; `block` is the time under way in minutes, and `calculated` the one that was calculated for the page;
/// `aim` is "arrive" where the time is that of the arrival; `to_sure` and `hours` are of a leg that comes back to where
/// it starts; `area` is chosen where it does not follow from the places; `tail` is the leg's own aircraft or coach.
pub const FIELDS: [&str; 21] = [
    "leg",
    "from",
    "from_at",
    "from_city",
    "to",
    "to_at",
    "to_city",
    "date",
    "answer.date",
    "time",
    "answer.time",
    "tba",
    "aim",
    "to_sure",
    "hours",
    "zone",
    "to_zone",
    "block",
    "calculated",
    "area",
    "tail",
];

/// The number of legs in a form, up to one more than allowed, so that the form can complain.
pub fn count(form: &Form) -> usize {
    (0..=MOST).take_while(|i| !form.values(&format!("from.{i}")).is_empty()).count()
}

/// The texts that were typed for airports, or for the cities of addresses, each once.
pub fn typed(form: &Form) -> Vec<String> {
    let value = |end: &str, i: usize| match form.value(&format!("{end}_city.{i}")) {
        "" => form.value(&format!("{end}.{i}")).to_owned(),
        city => city.to_owned(),
    };
    let mut typed: Vec<String> = (0..count(form).min(MOST))
        .flat_map(|i| [value("from", i), value("to", i)])
        .filter(|text| !text.is_empty() && text.chars().count() <= LONGEST_NAME)
        .collect();
    typed.sort();
    typed.dedup();
    typed
}

/// Fills in the fields of these legs. Reading the form again gives the same legs.
pub fn fill(form: &mut Form, legs: &[Leg], dates: &Dates) {
    for (i, leg) in legs.iter().enumerate() {
        let mut set = |field: &str, value: &str| form.set(&format!("{field}.{i}"), value);
        for (end, city, place) in
            [("from", "from_city", &leg.origin), ("to", "to_city", &leg.destination)]
        {
            let typed = as_typed(place);
            match choice_of(place, &typed) {
                Some(chosen) => set(&format!("{end}_at"), &chosen),
                None => set(city, &place.city),
            }
            set(end, &typed);
        }
        for (field, place) in [("zone", &leg.origin), ("to_zone", &leg.destination)] {
            if place.airport.is_none() {
                set(field, &place.zone);
            }
        }
        set("leg", leg.id.as_deref().unwrap_or_default());
        set("tail", &leg.tail.map(|tail| tail.to_string()).unwrap_or_default());
        set("tba", if leg.time_agreed { "" } else { "yes" });
        set("block", &leg.block().map(|minutes| minutes.to_string()).unwrap_or_default());
        let [date, time] = ["date", "time"].map(|field| format!("{field}.{i}"));
        let (at, place) = match leg.arrive_by {
            Some(by) => (by, &leg.destination),
            None => (leg.departs_at, &leg.origin),
        };
        form.set(&format!("aim.{i}"), if leg.arrive_by.is_some() { "arrive" } else { "" });
        form.fill_local([&date, &time], at, (place.zone.as_str(), place.city.as_str()), dates);
        returning::fill(form, i, leg);
        if !leg.time_agreed {
            form.set(&time, "");
        }
    }
}

/// The value of a place's field: an airport's code and name, the street address, or what the client
/// wrote.
pub fn as_typed(place: &Place) -> String {
    if place.airport.is_some() {
        format!("{} {}", place.code, place.name)
    } else {
        place.name.clone()
    }
}

/// What a button of the form did to its legs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    Added,
    Removed(usize),
    /// A leg was split by a stop.
    Split(usize),
}

/// Adds a leg or a stop, or removes a leg, if one of those buttons was pressed.
pub fn edit(form: &mut Form) -> Option<Edit> {
    if !form.value("add-leg").is_empty() {
        if count(form) < MOST {
            add(form);
        }
        Some(Edit::Added)
    } else if let Ok(gone) = form.value("remove-leg").parse() {
        remove(form, gone);
        Some(Edit::Removed(gone))
    } else if let Ok(at) = form.value("add-stop").parse() {
        split(form, at);
        Some(Edit::Split(at))
    } else {
        None
    }
}

/// Adds a leg that begins where the last one ends.
fn add(form: &mut Form) {
    let next = count(form);
    let last = next.saturating_sub(1);
    for (field, of) in
        [("from", "to"), ("from_at", "to_at"), ("from_city", "to_city"), ("zone", "to_zone")]
    {
        let value = form.value(&format!("{of}.{last}")).to_owned();
        form.set(&format!("{field}.{next}"), value);
    }
}

/// Removes a leg, unless it is the only one, and moves up those below it.
fn remove(form: &mut Form, gone: usize) {
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

/// Adds a stop to a leg: the leg ends there, and a new one goes on to where it went.
fn split(form: &mut Form, at: usize) {
    let count = count(form);
    if at >= count || count >= MOST {
        return;
    }
    for i in (at + 1..=count).rev() {
        for field in FIELDS {
            let value = form.value(&format!("{field}.{}", i - 1)).to_owned();
            form.set(&format!("{field}.{i}"), value);
        }
    }
    for (field, leg) in [
        ("leg", at + 1),
        ("to", at),
        ("to_at", at),
        ("to_city", at),
        ("to_sure", at),
        ("hours", at),
        ("aim", at),
        ("block", at),
        ("calculated", at),
        ("from", at + 1),
        ("from_at", at + 1),
        ("from_city", at + 1),
        ("time", at + 1),
        ("tba", at + 1),
        ("block", at + 1),
        ("calculated", at + 1),
    ] {
        form.set(&format!("{field}.{leg}"), "");
    }
}

/// Leaves it to the operator when a leg departs.
pub fn leave_open(form: &mut Form, i: usize) {
    form.set(&format!("tba.{i}"), "yes");
}

/// Fills in the empty fields of the second leg as the return of the first.
pub fn fill_way_back(form: &mut Form) {
    for (field, mirrored) in [
        ("from", "to"),
        ("from_at", "to_at"),
        ("from_city", "to_city"),
        ("to", "from"),
        ("to_at", "from_at"),
        ("to_city", "from_city"),
        ("zone", "to_zone"),
        ("to_zone", "zone"),
    ] {
        let name = format!("{field}.1");
        if form.value(&name).is_empty() {
            let value = form.value(&format!("{mirrored}.0")).to_owned();
            form.set(&name, value);
        }
    }
}

/// Lets each leg whose beginning was left empty begin where the one above it ends.
pub fn fill_beginnings(form: &mut Form) {
    for i in 1..count(form) {
        if !form.value(&format!("from.{i}")).is_empty() {
            continue;
        }
        let zone = form.value(&format!("to_zone.{}", i - 1)).to_owned();
        if !zone.is_empty() {
            form.set(&format!("zone.{i}"), zone);
        }
        for end in ["", "_at", "_city"] {
            let above = form.value(&format!("to{end}.{}", i - 1)).to_owned();
            if !above.is_empty() {
                form.set(&format!("from{end}.{i}"), above);
            }
        }
    }
}
