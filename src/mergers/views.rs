//! What the pages of a merger show.
use super::{Access, Candidate, Payer, Person};
use crate::{
    http::form::Form,
    users::{State, Visitor},
};
use askama::Template;

#[derive(Template)]
#[template(path = "mergers/contacts.html")]
pub struct Contacts {
    pub visitor: Visitor,
    pub stays: Person,
    pub goes: Option<Person>,
    /// Who may be meant.
    pub alike: Vec<Candidate>,
    /// The words searched for.
    pub q: String,
    pub form: Form,
}

#[derive(Template)]
#[template(path = "mergers/accounts.html")]
pub struct Accounts {
    pub visitor: Visitor,
    pub stays: Payer,
    pub goes: Option<Payer>,
    pub alike: Vec<Candidate>,
    pub q: String,
}

/// Field, legend, and whose is which.
type Choice<'a> = (&'static str, &'static str, [(&'static str, &'a str); 2]);

/// Both, and what becomes of each.
type Sides<'a, T> = [(&'a T, &'static str); 2];

impl Accounts {
    pub fn sides<'a>(&'a self, goes: &'a Payer) -> Sides<'a, Payer> {
        [(&self.stays, "Stays"), (goes, "Is marked merged")]
    }
}

/// Who merges whoever has access moves it: that takes the right to give it.
pub fn may_merge(visitor: &Visitor, stays: &Person, goes: &Person) -> bool {
    Access::of(stays, goes) == Access::None || visitor.may_send("/contacts/{id}/access")
}

impl Contacts {
    pub fn may_merge(&self, goes: &Person) -> bool {
        may_merge(&self.visitor, &self.stays, goes)
    }

    pub fn sides<'a>(&'a self, goes: &'a Person) -> Sides<'a, Person> {
        [(&self.stays, "Stays"), (goes, "Is marked merged")]
    }

    /// A choice between the details of the two where they differ: field, legend, and whose is which.
    pub fn choices<'a>(&'a self, goes: &'a Person) -> Vec<Choice<'a>> {
        let of = |mine: &'a str, other: &'a str| [("", or_none(mine)), ("other", or_none(other))];
        let all = [
            ("name", "Name", of(&self.stays.name, &goes.name)),
            ("email", "Email", of(&self.stays.email, &goes.email)),
            ("phone", "Phone", of(&self.stays.phone, &goes.phone)),
        ];
        all.into_iter().filter(|(.., [mine, other])| mine.1 != other.1).collect()
    }

    /// What happens to their access.
    pub fn access(&self, goes: &Person) -> String {
        let (mine, other) = (&self.stays.name, &goes.name);
        match Access::of(&self.stays, goes) {
            Access::None => "Neither has access to the portal, and none is given.".to_owned(),
            Access::Stays => format!("{mine} keeps the access and the rights they have."),
            Access::Moves => format!(
                "The access of {other} goes over to {mine} with the rights it has, and opens the accounts of both."
            ),
            Access::Ends => format!(
                "{mine} keeps the access and the rights they have, which open the accounts of both. The access of {other} ends at once."
            ),
        }
    }
}

impl Payer {
    pub fn told_or_none(&self) -> String {
        or_none(&self.told()).to_owned()
    }
}

fn or_none(text: &str) -> &str {
    if text.is_empty() { "None" } else { text }
}

impl Person {
    pub fn access_word(&self) -> &'static str {
        match self.state {
            None => "No access",
            Some(State::Invited) => "Pending",
            Some(State::Active) => "Active",
            Some(State::Disabled) => "Ended",
        }
    }

    pub fn accounts_or_none(&self) -> &str {
        or_none(&self.accounts)
    }

    pub fn email_or_none(&self) -> &str {
        or_none(&self.email)
    }
}
