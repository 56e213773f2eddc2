//! Estimates of a quote that become actual costs on its invoice, with the taxes that follow.
use crate::{
    http::form::Form,
    kit::{
        money::{self, Currency, Quantity},
        price::{Basis, Line, Sums, Tax, sums},
    },
};
use serde::{Deserialize, Serialize};

/// The lines and sums of an invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charges {
    pub lines: Vec<Line>,
    pub sums: Sums,
}

/// The lines that were offered as estimates, with their places in the list.
pub fn estimates(lines: &[Line]) -> impl Iterator<Item = (usize, &Line)> {
    lines.iter().enumerate().filter(|(_, line)| line.basis == Basis::Estimate)
}

/// The actual cost of each estimate: what was typed, or the estimate where that was confirmed. None
/// where the form has complaints.
pub fn typed(form: &mut Form, lines: &[Line], currency: &Currency) -> Option<Vec<(usize, i64)>> {
    let read: Vec<Option<(usize, i64)>> = estimates(lines)
        .map(|(i, line)| {
            let name = format!("actual.{i}");
            let is_confirmed = form.has(&format!("as_estimated.{i}"), "yes");
            match (is_confirmed, form.value(&name).is_empty()) {
                (true, true) => Some((i, line.amount)),
                (true, false) => {
                    form.complain(name, "Enter the actual cost, or check “As estimated”.");
                    None
                }
                (false, _) => {
                    let asked = format!(
                        "“{}” was an estimate. Enter its actual cost in {currency}, or check “As estimated”.",
                        line.label
                    );
                    form.number(&name, &asked, |typed| currency.read(typed)).map(|cost| (i, cost))
                }
            }
        })
        .collect();
    read.into_iter().collect()
}

/// The charges with these actual costs. Percentages are taken of what is taxable now; fees are
/// counted by passengers and legs and stay. None where a sum is too large.
pub fn charges(quoted: &[Line], costs: &[(usize, i64)]) -> Option<Charges> {
    let settled = |(i, line): (usize, &Line)| match costs.iter().find(|(at, _)| *at == i) {
        Some((_, cost)) => actual(line, *cost),
        None => Some(line.clone()),
    };
    let lines: Vec<Line> = quoted.iter().enumerate().map(settled).collect::<Option<_>>()?;
    let (was, base) = (taxable(quoted)?, taxable(&lines)?);
    let lines = lines.into_iter().map(|line| taxed_anew(line, was, base));
    let lines: Vec<Line> = lines.collect::<Option<_>>()?;
    let sums = sums(&lines)?;
    let fits = |n: i64| n.checked_abs().is_some_and(|n| n <= Currency::MOST);
    (fits(sums.subtotal) && fits(sums.total)).then_some(Charges { lines, sums })
}

/// The line at its actual cost, of which the same share is taxed.
fn actual(line: &Line, cost: i64) -> Option<Line> {
    if cost == line.amount {
        return Some(Line { basis: Basis::Actual, quoted: Some(line.amount), ..line.clone() });
    }
    let taxed = match line.taxed {
        Some(_) if line.amount == 0 => Some(if line.taxable { cost } else { 0 }),
        Some(part) => {
            let sign = line.amount.signum();
            Some(money::portion(cost, part * sign, line.amount.checked_abs()?)?)
        }
        None => None,
    };
    let one = Line::new(&line.label, Quantity::ONE, "", cost, line.taxable, Basis::Actual)?;
    Some(Line { leg: line.leg, taxed, quoted: Some(line.amount), ..one })
}

/// What percentages are taken of. Quotes that were made before lines said so are taxed by their marks.
fn taxable(lines: &[Line]) -> Option<i64> {
    let part = |line: &Line| line.taxed.unwrap_or(if line.taxable { line.amount } else { 0 });
    money::sum(lines.iter().filter(|line| line.basis != Basis::Tax).map(part))
}

/// A tax line, where the taxable sum `was` another.
fn taxed_anew(line: Line, was: i64, base: i64) -> Option<Line> {
    if line.basis != Basis::Tax || was == base {
        return Some(line);
    }
    let (amount, tax) = match line.tax {
        Some(Tax::Fee { .. }) => return Some(line),
        Some(Tax::Percent { ppm, .. }) => {
            let base = base.max(0);
            (money::share(base, ppm)?, Some(Tax::Percent { ppm, base }))
        }
        // A fee has a quantity; a percentage without its details changes as its base does.
        None if line.quantity != Quantity::ONE || was <= 0 => return Some(line),
        None => (money::portion(line.amount, base.max(0), was)?, None),
    };
    Some(Line { price: amount, amount, tax, ..line })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(label: &str, amount: i64, basis: Basis) -> Line {
        Line::new(label, Quantity::ONE, "", amount, true, basis).unwrap()
    }

    /// A flight of 1,000.00 and an estimate of 200.00, half of which is taxed with 7.5 %, and a fee.
    fn quoted() -> Vec<Line> {
        let tax = Tax::Percent { ppm: 75_000, base: 60_000 };
        let fee = Tax::Fee { passengers: 2, legs: 1 };
        vec![
            Line { taxed: Some(50_000), ..line("Flight", 100_000, Basis::Fixed) },
            Line { taxed: Some(10_000), ..line("Fuel", 20_000, Basis::Estimate) },
            Line { tax: Some(tax), ..line("Excise", 4_500, Basis::Tax) },
            Line { tax: Some(fee), ..line("Segment", 1_040, Basis::Tax) },
        ]
    }

    #[test]
    fn taxes_follow_the_actual_costs_and_fees_stay() {
        let charges = charges(&quoted(), &[(1, 30_000)]).unwrap();
        let amounts: Vec<_> = charges.lines.iter().map(|line| line.amount).collect();
        assert_eq!(amounts, [100_000, 30_000, 4_875, 1_040], "7.5 % of 650.00");
        assert_eq!(
            charges.lines.get(1).map(|it| (it.basis, it.taxed)),
            Some((Basis::Actual, Some(15_000)))
        );
        assert_eq!((charges.sums.subtotal, charges.sums.total), (130_000, 135_915));
    }

    #[test]
    fn an_estimate_that_was_right_changes_no_sum() {
        let charges = charges(&quoted(), &[(1, 20_000)]).unwrap();
        assert_eq!(charges.sums.total, 125_540);
        assert!(estimates(&charges.lines).next().is_none());
    }

    #[test]
    fn a_percentage_without_details_changes_as_its_base_does() {
        let plain = |it: Line| Line { taxed: None, tax: None, ..it };
        let quoted = [
            plain(line("Fuel", 20_000, Basis::Estimate)),
            Line { taxable: false, ..plain(line("Excise, 7.5 %", 1_500, Basis::Tax)) },
        ];
        assert_eq!(charges(&quoted, &[(0, 40_000)]).unwrap().sums.tax, 3_000);
    }
}
