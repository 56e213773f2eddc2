//! What the pages of payments show.
mod online;
mod statement;
#[cfg(any(test, feature = "local"))]
pub use online::Practice;
pub use online::{New, Progress};
pub use statement::{ClientStatement, OpsStatement, StatementSheet};

use super::{
    Owed, Payer, Received, RefundState, SentBack, asking::Booked, provider::notice::Dispute,
};
use crate::{
    http::form::Form,
    invoices::{Method, Sum},
    ui::pieces::Pager,
    users::Visitor,
};
use askama::Template;

/// The payments of an account.
#[derive(Template)]
#[template(path = "payments/ops/index.html")]
pub struct Index {
    pub visitor: Visitor,
    pub account: Payer,
    pub owed: Vec<Owed>,
    pub credits: Vec<Sum>,
    pub payments: Vec<Received>,
    pub booked: Vec<Booked>,
    pub pager: Pager,
    pub form: Form,
}

/// One payment.
#[derive(Template)]
#[template(path = "payments/ops/show.html")]
pub struct Show {
    pub visitor: Visitor,
    pub payment: Received,
    pub refunds: Vec<SentBack>,
    pub form: Form,
}

impl Index {
    pub fn trail(&self) -> [(String, String); 2] {
        let account = (format!("/accounts/{}", self.account.id), self.account.name.clone());
        [("/accounts".to_owned(), "Accounts".to_owned()), account]
    }

    pub fn may_record(&self) -> bool {
        self.visitor.may_send("/accounts/{id}/payments")
    }

    pub fn methods() -> Vec<(&'static str, &'static str)> {
        Method::ALL.map(|it| (it.word(), it.name())).to_vec()
    }

    pub fn ways() -> [(&'static str, &'static str); 3] {
        [
            ("order", "The open invoices, the first to be due first"),
            ("typed", "The invoices as entered below"),
            ("credit", "None: keep all of it as credit"),
        ]
    }

    /// The booked trips whose deposit it may be.
    pub fn trips(&self) -> Vec<(String, String)> {
        let none = (String::new(), "No booked trip".to_owned());
        let each = self.booked.iter().map(|it| {
            let money = |minor| self.visitor.style().money(&it.currency, minor);
            let asked = match it.deposit {
                0 => money(it.total),
                deposit => format!("deposit of {}", money(deposit)),
            };
            (it.id.to_string(), format!("{}, {}, {}: {asked}", it.reference, it.trip, it.route))
        });
        std::iter::once(none).chain(each).collect()
    }

    pub fn label(it: &Owed) -> String {
        format!("Invoice {}", it.number)
    }

    /// "TEB to PBI, USD 1,200.00 outstanding".
    pub fn hint(&self, it: &Owed) -> String {
        let outstanding = self.visitor.style().money(&it.currency, it.outstanding);
        format!("{}, {outstanding} outstanding", it.about)
    }
}

impl Show {
    pub fn trail(&self) -> [(String, String); 2] {
        let (account, name) =
            (format!("/accounts/{}", self.payment.account_id), &self.payment.account);
        let payments = (format!("{account}/payments"), "Payments".to_owned());
        [(account, name.clone()), payments]
    }

    pub fn may_refund(&self) -> bool {
        self.visitor.may_send("/payments/{id}/refunds") && self.payment.refundable() > 0
    }

    /// "At most $1,200.00. Credit is sent back first, …"
    pub fn amount_hint(&self) -> String {
        let most = self.visitor.style().money(&self.payment.currency, self.payment.refundable());
        format!(
            "At most {most}. What is not credit is taken from the invoices it pays, which are then open again."
        )
    }

    pub fn sent_back(&self, it: &SentBack) -> (String, String) {
        (self.visitor.date(it.refunded_on), self.payment.currency.written(it.amount))
    }

    /// What the form does: the provider sends back what was paid online.
    pub fn button(&self) -> &'static str {
        if self.payment.provider.is_some() { "Send refund" } else { "Record refund" }
    }
}

impl SentBack {
    /// How it stands; empty once it was sent.
    pub fn word(&self) -> &'static str {
        match self.state {
            RefundState::Sending => "Being sent",
            RefundState::Sent => "",
            RefundState::Refused => "Refused by the provider",
        }
    }
}

impl Received {
    pub fn whole(&self) -> String {
        self.currency.written(self.amount)
    }

    pub fn written(&self, minor: i64) -> String {
        self.currency.written(minor)
    }

    pub fn received(&self, visitor: &Visitor) -> String {
        visitor.date(self.received_on)
    }

    /// The numbers of the invoices that it pays, with their trips; or the trip that it was paid for in advance.
    pub fn pays(&self) -> Vec<(&str, &str)> {
        let advance = Some(("Advance", self.advance_for.as_str())).filter(|it| !it.1.is_empty());
        let advance = advance.filter(|_| self.unallocated > 0 || self.shares.is_empty());
        let shares = self.shares.iter().map(|it| (it.number.as_str(), it.about.as_str()));
        shares.chain(advance).collect()
    }

    /// What is said beside it: refunded in part or in full, or the credit that it left.
    pub fn note(&self, visitor: &Visitor) -> String {
        let money = |minor| visitor.style().money(&self.currency, minor);
        match () {
            () if self.dispute == Some(Dispute::Open) => "Disputed by the bank".to_owned(),
            () if self.dispute == Some(Dispute::Lost) => "Dispute lost".to_owned(),
            () if self.refundable() == 0 => "Refunded".to_owned(),
            () if self.refunded > 0 => format!("{} refunded", money(self.refunded)),
            () if self.unallocated > 0 => format!("{} credit", money(self.unallocated)),
            () => String::new(),
        }
    }
}
