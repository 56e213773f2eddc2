//! The priced lines of quotes and invoices, and their sums.
use super::{
    money::{self, Currency, Quantity},
    text,
};
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
    /// A deposit, where it is invoiced, and where it is deducted later.
    Deposit,
}

impl Basis {
    /// Empty for a tax.
    fn word(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::Estimate => "estimate",
            Self::Actual => "actual",
            Self::Tax | Self::Deposit => "",
        }
    }
}

/// How a tax or fee was calculated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tax {
    /// A percentage, in parts per million, of what is taxable.
    Percent { ppm: i64, base: i64 },
    /// The price of the line for each passenger on each of these legs.
    Fee { passengers: i64, legs: i64 },
}

/// A line that the client may choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Extra {
    Offered,
    Chosen,
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
    /// Whether it is an optional extra; none where it is part of the offer anyway.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extra: Option<Extra>,
    /// The leg that it is for, counted from 0; none where it is for the whole trip.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leg: Option<usize>,
    /// The part of the amount of which percentages are taken; none where there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taxed: Option<i64>,
    /// The estimate, of a line that was settled at its actual cost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quoted: Option<i64>,
    /// For a tax or fee: how it was calculated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax: Option<Tax>,
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
            extra: None,
            leg: None,
            taxed: None,
            quoted: None,
            tax: None,
        })
    }

    /// The word shown beside it: "estimate", and once settled "actual", or "as estimated" where the estimate was right.
    pub fn basis_word(&self) -> &'static str {
        match self.basis {
            Basis::Actual if self.quoted == Some(self.amount) => "as estimated",
            basis => basis.word(),
        }
    }

    /// "8.8 h × 12,900.00", "7.5% of 12,903.00", "5.20 × 5 passengers × 2 legs", or for what was
    /// settled "estimate 10,120.00, difference 380.00"; empty if the quantity is one.
    pub fn detail(&self, currency: &Currency) -> String {
        match self.tax {
            Some(Tax::Percent { ppm, base }) => {
                return format!("{}% of {}", money::percent(ppm), currency.written(base));
            }
            Some(Tax::Fee { passengers, legs }) => {
                let (passengers, legs) =
                    (text::counted(passengers, "passenger"), text::counted(legs, "leg"));
                return format!("{} × {passengers} × {legs}", currency.written(self.price));
            }
            None => {}
        }
        if let Some(quoted) = self.quoted.filter(|quoted| *quoted != self.amount) {
            let [estimate, more] = [quoted, self.amount - quoted].map(|it| currency.written(it));
            return format!("estimate {estimate}, difference {more}");
        }
        if self.quantity == Quantity::ONE || self.price == 0 {
            return String::new();
        }
        let unit = text::plural(&self.unit);
        let unit = if unit.is_empty() { unit } else { format!(" {unit}") };
        format!("{}{unit} × {}", self.quantity, currency.written(self.price))
    }

    /// Whether it is taxed: "taxable", or "taxable: 12,903.00" for a part of it; empty if not.
    pub fn mark(&self, currency: &Currency) -> String {
        match self.taxed {
            None | Some(0) => String::new(),
            Some(all) if all == self.amount => "taxable".to_owned(),
            Some(part) => format!("taxable: {}", currency.written(part)),
        }
    }

    pub fn written(&self, currency: &Currency) -> String {
        currency.written(self.amount)
    }
}

/// The sums of a list of lines. Rounded amounts are added, so that a client who adds them up agrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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

    #[test]
    fn a_unit_has_its_plural_and_a_tax_tells_its_base() {
        let usd = Currency("USD".into());
        let line = |thousandths, unit: &str, price, basis| {
            Line::new("x", Quantity(thousandths), unit, price, false, basis).unwrap()
        };
        assert_eq!(line(4_000, "night", 25_000, Basis::Fixed).detail(&usd), "4 nights × 250.00");
        assert_eq!(line(1_000, "night", 25_000, Basis::Fixed).detail(&usd), "");
        let percent = Tax::Percent { ppm: 75_000, base: 1_290_300 };
        let tax = Line { tax: Some(percent), ..line(1_000, "", 96_773, Basis::Tax) };
        assert_eq!(tax.detail(&usd), "7.5% of 12,903.00");
        let fee = Tax::Fee { passengers: 5, legs: 2 };
        let fee = Line { tax: Some(fee), ..line(10_000, "", 520, Basis::Tax) };
        assert_eq!(
            (fee.detail(&usd).as_str(), fee.amount),
            ("5.20 × 5 passengers × 2 legs", 5_200)
        );
    }

    #[test]
    fn a_line_says_how_binding_it_is_and_whether_an_estimate_was_right() {
        let word = |basis, quoted| {
            let line = Line::new("x", Quantity::ONE, "", 100, true, basis).unwrap();
            Line { quoted, ..line }.basis_word()
        };
        assert_eq!(word(Basis::Estimate, None), "estimate");
        assert_eq!(word(Basis::Actual, Some(100)), "as estimated");
        assert_eq!(word(Basis::Actual, Some(90)), "actual");
        assert_eq!(word(Basis::Actual, None), "actual");
    }

    #[test]
    fn a_line_that_is_taxed_in_part_says_for_how_much() {
        let usd = Currency("USD".into());
        let line = Line::new("x", Quantity::ONE, "", 100_000, true, Basis::Fixed).unwrap();
        let marks = [None, Some(0), Some(60_000), Some(100_000)]
            .map(|taxed| Line { taxed, ..line.clone() }.mark(&usd));
        assert_eq!(marks, ["", "", "taxable: 600.00", "taxable"]);
    }
}
