//! Passengers: each account's directory of people who travel.
mod countries;
mod ops;
mod queries;
mod routes;
mod views;
pub use queries::{change_account, expiring, forget};
pub use views::country_options;
pub use {ops::routes as ops, routes::routes};

use crate::kit::{
    email::Email,
    ids::{AccountId, PassengerId},
};
use chrono::{Months, NaiveDate};
use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
pub struct Passenger {
    pub id: PassengerId,
    pub account_id: AccountId,
    pub account: String,
    /// The full name, as on the passport.
    pub name: String,
    /// The name without case and accents, by which lists are sorted.
    pub sort_name: String,
    pub email: String,
    pub phone: String,
    /// ISO 3166 alpha-2 of the passport's issuer; empty where it is not known.
    pub document_country: String,
    /// YYYY-MM-DD; empty where it is not known.
    pub document_expires_on: String,
    pub note: String,
    pub version: i64,
}

/// The state of a passport on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Missing,
    Expired,
    /// Expires within six calendar months, which many countries do not accept.
    Soon,
    Fine,
}

impl Passenger {
    pub fn expires_on(&self) -> Option<NaiveDate> {
        self.document_expires_on.parse().ok()
    }

    pub fn standing(&self, today: NaiveDate) -> Standing {
        match self.expires_on() {
            None => Standing::Missing,
            Some(expires) if expires < today => Standing::Expired,
            Some(expires) if expires < in_six_months(today) => Standing::Soon,
            Some(_) => Standing::Fine,
        }
    }
}

/// Six calendar months later: 31 August becomes the last of February.
pub fn in_six_months(day: NaiveDate) -> NaiveDate {
    day.checked_add_months(Months::new(6)).unwrap_or(day)
}

/// What a client enters about a passenger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Particulars {
    pub name: String,
    pub email: Option<Email>,
    pub phone: String,
    pub document_country: String,
    pub document_expires_on: String,
    pub note: String,
}

/// An account to whose directory a passenger can be added.
#[derive(Debug, Clone, Deserialize)]
pub struct DirectoryAccount {
    pub id: AccountId,
    pub name: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn standing(expires: &str, today: &str) -> Standing {
        let passenger = Passenger {
            id: PassengerId(Uuid::nil()),
            account_id: AccountId(Uuid::nil()),
            account: String::new(),
            name: String::new(),
            sort_name: String::new(),
            email: String::new(),
            phone: String::new(),
            document_country: String::new(),
            document_expires_on: expires.into(),
            note: String::new(),
            version: 1,
        };
        passenger.standing(today.parse().unwrap())
    }

    #[test]
    fn a_passport_is_good_on_its_last_day() {
        assert_eq!(standing("2026-11-21", "2026-11-21"), Standing::Soon);
        assert_eq!(standing("2026-11-20", "2026-11-21"), Standing::Expired);
        assert_eq!(standing("", "2026-11-21"), Standing::Missing);
    }

    #[test]
    fn six_months_are_calendar_months() {
        assert_eq!(standing("2027-05-20", "2026-11-21"), Standing::Soon);
        assert_eq!(standing("2027-05-21", "2026-11-21"), Standing::Fine);
        assert_eq!(standing("2027-02-27", "2026-08-31"), Standing::Soon);
        assert_eq!(standing("2027-02-28", "2026-08-31"), Standing::Fine);
    }
}
