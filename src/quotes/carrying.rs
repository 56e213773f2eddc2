//! Carries a changed aircraft, route or time through the builder's form: block times and hours are calculated anew,
//! and what was typed by hand is asked about once.
//!
//! The form remembers, in hidden fields, what its page was made with: `planned_for` is the tail, `calculated.0` the
//! block time that was calculated for the first leg, `hours` the time of all legs, `counted.0` and `priced.0` the first
//! line's quantity and price.
use super::{
    Tail,
    catalog::{self, CatalogLine},
};
use crate::{
    http::form::Form,
    itineraries::{Leg, fields},
    kit::money::Quantity,
};

/// The unit of lines that are priced by the time under way.
pub const HOUR: &str = "h";

/// Empties the block times that were calculated, so that they are calculated again for the aircraft and the route
/// that are in the form now.
pub fn release(form: &mut Form) {
    for i in 0..fields::count(form) {
        let block = format!("block.{i}");
        let calculated = form.value(&format!("calculated.{i}"));
        if !calculated.is_empty() && form.value(&block) == calculated {
            form.set(&block, "");
        }
    }
}

/// Sets the hours of the lines that had those of the legs, and complains where a time or a price may no longer be
/// right. The same form sent again has no such complaint, because its page then shows what it was made with.
pub fn carry(
    form: &mut Form,
    legs: &[Leg],
    tail: Option<&Tail>,
    (tails, catalog): (&[Tail], &[CatalogLine]),
) {
    carry_hours(form, &hours(legs.iter().map(Leg::block)));
    ask_about_tail(form, legs, tail, (tails, catalog));
    remember(form, legs, tail);
}

/// Remembers what the page is made with, and shows the block times that were calculated.
pub fn remember(form: &mut Form, legs: &[Leg], tail: Option<&Tail>) {
    form.set("planned_for", tail.map(|tail| tail.id.to_string()).unwrap_or_default());
    form.set("hours", hours(legs.iter().map(Leg::block)));
    for (i, leg) in legs.iter().enumerate() {
        let written = |minutes: Option<i64>| minutes.map(|it| it.to_string()).unwrap_or_default();
        let calculated = calculated(leg, tail).filter(|it| leg.block() == Some(*it));
        form.set(&format!("calculated.{i}"), written(calculated));
        form.set(&format!("block.{i}"), written(leg.block()));
    }
    for i in 0..form.rows("label") {
        for (shown, field) in [("counted", "quantity"), ("priced", "price")] {
            let value = form.value(&format!("{field}.{i}")).to_owned();
            form.set(&format!("{shown}.{i}"), value);
        }
    }
}

/// The block time of all legs in tenths of an hour; empty where one is not known.
pub fn hours(blocks: impl IntoIterator<Item = Option<i64>>) -> String {
    let minutes: Option<i64> = blocks.into_iter().sum();
    minutes.map(|minutes| Quantity((minutes * 10 + 30) / 60 * 100).typed()).unwrap_or_default()
}

/// None for a leg that comes back to where it starts: its time is what was asked for.
fn calculated(leg: &Leg, tail: Option<&Tail>) -> Option<i64> {
    if leg.lasts.is_some() {
        return None;
    }
    leg.origin.block_to(&leg.destination, tail?.speed_kt)
}

fn carry_hours(form: &mut Form, now: &str) {
    let before = form.value("hours").to_owned();
    if before.is_empty() || now.is_empty() || before == now {
        return;
    }
    for i in 0..form.rows("label") {
        let quantity = format!("quantity.{i}");
        let typed = form.value(&quantity).to_owned();
        if form.value(&format!("unit.{i}")) != HOUR || typed == now || typed.is_empty() {
            continue;
        }
        if typed == before {
            form.set(&quantity, now);
        } else if typed == form.value(&format!("counted.{i}")) {
            form.complain(
                quantity,
                format!(
                    "The legs now take {now} h. Correct this quantity, or save again to keep it."
                ),
            );
        }
    }
}

fn ask_about_tail(
    form: &mut Form,
    legs: &[Leg],
    tail: Option<&Tail>,
    (tails, catalog): (&[Tail], &[CatalogLine]),
) {
    let Some(tail) = tail else { return };
    let before = tails.iter().find(|it| form.is("planned_for", it.id));
    let Some(before) = before.filter(|it| it.id != tail.id) else { return };
    carry_prices(form, before, tail, catalog);
    let has_typed_time = legs
        .iter()
        .any(|leg| calculated(leg, Some(tail)).is_some_and(|it| leg.block() != Some(it)));
    let has_old_price = (0..form.rows("label")).any(|i| {
        let price = form.value(&format!("price.{i}"));
        !price.is_empty() && price == form.value(&format!("priced.{i}"))
    });
    let what = match (has_typed_time, has_old_price) {
        (false, false) => return,
        (true, false) => "times",
        (false, true) => "prices",
        (true, true) => "times and prices",
    };
    form.complain(
        "tail",
        format!(
            "Some {what} below were entered for {}. Check them for {}, then save again.",
            before.registration, tail.registration
        ),
    );
}

/// Sets the prices that were the operator's own for the type before to those for the type now. Where a price was
/// typed by hand, it names the operator's own.
fn carry_prices(form: &mut Form, before: &Tail, tail: &Tail, catalog: &[CatalogLine]) {
    for i in 0..form.rows("label") {
        let field = format!("price.{i}");
        let label = form.value(&format!("label.{i}"));
        let Some(own) = catalog::price(catalog, label, &tail.kind) else { continue };
        let typed = form.value(&field);
        if typed.is_empty() || catalog::price(catalog, label, &before.kind) == Some(typed) {
            form.set(&field, own);
        } else if typed != own {
            form.complain(field, format!("Your price for {} is {own}.", tail.kind));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::itineraries::samples::{leg, luton, nice, teterboro};
    use crate::kit::{ids::TailId, zoned::MINUTE};
    use uuid::Uuid;

    fn tail(n: u128, registration: &str, speed_kt: i64) -> Tail {
        Tail {
            id: TailId(Uuid::from_u128(n)),
            registration: registration.into(),
            kind: "Jet".into(),
            seats: 8,
            speed_kt,
        }
    }

    /// The form of one leg whose block time was calculated for the slow tail, and a line of its hours.
    fn form(slow: &Tail) -> Form {
        let mut form = Form::of([
            ("from.0", "TEB"),
            ("to.0", "LTN"),
            ("label.0", "Flight time"),
            ("unit.0", HOUR),
            ("quantity.0", "7.5"),
            ("price.0", "9000"),
        ]);
        remember(&mut form, &[flown(slow)], Some(slow));
        form
    }

    fn flown(tail: &Tail) -> Leg {
        Leg { arrives_at: None, ..leg(teterboro(), luton(), 0, 0) }.flown_at(tail.speed_kt)
    }

    #[test]
    fn hours_are_in_tenths_and_empty_unless_every_block_time_is_known() {
        assert_eq!(hours([Some(402), Some(115)]), "8.6");
        assert_eq!(hours([Some(402), None]), "");
    }

    #[test]
    fn another_aircraft_has_its_own_block_time_and_hours_and_its_prices_are_asked_about_once() {
        let tails = [tail(1, "N1", 420), tail(2, "N2", 470)];
        let [slow, fast] = &tails;
        let mut form = form(slow);
        assert_eq!((form.value("block.0"), form.value("hours")), ("447", "7.5"));
        release(&mut form);
        assert_eq!(form.value("block.0"), "", "it was calculated");
        carry(&mut form, &[flown(fast)], Some(fast), (&tails, &[]));
        assert_eq!((form.value("block.0"), form.value("quantity.0")), ("402", "6.7"));
        assert_eq!(
            form.complaint("tail"),
            Some("Some prices below were entered for N1. Check them for N2, then save again.")
        );
        let mut again = form.clone();
        release(&mut again);
        let before = again.complaints().len();
        carry(&mut again, &[flown(fast)], Some(fast), (&tails, &[]));
        assert_eq!(again.complaints().len(), before);
    }

    #[test]
    fn a_time_that_was_typed_is_kept_and_a_quantity_that_was_typed_before_is_asked_about() {
        let tails = [tail(1, "N1", 420)];
        let [slow] = &tails;
        let mut form = form(slow);
        form.set("block.0", "500");
        form.set("quantity.0", "8");
        form.set("counted.0", "8");
        release(&mut form);
        assert_eq!(form.value("block.0"), "500");
        carry(&mut form, &[leg(teterboro(), luton(), 0, 500 * MINUTE)], Some(slow), (&tails, &[]));
        assert!(form.complaint("quantity.0").is_some_and(|it| it.contains("now take 8.3 h")));
        assert_eq!(form.complaint("tail"), None);
    }

    #[test]
    fn another_route_is_calculated_anew() {
        let tails = [tail(1, "N1", 420)];
        let [slow] = &tails;
        let mut form = form(slow);
        release(&mut form);
        let shorter = Leg { arrives_at: None, ..leg(luton(), nice(), 0, 0) }.flown_at(420);
        carry(&mut form, &[shorter], Some(slow), (&tails, &[]));
        assert_eq!((form.value("block.0"), form.value("quantity.0")), ("103", "1.7"));
        assert!(!form.has_complaints());
    }
}
