//! The trips of a month that are not invoiced together with the others, and why.
use super::{batch::Month, issuing::Billing};
use crate::kit::ids::{AccountId, InvoiceId, QuoteId, TripId};
use serde::Deserialize;

/// The most trips that are read.
pub const MOST: usize = 60;

/// A trip of the account.
#[derive(Debug, Clone, Deserialize)]
pub struct LeftOut {
    pub id: TripId,
    pub reference: String,
    pub route: String,
    pub departs_at: i64,
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_canceled: bool,
    /// Its accepted quote, if that waits for an invoice, and when it was to depart.
    pub quote: Option<QuoteId>,
    pub quoted_for: Option<i64>,
    /// Whether a draft of its invoice waits for approval.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_drafted: bool,
    /// The invoice that was issued for it.
    pub invoice: Option<InvoiceId>,
    pub number: Option<String>,
}

/// Why a trip is not among those to be invoiced at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// What it costs was never agreed, so somebody has to enter it.
    NoQuote,
    Canceled,
    Drafted,
    /// Its quote is listed in the month that it was made for.
    OtherMonth,
    /// More wait than are invoiced at once.
    Later,
    Invoiced(String),
}

impl LeftOut {
    pub fn why(&self, month: Month, zone: &str) -> Why {
        match (&self.number, self.quoted_for) {
            (_, Some(_)) | (None, None) if self.is_canceled => Why::Canceled,
            (_, Some(_)) if self.is_drafted => Why::Drafted,
            (_, Some(at)) if !month.has(at, zone) => Why::OtherMonth,
            (_, Some(_)) => Why::Later,
            (Some(number), None) => Why::Invoiced(number.clone()),
            (None, None) => Why::NoQuote,
        }
    }

    /// Where it can be invoiced alone, or its invoice.
    pub fn path(&self, account: AccountId) -> String {
        match (self.quote, self.invoice) {
            (Some(quote), _) => format!("/invoices/new?quote={quote}"),
            (None, Some(invoice)) => format!("/invoices/{invoice}"),
            (None, None) => format!("/accounts/{account}/invoices/new?trip={}", self.id),
        }
    }
}

impl Why {
    pub fn words(&self) -> String {
        match self {
            Self::NoQuote => "No quote: enter what it cost".to_owned(),
            Self::Canceled => "Canceled: invoice only what is still due".to_owned(),
            Self::Drafted => "A draft waits for approval".to_owned(),
            Self::OtherMonth => "Its quote is for another month".to_owned(),
            Self::Later => "Follows once the others are invoiced".to_owned(),
            Self::Invoiced(number) => format!("Invoiced: {number}"),
        }
    }
}

/// The trips that depart in the month and are not among `bills`.
pub fn of(trips: Vec<LeftOut>, bills: &[Billing], month: Month, zone: &str) -> Vec<LeftOut> {
    let is_among =
        |it: &LeftOut| bills.iter().any(|bill| bill.trip.as_ref() == Some(&it.reference));
    trips.into_iter().filter(|it| month.has(it.departs_at, zone) && !is_among(it)).collect()
}
