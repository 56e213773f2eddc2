//! Contacts and their accounts: the people on the client's side, and who pays for them.
mod access;
mod grants;
mod mail;
mod ops;
mod queries;
mod views;
pub use grants::Grants;
pub use ops::routes;
pub use queries::{
    access::set_grants, change_account, join, make, merge, move_to, set_own_details,
};

use crate::{
    kit::{
        email::Email,
        ids::{AccountId, ContactId},
        text::changes,
    },
    users::State,
};
use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
pub struct Contact {
    pub id: ContactId,
    pub name: String,
    /// Folded, as lists are sorted.
    pub sort_name: String,
    pub email: String,
    pub phone: String,
    pub title: String,
    pub notes: String,
    /// Names of their accounts, the first by name first.
    pub accounts: String,
    /// Their access to the portal, if they were ever invited.
    pub state: Option<State>,
    pub temporary_until: Option<i64>,
    pub revoked_at: Option<i64>,
    pub version: i64,
    pub deactivated_at: Option<i64>,
    pub merged_into: Option<ContactId>,
}

/// An account a contact is a member of.
#[derive(Debug, Clone, Deserialize)]
pub struct Membership {
    pub id: AccountId,
    pub name: String,
    /// Registrations of the aircraft or coaches tied to it.
    pub tails: String,
}

/// What the operator says of a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Particulars {
    pub name: String,
    pub email: Option<Email>,
    pub phone: String,
    pub title: String,
    pub notes: String,
}

impl Particulars {
    /// As it is stored; empty where it is not known.
    pub fn email_or_empty(&self) -> &str {
        self.email.as_deref().unwrap_or_default()
    }
}

impl Contact {
    pub fn is_active(&self) -> bool {
        self.deactivated_at.is_none()
    }

    /// Whether they sign in with their address, or will.
    pub fn has_user(&self) -> bool {
        self.state.is_some()
    }

    /// What history says of a change. What the operator notes is nobody else's business.
    pub fn changes(&self, now: &Particulars) -> String {
        let values = [
            ("Name", self.name.as_str(), now.name.as_str()),
            ("Email", &self.email, now.email_or_empty()),
            ("Phone", &self.phone, &now.phone),
            ("Title", &self.title, &now.title),
        ];
        let mut told = changes(&values);
        if self.notes != now.notes {
            told.push_str(if told.is_empty() { "Notes changed" } else { "; notes changed" });
        }
        told
    }
}
