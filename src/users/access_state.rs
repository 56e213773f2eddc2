//! The state of a person's access: computed from their row and the time, never stored.
use super::State;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccessState {
    /// They were never invited.
    No,
    /// They were invited and have not chosen a password yet.
    Pending,
    /// They were invited, and the temporary password has expired.
    Expired,
    Active,
    /// Their access or invitation was revoked.
    Revoked,
    /// Suspended with the contact, and restored with it.
    Inactive,
}

impl AccessState {
    pub fn of(
        state: Option<State>,
        temporary_until: Option<i64>,
        revoked_at: Option<i64>,
        now: i64,
    ) -> Self {
        match state {
            None => Self::No,
            Some(State::Invited) if temporary_until.is_some_and(|until| until < now) => {
                Self::Expired
            }
            Some(State::Invited) => Self::Pending,
            Some(State::Active) => Self::Active,
            Some(State::Disabled) if revoked_at.is_some() => Self::Revoked,
            Some(State::Disabled) => Self::Inactive,
        }
    }

    pub fn is_invited(self) -> bool {
        matches!(self, Self::Pending | Self::Expired)
    }

    /// Invited or active, so that there is access to remove.
    pub fn is_open(self) -> bool {
        self.is_invited() || self == Self::Active
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::No => "No access",
            Self::Pending => "Pending",
            Self::Expired => "Expired",
            Self::Active => "Active",
            Self::Revoked => "Revoked",
            Self::Inactive => "Inactive",
        }
    }

    /// The class of its badge.
    pub fn class(self) -> &'static str {
        match self {
            Self::No | Self::Revoked | Self::Inactive => "off",
            Self::Pending => "wait",
            Self::Expired => "late",
            Self::Active => "ok",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_expires_with_its_temporary_password() {
        let at = |until, now| AccessState::of(Some(State::Invited), until, None, now);
        assert_eq!((at(Some(5), 5), at(Some(5), 6)), (AccessState::Pending, AccessState::Expired));
        assert_eq!(
            at(None, i64::MAX),
            AccessState::Pending,
            "the email with the password was not sent yet"
        );
    }

    #[test]
    fn revoked_access_and_suspended_access_are_different_states() {
        let of = |revoked| AccessState::of(Some(State::Disabled), None, revoked, 9);
        assert_eq!((of(Some(1)), of(None)), (AccessState::Revoked, AccessState::Inactive));
        assert_eq!(AccessState::of(None, None, None, 9), AccessState::No);
        assert!(AccessState::Active.is_open() && !AccessState::Revoked.is_open());
    }
}
