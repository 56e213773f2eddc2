//! A person's own profile, on either face: who they are here, how they sign in, what they are mailed.
pub mod address;
pub mod jobs;
mod mail;
mod preferences;
mod queries;
mod routes;
mod views;
pub use routes::routes;

use crate::kit::ids::ContactId;
use preferences::Preferences;
use serde::Deserialize;

const LONGEST_NAME: usize = 120;
const LONGEST_PHONE: usize = 40;
const LONGEST_TITLE: usize = 80;

/// The person as operations know them: a client by their contact, staff by their user.
#[derive(Debug, Clone, Deserialize)]
pub struct Profile {
    pub name: String,
    pub phone: String,
    pub title: String,
    pub contact_id: Option<ContactId>,
    pub version: i64,
    /// Sessions that are open, this one included.
    pub sessions: i64,
    /// Topics of mails: those a client does not want, or those a member of staff does.
    #[serde(deserialize_with = "crate::db::query::json")]
    pub topics: Vec<String>,
}

/// An account of a client's, with the registrations tied to it.
#[derive(Debug, Clone, Deserialize)]
pub struct OwnAccount {
    pub name: String,
    pub tails: String,
}

/// A browser that somebody is signed in with.
#[derive(Debug, Clone, Deserialize)]
pub struct OpenSession {
    pub digest: String,
    pub device: String,
    pub address: String,
    pub created_at: i64,
    pub seen_at: i64,
    #[serde(deserialize_with = "crate::db::query::flag")]
    pub is_this: bool,
}

/// Own details, as they were and as they are to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnDetails {
    pub name: String,
    pub phone: String,
    pub title: String,
}

impl Profile {
    /// What changes, in words; nothing where all is as it was.
    pub fn changes(&self, to: &OwnDetails) -> String {
        let pairs = [
            ("Name", &self.name, &to.name),
            ("Phone", &self.phone, &to.phone),
            ("Title", &self.title, &to.title),
        ];
        let changed = pairs.into_iter().filter(|(_, from, to)| from != to);
        changed
            .map(|(label, from, to)| format!("{label}: {} \u{2192} {}", told(from), told(to)))
            .collect::<Vec<_>>()
            .join("; ")
    }

    pub fn wants(&self, topic: &str) -> bool {
        self.topics.iter().any(|it| it == topic) != self.contact_id.is_some()
    }
}

fn told(words: &str) -> &str {
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
    fn the_trail_says_what_changed_and_nothing_else() {
        let it = person(None);
        let to =
            OwnDetails { name: it.name.clone(), phone: "+46 8 1".into(), title: String::new() };
        assert_eq!(it.changes(&to), "Phone: none \u{2192} +46 8 1; Title: Director \u{2192} none");
    }

    #[test]
    fn clients_name_what_they_do_not_want_and_staff_what_they_do() {
        let client = person(Some(ContactId(uuid::Uuid::nil())));
        assert!(!client.wants("trips") && client.wants("quotes"));
        assert!(person(None).wants("trips") && !person(None).wants("quotes"));
    }
}
