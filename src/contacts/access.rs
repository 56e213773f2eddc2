//! A contact's access to the portal: given, sent again, taken back, restored, and what it allows.
use super::Grants;
use crate::{
    error::Error,
    kit::{
        email::Email,
        ids::{ContactId, UserId},
    },
    users::{AccessState, Grant, Role, State},
};
use serde::Deserialize;

/// A contact, and the user they are if they were ever invited.
#[derive(Debug, Clone, Deserialize)]
pub struct ContactAccess {
    pub contact: ContactId,
    pub name: String,
    /// The user's or else the contact's, folded, as lists are sorted.
    pub sort_name: String,
    pub email: String,
    pub user: Option<UserId>,
    /// The address they sign in with.
    pub login: Option<String>,
    pub role: Option<Role>,
    pub state: Option<State>,
    pub invited_at: Option<i64>,
    pub temporary_until: Option<i64>,
    pub activated_at: Option<i64>,
    pub revoked_at: Option<i64>,
    pub signed_in_at: Option<i64>,
    #[serde(deserialize_with = "crate::db::query::json")]
    pub grants: Vec<Grant>,
    /// Names of their accounts, the first by name first.
    pub accounts: String,
    /// Whether another user of the workspace signs in with this contact's address.
    #[serde(deserialize_with = "crate::db::query::flag")]
    pub is_taken: bool,
    /// Whether the contact is inactive: nothing is opened until they are restored.
    #[serde(deserialize_with = "crate::db::query::flag")]
    pub is_inactive: bool,
    /// 2: has a second factor.
    pub factors: i64,
    /// Of the user; 0 while there is none.
    pub version: i64,
}

/// Access, given for the first time or after it was taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactInvitation {
    pub contact: ContactId,
    /// The user that they are, or become.
    pub user: UserId,
    pub role: Role,
    pub grants: Vec<Grant>,
    /// What the person could do before and can do now.
    pub note: String,
}

/// Another role, or other rights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RightsChange {
    pub contact: ContactId,
    pub user: UserId,
    pub role: Role,
    pub grants: Vec<Grant>,
    pub note: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    NoAccount,
    NoAddress,
    /// Somebody else signs in with the contact's address.
    Taken,
    Active,
    /// Is to be restored, or restored with the contact, not invited.
    Restorable,
    Inactive,
    /// There is no invitation to send again.
    NotInvited,
    /// There is no access to change or to take back.
    NoAccess,
    /// Was never active: is to be invited again.
    NeverActive,
}

impl ContactAccess {
    pub fn access(&self, now: i64) -> AccessState {
        AccessState::of(self.state, self.temporary_until, self.revoked_at, now)
    }

    /// Whether access that was taken back can be given back as it was.
    pub fn is_restorable(&self, now: i64) -> bool {
        self.access(now) == AccessState::Revoked && self.activated_at.is_some() && !self.is_inactive
    }

    /// Opens access: the person is mailed a temporary password.
    pub fn invite(
        &self,
        role: Role,
        grants: Vec<Grant>,
        fresh: UserId,
        now: i64,
    ) -> Result<ContactInvitation, Refusal> {
        match self.access(now) {
            _ if self.is_inactive => Err(Refusal::Inactive),
            AccessState::Active => Err(Refusal::Active),
            AccessState::Inactive => Err(Refusal::Inactive),
            AccessState::Revoked if self.activated_at.is_some() => Err(Refusal::Restorable),
            _ if self.accounts.is_empty() => Err(Refusal::NoAccount),
            _ if Email::parse(&self.email).is_err() => Err(Refusal::NoAddress),
            _ if self.is_taken => Err(Refusal::Taken),
            AccessState::No
            | AccessState::Pending
            | AccessState::Expired
            | AccessState::Revoked => Ok(ContactInvitation {
                contact: self.contact,
                user: self.user.unwrap_or(fresh),
                role,
                note: Grants::given(role, &grants),
                grants,
            }),
        }
    }

    /// Sends the activation mail again: the newest temporary password is the only one that works.
    pub fn invite_again(&self, now: i64) -> Result<UserId, Refusal> {
        match (self.access(now), self.user) {
            (AccessState::Pending | AccessState::Expired, Some(user)) => Ok(user),
            (AccessState::Active, _) => Err(Refusal::Active),
            _ => Err(Refusal::NotInvited),
        }
    }

    /// Takes an invitation back, or access that is in use.
    pub fn remove(&self, now: i64) -> Result<UserId, Refusal> {
        self.user.filter(|_| self.access(now).is_open()).ok_or(Refusal::NoAccess)
    }

    /// Gives back what was taken from somebody who was in.
    pub fn restore(&self, now: i64) -> Result<UserId, Refusal> {
        match (self.access(now), self.user) {
            _ if self.is_inactive => Err(Refusal::Inactive),
            (AccessState::Revoked, Some(user)) if self.activated_at.is_some() => Ok(user),
            (AccessState::Revoked, _) => Err(Refusal::NeverActive),
            (AccessState::Inactive, _) => Err(Refusal::Inactive),
            _ => Err(Refusal::Active),
        }
    }

    /// Another role or other rights; `None` where nothing changes.
    pub fn change(
        &self,
        role: Role,
        grants: Vec<Grant>,
        now: i64,
    ) -> Result<Option<RightsChange>, Refusal> {
        let (Some(user), Some(before)) = (self.user, self.role) else {
            return Err(Refusal::NoAccess);
        };
        if !self.access(now).is_open() {
            return Err(Refusal::NoAccess);
        }
        let moved =
            (role != before).then(|| format!("Role: {} \u{2192} {}", before.name(), role.name()));
        let rights = Some(Grants::difference(&self.grants, &grants)).filter(|it| !it.is_empty());
        let note = moved.into_iter().chain(rights).collect::<Vec<_>>().join(", ");
        Ok((!note.is_empty()).then_some(RightsChange {
            contact: self.contact,
            user,
            role,
            grants,
            note,
        }))
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::refused(match refusal {
            Refusal::NoAccount => {
                "This contact belongs to no account yet, so there would be nothing to see."
            }
            Refusal::NoAddress => "This contact has no email address to send it to.",
            Refusal::Taken => {
                "Another portal user signs in with this contact\u{2019}s email address. Give this contact an address of their own, or merge the two contacts."
            }
            Refusal::Active => "This contact has access already.",
            Refusal::Restorable => {
                "This contact had access before. Restore it: their password is still good."
            }
            Refusal::Inactive => {
                "This contact is inactive. Restore the contact first; access comes back with it."
            }
            Refusal::NotInvited => "There is no open invitation to send again.",
            Refusal::NoAccess => "This contact has no access at the moment.",
            Refusal::NeverActive => {
                "This contact was never signed in. Send a new activation mail instead."
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const FRESH: UserId = UserId(Uuid::max());
    const NOW: i64 = 10;

    fn entry(state: Option<State>) -> ContactAccess {
        ContactAccess {
            contact: ContactId(Uuid::nil()),
            name: "Mira".into(),
            sort_name: "mira".into(),
            email: "mira@harbour.example".into(),
            user: state.map(|_| UserId(Uuid::nil())),
            login: None,
            role: state.map(|_| Role::Charter),
            state,
            invited_at: None,
            temporary_until: None,
            activated_at: None,
            revoked_at: None,
            signed_in_at: None,
            grants: vec![Grant::SeeMoney],
            accounts: "Lindqvist".into(),
            is_taken: false,
            is_inactive: false,
            factors: 1,
            version: 0,
        }
    }

    fn revoked() -> ContactAccess {
        ContactAccess { revoked_at: Some(1), ..entry(Some(State::Disabled)) }
    }

    fn invited(it: &ContactAccess) -> Result<UserId, Refusal> {
        it.invite(Role::Charter, Vec::new(), FRESH, NOW).map(|it| it.user)
    }

    #[test]
    fn whoever_was_never_in_is_invited() {
        assert_eq!(invited(&entry(None)), Ok(FRESH));
        for it in [entry(Some(State::Invited)), revoked()] {
            assert_eq!(invited(&it), Ok(UserId(Uuid::nil())));
        }
        assert_eq!(invited(&entry(Some(State::Active))), Err(Refusal::Active));
        assert_eq!(invited(&entry(Some(State::Disabled))), Err(Refusal::Inactive));
        let was_in = ContactAccess { activated_at: Some(1), ..revoked() };
        assert_eq!(invited(&was_in), Err(Refusal::Restorable));
    }

    #[test]
    fn without_an_account_or_an_address_of_their_own_there_is_no_invitation() {
        let it = ContactAccess { accounts: String::new(), ..entry(None) };
        assert_eq!(invited(&it), Err(Refusal::NoAccount));
        assert_eq!(
            invited(&ContactAccess { email: String::new(), ..entry(None) }),
            Err(Refusal::NoAddress)
        );
        assert_eq!(invited(&ContactAccess { is_taken: true, ..entry(None) }), Err(Refusal::Taken));
    }

    #[test]
    fn nothing_is_opened_while_the_contact_is_inactive() {
        let inactive = |it| ContactAccess { is_inactive: true, ..it };
        assert_eq!(invited(&inactive(entry(None))), Err(Refusal::Inactive));
        assert_eq!(invited(&inactive(revoked())), Err(Refusal::Inactive));
        let was_in = inactive(ContactAccess { activated_at: Some(1), ..revoked() });
        assert_eq!(was_in.restore(NOW), Err(Refusal::Inactive));
        assert!(!was_in.is_restorable(NOW));
    }

    #[test]
    fn only_what_is_pending_is_sent_again() {
        assert!(entry(Some(State::Invited)).invite_again(NOW).is_ok());
        let expired = ContactAccess { temporary_until: Some(1), ..entry(Some(State::Invited)) };
        assert!(expired.invite_again(NOW).is_ok());
        assert_eq!(entry(Some(State::Active)).invite_again(NOW), Err(Refusal::Active));
        for it in [entry(None), revoked()] {
            assert_eq!(it.invite_again(NOW), Err(Refusal::NotInvited));
        }
    }

    #[test]
    fn what_was_taken_back_comes_back_to_those_who_were_in() {
        assert!(ContactAccess { activated_at: Some(1), ..revoked() }.restore(NOW).is_ok());
        assert_eq!(revoked().restore(NOW), Err(Refusal::NeverActive));
        let resting = ContactAccess { activated_at: Some(1), ..entry(Some(State::Disabled)) };
        assert_eq!(resting.restore(NOW), Err(Refusal::Inactive));
        assert_eq!(revoked().remove(NOW), Err(Refusal::NoAccess));
        assert!(entry(Some(State::Active)).remove(NOW).is_ok());
    }

    #[test]
    fn a_change_says_what_it_changes_and_no_change_is_none() {
        let it = entry(Some(State::Active));
        let change = it.change(Role::Owner, Vec::new(), NOW).unwrap().unwrap();
        assert_eq!(change.note, "Role: Charter client \u{2192} Owner, See money: yes \u{2192} no");
        assert_eq!(it.change(Role::Charter, vec![Grant::SeeMoney], NOW), Ok(None));
        assert_eq!(revoked().change(Role::Owner, Vec::new(), NOW), Err(Refusal::NoAccess));
    }

    #[test]
    fn an_invitation_says_what_it_gives() {
        let grants = vec![Grant::RequestTrips, Grant::SeeMoney];
        let it = entry(None).invite(Role::Charter, grants, FRESH, NOW).unwrap();
        assert_eq!(it.note, "Charter client: Request trips, See money");
    }
}
