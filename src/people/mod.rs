//! Colleagues: the people of a client's own accounts, and what one of them may let the others do.
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

/// A person of an account of the visitor's.
#[derive(Debug, Clone, Deserialize)]
pub struct AccountUser {
    pub contact: ContactId,
    pub name: String,
    /// Folded, as lists are sorted.
    pub sort_name: String,
    pub email: String,
    pub user: Option<UserId>,
    pub role: Option<Role>,
    pub state: Option<State>,
    pub temporary_until: Option<i64>,
    pub activated_at: Option<i64>,
    pub revoked_at: Option<i64>,
    #[serde(deserialize_with = "crate::db::query::json")]
    pub grants: Vec<Grant>,
    /// Names of their accounts, as far as they are the visitor's too.
    pub accounts: String,
    /// Whether they belong to another account as well, which is not the visitor's business.
    #[serde(deserialize_with = "crate::db::query::flag")]
    pub is_shared: bool,
    /// Whether their access was taken by the operator, who alone gives it back.
    #[serde(deserialize_with = "crate::db::query::flag")]
    pub is_withheld: bool,
    #[serde(deserialize_with = "crate::db::query::flag")]
    pub is_inactive: bool,
    /// Of the user; 0 while there is none.
    pub version: i64,
}

/// Whoever manages the users of their account, and what they may pass on: what they have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manager {
    pub user: UserId,
    pub role: Role,
    pub grants: Vec<Grant>,
}

/// Somebody nobody knows yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addition {
    pub contact: ContactId,
    pub user: UserId,
    pub account: AccountId,
    pub person: contacts::Particulars,
    pub role: Role,
    pub grants: Vec<Grant>,
}

/// A person of the account who is to have access.
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
    /// Nobody changes their own access.
    Oneself,
    /// Something about them is the operator's business.
    Operators,
    Active,
    NotInvited,
    NoAccess,
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

    /// The roles they may give: their own, and to an owner's people a charter client's.
    pub fn roles(&self) -> Vec<Role> {
        match self.role {
            Role::Owner => vec![Role::Charter, Role::Owner],
            role => vec![role],
        }
    }

    /// What a colleague may do afterwards: of what the manager has, what they chose; the rest stays.
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

    /// Whether the manager may change anything about them at all.
    pub fn is_managed_by(&self, manager: &Manager) -> Result<(), Refusal> {
        if self.user == Some(manager.user) {
            Err(Refusal::Oneself)
        } else if self.is_shared || self.is_inactive || self.is_withheld {
            Err(Refusal::Operators)
        } else {
            Ok(())
        }
    }

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

    pub fn is_restorable(&self, now: i64) -> bool {
        self.access(now) == AccessState::Revoked && self.activated_at.is_some()
    }

    /// Gives access to somebody of the account who has none.
    pub fn invite(
        &self,
        manager: &Manager,
        (role, grants): (Role, Vec<Grant>),
        fresh: UserId,
        now: i64,
    ) -> Result<AccountUserInvitation, Refusal> {
        self.is_managed_by(manager)?;
        if !self.may_be_invited(now) {
            return Err(Refusal::Active);
        }
        if Email::parse(&self.email).is_err() {
            return Err(Refusal::Operators);
        }
        let user = self.user.unwrap_or(fresh);
        Ok(AccountUserInvitation {
            contact: self.contact,
            user,
            role,
            grants,
            version: self.version,
        })
    }

    pub fn invite_again(&self, manager: &Manager, now: i64) -> Result<UserId, Refusal> {
        self.is_managed_by(manager)?;
        self.user.filter(|_| self.access(now).is_invited()).ok_or(Refusal::NotInvited)
    }

    pub fn remove(&self, manager: &Manager, now: i64) -> Result<UserId, Refusal> {
        self.is_managed_by(manager)?;
        self.user.filter(|_| self.access(now).is_open()).ok_or(Refusal::NoAccess)
    }

    pub fn restore(&self, manager: &Manager, now: i64) -> Result<UserId, Refusal> {
        self.is_managed_by(manager)?;
        match self.access(now) {
            AccessState::Revoked => {
                self.user.filter(|_| self.activated_at.is_some()).ok_or(Refusal::NeverActive)
            }
            _ => Err(Refusal::Active),
        }
    }

    /// Who is to have these rights from now on.
    pub fn change(&self, manager: &Manager, now: i64) -> Result<(UserId, Role), Refusal> {
        self.is_managed_by(manager)?;
        let open = self.user.filter(|_| self.access(now).is_open());
        open.zip(self.role).ok_or(Refusal::NoAccess)
    }

    /// What is given to them that they did not have: the manager must have it when it is written.
    pub fn added(&self, grants: &[Grant]) -> Vec<Grant> {
        grants.iter().copied().filter(|it| !self.grants.contains(it)).collect()
    }

    pub fn difference(&self, grants: &[Grant]) -> String {
        Grants::difference(&self.grants, grants)
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::refused(match refusal {
            Refusal::Oneself => "Nobody changes their own access. Ask your operator to.",
            Refusal::Operators => {
                "Your operator looks after this person\u{2019}s access. Ask them to change it."
            }
            Refusal::Active => "This person has access already.",
            Refusal::NotInvited => "There is no open invitation to send again.",
            Refusal::NoAccess => "This person has no access at the moment.",
            Refusal::NeverActive => {
                "This person was never signed in. Send a new activation mail instead."
            }
        })
    }
}

#[cfg(test)]
mod tests;
