//! What the invoice pages show.
mod file;

use super::{
    Invoice, ListedInvoice, Standing, charged,
    issuing::Billing,
    listing::Tab,
    payment::Payment,
    queries::{InvoiceEvent, InvoiceViews},
    taxes,
};
use crate::{
    http::form::Form,
    kit::{
        money::Currency,
        price::Line,
        zoned::{self, Moment},
    },
    ui::pieces::Pager,
    users::{Grant, Role, Visitor},
};
use askama::Template;
use chrono::NaiveDate;

/// A client's list.
#[derive(Template)]
#[template(path = "invoices/index.html")]
pub struct Index {
    pub visitor: Visitor,
    pub entries: Vec<ListedInvoice>,
    pub tab: Tab,
    pub pager: Pager,
}

#[derive(Template)]
#[template(path = "invoices/show.html")]
pub struct Show {
    pub visitor: Visitor,
    pub invoice: Invoice,
    pub payments: Vec<Payment>,
}

/// The workspace's list.
#[derive(Template)]
#[template(path = "invoices/ops/index.html")]
pub struct OpsIndex {
    pub visitor: Visitor,
    pub entries: Vec<ListedInvoice>,
    pub tab: Tab,
    pub pager: Pager,
}

#[derive(Template)]
#[template(path = "invoices/ops/show.html")]
pub struct OpsShow {
    pub visitor: Visitor,
    pub invoice: Invoice,
    pub payments: Vec<Payment>,
    pub attention: InvoiceViews,
    pub history: Vec<InvoiceEvent>,
    pub form: Form,
}

#[derive(Template)]
#[template(path = "invoices/ops/new.html")]
pub struct New {
    pub visitor: Visitor,
    pub bill: Billing,
    pub form: Form,
}

impl Visitor {
    /// The date in the workspace's time zone.
    pub fn today(&self) -> NaiveDate {
        zoned::today(self.now, &self.workspace.zone)
    }
}

impl Index {
    /// Whether they may see the invoices to others for trips on their aircraft.
    pub fn has_aircraft(&self) -> bool {
        self.visitor.user.role == Role::Owner && !self.visitor.workspace.hides_other_parties
    }
}

impl Show {
    /// Whether the visitor may pay it.
    pub fn may_pay(&self) -> bool {
        self.invoice.is_own && self.invoice.is_open() && self.visitor.is_granted(Grant::Pay)
    }
}

impl Standing {
    pub fn class(self) -> &'static str {
        match self {
            Self::Pending => "wait",
            Self::PartlyPaid => "info",
            Self::Paid => "ok",
            Self::Overdue => "late",
            Self::Void => "off",
        }
    }
}

impl ListedInvoice {
    pub fn standing(&self, visitor: &Visitor) -> Standing {
        self.balance.standing(visitor.today())
    }

    pub fn issued(&self, visitor: &Visitor) -> String {
        visitor.date(self.issued_on)
    }

    pub fn due(&self, visitor: &Visitor) -> String {
        visitor.date(self.balance.due_on)
    }
}

impl Invoice {
    pub fn standing(&self, visitor: &Visitor) -> Standing {
        self.balance.standing(visitor.today())
    }

    pub fn issued(&self, visitor: &Visitor) -> String {
        visitor.date(self.issued_on)
    }

    pub fn due(&self, visitor: &Visitor) -> String {
        visitor.date(self.balance.due_on)
    }

    pub fn is_open(&self) -> bool {
        self.balance.outstanding() > 0
    }

    pub fn charged(&self) -> Vec<&Line> {
        charged(&self.lines)
    }

    pub fn taxes(&self) -> Vec<(String, String)> {
        taxes(&self.lines, &self.balance.currency)
    }

    pub fn currency(&self) -> &Currency {
        &self.balance.currency
    }

    pub fn subtotal(&self) -> String {
        self.balance.currency.written(self.subtotal)
    }

    pub fn total(&self) -> String {
        self.balance.total()
    }

    /// The paid amount, as a negative number below the total.
    pub fn paid(&self) -> String {
        self.balance.currency.written(-self.balance.paid)
    }
}

impl Billing {
    pub fn charged(&self) -> Vec<&Line> {
        charged(&self.lines)
    }

    pub fn taxes(&self) -> Vec<(String, String)> {
        taxes(&self.lines, &self.currency)
    }

    pub fn currency(&self) -> &Currency {
        &self.currency
    }

    pub fn subtotal(&self) -> String {
        self.currency.written(self.subtotal)
    }

    pub fn total(&self) -> String {
        self.currency.written(self.total)
    }
}

impl Payment {
    pub fn written(&self, currency: &Currency) -> String {
        currency.written(self.amount)
    }

    pub fn received(&self, visitor: &Visitor) -> String {
        visitor.date(self.received_on)
    }
}

impl InvoiceEvent {
    /// "Payment recorded: USD 1,000.00, Wire transfer"
    pub fn summary(&self) -> String {
        let what = match self.action.as_str() {
            "invoice_issued" => "Issued",
            "payment_recorded" => "Payment recorded",
            "invoice_pdf_asked_for" => "PDF asked for",
            _ => "Changed",
        };
        if self.note.is_empty() { what.to_owned() } else { format!("{what}: {}", self.note) }
    }

    pub fn when(&self, visitor: &Visitor) -> Moment {
        visitor.moment(self.at)
    }
}
