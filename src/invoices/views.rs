//! What the invoice pages show.
mod batch;
mod credit;
mod deposit;
mod draft;
pub mod electronic;
mod file;
mod free;
mod list;
mod times;
pub use batch::BatchNew;
pub use credit::CreditNew;
pub use deposit::DepositNew;
pub use draft::{DraftIndex, DraftShow};
pub use free::FreeNew;
pub use list::{Index, OpsIndex, ToInvoice};
pub use times::Times;

use super::{
    Balance, Invoice, Standing, State,
    actuals::estimates,
    charged,
    credit::Sum,
    issuing::Billing,
    payment::{OpenInvoice, Payment},
    queries::InvoiceEvent,
    taxes,
    times::logged,
};
use crate::{
    http::form::Form,
    kit::{ids::PaymentId, money::Currency, price::Line, zoned::Moment},
    quotes::Attention,
    users::{Grant, Visitor},
};
use askama::Template;

#[derive(Template)]
#[template(path = "invoices/show.html")]
pub struct Show {
    pub visitor: Visitor,
    pub invoice: Invoice,
    pub payments: Vec<Payment>,
    pub credit: Option<Sum>,
}

#[derive(Template)]
#[template(path = "invoices/ops/show.html")]
pub struct OpsShow {
    pub visitor: Visitor,
    pub invoice: Invoice,
    pub payments: Vec<Payment>,
    pub attention: Attention,
    pub history: Vec<InvoiceEvent>,
    pub others: Vec<OpenInvoice>,
    pub credit: Option<Sum>,
    pub form: Form,
}

#[derive(Template)]
#[template(path = "invoices/ops/new.html")]
pub struct New {
    pub visitor: Visitor,
    pub bill: Billing,
    pub form: Form,
}

impl New {
    /// "Its quote says Dec 12, 2026."; empty where it says nothing.
    pub fn agreed(&self) -> String {
        let day = self.bill.balance_on.map(|day| self.visitor.date(day));
        day.map(|day| format!("Its quote says {day}.")).unwrap_or_default()
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
            Self::Pending | Self::PartlyPaid => "info",
            Self::Paid => "ok",
            Self::Overdue => "late",
            Self::Void | Self::Refunded => "off",
        }
    }
}

impl Balance {
    /// Its state, as it is read in lists: "Due Dec 7" until then.
    pub fn told(&self, visitor: &Visitor) -> String {
        let style = visitor.style();
        match self.standing(visitor.today()) {
            Standing::Pending if style.is_this_year(self.due_on) => {
                format!("Due {}", style.short(self.due_on))
            }
            Standing::Pending => format!("Due {}", style.date(self.due_on)),
            standing => standing.word().to_owned(),
        }
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

    pub fn is_issued(&self) -> bool {
        self.balance.state == State::Issued
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
        self.balance.currency.written(-self.balance.received())
    }
}

impl New {
    pub fn estimates(&self) -> Vec<(usize, &Line)> {
        estimates(&self.bill.lines).collect()
    }

    /// "2.8 h were logged": what an estimate of hours was filled in from; empty where nothing was.
    pub fn logged(&self, line: &Line) -> String {
        match logged(line, &self.bill.logged) {
            Some((hours, _)) => format!("{hours} h were logged"),
            None => String::new(),
        }
    }

    pub fn as_estimated(&self, line: &Line) -> String {
        format!("As estimated: {}", line.written(&self.bill.currency))
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

    /// Its id, if the visitor may have its receipt.
    pub fn receipt(&self, visitor: &Visitor) -> Option<PaymentId> {
        self.id.filter(|_| visitor.may_open("/receipts/{id}"))
    }

    /// The amount that was received.
    pub fn whole(&self, currency: &Currency) -> String {
        currency.written(self.received)
    }

    pub fn received(&self, visitor: &Visitor) -> String {
        visitor.date(self.received_on)
    }
}

impl InvoiceEvent {
    /// "Payment recorded: USD 1,000.00, Wire transfer"
    pub fn summary(&self) -> String {
        let what = match self.action.as_str() {
            "invoice_drafted" => "Saved as a draft",
            "invoice_issued" => "Issued",
            "invoice_issued_with_others" => "Issued with others",
            "payment_recorded" => "Payment recorded",
            "invoice_reminded" => "Reminded",
            "invoice_overdue" => "Became overdue",
            "credit_applied" => "Credit applied",
            "deposit_invoiced" => "Issued as a deposit",
            "invoice_voided" => "Voided",
            "invoice_credited" => "Credited in part",
            "invoice_pdf_asked_for" => "PDF requested",
            _ => "Changed",
        };
        if self.note.is_empty() { what.to_owned() } else { format!("{what}: {}", self.note) }
    }

    pub fn when(&self, visitor: &Visitor) -> Moment {
        visitor.moment(self.at)
    }
}
