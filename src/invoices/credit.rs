//! Credit: what was received of an account and pays no invoice yet, in each currency.
use crate::kit::money::Currency;
use serde::Deserialize;

/// An amount in one currency.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Sum {
    pub currency: Currency,
    pub amount: i64,
}

impl Sum {
    /// The amount: "1,200.00".
    pub fn written(&self) -> String {
        self.currency.written(self.amount)
    }
}
