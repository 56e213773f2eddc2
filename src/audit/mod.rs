//! The audit trail: every event of the workspace, newest first, for those who may read it.
mod actions;
mod csv;
pub mod jobs;
mod ops;
mod probes;
mod queries;
mod sentences;
mod views;
mod words;
#[cfg(test)]
pub use actions::ACTIONS;
pub use actions::action;
pub use ops::routes;
pub use probes::Probe;

use crate::{
    db::page::{Cursor, Page},
    workspaces::Trade,
};
use actions::Action;
use serde::Deserialize;
use words::Group;

/// Events on a page, and in a file.
const PER_PAGE: usize = 50;
const PER_FILE: usize = 10_000;

/// The parameters of the address. `zone` is the time zone of the two days: it is in the address
/// because the workspace's time zone is not known before the trail is read.
const FIELDS: [&str; 9] =
    ["kind", "action", "who", "person", "subject", "address", "from", "until", "zone"];

/// How many rows of one index are read when other conditions may filter out most of them.
const LOOKED_THROUGH: usize = 1_000;

/// One event, with the names of its actor and its subject.
#[derive(Debug, Clone, Deserialize)]
pub struct Event {
    pub id: String,
    pub at: i64,
    pub face: String,
    pub action: String,
    pub note: String,
    pub host: String,
    pub address: String,
    /// The country of the address, in two letters; empty where it is not known.
    pub country: String,
    pub actor_id: Option<String>,
    pub actor: Option<String>,
    pub subject_id: String,
    pub subject: Option<String>,
    /// The id of the subject's page; for a person with its folder, `contacts/` or `staff/`.
    pub page_id: Option<String>,
    /// True for a row that is no result, but the oldest event that was looked at.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_end: bool,
}

/// The conditions on the events to show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    pub group: Option<Group>,
    pub action: Option<&'static str>,
    /// A user's id, or the beginning of a name or an email address.
    pub person: String,
    pub subject: String,
    pub address: String,
    /// The first moment and the last, UTC milliseconds.
    pub from: Option<i64>,
    pub until: Option<i64>,
}

/// The index that a filter is read by, which is the one that reads the fewest rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    Time,
    Subject,
    Address,
    Person,
    Action,
}

impl Filter {
    /// The names of the actions to show; empty for all.
    pub fn actions(&self) -> Vec<&'static str> {
        match (self.action, self.group) {
            (Some(name), None) => vec![name],
            (Some(name), Some(group)) => {
                // Both conditions must hold: an action that is not in the group finds nothing.
                let both = group.actions().any(|it| it.name == name);
                vec![if both { name } else { "-" }]
            }
            (None, Some(group)) => group.actions().map(|it| it.name).collect(),
            (None, None) => Vec::new(),
        }
    }

    pub fn by(&self) -> By {
        if !self.subject.is_empty() {
            By::Subject
        } else if !self.person.is_empty() {
            By::Person
        } else if !self.address.is_empty() {
            By::Address
        } else if self.action.is_some() || self.group.is_some() {
            By::Action
        } else {
            By::Time
        }
    }

    /// How many rows are read for each key of the index, to show `most` events: as many where the
    /// index answers the only condition. Otherwise more, and the reader can continue from there.
    pub fn depth(&self, most: usize) -> usize {
        let conditions = [
            !self.subject.is_empty(),
            !self.person.is_empty(),
            !self.address.is_empty(),
            self.action.is_some() || self.group.is_some(),
        ];
        let is_answered = conditions.into_iter().filter(|it| *it).count() < 2;
        if is_answered { most } else { most.max(LOOKED_THROUGH) }
    }
}

/// A page of the trail, newest first, which may end before it is full.
#[derive(Debug)]
pub struct Stretch {
    /// Its events, and where the next page begins.
    pub page: Page<Event>,
    /// The page is not full, but older events were not looked at yet.
    pub is_cut: bool,
}

impl Stretch {
    /// Makes a page of at most `most` events. One row more tells that there is another page.
    pub fn of(rows: Vec<Event>, most: usize) -> Self {
        let (ends, events): (Vec<Event>, Vec<Event>) = rows.into_iter().partition(|it| it.is_end);
        let place = |it: &Event| Cursor::after(it.at, &it.id);
        let mut page = Page::of(events, most, place);
        let is_cut = page.next.is_none() && !ends.is_empty();
        page.next = page.next.or(ends.first().map(place));
        Self { page, is_cut }
    }
}

impl Event {
    pub fn action(&self) -> Option<&'static Action> {
        action(&self.action)
    }

    /// Who did it: the name of a person or of an API key, "Someone" who was not signed in, or "System".
    pub fn who(&self) -> &str {
        match &self.actor {
            Some(name) => name,
            None if self.face == "system" => "System",
            None => "Someone",
        }
    }

    pub fn face_name(&self) -> &'static str {
        match self.face.as_str() {
            "client" => "Client portal",
            "ops" => "Operations",
            // A program is no user.
            _ if self.actor.is_some() => "API",
            _ => "System",
        }
    }

    /// What was done, in three parts: before the subject, the subject, and after it.
    pub fn told(&self, trade: Trade) -> (String, String, String) {
        self.action().map_or_else(
            || (self.action.replace('_', " "), String::new(), String::new()),
            |action| action.told(self.subject.as_deref(), trade),
        )
    }

    /// The path of the subject's page.
    pub fn page(&self) -> Option<String> {
        let id = self.page_id.as_deref().filter(|_| self.subject.is_some())?;
        self.action()?.noun.page(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(id: &str, at: i64, is_end: bool) -> Event {
        Event {
            id: id.to_owned(),
            at,
            face: "client".to_owned(),
            action: "signed_in".to_owned(),
            note: String::new(),
            host: String::new(),
            address: String::new(),
            country: String::new(),
            actor_id: None,
            actor: None,
            subject_id: String::new(),
            subject: None,
            page_id: None,
            is_end,
        }
    }

    #[test]
    fn a_page_tells_where_the_next_one_begins() {
        let full =
            Stretch::of(vec![event("c", 3, false), event("b", 2, false), event("b", 2, true)], 1);
        assert_eq!(
            (full.page.rows.len(), full.page.next, full.is_cut),
            (1, Some(Cursor::after(3, "c")), false)
        );
        let cut = Stretch::of(vec![event("c", 3, false), event("a", 1, true)], 5);
        assert_eq!(
            (cut.page.rows.len(), cut.page.next, cut.is_cut),
            (1, Some(Cursor::after(1, "a")), true)
        );
        let whole = Stretch::of(vec![event("c", 3, false)], 5);
        assert_eq!((whole.page.next, whole.is_cut), (None, false));
    }

    #[test]
    fn one_condition_is_answered_by_its_index_and_two_read_more_rows() {
        let by_group = Filter { group: Some(Group::Settings), ..Filter::default() };
        assert_eq!((by_group.by(), by_group.depth(51)), (By::Action, 51));
        let both = Filter { address: "::1".into(), ..by_group };
        assert_eq!((both.by(), both.depth(51)), (By::Address, LOOKED_THROUGH));
        assert_eq!(Filter::default().depth(51), 51);
        let odd =
            Filter { action: Some("signed_in"), group: Some(Group::Trips), ..Filter::default() };
        assert_eq!(odd.actions(), ["-"]);
    }

    #[test]
    fn an_actor_who_was_not_signed_in_is_somebody() {
        let mut it = event("a", 1, false);
        assert_eq!(it.who(), "Someone");
        it.face = "system".to_owned();
        assert_eq!(it.who(), "System");
    }
}
