//! The operator's page of an invoice: what staff may do.
use super::OpsShow;
use crate::invoices::{
    credit::Sum,
    payment::{Method, OpenInvoice},
};

impl OpsShow {
    /// The hint under the field of the amount.
    pub fn amount_hint(&self) -> String {
        let balance = &self.invoice.balance;
        let still = self.visitor.style().money(&balance.currency, balance.outstanding());
        let currency = &balance.currency;
        format!("In {currency}, as the bank shows it. {still} is outstanding; more becomes credit.")
    }

    pub fn may_credit(&self) -> bool {
        self.visitor.may_open("/invoices/{id}/credits/new") && self.invoice.creditable().is_ok()
    }

    pub fn may_record(&self) -> bool {
        self.visitor.may_send("/invoices/{id}/payments") && self.invoice.is_issued()
    }

    /// The credit that the visitor may apply to this invoice.
    pub fn applicable(&self) -> Option<&Sum> {
        let may = self.visitor.may_send("/invoices/{id}/credit") && self.invoice.is_open();
        self.credit.as_ref().filter(|_| may)
    }

    /// Whether something was typed for another invoice.
    pub fn is_split(&self) -> bool {
        self.others.iter().any(|it| !self.form.value(&it.field()).is_empty())
    }

    /// "Also pays 2026-1002, TEB to PBI"
    pub fn other_label(it: &OpenInvoice) -> String {
        format!("Also pays {}, {}", it.number, it.route)
    }

    pub fn other_hint(&self, it: &OpenInvoice) -> String {
        format!("{} is outstanding.", self.invoice.currency().written(it.outstanding))
    }

    pub fn methods() -> [(&'static str, &'static str); 5] {
        Method::ALL.map(|method| (method.word(), method.name()))
    }
}
