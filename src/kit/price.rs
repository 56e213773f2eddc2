//! The priced lines of quotes and invoices, and their sums.
use super::money::{self, Currency, Quantity};
use serde::{Deserialize, Serialize};

/// How binding the price of a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    Fixed,
    /// Replaced by the actual cost on the invoice.
    Estimate,
    Actual,
    /// Calculated from the other lines.
    Tax,
}

impl Basis {
    /// The word shown beside the line; empty for a tax.
    pub fn word(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::Estimate => "estimate",
            Self::Actual => "actual",
            Self::Tax => "",
        }
    }
}

/// One line. Its amount in minor units is quantity × price, rounded half away from zero.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub label: String,
    pub quantity: Quantity,
    /// "h", "night" or "landing"; may be empty.
    pub unit: String,
    /// The price of one unit, in minor units. Negative for a discount.
    pub price: i64,
    pub amount: i64,
    pub taxable: bool,
    pub basis: Basis,
}

impl Line {
    /// None if the amount does not fit.
    pub fn new(
        label: &str,
        quantity: Quantity,
        unit: &str,
        price: i64,
        taxable: bool,
        basis: Basis,
    ) -> Option<Self> {
        let amount = quantity.times(price)?;
        Some(Self {
            label: label.to_owned(),
            quantity,
            unit: unit.to_owned(),
            price,
            amount,
            taxable,
            basis,
        })
    }

    /// "8.8 h × 12,900.00"; empty if the quantity is one, or if the price is in the label, as for a tax.
    pub fn detail(&self, currency: &Currency) -> String {
        if self.quantity == Quantity::ONE || self.price == 0 {
            return String::new();
        }
        let unit = if self.unit.is_empty() { String::new() } else { format!(" {}", self.unit) };
        format!("{}{unit} × {}", self.quantity, currency.written(self.price))
    }

    pub fn written(&self, currency: &Currency) -> String {
        currency.written(self.amount)
    }
}

/// The sums of a list of lines. Rounded amounts are added, so that a client who adds them up agrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sums {
    pub subtotal: i64,
    pub tax: i64,
    pub total: i64,
}

/// None if a sum does not fit.
pub fn sums(lines: &[Line]) -> Option<Sums> {
    let is_tax = |line: &&Line| line.basis == Basis::Tax;
    let subtotal = money::sum(lines.iter().filter(|line| !is_tax(line)).map(|line| line.amount))?;
    let tax = money::sum(lines.iter().filter(is_tax).map(|line| line.amount))?;
    Some(Sums { subtotal, tax, total: subtotal.checked_add(tax)? })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn totals_are_sums_of_rounded_lines() {
        let third = |basis| Line::new("x", Quantity(333), "", 100, true, basis).unwrap();
        let lines = [third(Basis::Fixed), third(Basis::Estimate), third(Basis::Tax)];
        assert_eq!(sums(&lines), Some(Sums { subtotal: 66, tax: 33, total: 99 }));
    }

    #[test]
    fn a_line_shows_how_its_amount_was_calculated() {
        let usd = Currency("USD".into());
        let flight =
            Line::new("Flight time", Quantity(8_800), "h", 1_290_000, true, Basis::Fixed).unwrap();
        assert_eq!(
            (flight.detail(&usd).as_str(), flight.written(&usd).as_str()),
            ("8.8 h × 12,900.00", "113,520.00")
        );
        assert_eq!(Line::new("x", Quantity(i64::MAX), "", i64::MAX, true, Basis::Fixed), None);
    }
}
