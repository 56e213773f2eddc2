//! Contacts and their accounts: the people on the client's side, and who pays for them.
mod ops;
mod queries;
mod views;
pub use ops::routes;
pub use queries::{join, make};

use crate::{
    error::Error,
    kit::{
        ids::{AccountId, ContactId, UserId},
        text::changes,
    },
    users::{Role, State},
};
use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
pub struct Contact {
    pub id: ContactId,
    pub name: String,
    pub email: String,
    pub phone: String,
    pub title: String,
    pub notes: String,
    /// Names of their accounts, the first by name first.
    pub accounts: String,
    /// Their access to the portal, if they were ever invited.
    pub user_id: Option<UserId>,
    pub role: Option<Role>,
    pub state: Option<State>,
    pub invited_at: Option<i64>,
    pub temporary_until: Option<i64>,
    pub version: i64,
    pub deactivated_at: Option<i64>,
    pub merged_into: Option<ContactId>,
}

/// An account a contact is a member of.
#[derive(Debug, Clone, Deserialize)]
pub struct Membership {
    pub id: AccountId,
    pub name: String,
    /// Registrations of the aircraft or coaches tied to it.
    pub tails: String,
}

/// What the operator says of a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Particulars {
    pub name: String,
    /// Lower case, or empty where it is not known.
    pub email: String,
    pub phone: String,
    pub title: String,
    pub notes: String,
}

/// Access to the portal, given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    pub contact: ContactId,
    /// The user that they are, or become.
    pub user: UserId,
    pub role: Role,
    pub version: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    Inactive,
    NoAccount,
    NoAddress,
    Active,
}

impl Contact {
    pub fn is_active(&self) -> bool {
        self.deactivated_at.is_none()
    }

    /// Whether they sign in with their address, or will.
    pub fn has_user(&self) -> bool {
        self.state.is_some()
    }

    /// What history says of a change. What the operator notes is nobody else's business.
    pub fn changes(&self, now: &Particulars) -> String {
        let values = [
            ("Name", self.name.as_str(), now.name.as_str()),
            ("Email", &self.email, &now.email),
            ("Phone", &self.phone, &now.phone),
            ("Title", &self.title, &now.title),
        ];
        let mut told = changes(&values);
        if self.notes != now.notes {
            told.push_str(if told.is_empty() { "Notes changed" } else { "; notes changed" });
        }
        told
    }

    /// Sends for the first time, or again while the person has not signed in: the newest temporary
    /// password is the only one that works.
    pub fn invite(
        &self,
        memberships: &[Membership],
        role: Role,
        fresh: UserId,
    ) -> Result<Invitation, Refusal> {
        match self.state {
            _ if !self.is_active() => Err(Refusal::Inactive),
            _ if memberships.is_empty() => Err(Refusal::NoAccount),
            _ if !self.email.contains('@') => Err(Refusal::NoAddress),
            Some(State::Active) => Err(Refusal::Active),
            None | Some(State::Invited | State::Disabled) => Ok(Invitation {
                contact: self.id,
                user: self.user_id.unwrap_or(fresh),
                role,
                version: self.version,
            }),
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::refused(match refusal {
            Refusal::Inactive => "This contact is inactive. Restore them first.",
            Refusal::NoAccount => {
                "This contact belongs to no account yet, so there would be nothing to see."
            }
            Refusal::NoAddress => "This contact has no email address to send it to.",
            Refusal::Active => "This contact has access already.",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn contact(state: Option<State>) -> Contact {
        Contact {
            id: ContactId(Uuid::nil()),
            name: "Mira".into(),
            email: "mira@harbour.example".into(),
            phone: String::new(),
            title: String::new(),
            notes: String::new(),
            accounts: String::new(),
            user_id: None,
            role: None,
            state,
            invited_at: None,
            temporary_until: None,
            version: 1,
            deactivated_at: None,
            merged_into: None,
        }
    }

    fn member() -> [Membership; 1] {
        [Membership { id: AccountId(Uuid::nil()), name: "Lindqvist".into(), tails: String::new() }]
    }

    #[test]
    fn whoever_has_not_signed_in_yet_is_invited() {
        let fresh = UserId(Uuid::max());
        for state in [None, Some(State::Invited), Some(State::Disabled)] {
            assert_eq!(
                contact(state).invite(&member(), Role::Charter, fresh).map(|it| it.user),
                Ok(fresh)
            );
        }
        assert_eq!(
            contact(Some(State::Active)).invite(&member(), Role::Charter, fresh),
            Err(Refusal::Active)
        );
    }

    #[test]
    fn without_an_account_or_an_address_there_is_no_invitation() {
        let fresh = UserId(Uuid::max());
        assert_eq!(contact(None).invite(&[], Role::Charter, fresh), Err(Refusal::NoAccount));
        let nowhere = Contact { email: String::new(), ..contact(None) };
        assert_eq!(nowhere.invite(&member(), Role::Charter, fresh), Err(Refusal::NoAddress));
        let inactive = Contact { deactivated_at: Some(1), ..contact(None) };
        assert_eq!(inactive.invite(&member(), Role::Charter, fresh), Err(Refusal::Inactive));
    }
}
