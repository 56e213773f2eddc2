//! Mergers of two contacts, or of two accounts, that turn out to be the same. The one that stays gets
//! everything that belonged to the other, which is marked as merged and redirects to it.
mod mail;
mod ops;
mod queries;
mod views;
pub use ops::routes;

use crate::{
    http::form::Form,
    kit::ids::{AccountId, ContactId},
    users::{State, Visitor},
    workspaces::Trade,
};
use serde::Deserialize;

/// One of the two contacts of a merger.
#[derive(Debug, Clone, Deserialize)]
pub struct MergedContact {
    pub id: ContactId,
    pub name: String,
    pub email: String,
    pub phone: String,
    /// The names of their accounts.
    pub accounts: String,
    pub requests: i64,
    /// The state of their user, if they were ever invited to the portal.
    pub state: Option<State>,
    /// Whether a third contact signs in with their address.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_taken: bool,
    pub deactivated_at: Option<i64>,
    pub merged_into: Option<ContactId>,
    pub version: i64,
}

/// A contact or an account that may be the same as the one that stays.
#[derive(Debug, Clone, Deserialize)]
pub struct MergeCandidate {
    pub id: String,
    pub name: String,
    pub about: String,
}

/// One of the two accounts of a merger, with how much belongs to it. Counts stop at 1,000.
#[derive(Debug, Clone, Deserialize)]
pub struct MergedAccount {
    pub id: AccountId,
    pub name: String,
    pub billing_name: String,
    pub billing_address: String,
    pub people: i64,
    pub tails: i64,
    pub passengers: i64,
    pub trips: i64,
    pub requests: i64,
    pub quotes: i64,
    pub invoices: i64,
    pub threads: i64,
    pub deactivated_at: Option<i64>,
    pub merged_into: Option<AccountId>,
    pub version: i64,
}

/// What a merger does to the access of the two contacts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccessOutcome {
    /// Neither of them has a user, so there is no access to merge.
    None,
    /// Only the contact who stays has a user: nothing changes.
    Stays,
    /// Only the other contact has a user, which moves with its rights to the contact who stays.
    Moves,
    /// Both have a user: the contact who stays keeps theirs, and the other's is disabled.
    Ends,
}

/// The details that the contact who stays has after the merger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChosenDetails {
    pub name: String,
    pub email: String,
    pub phone: String,
}

impl AccessOutcome {
    pub fn of(stays: &MergedContact, goes: &MergedContact) -> Self {
        match (stays.state, goes.state) {
            (None, None) => Self::None,
            (Some(_), None) => Self::Stays,
            (None, Some(_)) => Self::Moves,
            (Some(_), Some(_)) => Self::Ends,
        }
    }

    /// Whether the visitor may merge the two. A merger that concerns access needs the right to give it.
    pub fn is_allowed(self, visitor: &Visitor) -> bool {
        self == Self::None || visitor.may_send("/contacts/{id}/access")
    }
}

impl ChosenDetails {
    /// The details that the form chose: those of the contact who stays, unless it chose the other's.
    /// Complains about an address that nobody could sign in with.
    pub fn chosen(form: &mut Form, stays: &MergedContact, goes: &MergedContact) -> Option<Self> {
        let of = |form: &Form, field: &str| if form.is(field, "other") { goes } else { stays };
        let email = of(form, "email");
        if email.email.is_empty() && AccessOutcome::of(stays, goes) != AccessOutcome::None {
            form.complain("email", "They sign in with their email address, so it cannot be empty.");
        } else if email.is_taken && AccessOutcome::of(stays, goes) != AccessOutcome::None {
            form.complain("email", "Another contact signs in with this address.");
        }
        let chosen = Self {
            name: of(form, "name").name.clone(),
            email: email.email.clone(),
            phone: of(form, "phone").phone.clone(),
        };
        (!form.has_complaints()).then_some(chosen)
    }
}

impl MergedAccount {
    /// What belongs to the account: "2 people, 3 trips"; empty if there is nothing.
    pub fn belongings(&self, trade: Trade) -> String {
        let tails = match trade {
            Trade::Air => (self.tails, "tail", "tails"),
            Trade::Coach => (self.tails, "coach", "coaches"),
        };
        let all = [
            (self.people, "person", "people"),
            tails,
            (self.passengers, "passenger", "passengers"),
            (self.requests, "request", "requests"),
            (self.quotes, "quote", "quotes"),
            (self.trips, "trip", "trips"),
            (self.invoices, "invoice", "invoices"),
            (self.threads, "conversation", "conversations"),
        ];
        let some = all.into_iter().filter(|(count, ..)| *count > 0);
        let told: Vec<_> = some
            .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
            .collect();
        told.join(", ")
    }
}

/// "Mira L merged into Mira Lindqvist"; also tells two of the same name apart.
pub fn merged_words(goes: &str, stays: &str) -> String {
    if goes == stays {
        format!("The other {goes} merged into this one")
    } else {
        format!("{goes} merged into {stays}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn person(email: &str, state: Option<State>) -> MergedContact {
        MergedContact {
            id: ContactId(Uuid::nil()),
            name: email.into(),
            email: email.into(),
            phone: String::new(),
            accounts: String::new(),
            requests: 0,
            state,
            is_taken: email == "taken@x.example",
            deactivated_at: None,
            merged_into: None,
            version: 1,
        }
    }

    #[test]
    fn the_contact_who_stays_keeps_their_details_unless_the_others_are_chosen() {
        let (a, b) = (person("a@x.example", None), person("b@x.example", None));
        let mut form = Form::of([("email", "other")]);
        let chosen = ChosenDetails::chosen(&mut form, &a, &b).unwrap();
        assert_eq!((chosen.name.as_str(), chosen.email.as_str()), ("a@x.example", "b@x.example"));
    }

    #[test]
    fn a_merged_contact_with_access_needs_an_address_that_nobody_else_signs_in_with() {
        let a = person("a@x.example", Some(State::Active));
        for wrong in ["", "taken@x.example"] {
            let mut form = Form::of([("email", "other")]);
            assert_eq!(ChosenDetails::chosen(&mut form, &a, &person(wrong, None)), None, "{wrong}");
            let nobody = person("a@x.example", None);
            let mut form = Form::of([("email", "other")]);
            assert!(ChosenDetails::chosen(&mut form, &nobody, &person(wrong, None)).is_some());
        }
    }
}
