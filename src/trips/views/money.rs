//! What a trip's page shows of its price and its invoices.
use super::TripParts;
use crate::{
    kit::{
        schedule::{Schedule, Step},
        zoned,
    },
    trips::bills::{self, AcceptedQuote, BilledInvoice, Settled},
    users::Visitor,
};

impl TripParts {
    /// What of its price is paid.
    pub fn settled(&self) -> Option<Settled> {
        bills::settled(self.offer.as_ref(), &self.bills)
    }

    /// When its quote is paid, until an invoice says that.
    pub fn steps(&self, visitor: &Visitor) -> Vec<Step> {
        let offer = self.offer.as_ref().filter(|it| !it.is_invoiced);
        offer.map(|it| it.schedule(&visitor.workspace.zone).steps()).unwrap_or_default()
    }
}

impl Settled {
    /// "Paid $34,000.00 of $68,000.00"
    pub fn words(&self, visitor: &Visitor) -> String {
        let money = |minor| visitor.style().money(&self.currency, minor);
        format!("Paid {} of {}", money(self.paid), money(self.total))
    }
}

impl AcceptedQuote {
    fn schedule(&self, zone: &str) -> Schedule {
        Schedule {
            total: self.total,
            deposit: self.deposit,
            balance_on: self.balance_on,
            accepted_on: zoned::today(self.answered_at.unwrap_or_default(), zone),
        }
    }
}

impl BilledInvoice {
    /// "Due Dec 5, 2026", "Overdue since Dec 5, 2026", "Paid" or "Void", and the class of that state.
    pub fn standing(&self, visitor: &Visitor) -> (&'static str, String) {
        let due = visitor.date(self.due_on);
        match self.is_open() {
            _ if self.is_void => ("off", "Void".to_owned()),
            false => ("ok", "Paid".to_owned()),
            true if self.due_on < visitor.today() => ("late", format!("Overdue since {due}")),
            true => ("info", format!("Due {due}")),
        }
    }

    pub fn amount(&self) -> String {
        self.currency.written(self.total)
    }
}
