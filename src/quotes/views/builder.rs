//! What the builder of quotes shows.
use super::super::{Quote, Tail, suggestions::ROWS};
use crate::{
    http::form::Form,
    itineraries::{Leg, LegFields},
    kit::ids::RequestId,
    requests::Request,
    users::Visitor,
};
use askama::Template;

/// The client's wishes beside the legs, and the request they are from.
#[derive(Debug)]
pub struct ClientWishes {
    pub id: RequestId,
    pub reference: String,
    pub account: String,
    /// Labels and texts.
    pub wishes: Vec<(&'static str, String)>,
}

impl ClientWishes {
    fn new(id: RequestId, reference: &str, account: &str, wishes: [&String; 4]) -> Self {
        let labels = ["Catering", "Ground transportation", "Preference", "Notes"];
        let wishes = labels.into_iter().zip(wishes.map(String::clone));
        Self {
            id,
            reference: reference.to_owned(),
            account: account.to_owned(),
            wishes: wishes.filter(|(_, words)| !words.is_empty()).collect(),
        }
    }
}

impl From<&Request> for ClientWishes {
    fn from(it: &Request) -> Self {
        let wishes = [&it.catering, &it.ground, &it.preference, &it.notes];
        Self::new(it.id, &it.reference, &it.account, wishes)
    }
}

impl From<&Quote> for ClientWishes {
    fn from(it: &Quote) -> Self {
        let wishes = [&it.catering, &it.ground, &it.preference, &it.notes];
        Self::new(it.request_id, &it.request, &it.account, wishes)
    }
}

#[derive(Template)]
#[template(path = "quotes/ops/builder.html")]
pub struct Builder {
    pub visitor: Visitor,
    pub asked: ClientWishes,
    /// The legs of the request, or of the saved draft.
    pub legs: Vec<Leg>,
    pub tails: Vec<Tail>,
    /// The draft as it was last saved; none if it was not yet.
    pub saved: Option<Quote>,
    pub rows: usize,
    pub form: Form,
}

impl Builder {
    /// As many rows as the form fills, and at least [`ROWS`].
    pub fn rows(form: &Form) -> usize {
        form.rows("label").max(ROWS)
    }

    /// The path that the form is sent to.
    pub fn action(&self) -> String {
        match &self.saved {
            Some(quote) => format!("/quotes/{}", quote.id),
            None => format!("/requests/{}/quotes", self.asked.id),
        }
    }

    pub fn crumbs(&self) -> Vec<(String, String)> {
        let crumb = |href: &str, word: &str| (href.to_owned(), word.to_owned());
        match &self.saved {
            Some(quote) => {
                vec![crumb("/quotes?show=drafts", "Quotes"), crumb(&self.action(), &quote.name())]
            }
            None => vec![
                crumb("/requests", "Requests"),
                crumb(&format!("/requests/{}", self.asked.id), &self.asked.reference),
            ],
        }
    }

    /// The last of the breadcrumbs, which is this page.
    pub fn here(&self) -> &'static str {
        if self.saved.is_some() { "Edit" } else { "New quote" }
    }

    /// "Aircraft" or "Coach".
    pub fn vehicle(&self) -> &'static str {
        if self.visitor.workspace.is_air() { "Aircraft" } else { "Coach" }
    }

    pub fn title(&self) -> String {
        match &self.saved {
            Some(quote) => quote.name(),
            None => format!("New quote for {}", self.asked.reference),
        }
    }

    pub fn tails(&self) -> Vec<(String, String)> {
        let none = format!("No {} yet", self.visitor.workspace.vehicle());
        let named = |it: &Tail| {
            (it.id.to_string(), format!("{}, {}, {} seats", it.registration, it.kind, it.seats))
        };
        std::iter::once((String::new(), none)).chain(self.tails.iter().map(named)).collect()
    }

    /// Each leg with the names of its fields.
    pub fn legs(&self) -> impl Iterator<Item = (LegFields, &Leg)> {
        self.legs.iter().enumerate().map(|(i, leg)| (LegFields::new(i), leg))
    }

    pub fn cell(&self, name: &str, i: usize) -> &str {
        self.form.value(&format!("{name}.{i}"))
    }

    pub fn is(&self, name: &str, i: usize, value: &str) -> bool {
        self.cell(name, i) == value
    }

    pub fn wrong(&self, name: &str, i: usize) -> Option<&str> {
        self.form.complaint(&format!("{name}.{i}"))
    }

    /// The first complaint about a row of lines.
    pub fn wrong_line(&self, i: usize) -> Option<&str> {
        ["label", "price", "quantity", "unit"].iter().find_map(|name| self.wrong(name, i))
    }
}
