//! A quote for the tests of decisions.
use super::{Quote, State};
use crate::{
    itineraries::{route, samples},
    kit::{
        ids::{AccountId, QuoteId, RequestId},
        money::{Currency, Quantity},
        price::{Basis, Line},
    },
    requests,
};
use uuid::Uuid;

/// Six people from Teterboro to Luton on 10 December 2026, valid until 25 November.
pub fn quote(state: State) -> Quote {
    let leg =
        samples::leg(samples::teterboro(), samples::luton(), 1_796_951_700_000, 1_796_976_300_000);
    let legs = vec![leg];
    let flight =
        Line::new("Flight time", Quantity(6_800), "h", 1_000_000, true, Basis::Fixed).unwrap();
    Quote {
        id: QuoteId(Uuid::nil()),
        reference: "Q-1001".into(),
        revision: 1,
        request_id: RequestId(Uuid::nil()),
        request: "R-1001".into(),
        request_state: requests::State::Quoted,
        catering: String::new(),
        ground: String::new(),
        preference: String::new(),
        notes: String::new(),
        other_dates: String::new(),
        asked_legs: Vec::new(),
        asked_passengers: 6,
        contact: "Mira Lindqvist".into(),
        changes: String::new(),
        account_id: AccountId(Uuid::nil()),
        account: "Lindqvist Holdings".into(),
        state,
        version: 2,
        tail_id: None,
        registration: None,
        vehicle: "Global 6000".into(),
        seats: Some(13),
        is_booked: false,
        is_blocked: false,
        route: route(&legs),
        itinerary: legs,
        passengers: 6,
        currency: Currency("USD".into()),
        lines: vec![flight],
        extras: Vec::new(),
        rates: Vec::new(),
        subtotal: 6_800_000,
        tax: 0,
        total: 6_800_000,
        deposit: 3_400_000,
        deposit_ppm: 500_000,
        deposit_fixed: None,
        balance_on: None,
        balance_days: None,
        taxed: true,
        valid_until: 1_795_644_000_000,
        terms: "Charter terms.".into(),
        disclaimers: String::new(),
        message: String::new(),
        saved_by: None,
        approved_at: None,
        approved_by: String::new(),
        needs_approval: false,
        sent_at: Some(1_795_262_400_000),
        answered_at: None,
        answered_by: String::new(),
        answer: String::new(),
        declined_for: None,
        trip_id: None,
        trip_kind: None,
        received: 0,
        payment_instructions: "Wire to Harbour.".into(),
        invoice_id: None,
        is_invoiced: false,
    }
}
