//! Tests of the services that clients ask for on a trip, and the answers of staff.
use crate::testing::cast::*;
use axum::http::StatusCode;

const TRIP: &str = "/trips/00000000-0000-7000-8000-0000000e3001";
const PAGE: &str = "/trips/00000000-0000-7000-8000-0000000e3001/services";
const LEG: &str = "00000000-0000-7000-8000-0000000e3001.0";
const REQUESTED: &str = "00000000-0000-7000-8000-0000000ee101";
const CONFIRMED: &str = "00000000-0000-7000-8000-0000000ee102";

fn ask(portal: &Portal, who: Person, key: &str, leg: &str) -> Reply {
    let fields = [("key", key), ("leg", leg), ("kind", "other"), ("words", "A cradle on board")];
    portal.post(who, PAGE, &fields)
}

fn answer(portal: &Portal, key: &str, extra: &str, answer: &str, words: &str) -> Reply {
    let fields =
        [("key", key), ("extra", extra), ("version", "1"), ("answer", answer), ("words", words)];
    portal.post(DANA, &format!("{PAGE}/answers"), &fields)
}

fn state(portal: &Portal, extra: &str) -> String {
    portal.value(&format!("SELECT state FROM trip_services WHERE id = '{extra}'"))
}

#[test]
fn a_client_asks_for_a_service_and_staff_answer() {
    let portal = Portal::open(WALK);
    assert_eq!(ask(&portal, MIRA, "a", LEG).location(), PAGE);
    for (who, path) in [(MIRA, PAGE), (TOMAS, TRIP), (DANA, PAGE), (DANA, TRIP)] {
        let page = portal.get(who, path);
        assert!(page.has("A cradle on board") && page.has("Leg 1, TEB to PBI"), "{}", page.body);
    }
    let told = "SELECT group_concat(to_name || ': ' || subject) FROM outbox WHERE state = 'queued'";
    assert_eq!(portal.value(told), "Dana Whitfield: Another service for T-2001: TEB to PBI");
    assert!(portal.get(MIRA, TRIP).has("Another service requested: A cradle on board"));
    portal.app.db.execute("DELETE FROM outbox");
    assert_eq!(answer(&portal, "b", REQUESTED, "confirmed", "From Rudy\u{2019}s").location(), PAGE);
    assert!(portal.value(told).contains("Catering for your trip TEB to PBI: confirmed"));
    assert!(portal.get(MIRA, PAGE).has("Operations: From Rudy\u{2019}s"));
    assert_eq!(answer(&portal, "c", CONFIRMED, "completed", "").location(), PAGE);
    assert_eq!(state(&portal, CONFIRMED), "completed");
}

#[test]
fn a_service_is_declined_with_a_reason_only() {
    let portal = Portal::open(WALK);
    let silent = answer(&portal, "a", REQUESTED, "declined", "");
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer(&portal, "b", REQUESTED, "declined", "Too late").location(), PAGE);
    assert_eq!(answer(&portal, "c", REQUESTED, "confirmed", "").status, StatusCode::CONFLICT);
    assert_eq!(answer(&portal, "d", CONFIRMED, "confirmed", "").status, StatusCode::CONFLICT);
    let cancel = [("key", "e"), ("extra", REQUESTED), ("version", "2")];
    let late = portal.post(MIRA, &format!("{PAGE}/cancellation"), &cancel);
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert_eq!(state(&portal, REQUESTED), "declined");
}

#[test]
fn nothing_is_asked_for_on_a_leg_that_has_departed_or_a_trip_of_somebody_else() {
    let portal = Portal::open(WALK);
    for who in [RUTH, CARL, MILO] {
        assert_eq!(portal.get(who, PAGE).status, StatusCode::NOT_FOUND, "{}", who.name);
        assert_eq!(ask(&portal, who, "a", LEG).status, StatusCode::NOT_FOUND, "{}", who.name);
    }
    portal.deny(TOMAS, "request_trips");
    assert_eq!(ask(&portal, TOMAS, "b", LEG).status, StatusCode::FORBIDDEN);
    assert!(!portal.get(TOMAS, PAGE).has("Ask for a service"));
    assert_eq!(ask(&portal, MIRA, "c", "another leg").status, StatusCode::UNPROCESSABLE_ENTITY);
    portal.later(20 * DAY);
    let page = portal.get(MIRA, PAGE);
    assert!(page.has("Car at the aircraft") && !page.has("Ask for a service"), "{}", page.body);
    let late = ask(&portal, MIRA, "d", LEG);
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.has("Choose a leg that has not departed."), "{}", late.body);
    assert_eq!(portal.value("SELECT count(*) FROM trip_services"), "2");
}

#[test]
fn an_owner_does_not_see_what_another_party_asked_for() {
    let portal = Portal::open(WALK);
    portal.app.db.execute(
        "UPDATE trips SET tail_id = '00000000-0000-7000-8000-000000000b51' WHERE reference = 'T-2001'",
    );
    let page = portal.get(RUTH, TRIP);
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.has("Car at the aircraft") && !page.has("/services"), "{}", page.body);
    assert_eq!(portal.get(RUTH, PAGE).status, StatusCode::NOT_FOUND);
}
