//! What an invoice says as data (EN 16931): its parties, and lines of which each has one rate of tax.
use crate::kit::{
    countries,
    money::{self, Currency, Quantity},
    price::{Basis, Line, Tax},
};
use serde::Deserialize;

/// Both sides of an invoice, as they were on the day of issue.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Parties {
    pub seller: Trader,
    pub buyer: Trader,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Trader {
    pub name: String,
    pub address: String,
    /// May be empty.
    pub email: String,
    /// ISO 3166 alpha-2.
    pub country: String,
    pub tax_number: String,
}

/// A category of tax with its rate, in parts per million.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rate {
    pub category: Category,
    pub ppm: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Category {
    Standard,
    Zero,
    Exempt,
}

/// A line with one rate. Its price is not negative: a discount has a negative quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub label: String,
    pub quantity: Quantity,
    /// The code of UN/ECE Recommendation 20.
    pub unit: &'static str,
    pub price: i64,
    pub amount: i64,
    pub rate: Rate,
}

/// What all lines with a rate come to, and their tax.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Breakdown {
    pub rate: Rate,
    pub base: i64,
    pub tax: i64,
}

/// What an invoice says as data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub items: Vec<Item>,
    pub breakdowns: Vec<Breakdown>,
}

const EXEMPT: Rate = Rate { category: Category::Exempt, ppm: 0 };

/// By how much the standard lets a tax differ from its rate: one unit of the currency.
const TOLERANCE: i64 = 100;

/// What keeps an invoice to this account from carrying data; none where nothing does, or where it carries none.
pub fn lacking(parties: Option<&Parties>, account: &str, currency: &Currency) -> Option<String> {
    let Parties { seller, buyer } = parties?;
    let missing = [
        (seller.country.is_empty(), "your country (Document settings)".to_owned()),
        (seller.tax_number.is_empty(), "your tax number (Document settings)".to_owned()),
        (buyer.country.is_empty(), format!("the country of {account} (Edit account)")),
    ];
    let missing: Vec<_> =
        missing.into_iter().filter(|(is_missing, _)| *is_missing).map(|(_, what)| what).collect();
    if !missing.is_empty() {
        let what = missing.join(" and ");
        return Some(format!("Invoices carry Factur-X data. For that, enter {what}."));
    }
    (currency.exponent() > 2).then(|| {
        format!("Factur-X data has two decimals, and {currency} has three. Turn it off in Document settings to invoice in {currency}.")
    })
}

/// Why the lines cannot be said as data; none where they can.
pub fn unsayable(lines: &[Line]) -> Option<&'static str> {
    said(lines).is_none().then_some(
        "Factur-X data knows one percentage for each line, and these charges have several, or a tax that is no percentage of what is taxable. Change the rates, or turn Factur-X off in Document settings.",
    )
}

/// The lines as data; none where a line has several rates, or a tax is not that of its rate.
pub fn said(lines: &[Line]) -> Option<Said> {
    let mut it = Said { items: Vec::new(), breakdowns: Vec::new() };
    let mut rest = lines;
    while !rest.is_empty() {
        // A deposit has the rates of the day on which it was invoiced, and its taxes follow it.
        let next = rest.iter().skip(1).position(|line| line.basis == Basis::Deposit);
        let (group, after) = rest.split_at_checked(next.map_or(rest.len(), |at| at + 1))?;
        it.add(group)?;
        rest = after;
    }
    let is_right = |of: &Breakdown| {
        let due = money::share(of.base, of.rate.ppm)?;
        Some(due.abs_diff(of.tax) <= TOLERANCE.unsigned_abs())
    };
    it.breakdowns.sort_by_key(|of| of.rate);
    let all_right = it.breakdowns.iter().all(|of| is_right(of) == Some(true));
    (all_right && !it.items.is_empty()).then_some(it)
}

impl Said {
    /// Adds lines and the taxes on them.
    fn add(&mut self, lines: &[Line]) -> Option<()> {
        let mut percents = lines.iter().filter_map(|line| match line.tax {
            Some(Tax::Percent { ppm, .. }) => Some((ppm, line.amount)),
            Some(Tax::Fee { .. }) | None => None,
        });
        let percent = percents.next();
        if percents.next().is_some() {
            return None;
        }
        let rate = percent.map(|(ppm, _)| match ppm {
            0 => Rate { category: Category::Zero, ppm },
            _ => Rate { category: Category::Standard, ppm },
        });
        for line in lines.iter().filter(|it| !matches!(it.tax, Some(Tax::Percent { .. }))) {
            let marked = if line.taxable { line.amount } else { 0 };
            let taxed = rate.map_or(0, |_| line.taxed.unwrap_or(marked));
            let rate = rate.unwrap_or(EXEMPT);
            match line.amount.checked_sub(taxed)? {
                0 if taxed != 0 => self.put(Item::of(line, rate))?,
                _ if taxed == 0 => self.put(Item::of(line, EXEMPT))?,
                rest => {
                    self.put(Item::part(line, taxed, rate))?;
                    self.put(Item::part(line, rest, EXEMPT))?;
                }
            }
        }
        match (rate, percent) {
            (Some(rate), Some((_, tax))) => self.tally(rate, 0, tax),
            _ => Some(()),
        }
    }

    fn put(&mut self, item: Item) -> Option<()> {
        self.tally(item.rate, item.amount, 0)?;
        self.items.push(item);
        Some(())
    }

    fn tally(&mut self, rate: Rate, base: i64, tax: i64) -> Option<()> {
        match self.breakdowns.iter_mut().find(|of| of.rate == rate) {
            Some(of) => {
                of.base = of.base.checked_add(base)?;
                of.tax = of.tax.checked_add(tax)?;
            }
            None => self.breakdowns.push(Breakdown { rate, base, tax }),
        }
        Some(())
    }
}

impl Item {
    fn of(line: &Line, rate: Rate) -> Self {
        let sign = if line.price < 0 { -1 } else { 1 };
        Self {
            label: line.label.clone(),
            quantity: Quantity(line.quantity.0 * sign),
            unit: unit(&line.unit),
            price: line.price * sign,
            amount: line.amount,
            rate,
        }
    }

    /// A part of a line of which another part is taxed otherwise.
    fn part(line: &Line, amount: i64, rate: Rate) -> Self {
        let one =
            Line { quantity: Quantity::ONE, unit: String::new(), price: amount, ..line.clone() };
        let label = match rate.category {
            Category::Exempt => format!("{}, not taxable part", line.label),
            Category::Standard | Category::Zero => format!("{}, taxable part", line.label),
        };
        Self { label, amount, ..Self::of(&one, rate) }
    }
}

/// Whether a tax number is one for value added tax, which begins with the letters of a country.
pub fn is_vat(number: &str) -> bool {
    let country = number.get(..2).unwrap_or_default();
    countries::named(country).is_some() || country == "EL" || country == "XI"
}

/// The code of a unit; "one" for those that have none.
fn unit(unit: &str) -> &'static str {
    match unit {
        "h" | "hour" => "HUR",
        "night" | "day" => "DAY",
        "min" | "minute" => "MIN",
        "mile" | "mi" => "SMI",
        "nm" => "NMI",
        "km" => "KMT",
        _ => "C62",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::kit::price::sums;
    use proptest::prelude::*;

    fn line(label: &str, amount: i64, basis: Basis) -> Line {
        Line::new(label, Quantity::ONE, "", amount, false, basis).unwrap()
    }

    fn percent(ppm: i64, base: i64) -> Line {
        let amount = money::share(base, ppm).unwrap();
        Line { tax: Some(Tax::Percent { ppm, base }), ..line("VAT", amount, Basis::Tax) }
    }

    #[test]
    fn a_line_that_is_taxed_in_part_is_said_as_two() {
        let lines = [
            Line { taxed: Some(60_000), ..line("Flight", 100_000, Basis::Fixed) },
            line("Segment fees", 1_040, Basis::Tax),
            percent(190_000, 60_000),
        ];
        let said = said(&lines).unwrap();
        let items: Vec<_> = said.items.iter().map(|it| (it.label.as_str(), it.amount)).collect();
        assert_eq!(
            items,
            [
                ("Flight, taxable part", 60_000),
                ("Flight, not taxable part", 40_000),
                ("Segment fees", 1_040)
            ]
        );
        let sums: Vec<_> =
            said.breakdowns.iter().map(|of| (of.rate.ppm, of.base, of.tax)).collect();
        assert_eq!(sums, [(190_000, 60_000, 11_400), (0, 41_040, 0)]);
    }

    #[test]
    fn a_discount_has_a_negative_quantity_and_a_deposit_the_rate_of_its_day() {
        let lines = [
            Line { taxed: Some(100_000), ..line("Flight", 100_000, Basis::Fixed) },
            Line { taxed: Some(-10_000), ..line("Discount", -10_000, Basis::Fixed) },
            percent(200_000, 90_000),
            Line { taxed: Some(-50_000), ..line("Less deposit D-1", -50_000, Basis::Deposit) },
            percent(190_000, -50_000),
        ];
        let said = said(&lines).unwrap();
        let discount = said.items.get(1).unwrap();
        assert_eq!((discount.quantity, discount.price), (Quantity(-1_000), 10_000));
        let sums: Vec<_> =
            said.breakdowns.iter().map(|of| (of.rate.ppm, of.base, of.tax)).collect();
        assert_eq!(sums, [(190_000, -50_000, -9_500), (200_000, 90_000, 18_000)]);
    }

    #[test]
    fn two_percentages_on_one_line_cannot_be_said() {
        let flight = Line { taxed: Some(100_000), ..line("Flight", 100_000, Basis::Fixed) };
        let lines = [flight, percent(75_000, 100_000), percent(10_000, 100_000)];
        assert!(unsayable(&lines).is_some());
        assert!(unsayable(&lines[..2]).is_none());
    }

    #[test]
    fn what_is_missing_is_named() {
        let trader = |country: &str, tax_number: &str| Trader {
            name: "x".into(),
            address: String::new(),
            email: String::new(),
            country: country.into(),
            tax_number: tax_number.into(),
        };
        let eur = Currency("EUR".into());
        let parties = Parties { seller: trader("DE", ""), buyer: trader("", "") };
        assert_eq!(
            lacking(Some(&parties), "Berg", &eur).as_deref(),
            Some(
                "Invoices carry Factur-X data. For that, enter your tax number (Document settings) and the country of Berg (Edit account)."
            )
        );
        let whole = Parties { seller: trader("DE", "DE123456789"), buyer: trader("SE", "") };
        assert_eq!(lacking(Some(&whole), "Berg", &eur), None);
        assert!(lacking(Some(&whole), "Berg", &Currency("TND".into())).is_some());
        assert_eq!(lacking(None, "Berg", &Currency("TND".into())), None);
    }

    proptest! {
        /// Nothing is lost: items and taxes come to the total of the invoice.
        #[test]
        fn what_is_said_comes_to_the_total(
            amounts in prop::collection::vec((1..100_000_000_i64, 0..=100_i64), 1..8), ppm in 1..250_000_i64,
        ) {
            let mut lines: Vec<Line> = amounts
                .iter()
                .map(|(amount, part)| Line { taxed: Some(amount * part / 100), ..line("x", *amount, Basis::Fixed) })
                .collect();
            let base = lines.iter().filter_map(|it| it.taxed).sum();
            lines.push(percent(ppm, base));
            let said = said(&lines).unwrap();
            let sums = sums(&lines).unwrap();
            prop_assert_eq!(said.items.iter().map(|it| it.amount).sum::<i64>(), sums.subtotal);
            prop_assert_eq!(said.breakdowns.iter().map(|of| of.base).sum::<i64>(), sums.subtotal);
            prop_assert_eq!(said.breakdowns.iter().map(|of| of.tax).sum::<i64>(), sums.tax);
        }
    }
}
