//! Where a quote stands at a moment, which depends on more than what is stored of it.
use super::State;
use crate::{requests, trips};

/// The state of a quote at a moment, which also depends on the time and on its request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Draft,
    Awaiting,
    Expired,
    Accepted,
    /// It was accepted, and the operator confirmed its trip.
    Booked,
    Declined,
    ChangesRequested,
    Replaced,
    Withdrawn,
}

impl Standing {
    /// Whether it is of interest until when it can be answered: not any more once it was.
    pub fn has_validity(self) -> bool {
        match self {
            Self::Draft | Self::Awaiting | Self::Expired => true,
            Self::Accepted
            | Self::Booked
            | Self::Declined
            | Self::ChangesRequested
            | Self::Replaced
            | Self::Withdrawn => false,
        }
    }
}

/// The standing of a quote, from what is stored and the time now. `trip` is what was made from it. The SQL of the list's
/// filter says the same.
pub fn standing(
    state: State,
    request: requests::State,
    trip: Option<trips::Kind>,
    valid_until: i64,
    now: i64,
) -> Standing {
    use trips::Kind::{Booked, Completed, Dispatched, InProgress};
    match state {
        State::Draft => Standing::Draft,
        State::Sent if !request.is_open() => Standing::Withdrawn,
        State::Sent if now > valid_until => Standing::Expired,
        State::Sent => Standing::Awaiting,
        State::Accepted => match trip {
            Some(Booked | Dispatched | InProgress | Completed) => Standing::Booked,
            Some(trips::Kind::Pending | trips::Kind::Cancelled) | None => Standing::Accepted,
        },
        State::Declined => Standing::Declined,
        State::ChangeRequested => Standing::ChangesRequested,
        State::Superseded => Standing::Replaced,
        State::Withdrawn => Standing::Withdrawn,
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Quote, samples::quote},
        *,
    };

    #[test]
    fn a_quote_expires_after_its_last_valid_moment() {
        let quote = quote(State::Sent);
        assert_eq!(quote.standing(quote.valid_until), Standing::Awaiting);
        assert_eq!(quote.standing(quote.valid_until + 1), Standing::Expired);
    }

    #[test]
    fn a_sent_quote_is_withdrawn_when_its_request_is_closed() {
        for closed in [requests::State::Declined, requests::State::Cancelled] {
            let quote = Quote { request_state: closed, ..quote(State::Sent) };
            assert_eq!(quote.standing(0), Standing::Withdrawn);
        }
    }

    #[test]
    fn an_accepted_quote_is_booked_once_its_trip_is_confirmed() {
        let of = |trip_kind| Quote { trip_kind, ..quote(State::Accepted) }.standing(0);
        assert_eq!(of(None), Standing::Accepted);
        assert_eq!(of(Some(trips::Kind::Pending)), Standing::Accepted);
        assert_eq!(of(Some(trips::Kind::Booked)), Standing::Booked);
        assert_eq!(of(Some(trips::Kind::Cancelled)), Standing::Accepted);
    }
}
