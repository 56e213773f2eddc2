//! Lists of invoices: which of them, in what order, and where a page begins.
mod filter;
pub use filter::Filter;

use super::Balance;
use crate::{
    db::{
        page::{Cursor, Page},
        sorting::{self, Sorting},
    },
    kit::{
        ids::{InvoiceId, QuoteId},
        money::Currency,
    },
};
use chrono::NaiveDate;
use serde::Deserialize;

/// Invoices on a page.
pub const PER_PAGE: usize = 25;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Open,
    Overdue,
    Paid,
    Void,
    All,
    /// Billed to others for trips on an owner's aircraft.
    OnAircraft,
    /// Accepted quotes that wait for their invoice.
    ToInvoice,
    /// Drafts that wait for approval.
    Drafts,
}

/// An invoice in a list.
#[derive(Debug, Clone, Deserialize)]
pub struct ListedInvoice {
    pub id: InvoiceId,
    pub number: String,
    /// The name of the account, which staff are shown.
    pub account: String,
    /// Its sort key.
    pub account_name: String,
    /// The reference of its trip; empty where it has none.
    pub trip: String,
    pub route: String,
    pub issued_on: NaiveDate,
    pub created_at: i64,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub balance: Balance,
}

/// An accepted quote without an invoice, in a list.
#[derive(Debug, Clone, Deserialize)]
pub struct Billable {
    pub id: QuoteId,
    pub reference: String,
    pub account: String,
    /// The reference of its trip; empty where it has none.
    pub trip: String,
    pub route: String,
    pub currency: Currency,
    pub total: i64,
    pub accepted_at: i64,
    /// The day on which its balance is due; none where the invoice says when.
    pub balance_on: Option<NaiveDate>,
    /// The draft of its invoice, if that waits for approval.
    pub draft: Option<InvoiceId>,
}

impl Billable {
    /// The page that these quotes make.
    pub fn page(rows: Vec<Self>) -> Page<Self> {
        Page::of(rows, PER_PAGE, |it| Cursor::after(it.accepted_at, it.id))
    }
}

impl Tab {
    pub fn of(word: &str) -> Option<Self> {
        const ALL: [Tab; 8] = [
            Tab::Open,
            Tab::Overdue,
            Tab::Paid,
            Tab::Void,
            Tab::All,
            Tab::OnAircraft,
            Tab::ToInvoice,
            Tab::Drafts,
        ];
        ALL.into_iter().find(|show| show.word() == word)
    }

    /// The word in the address.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Overdue => "overdue",
            Self::Paid => "paid",
            Self::Void => "void",
            Self::All => "all",
            Self::OnAircraft => "aircraft",
            Self::ToInvoice => "to-invoice",
            Self::Drafts => "drafts",
        }
    }

    /// Whether it is sorted by due date; the others are sorted newest first.
    pub fn is_by_due_day(self) -> bool {
        match self {
            Self::Open | Self::Overdue => true,
            Self::Paid
            | Self::Void
            | Self::All
            | Self::OnAircraft
            | Self::ToInvoice
            | Self::Drafts => false,
        }
    }

    /// The order it begins with: the first to be due, or the newest.
    pub fn usual(self) -> Sorting<Column> {
        if self.is_by_due_day() { Sorting::up(Column::Due) } else { Sorting::down(Column::Issued) }
    }

    /// The columns that the operator's list may be sorted by.
    pub fn columns(self) -> [Column; 2] {
        [self.usual().by, Column::Client]
    }
}

/// The columns that a list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    Due,
    Issued,
    Client,
}

impl sorting::Column for Column {
    fn word(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Issued => "issued",
            Self::Client => "client",
        }
    }

    fn is_text(self) -> bool {
        self != Self::Issued
    }
}

/// The page that these invoices make, sorted by a column.
pub fn paged(entries: Vec<ListedInvoice>, by: Column) -> Page<ListedInvoice> {
    Page::of(entries, PER_PAGE, |it| match by {
        Column::Due => Cursor::after_text(it.balance.due_on.to_string(), it.id),
        Column::Issued => Cursor::after(it.created_at, it.id),
        Column::Client => Cursor::after_text(it.account_name.as_str(), it.id),
    })
}
