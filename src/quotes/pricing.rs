//! Prices a quote: its lines, the taxes and fees in force, its totals and deposit.
use crate::{
    kit::{
        money::{self, Currency, Quantity},
        price::{Basis, Line, Sums, sums},
    },
    rates::{Kind, Rate},
};
use chrono::NaiveDate;

/// How many passengers fly how many legs, which fees are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Load {
    pub passengers: i64,
    pub legs: usize,
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

/// Adds taxes and fees. Each percentage is taken of the sum of the taxable lines and rounded once;
/// a fee is counted for each passenger on each leg. None where a sum is too large.
pub fn price(offered: Vec<Line>, rates: &[&Rate], load: Load, deposit_ppm: i64) -> Option<Price> {
    let taxable = money::sum(offered.iter().filter(|line| line.taxable).map(|line| line.amount))?;
    let applies = |rate: &&&Rate| rate.kind != Kind::Percent || taxable > 0;
    let taxes = rates.iter().filter(applies).map(|rate| tax(rate, taxable, load));
    let taxes: Vec<Line> = taxes.collect::<Option<_>>()?;
    let lines: Vec<Line> = offered.into_iter().chain(taxes).collect();
    let sums = sums(&lines)?;
    let fits = |n: i64| n.checked_abs().is_some_and(|n| n <= Currency::MOST);
    if !lines.iter().all(|line| fits(line.amount)) || !fits(sums.subtotal) || !fits(sums.total) {
        return None;
    }
    let deposit = money::share(sums.total.max(0), deposit_ppm)?;
    Some(Price { lines, sums, deposit })
}

/// The line of one rate; none where its amount is too large.
fn tax(rate: &Rate, taxable: i64, load: Load) -> Option<Line> {
    match rate.kind {
        Kind::Percent => {
            let amount = money::share(taxable, rate.ppm)?;
            let label = if rate.name.contains('%') {
                rate.name.clone()
            } else {
                format!("{}, {}%", rate.name, money::percent(rate.ppm))
            };
            Line::new(&label, Quantity::ONE, "", amount, false, Basis::Tax)
        }
        Kind::PerPassengerLeg => {
            let count = load.passengers.checked_mul(i64::try_from(load.legs).ok()?)?;
            let count = Quantity::whole(count);
            Line::new(&rate.name, count, "passenger legs", rate.amount, false, Basis::Tax)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::ids::RateId;
    use uuid::Uuid;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }
    fn rate(kind: Kind, figure: i64) -> Rate {
        let (ppm, amount) = if kind == Kind::Percent { (figure, 0) } else { (0, figure) };
        let id = RateId(Uuid::nil());
        Rate { id, name: "Tax".into(), kind, ppm, amount, from: day("2026-01-01"), until: None }
    }
    fn line(price: i64, taxable: bool) -> Line {
        Line::new("Flight", Quantity::ONE, "", price, taxable, Basis::Fixed).unwrap()
    }
    fn priced(lines: &[Line], rates: &[Rate], passengers: i64, legs: usize) -> Price {
        let rates = applying(rates, day("2026-12-10"), Sale::Retail);
        price(lines.to_vec(), &rates, Load { passengers, legs }, 500_000).unwrap()
    }

    #[test]
    fn charter_tax_agrees_with_the_worked_examples_of_form_720() {
        let rates = [rate(Kind::PerPassengerLeg, 370), rate(Kind::Percent, 75_000)];
        let price = priced(&[line(100_000, true)], &rates, 7, 2);
        let taxes: Vec<_> = price.lines.iter().skip(1).map(|line| line.amount).collect();
        assert_eq!((taxes, price.sums.total), (vec![7_500, 5_180], 112_680));
        assert_eq!(priced(&[line(24_000, true)], &rates, 1, 2).sums.tax, 2_540);
    }

    #[test]
    fn yen_have_no_minor_unit_and_are_rounded_half_up_once() {
        // 10 % of 1,005 + 1,000: 200.5 is 201; line by line it would be 101 + 100.
        let price = priced(
            &[line(1_005, true), line(1_000, true), line(995, false)],
            &[rate(Kind::Percent, 100_000)],
            4,
            1,
        );
        assert_eq!((price.sums.subtotal, price.sums.tax, price.sums.total), (3_000, 201, 3_201));
        assert_eq!((price.deposit, price.sums.total - price.deposit), (1_601, 1_600));
    }

    #[test]
    fn a_discount_lowers_the_taxed_sum_but_never_below_zero() {
        let rates = [rate(Kind::Percent, 100_000)];
        assert_eq!(priced(&[line(1_000, true), line(-400, true)], &rates, 1, 1).sums.tax, 60);
        assert_eq!(priced(&[line(1_000, true), line(-1_000, true)], &rates, 1, 1).lines.len(), 2);
    }

    #[test]
    fn only_rates_in_force_apply_and_none_to_wholesale() {
        let mut old = rate(Kind::Percent, 75_000);
        old.until = Some(day("2026-12-10"));
        let rates = [old];
        assert_eq!(applying(&rates, day("2026-12-10"), Sale::Retail).len(), 1);
        assert_eq!(applying(&rates, day("2026-12-11"), Sale::Retail).len(), 0);
        assert_eq!(applying(&rates, day("2026-12-10"), Sale::Wholesale).len(), 0);
    }

    #[test]
    fn amounts_too_large_to_be_exact_have_no_price() {
        let load = Load { passengers: 1, legs: 1 };
        assert!(price(vec![line(Currency::MOST, false)], &[], load, 0).is_some());
        assert_eq!(price(vec![line(Currency::MOST, false), line(1, false)], &[], load, 0), None);
        assert_eq!(price(vec![line(i64::MAX, true), line(1, true)], &[], load, 0), None);
    }
}
