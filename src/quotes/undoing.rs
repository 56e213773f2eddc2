//! Undoing an acceptance that was a mistake.
use super::{Quote, Refusal, State, extras::Chosen};
use crate::kit::ids::{AccountId, QuoteId, RequestId, TripId};

/// An acceptance to be undone: the quote can be answered again, and its trip is canceled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undoing {
    pub quote: QuoteId,
    pub request: RequestId,
    pub account: AccountId,
    pub trip: Option<TripId>,
    pub version: i64,
    pub reason: String,
    /// The quote without what was chosen among its extras; none where there was nothing to choose.
    pub unchosen: Option<Chosen>,
}

impl Quote {
    /// Staff undo the acceptance, unless its deposit was invoiced: then the invoice is voided first. `seen` is the
    /// version on their page.
    pub fn undo(&self, seen: i64, reason: &str) -> Result<Undoing, Refusal> {
        match self.state {
            State::Accepted if self.invoice_id.is_some() => Err(Refusal::Invoiced),
            State::Accepted if seen != self.version => Err(Refusal::Changed),
            State::Accepted if reason.is_empty() => Err(Refusal::NoReason),
            State::Accepted => Ok(Undoing {
                quote: self.id,
                request: self.request_id,
                account: self.account_id,
                trip: self.trip_id,
                version: self.version,
                reason: reason.to_owned(),
                unchosen: self.with_extras(&[]).and_then(|it| it.chosen()),
            }),
            State::Draft
            | State::Sent
            | State::Declined
            | State::ChangeRequested
            | State::Superseded
            | State::Withdrawn => Err(Refusal::NotAccepted),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::samples::quote, *};
    use crate::kit::ids::InvoiceId;
    use uuid::Uuid;

    #[test]
    fn only_an_acceptance_that_is_not_invoiced_is_undone_and_with_a_reason() {
        let accepted = quote(State::Accepted);
        assert_eq!(accepted.undo(2, "Wrong option").map(|it| it.version), Ok(2));
        assert_eq!(accepted.undo(1, "Wrong option"), Err(Refusal::Changed));
        assert_eq!(accepted.undo(2, ""), Err(Refusal::NoReason));
        let invoiced = Quote { invoice_id: Some(InvoiceId(Uuid::nil())), ..quote(State::Accepted) };
        assert_eq!(invoiced.undo(2, "Wrong option"), Err(Refusal::Invoiced));
        for state in [State::Draft, State::Sent, State::Declined, State::Superseded] {
            assert_eq!(quote(state).undo(2, "Why"), Err(Refusal::NotAccepted));
        }
    }
}
