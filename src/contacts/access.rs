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

/// A contact and their access to the portal: the user, if they were ever invited.
#[derive(Debug, Clone, Deserialize)]
pub struct ContactAccess {
    pub contact: ContactId,
    pub name: String,
    /// The name of the user, or else of the contact, with case and accents folded: lists sort by it.
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
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub grants: Vec<Grant>,
    /// Names of their accounts, sorted.
    pub accounts: String,
    /// Whether another user of the workspace signs in with this contact's address.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_taken: bool,
    /// Whether the contact is inactive. They get no access until they are restored.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_inactive: bool,
    /// 1, or 2 if the user has a second factor.
    pub factors: i64,
    /// The version of the user, or 0 while there is none.
    pub version: i64,
}

/// Proof that a contact may be invited to the portal.
#[derive(Debug, Clone, Copy)]
pub struct Invitable<'a> {
    person: &'a ContactAccess,
}

/// An invitation of a contact: their first one, or one after an earlier one was revoked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactInvitation {
    pub contact: ContactId,
    /// Their existing user, or the id of the new one.
    pub user: UserId,
    pub role: Role,
    pub grants: Vec<Grant>,
    /// The role and the rights they are given, for the history.
    pub note: String,
}

impl ContactInvitation {
    pub fn new(contact: ContactId, user: UserId, role: Role, grants: Vec<Grant>) -> Self {
        Self { contact, user, role, note: Grants::given(role, &grants), grants }
    }
}

/// A change of a portal user's role or rights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RightsChange {
    pub contact: ContactId,
    pub user: UserId,
    pub role: Role,
    pub grants: Vec<Grant>,
    /// The differences, for the history.
    pub note: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The contact belongs to no account.
    NoAccount,
    /// The contact has no valid email address.
    NoAddress,
    /// Another user signs in with the contact's address.
    Taken,
    /// They have access already.
    Active,
    /// Their access was removed: it can be restored, so that no invitation is needed.
    Restorable,
    /// The contact is inactive.
    Inactive,
    /// There is no open invitation to send again.
    NotInvited,
    /// There is no access to change or to remove.
    NoAccess,
    /// They never chose a password, so there is no access to restore.
    NeverActive,
}

impl ContactAccess {
    pub fn access(&self, now: i64) -> AccessState {
        AccessState::of(self.state, self.temporary_until, self.revoked_at, now)
    }

    /// Whether the contact may be invited, also once more while an invitation is open.
    pub fn invitable(&self, now: i64) -> Result<Invitable<'_>, Refusal> {
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
            | AccessState::Revoked => Ok(Invitable { person: self }),
        }
    }

    /// The user whose invitation is open, so that the activation mail may be sent again.
    pub fn open_invitation(&self, now: i64) -> Result<UserId, Refusal> {
        match (self.access(now), self.user) {
            (AccessState::Pending | AccessState::Expired, Some(user)) => Ok(user),
            (AccessState::Active, _) => Err(Refusal::Active),
            _ => Err(Refusal::NotInvited),
        }
    }

    /// The user who is invited or active, so that the access may be removed.
    pub fn removable(&self, now: i64) -> Result<UserId, Refusal> {
        self.user.filter(|_| self.access(now).is_open()).ok_or(Refusal::NoAccess)
    }

    /// The user whose access was removed after they had chosen a password, so that it may be restored.
    pub fn restorable(&self, now: i64) -> Result<UserId, Refusal> {
        match (self.access(now), self.user) {
            _ if self.is_inactive => Err(Refusal::Inactive),
            (AccessState::Revoked, Some(user)) if self.activated_at.is_some() => Ok(user),
            (AccessState::Revoked, _) => Err(Refusal::NeverActive),
            (AccessState::Inactive, _) => Err(Refusal::Inactive),
            _ => Err(Refusal::Active),
        }
    }

    /// Changes the role and the rights; `None` if both stay as they are.
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

impl Invitable<'_> {
    /// Invites the contact as a user with this role and these rights; `fresh` is the id of the user
    /// if they have none yet.
    pub fn invite(self, role: Role, grants: Vec<Grant>, fresh: UserId) -> ContactInvitation {
        let user = self.person.user.unwrap_or(fresh);
        ContactInvitation::new(self.person.contact, user, role, grants)
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::refused(match refusal {
            Refusal::NoAccount => {
                "This contact does not belong to an account yet, so there would be nothing to see."
            }
            Refusal::NoAddress => "This contact has no email address to send the invitation to.",
            Refusal::Taken => {
                "Another portal user signs in with this contact\u{2019}s email address. Give this contact an address of their own, or merge the two contacts."
            }
            Refusal::Active => "This contact already has access.",
            Refusal::Restorable => {
                "This contact had access before. Restore it instead: their password still works."
            }
            Refusal::Inactive => {
                "This contact is inactive. Restore the contact first; that restores their access too."
            }
            Refusal::NotInvited => "There is no open invitation to send again.",
            Refusal::NoAccess => "This contact has no access at the moment.",
            Refusal::NeverActive => {
                "This contact never signed in. Send a new activation email instead."
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

    fn person(state: Option<State>) -> ContactAccess {
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
        ContactAccess { revoked_at: Some(1), ..person(Some(State::Disabled)) }
    }

    fn invited(it: &ContactAccess) -> Result<UserId, Refusal> {
        it.invitable(NOW).map(|it| it.invite(Role::Charter, Vec::new(), FRESH).user)
    }

    #[test]
    fn a_contact_who_was_never_active_may_be_invited() {
        assert_eq!(invited(&person(None)), Ok(FRESH));
        for it in [person(Some(State::Invited)), revoked()] {
            assert_eq!(invited(&it), Ok(UserId(Uuid::nil())));
        }
        assert_eq!(invited(&person(Some(State::Active))), Err(Refusal::Active));
        assert_eq!(invited(&person(Some(State::Disabled))), Err(Refusal::Inactive));
        let was_active = ContactAccess { activated_at: Some(1), ..revoked() };
        assert_eq!(invited(&was_active), Err(Refusal::Restorable));
    }

    #[test]
    fn an_invitation_needs_an_account_and_an_address_of_ones_own() {
        let it = ContactAccess { accounts: String::new(), ..person(None) };
        assert_eq!(invited(&it), Err(Refusal::NoAccount));
        assert_eq!(
            invited(&ContactAccess { email: String::new(), ..person(None) }),
            Err(Refusal::NoAddress)
        );
        assert_eq!(invited(&ContactAccess { is_taken: true, ..person(None) }), Err(Refusal::Taken));
    }

    #[test]
    fn an_inactive_contact_gets_no_access() {
        let inactive = |it| ContactAccess { is_inactive: true, ..it };
        assert_eq!(invited(&inactive(person(None))), Err(Refusal::Inactive));
        assert_eq!(invited(&inactive(revoked())), Err(Refusal::Inactive));
        let was_active = inactive(ContactAccess { activated_at: Some(1), ..revoked() });
        assert_eq!(was_active.restorable(NOW), Err(Refusal::Inactive));
    }

    #[test]
    fn only_an_open_invitation_is_sent_again() {
        assert!(person(Some(State::Invited)).open_invitation(NOW).is_ok());
        let expired = ContactAccess { temporary_until: Some(1), ..person(Some(State::Invited)) };
        assert!(expired.open_invitation(NOW).is_ok());
        assert_eq!(person(Some(State::Active)).open_invitation(NOW), Err(Refusal::Active));
        for it in [person(None), revoked()] {
            assert_eq!(it.open_invitation(NOW), Err(Refusal::NotInvited));
        }
    }

    #[test]
    fn removed_access_is_restored_to_users_who_had_chosen_a_password() {
        assert!(ContactAccess { activated_at: Some(1), ..revoked() }.restorable(NOW).is_ok());
        assert_eq!(revoked().restorable(NOW), Err(Refusal::NeverActive));
        let suspended = ContactAccess { activated_at: Some(1), ..person(Some(State::Disabled)) };
        assert_eq!(suspended.restorable(NOW), Err(Refusal::Inactive));
        assert_eq!(revoked().removable(NOW), Err(Refusal::NoAccess));
        assert!(person(Some(State::Active)).removable(NOW).is_ok());
    }

    #[test]
    fn a_change_of_rights_says_what_it_changes_and_is_none_if_nothing_changes() {
        let it = person(Some(State::Active));
        let change = it.change(Role::Owner, Vec::new(), NOW).unwrap().unwrap();
        assert_eq!(change.note, "Role: Charter client \u{2192} Owner, See money: yes \u{2192} no");
        assert_eq!(it.change(Role::Charter, vec![Grant::SeeMoney], NOW), Ok(None));
        assert_eq!(revoked().change(Role::Owner, Vec::new(), NOW), Err(Refusal::NoAccess));
    }

    #[test]
    fn an_invitation_notes_the_role_and_the_rights() {
        let grants = vec![Grant::RequestTrips, Grant::SeeMoney];
        let it = person(None).invitable(NOW).unwrap().invite(Role::Charter, grants, FRESH);
        assert_eq!(it.note, "Charter client: Request trips, See money");
    }
}
