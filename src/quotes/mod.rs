//! Quotes: an operator's priced offers for a request, and the client's answers.
mod acceptance;
mod approving;
mod attention;
mod balances;
mod bookings;
mod builder;
mod carrying;
mod catalog;
mod comparison;
mod copies;
mod declining;
mod deposits;
mod extras;
mod groups;
pub mod jobs;
mod lines;
mod mail;
mod ops;
mod pricing;
mod queries;
mod refusal;
mod routes;
#[cfg(test)]
mod samples;
mod sealing;
mod sending;
mod sheet;
mod signing;
mod standing;
mod suggestions;
mod terms;
mod ties;
mod undoing;
mod views;
pub use attention::Attention;
pub use catalog::read as read_catalog;
pub use lines::typed as typed_lines;
pub use queries::{all_invoiced, attention, change_account, invoiced, newest, uninvoiced};
pub use sheet::{QuoteReader, printed};
pub use {ops::routes as ops, routes::routes, terms::FIGURES as TERMS_FIGURES};

use crate::{
    itineraries::Leg,
    kit::{
        ids::{AccountId, InvoiceId, QuoteId, RequestId, TailId, TripId, UserId},
        money::Currency,
        price::{Basis, Line},
    },
    rates::Rate,
    requests, trips,
};
use chrono::NaiveDate;
use declining::DeclineReason;
use pricing::Sale;
use refusal::Refusal;
use serde::{Deserialize, Serialize};
use standing::{Standing, standing};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Draft,
    Sent,
    Accepted,
    Declined,
    ChangeRequested,
    Superseded,
    Withdrawn,
}

#[allow(clippy::struct_excessive_bools)] // each is one column
#[derive(Debug, Clone, Deserialize)]
pub struct Quote {
    pub id: QuoteId,
    pub reference: String,
    pub revision: i64,
    pub request_id: RequestId,
    /// The reference of its request; the state and the wishes of that follow.
    pub request: String,
    pub request_state: requests::State,
    pub catering: String,
    pub ground: String,
    pub preference: String,
    pub notes: String,
    pub other_dates: String,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub asked_legs: Vec<Leg>,
    pub asked_passengers: i64,
    pub contact: String,
    /// What the client wanted changed in quotes for the same request, oldest first.
    pub changes: String,
    pub account_id: AccountId,
    pub account: String,
    pub state: State,
    pub version: i64,
    pub tail_id: Option<TailId>,
    pub registration: Option<String>,
    pub vehicle: String,
    /// The seats of its tail, or of the largest of the type that is offered; none where no such tail is known.
    pub seats: Option<i64>,
    /// Whether its tail is booked for a trip during one of its legs. False for a quote that is settled.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_booked: bool,
    /// Whether its tail is blocked during its time, in a way that hinders its account. False for one that is settled.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_blocked: bool,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub itinerary: Vec<Leg>,
    pub route: String,
    pub passengers: i64,
    pub currency: Currency,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub lines: Vec<Line>,
    /// The lines that the client may choose.
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub extras: Vec<Line>,
    /// The taxes and fees that it was priced with.
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub rates: Vec<Rate>,
    pub subtotal: i64,
    pub tax: i64,
    pub total: i64,
    pub deposit: i64,
    pub deposit_ppm: i64,
    /// The deposit, where it was entered as an amount.
    pub deposit_fixed: Option<i64>,
    /// The day on which the balance is due; none where its invoice says when.
    pub balance_on: Option<NaiveDate>,
    /// Where that follows from the first departure: how many days it is before.
    pub balance_days: Option<i64>,
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub taxed: bool,
    /// The last moment it can be accepted.
    pub valid_until: i64,
    pub terms: String,
    /// What the client confirms to accept it, one statement a line.
    pub disclaimers: String,
    pub message: String,
    /// Who changed the draft last.
    pub saved_by: Option<UserId>,
    pub approved_at: Option<i64>,
    pub approved_by: String,
    /// Whether the workspace has quotes approved before they are sent.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub needs_approval: bool,
    pub sent_at: Option<i64>,
    pub answered_at: Option<i64>,
    pub answered_by: String,
    pub answer: String,
    pub declined_for: Option<DeclineReason>,
    pub trip_id: Option<TripId>,
    /// What the client reads of the trip that was made from it.
    pub trip_kind: Option<trips::Kind>,
    /// What was paid for it before an invoice.
    pub received: i64,
    /// How to pay the operator.
    pub payment_instructions: String,
    /// The invoice that was issued for it, or one for a deposit; if any.
    pub invoice_id: Option<InvoiceId>,
    /// Whether it has its invoice; one for a deposit is not it.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_invoiced: bool,
}

/// A quote in a list.
#[derive(Debug, Clone, Deserialize)]
pub struct ListedQuote {
    pub id: QuoteId,
    pub reference: String,
    pub revision: i64,
    pub account: String,
    pub state: State,
    pub request_state: requests::State,
    pub vehicle: String,
    pub route: String,
    pub departs_at: i64,
    /// The time zone of the first departure.
    pub zone: String,
    pub currency: Currency,
    pub total: i64,
    pub valid_until: i64,
    pub sent_at: Option<i64>,
    pub created_at: i64,
    /// Whether it is a draft that somebody must approve.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub awaits_approval: bool,
    /// What the client reads of the trip that was made from it.
    pub trip_kind: Option<trips::Kind>,
}

/// An aircraft or coach that can be offered.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Tail {
    pub id: TailId,
    pub registration: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub seats: i64,
    /// Block speed.
    pub speed_kt: i64,
}

impl Quote {
    pub fn standing(&self, now: i64) -> Standing {
        standing(self.state, self.request_state, self.trip_kind, self.valid_until, now)
    }

    pub fn sale(&self) -> Sale {
        if self.taxed { Sale::Retail } else { Sale::Wholesale }
    }

    /// What is paid after the deposit.
    pub fn balance(&self) -> i64 {
        self.total - self.deposit
    }

    /// The lines that the operator wrote, without the taxes that are calculated from them.
    pub fn offered(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.basis != Basis::Tax)
    }

    /// The same without optional extras.
    pub fn included(&self) -> impl Iterator<Item = &Line> {
        self.offered().filter(|line| line.extra.is_none())
    }

    pub fn taxes(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.basis == Basis::Tax)
    }

    /// "Q-1042, version 2"
    pub fn name(&self) -> String {
        named(&self.reference, self.revision)
    }
}

/// The name of a quote; the number of its version is told from the second on.
fn named(reference: &str, revision: i64) -> String {
    if revision == 1 { reference.to_owned() } else { format!("{reference}, version {revision}") }
}

#[cfg(test)]
mod tests {
    use super::{samples::quote, *};

    #[test]
    fn deposit_and_balance_are_the_total() {
        let quote = quote(State::Sent);
        assert_eq!(quote.deposit + quote.balance(), quote.total);
    }
}
