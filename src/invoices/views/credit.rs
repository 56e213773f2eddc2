//! What the form of a credit note shows, and how credit notes are told.
use crate::{
    http::form::Form,
    invoices::{
        Invoice,
        crediting::{CreditNote, credit_field},
    },
    users::Visitor,
};
use askama::Template;

#[derive(Template)]
#[template(path = "invoices/ops/credit.html")]
pub struct CreditNew {
    pub visitor: Visitor,
    pub invoice: Invoice,
    pub form: Form,
}

impl CreditNew {
    /// The fields: name, label and hint of each.
    pub fn fields(&self) -> Vec<(String, String, String)> {
        let currency = self.invoice.currency();
        let lines = self.invoice.credit_lines();
        lines
            .map(|(place, line)| {
                let left = currency.written(self.invoice.uncredited(place));
                let hint = format!("{left} of {} is left.", line.written(currency));
                (credit_field(place), line.label.clone(), hint)
            })
            .collect()
    }

    /// What may still be credited, with tax.
    pub fn left(&self) -> String {
        let balance = &self.invoice.balance;
        self.visitor.style().money(&balance.currency, balance.total - balance.credited)
    }
}

impl Invoice {
    /// What was credited of it, as a negative number below the total.
    pub fn credited(&self) -> String {
        self.balance.currency.written(-self.balance.credited)
    }

    /// What a credit note comes to.
    pub fn credit_total(&self, note: &CreditNote) -> String {
        self.balance.currency.written(note.total)
    }
}

impl CreditNote {
    pub fn issued(&self, visitor: &Visitor) -> String {
        visitor.date(self.issued_on)
    }
}
