//! Why something cannot be paid online.
use crate::{error::Error, kit::money::Currency};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    NotOnline,
    Nothing,
    /// Invoices of two accounts or in two currencies.
    Mixed,
    Settled,
    /// The provider does not take this amount or this way to pay in the currency.
    NotTaken(Currency),
}

impl Refusal {
    pub fn words(&self) -> String {
        match self {
            Self::NotOnline => {
                "Payments cannot be made online here. Follow the payment instructions.".to_owned()
            }
            Self::Nothing => "Choose what you want to pay.".to_owned(),
            Self::Mixed => {
                "Pay invoices of different accounts or in different currencies one after the other."
                    .to_owned()
            }
            Self::Settled => "This is paid already. There is nothing left to pay.".to_owned(),
            Self::NotTaken(currency) => format!(
                "This amount in {currency} cannot be paid in this way. Follow the payment instructions instead."
            ),
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::refused(refusal.words())
    }
}
