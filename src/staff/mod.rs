//! Staff: the users of the operations side and their roles.
mod ops;
mod queries;
mod views;
pub use ops::routes;

use crate::{
    error::Error,
    kit::{email::Email, ids::UserId},
    users::{AccessState, Role, State},
};
use serde::Deserialize;

/// A user of the operations side.
#[derive(Debug, Clone, Deserialize)]
pub struct Member {
    pub id: UserId,
    pub name: String,
    /// The name with case and accents folded: lists sort by it.
    pub sort_name: String,
    pub email: String,
    /// Why mails do not reach the address; empty if they do.
    pub email_fault: String,
    pub role: Role,
    pub state: State,
    pub invited_at: Option<i64>,
    pub temporary_until: Option<i64>,
    pub activated_at: Option<i64>,
    pub revoked_at: Option<i64>,
    pub signed_in_at: Option<i64>,
    /// 1, or 2 if they have a second factor.
    pub factors: i64,
    /// Whether they are the only active administrator.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_last: bool,
    pub version: i64,
}

/// A new member of staff who is to be invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffInvitation {
    pub user: UserId,
    pub name: String,
    pub email: Email,
    pub role: Role,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// They are the only active administrator, and the workspace needs one.
    Last,
    /// There is no open invitation to send again.
    NotInvited,
    /// They have no access that could be removed or changed.
    NoAccess,
    /// They have access, or never had any, so there is nothing to restore.
    NotRemoved,
}

impl Member {
    pub fn access(&self, now: i64) -> AccessState {
        AccessState::of(Some(self.state), self.temporary_until, self.revoked_at, now)
    }

    /// Whether they had chosen a password and their access was removed.
    pub fn is_restorable(&self) -> bool {
        self.state == State::Disabled && self.activated_at.is_some()
    }

    /// Whether the activation mail may be sent again: while the invitation is open, or after it was
    /// revoked.
    pub fn may_be_invited(&self) -> bool {
        match self.state {
            State::Invited => true,
            State::Active => false,
            State::Disabled => self.activated_at.is_none(),
        }
    }

    pub fn invite_again(&self) -> Result<(), Refusal> {
        if self.may_be_invited() { Ok(()) } else { Err(Refusal::NotInvited) }
    }

    pub fn remove(&self) -> Result<(), Refusal> {
        match self.state {
            State::Disabled => Err(Refusal::NoAccess),
            State::Active if self.is_last => Err(Refusal::Last),
            State::Invited | State::Active => Ok(()),
        }
    }

    pub fn restore(&self) -> Result<(), Refusal> {
        if self.is_restorable() { Ok(()) } else { Err(Refusal::NotRemoved) }
    }

    /// What the history says about a new role; empty if the role stays.
    pub fn change(&self, role: Role) -> Result<String, Refusal> {
        match self.state {
            _ if role == self.role => Ok(String::new()),
            State::Disabled => Err(Refusal::NoAccess),
            State::Active if self.is_last => Err(Refusal::Last),
            State::Invited | State::Active => {
                Ok(format!("Role: {} \u{2192} {}", self.role.name(), role.name()))
            }
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::refused(match refusal {
            Refusal::Last => {
                "This is the only active administrator. Make somebody else an administrator first."
            }
            Refusal::NotInvited => "There is no open invitation to send again.",
            Refusal::NoAccess => "They have no access at the moment.",
            Refusal::NotRemoved => "There is no access to restore.",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn member(state: State, activated_at: Option<i64>) -> Member {
        Member {
            id: UserId(Uuid::nil()),
            name: "Ole".into(),
            sort_name: "ole".into(),
            email: "ole@harbour.example".into(),
            email_fault: String::new(),
            role: Role::Admin,
            state,
            invited_at: None,
            temporary_until: None,
            activated_at,
            revoked_at: (state == State::Disabled).then_some(1),
            signed_in_at: None,
            factors: 1,
            is_last: false,
            version: 1,
        }
    }

    #[test]
    fn the_last_administrator_keeps_role_and_access() {
        let last = Member { is_last: true, ..member(State::Active, Some(1)) };
        assert_eq!(last.remove(), Err(Refusal::Last));
        assert_eq!(last.change(Role::Dispatcher), Err(Refusal::Last));
        assert_eq!(last.change(Role::Admin), Ok(String::new()));
        let other = member(State::Active, Some(1));
        assert!(other.remove().is_ok());
        assert_eq!(
            other.change(Role::ReadOnly),
            Ok("Role: Administrator \u{2192} Read-only".to_owned())
        );
    }

    #[test]
    fn a_removed_member_is_restored_if_they_had_a_password_and_else_invited_again() {
        let (active_once, never) =
            (member(State::Disabled, Some(1)), member(State::Disabled, None));
        assert!(active_once.restore().is_ok() && active_once.invite_again().is_err());
        assert!(never.restore().is_err() && never.invite_again().is_ok());
        assert_eq!(active_once.remove(), Err(Refusal::NoAccess));
        assert_eq!(active_once.change(Role::Accounting), Err(Refusal::NoAccess));
        let invited = member(State::Invited, None);
        assert!(invited.invite_again().is_ok() && invited.remove().is_ok());
        assert_eq!(member(State::Active, Some(1)).invite_again(), Err(Refusal::NotInvited));
    }
}
