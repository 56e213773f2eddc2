//! The API: what the operator's other systems read here, and the keys that they send. What they write is in `api.rs` of
//! the feature that is written.
mod ops;
mod queries;
mod routes;
#[cfg(test)]
mod tests;
mod views;
pub use ops::routes as ops;
pub use queries::{lead, one};
pub use routes::{created, routes};

use crate::{
    error::Error,
    http::form::Form,
    kit::{clock::Dates, ids::ApiKeyId, zoned::end_of_day},
    users::Ability,
};
use serde::Deserialize;
use std::str::FromStr;

/// The most keys that are valid at a time.
const MOST: usize = 20;

/// What is listed, in the order of when it last changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resource {
    Requests,
    Trips,
    Quotes,
    Invoices,
    Payments,
    Accounts,
}

impl FromStr for Resource {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Ok(match word {
            "requests" => Self::Requests,
            "trips" => Self::Trips,
            "quotes" => Self::Quotes,
            "invoices" => Self::Invoices,
            "payments" => Self::Payments,
            "accounts" => Self::Accounts,
            _ => return Err(()),
        })
    }
}

/// A record as a program reads it, which the database writes as JSON.
#[derive(Debug, Clone, Deserialize)]
pub struct Document {
    pub id: String,
    pub updated_at: i64,
    pub body: String,
}

/// A key as the page lists it.
#[derive(Debug, Clone, Deserialize)]
pub struct Key {
    pub id: ApiKeyId,
    pub name: String,
    pub ending: String,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub abilities: Vec<Ability>,
    pub made_by: String,
    pub created_at: i64,
    pub expires_at: Option<i64>,
    pub used_at: Option<i64>,
    pub revoked_at: Option<i64>,
}

impl Key {
    pub fn is_valid(&self, now: i64) -> bool {
        self.revoked_at.is_none() && self.expires_at.is_none_or(|at| now <= at)
    }
}

/// The key with this id.
fn found(keys: &[Key], id: ApiKeyId) -> Result<&Key, Error> {
    keys.iter().find(|it| it.id == id).ok_or(Error::NotFound)
}

/// A key to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewKey {
    pub name: String,
    pub abilities: Vec<Ability>,
    /// The last millisecond of the last day.
    pub expires_at: Option<i64>,
}

impl NewKey {
    /// Reads the form; complains about what is wrong.
    pub fn of(form: &mut Form, keys: &[Key], now: i64, dates: &Dates, zone: &str) -> Option<Self> {
        let name = form.required("name", 80, "Enter the name of the system that will use the key.");
        let abilities: Vec<_> =
            Ability::ALL.into_iter().filter(|it| form.has("abilities", it.word())).collect();
        if abilities.is_empty() {
            form.complain("abilities", "Choose what the key may do.");
        }
        let last_day = form.date_or_none("last_day", dates);
        if last_day.is_some_and(|it| it < dates.today) {
            form.complain("last_day", "This day is past.");
        }
        if keys.iter().filter(|it| it.is_valid(now)).count() >= MOST {
            form.complain("name", format!("There are {MOST} keys. Revoke one that is not used."));
        }
        let expires_at = last_day.map(|it| end_of_day(zone, it));
        (!form.has_complaints()).then_some(Self { name, abilities, expires_at })
    }
}
