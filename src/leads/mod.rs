//! Leads: prospects. A lead has no access to the portal until it is converted to a contact.
mod conversion;
mod ops;
mod queries;
mod views;
pub use conversion::{Conversion, ConvertedAccount, ConvertedContact};
pub use ops::routes;
pub use queries::{asked, change_contact, open_at, open_by_key, wish_of};
pub use views::sources;

use crate::{
    kit::{
        email::Email,
        ids::{ContactId, LeadId},
        text::changes,
    },
    search::Tabs,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Open,
    Converted,
    Dropped,
}

/// The tabs of the list, by state; the word of a tab is the stored word of the state.
pub const BY_STATE: Tabs =
    &[("open", "Open"), ("converted", "Converted"), ("dropped", "Dropped"), ("all", "All")];

/// Suggestions for the source of a lead; other words may be typed too.
pub const SOURCES: [&str; 6] =
    ["Referral", "Website", "Phone call", "Broker", "Trade show", "Existing client"];

#[derive(Debug, Clone, Deserialize)]
pub struct Lead {
    pub id: LeadId,
    pub name: String,
    /// The name with case and accents folded: lists sort by it.
    pub sort_name: String,
    pub email: String,
    pub phone: String,
    pub company: String,
    pub source: String,
    pub notes: String,
    pub state: State,
    /// The contact that the lead was converted to, and their name.
    pub contact_id: Option<ContactId>,
    pub contact: Option<String>,
    pub version: i64,
    pub created_at: i64,
}

/// The details of a lead that a form may change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Particulars {
    pub name: String,
    pub email: Option<Email>,
    pub phone: String,
    pub company: String,
    pub source: String,
    pub notes: String,
}

/// The trip that a lead asked for on the website.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    pub from: String,
    pub to: String,
    pub departs: NaiveDate,
    pub returns: Option<NaiveDate>,
    pub passengers: i64,
    pub more: String,
}

/// The row of a [`Wish`].
#[derive(Debug, Clone, Deserialize)]
pub struct Wished {
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub wish: Wish,
}

/// The open lead with an address.
#[derive(Debug, Clone, Deserialize)]
pub struct OpenLead {
    pub id: LeadId,
}

/// A contact with the lead's address, who may be the same person.
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

    /// The differences, for the history.
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
