//! Leads: prospects. Nobody gets into the portal before they were made a contact.
mod conversion;
mod ops;
mod queries;
mod views;
pub use conversion::{Conversion, Place, Whom};
pub use ops::routes;
pub use queries::change_contact;
pub use views::sources;

use crate::{
    kit::{
        email::Email,
        ids::{ContactId, LeadId},
        text::changes,
    },
    search::Tabs,
};
use serde::Deserialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Open,
    Converted,
    Dropped,
}

/// The tabs of the list; a tab's word is a state's, as it is stored.
pub const BY_STATE: Tabs =
    &[("open", "Open"), ("converted", "Converted"), ("dropped", "Dropped"), ("all", "All")];

/// What operators say most often of where a lead comes from; any words will do.
pub const SOURCES: [&str; 6] =
    ["Referral", "Website", "Phone call", "Broker", "Trade show", "Existing client"];

#[derive(Debug, Clone, Deserialize)]
pub struct Lead {
    pub id: LeadId,
    pub name: String,
    /// Folded, as lists are sorted.
    pub sort_name: String,
    pub email: String,
    pub phone: String,
    pub company: String,
    pub source: String,
    pub notes: String,
    pub state: State,
    /// Whom they became.
    pub contact_id: Option<ContactId>,
    pub contact: Option<String>,
    pub version: i64,
    pub created_at: i64,
}

/// What the operator says of a lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Particulars {
    pub name: String,
    pub email: Option<Email>,
    pub phone: String,
    pub company: String,
    pub source: String,
    pub notes: String,
}

/// A contact whom a lead may be already.
#[derive(Debug, Clone, Deserialize)]
pub struct KnownContact {
    pub id: ContactId,
    pub name: String,
    pub accounts: String,
}

impl Lead {
    pub fn is_open(&self) -> bool {
        self.state == State::Open
    }

    /// What history says of a change.
    pub fn changes(&self, now: &Particulars) -> String {
        let mut told = changes(&[
            ("Name", &self.name, &now.name),
            ("Email", &self.email, now.email.as_deref().unwrap_or_default()),
            ("Phone", &self.phone, &now.phone),
            ("Company", &self.company, &now.company),
            ("Source", &self.source, &now.source),
        ]);
        if self.notes != now.notes {
            told.push_str(if told.is_empty() { "Notes changed" } else { "; notes changed" });
        }
        told
    }
}
