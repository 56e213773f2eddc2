//! What the form of a deposit invoice shows, and how deposits are told.
use crate::{
    http::form::Form,
    invoices::{Invoice, issuing::Billing},
    users::Visitor,
};
use askama::Template;

#[derive(Template)]
#[template(path = "invoices/ops/deposit.html")]
pub struct DepositNew {
    pub visitor: Visitor,
    pub bill: Billing,
    pub form: Form,
}

impl DepositNew {
    /// What of the quote no deposit asks for yet: "$61,953.20".
    pub fn left(&self) -> String {
        let left = self.bill.total.saturating_sub(self.bill.deposited()).max(0);
        self.visitor.style().money(&self.bill.currency, left)
    }
}

impl Invoice {
    /// "Invoice", or "Deposit invoice".
    pub fn title(&self) -> &'static str {
        if self.is_deposit { "Deposit invoice" } else { "Invoice" }
    }
}
