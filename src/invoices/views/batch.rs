//! What the page of several invoices at once shows.
use crate::{
    http::form::Form,
    invoices::{batch::Month, issuing::Billing, queries::BilledAccount},
    users::Visitor,
};
use askama::Template;

#[derive(Template)]
#[template(path = "invoices/ops/batch.html")]
pub struct BatchNew {
    pub visitor: Visitor,
    pub account: BilledAccount,
    pub month: Month,
    pub bills: Vec<Billing>,
    pub form: Form,
}

impl BatchNew {
    /// The trips that can be ticked.
    pub fn settled(&self) -> Vec<&Billing> {
        self.bills.iter().filter(|it| it.is_settled()).collect()
    }

    /// Those with estimates, whose actual costs are entered one by one.
    pub fn estimated(&self) -> Vec<&Billing> {
        self.bills.iter().filter(|it| !it.is_settled()).collect()
    }

    pub fn departs(&self, it: &Billing) -> String {
        self.visitor.date(self.visitor.workspace.moment(it.departs_at, self.visitor.now).date())
    }

    /// "less deposits of 1,000.00"; empty where none was invoiced.
    pub fn less(it: &Billing) -> String {
        match it.deposited() {
            0 => String::new(),
            sum => format!("less deposits of {}", it.currency.written(sum)),
        }
    }
}
