//! Manifests as a file: a line for each passenger of each leg, with what the authorities ask for in advance (APIS, Secure
//! Flight).
use super::Manifest;
use crate::{
    itineraries::Leg,
    kit::csv,
    passengers::{AgeGroup, AgeLimits, Detail, Opened, Passenger, alpha3},
};

const HEAD: [&str; 26] = [
    "leg",
    "from",
    "to",
    "departs",
    "arrives",
    "last_name",
    "first_name",
    "middle_name",
    "full_name",
    "sex",
    "date_of_birth",
    "nationality",
    "country_of_residence",
    "document_type",
    "document_number",
    "document_expires",
    "document_country",
    "known_traveler_number",
    "redress_number",
    "first_night_in_us",
    "age_group",
    "weight",
    "email",
    "phone",
    "note",
    "missing",
];

/// Spreadsheets take a file for UTF-8 if it begins with this mark.
const MARK: &str = "\u{feff}";

pub fn file(
    manifest: &Manifest,
    opened: impl Fn(&Passenger) -> Opened,
    limits: AgeLimits,
) -> Option<String> {
    let people: Vec<(&Passenger, Opened)> =
        manifest.people.iter().map(|it| (it, opened(it))).collect();
    let mut rows = vec![HEAD.map(str::to_owned)];
    for (i, leg) in manifest.trip.legs.iter().enumerate() {
        let id = leg.id.as_deref().unwrap_or_default();
        let aboard = people.iter().filter(|(it, _)| manifest.is_on(id, it.id));
        let night = manifest.first_night(id);
        rows.extend(aboard.map(|(it, details)| row((i + 1, leg, night), it, details, limits)));
    }
    Some(format!("{MARK}{}", csv::file(rows)?))
}

fn row(
    (number, leg, first_night): (usize, &Leg, &str),
    it: &Passenger,
    details: &Opened,
    limits: AgeLimits,
) -> [String; 26] {
    let detail = |which| details.get(which).unwrap_or_default().to_owned();
    let [last, first, middle] = names(&it.name, &it.surname);
    let departs = leg.departs();
    let when = if leg.time_agreed { departs.machine() } else { departs.iso_date() };
    let arrives = leg.arrives().filter(|_| leg.time_agreed).map(|it| it.machine());
    let group = details.born_on().and_then(|born| limits.group(born, departs.date()));
    let weight = it.weight.map(|n| format!("{n} {}", it.weight_unit));
    let number_of_document = detail(Detail::DocumentNumber);
    [
        number.to_string(),
        leg.origin.code.clone(),
        leg.destination.code.clone(),
        when,
        arrives.unwrap_or_default(),
        last,
        first,
        middle,
        it.name.clone(),
        it.sex.clone(),
        detail(Detail::BornOn),
        alpha3(&it.nationality).to_owned(),
        alpha3(&it.residence).to_owned(),
        if number_of_document.is_empty() { "" } else { "P" }.to_owned(),
        number_of_document,
        it.document_expires_on.clone(),
        alpha3(&it.document_country).to_owned(),
        detail(Detail::KnownTraveler),
        detail(Detail::Redress),
        if it.nationality == "US" { String::new() } else { first_night.to_owned() },
        match group {
            Some(AgeGroup::LapChild) => "lap child",
            Some(AgeGroup::Minor) => "minor",
            Some(AgeGroup::Adult) => "adult",
            None => "",
        }
        .to_owned(),
        weight.unwrap_or_default(),
        it.email.clone(),
        it.phone.clone(),
        it.note.clone(),
        if leg.is_international() { it.missing().join(", ") } else { String::new() },
    ]
}

/// The last, first and middle names. The last name is the given part of the full name, or else its last word; a single
/// name is a last name.
fn names(full: &str, surname: &str) -> [String; 3] {
    let words: Vec<&str> = full.split_whitespace().collect();
    let parts: Vec<&str> = surname.split_whitespace().collect();
    let at = words.windows(parts.len().max(1)).position(|it| it == parts.as_slice());
    let (last, others) = match (at, words.split_last()) {
        (Some(at), _) => {
            let end = at + parts.len();
            let before = words.iter().take(at);
            let others: Vec<&str> = before.chain(words.iter().skip(end)).copied().collect();
            (surname.to_owned(), others)
        }
        (None, Some((last, others))) => ((*last).to_owned(), others.to_vec()),
        (None, None) => (String::new(), Vec::new()),
    };
    let first = others.first().map(|it| (*it).to_owned()).unwrap_or_default();
    let middle = others.iter().skip(1).copied().collect::<Vec<_>>().join(" ");
    [last, first, middle]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_split_by_its_last_word_or_by_the_last_name_that_was_given() {
        for (full, surname, [last, first, middle]) in [
            ("Mira Elisabet Lindqvist", "", ["Lindqvist", "Mira", "Elisabet"]),
            ("Ana Maria de Souza", "de Souza", ["de Souza", "Ana", "Maria"]),
            ("王 小明", "王", ["王", "小明", ""]),
            ("Sukarno", "", ["Sukarno", "", ""]),
            ("Ravi A/L Subramaniam", "", ["Subramaniam", "Ravi", "A/L"]),
        ] {
            assert_eq!(names(full, surname), [last, first, middle].map(str::to_owned), "{full}");
        }
    }
}
