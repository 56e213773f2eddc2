//! The pages of leads.
use super::{KnownContact, Lead, SOURCES, State};
use crate::{accounts::AccountChoice, http::form::Form, search::List, users::Visitor};
use askama::Template;

#[derive(Template)]
#[template(path = "leads/index.html")]
pub struct Index {
    pub visitor: Visitor,
    pub list: List<Lead>,
}

#[derive(Template)]
#[template(path = "leads/new.html")]
pub struct New {
    pub visitor: Visitor,
    pub form: Form,
}

#[derive(Template)]
#[template(path = "leads/edit.html")]
pub struct Edit {
    pub visitor: Visitor,
    pub form: Form,
    pub lead: Lead,
}

#[derive(Template)]
#[template(path = "leads/show.html")]
pub struct Show {
    pub visitor: Visitor,
    pub lead: Lead,
    /// Contacts with the lead's address.
    pub known: Vec<KnownContact>,
    /// The accounts that the search found.
    pub found: Vec<AccountChoice>,
    pub form: Form,
}

impl Show {
    pub fn of(
        visitor: Visitor,
        (lead, known, found): (Option<Lead>, Vec<KnownContact>, Vec<AccountChoice>),
        form: Form,
    ) -> Option<Self> {
        Some(Self { visitor, lead: lead?, known, found, form })
    }

    /// Preselects the most likely contact and account in the conversion form.
    #[must_use]
    pub fn preselected(mut self) -> Self {
        let contact = self.known.first().map_or("new".to_owned(), |it| it.id.to_string());
        let account = match self.found.first() {
            Some(found) => found.id.to_string(),
            None if self.lead.company.is_empty() || !self.known.is_empty() => "none".to_owned(),
            None => "new".to_owned(),
        };
        let company = match self.lead.company.as_str() {
            "" => self.lead.name.clone(),
            company => company.to_owned(),
        };
        self.form.set("into", contact);
        self.form.set("account", account);
        self.form.set("company", company);
        self
    }

    pub fn may_change(&self) -> bool {
        self.visitor.may_send("/leads/{id}")
    }

    pub fn may_convert(&self) -> bool {
        self.may_change() && self.lead.is_open()
    }

    /// The contacts that the lead may be converted to.
    pub fn contact_options(&self) -> Vec<(String, String)> {
        let known = self.known.iter().map(|it| {
            let of =
                if it.accounts.is_empty() { String::new() } else { format!(" of {}", it.accounts) };
            (it.id.to_string(), format!("{}{of}, who already has this address", it.name))
        });
        known.chain([("new".to_owned(), "A new contact".to_owned())]).collect()
    }

    /// The accounts that the contact may be added to.
    pub fn account_options(&self) -> Vec<(String, String)> {
        let found = self.found.iter().map(|it| (it.id.to_string(), it.name.clone()));
        let has_some = self.known.iter().any(|it| !it.accounts.is_empty());
        let none = if has_some { "No other account" } else { "No account yet" };
        let others = [("new", "A new account, named below"), ("none", none)];
        found.chain(others.map(|(value, word)| (value.to_owned(), word.to_owned()))).collect()
    }

    pub fn added(&self) -> String {
        self.visitor.moment(self.lead.created_at).dated()
    }
}

pub fn sources() -> [&'static str; 6] {
    SOURCES
}

impl Lead {
    pub fn class(&self) -> &'static str {
        match self.state {
            State::Open => "wait",
            State::Converted => "ok",
            State::Dropped => "off",
        }
    }

    pub fn word(&self) -> &'static str {
        match self.state {
            State::Open => "Open",
            State::Converted => "Converted",
            State::Dropped => "Dropped",
        }
    }
}
