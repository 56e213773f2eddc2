//! Credit notes as they are printed: that of a voided invoice, and those for parts of an invoice.
use super::Invoice;
use crate::kit::{ids::CreditNoteId, price::Line};
use chrono::NaiveDate;

/// A credit note in print: that of a voided invoice, or one for a part of an invoice.
#[derive(Debug, Clone, Copy)]
pub struct Credit<'i> {
    pub number: &'i str,
    pub reason: &'i str,
    pub issued_on: NaiveDate,
    pub lines: &'i [Line],
    pub subtotal: i64,
    pub total: i64,
    pub created_at: i64,
}

impl Invoice {
    /// The credit note of a voided invoice; none where it has none.
    pub fn voiding_credit(&self) -> Option<Credit<'_>> {
        Some(Credit {
            number: self.credit_number.as_ref()?,
            reason: &self.void_reason,
            issued_on: self.voided_on?,
            lines: &self.lines,
            subtotal: self.subtotal,
            total: self.balance.total,
            created_at: self.created_at,
        })
    }

    /// One of its credit notes for a part of it.
    pub fn credit_in_part(&self, id: CreditNoteId) -> Option<Credit<'_>> {
        self.credits.iter().find(|it| it.id == id).map(|it| Credit {
            number: &it.number,
            reason: &it.reason,
            issued_on: it.issued_on,
            lines: &it.lines,
            subtotal: it.subtotal,
            total: it.total,
            created_at: it.created_at,
        })
    }
}
