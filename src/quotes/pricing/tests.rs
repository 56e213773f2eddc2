//! The price of a quote: taxes and fees by the examples of the tax office, and the laws that sums keep.
use super::*;
use crate::{
    itineraries::{Area, samples},
    kit::{ids::RateId, price::Extra},
};
use proptest::prelude::*;
use uuid::Uuid;

const NONE: DepositRule = DepositRule::percent(0);

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
    price(lines.to_vec(), &rates, Load { passengers, legs }, DepositRule::percent(500_000)).unwrap()
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
    assert!(price(vec![line(Currency::MOST, false)], &[], load, NONE).is_some());
    assert_eq!(price(vec![line(Currency::MOST, false), line(1, false)], &[], load, NONE), None);
    assert_eq!(price(vec![line(i64::MAX, true), line(1, true)], &[], load, NONE), None);
}

/// The fees and the percentage of two years, as operators enter them.
fn dated() -> Vec<Rate> {
    [
        ("Excise", Kind::Percent, 75_000, "2018-01-01", "2028-09-30"),
        ("Segment 2024", Kind::PerPassengerLeg, 500, "2024-01-01", "2024-12-31"),
        ("Segment 2025", Kind::PerPassengerLeg, 520, "2025-01-01", "2025-12-31"),
        ("International 2024", Kind::InternationalHead, 2_220, "2024-01-01", "2024-12-31"),
        ("Alaska/Hawaii 2024", Kind::AlaskaHawaiiHead, 1_110, "2024-01-01", "2024-12-31"),
    ]
    .map(|(name, kind, figure, from, until)| Rate {
        name: name.into(),
        from: day(from),
        until: Some(day(until)),
        ..rate(kind, figure)
    })
    .into()
}

/// The taxes of a flight for 1,000.00 that departs on this day.
fn on(date: &str, passengers: i64, legs: &[Leg]) -> Vec<String> {
    let (rates, date) = (dated(), day(date));
    let rates = applying(&rates, date, Sale::Retail);
    taxes(&price(vec![line(100_000, true)], &rates, Load { passengers, legs }, NONE).unwrap())
}

#[test]
fn the_fees_of_the_day_of_departure_apply() {
    let legs = [leg(Area::Domestic, 60)];
    let excise = "Excise 7.5% of 1,000.00 = 75.00";
    assert_eq!(
        on("2024-12-31", 4, &legs),
        [excise, "Segment 2024 5.00 × 4 passengers × 1 leg = 20.00"]
    );
    assert_eq!(
        on("2025-01-01", 4, &legs),
        [excise, "Segment 2025 5.20 × 4 passengers × 1 leg = 20.80"]
    );
    assert_eq!(on("2026-01-01", 4, &legs), [excise], "the fee of that year is not entered yet");
    assert_eq!(on("2028-09-30", 4, &legs), [excise]);
    assert_eq!(on("2028-10-01", 4, &legs), Vec::<String>::new(), "the tax is over");
}

#[test]
fn segment_fees_are_counted_for_each_passenger_on_each_leg() {
    for (passengers, legs, fee) in [(1, 1, "5.20"), (7, 2, "72.80"), (19, 6, "592.80")] {
        let taxes = on("2025-06-01", passengers, &vec![leg(Area::Domestic, 60); legs]);
        assert!(taxes[1].ends_with(&format!("= {fee}")), "{taxes:?}");
    }
}

#[test]
fn the_head_tax_takes_the_place_of_the_percentage_where_a_trip_leaves_the_country() {
    let taxes = on("2024-06-01", 3, &[leg(Area::International, 60), leg(Area::International, 60)]);
    assert_eq!(taxes, ["International 2024 22.20 × 3 passengers × 2 legs = 133.20"]);
    let taxes = on("2024-06-01", 3, &[leg(Area::AlaskaHawaii, 300)]);
    assert_eq!(taxes.last().unwrap(), "Alaska/Hawaii 2024 11.10 × 3 passengers × 1 leg = 33.30");
    assert_eq!(on("2024-06-01", 3, &[leg(Area::Rural, 60)]), ["Excise 7.5% of 1,000.00 = 75.00"]);
}

#[test]
fn positioning_and_waiting_are_taxed_and_services_of_others_are_not() {
    let named = |label: &str, price, taxable| Line { label: label.into(), ..line(price, taxable) };
    let lines = [
        named("Flight time", 1_000_000, true),
        named("Positioning", 300_000, true),
        named("Waiting", 50_000, true),
        named("Catering", 48_000, false),
        named("Ground transportation", 30_000, false),
    ];
    let price = priced(&lines, &[rate(Kind::Percent, 75_000)], 4, 1);
    assert_eq!(taxes(&price), ["Tax 7.5% of 13,500.00 = 1,012.50"]);
    assert_eq!(price.sums.total, 1_428_000 + 101_250);
}

#[test]
fn dinars_have_three_decimals() {
    let bhd = Currency("BHD".into());
    let typed = Line::new(
        "Flight",
        Quantity(6_800),
        "h",
        bhd.read("1234.567").unwrap(),
        true,
        Basis::Fixed,
    );
    let price = priced(&[typed.unwrap()], &[rate(Kind::Percent, 75_000)], 1, 1);
    // 6.8 × 1,234.567 is 8,395.0556; 7.5 % of 8,395.056 is 629.6292.
    assert_eq!(bhd.written(price.sums.subtotal), "8,395.056");
    assert_eq!(bhd.written(price.sums.tax), "629.629");
    assert_eq!(bhd.written(price.sums.total), "9,024.685");
}

/// A typed line: price in minor units, quantity in thousandths, whether it is taxable, whether it is optional.
type Typed = (i64, i64, bool, bool);

fn lines_of(typed: &[Typed], currency: &Currency) -> Vec<Line> {
    let line = |(price, quantity, taxable, optional): &Typed| {
        // As the builder's form has it: the price is text in the currency.
        let price = currency.read(&currency.typed(*price)).unwrap();
        let line = Line::new("Line", Quantity(*quantity), "", price, *taxable, Basis::Fixed);
        Line { extra: optional.then_some(Extra::Chosen), ..line.unwrap() }
    };
    typed.iter().map(line).collect()
}

proptest! {
    #[test]
    fn totals_are_the_sums_of_the_lines_as_they_are_written(
        code in prop::sample::select(vec!["JPY", "USD", "KWD"]),
        typed in prop::collection::vec((-9_000_000_i64..90_000_000, 1_i64..200_000, any::<bool>(), any::<bool>()), 1..12),
        ppm in 0_i64..300_000,
        fee in 0_i64..10_000,
        deposit_ppm in 0_i64..=1_000_000,
        passengers in 1_i64..60,
        legs in 1_usize..5,
    ) {
        let currency = Currency(code.into());
        let rates = [rate(Kind::Percent, ppm), rate(Kind::PerPassengerLeg, fee)];
        let applying: Vec<&Rate> = rates.iter().collect();
        let legs = vec![leg(Area::Domestic, 60); legs];
        let load = Load { passengers, legs: &legs };
        let it = price(lines_of(&typed, &currency), &applying, load, DepositRule::percent(deposit_ppm)).unwrap();
        // Whoever adds up what is written on the page comes to the same total.
        let written = |line: &Line| -> i64 {
            // Without its separators, an amount is one of minor units.
            line.written(&currency).replace([',', '.'], "").parse().unwrap()
        };
        let all: i64 = it.lines.iter().map(written).sum();
        prop_assert_eq!(all, it.sums.total);
        prop_assert_eq!(currency.written(all), currency.written(it.sums.total));
        prop_assert_eq!(it.sums.subtotal + it.sums.tax, it.sums.total);
        prop_assert!((0..=it.sums.total.max(0)).contains(&it.deposit));
        // A percentage is taken once, of the sum of what is taxable.
        let base: i64 = it.lines.iter().filter(|it| it.taxable).map(|it| it.amount).sum();
        let tax = it.lines.iter().find(|it| matches!(it.tax, Some(Tax::Percent { .. })));
        let expected = if base > 0 { money::share(base, ppm).unwrap() } else { 0 };
        prop_assert_eq!(tax.map_or(0, |it| it.amount), expected);
    }
}
