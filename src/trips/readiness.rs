//! Whether the travelers of a trip are ready: named, and with the documents that their legs abroad ask for.
use super::NamedTraveler;
use crate::kit::zoned::Moment;
use chrono::NaiveDate;
use serde::Deserialize;

/// What keeps somebody from being ready who is on a leg abroad.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// Something that the authorities ask for.
    Documents,
    /// Their passport expires on this day, before the last leg that needs it has arrived.
    Passport(NaiveDate),
}

/// What one passenger lacks whose last leg abroad arrives then and there; a passport to be renewed comes first.
fn lack(has_documents: bool, expires: &str, (at, zone): (i64, &str)) -> Option<Lack> {
    let expires = expires.parse::<NaiveDate>().ok();
    let ends = expires.filter(|day| *day < Moment::new(at, zone).date());
    ends.map(Lack::Passport).or((!has_documents).then_some(Lack::Documents))
}

impl NamedTraveler {
    pub fn lack(&self) -> Option<Lack> {
        let (at, zone) = self.abroad.as_ref()?;
        lack(self.has_documents, &self.document_expires_on, (*at, zone))
    }
}

/// What a list reads of a trip's passengers: how many are named, and the papers of those on a leg abroad who may lack
/// something.
#[derive(Debug, Clone, Deserialize)]
pub struct Aboard {
    pub named: i64,
    pub doubts: Vec<Doubt>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Doubt {
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub has_documents: bool,
    pub expires: String,
    pub at: i64,
    pub zone: String,
}

/// How many travelers are ready, and how many are named, of all for whom the trip is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Readiness {
    pub ready: i64,
    pub named: i64,
    pub all: i64,
}

impl Readiness {
    pub fn of(travelers: &[NamedTraveler], passengers: i64) -> Self {
        let lacking = travelers.iter().filter(|it| it.lack().is_some());
        Self::counted(count(travelers), count(lacking), passengers)
    }

    pub fn of_listed(aboard: &Aboard, passengers: i64) -> Self {
        let lacking = aboard.doubts.iter();
        let lacking =
            lacking.filter(|it| lack(it.has_documents, &it.expires, (it.at, &it.zone)).is_some());
        Self::counted(aboard.named, count(lacking), passengers)
    }

    fn counted(named: i64, lacking: i64, passengers: i64) -> Self {
        Self { ready: named - lacking, named, all: passengers.max(named) }
    }

    pub fn is_complete(self) -> bool {
        self.ready == self.all
    }

    pub fn unnamed(self) -> i64 {
        self.all - self.named
    }
}

fn count<T>(all: impl IntoIterator<Item = T>) -> i64 {
    i64::try_from(all.into_iter().count()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::kit::ids::PassengerId;

    /// On a flight that arrives in London on 11 December, early in the morning.
    fn abroad(has_documents: bool, expires: &str) -> NamedTraveler {
        NamedTraveler {
            id: PassengerId(uuid::Uuid::nil()),
            name: "Zoë Ångström".into(),
            document_expires_on: expires.into(),
            has_documents,
            abroad: Some((1_796_947_200_000, "Europe/London".into())),
            legs: vec![1],
            of_legs: 1,
        }
    }

    #[test]
    fn a_traveler_is_ready_with_all_details_and_a_passport_to_the_day_of_arrival() {
        let lack = |has, expires| abroad(has, expires).lack();
        assert_eq!(lack(true, "2026-12-11"), None);
        assert_eq!(lack(true, "2026-12-10"), Some(Lack::Passport("2026-12-10".parse().unwrap())));
        assert_eq!(lack(false, "2030-01-01"), Some(Lack::Documents));
        assert_eq!(lack(false, ""), Some(Lack::Documents));
        assert!(matches!(lack(false, "2020-01-01"), Some(Lack::Passport(_))));
        let at_home = NamedTraveler { abroad: None, ..abroad(false, "2020-01-01") };
        assert_eq!(at_home.lack(), None);
    }

    #[test]
    fn who_is_not_named_is_not_ready() {
        let named = [abroad(true, "2030-01-01"), abroad(false, "")];
        let it = Readiness::of(&named, 4);
        assert_eq!(it, Readiness { ready: 1, named: 2, all: 4 });
        assert_eq!((it.unnamed(), it.is_complete()), (2, false));
        assert!(Readiness::of(&named[..1], 1).is_complete());
        assert_eq!(Readiness::of(&named, 1).all, 2, "more than the trip is for");
    }
}
