//! The form of a request, for clients and for staff who enter it for one.
use super::super::{
    Request,
    queries::{Caller, DIRECTORY_PAGE, ListedPassenger, RequestingAccount},
    steps::{self, Step},
};
use crate::{
    db::page::{Cursor, Page},
    http::form::Form,
    itineraries::{self, LegFields, Sketch},
    users::{Grant, Visitor},
};
use askama::Template;
use std::cmp::Ordering;

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
    pub step: Step,
    pub sketch: Sketch,
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

    /// The email address of somebody whose name another one has, too; else empty.
    fn told_by<'a>(&'a self, it: &'a ListedPassenger) -> &'a str {
        let named_alike = self.directory().iter().filter(|other| other.sort_name == it.sort_name);
        if named_alike.count() > 1 { &it.email } else { "" }
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
        match self.amended {
            Some(_) => "Change your request",
            None if self.books() => "Book a trip",
            None => "Request a trip",
        }
    }

    /// Whether a trip is made of it at once: its client may create trips, and no airport is to be settled.
    pub fn books(&self) -> bool {
        self.amended.is_none()
            && self.visitor.is_granted(Grant::CreateTrips)
            && itineraries::unsettled(&self.sketch.legs).is_empty()
    }

    pub fn button(&self) -> &'static str {
        match self.amended {
            Some(_) => "Save changes",
            None if self.books() => "Book this trip",
            None => "Send request",
        }
    }

    pub fn action(&self) -> String {
        self.amended.as_ref().map_or("/requests".to_owned(), |it| format!("/requests/{}", it.id))
    }

    /// How far a step is: done, the one that is shown, or to come.
    pub fn stage(&self, step: Step) -> &'static str {
        match step.cmp(&self.step) {
            Ordering::Less => "done",
            Ordering::Equal => "now",
            Ordering::Greater => "",
        }
    }

    pub fn carried(&self) -> Vec<(&str, &str)> {
        steps::carried(&self.form, self.step)
    }

    /// The chosen account, where there are several.
    pub fn account_name(&self) -> Option<&str> {
        let chosen = self.accounts.iter().find(|it| self.form.is("account", it.id));
        chosen.filter(|_| self.accounts.len() > 1).map(|it| it.name.as_str())
    }

    /// How many; those chosen by name where no number was typed.
    pub fn passengers(&self) -> String {
        match self.form.value("passengers") {
            "" => self.travelers().len().to_string(),
            typed => typed.to_owned(),
        }
    }

    pub fn travelers(&self) -> Vec<&ListedPassenger> {
        let is_ticked = |it: &&ListedPassenger| self.form.has("traveler", it.id.to_string());
        self.directory.iter().filter(is_ticked).collect()
    }

    /// The preferences that were typed.
    pub fn wishes(&self) -> Vec<(&'static str, &str)> {
        let vehicle = if self.visitor.workspace.is_air() { "Aircraft" } else { "Coach" };
        let labels = [vehicle, "Catering", "Ground transportation", "Anything else"];
        let fields = ["preference", "catering", "ground", "notes"].map(|it| self.form.value(it));
        labels.into_iter().zip(fields).filter(|(_, words)| !words.is_empty()).collect()
    }

    pub fn account_options(&self) -> Vec<(String, &str)> {
        self.accounts.iter().map(|it| (it.id.to_string(), it.name.as_str())).collect()
    }
}
