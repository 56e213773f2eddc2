//! Payments, as the operator records them: what the bank shows, the invoices that it pays, and what is left
//! as the account's credit.
pub use super::method::Method;
use super::{Invoice, State};
use crate::{
    error::Error,
    kit::ids::{InvoiceId, PaymentId},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A payment of an invoice.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Payment {
    /// Where the reader may have its receipt.
    pub id: Option<PaymentId>,
    pub method: Method,
    pub reference: String,
    /// The part of it that pays this invoice.
    pub amount: i64,
    /// The amount that was received.
    pub received: i64,
    pub received_on: NaiveDate,
}

impl Payment {
    /// Whether the payment is larger than what it pays of this invoice.
    pub fn is_shared(&self) -> bool {
        self.received != self.amount
    }
}

/// What the bank shows, as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remittance {
    pub method: Method,
    pub reference: String,
    pub amount: i64,
    pub received_on: NaiveDate,
}

/// Another invoice of the account that is not paid in full.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct OpenInvoice {
    pub id: InvoiceId,
    pub number: String,
    pub route: String,
    pub outstanding: i64,
}

impl OpenInvoice {
    /// The field for the part of a payment that pays it.
    pub fn field(&self) -> String {
        format!("pays.{}", self.id)
    }
}

/// The part of a payment that pays an invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    pub invoice: InvoiceId,
    pub amount: i64,
}

/// A payment to be recorded for the version of the invoice that was on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    pub id: PaymentId,
    pub seen: i64,
    pub received: Remittance,
    /// What it pays of this invoice and of others; none of it may be zero.
    pub parts: Vec<Part>,
    /// What is outstanding of this invoice once it is recorded.
    pub outstanding: i64,
    /// What no invoice takes: it becomes the account's credit.
    pub surplus: i64,
}

/// The account's credit to be applied to the version of the invoice that was on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Application {
    pub invoice: InvoiceId,
    pub seen: i64,
    pub amount: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    Void,
    /// The invoice changed since the page was opened.
    Moved,
    Settled,
    NotPositive,
    /// The part for another invoice is not above zero, or above what is outstanding of it.
    NotThatMuch {
        field: String,
        number: String,
    },
    /// The parts for other invoices are more than was received.
    MoreThanReceived {
        field: String,
    },
    NotYet,
    NoCredit,
}

impl Invoice {
    /// Divides a payment: the `others` get what was typed for them, this invoice as much of the rest as is
    /// outstanding. `today` is the date in the workspace's time zone.
    pub fn receive(
        &self,
        id: PaymentId,
        seen: i64,
        received: Remittance,
        others: &[(&OpenInvoice, i64)],
        today: NaiveDate,
    ) -> Result<Receipt, Refusal> {
        self.payable(seen)?;
        if received.amount <= 0 {
            return Err(Refusal::NotPositive);
        }
        if received.received_on > today {
            return Err(Refusal::NotYet);
        }
        let (mut parts, mut rest) = (Vec::new(), received.amount);
        for (other, amount) in others {
            if !(1..=other.outstanding).contains(amount) {
                let (field, number) = (other.field(), other.number.clone());
                return Err(Refusal::NotThatMuch { field, number });
            }
            if *amount > rest {
                return Err(Refusal::MoreThanReceived { field: other.field() });
            }
            rest -= amount;
            parts.push(Part { invoice: other.id, amount: *amount });
        }
        let outstanding = self.balance.outstanding();
        let own = rest.min(outstanding);
        if own > 0 {
            parts.insert(0, Part { invoice: self.id, amount: own });
        }
        Ok(Receipt {
            id,
            seen,
            received,
            parts,
            outstanding: outstanding - own,
            surplus: rest - own,
        })
    }

    /// Applies as much of the account's `credit` as is outstanding.
    pub fn apply(&self, seen: i64, credit: i64) -> Result<Application, Refusal> {
        self.payable(seen)?;
        match self.balance.outstanding().min(credit) {
            _ if self.balance.outstanding() <= 0 => Err(Refusal::Settled),
            ..=0 => Err(Refusal::NoCredit),
            amount => Ok(Application { invoice: self.id, seen, amount }),
        }
    }

    fn payable(&self, seen: i64) -> Result<(), Refusal> {
        match self.balance.state {
            State::Void => Err(Refusal::Void),
            State::Issued if seen != self.version => Err(Refusal::Moved),
            State::Issued => Ok(()),
        }
    }
}

impl Receipt {
    /// What it pays of other invoices.
    pub fn others(&self, of: InvoiceId) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(move |part| part.invoice != of)
    }
}

impl Refusal {
    /// The field that can be corrected; none where no field can.
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::NotPositive => Some("amount"),
            Self::NotThatMuch { field, .. } | Self::MoreThanReceived { field } => Some(field),
            Self::NotYet => Some("received_on"),
            Self::Void | Self::Moved | Self::Settled | Self::NoCredit => None,
        }
    }

    pub fn words(&self) -> String {
        match self {
            Self::Void => "This invoice is void, so nothing can be paid on it.".to_owned(),
            Self::Moved => {
                "This invoice changed while you were looking at it. Please check it again."
                    .to_owned()
            }
            Self::Settled => "This invoice is paid in full.".to_owned(),
            Self::NotPositive => "Enter an amount above zero.".to_owned(),
            Self::NotThatMuch { number, .. } => {
                format!(
                    "Enter an amount above zero, at most what is outstanding on invoice {number}."
                )
            }
            Self::MoreThanReceived { .. } => {
                "The amounts for other invoices are more than was received.".to_owned()
            }
            Self::NotYet => "Choose today or an earlier day.".to_owned(),
            Self::NoCredit => "This account has no credit left.".to_owned(),
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::refused(refusal.words())
    }
}
