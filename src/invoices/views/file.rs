//! The operator's page of an invoice: what staff may do, and whether the client viewed it.
use super::OpsShow;
use crate::invoices::payment::Method;

impl OpsShow {
    /// The hint under the field of the amount.
    pub fn most(&self) -> String {
        format!("In {}, at most {}.", self.invoice.currency(), self.invoice.balance.still())
    }

    pub fn may_record(&self) -> bool {
        self.visitor.may_send("/invoices/{id}/payments") && self.invoice.is_open()
    }

    pub fn methods() -> [(&'static str, &'static str); 5] {
        Method::ALL.map(|method| (method.word(), method.name()))
    }

    /// "Viewed 3 times, last 20 Nov by Mira Lindqvist"
    pub fn viewed(&self) -> String {
        let Some(last) = self.attention.last else {
            return "Not viewed by the client yet".to_owned();
        };
        let last = self.visitor.moment(last).full();
        let times = match self.attention.times {
            1 => "once".to_owned(),
            2 => "twice".to_owned(),
            times => format!("{times} times"),
        };
        format!("Viewed {times}, last {last} by {}", self.attention.who)
    }
}
