//! Passengers: each account's directory of people who travel.
mod alpha3;
mod details;
mod entry;
pub mod jobs;
mod ops;
mod queries;
mod routes;
mod travel;
mod views;
pub use alpha3::alpha3;
pub use details::{Detail, Opened, Owner};
pub use queries::{change_account, expiring, forget, words};
pub(crate) use queries::{has_documents, is_named_like, passenger_row};
pub use travel::{AgeGroup, AgeLimits, Standing, in_six_months, standing};
pub use views::{new_details, sex_options, unit_options};
pub use {ops::routes as ops, routes::routes};

use crate::kit::{
    email::Email,
    ids::{AccountId, PassengerId},
};
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
    /// The last name, where it is not the last word of the full name.
    pub surname: String,
    pub email: String,
    pub phone: String,
    /// As on the document: F, M or X; empty where it is not known.
    pub sex: String,
    /// ISO 3166 alpha-2; empty where it is not known.
    pub nationality: String,
    pub residence: String,
    /// ISO 3166 alpha-2 of the passport's issuer; empty where it is not known.
    pub document_country: String,
    /// YYYY-MM-DD; empty where it is not known.
    pub document_expires_on: String,
    pub weight: Option<i64>,
    pub weight_unit: String,
    pub preferences: String,
    pub note: String,
    /// What is stored encrypted.
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub details: details::Stored,
    /// Whether the visitor had the details shown in full a moment ago.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_revealed: bool,
    pub version: i64,
}

/// What is entered about a passenger, without the details that are stored encrypted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Particulars {
    pub name: String,
    pub surname: String,
    pub email: Option<Email>,
    pub phone: String,
    pub sex: String,
    pub nationality: String,
    pub residence: String,
    pub document_country: String,
    pub document_expires_on: String,
    pub weight: Option<i64>,
    pub weight_unit: String,
    pub preferences: String,
    pub note: String,
}

/// An account to whose directory a passenger can be added.
#[derive(Debug, Clone, Deserialize)]
pub struct DirectoryAccount {
    pub id: AccountId,
    pub name: String,
}

#[cfg(test)]
impl Passenger {
    pub fn sample() -> Self {
        let nothing = String::new;
        Self {
            id: PassengerId(uuid::Uuid::nil()),
            account_id: AccountId(uuid::Uuid::nil()),
            account: nothing(),
            name: "Zoë Ångström".into(),
            sort_name: nothing(),
            surname: nothing(),
            email: nothing(),
            phone: nothing(),
            sex: nothing(),
            nationality: nothing(),
            residence: nothing(),
            document_country: nothing(),
            document_expires_on: nothing(),
            weight: None,
            weight_unit: "lb".into(),
            preferences: nothing(),
            note: nothing(),
            details: details::Stored::new(),
            is_revealed: false,
            version: 1,
        }
    }
}
