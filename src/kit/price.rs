//! Priced lines, as quotes offer and invoices charge them.
use super::money::{self, Currency, Quantity};
use serde::{Deserialize, Serialize};

/// How sure a line's price is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    Fixed,
    /// Settled at actual cost on the invoice.
    Estimate,
    Actual,
    /// Worked out from the other lines.
    Tax,
}

impl Basis {
    /// What is written beside the line; nothing for a tax.
    pub fn word(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::Estimate => "estimate",
            Self::Actual => "actual",
            Self::Tax => "",
        }
    }
}

/// One line. The amount is quantity × price, rounded once, half away from zero, in minor units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub label: String,
    pub quantity: Quantity,
    /// "h", "night", "landing"; may be empty.
    pub unit: String,
    /// Of one unit, in minor units; below zero for a discount.
    pub price: i64,
    pub amount: i64,
    pub taxable: bool,
    pub basis: Basis,
}

impl Line {
    /// None where the amount does not fit.
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

    /// "8.8 h × 12,900.00"; empty for one of something, and for a tax whose label says it all.
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

/// What a list of lines comes to, each sum of rounded amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sums {
    pub subtotal: i64,
    pub tax: i64,
    pub total: i64,
}

/// None where a sum does not fit.
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
    fn a_line_says_how_it_came_about() {
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
