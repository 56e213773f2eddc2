//! The pages of mergers.
use super::{AccessOutcome, MergeCandidate, MergedAccount, MergedContact};
use crate::{
    http::form::Form,
    users::{State, Visitor},
    workspaces::Trade,
};
use askama::Template;

#[derive(Template)]
#[template(path = "mergers/contacts.html")]
pub struct Contacts {
    pub visitor: Visitor,
    pub stays: MergedContact,
    pub goes: Option<MergedContact>,
    /// The contacts that may be the same.
    pub alike: Vec<MergeCandidate>,
    /// The search, as it was typed.
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

/// A choice between the details of the two: the field, its legend, and the options with their values.
type Choice<'a> = (&'static str, &'static str, [(&'static str, &'a str); 2]);

/// Both sides of a merger, and what happens to each.
type Sides<'a, T> = [(&'a T, &'static str); 2];

impl Accounts {
    pub fn sides<'a>(&'a self, goes: &'a MergedAccount) -> Sides<'a, MergedAccount> {
        [(&self.stays, "Stays"), (goes, "Is marked as merged")]
    }
}

impl Contacts {
    pub fn may_merge(&self, goes: &MergedContact) -> bool {
        AccessOutcome::of(&self.stays, goes).is_allowed(&self.visitor)
    }

    pub fn sides<'a>(&'a self, goes: &'a MergedContact) -> Sides<'a, MergedContact> {
        [(&self.stays, "Stays"), (goes, "Is marked as merged")]
    }

    /// A choice for each detail that differs between the two.
    pub fn choices<'a>(&'a self, goes: &'a MergedContact) -> Vec<Choice<'a>> {
        let of = |mine: &'a str, other: &'a str| [("", or_none(mine)), ("other", or_none(other))];
        let all = [
            ("name", "Name", of(&self.stays.name, &goes.name)),
            ("email", "Email", of(&self.stays.email, &goes.email)),
            ("phone", "Phone", of(&self.stays.phone, &goes.phone)),
        ];
        all.into_iter().filter(|(.., [mine, other])| mine.1 != other.1).collect()
    }

    /// What happens to the access of the two, as a sentence.
    pub fn access(&self, goes: &MergedContact) -> String {
        let (mine, other) = (&self.stays.name, &goes.name);
        match AccessOutcome::of(&self.stays, goes) {
            AccessOutcome::None => {
                "Neither has access to the portal, and the merger gives none.".to_owned()
            }
            AccessOutcome::Stays => format!("{mine} keeps their access and rights."),
            AccessOutcome::Moves => format!(
                "The access of {other} moves to {mine} with its rights, and covers the accounts of both."
            ),
            AccessOutcome::Ends => format!(
                "{mine} keeps their access and rights, which now cover the accounts of both. The access of {other} ends at once."
            ),
        }
    }
}

impl MergedAccount {
    pub fn belongings_or_none(&self, trade: Trade) -> String {
        or_none(&self.belongings(trade)).to_owned()
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
