//! What the pages of a merger show.
use super::{AccessOutcome, MergeCandidate, MergedAccount, MergedContact};
use crate::{
    http::form::Form,
    users::{State, Visitor},
};
use askama::Template;

#[derive(Template)]
#[template(path = "mergers/contacts.html")]
pub struct Contacts {
    pub visitor: Visitor,
    pub stays: MergedContact,
    pub goes: Option<MergedContact>,
    /// Who may be meant.
    pub alike: Vec<MergeCandidate>,
    /// The words searched for.
    pub q: String,
    pub form: Form,
}

#[derive(Template)]
#[template(path = "mergers/accounts.html")]
pub struct Accounts {
    pub visitor: Visitor,
    pub stays: MergedAccount,
    pub goes: Option<MergedAccount>,
    pub alike: Vec<MergeCandidate>,
    pub q: String,
}

/// Field, legend, and whose is which.
type Choice<'a> = (&'static str, &'static str, [(&'static str, &'a str); 2]);

/// Both, and what becomes of each.
type Sides<'a, T> = [(&'a T, &'static str); 2];

impl Accounts {
    pub fn sides<'a>(&'a self, goes: &'a MergedAccount) -> Sides<'a, MergedAccount> {
        [(&self.stays, "Stays"), (goes, "Is marked merged")]
    }
}

/// Who merges whoever has access moves it: that takes the right to give it.
pub fn may_merge(visitor: &Visitor, stays: &MergedContact, goes: &MergedContact) -> bool {
    AccessOutcome::of(stays, goes) == AccessOutcome::None
        || visitor.may_send("/contacts/{id}/access")
}

impl Contacts {
    pub fn may_merge(&self, goes: &MergedContact) -> bool {
        may_merge(&self.visitor, &self.stays, goes)
    }

    pub fn sides<'a>(&'a self, goes: &'a MergedContact) -> Sides<'a, MergedContact> {
        [(&self.stays, "Stays"), (goes, "Is marked merged")]
    }

    /// A choice between the details of the two where they differ: field, legend, and whose is which.
    pub fn choices<'a>(&'a self, goes: &'a MergedContact) -> Vec<Choice<'a>> {
        let of = |mine: &'a str, other: &'a str| [("", or_none(mine)), ("other", or_none(other))];
        let all = [
            ("name", "Name", of(&self.stays.name, &goes.name)),
            ("email", "Email", of(&self.stays.email, &goes.email)),
            ("phone", "Phone", of(&self.stays.phone, &goes.phone)),
        ];
        all.into_iter().filter(|(.., [mine, other])| mine.1 != other.1).collect()
    }

    /// What happens to their access.
    pub fn access(&self, goes: &MergedContact) -> String {
        let (mine, other) = (&self.stays.name, &goes.name);
        match AccessOutcome::of(&self.stays, goes) {
            AccessOutcome::None => {
                "Neither has access to the portal, and none is given.".to_owned()
            }
            AccessOutcome::Stays => format!("{mine} keeps the access and the rights they have."),
            AccessOutcome::Moves => format!(
                "The access of {other} goes over to {mine} with the rights it has, and opens the accounts of both."
            ),
            AccessOutcome::Ends => format!(
                "{mine} keeps the access and the rights they have, which open the accounts of both. The access of {other} ends at once."
            ),
        }
    }
}

impl MergedAccount {
    pub fn belongings_or_none(&self) -> String {
        or_none(&self.belongings()).to_owned()
    }
}

fn or_none(text: &str) -> &str {
    if text.is_empty() { "None" } else { text }
}

impl MergedContact {
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
