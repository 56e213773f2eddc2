//! What the account pages show.
use super::{Account, AccountChoice, AccountContact, Kind, PreferredFbo, Tail};
use crate::{
    http::form::Form,
    search::List,
    users::{State, Visitor},
};
use askama::Template;

#[derive(Template)]
#[template(path = "accounts/index.html")]
pub struct Index {
    pub visitor: Visitor,
    pub list: List<Account>,
}

#[derive(Template)]
#[template(path = "accounts/new.html")]
pub struct New {
    pub visitor: Visitor,
    pub form: Form,
    /// Other accounts with the same name.
    pub namesakes: Vec<AccountChoice>,
}

#[derive(Template)]
#[template(path = "accounts/edit.html")]
pub struct Edit {
    pub visitor: Visitor,
    pub form: Form,
    pub account: Account,
}

#[derive(Template)]
#[template(path = "accounts/show.html")]
pub struct Show {
    pub visitor: Visitor,
    pub account: Account,
    pub people: Vec<AccountContact>,
    /// All tails of the operator; those tied to the account come first.
    pub tails: Vec<Tail>,
    pub fbos: Vec<PreferredFbo>,
    pub form: Form,
}

impl Show {
    pub fn may_change(&self) -> bool {
        self.visitor.may_send("/accounts/{id}")
    }

    pub fn tied(&self) -> Vec<&Tail> {
        self.tails.iter().filter(|it| it.is_tied).collect()
    }

    /// The tails that the form may tie, after an empty choice.
    pub fn link_label(&self) -> &'static str {
        if self.visitor.workspace.is_air() { "Link an aircraft" } else { "Link a coach" }
    }

    pub fn tail_options(&self) -> Vec<(String, String)> {
        let choose = (String::new(), "Choose".to_owned());
        let free = self.tails.iter().filter(|it| !it.is_tied);
        let named = |it: &Tail| format!("{}, {}, {} seats", it.registration, it.kind, it.seats);
        let each = free.map(|it| (it.id.to_string(), named(it)));
        std::iter::once(choose).chain(each).collect()
    }
}

pub fn kinds() -> [(&'static str, &'static str); 2] {
    Kind::ALL.map(|kind| (kind.word(), kind.name()))
}

impl Account {
    pub fn class(&self) -> &'static str {
        if self.is_active() { "ok" } else { "off" }
    }

    pub fn word(&self) -> &'static str {
        match self.merged_into {
            Some(_) => "Merged",
            None if self.is_active() => "Active",
            None => "Inactive",
        }
    }

    /// "$1,200.00" for each currency.
    pub fn credits_written(&self, visitor: &Visitor) -> Vec<String> {
        let style = visitor.style();
        self.credits.iter().map(|(currency, amount)| style.money(currency, *amount)).collect()
    }
}

impl AccountContact {
    pub fn access_class(&self) -> &'static str {
        match self.state {
            Some(State::Active) => "ok",
            Some(State::Invited) => "wait",
            None | Some(State::Disabled) => "off",
        }
    }

    pub fn access_word(&self) -> &'static str {
        match self.state {
            _ if self.deactivated_at.is_some() => "Inactive",
            None => "No access",
            Some(State::Invited) => "Pending",
            Some(State::Active) => "Active",
            Some(State::Disabled) if self.revoked_at.is_some() => "Revoked",
            Some(State::Disabled) => "Inactive",
        }
    }
}
