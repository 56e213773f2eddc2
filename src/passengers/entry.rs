//! The form of a passenger: filled in, and read with its complaints.
use super::{
    Particulars, Passenger,
    details::{Detail, Typed, USUAL_TRAVELER},
};
use crate::{
    http::form::Form,
    kit::{clock::Dates, countries, numeral, text::folded},
    workspaces::Trade,
};

/// The sexes that travel documents name.
pub const SEXES: [(&str, &str); 3] = [("F", "Female"), ("M", "Male"), ("X", "X")];
/// The fields of travel documents, beside the details that are stored encrypted.
const OF_DOCUMENTS: [&str; 5] =
    ["sex", "nationality", "residence", "document_country", "document_expires_on"];
pub const UNITS: [(&str, &str); 2] = [("lb", "lb"), ("kg", "kg")];

/// The form of a passenger as it stands. The encrypted details are not in it.
pub fn filled(it: &Passenger) -> Form {
    Form::of([
        ("name", it.name.clone()),
        ("surname", it.surname.clone()),
        ("email", it.email.clone()),
        ("phone", it.phone.clone()),
        ("sex", it.sex.clone()),
        ("nationality", it.nationality.clone()),
        ("residence", it.residence.clone()),
        ("document_country", it.document_country.clone()),
        ("document_expires_on", it.document_expires_on.clone()),
        ("weight", it.weight.map(|n| n.to_string()).unwrap_or_default()),
        ("weight_unit", it.weight_unit.clone()),
        ("preferences", it.preferences.clone()),
        ("note", it.note.clone()),
    ])
}

/// What was entered: in the fields of the row, and of the details that are stored encrypted.
pub struct Entry {
    pub particulars: Particulars,
    pub details: Vec<Typed>,
}

impl Entry {
    /// Reads the form, and complains where it is not valid. A detail that was left empty stays as it is.
    ///
    /// Coaches ask for no documents.
    pub fn read(form: &mut Form, dates: Dates, trade: Trade) -> Self {
        if trade == Trade::Coach {
            let details = Detail::ALL.into_iter().flat_map(|it| [it.field(), it.removal()]);
            for field in OF_DOCUMENTS.into_iter().chain(details) {
                form.unset(field);
            }
        }
        let asked = match trade {
            Trade::Air => "Enter the name as in the passport.",
            Trade::Coach => "Enter the name.",
        };
        let name = form.person("name", 120, asked);
        let surname = surname(form, &name);
        let email = form.email_or_none("email");
        let phone = form.text("phone", 40);
        let [nationality, residence, document_country] =
            ["nationality", "residence", "document_country"].map(|field| country(form, field));
        let details = Detail::ALL.into_iter().filter_map(|it| detail(form, it, &dates)).collect();
        // Passports are valid for ten years.
        let expires = form.date_or_none("document_expires_on", &dates.within(5, 11));
        let particulars = Particulars {
            name,
            surname,
            email,
            phone,
            sex: one_of(form, "sex", &SEXES),
            nationality,
            residence,
            document_country,
            document_expires_on: expires.map(|date| date.to_string()).unwrap_or_default(),
            weight: weight(form),
            weight_unit: if form.is("weight_unit", "kg") { "kg" } else { "lb" }.to_owned(),
            preferences: form.text("preferences", 1_000),
            note: form.text("note", 1_000),
        };
        Self { particulars, details }
    }

    /// What to check, for the notice after it was saved. It names no number.
    pub fn advice(&self) -> &'static str {
        let is_odd = |(it, text): &Typed| {
            let length = text.as_ref().map_or(USUAL_TRAVELER, String::len);
            *it == Detail::KnownTraveler && length != USUAL_TRAVELER
        };
        if self.details.iter().any(is_odd) {
            " Please check the known traveler number: most have nine characters."
        } else {
            ""
        }
    }
}

fn surname(form: &mut Form, name: &str) -> String {
    let surname = form.text("surname", 80);
    if !folded(name).contains(&folded(&surname)) {
        form.complain("surname", "Enter a part of the full name above.");
    }
    surname
}

fn country(form: &mut Form, field: &str) -> String {
    let country = form.value(field).to_owned();
    if !country.is_empty() && countries::named(&country).is_none() {
        form.complain(field, "Choose a country from the list.");
    }
    country
}

fn one_of(form: &mut Form, field: &str, options: &[(&str, &str)]) -> String {
    let chosen = form.value(field).to_owned();
    if !chosen.is_empty() && !options.iter().any(|(value, _)| *value == chosen) {
        form.complain(field, "Choose one from the list.");
    }
    chosen
}

fn weight(form: &mut Form) -> Option<i64> {
    if form.value("weight").is_empty() {
        return None;
    }
    form.number("weight", "Enter a whole number from 1 to 999.", |typed| {
        numeral::whole(typed, 1, 999)
    })
}

fn detail(form: &mut Form, it: Detail, dates: &Dates) -> Option<Typed> {
    let typed = form.value(it.field()).to_owned();
    if typed.is_empty() {
        return form.is(it.removal(), "yes").then_some((it, None));
    }
    if it == Detail::BornOn {
        return form.birth(it.field(), dates).map(|date| (it, Some(date.to_string())));
    }
    match it.number(&typed) {
        Ok(number) => Some((it, Some(number))),
        Err(wrong) => {
            let words = format!(
                "Enter {} to {} letters and digits, without other signs.",
                wrong.least, wrong.most
            );
            form.complain(it.field(), words);
            None
        }
    }
}
