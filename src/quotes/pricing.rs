//! Prices a quote: its lines, the taxes and fees in force, its totals and deposit.
use super::deposits::DepositRule;
use crate::{
    itineraries::Leg,
    kit::{
        money::{self, Currency, Quantity},
        price::{Basis, Line, Sums, Tax, sums},
    },
    rates::{Kind, Rate},
};
use chrono::NaiveDate;

/// How many passengers fly which legs, which taxes and fees are counted by.
#[derive(Debug, Clone, Copy)]
pub struct Load<'a> {
    pub passengers: i64,
    pub legs: &'a [Leg],
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Price {
    /// The lines the operator wrote, followed by the taxes and fees.
    pub lines: Vec<Line>,
    pub sums: Sums,
    pub deposit: i64,
}

/// To whom it is sold. A wholesale quote is not taxed, because the reseller's sale is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sale {
    Retail,
    Wholesale,
}

/// The rates that apply to an offer whose first leg departs `on` that local date.
pub fn applying(rates: &[Rate], on: NaiveDate, sale: Sale) -> Vec<&Rate> {
    if sale == Sale::Wholesale {
        return Vec::new();
    }
    let mut applying: Vec<_> = rates.iter().filter(|it| it.is_in_force(on)).collect();
    applying.sort_by_key(|it| (it.kind != Kind::Percent, it.from, it.id));
    applying
}

/// Adds taxes and fees. Each percentage is taken of the sum of what is taxable and rounded once; a
/// fee is counted for each passenger on each leg that it applies to. None where a sum is too large.
pub fn price(offered: Vec<Line>, rates: &[&Rate], load: Load, rule: DepositRule) -> Option<Price> {
    let has_percentage = rates.iter().any(|rate| rate.kind == Kind::Percent);
    let with_part = |line: Line| {
        let taxed = if has_percentage { Some(taxed(&line, load.legs)?) } else { None };
        Some(Line { taxed, ..line })
    };
    let offered: Vec<Line> = offered.into_iter().map(with_part).collect::<Option<_>>()?;
    let base = money::sum(offered.iter().filter_map(|line| line.taxed))?;
    let taxes = rates.iter().filter_map(|rate| tax(rate, base, load));
    let taxes: Vec<Line> = taxes.collect::<Option<_>>()?;
    let lines: Vec<Line> = offered.into_iter().chain(taxes).collect();
    let sums = sums(&lines)?;
    let fits = |n: i64| n.checked_abs().is_some_and(|n| n <= Currency::MOST);
    if !lines.iter().all(|line| fits(line.amount)) || !fits(sums.subtotal) || !fits(sums.total) {
        return None;
    }
    let deposit = rule.of(sums.total)?;
    Some(Price { lines, sums, deposit })
}

/// The part of a line of which percentages are taken. A line for one leg is taxed with that leg. A
/// line for the whole trip is taxed by the share of the block time that is flown on taxed legs.
fn taxed(line: &Line, legs: &[Leg]) -> Option<i64> {
    let is_taxed = |leg: &Leg| leg.taxed_area().is_taxed();
    if !line.taxable {
        return Some(0);
    }
    if let Some(leg) = line.leg.and_then(|i| legs.get(i)) {
        return Some(if is_taxed(leg) { line.amount } else { 0 });
    }
    let minutes = |leg: &&Leg| leg.block().unwrap_or_default().max(0);
    let all: i64 = legs.iter().map(|leg| minutes(&leg)).sum();
    let taxed: i64 = legs.iter().filter(|leg| is_taxed(leg)).map(|leg| minutes(&leg)).sum();
    if all > 0 {
        return money::portion(line.amount, taxed, all);
    }
    let (taxed, all) = (legs.iter().filter(|leg| is_taxed(leg)).count(), legs.len());
    money::portion(line.amount, i64::try_from(taxed).ok()?, i64::try_from(all).ok()?)
}

/// The line of one rate: none where it does not apply, `Some(None)` where its amount is too large.
#[allow(clippy::option_option)] // does not apply, too large, calculated
fn tax(rate: &Rate, base: i64, load: Load) -> Option<Option<Line>> {
    let line = |count: Quantity, price: i64, tax: Tax| {
        let line = Line::new(&rate.name, count, "", price, false, Basis::Tax)?;
        Some(Line { tax: Some(tax), ..line })
    };
    if rate.kind == Kind::Percent {
        let tax = Tax::Percent { ppm: rate.ppm, base };
        let amount = money::share(base, rate.ppm);
        return (base > 0).then(|| line(Quantity::ONE, amount?, tax));
    }
    let legs = load.legs.iter().filter(|leg| rate.kind.applies_to(leg.taxed_area())).count();
    let legs = i64::try_from(legs).unwrap_or(i64::MAX);
    let count = load.passengers.saturating_mul(legs);
    let tax = Tax::Fee { passengers: load.passengers, legs };
    (legs > 0).then(|| line(Quantity::whole(count), rate.amount, tax))
}

#[cfg(test)]
mod tests;
