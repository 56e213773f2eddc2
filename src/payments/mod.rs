//! Payments of an account: what the bank shows, the invoices that it pays, the credit that it leaves, and refunds.
mod dividing;
mod mail;
mod ops;
mod queries;
mod refunding;
mod views;
pub use ops::routes as ops;

use crate::{
    invoices::Method,
    kit::{
        ids::{AccountId, InvoiceId, PaymentId},
        money::Currency,
    },
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The account whose payments a page shows.
#[derive(Debug, Clone, Deserialize)]
pub struct Payer {
    pub id: AccountId,
    pub name: String,
}

/// An invoice that is not paid in full.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Owed {
    pub id: InvoiceId,
    pub number: String,
    pub route: String,
    pub currency: Currency,
    pub outstanding: i64,
    pub due_on: NaiveDate,
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
    pub amount: i64,
}

/// A payment, and the invoices that it pays.
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
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub shares: Vec<Share>,
}

/// Money that was sent back.
#[derive(Debug, Clone, Deserialize)]
pub struct SentBack {
    pub amount: i64,
    pub reference: String,
    pub refunded_on: NaiveDate,
}

impl Received {
    /// What of it has not been sent back.
    pub fn refundable(&self) -> i64 {
        self.amount - self.refunded
    }
}
