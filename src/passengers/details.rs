//! The details of a passenger that are stored encrypted: how they are typed, sealed, opened and masked.
use crate::kit::{
    ids::{PassengerId, WorkspaceId},
    keys::Keys,
    sealed,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A detail, named as its field of the form and in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    BornOn,
    DocumentNumber,
    KnownTraveler,
    Redress,
}

/// What is wrong with a number that was typed, and the lengths that it may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrongNumber {
    pub least: usize,
    pub most: usize,
}

impl Detail {
    pub const ALL: [Self; 4] =
        [Self::BornOn, Self::DocumentNumber, Self::KnownTraveler, Self::Redress];

    /// The field of the form, and the word that is stored.
    pub fn field(self) -> &'static str {
        match self {
            Self::BornOn => "born_on",
            Self::DocumentNumber => "document_number",
            Self::KnownTraveler => "known_traveler",
            Self::Redress => "redress",
        }
    }

    /// The field of the form that removes it.
    pub fn removal(self) -> &'static str {
        match self {
            Self::BornOn => "remove.born_on",
            Self::DocumentNumber => "remove.document_number",
            Self::KnownTraveler => "remove.known_traveler",
            Self::Redress => "remove.redress",
        }
    }

    /// How many letters and digits a number has. Passports have at most nine by the standard for machines, some
    /// countries more. Known traveler numbers have nine, the military's ten.
    fn lengths(self) -> WrongNumber {
        match self {
            Self::KnownTraveler => WrongNumber { least: 8, most: 12 },
            Self::BornOn | Self::DocumentNumber | Self::Redress => {
                WrongNumber { least: 5, most: 15 }
            }
        }
    }

    /// A number as it is stored: in capitals, without spaces, dashes and points.
    pub fn number(self, typed: &str) -> Result<String, WrongNumber> {
        let is_between =
            |c: char| c.is_whitespace() || matches!(c, '-' | '.' | '\u{2010}'..='\u{2015}');
        let number: String =
            typed.chars().filter(|c| !is_between(*c)).flat_map(char::to_uppercase).collect();
        let lengths = self.lengths();
        let is_plain = number.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        let is_long_enough = (lengths.least..=lengths.most).contains(&number.len());
        if is_plain && is_long_enough { Ok(number) } else { Err(lengths) }
    }

    /// What is shown of a detail: the last characters of a number, the year of a date of birth.
    pub fn ending(self, text: &str) -> String {
        let shown = match self {
            Self::BornOn => return text.chars().take(4).collect(),
            _ if text.chars().count() < 8 => 2,
            _ => 4,
        };
        let skipped = text.chars().count().saturating_sub(shown);
        text.chars().skip(skipped).collect()
    }
}

/// The usual length of a known traveler number. Others are asked to be checked, and not refused.
pub const USUAL_TRAVELER: usize = 9;

/// A detail that was typed; none where it is to be removed.
pub type Typed = (Detail, Option<String>);

/// The same, encrypted.
#[derive(Debug, Serialize)]
pub struct Sealed {
    pub field: Detail,
    pub sealed: Option<String>,
}

/// The details as they are stored.
pub type Stored = BTreeMap<Detail, String>;

/// To whom a detail belongs. It opens for nobody else.
#[derive(Debug, Clone, Copy)]
pub struct Owner {
    pub workspace: WorkspaceId,
    pub passenger: PassengerId,
}

impl Owner {
    /// Encrypts details. `nonce` makes a new one for each. None if the cipher fails.
    pub fn seal(
        self,
        keys: &Keys,
        mut nonce: impl FnMut() -> [u8; 12],
        typed: Vec<Typed>,
    ) -> Option<Vec<Sealed>> {
        let each = typed.into_iter().map(|(field, text)| {
            let sealed = match text {
                None => None,
                Some(text) => Some(self.sealed(keys, nonce(), field, &text)?),
            };
            Some(Sealed { field, sealed })
        });
        each.collect()
    }

    pub fn sealed(self, keys: &Keys, nonce: [u8; 12], it: Detail, text: &str) -> Option<String> {
        let [workspace, passenger] = [self.workspace.to_string(), self.passenger.to_string()];
        sealed::seal(keys, nonce, &[&workspace, &passenger, it.field()], text)
    }

    pub fn open(self, keys: &Keys, it: Detail, sealed: &str) -> Option<String> {
        let [workspace, passenger] = [self.workspace.to_string(), self.passenger.to_string()];
        sealed::open(keys, sealed, &[&workspace, &passenger, it.field()]).ok()
    }
}

/// Opened details. It has no debug form, so that none is logged.
#[derive(Default, Clone)]
pub struct Opened(BTreeMap<Detail, String>);

impl Opened {
    /// Opens those that can be opened. One that was sealed under a key that is gone is as if it were not there.
    pub fn of(owner: Owner, keys: &Keys, stored: &Stored) -> Self {
        let each =
            stored.iter().filter_map(|(it, sealed)| Some((*it, owner.open(keys, *it, sealed)?)));
        Self(each.collect())
    }

    pub fn get(&self, it: Detail) -> Option<&str> {
        self.0.get(&it).map(String::as_str)
    }

    pub fn born_on(&self) -> Option<NaiveDate> {
        self.get(Detail::BornOn)?.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn owner(last: u128) -> Owner {
        let id = uuid::Uuid::from_u128;
        Owner { workspace: WorkspaceId(id(1)), passenger: PassengerId(id(last)) }
    }

    #[test]
    fn a_number_is_read_however_it_is_spaced_and_only_if_it_can_be_one() {
        use Detail::{DocumentNumber, KnownTraveler};
        assert_eq!(DocumentNumber.number(" ab 12-34.56 7 ").as_deref(), Ok("AB1234567"));
        assert_eq!(DocumentNumber.number("A1234").as_deref(), Ok("A1234"));
        for wrong in ["A123", "A12345678901234567", "ÅB123456", "AB12345_", "", "ＡＢ１２３４５"]
        {
            assert!(DocumentNumber.number(wrong).is_err(), "{wrong}");
        }
        assert_eq!(KnownTraveler.number("tt 123456 7").as_deref(), Ok("TT1234567"));
        assert_eq!(KnownTraveler.number("1234567890").as_deref(), Ok("1234567890"));
        assert_eq!(KnownTraveler.number("1234567"), Err(WrongNumber { least: 8, most: 12 }));
    }

    #[test]
    fn only_the_end_of_a_number_and_the_year_of_a_birth_are_shown() {
        assert_eq!(Detail::DocumentNumber.ending("AB1234567"), "4567");
        assert_eq!(Detail::Redress.ending("A1234"), "34");
        assert_eq!(Detail::BornOn.ending("1986-03-04"), "1986");
    }

    #[test]
    fn a_detail_opens_for_its_passenger_and_field_alone() {
        let keys = Keys::from("a key");
        let typed = vec![(Detail::DocumentNumber, Some("AB1234567".to_owned()))];
        let sealed = owner(2).seal(&keys, || [7; 12], typed).unwrap();
        let text = sealed.first().unwrap().sealed.clone().unwrap();
        assert!(!text.contains("4567"));
        let open = |owner: Owner, it| owner.open(&keys, it, &text);
        assert_eq!(open(owner(2), Detail::DocumentNumber).as_deref(), Some("AB1234567"));
        assert_eq!(open(owner(2), Detail::Redress), None);
        assert_eq!(open(owner(3), Detail::DocumentNumber), None);
        let elsewhere = Owner { workspace: WorkspaceId(uuid::Uuid::from_u128(9)), ..owner(2) };
        assert_eq!(open(elsewhere, Detail::DocumentNumber), None);
    }
}
