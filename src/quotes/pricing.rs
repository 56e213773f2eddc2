//! Prices a quote: its lines, the taxes and fees in force, its totals and deposit.
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
pub fn price(offered: Vec<Line>, rates: &[&Rate], load: Load, deposit_ppm: i64) -> Option<Price> {
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
    let deposit = money::share(sums.total.max(0), deposit_ppm)?;
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
mod tests {
    use super::*;
    use crate::{
        itineraries::{Area, samples},
        kit::ids::RateId,
    };
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
    /// A leg of this many minutes.
    fn leg(area: Area, minutes: i64) -> Leg {
        let (from, to) = (samples::teterboro(), samples::luton());
        Leg { area: Some(area), ..samples::leg(from, to, 0, minutes * 60_000) }
    }
    fn over(lines: &[Line], rates: &[Rate], passengers: i64, legs: &[Leg]) -> Price {
        let rates = applying(rates, day("2026-12-10"), Sale::Retail);
        price(lines.to_vec(), &rates, Load { passengers, legs }, 500_000).unwrap()
    }
    fn priced(lines: &[Line], rates: &[Rate], passengers: i64, legs: usize) -> Price {
        over(lines, rates, passengers, &vec![leg(Area::Domestic, 60); legs])
    }
    /// The taxes and fees as the client reads them.
    fn taxes(price: &Price) -> Vec<String> {
        let usd = Currency("USD".into());
        let taxes = price.lines.iter().filter(|line| line.basis == Basis::Tax);
        taxes.map(|it| format!("{} {} = {}", it.label, it.detail(&usd), it.written(&usd))).collect()
    }
    /// Percentage, segment fee, international head tax, head tax of Alaska and Hawaii.
    fn federal() -> Vec<Rate> {
        [
            ("Excise", Kind::Percent, 75_000),
            ("Segment", Kind::PerPassengerLeg, 520),
            ("International", Kind::InternationalHead, 2_220),
            ("Alaska/Hawaii", Kind::AlaskaHawaiiHead, 1_110),
        ]
        .map(|(name, kind, figure)| Rate { name: name.into(), ..rate(kind, figure) })
        .into()
    }

    #[test]
    fn charter_tax_agrees_with_the_worked_examples_of_form_720() {
        let rates = [rate(Kind::PerPassengerLeg, 370), rate(Kind::Percent, 75_000)];
        let price = priced(&[line(100_000, true)], &rates, 7, 2);
        let amounts: Vec<_> = price.lines.iter().skip(1).map(|line| line.amount).collect();
        assert_eq!((amounts, price.sums.total), (vec![7_500, 5_180], 112_680));
        assert_eq!(priced(&[line(24_000, true)], &rates, 1, 2).sums.tax, 2_540);
    }

    #[test]
    fn charter_tax_agrees_with_the_examples_of_other_years() {
        let year = |fee| [rate(Kind::PerPassengerLeg, fee), rate(Kind::Percent, 75_000)];
        assert_eq!(priced(&[line(100_000, true)], &year(370), 7, 2).sums.tax, 12_680);
        assert_eq!(priced(&[line(24_000, true)], &year(370), 1, 2).sums.tax, 2_540);
        assert_eq!(priced(&[line(24_000, true)], &year(410), 1, 2).sums.tax, 2_620);
    }

    #[test]
    fn tax_follows_the_leg() {
        // TEB to PBI, to NAS and back: 150, 60 and 180 minutes, and only the first is domestic.
        let legs =
            [leg(Area::Domestic, 150), leg(Area::International, 60), leg(Area::International, 180)];
        let catering = line(50_000, false);
        let price = over(&[line(3_900_000, true), catering], &federal(), 5, &legs);
        assert_eq!(
            taxes(&price),
            [
                "Excise 7.5% of 15,000.00 = 1,125.00",
                "Segment 5.20 × 5 passengers × 1 leg = 26.00",
                "International 22.20 × 5 passengers × 2 legs = 222.00",
            ]
        );
        let parts: Vec<_> = price.lines.iter().filter_map(|line| line.taxed).collect();
        assert_eq!(parts, [1_500_000, 0], "150 of 390 minutes of the flight, none of the catering");
    }

    #[test]
    fn a_line_for_one_leg_is_taxed_with_it() {
        let legs = [leg(Area::Domestic, 150), leg(Area::International, 60)];
        let for_leg = |i, price| Line { leg: Some(i), ..line(price, true) };
        let price = over(&[for_leg(0, 1_290_300), for_leg(1, 700_000)], &federal(), 2, &legs);
        assert_eq!(taxes(&price).first().unwrap(), "Excise 7.5% of 12,903.00 = 967.73");
    }

    #[test]
    fn rural_legs_have_no_segment_fee_and_alaska_and_hawaii_a_head_tax_of_their_own() {
        let of = |area| taxes(&over(&[line(100_000, true)], &federal(), 2, &[leg(area, 60)]));
        assert_eq!(of(Area::Rural), ["Excise 7.5% of 1,000.00 = 75.00"]);
        assert_eq!(
            of(Area::AlaskaHawaii),
            [
                "Excise 7.5% of 1,000.00 = 75.00",
                "Segment 5.20 × 2 passengers × 1 leg = 10.40",
                "Alaska/Hawaii 11.10 × 2 passengers × 1 leg = 22.20",
            ]
        );
        assert_eq!(of(Area::Abroad), Vec::<String>::new());
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
        let legs = [leg(Area::Domestic, 60)];
        let load = Load { passengers: 1, legs: &legs };
        assert!(price(vec![line(Currency::MOST, false)], &[], load, 0).is_some());
        assert_eq!(price(vec![line(Currency::MOST, false), line(1, false)], &[], load, 0), None);
        assert_eq!(price(vec![line(i64::MAX, true), line(1, true)], &[], load, 0), None);
    }
}
