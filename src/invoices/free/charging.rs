//! What an invoice without a quote charges: its lines with their taxes, less the deposits that are ticked.
use crate::{
    http::form::Form,
    invoices::{actuals::Charges, deposits::Deposit, electronic, free::FreeBill},
    kit::{
        ids::RateId,
        money::{self, Currency, Quantity},
        price::{Basis, Line, Tax, sums},
    },
    rates::{Kind, Rate},
};
use chrono::NaiveDate;

impl FreeBill {
    /// The deposits that are ticked.
    pub(super) fn ticked(&self, form: &mut Form) -> Vec<&Deposit> {
        let is_ticked = |it: &&Deposit| form.has("deposit", it.id.to_string());
        let ticked: Vec<_> = self.deposits.iter().filter(is_ticked).collect();
        if ticked.len() != form.values("deposit").len() {
            form.complain("deposit", "What you ticked has changed. Check it again.");
        }
        ticked
    }

    /// What is wrong with the charges, before and after the deposits are deducted, and the field it is told beside.
    pub(super) fn wrong(
        &self,
        gross: Option<&Charges>,
        net: Option<&Charges>,
    ) -> Option<(&'static str, &'static str)> {
        match gross.zip(net) {
            None => Some(("price.0", "These amounts are too large to add up.")),
            Some((gross, _)) if gross.sums.total < 0 => Some((
                "price.0",
                "The discounts exceed the charges, so there is nothing to bill.",
            )),
            Some((gross, net)) if net.sums.total < 0 => (!gross.lines.is_empty()).then_some((
                "deposit",
                "The deposits exceed the charges. Uncheck one, or void it: what was paid of it becomes credit.",
            )),
            Some((_, net)) => {
                self.parties.as_ref()?;
                electronic::unsayable(&net.lines).map(|words| ("price.0", words))
            }
        }
    }
}

/// The lines with the percentages in force on the day of issue, each of what is taxable and rounded once. None where a
/// sum is too large.
pub(super) fn charges(lines: Vec<Line>, rates: &[Rate], on: NaiveDate) -> Option<Charges> {
    let mut lines: Vec<Line> = lines
        .into_iter()
        .map(|line| {
            let taxed = Some(if line.taxable { line.amount } else { 0 });
            Line { taxed, basis: Basis::Actual, ..line }
        })
        .collect();
    let base = money::sum(lines.iter().filter_map(|line| line.taxed))?.max(0);
    for rate in applying(rates, on).into_iter().filter(|_| base > 0) {
        let amount = money::share(base, rate.ppm)?;
        let line = Line::new(&rate.name, Quantity::ONE, "", amount, false, Basis::Tax)?;
        lines.push(Line { tax: Some(Tax::Percent { ppm: rate.ppm, base }), ..line });
    }
    let sums = sums(&lines)?;
    let fits = |n: i64| n.checked_abs().is_some_and(|n| n <= Currency::MOST);
    let all_fit = lines.iter().all(|line| fits(line.amount));
    (all_fit && fits(sums.subtotal) && fits(sums.total)).then_some(Charges { lines, sums })
}

/// The percentages in force on a day, the oldest first.
fn applying(rates: &[Rate], on: NaiveDate) -> Vec<&Rate> {
    let mut applying: Vec<&Rate> =
        rates.iter().filter(|it| it.kind == Kind::Percent && it.is_in_force(on)).collect();
    applying.sort_by_key(|it| (it.from, it.id));
    applying
}

/// The same, as ids and parts per million.
pub fn in_force(rates: &[Rate], on: NaiveDate) -> Vec<(RateId, i64)> {
    applying(rates, on).into_iter().map(|it| (it.id, it.ppm)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use uuid::Uuid;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    #[test]
    fn a_percentage_is_taken_of_the_taxable_lines_that_are_billed_while_it_is_in_force() {
        let rate = |n: u128, ppm, until| Rate {
            id: RateId(Uuid::from_u128(n)),
            name: format!("Tax {n}"),
            kind: Kind::Percent,
            ppm,
            amount: 0,
            from: day(1),
            until,
        };
        let rates = [rate(1, 68_750, None), rate(2, 10_000, Some(day(20)))];
        let line = |amount, taxable| {
            Line::new("x", Quantity::ONE, "", amount, taxable, Basis::Fixed).unwrap()
        };
        let lines = vec![line(10_007, true), line(5_000, false)];
        let of = |on| charges(lines.clone(), &rates, on).unwrap().sums;
        assert_eq!((of(day(21)).tax, of(day(21)).total), (688, 15_695), "6.875 % of 100.07");
        assert_eq!(of(day(20)).tax, 788, "and 1 % of it");
        let all = charges(lines.clone(), &rates, day(21)).unwrap();
        assert_eq!(all.lines.iter().map(|it| it.amount).sum::<i64>(), all.sums.total);
    }
}
