//! Payments of an invoice, as the operator records them.
use super::{Invoice, State};
use crate::{error::Error, kit::ids::PaymentId};
use chrono::NaiveDate;
use serde::Deserialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    Wire,
    Ach,
    #[serde(rename = "cheque")]
    Check,
    Card,
    Cash,
}

impl Method {
    pub const ALL: [Self; 5] = [Self::Wire, Self::Ach, Self::Check, Self::Card, Self::Cash];

    pub fn name(self) -> &'static str {
        match self {
            Self::Wire => "Wire transfer",
            Self::Ach => "ACH",
            Self::Check => "Check",
            Self::Card => "Card",
            Self::Cash => "Cash",
        }
    }

    /// The stored word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Wire => "wire",
            Self::Ach => "ach",
            Self::Check => "cheque",
            Self::Card => "card",
            Self::Cash => "cash",
        }
    }

    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.word() == word)
    }
}

/// A payment; `amount` is the part that was allocated to the invoice.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Payment {
    pub method: Method,
    pub reference: String,
    pub amount: i64,
    pub received_on: NaiveDate,
}

/// A payment to be recorded for the version of the invoice that was on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    pub id: PaymentId,
    pub seen: i64,
    pub payment: Payment,
    /// What is outstanding once it is recorded.
    pub outstanding: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    Void,
    /// The invoice changed since the page was opened.
    Moved,
    Settled,
    NotPositive,
    /// The outstanding amount, as it is written.
    TooMuch(String),
    NotYet,
}

impl Invoice {
    /// `today` is the date in the workspace's time zone.
    pub fn receive(
        &self,
        id: PaymentId,
        seen: i64,
        payment: Payment,
        today: NaiveDate,
    ) -> Result<Receipt, Refusal> {
        let outstanding = self.balance.outstanding();
        match self.balance.state {
            State::Void => Err(Refusal::Void),
            State::Issued if seen != self.version => Err(Refusal::Moved),
            State::Issued if outstanding <= 0 => Err(Refusal::Settled),
            State::Issued if payment.amount <= 0 => Err(Refusal::NotPositive),
            State::Issued if payment.amount > outstanding => {
                Err(Refusal::TooMuch(format!("{} {}", self.balance.currency, self.balance.still())))
            }
            State::Issued if payment.received_on > today => Err(Refusal::NotYet),
            State::Issued => {
                Ok(Receipt { id, seen, outstanding: outstanding - payment.amount, payment })
            }
        }
    }
}

impl Refusal {
    /// The field that can be corrected; none where no field can.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::NotPositive | Self::TooMuch(_) => Some("amount"),
            Self::NotYet => Some("received_on"),
            Self::Void | Self::Moved | Self::Settled => None,
        }
    }

    pub fn words(&self) -> String {
        match self {
            Self::Void => "This invoice is void, so nothing can be paid on it.".to_owned(),
            Self::Moved => {
                "This invoice changed while you were looking at it. Please read it again before you record the payment."
                    .to_owned()
            }
            Self::Settled => "This invoice is paid in full.".to_owned(),
            Self::NotPositive => "Enter an amount above zero.".to_owned(),
            Self::TooMuch(most) => format!("No more than {most} is outstanding."),
            Self::NotYet => "Choose today or an earlier day.".to_owned(),
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::refused(refusal.words())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_method_is_read_as_what_it_was_written_from() {
        for method in Method::ALL {
            let stored = serde_json::Value::from(method.word());
            assert_eq!(serde_json::from_value::<Method>(stored).ok(), Some(method));
        }
    }
}
