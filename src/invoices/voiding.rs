//! Voiding an invoice that was issued by mistake. It keeps its number and stays in every list.
use super::{Invoice, State};
use crate::error::Error;

/// An invoice to be voided, in the version that was on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voidance {
    pub seen: i64,
    /// The client reads it.
    pub reason: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    Void,
    Stale,
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::refused(match refusal {
            Refusal::Void => "This invoice is void already.",
            Refusal::Stale => {
                "This invoice changed since you opened the page. Open it again to see how it stands."
            }
        })
    }
}

impl Invoice {
    pub fn void(&self, seen: i64, reason: &str) -> Result<Voidance, Refusal> {
        match self.balance.state {
            State::Void => Err(Refusal::Void),
            State::Issued if seen != self.version => Err(Refusal::Stale),
            State::Issued => Ok(Voidance { seen, reason: reason.to_owned() }),
        }
    }
}
