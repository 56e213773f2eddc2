//! Sign-ups: requests for access by people who have none, and the decisions of staff about them.
mod approval;
pub mod jobs;
mod mail;
mod ops;
mod queries;
mod routes;
mod tries;
mod views;
pub use queries::{before, counted, forget, tries};
pub use tries::{Counters, wait};
pub use {ops::routes as ops, routes::routes};

use crate::{
    http::form::Form,
    kit::{
        email::Email,
        ids::{ContactId, SignUpId},
        zoned::DAY,
    },
    users,
};
use serde::Deserialize;

/// How long the link of the first mail works.
pub const LINK: i64 = 7 * DAY;
/// The purpose that the token of the link is signed for.
pub const SUBJECT: &str = "sign-up";

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Waiting,
    Approved,
    Rejected,
}

impl State {
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Approved, Self::Rejected];

    pub fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
        }
    }

    /// The state with this stored word; an unknown word gives the waiting ones.
    pub fn of(word: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.word() == word).unwrap_or(Self::Waiting)
    }
}

/// A sign-up as staff see it, without the password.
#[derive(Debug, Clone, Deserialize)]
pub struct SignUp {
    pub id: SignUpId,
    pub name: String,
    pub email: String,
    pub phone: String,
    pub company: String,
    pub message: String,
    pub state: State,
    /// When the address was confirmed, by its mail and the chosen password.
    pub confirmed_at: Option<i64>,
    pub contact_id: Option<ContactId>,
    /// The user with this address, if there is or was one.
    pub taken_by: Option<ContactId>,
    /// The open lead with this address.
    pub lead: Option<String>,
    pub reason: String,
    pub decided_by: Option<String>,
    pub decided_at: Option<i64>,
    pub version: i64,
    pub created_at: i64,
}

/// The details that the form asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Particulars {
    pub name: String,
    pub email: Email,
    pub phone: String,
    pub company: String,
    pub message: String,
}

impl Particulars {
    /// Reads the form; complains about what is wrong.
    pub fn of(form: &mut Form) -> Option<Self> {
        let name = form.person("name", 80, "Enter your name.");
        let email = form.email("email");
        let phone = form.required("phone", 40, "Enter your phone number.");
        let company = form.company_or_none("company", 80);
        let message = form.text("message", 2_000);
        Some(Self { name, email: email?, phone, company, message })
    }
}

/// What the workspace has about an address when its mail is written.
#[derive(Debug, Clone, Deserialize)]
pub struct Known {
    pub user: Option<users::State>,
    pub waiting: Option<SignUpId>,
    pub confirmed_at: Option<i64>,
}

/// What the mail to the address says. The page says the same for every address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    HasAccess,
    WasInvited,
    MayConfirm(SignUpId),
    IsConfirmed,
    /// The request was decided meanwhile, which has a mail of its own.
    Nothing,
}

impl Known {
    pub fn answer(&self) -> Answer {
        match (self.user, self.waiting) {
            (Some(users::State::Active), _) => Answer::HasAccess,
            (Some(users::State::Invited), _) => Answer::WasInvited,
            (None | Some(users::State::Disabled), Some(_)) if self.confirmed_at.is_some() => {
                Answer::IsConfirmed
            }
            (None | Some(users::State::Disabled), Some(id)) => Answer::MayConfirm(id),
            (None | Some(users::State::Disabled), None) => Answer::Nothing,
        }
    }
}

/// The sign-up of a confirmation link.
#[derive(Debug, Clone, Deserialize)]
pub struct Pending {
    pub id: SignUpId,
    pub state: State,
    pub password: Option<String>,
    pub confirmed_at: Option<i64>,
}

/// What the page of a confirmation link shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    Open,
    Confirmed,
    Approved,
    /// The link is forged or too old, or the request was rejected.
    Gone,
}

impl Link {
    pub fn of(pending: Option<&Pending>) -> Self {
        match pending.map(|it| (it.state, it.confirmed_at)) {
            Some((State::Waiting, None)) => Self::Open,
            Some((State::Waiting, Some(_))) => Self::Confirmed,
            Some((State::Approved, _)) => Self::Approved,
            Some((State::Rejected, _)) | None => Self::Gone,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_would_become_a_link_in_a_mail_is_refused() {
        let complaint = |name: &str| {
            let fields = [("name", name), ("email", "a@b.example"), ("phone", "1")];
            let mut form = Form::of(fields);
            Particulars::of(&mut form);
            form.has_complaints()
        };
        assert!(!complaint("Ana O\u{2019}Neill-Ruiz"));
        assert!(!complaint("Ravi A/L Subramaniam"));
        assert!(
            complaint("http://evil.example") && complaint("www.evil.example") && complaint("a\nb")
        );
    }

    #[test]
    fn only_the_mail_says_what_is_known_about_the_address() {
        let id = SignUpId(uuid::Uuid::nil());
        let known = |user, waiting, confirmed_at| Known { user, waiting, confirmed_at }.answer();
        assert_eq!(known(Some(users::State::Active), Some(id), None), Answer::HasAccess);
        assert_eq!(known(Some(users::State::Invited), None, None), Answer::WasInvited);
        assert_eq!(known(Some(users::State::Disabled), Some(id), None), Answer::MayConfirm(id));
        assert_eq!(known(None, Some(id), Some(1)), Answer::IsConfirmed);
        assert_eq!(known(None, None, None), Answer::Nothing);
    }
}
