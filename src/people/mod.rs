//! People: everybody of a client's own accounts, and the access that one of them may give the others.
mod queries;
mod routes;
mod views;
pub use routes::routes;

use crate::{
    contacts::{self, Grants},
    error::Error,
    kit::{
        email::Email,
        ids::{AccountId, ContactId, UserId},
    },
    users::{AccessState, Grant, Role, State, Visitor},
};
use serde::Deserialize;

/// A person of one of the visitor's accounts: the contact, and their user if they were ever invited.
#[derive(Debug, Clone, Deserialize)]
pub struct AccountUser {
    pub contact: ContactId,
    pub name: String,
    /// The name with case and accents folded: lists sort by it.
    pub sort_name: String,
    pub email: String,
    pub user: Option<UserId>,
    pub role: Option<Role>,
    pub state: Option<State>,
    pub temporary_until: Option<i64>,
    pub activated_at: Option<i64>,
    pub revoked_at: Option<i64>,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub grants: Vec<Grant>,
    /// The names of those of their accounts that are the visitor's too.
    pub accounts: String,
    /// Whether they also belong to an account that is not the visitor's.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_shared: bool,
    /// Whether the operator removed their access, so that only the operator may restore it.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_withheld: bool,
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_inactive: bool,
    /// The version of the user, or 0 while there is none.
    pub version: i64,
}

/// The visitor who manages the users of their accounts. They may give the grants they hold themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manager {
    pub user: UserId,
    pub role: Role,
    pub grants: Vec<Grant>,
}

/// A new person who is added to an account and invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addition {
    pub contact: ContactId,
    pub user: UserId,
    pub account: AccountId,
    pub person: contacts::Particulars,
    pub role: Role,
    pub grants: Vec<Grant>,
}

/// Proof that a person of the account may be invited.
#[derive(Debug, Clone, Copy)]
pub struct Invitable<'a> {
    person: &'a AccountUser,
}

/// An invitation of a person of the account who has no access.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountUserInvitation {
    pub contact: ContactId,
    pub user: UserId,
    pub role: Role,
    pub grants: Vec<Grant>,
    pub version: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It is the visitor, and nobody changes their own access.
    Oneself,
    /// Only the operator may change their access.
    Operators,
    /// They have access already.
    Active,
    /// There is no open invitation to send again.
    NotInvited,
    /// There is no access to change or to remove.
    NoAccess,
    /// They never chose a password, so there is no access to restore.
    NeverActive,
}

impl Manager {
    pub fn of(visitor: &Visitor) -> Self {
        let is_granted = |grant: &Grant| visitor.is_granted(*grant);
        Self {
            user: visitor.user.id,
            role: visitor.user.role,
            grants: Grant::ALL.into_iter().filter(is_granted).collect(),
        }
    }

    /// The roles they may give: their own, and an owner also that of a charter client.
    pub fn roles(&self) -> Vec<Role> {
        match self.role {
            Role::Owner => vec![Role::Charter, Role::Owner],
            role => vec![role],
        }
    }

    /// The grants of a person after a change: those that the manager holds as they chose, the others as
    /// they were.
    pub fn chosen(&self, before: &[Grant], chosen: &[Grant]) -> Vec<Grant> {
        let is_kept = |grant: &Grant| {
            let grants = if self.grants.contains(grant) { chosen } else { before };
            grants.contains(grant)
        };
        Grant::ALL.into_iter().filter(is_kept).collect()
    }
}

impl AccountUser {
    pub fn access(&self, now: i64) -> AccessState {
        AccessState::of(self.state, self.temporary_until, self.revoked_at, now)
    }

    /// Whether the manager may change their access at all.
    pub fn managed_by(&self, manager: &Manager) -> Result<(), Refusal> {
        if self.user == Some(manager.user) {
            Err(Refusal::Oneself)
        } else if self.is_shared || self.is_inactive || self.is_withheld {
            Err(Refusal::Operators)
        } else {
            Ok(())
        }
    }

    /// Whether they were never invited, or their invitation was revoked.
    pub fn may_be_invited(&self, now: i64) -> bool {
        match self.access(now) {
            AccessState::No => true,
            AccessState::Revoked => self.activated_at.is_none(),
            AccessState::Pending
            | AccessState::Expired
            | AccessState::Active
            | AccessState::Inactive => false,
        }
    }

    /// Whether they had chosen a password and their access was removed.
    pub fn is_restorable(&self, now: i64) -> bool {
        self.access(now) == AccessState::Revoked && self.activated_at.is_some()
    }

    /// Whether the manager may invite them.
    pub fn invitable(&self, manager: &Manager, now: i64) -> Result<Invitable<'_>, Refusal> {
        self.managed_by(manager)?;
        if !self.may_be_invited(now) {
            return Err(Refusal::Active);
        }
        if Email::parse(&self.email).is_err() {
            return Err(Refusal::Operators);
        }
        Ok(Invitable { person: self })
    }

    /// The user whose invitation is open, so that the activation mail may be sent again.
    pub fn open_invitation(&self, manager: &Manager, now: i64) -> Result<UserId, Refusal> {
        self.managed_by(manager)?;
        self.user.filter(|_| self.access(now).is_invited()).ok_or(Refusal::NotInvited)
    }

    /// The user who is invited or active, so that the access may be removed.
    pub fn removable(&self, manager: &Manager, now: i64) -> Result<UserId, Refusal> {
        self.managed_by(manager)?;
        self.user.filter(|_| self.access(now).is_open()).ok_or(Refusal::NoAccess)
    }

    /// The user whose access was removed after they had chosen a password, so that it may be restored.
    pub fn restorable(&self, manager: &Manager, now: i64) -> Result<UserId, Refusal> {
        self.managed_by(manager)?;
        match self.access(now) {
            AccessState::Revoked => {
                self.user.filter(|_| self.activated_at.is_some()).ok_or(Refusal::NeverActive)
            }
            _ => Err(Refusal::Active),
        }
    }

    /// The user who is invited or active, and their role, so that their rights may be changed.
    pub fn changeable(&self, manager: &Manager, now: i64) -> Result<(UserId, Role), Refusal> {
        self.managed_by(manager)?;
        let open = self.user.filter(|_| self.access(now).is_open());
        open.zip(self.role).ok_or(Refusal::NoAccess)
    }

    /// The grants that they get and did not have. The manager must still hold these when the change is
    /// written.
    pub fn added(&self, grants: &[Grant]) -> Vec<Grant> {
        grants.iter().copied().filter(|it| !self.grants.contains(it)).collect()
    }

    pub fn difference(&self, grants: &[Grant]) -> String {
        Grants::difference(&self.grants, grants)
    }
}

impl Invitable<'_> {
    /// Invites the person with a role and rights; `fresh` is the id of the user if they have none yet.
    pub fn invite(
        self,
        (role, grants): (Role, Vec<Grant>),
        fresh: UserId,
    ) -> AccountUserInvitation {
        AccountUserInvitation {
            contact: self.person.contact,
            user: self.person.user.unwrap_or(fresh),
            role,
            grants,
            version: self.person.version,
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::refused(match refusal {
            Refusal::Oneself => {
                "You cannot change your own access. Ask your operator to change it."
            }
            Refusal::Operators => {
                "Only your operator can change this person\u{2019}s access. Please ask them."
            }
            Refusal::Active => "This person already has access.",
            Refusal::NotInvited => "There is no open invitation to send again.",
            Refusal::NoAccess => "This person has no access at the moment.",
            Refusal::NeverActive => {
                "This person never signed in. Send a new activation email instead."
            }
        })
    }
}

#[cfg(test)]
mod tests;
