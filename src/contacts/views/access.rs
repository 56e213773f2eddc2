//! The panel with a contact's access, and the table of the rights of all portal users.
use super::super::access::{ContactAccess, Refusal};
use crate::{
    http::form::Form,
    ui::pieces::Pager,
    users::{AccessState, Grant, Role, Visitor},
    workspaces::{Trade, Workspace},
};
use askama::Template;

/// The panel with a contact's access: part of the contact's page, and a page of its own.
pub struct Panel {
    pub person: ContactAccess,
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
    pub people: Vec<ContactAccess>,
    pub tab: AccessTab,
    pub pager: Pager,
}

/// The tabs of the table, each with the users in one state.
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

    /// The state of the users in this tab, as it is stored; `None` for all of them.
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
            Self::Without => "Nobody\u{2019}s access was removed",
        }
    }
}

/// The roles to choose from, each with its word and its name.
pub fn roles(trade: Trade) -> Vec<(&'static str, &'static str)> {
    let offered = Role::CLIENTS.into_iter().filter(|role| trade == Trade::Air || role.travels());
    offered.map(|role| (role.word(), role.name())).collect()
}

pub fn about_roles(trade: Trade) -> &'static str {
    match trade {
        Trade::Air => {
            "A customer of the FBO sees only services and invoices, so only the rights about money and users apply to them."
        }
        Trade::Coach => "An owner also sees what others book on their coach.",
    }
}

impl Panel {
    /// The form holds the current role and rights, or for a contact without a user the usual ones.
    pub fn new(person: ContactAccess, workspace: &Workspace) -> Self {
        let form = person.filled(workspace);
        Self { person, form }
    }

    pub fn access(&self, visitor: &Visitor) -> AccessState {
        self.person.standing(visitor)
    }

    pub fn may_restore(&self, visitor: &Visitor) -> bool {
        self.person.restorable(visitor.now).is_ok()
    }

    /// Whether the panel offers to invite the contact. It does so where an address is missing too:
    /// sending the form then says what to do about it.
    pub fn may_invite(&self, visitor: &Visitor) -> bool {
        let is_offered = match self.person.invitable(visitor.now) {
            Ok(_) | Err(Refusal::NoAddress) => true,
            Err(Refusal::Taken) => self.person.user.is_some(),
            Err(_) => false,
        };
        is_offered && !self.access(visitor).is_invited()
    }
}

impl ContactAccess {
    /// Whether they have a right that their role can use; the others have no effect.
    pub fn holds(&self, grant: Grant) -> bool {
        self.grants.contains(&grant) && self.role.is_none_or(|role| role.has_use_for(grant))
    }

    fn filled(&self, workspace: &Workspace) -> Form {
        let usual = Grant::usual(workspace);
        let grants = if self.user.is_some() { &self.grants } else { &usual };
        let role = self.role.unwrap_or(Role::Charter);
        let rights = super::super::Grants::ticked(grants);
        Form::of(rights.chain([("role", role.word())]))
    }

    /// The facts about their access, each with its label, from the invitation on.
    pub fn facts(&self, visitor: &Visitor) -> Vec<(&'static str, String)> {
        let at = |at: i64| visitor.moment(at).dated();
        let access = self.access(visitor.now);
        let until = self.temporary_until.filter(|_| access.is_invited());
        let label =
            if access == AccessState::Expired { "Password expired" } else { "Password good until" };
        let mut facts = Vec::new();
        facts.extend(self.role.map(|role| ("Role", role.name().to_owned())));
        facts.extend(self.login.clone().map(|login| ("Signs in as", login)));
        // Who signed up and was approved is active from that moment on.
        let invited = if self.invited_at == self.activated_at { "Approved" } else { "Invited" };
        facts.extend(self.invited_at.map(|it| (invited, at(it))));
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
