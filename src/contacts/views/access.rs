//! What is shown of access: a contact's panel, and the table of everybody's rights.
use super::super::access::ContactAccess;
use crate::{
    http::form::Form,
    ui::pieces::Pager,
    users::{AccessState, Grant, Role, Visitor},
};
use askama::Template;

/// A contact's access, on their page and on one of its own.
pub struct Panel {
    pub entry: ContactAccess,
    pub form: Form,
}

#[derive(Template)]
#[template(path = "contacts/access/show.html")]
pub struct Show {
    pub visitor: Visitor,
    pub access: Panel,
}

#[derive(Template)]
#[template(path = "contacts/access/index.html")]
pub struct Index {
    pub visitor: Visitor,
    pub entries: Vec<ContactAccess>,
    pub tab: AccessTab,
    pub pager: Pager,
}

/// What the table is narrowed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccessTab {
    All,
    Active,
    Pending,
    Without,
}

impl AccessTab {
    pub const ALL: [Self; 4] = [Self::All, Self::Active, Self::Pending, Self::Without];

    pub fn of(word: &str) -> Self {
        Self::ALL.into_iter().find(|it| it.word() == word).unwrap_or(Self::All)
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Active => "active",
            Self::Pending => "pending",
            Self::Without => "without",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::All => "Everybody",
            Self::Active => "Active",
            Self::Pending => "Pending",
            Self::Without => "Without access",
        }
    }

    /// The state of their users; none for everybody.
    pub fn state(self) -> Option<&'static str> {
        match self {
            Self::All => None,
            Self::Active => Some("active"),
            Self::Pending => Some("invited"),
            Self::Without => Some("disabled"),
        }
    }

    pub fn href(self) -> String {
        match self {
            Self::All => "/access".to_owned(),
            it => format!("/access?show={}", it.word()),
        }
    }

    pub fn empty_title(self) -> &'static str {
        match self {
            Self::All => "Nobody has access yet",
            Self::Active => "Nobody is active",
            Self::Pending => "No invitation is open",
            Self::Without => "Nobody\u{2019}s access was taken back",
        }
    }
}

/// The roles to choose from.
pub fn roles() -> [(&'static str, &'static str); 3] {
    Role::CLIENTS.map(|role| (role.word(), role.name()))
}

impl Panel {
    /// With the role and rights as they are, or as they usually are for somebody new.
    pub fn new(entry: ContactAccess) -> Self {
        let form = entry.filled();
        Self { entry, form }
    }

    pub fn access(&self, visitor: &Visitor) -> AccessState {
        self.entry.standing(visitor)
    }

    pub fn may_restore(&self, visitor: &Visitor) -> bool {
        self.entry.is_restorable(visitor.now)
    }

    /// Nobody signs in for no account.
    pub fn may_invite(&self, visitor: &Visitor) -> bool {
        match self.access(visitor) {
            _ if self.entry.is_inactive => false,
            AccessState::No | AccessState::Revoked => {
                let is_free = self.entry.user.is_some() || !self.entry.is_taken;
                is_free && !self.entry.accounts.is_empty() && !self.entry.is_restorable(visitor.now)
            }
            AccessState::Pending
            | AccessState::Expired
            | AccessState::Active
            | AccessState::Inactive => false,
        }
    }
}

impl ContactAccess {
    /// Whether they hold a right that their role has use for; another rests.
    pub fn holds(&self, grant: Grant) -> bool {
        self.grants.contains(&grant) && self.role.is_none_or(|role| role.has_use_for(grant))
    }

    fn filled(&self) -> Form {
        let usual = Grant::USUAL.to_vec();
        let grants = if self.user.is_some() { &self.grants } else { &usual };
        let role = self.role.unwrap_or(Role::Charter);
        let rights = super::super::Grants::ticked(grants);
        Form::of(rights.chain([("role", role.word())]))
    }

    /// Label and value of what is known, in the order in which it came about.
    pub fn facts(&self, visitor: &Visitor) -> Vec<(&'static str, String)> {
        let at = |at: i64| visitor.moment(at).dated();
        let access = self.access(visitor.now);
        let until = self.temporary_until.filter(|_| access.is_invited());
        let label =
            if access == AccessState::Expired { "Password expired" } else { "Password good until" };
        let mut facts = Vec::new();
        facts.extend(self.role.map(|role| ("Role", role.name().to_owned())));
        facts.extend(self.login.clone().map(|login| ("Signs in as", login)));
        facts.extend(self.invited_at.map(|it| ("Invited", at(it))));
        facts.extend(until.map(|it| (label, at(it))));
        facts.extend(self.activated_at.map(|it| ("Active since", at(it))));
        facts.extend(self.signed_in_at.map(|it| ("Last sign-in", at(it))));
        facts.extend(self.revoked_at.map(|it| ("Removed", at(it))));
        facts
    }

    pub fn standing(&self, visitor: &Visitor) -> AccessState {
        self.access(visitor.now)
    }
}
