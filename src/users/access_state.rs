//! How a person's way in stands: derived from their row and the time, never stored.
use super::State;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccessState {
    /// Was never invited.
    No,
    /// Invited, and has not chosen a password yet.
    Pending,
    /// The same, and the temporary password is no longer good.
    Expired,
    Active,
    /// Taken back from this person.
    Revoked,
    /// Rests with the contact, and comes back with it.
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

    /// Invited or in: there is something to take back.
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
    fn an_invitation_expires_with_its_password() {
        let at = |until, now| AccessState::of(Some(State::Invited), until, None, now);
        assert_eq!((at(Some(5), 5), at(Some(5), 6)), (AccessState::Pending, AccessState::Expired));
        assert_eq!(at(None, i64::MAX), AccessState::Pending, "the mail is yet to be made");
    }

    #[test]
    fn what_was_taken_back_and_what_rests_are_told_apart() {
        let of = |revoked| AccessState::of(Some(State::Disabled), None, revoked, 9);
        assert_eq!((of(Some(1)), of(None)), (AccessState::Revoked, AccessState::Inactive));
        assert_eq!(AccessState::of(None, None, None, 9), AccessState::No);
        assert!(AccessState::Active.is_open() && !AccessState::Revoked.is_open());
    }
}
