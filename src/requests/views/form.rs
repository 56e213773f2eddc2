//! The form of a request, for clients and for staff who enter it for one.
use super::super::{
    Request,
    queries::{Caller, DIRECTORY_PAGE, ListedPassenger, RequestingAccount},
};
use crate::{
    db::page::{Cursor, Page},
    http::form::Form,
    itineraries::LegFields,
    users::Visitor,
};
use askama::Template;

/// A new request of a client, or one that is changed.
#[derive(Template)]
#[template(path = "requests/new.html")]
pub struct New {
    pub visitor: Visitor,
    /// The request that is changed; none for a new one.
    pub amended: Option<Request>,
    pub accounts: Vec<RequestingAccount>,
    pub directory: Vec<ListedPassenger>,
    pub form: Form,
}

/// A request that staff enter: first the client is found, then the form is filled in.
#[derive(Template)]
#[template(path = "requests/enter.html")]
pub struct Enter {
    pub visitor: Visitor,
    /// What the client was searched by, and who was found.
    pub find: String,
    pub found: Vec<Caller>,
    /// The client, once chosen.
    pub client: Option<Caller>,
    pub accounts: Vec<RequestingAccount>,
    pub directory: Vec<ListedPassenger>,
    pub form: Form,
}

/// What the fields of the form ask of either page.
trait RequestForm {
    fn sent(&self) -> &Form;
    fn directory(&self) -> &[ListedPassenger];

    fn legs(&self) -> Vec<LegFields> {
        LegFields::of(self.sent())
    }

    /// Whether the directory is too long to look through, or was searched.
    fn is_searched(&self) -> bool {
        self.directory().len() >= 20 || !self.sent().value("find").is_empty()
    }

    /// The passengers to choose from: those that are ticked, and a page of those that were found.
    fn listed(&self) -> Vec<&ListedPassenger> {
        let mut found = 0;
        let is_ticked = |it: &ListedPassenger| self.sent().has("traveler", it.id.to_string());
        let is_listed = |it: &&ListedPassenger| {
            found += usize::from(it.is_found);
            found <= DIRECTORY_PAGE || !it.is_found || is_ticked(it)
        };
        self.directory().iter().filter(is_listed).collect()
    }

    /// The cursor of the next page of the directory; empty on the last.
    fn more(&self) -> String {
        let found: Vec<_> = self.directory().iter().filter(|it| it.is_found).collect();
        let next =
            Page::of(found, DIRECTORY_PAGE, |it| Cursor::after_text(it.sort_name.as_str(), it.id));
        next.next.map(|cursor| cursor.to_string()).unwrap_or_default()
    }
}

impl RequestForm for New {
    fn sent(&self) -> &Form {
        &self.form
    }

    fn directory(&self) -> &[ListedPassenger] {
        &self.directory
    }
}

impl RequestForm for Enter {
    fn sent(&self) -> &Form {
        &self.form
    }

    fn directory(&self) -> &[ListedPassenger] {
        &self.directory
    }
}

impl New {
    pub fn title(&self) -> &'static str {
        if self.amended.is_some() { "Change your request" } else { "Request a trip" }
    }

    pub fn button(&self) -> &'static str {
        if self.amended.is_some() { "Save changes" } else { "Send request" }
    }

    pub fn action(&self) -> String {
        self.amended.as_ref().map_or("/requests".to_owned(), |it| format!("/requests/{}", it.id))
    }

    pub fn account_options(&self) -> Vec<(String, &str)> {
        self.accounts.iter().map(|it| (it.id.to_string(), it.name.as_str())).collect()
    }
}
