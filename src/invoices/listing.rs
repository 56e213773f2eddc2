//! Lists of invoices: which of them, in what order, and where a page begins.
use super::ListedInvoice;
use crate::db::page::{Cursor, Page};

/// Invoices on a page.
pub const PER_PAGE: usize = 25;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Open,
    Overdue,
    Paid,
    All,
    /// Of an owner's aircraft, billed to others.
    OnAircraft,
}

impl Tab {
    pub fn of(word: &str) -> Option<Self> {
        [Self::Open, Self::Overdue, Self::Paid, Self::All, Self::OnAircraft]
            .into_iter()
            .find(|show| show.word() == word)
    }

    /// As it stands in the address.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Overdue => "overdue",
            Self::Paid => "paid",
            Self::All => "all",
            Self::OnAircraft => "aircraft",
        }
    }

    /// What is owed is read by the day it is due, the rest from the newest on.
    pub fn is_by_due_day(self) -> bool {
        match self {
            Self::Open | Self::Overdue => true,
            Self::Paid | Self::All | Self::OnAircraft => false,
        }
    }

    /// Where the list begins.
    pub fn start(self) -> Cursor {
        if self.is_by_due_day() { Cursor::text() } else { Cursor::newest() }
    }

    /// A page of it, of the invoices that were read.
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
