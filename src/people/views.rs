//! The pages of the people of a client's accounts.
use super::{AccountUser, Manager, Refusal};
use crate::{
    accounts::AccountChoice,
    contacts::Grants,
    http::form::Form,
    ui::pieces::Pager,
    users::{AccessState, Grant, Visitor},
};
use askama::Template;

#[derive(Template)]
#[template(path = "people/index.html")]
pub struct Index {
    pub visitor: Visitor,
    pub people: Vec<AccountUser>,
    pub pager: Pager,
}

#[derive(Template)]
#[template(path = "people/new.html")]
pub struct New {
    pub visitor: Visitor,
    pub accounts: Vec<AccountChoice>,
    pub manager: Manager,
    pub form: Form,
}

#[derive(Template)]
#[template(path = "people/show.html")]
pub struct Show {
    pub visitor: Visitor,
    pub person: AccountUser,
    pub manager: Manager,
    pub form: Form,
}

impl New {
    pub fn account_options(&self) -> Vec<(String, &str)> {
        let choose = (String::new(), "Choose an account");
        let each = self.accounts.iter().map(|it| (it.id.to_string(), it.name.as_str()));
        std::iter::once(choose).chain(each).collect()
    }
}

impl Show {
    /// The form holds the person's rights, or for somebody without a user those of the usual ones that
    /// the visitor may give.
    pub fn new(visitor: Visitor, person: AccountUser) -> Self {
        let manager = Manager::of(&visitor);
        let usual = manager.chosen(&[], &Grant::usual(&visitor.workspace));
        let grants = if person.user.is_some() { &person.grants } else { &usual };
        let role = manager.roles().first().map_or("", |role| role.word());
        let form = Form::of(Grants::ticked(grants).chain([("role", role)]));
        Self { visitor, person, manager, form }
    }

    /// Why the visitor may not change anything, if they may not.
    pub fn refusal(&self) -> Option<Refusal> {
        self.person.managed_by(&self.manager).err()
    }

    pub fn may_invite(&self) -> bool {
        self.person.may_be_invited(self.visitor.now)
    }

    pub fn may_restore(&self) -> bool {
        self.person.is_restorable(self.visitor.now)
    }

    /// The grants that the visitor does not hold, and so may neither give nor take.
    pub fn locked(&self) -> Vec<Grant> {
        let is_locked = |grant: &Grant| !self.manager.grants.contains(grant);
        Grant::ALL.into_iter().filter(is_locked).collect()
    }
}

impl Refusal {
    /// The note that replaces the forms.
    pub fn note(self, operator: &str) -> String {
        match self {
            Self::Oneself => {
                format!("This is you. Ask {operator} to change your own access.")
            }
            _ => {
                format!("Only {operator} can change this person\u{2019}s access. Please ask them.")
            }
        }
    }
}

impl Manager {
    pub fn role_options(&self) -> Vec<(&'static str, &'static str)> {
        self.roles().into_iter().map(|role| (role.word(), role.name())).collect()
    }
}

impl AccountUser {
    pub fn standing(&self, visitor: &Visitor) -> AccessState {
        self.access(visitor.now)
    }

    pub fn role_name(&self) -> &'static str {
        self.role.map_or("", |role| role.name())
    }

    /// Their rights in words; empty if they cannot sign in.
    pub fn rights(&self, visitor: &Visitor) -> String {
        if !self.standing(visitor).is_open() {
            return String::new();
        }
        let counts = |grant: &Grant| {
            self.role.is_some_and(|role| role.has_use_for(*grant)) && self.grants.contains(grant)
        };
        let names: Vec<_> = Grant::ALL.into_iter().filter(counts).map(Grant::short_name).collect();
        if names.is_empty() { "Read only".to_owned() } else { names.join(", ") }
    }
}
