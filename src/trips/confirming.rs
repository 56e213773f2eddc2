//! Asks staff whether a trip is kept although it conflicts with what else its aircraft or coach is planned for.
use super::{conflicts, queries::Found};
use crate::{http::form::Form, kit::text, trips::conflicts::Planned, users::Visitor};

/// The most conflicts that a form asks about.
const MOST: usize = 200;

/// The field that a conflict is asked about.
fn field(i: usize) -> String {
    format!("conflict.{i}")
}

/// Asks about each conflict of the trip that it did not have `before`, so that none is overlooked. Returns whether it
/// has any, confirmed or not.
pub fn ask(
    form: &mut Form,
    trip: &Planned,
    before: Option<&Planned>,
    (around, blocks): &Found,
    visitor: &Visitor,
) -> bool {
    let told = |trip: &Planned| {
        let reader = (visitor.style(), visitor.workspace.zone.as_str());
        conflicts::of_trip(trip, around, blocks, reader)
    };
    let known = before.map(told).unwrap_or_default();
    let found = told(trip);
    for (i, words) in found.iter().filter(|it| !known.contains(it)).take(MOST).enumerate() {
        let answer = text::digest(&[words.as_bytes()]);
        let readings = vec![(answer, "Save it anyway".to_owned())];
        form.ask(field(i), "despite", words.as_str(), readings);
    }
    !found.is_empty()
}

/// The fields of the conflicts that a form asks about, for its page.
pub fn asked(form: &Form) -> Vec<String> {
    (0..MOST).map(field).take_while(|it| form.question(it).is_some()).collect()
}
