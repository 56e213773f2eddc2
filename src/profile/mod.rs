//! The visitor's own profile, on either face: details, preferences, address, password and sessions.
pub mod address;
pub mod jobs;
mod mail;
mod preferences;
mod queries;
mod routes;
mod views;
pub use queries::forget;
pub use routes::routes;

use crate::kit::ids::ContactId;
use preferences::Preferences;
use serde::Deserialize;

const LONGEST_NAME: usize = 120;
const LONGEST_PHONE: usize = 40;
const LONGEST_TITLE: usize = 80;

/// The visitor's own details: those of the contact for a client, those of the user for staff.
#[derive(Debug, Clone, Deserialize)]
pub struct Profile {
    pub name: String,
    pub phone: String,
    pub title: String,
    pub contact_id: Option<ContactId>,
    pub version: i64,
    /// How many sessions are open, with this one.
    pub sessions: i64,
    /// Topics of mails: for a client those they do not want, for staff those they want.
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub topics: Vec<String>,
}

/// One of a client's accounts, with the registrations of the tails tied to it.
#[derive(Debug, Clone, Deserialize)]
pub struct OwnAccount {
    pub name: String,
    pub tails: String,
}

/// An open session: a browser in which the visitor is signed in.
#[derive(Debug, Clone, Deserialize)]
pub struct OpenSession {
    pub digest: String,
    pub device: String,
    pub address: String,
    pub created_at: i64,
    pub seen_at: i64,
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_this: bool,
}

/// The details that the visitor may change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnDetails {
    pub name: String,
    pub phone: String,
    pub title: String,
}

impl Profile {
    /// The differences, for the history; empty if there are none.
    pub fn changes(&self, to: &OwnDetails) -> String {
        let pairs = [
            ("Name", &self.name, &to.name),
            ("Phone", &self.phone, &to.phone),
            ("Title", &self.title, &to.title),
        ];
        let changed = pairs.into_iter().filter(|(_, from, to)| from != to);
        changed
            .map(|(label, from, to)| format!("{label}: {} \u{2192} {}", or_none(from), or_none(to)))
            .collect::<Vec<_>>()
            .join("; ")
    }

    /// Whether they want mails about a topic.
    pub fn wants(&self, topic: &str) -> bool {
        self.topics.iter().any(|it| it == topic) != self.contact_id.is_some()
    }
}

fn or_none(words: &str) -> &str {
    if words.is_empty() { "none" } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(contact: Option<ContactId>) -> Profile {
        Profile {
            name: "Mira Lindqvist".into(),
            phone: String::new(),
            title: "Director".into(),
            contact_id: contact,
            version: 1,
            sessions: 1,
            topics: vec!["trips".into()],
        }
    }

    #[test]
    fn the_history_says_only_what_changed() {
        let it = person(None);
        let to =
            OwnDetails { name: it.name.clone(), phone: "+46 8 1".into(), title: String::new() };
        assert_eq!(it.changes(&to), "Phone: none \u{2192} +46 8 1; Title: Director \u{2192} none");
    }

    #[test]
    fn clients_are_stored_with_unwanted_topics_and_staff_with_wanted_ones() {
        let client = person(Some(ContactId(uuid::Uuid::nil())));
        assert!(!client.wants("trips") && client.wants("quotes"));
        assert!(person(None).wants("trips") && !person(None).wants("quotes"));
    }
}
