//! The operator's decisions on a quote: editing, sending, revising and withdrawing it.
use super::{
    ListedQuote, Quote, Refusal, State,
    pricing::{self, Load},
};
use crate::{
    itineraries::{self, Leg},
    kit::{
        ids::{AccountId, QuoteId, RequestId},
        price::Sums,
    },
    rates::Rate,
};
use chrono::NaiveDate;

/// A draft to be sent to the client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sending {
    pub quote: QuoteId,
    pub request: RequestId,
    pub account: AccountId,
    pub reference: String,
    pub revision: i64,
    pub version: i64,
}

/// A new version of a quote to be drafted. It replaces the quote when it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    pub of: QuoteId,
    pub version: i64,
    pub draft: QuoteId,
    pub valid_until: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    pub quote: QuoteId,
    pub request: RequestId,
    pub version: i64,
    /// Whether the request has another sent quote; if not, it is under review again.
    pub leaves_another: bool,
}

/// The date whose taxes and fees apply: the local date of the first departure.
pub fn tax_date(legs: &[Leg]) -> Option<NaiveDate> {
    legs.first().map(|leg| leg.departs().date())
}

/// A draft, which may still be saved again or sent.
#[derive(Debug)]
pub struct Editable<'q>(&'q Quote);

/// A quote that was sent and of which a new version may be drafted.
#[derive(Debug)]
pub struct Revisable<'q>(&'q Quote);

/// A quote that nobody has answered, which may be withdrawn.
#[derive(Debug)]
pub struct Withdrawable<'q>(&'q Quote);

impl Quote {
    pub fn editable(&self) -> Result<Editable<'_>, Refusal> {
        match self.state {
            State::Draft => Ok(Editable(self)),
            State::Sent
            | State::Accepted
            | State::Declined
            | State::ChangeRequested
            | State::Superseded
            | State::Withdrawn => Err(Refusal::NotADraft),
        }
    }

    /// `others` are the quotes made for the same request: one new version is drafted at a time.
    pub fn revisable(&self, others: &[ListedQuote]) -> Result<Revisable<'_>, Refusal> {
        let waits = |it: &ListedQuote| it.reference == self.reference && it.state == State::Draft;
        match self.state {
            State::Sent | State::ChangeRequested if others.iter().any(waits) => {
                Err(Refusal::DraftWaiting)
            }
            State::Sent | State::ChangeRequested if self.request_state.is_open() => {
                Ok(Revisable(self))
            }
            State::Sent | State::ChangeRequested => Err(Refusal::RequestClosed),
            State::Accepted => Err(Refusal::Accepted),
            State::Superseded => Err(Refusal::Replaced),
            State::Draft | State::Declined | State::Withdrawn => Err(Refusal::NotSent),
        }
    }

    pub fn withdrawable(&self) -> Result<Withdrawable<'_>, Refusal> {
        match self.state {
            State::Draft | State::Sent => Ok(Withdrawable(self)),
            State::Accepted => Err(Refusal::Accepted),
            State::Declined | State::ChangeRequested => Err(Refusal::Answered),
            State::Superseded => Err(Refusal::Replaced),
            State::Withdrawn => Err(Refusal::Withdrawn),
        }
    }

    /// The version of the quote, if it is the one on the visitor's page.
    fn version_if(&self, seen: i64) -> Result<i64, Refusal> {
        if seen == self.version { Ok(self.version) } else { Err(Refusal::Changed) }
    }

    /// Whether these rates lead to the lines, sums and deposit that are stored.
    fn is_priced_by(&self, rates: &[Rate]) -> bool {
        let Some(on) = tax_date(&self.itinerary) else { return false };
        let rates = pricing::applying(rates, on, self.sale());
        // An extra is taxed by the rates that were stored, so they must be those in force.
        if !self.extras.is_empty() && !self.rates.iter().eq(rates.iter().copied()) {
            return false;
        }
        let load = Load { passengers: self.passengers, legs: &self.itinerary };
        let offered = self.offered().cloned().collect();
        pricing::price(offered, &rates, load, self.deposit_rule()).is_some_and(|price| {
            price.lines.len() == self.lines.len()
                && price.lines.iter().all(|line| self.lines.contains(line))
                && price.sums == Sums { subtotal: self.subtotal, tax: self.tax, total: self.total }
                && price.deposit == self.deposit
        })
    }
}

impl Editable<'_> {
    /// The version that may be overwritten: `seen`, if it is still the stored one.
    pub fn version(&self, seen: i64) -> Result<i64, Refusal> {
        self.0.version_if(seen)
    }

    /// Sends the draft as it was read. The sums are calculated again with the rates in force, and must
    /// agree with the stored ones.
    pub fn send(self, seen: i64, rates: &[Rate], now: i64) -> Result<Sending, Refusal> {
        let version = self.version(seen)?;
        let Self(quote) = self;
        if !quote.request_state.is_open() {
            return Err(Refusal::RequestClosed);
        }
        if quote.awaits_approval() {
            return Err(Refusal::NeedsApproval);
        }
        if quote.offered().next().is_none() {
            return Err(Refusal::NoLines);
        }
        if quote.total <= 0 {
            return Err(Refusal::NothingToPay);
        }
        if quote.valid_until < now {
            return Err(Refusal::ValidityOver);
        }
        if !itineraries::unsettled(&quote.itinerary).is_empty() {
            return Err(Refusal::Unsettled);
        }
        if quote.itinerary.first().is_none_or(|leg| leg.leaves_by() < now) {
            return Err(Refusal::Departed);
        }
        if !quote.is_priced_by(rates) {
            return Err(Refusal::RatesMoved);
        }
        Ok(Sending {
            quote: quote.id,
            request: quote.request_id,
            account: quote.account_id,
            reference: quote.reference.clone(),
            revision: quote.revision,
            version,
        })
    }
}

impl Revisable<'_> {
    /// `draft` is the id of the new version.
    pub fn revise(self, draft: QuoteId, valid_until: i64) -> Revision {
        Revision { of: self.0.id, version: self.0.version, draft, valid_until }
    }
}

impl Withdrawable<'_> {
    /// `others` are the quotes made for the same request.
    pub fn withdraw(self, seen: i64, others: &[ListedQuote]) -> Result<Withdrawal, Refusal> {
        let Self(quote) = self;
        let version = quote.version_if(seen)?;
        let leaves_another = others.iter().any(|it| it.id != quote.id && it.state == State::Sent);
        Ok(Withdrawal { quote: quote.id, request: quote.request_id, version, leaves_another })
    }
}

#[cfg(test)]
mod tests {
    use super::{super::samples::quote, *};
    use crate::{kit::ids::RateId, rates::Kind, requests};
    use uuid::Uuid;

    fn draft() -> Quote {
        Quote { sent_at: None, ..quote(State::Draft) }
    }
    fn send(quote: &Quote, now: i64) -> Result<i64, Refusal> {
        quote.editable()?.send(2, &[], now).map(|it| it.version)
    }

    #[test]
    fn a_draft_can_be_sent_until_its_last_valid_moment() {
        let draft = draft();
        assert_eq!(send(&draft, draft.valid_until), Ok(2));
        assert_eq!(send(&draft, draft.valid_until + 1), Err(Refusal::ValidityOver));
        assert_eq!(draft.editable().unwrap().send(1, &[], 0), Err(Refusal::Changed));
    }

    #[test]
    fn a_draft_without_lines_or_with_a_total_of_zero_is_not_sent() {
        assert_eq!(send(&Quote { lines: vec![], ..draft() }, 0), Err(Refusal::NoLines));
        assert_eq!(send(&Quote { total: 0, ..draft() }, 0), Err(Refusal::NothingToPay));
        assert_eq!(send(&Quote { total: 1, ..draft() }, 0), Err(Refusal::RatesMoved));
    }

    #[test]
    fn a_draft_whose_departure_has_passed_is_not_sent() {
        let mut draft = Quote { valid_until: i64::MAX, ..draft() };
        let departs_at = draft.itinerary[0].departs_at;
        assert_eq!(send(&draft, departs_at), Ok(2));
        assert_eq!(send(&draft, departs_at + 1), Err(Refusal::Departed));
        draft.itinerary[0].time_agreed = false;
        assert_eq!(send(&draft, departs_at + 1), Ok(2));
    }

    #[test]
    fn a_draft_with_an_airport_that_is_not_settled_is_not_sent() {
        let mut draft = draft();
        draft.itinerary[0].destination.unsettled = true;
        assert_eq!(send(&draft, 0), Err(Refusal::Unsettled));
        draft.itinerary[0].destination.unsettled = false;
        assert_eq!(send(&draft, 0), Ok(2));
    }

    #[test]
    fn a_draft_is_not_sent_if_rates_changed_since_it_was_saved() {
        let rate = Rate {
            id: RateId(Uuid::nil()),
            name: "Excise".into(),
            kind: Kind::Percent,
            ppm: 75_000,
            amount: 0,
            from: NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(),
            until: None,
        };
        let sent = |quote: &Quote| {
            quote.editable()?.send(2, std::slice::from_ref(&rate), 0).map(|it| it.version)
        };
        assert_eq!(sent(&draft()), Err(Refusal::RatesMoved));
        assert_eq!(sent(&Quote { taxed: false, ..draft() }), Ok(2));
    }

    #[test]
    fn a_closed_request_gets_no_quote() {
        for request_state in
            [requests::State::Won, requests::State::Declined, requests::State::Cancelled]
        {
            assert_eq!(send(&Quote { request_state, ..draft() }, 0), Err(Refusal::RequestClosed));
            let sent = Quote { request_state, ..quote(State::Sent) };
            assert_eq!(sent.revisable(&[]).err(), Some(Refusal::RequestClosed));
        }
    }

    #[test]
    fn a_sent_quote_is_revised_and_not_edited() {
        let id = QuoteId(Uuid::max());
        for state in [State::Sent, State::ChangeRequested] {
            assert_eq!(quote(state).editable().err(), Some(Refusal::NotADraft));
            assert_eq!(quote(state).revisable(&[]).map(|it| it.revise(id, 1).draft), Ok(id));
        }
        for state in
            [State::Draft, State::Accepted, State::Declined, State::Superseded, State::Withdrawn]
        {
            assert!(quote(state).revisable(&[]).is_err());
        }
    }

    #[test]
    fn an_answered_quote_is_not_withdrawn() {
        for state in [State::Draft, State::Sent] {
            let quote = quote(state);
            let withdraw = |seen| quote.withdrawable()?.withdraw(seen, &[]);
            assert_eq!(withdraw(2).map(|it| it.version), Ok(2));
            assert_eq!(withdraw(1), Err(Refusal::Changed));
        }
        assert_eq!(quote(State::Accepted).withdrawable().err(), Some(Refusal::Accepted));
        assert_eq!(quote(State::ChangeRequested).withdrawable().err(), Some(Refusal::Answered));
    }
}
