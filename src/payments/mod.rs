//! Payments of an account: what the bank shows, the invoices that it pays, the credit that it leaves, and refunds.
mod api;
mod arriving;
mod asking;
mod attempts;
mod dividing;
pub mod jobs;
mod mail;
mod ops;
mod paper;
mod provider;
mod queries;
mod refunding;
mod routes;
#[cfg(test)]
pub mod stage;
mod statement;
mod views;
pub use api::routes as api;
pub use attempts::{Attempt, AttemptState, Way};
pub use ops::routes as ops;
pub use provider::Provider;
pub use queries::change_account;
pub use routes::{outside, routes};

use crate::{
    invoices::Method,
    kit::{
        ids::{AccountId, InvoiceId, PaymentId},
        money::Currency,
    },
};
use chrono::NaiveDate;
use provider::notice::Dispute;
use serde::{Deserialize, Serialize};

/// The account whose payments a page shows.
#[derive(Debug, Clone, Deserialize)]
pub struct Payer {
    pub id: AccountId,
    pub name: String,
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub waives_surcharge: bool,
}

/// An invoice that is not paid in full.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Owed {
    pub id: InvoiceId,
    pub number: String,
    /// Its trip and route.
    pub about: String,
    pub currency: Currency,
    pub outstanding: i64,
    pub due_on: NaiveDate,
}

/// An invoice to be paid, with the account that owes it.
#[derive(Debug, Clone, Deserialize)]
pub struct Payable {
    pub account_id: AccountId,
    pub id: InvoiceId,
    pub number: String,
    pub about: String,
    pub currency: Currency,
    pub outstanding: i64,
    pub due_on: NaiveDate,
}

impl Payable {
    fn owed(self) -> Owed {
        let Self { id, number, about, currency, outstanding, due_on, .. } = self;
        Owed { id, number, about, currency, outstanding, due_on }
    }
}

impl Owed {
    /// The field for the part of a payment that pays it.
    pub fn field(&self) -> String {
        format!("pays.{}", self.id)
    }
}

/// The part of a payment that pays an invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    pub invoice: InvoiceId,
    /// The number of the invoice.
    pub number: String,
    /// Its trip and route: "T-1001, TEB to PBI".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    pub amount: i64,
}

/// A payment, and the invoices that it pays.
#[allow(clippy::struct_field_names)] // "received on" is the word on the screen
#[derive(Debug, Clone, Deserialize)]
pub struct Received {
    pub id: PaymentId,
    pub account_id: AccountId,
    pub account: String,
    pub method: Method,
    pub reference: String,
    pub currency: Currency,
    /// The amount that arrived.
    pub amount: i64,
    pub surcharge: i64,
    pub refunded: i64,
    /// What is left of it as the account's credit.
    pub unallocated: i64,
    pub received_on: NaiveDate,
    pub created_at: i64,
    /// The provider that can send it back, if it was paid online.
    pub provider: Option<Provider>,
    pub dispute: Option<Dispute>,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub shares: Vec<Share>,
    /// The trip and route that it was paid for before an invoice; empty where it was not.
    pub advance_for: String,
}

/// Money that was sent back.
#[derive(Debug, Clone, Deserialize)]
pub struct SentBack {
    pub amount: i64,
    pub reference: String,
    pub reason: String,
    pub refunded_on: NaiveDate,
    pub state: RefundState,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundState {
    /// The provider is being asked.
    Sending,
    Sent,
    /// The provider did not send it: it is credit again.
    Refused,
}

impl Share {
    /// "Invoice 2026-1001, T-1001, TEB to PBI"
    pub fn told(&self) -> String {
        let parts = [format!("Invoice {}", self.number), self.about.clone()];
        parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

impl Received {
    /// What its credit is called: "Advance for T-1001, TEB to PBI".
    pub fn credit_name(&self, name: &str) -> String {
        if self.advance_for.is_empty() {
            name.to_owned()
        } else {
            format!("Advance for {}", self.advance_for)
        }
    }

    /// What of it has not been sent back.
    pub fn refundable(&self) -> i64 {
        self.amount - self.refunded
    }
}
