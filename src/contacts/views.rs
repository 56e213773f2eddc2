//! What the contact pages show.
use super::{Contact, Membership, queries::Namesake};
use crate::accounts::Choice;
use crate::form::Form;
use crate::search::Asked;
use crate::users::{Right, Role, State, Visitor};
use askama::Template;

#[derive(Template)]
#[template(path = "contacts/index.html")]
pub struct Index {
    pub visitor: Visitor,
    pub contacts: Vec<Contact>,
    pub asked: Asked,
    pub next: Option<String>,
    pub is_cut: bool,
}

#[derive(Template)]
#[template(path = "contacts/new.html")]
pub struct New {
    pub visitor: Visitor,
    pub form: Form,
    /// Whom they will belong to.
    pub account: Option<Choice>,
    /// Others with the address that was typed.
    pub namesakes: Vec<Namesake>,
}

#[derive(Template)]
#[template(path = "contacts/edit.html")]
pub struct Edit {
    pub visitor: Visitor,
    pub form: Form,
    pub contact: Contact,
}

#[derive(Template)]
#[template(path = "contacts/show.html")]
pub struct Show {
    pub visitor: Visitor,
    pub contact: Contact,
    pub memberships: Vec<Membership>,
    /// Accounts that were searched for, to be added.
    pub found: Vec<Choice>,
    pub form: Form,
}

impl Index {
    /// The button to add one, for whoever may.
    pub fn action(&self) -> &'static str {
        if self.visitor.may(Right::ManageContacts) { "/contacts/new" } else { "" }
    }
}

impl Show {
    pub fn of(
        visitor: Visitor,
        (contact, memberships, found): (Option<Contact>, Vec<Membership>, Vec<Choice>),
        form: Form,
    ) -> Option<Self> {
        Some(Self { visitor, contact: contact?, memberships, found, form })
    }

    pub fn may_change(&self) -> bool {
        self.visitor.may(Right::ManageContacts)
    }

    /// The accounts that were found and are not theirs, after nothing.
    pub fn account_options(&self) -> Vec<(String, &str)> {
        let choose = (String::new(), "Choose");
        let others =
            self.found.iter().filter(|it| self.memberships.iter().all(|mine| mine.id != it.id));
        let each = others.map(|it| (it.id.to_string(), it.name.as_str()));
        std::iter::once(choose).chain(each).collect()
    }
}

impl Show {
    pub fn may_invite(&self) -> bool {
        self.visitor.may(Right::GrantAccess)
            && self.contact.is_active()
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
