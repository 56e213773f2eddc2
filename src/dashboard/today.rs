//! What waits for staff, on the operator's first page.
use crate::{
    approvals::Question,
    invoices::days,
    itineraries::Place,
    kit::{
        ids::{InvoiceId, LeadId, QuoteId, RequestId, TripId},
        money::Currency,
        zoned::{self, DAY},
    },
    leads::Wish,
    messages::Thread,
};
use chrono::NaiveDate;
use serde::Deserialize;

/// A new request, which nobody took under review.
#[derive(Debug, Deserialize)]
pub struct NewRequest {
    pub id: RequestId,
    pub reference: String,
    pub account: String,
    pub contact: String,
    pub route: String,
    pub created_at: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerKind {
    Accepted,
    Declined,
    ChangeRequested,
}

/// A client's answer to a quote.
#[derive(Debug, Deserialize)]
pub struct QuoteAnswer {
    pub id: QuoteId,
    pub reference: String,
    pub account: String,
    pub route: String,
    pub state: AnswerKind,
    /// Their reason or comment.
    pub words: String,
    pub answered_at: i64,
}

/// A trip that somebody without an account asked for.
#[derive(Debug, Deserialize)]
pub struct NewInquiry {
    pub id: LeadId,
    pub who: String,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub wish: Wish,
    pub asked_at: i64,
}

/// A draft that a second person must approve before it leaves the house.
#[derive(Debug, Deserialize)]
pub struct Unapproved {
    /// Its page.
    pub path: String,
    /// Its number, or what it is.
    pub number: String,
    pub account: String,
    pub route: String,
    pub created_at: i64,
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_invoice: bool,
}

/// A leg about to depart.
#[derive(Debug, Deserialize)]
pub struct Departure {
    pub trip_id: TripId,
    pub reference: String,
    pub account: String,
    pub vehicle: String,
    pub registration: Option<String>,
    pub passengers: i64,
    pub stage: String,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub origin: Place,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub destination: Place,
    pub departs_at: i64,
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub time_agreed: bool,
}

/// An invoice that may be overdue.
#[derive(Debug, Deserialize)]
pub struct OverdueInvoice {
    pub id: InvoiceId,
    pub number: String,
    pub account: String,
    pub currency: Currency,
    pub owed: i64,
    pub due_on: NaiveDate,
}

/// A mail that failed for good.
#[derive(Debug, Deserialize)]
pub struct FailedMail {
    pub id: String,
    pub subject: String,
    pub to_name: String,
    pub created_at: i64,
}

/// A trip that changed after its quote was accepted, and whose price nobody reviewed since.
#[derive(Debug, Deserialize)]
pub struct OpenPrice {
    pub id: TripId,
    pub reference: String,
    pub account: String,
    pub route: String,
    pub since: i64,
}

/// Everything that needs doing.
#[derive(Debug)]
pub struct Desk {
    pub waiting: Vec<NewRequest>,
    pub inquiries: Vec<NewInquiry>,
    pub changes: Vec<QuoteAnswer>,
    pub prices: Vec<OpenPrice>,
    pub answers: Vec<QuoteAnswer>,
    /// For those who may approve them.
    pub drafts: Vec<Unapproved>,
    pub departures: Vec<Departure>,
    pub unanswered: Vec<Thread>,
    pub late: Vec<OverdueInvoice>,
    pub failed: Vec<FailedMail>,
    /// Trips that wait for the owner of their aircraft.
    pub owners: Vec<Question>,
}

impl Desk {
    /// Whether nothing waits for staff. Departures do not count.
    pub fn is_clear(&self) -> bool {
        self.waiting.is_empty()
            && self.inquiries.is_empty()
            && self.changes.is_empty()
            && self.prices.is_empty()
            && self.answers.is_empty()
            && self.drafts.is_empty()
            && self.unanswered.is_empty()
            && self.late.is_empty()
            && self.failed.is_empty()
            && self.owners.is_empty()
    }
}

/// How long something has waited: "42 min", "5 h 10 min", "3 days".
pub fn since(at: i64, now: i64) -> String {
    match (now - at).max(0) {
        short if short < 2 * DAY => zoned::duration(short),
        long => days(long / DAY),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::zoned::{HOUR, MINUTE};

    #[test]
    fn a_wait_is_in_days_from_two_days_on() {
        assert_eq!(since(0, 42 * MINUTE), "42 min");
        assert_eq!(since(0, 2 * DAY - HOUR), "47 h");
        assert_eq!(since(0, 2 * DAY), "2 days");
        assert_eq!(since(5, 0), "0 min");
    }
}
