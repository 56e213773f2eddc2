//! Accounts: the companies and families that pay, with their people and the tails tied to them.
mod ops;
mod queries;
mod views;
pub use ops::routes;
pub use queries::{active, matching, merge, named, open};
pub use views::kinds;

use crate::{
    kit::{
        ids::{AccountId, ContactId, TailId},
        money::Currency,
        text::changes,
    },
    users::State,
};
use serde::Deserialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Company,
    Family,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Account {
    pub id: AccountId,
    pub name: String,
    /// The name with case and accents folded: lists sort by it.
    pub sort_name: String,
    pub kind: Kind,
    pub phone: String,
    pub billing_name: String,
    pub billing_address: String,
    /// ISO 3166 alpha-2; empty where it is not given.
    pub country: String,
    pub tax_number: String,
    pub deactivated_at: Option<i64>,
    pub merged_into: Option<AccountId>,
    pub version: i64,
    /// The names of its first few people, and the registrations of its first few tails.
    pub people: String,
    pub tails: String,
    /// What was received in each currency and pays no invoice yet.
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub credits: Vec<(Currency, i64)>,
}

/// An account by id and name, as other pages show it or offer it in a form.
#[derive(Debug, Clone, Deserialize)]
pub struct AccountChoice {
    pub id: AccountId,
    pub name: String,
}

/// A contact who belongs to the account.
#[derive(Debug, Clone, Deserialize)]
pub struct AccountContact {
    pub id: ContactId,
    pub name: String,
    pub email: String,
    pub deactivated_at: Option<i64>,
    /// The state of their user, if they were ever invited to the portal.
    pub state: Option<State>,
    pub revoked_at: Option<i64>,
}

/// An aircraft or a coach, by its registration.
#[derive(Debug, Clone, Deserialize)]
pub struct Tail {
    pub id: TailId,
    pub registration: String,
    pub kind: String,
    pub seats: i64,
    /// Whether it is tied to the account.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_tied: bool,
}

/// An FBO that the account prefers, with the code of its airport.
#[derive(Debug, Clone, Deserialize)]
pub struct PreferredFbo {
    pub code: String,
    pub name: String,
}

/// The details of an account that a form may change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Particulars {
    pub name: String,
    pub kind: Kind,
    pub phone: String,
    pub billing_name: String,
    pub billing_address: String,
    /// ISO 3166 alpha-2; empty where it is not given.
    pub country: String,
    pub tax_number: String,
}

impl Kind {
    pub const ALL: [Self; 2] = [Self::Company, Self::Family];

    pub fn word(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Family => "family",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Company => "Company",
            Self::Family => "Family",
        }
    }

    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

impl Particulars {
    /// The details of a new account of which only the name is known.
    pub fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            kind: Kind::Company,
            phone: String::new(),
            billing_name: name.to_owned(),
            billing_address: String::new(),
            country: String::new(),
            tax_number: String::new(),
        }
    }
}

impl Account {
    pub fn is_active(&self) -> bool {
        self.deactivated_at.is_none()
    }

    /// The differences, for the history.
    pub fn changes(&self, now: &Particulars) -> String {
        changes(&[
            ("Name", &self.name, &now.name),
            ("Kind", self.kind.name(), now.kind.name()),
            ("Phone", &self.phone, &now.phone),
            ("Billing name", &self.billing_name, &now.billing_name),
            ("Billing address", &self.billing_address, &now.billing_address),
            ("Country", &self.country, &now.country),
            ("Tax number", &self.tax_number, &now.tax_number),
        ])
    }
}
