//! Contacts: the people on the client's side, the accounts they belong to, and their access.
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
    /// The name with case and accents folded: lists sort by it.
    pub sort_name: String,
    pub email: String,
    /// Why mails do not reach that address; empty if they do.
    pub email_fault: String,
    pub phone: String,
    pub title: String,
    pub notes: String,
    /// Names of their accounts, sorted.
    pub accounts: String,
    /// The state of their user, if they were ever invited to the portal.
    pub state: Option<State>,
    pub temporary_until: Option<i64>,
    pub revoked_at: Option<i64>,
    pub version: i64,
    pub deactivated_at: Option<i64>,
    pub merged_into: Option<ContactId>,
}

/// An account that a contact belongs to.
#[derive(Debug, Clone, Deserialize)]
pub struct Membership {
    pub id: AccountId,
    pub name: String,
    /// Registrations of the aircraft or coaches tied to it.
    pub tails: String,
}

/// The details of a contact that a form may change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Particulars {
    pub name: String,
    pub email: Option<Email>,
    pub phone: String,
    pub title: String,
    pub notes: String,
}

impl Particulars {
    /// The address as it is stored: empty if there is none.
    pub fn email_or_empty(&self) -> &str {
        self.email.as_deref().unwrap_or_default()
    }
}

impl Contact {
    pub fn is_active(&self) -> bool {
        self.deactivated_at.is_none()
    }

    /// Whether they have a user, so that their address is the one they sign in with.
    pub fn has_user(&self) -> bool {
        self.state.is_some()
    }

    /// The differences, for the history. It does not repeat the notes, which are internal.
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
