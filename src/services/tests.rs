//! Tests of the states of an order, and of what differs between two orders.
use super::*;
use crate::kit::{money::Quantity, style::Style, zoned::HOUR};
use uuid::Uuid;

fn service(state: State) -> Service {
    Service {
        id: ServiceId(Uuid::nil()),
        reference: "S-1001".into(),
        account_id: AccountId(Uuid::nil()),
        account: "Mendez Aero".into(),
        by: "Carl Mendez".into(),
        fbo: "Harbour Hangar One".into(),
        fbo_address: String::new(),
        fbo_phone: String::new(),
        code: "TEB".into(),
        city: "Teterboro".into(),
        zone: "America/New_York".into(),
        tail: "N402CM".into(),
        arrives_at: 1_796_951_700_000,
        departs_at: None,
        state,
        wanted: Wanted { plain: vec!["hangar".into()], ..Wanted::default() },
        before: None,
        note: String::new(),
        thread_id: None,
        invoice_id: None,
        invoice: None,
        version: 3,
    }
}

/// For each state: whether it may be confirmed, accepted, completed, declined, canceled and amended.
const LAW: [(State, [bool; 6]); 6] = [
    (State::Requested, [true, false, false, true, true, true]),
    (State::Confirmed, [false, false, true, true, true, true]),
    (State::Amended, [false, true, false, true, true, true]),
    (State::Completed, [false; 6]),
    (State::Declined, [false; 6]),
    (State::Canceled, [false; 6]),
];

#[test]
fn an_order_is_completed_from_the_day_of_the_arrival_on() {
    let it = service(State::Confirmed);
    // 20:15 in Teterboro, so that day began 20 hours and 15 minutes earlier.
    let begins = it.arrives_at - 20 * HOUR - HOUR / 4;
    assert_eq!(it.complete(3, begins - 1), Err(Refusal::NotArrived));
    assert!(it.complete(3, begins).is_ok());
}

#[test]
fn every_step_from_every_state_is_decided() {
    for (state, law) in LAW {
        let it = service(state);
        let other = Order { tail: "N1".into(), ..it.order() };
        let found = [
            it.confirm(3, "").is_ok(),
            it.accept(3).is_ok(),
            it.complete(3, it.arrives_at).is_ok(),
            it.decline(3, "Full").is_ok(),
            it.cancel(3, "").is_ok(),
            it.amend(3, other, "").is_ok(),
        ];
        assert_eq!(found, law, "{state:?}");
        assert_eq!(state.is_open(), law[3]);
    }
}

#[test]
fn an_older_page_decides_nothing() {
    let it = service(State::Requested);
    assert_eq!(it.confirm(2, ""), Err(Refusal::Stale));
    assert_eq!(it.amend(2, it.order(), ""), Err(Refusal::Stale));
    assert_eq!(it.amend(3, it.order(), ""), Err(Refusal::Unchanged));
}

#[test]
fn a_second_change_is_compared_with_what_the_customer_agreed_to() {
    let mut it = service(State::Requested);
    let first = Order { arrives_at: it.arrives_at + HOUR, ..it.order() };
    let agreed = it.order();
    let change = it.amend(3, first.clone(), "").unwrap();
    assert_eq!(change.before, agreed);
    it.before = Some(agreed.clone());
    it.arrives_at = first.arrives_at;
    it.state = State::Amended;
    let second = Order { arrives_at: it.arrives_at + HOUR, ..it.order() };
    assert_eq!(it.amend(3, second, "").unwrap().before, agreed);
}

#[test]
fn differences_are_told_by_line() {
    let before = service(State::Requested).order();
    let fuel =
        Fuel { kind: FuelKind::JetA, quantity: Some(Quantity(400_000)), unit: Unit::Gallons };
    let now = Order {
        departs_at: Some(before.arrives_at + 2 * HOUR),
        wanted: Wanted { fuel: Some(fuel), plain: Vec::new(), ..Wanted::default() },
        ..before.clone()
    };
    let told = before.differences(&now, "America/New_York", Style::default());
    let told: Vec<_> = told.iter().map(|(a, b, c)| format!("{a}: {b} > {c}")).collect();
    assert_eq!(
        told,
        [
            "Departure:  > Thu, Dec 10, 2026, 10:15 PM EST",
            "Fuel:  > 400 gal Jet A",
            "Hangar: Yes > ",
        ]
    );
    assert_eq!(now.wanted.summary(), "Fuel");
}
