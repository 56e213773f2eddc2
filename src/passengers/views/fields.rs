//! The fields of a passenger's encrypted details. What is stored is not filled in: it stays as it is unless something
//! else is entered, and only its end is shown until it is asked for.
use super::super::{Detail, Opened, Passenger};
use crate::users::Visitor;

/// One field.
pub struct DetailField {
    pub name: &'static str,
    pub label: &'static str,
    pub kind: &'static str,
    pub hint: String,
    /// The field of the tick that removes it; empty where nothing is stored.
    pub removal: &'static str,
}

pub struct DetailFields {
    pub born_on: DetailField,
    pub document_number: DetailField,
    pub known_traveler: DetailField,
    pub redress: DetailField,
}

/// The fields of a new passenger.
pub fn new_details() -> DetailFields {
    DetailFields::each(DetailField::empty)
}

impl DetailFields {
    pub fn of(passenger: &Passenger, opened: &Opened, visitor: &Visitor) -> Self {
        Self::each(|it| {
            if !passenger.details.contains_key(&it) {
                return DetailField::empty(it);
            }
            let shown = match opened.get(it) {
                None => "On file, but it cannot be read any more. Enter it again.".to_owned(),
                Some(text) => {
                    format!(
                        "On file{}. Leave empty to keep it.",
                        told(it, text, passenger, visitor)
                    )
                }
            };
            DetailField { hint: shown, removal: it.removal(), ..DetailField::empty(it) }
        })
    }

    fn each(field: impl Fn(Detail) -> DetailField) -> Self {
        Self {
            born_on: field(Detail::BornOn),
            document_number: field(Detail::DocumentNumber),
            known_traveler: field(Detail::KnownTraveler),
            redress: field(Detail::Redress),
        }
    }
}

/// ", ending in 4567", or ": AB1234567" while it is shown in full.
fn told(it: Detail, text: &str, passenger: &Passenger, visitor: &Visitor) -> String {
    match (passenger.is_revealed, it) {
        (true, Detail::BornOn) => {
            let date = text.parse().map(|date| visitor.date(date));
            format!(": {}", date.unwrap_or_default())
        }
        (true, _) => format!(": {text}"),
        (false, Detail::BornOn) => format!(", born in {}", it.ending(text)),
        (false, _) => format!(", ending in {}", it.ending(text)),
    }
}

impl DetailField {
    fn empty(it: Detail) -> Self {
        let (label, kind, hint) = match it {
            Detail::BornOn => ("Date of birth", "date", "Needed for international trips."),
            Detail::DocumentNumber => ("Passport number", "text", ""),
            Detail::KnownTraveler => (
                "Known traveler number",
                "text",
                "TSA PreCheck, Global Entry or CLEAR: nine letters and digits.",
            ),
            Detail::Redress => ("Redress number", "text", "Only if the TSA gave one."),
        };
        Self { name: it.field(), label, kind, hint: hint.to_owned(), removal: "" }
    }
}
