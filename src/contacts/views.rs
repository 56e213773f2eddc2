//! What the contact pages show.
use super::{Contact, Membership};
use crate::users::{Right, Role, State, Visitor};
use askama::Template;

#[derive(Template)]
#[template(path = "contacts/index.html")]
pub struct Index {
    pub visitor: Visitor,
    pub contacts: Vec<Contact>,
    pub from: String,
    pub next: Option<String>,
}

#[derive(Template)]
#[template(path = "contacts/show.html")]
pub struct Show {
    pub visitor: Visitor,
    pub contact: Contact,
    pub memberships: Vec<Membership>,
}

impl Show {
    pub fn may_invite(&self) -> bool {
        self.visitor.may(Right::GrantAccess)
            && self.contact.state != Some(State::Active)
            && !self.memberships.is_empty()
    }

    pub fn roles(&self) -> [(&'static str, &'static str, bool); 3] {
        let chosen = self.contact.role.unwrap_or(Role::Charter);
        [Role::Charter, Role::Owner, Role::Customer]
            .map(|role| (role.word(), role.name(), role == chosen))
    }

    /// How long the temporary password is good for, while there is one.
    pub fn good_until(&self) -> Option<String> {
        let until = self.contact.temporary_until?;
        Some(self.visitor.moment(until).full())
    }

    pub fn invited(&self) -> Option<String> {
        self.contact.invited_at.map(|at| self.visitor.moment(at).full())
    }
}

impl Contact {
    pub fn access_class(&self) -> &'static str {
        match self.state {
            None | Some(State::Disabled) => "off",
            Some(State::Invited) => "wait",
            Some(State::Active) => "ok",
        }
    }

    pub fn access_word(&self) -> &'static str {
        match self.state {
            None => "No access",
            Some(State::Invited) => "Pending",
            Some(State::Active) => "Active",
            Some(State::Disabled) => "Disabled",
        }
    }
}
