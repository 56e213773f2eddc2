//! What the contact pages show.
pub mod access;

use super::{
    Contact, Membership,
    queries::{ContactNamesake, File},
};
use crate::{
    accounts::AccountChoice,
    http::form::Form,
    search::List,
    users::{AccessState, Visitor},
};
use askama::Template;

#[derive(Template)]
#[template(path = "contacts/index.html")]
pub struct Index {
    pub visitor: Visitor,
    pub list: List<Contact>,
}

#[derive(Template)]
#[template(path = "contacts/new.html")]
pub struct New {
    pub visitor: Visitor,
    pub form: Form,
    /// The account that the contact will belong to.
    pub account: Option<AccountChoice>,
    /// Other contacts with the address that was typed.
    pub namesakes: Vec<ContactNamesake>,
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
    pub access: access::Panel,
    pub memberships: Vec<Membership>,
    /// The accounts that the search found.
    pub found: Vec<AccountChoice>,
    pub form: Form,
}

impl Edit {
    pub fn email_hint(&self) -> &'static str {
        match (self.contact.has_user(), self.visitor.may_send("/contacts/{id}/access")) {
            (false, _) => "",
            (true, true) => {
                "They sign in with it. If you change it, the old address gets an email."
            }
            (true, false) => {
                "They sign in with it. Only staff who may give clients access can change it."
            }
        }
    }
}

impl Show {
    pub fn of(
        visitor: Visitor,
        (contact, person, memberships, found): File,
        form: Form,
    ) -> Option<Self> {
        let access = access::Panel::new(person?, &visitor.workspace);
        Some(Self { visitor, contact: contact?, access, memberships, found, form })
    }

    pub fn may_change(&self) -> bool {
        self.visitor.may_send("/contacts/{id}")
    }

    /// The accounts that were found and that the contact does not belong to; a single one is
    /// preselected.
    pub fn account_options(&self) -> Vec<(String, &str)> {
        let others =
            self.found.iter().filter(|it| self.memberships.iter().all(|mine| mine.id != it.id));
        let mut all: Vec<_> = others.map(|it| (it.id.to_string(), it.name.as_str())).collect();
        if all.len() > 1 {
            all.insert(0, (String::new(), "Choose"));
        }
        all
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

    pub fn access(&self, visitor: &Visitor) -> AccessState {
        AccessState::of(self.state, self.temporary_until, self.revoked_at, visitor.now)
    }
}
