//! Lists of invoices: which of them, in what order, and where a page begins.
use super::ListedInvoice;
use crate::{
    db::page::{Cursor, Page},
    kit::{ids::QuoteId, money::Currency},
};
use serde::Deserialize;

/// Invoices on a page.
pub const PER_PAGE: usize = 25;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Open,
    Overdue,
    Paid,
    All,
    /// Billed to others for trips on an owner's aircraft.
    OnAircraft,
    /// Accepted quotes that wait for their invoice.
    ToInvoice,
}

/// An accepted quote without an invoice, in a list.
#[derive(Debug, Clone, Deserialize)]
pub struct Billable {
    pub id: QuoteId,
    pub reference: String,
    pub account: String,
    pub route: String,
    pub currency: Currency,
    pub total: i64,
    pub accepted_at: i64,
}

impl Billable {
    /// The page that these quotes make.
    pub fn page(rows: Vec<Self>) -> Page<Self> {
        Page::of(rows, PER_PAGE, |it| Cursor::after(it.accepted_at, it.id))
    }
}

impl Tab {
    pub fn of(word: &str) -> Option<Self> {
        [Self::Open, Self::Overdue, Self::Paid, Self::All, Self::OnAircraft, Self::ToInvoice]
            .into_iter()
            .find(|show| show.word() == word)
    }

    /// The word in the address.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Overdue => "overdue",
            Self::Paid => "paid",
            Self::All => "all",
            Self::OnAircraft => "aircraft",
            Self::ToInvoice => "to-invoice",
        }
    }

    /// Whether it is sorted by due date; the others are sorted newest first.
    pub fn is_by_due_day(self) -> bool {
        match self {
            Self::Open | Self::Overdue => true,
            Self::Paid | Self::All | Self::OnAircraft | Self::ToInvoice => false,
        }
    }

    /// Where the list begins.
    pub fn start(self) -> Cursor {
        if self.is_by_due_day() { Cursor::text() } else { Cursor::newest() }
    }

    /// The page that these invoices make.
    pub fn page(self, entries: Vec<ListedInvoice>) -> Page<ListedInvoice> {
        Page::of(entries, PER_PAGE, |it| {
            if self.is_by_due_day() {
                Cursor::after_text(it.balance.due_on.to_string(), it.id)
            } else {
                Cursor::after(it.created_at, it.id)
            }
        })
    }
}
