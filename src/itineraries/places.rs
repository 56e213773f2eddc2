//! Reads the two ends of a leg as they are typed: airports here, or street addresses.
use super::{
    Detail, Ends, Leg, Place, Reading, addresses,
    fields::{self, LONGEST_NAME, as_typed},
};
use crate::{
    airports::{Airport, Candidates, Found},
    http::form::Form,
    kit::{text, zoned::zones},
};

/// The most airports to choose from where a text may mean several.
const MOST_CHOICES: usize = 10;

/// The longest short name of a place that is kept as it was written, in characters.
const LONGEST_CODE: usize = 24;

/// The place at which the leg `i` begins or ends, one of the agreed legs' or a new one. Complains
/// or asks where it is unclear.
pub fn read(form: &mut Form, reading: Reading, end: &str, i: usize) -> Option<Place> {
    match reading.ends {
        Ends::Airports { found, zone } => {
            let field = PlaceField { name: format!("{end}.{i}"), answer: format!("{end}_at.{i}") };
            airport(form, found, zone, reading, &field)
        }
        Ends::Addresses { found } => addresses::read(form, found, reading.agreed, end, i),
    }
}

/// The field in which an airport is typed, and the one in which the chosen one is sent.
struct PlaceField {
    name: String,
    answer: String,
}

pub fn places(legs: &[Leg]) -> impl Iterator<Item = &Place> {
    legs.iter().flat_map(|leg| [&leg.origin, &leg.destination])
}

impl From<&Airport> for Place {
    fn from(it: &Airport) -> Self {
        Self {
            code: it.code.clone(),
            name: it.name.clone(),
            city: it.city.clone(),
            zone: it.zone.clone(),
            position: Some((it.latitude, it.longitude)),
            airport: Some(it.id.clone()),
            unsettled: false,
            country: it.country.clone(),
            region: it.region.clone(),
            fbo: None,
        }
    }
}

impl Place {
    /// A place that is no known airport, by what was written. A code that it begins with is its code.
    fn by_hand(typed: &str, zone: &str) -> Self {
        let first = typed.split_whitespace().next().unwrap_or_default();
        let is_short =
            (3..=4).contains(&first.len()) && first.chars().all(|c| c.is_ascii_alphanumeric());
        let is_code = is_short && (first == typed || first == first.to_ascii_uppercase());
        Self {
            code: if is_code {
                first.to_ascii_uppercase()
            } else {
                text::excerpt(typed, LONGEST_CODE)
            },
            name: typed.to_owned(),
            city: typed.to_owned(),
            zone: zone.to_owned(),
            ..Self::default()
        }
    }
}

/// The value that says which airport is meant. It repeats the text that it was chosen for, so that
/// it no longer counts after the text was edited.
pub fn choice(id: &str, typed: &str) -> String {
    format!("{id} {typed}")
}

/// Stands in place of an airport's id where the text is to be kept as it was written.
const AS_WRITTEN: &str = "?";

/// Whether the choice that was made for a text is to keep it as it was written.
pub fn is_as_written(chosen: &str, typed: &str) -> bool {
    chosen == choice(AS_WRITTEN, typed)
}

/// The choice that a form is filled in with for a place.
pub fn choice_of(place: &Place, typed: &str) -> Option<String> {
    match &place.airport {
        Some(id) => Some(choice(id, typed)),
        None => place.unsettled.then(|| choice(AS_WRITTEN, typed)),
    }
}

/// An answer to what a text means: the value that is sent, the words to choose it by, the place.
type Answer = (String, String, Place);

/// What a text can be taken for where no airport is called like it. A client sends it as it was
/// written. Staff, who may know an airport that the table lacks, say which clocks apply there.
fn unknown(typed: &str, zone: &str, reading: Reading) -> Vec<Answer> {
    let short = text::excerpt(typed, 40);
    match reading.detail {
        Detail::Asked => {
            let place = Place { unsettled: true, ..Place::by_hand(typed, zone) };
            vec![(choice(AS_WRITTEN, typed), format!("Send “{short}” as written"), place)]
        }
        Detail::Planned { .. } => zones(&[zone], reading.now)
            .into_iter()
            .map(|(zone, word)| {
                let words = format!("“{short}” as written, times in {word}");
                (choice(&zone, typed), words, Place::by_hand(typed, &zone))
            })
            .collect(),
    }
}

fn airport(
    form: &mut Form,
    found: &[Found],
    zone: &str,
    reading: Reading,
    field: &PlaceField,
) -> Option<Place> {
    let typed = form.value(&field.name).to_owned();
    if typed.is_empty() {
        let is_end = field.name.starts_with("to");
        let words = if is_end {
            "Enter where it goes: an airport code, name or city."
        } else {
            "Enter an airport code, name or city."
        };
        form.complain(field.name.as_str(), words);
        return None;
    }
    form.text(&field.name, LONGEST_NAME);
    if form.complaint(&field.name).is_some() {
        return None;
    }
    let is_open = |it: &&Place| it.unsettled && reading.detail.is_planned();
    let mut kept = places(reading.agreed).filter(|it| as_typed(it) == typed);
    if let Some(place) = kept.find(|it| !is_open(it)) {
        return Some(place.clone());
    }
    let candidates = Candidates::of(&typed, found);
    if let Some(airport) = candidates.only() {
        return Some(Place::from(airport));
    }
    let chosen = |it: &Airport| (choice(&it.id, &typed), it.described(), Place::from(it));
    let mut answers: Vec<Answer> = candidates.all().take(MOST_CHOICES).map(chosen).collect();
    if candidates.called.is_empty() || reading.detail == Detail::Asked {
        answers.extend(unknown(&typed, zone, reading));
    }
    let readings = answers.iter().map(|(value, words, _)| (value.clone(), words.clone()));
    let words = reading.detail.unclear(&typed, &candidates);
    // The same text elsewhere means the same place, and is asked about once.
    let ends =
        (0..fields::count(form)).flat_map(|i| ["from_at", "to_at"].map(|end| format!("{end}.{i}")));
    let told = |form: &Form, name: &str| answers.iter().any(|(value, ..)| form.is(name, value));
    if !told(form, &field.answer) {
        if let Some(other) =
            ends.filter(|name| told(form, name)).map(|name| form.value(&name).to_owned()).next()
        {
            form.set(&field.answer, other);
        } else if form.complaints().iter().any(|(_, told)| *told == words) {
            return None;
        }
    }
    let value = form.ask(field.name.as_str(), field.answer.as_str(), words, readings.collect())?;
    answers.into_iter().find(|(it, _, _)| *it == value).map(|(_, _, place)| place)
}

impl Leg {
    /// The leg with the positions of airports of its cities, in the same time zone, where it goes from
    /// one city to another. Distances within a city stay unknown.
    pub(super) fn located(&self, found: &[Found]) -> Self {
        let mut leg = self.clone();
        if text::folded(&leg.origin.city) == text::folded(&leg.destination.city) {
            return leg;
        }
        for place in [&mut leg.origin, &mut leg.destination] {
            let candidates = Candidates::of(&place.city, found);
            let mut near = candidates.called.iter().filter(|it| it.zone == place.zone);
            let position = near.next().map(|it| (it.latitude, it.longitude));
            place.position = place.position.or(position);
        }
        leg
    }
}
