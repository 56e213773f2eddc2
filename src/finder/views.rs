//! The page of what was found.
use super::Hit;
use crate::{http::page::address, users::Visitor};
use askama::Template;

/// Everything of one kind that was found.
pub struct Group {
    pub title: String,
    pub hits: Vec<Hit>,
}

#[derive(Template)]
#[template(path = "finder/index.html")]
pub struct Index {
    pub visitor: Visitor,
    pub q: String,
    /// Whether there was a word to search for.
    pub is_asked: bool,
    pub groups: Vec<Group>,
}

impl Index {
    /// The settings that are meant by the same words.
    pub fn settings(&self) -> String {
        address("/settings", &[("q", &self.q)])
    }
}

/// The hits by kind, in the order in which they were found. Pages that the visitor may not open are left out.
pub fn groups(hits: Vec<Hit>, visitor: &Visitor) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for hit in hits.into_iter().filter(|it| visitor.may_open(&it.route())) {
        let title = title(&hit.path, visitor);
        match groups.iter_mut().find(|it| it.title == title) {
            Some(group) => group.hits.push(hit),
            None => groups.push(Group { title, hits: vec![hit] }),
        }
    }
    groups
}

fn title(path: &str, visitor: &Visitor) -> String {
    let words = match path {
        "/trips" => visitor.workspace.words().trips,
        "/requests" => "Deals",
        "/quotes" => "Quotes",
        "/invoices" => "Invoices",
        "/services" => "Services",
        "/tails" => "Fleet",
        "/accounts" => "Accounts",
        "/contacts" => "Contacts",
        "/leads" => "Leads",
        "/passengers" => "Passengers",
        _ => "FBOs",
    };
    words.to_owned()
}
