//! Voiding an invoice that was issued by mistake. It keeps its number and stays in every list.
use super::{Invoice, State};
use crate::error::Error;
use chrono::NaiveDate;

/// An invoice to be voided, in the version that was on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voidance {
    pub seen: i64,
    /// The client reads it.
    pub reason: String,
    pub voided_on: NaiveDate,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    Void,
    /// It is a deposit that the invoice with this number deducts.
    Deducted(String),
    /// A part of it was credited.
    Credited,
    Stale,
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::refused(match refusal {
            Refusal::Void => "This invoice is void already.".to_owned(),
            Refusal::Deducted(number) => {
                format!("Invoice {number} deducts this deposit. Void that invoice first.")
            }
            Refusal::Credited => {
                "A part of this invoice was credited. Credit the rest of it instead.".to_owned()
            }
            Refusal::Stale => {
                "This invoice changed since you opened the page. Open it again to see how it stands."
                    .to_owned()
            }
        })
    }
}

impl Invoice {
    /// `today` is the date in the workspace's time zone.
    pub fn void(&self, seen: i64, reason: &str, today: NaiveDate) -> Result<Voidance, Refusal> {
        match (self.balance.state, &self.deducted_in) {
            (State::Void, _) => Err(Refusal::Void),
            (State::Issued, Some(number)) => Err(Refusal::Deducted(number.clone())),
            (State::Issued, None) if self.balance.credited > 0 => Err(Refusal::Credited),
            (State::Issued, None) if seen != self.version => Err(Refusal::Stale),
            (State::Issued, None) => {
                Ok(Voidance { seen, reason: reason.to_owned(), voided_on: today })
            }
        }
    }
}
