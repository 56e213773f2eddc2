//! What the page of several invoices at once shows.
use crate::{
    http::form::Form,
    invoices::{batch::Month, issuing::Billing, left_out::LeftOut, queries::BilledAccount},
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
    pub left_out: Vec<LeftOut>,
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

    pub fn departs(&self, at: i64) -> String {
        self.visitor.date(self.visitor.workspace.moment(at, self.visitor.now).date())
    }

    /// Why a trip is not among them.
    pub fn why(&self, it: &LeftOut) -> String {
        it.why(self.month, &self.visitor.workspace.zone).words()
    }

    /// "due Dec 12, 2026", where its quote says so.
    pub fn agreed(&self, it: &Billing) -> String {
        let day = it.agreed_on(self.visitor.today());
        day.map(|day| format!("due {}", self.visitor.date(day))).unwrap_or_default()
    }

    /// "less deposits of 1,000.00"; empty where none was invoiced.
    pub fn less(it: &Billing) -> String {
        match it.less() {
            0 => String::new(),
            sum => format!("less deposits of {}", it.currency.written(sum)),
        }
    }
}
