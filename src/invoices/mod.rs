//! Invoices, their payments, and the credit that payments leave.
mod actuals;
mod batch;
mod books;
mod credit;
mod credit_notes;
mod crediting;
mod deposits;
mod drafting;
mod electronic;
mod free;
mod issuing;
pub mod jobs;
mod left_out;
mod listing;
mod mail;
mod method;
mod ops;
mod owing;
mod payment;
mod queries;
mod reminding;
mod routes;
mod sheet;
#[cfg(test)]
mod stage;
mod times;
#[cfg(test)]
pub use stage::{SEED, issue_as};
mod views;
mod voiding;
pub use credit::Sum;
pub use issuing::FIGURES as TERMS_FIGURES;
pub use listing::{Filter, ListedInvoice};
pub use method::Method;
pub use owing::{AccountBalance, balances, days};
pub(crate) use queries::paid_for;
pub use queries::{change_account, dues, my_credits, newest, repaid, signed_for};
pub use {ops::routes as ops, routes::routes};

use crate::{
    itineraries::Leg,
    kit::{
        ids::{AccountId, InvoiceId, QuoteId, TripId, WorkspaceId},
        money::Currency,
        price::{Basis, Line},
        report::Report,
        style::{Amounts, DateOrder, Hours, Style},
    },
    pdf::Printed,
    workspaces::Trade,
};
use chrono::NaiveDate;
use serde::Deserialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Issued,
    Void,
}

/// The standing of an invoice on a day. It is not stored, because it follows from the balance and
/// the date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Pending,
    PartlyPaid,
    Paid,
    Overdue,
    Void,
    /// Void, and what had been paid of it was sent back.
    Refunded,
}

impl Standing {
    pub fn word(self) -> &'static str {
        match self {
            Self::Pending => "Pending",
            Self::PartlyPaid => "Partly paid",
            Self::Paid => "Paid",
            Self::Overdue => "Overdue",
            Self::Void => "Void",
            Self::Refunded => "Refunded",
        }
    }
}

/// The amounts of an invoice, and its due date.
#[derive(Debug, Clone, Deserialize)]
pub struct Balance {
    pub state: State,
    pub currency: Currency,
    pub total: i64,
    /// What payments and credit notes have settled of it, and what of that credit notes did.
    pub paid: i64,
    pub credited: i64,
    pub due_on: NaiveDate,
    /// Whether it is void and what had been paid of it was sent back.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_refunded: bool,
}

impl Balance {
    pub fn outstanding(&self) -> i64 {
        match self.state {
            State::Issued => self.total.saturating_sub(self.paid),
            State::Void => 0,
        }
    }

    /// `today` is the date in the workspace's time zone. A payment on the due date is in time.
    pub fn standing(&self, today: NaiveDate) -> Standing {
        match self.state {
            State::Void if self.is_refunded => Standing::Refunded,
            State::Void => Standing::Void,
            State::Issued if self.outstanding() <= 0 => Standing::Paid,
            State::Issued if self.due_on < today => Standing::Overdue,
            State::Issued if self.paid > 0 => Standing::PartlyPaid,
            State::Issued => Standing::Pending,
        }
    }

    /// What was paid of it.
    pub fn received(&self) -> i64 {
        self.paid.saturating_sub(self.credited)
    }

    /// The total: "113,520.00".
    pub fn total(&self) -> String {
        self.currency.written(self.total)
    }

    /// The outstanding amount: "113,520.00".
    pub fn still(&self) -> String {
        self.currency.written(self.outstanding())
    }
}

/// The operator's details: its name, address, numbers and paper as they were on the day of issue; how to reach and pay it,
/// as it is now.
#[derive(Debug, Clone, Deserialize)]
pub struct Issuer {
    pub legal_name: String,
    pub trade: Trade,
    pub brand: String,
    /// The version of its logo, if it has one.
    pub logo: Option<String>,
    pub address: String,
    pub tax_number: String,
    pub phone: String,
    pub reply_to: String,
    pub payment_instructions: String,
    /// When these were changed last, if ever.
    pub instructions_changed_at: Option<i64>,
    /// Its time zone, which its paper follows from.
    pub zone: String,
    /// The template of its invoices, and the foot of their pages; empty for its name and address.
    pub report: Report,
    pub footer: String,
    pub clock: Hours,
    pub date_order: DateOrder,
    pub amounts: Amounts,
}

impl Issuer {
    /// How its papers and mails write dates, times and amounts: with the year, as they are kept.
    pub fn style(&self) -> Style {
        Style {
            hours: self.clock,
            order: self.date_order,
            amounts: self.amounts,
            ..Style::default()
        }
    }
}

#[derive(Debug, Clone, Deserialize)]
pub struct Invoice {
    pub id: InvoiceId,
    /// False for an invoice to another account for a trip on an owner's aircraft.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_own: bool,
    pub number: String,
    pub account_id: AccountId,
    pub account: String,
    pub trip_id: Option<TripId>,
    /// The reference of its trip; that of its quote follows.
    pub trip: Option<String>,
    pub quote_id: Option<QuoteId>,
    pub quote: Option<String>,
    pub route: String,
    pub vehicle: String,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub legs: Vec<Leg>,
    /// The billing name and address on the day of issue, line by line.
    pub bill_to: String,
    /// The parties as data, if its PDF carries them.
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub parties: Option<electronic::Parties>,
    /// Whether it asks for a deposit, and the invoice that deducts it.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_deposit: bool,
    pub deducted_by: Option<InvoiceId>,
    pub deducted_in: Option<String>,
    /// Why it is void; empty where it is not.
    pub void_reason: String,
    /// The day on which it was voided, and the number of its credit note.
    pub voided_on: Option<NaiveDate>,
    pub credit_number: Option<String>,
    /// Its credit notes for parts of it, the first ones first.
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub credits: Vec<crediting::CreditNote>,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub lines: Vec<Line>,
    pub subtotal: i64,
    pub issued_on: NaiveDate,
    pub terms: String,
    pub version: i64,
    pub created_at: i64,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub balance: Balance,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub issuer: Issuer,
}

/// An invoice as a document, without what was paid on it.
pub fn printed(workspace: WorkspaceId, invoice: &Invoice) -> Printed {
    jobs::paper::Paper::of(workspace, invoice, &[]).into_printed()
}

/// The charged lines, without taxes and fees.
fn charged(lines: &[Line]) -> Vec<&Line> {
    lines.iter().filter(|line| line.basis != Basis::Tax).collect()
}

/// The taxes and fees: "Segment fees, 12 × 5.20" and the amount.
fn taxes(lines: &[Line], currency: &Currency) -> Vec<(String, String)> {
    let taxes = lines.iter().filter(|line| line.basis == Basis::Tax);
    let label = |line: &Line| match line.detail(currency) {
        detail if detail.is_empty() => line.label.clone(),
        detail => format!("{}, {detail}", line.label),
    };
    taxes.map(|line| (label(line), line.written(currency))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn balance(state: State, paid: i64) -> Balance {
        let due_on = NaiveDate::from_ymd_opt(2026, 12, 5).unwrap_or_default();
        Balance {
            state,
            currency: Currency("USD".into()),
            total: 1_000,
            paid,
            credited: 0,
            due_on,
            is_refunded: false,
        }
    }

    fn on(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 12, day).unwrap_or_default()
    }

    #[test]
    fn an_invoice_is_overdue_from_the_day_after_its_due_date() {
        assert_eq!(balance(State::Issued, 0).standing(on(5)), Standing::Pending);
        assert_eq!(balance(State::Issued, 0).standing(on(6)), Standing::Overdue);
        assert_eq!(balance(State::Issued, 999).standing(on(5)), Standing::PartlyPaid);
        assert_eq!(balance(State::Issued, 999).standing(on(6)), Standing::Overdue);
    }

    #[test]
    fn a_paid_or_void_invoice_is_never_overdue() {
        assert_eq!(balance(State::Issued, 1_000).standing(on(31)), Standing::Paid);
        assert_eq!(balance(State::Void, 0).standing(on(31)), Standing::Void);
        assert_eq!(balance(State::Void, 0).outstanding(), 0);
        let refunded = Balance { is_refunded: true, ..balance(State::Void, 0) };
        assert_eq!(refunded.standing(on(31)), Standing::Refunded);
    }
}
