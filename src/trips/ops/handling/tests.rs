//! Tests of the FBOs of trips: copied when a trip is made, and changed by staff.
use crate::testing::cast::*;
use axum::http::StatusCode;

const SENT: &str = "/quotes/00000000-0000-7000-8000-0000000e2002";
const TRIP: &str = "/trips/00000000-0000-7000-8000-0000000e3001";
const OWN: &str = "00000000-0000-7000-8000-0000000eb001";
const FBO: &str = "SELECT coalesce(origin ->> '$.fbo.name', 'none') || ', ' || coalesce(destination ->> '$.fbo.name', 'none') FROM legs";

fn accept(portal: &Portal) -> String {
    let fields = [("key", "k"), ("version", "1"), ("name", "Mira Lindqvist"), ("terms", "yes")];
    let accepted = portal.post(MIRA, &format!("{SENT}/acceptance"), &fields);
    assert_eq!(accepted.status, StatusCode::SEE_OTHER, "{}", accepted.body);
    portal.value("SELECT trip_id FROM quotes WHERE reference = 'Q-2002'")
}

#[test]
fn a_new_trip_begins_where_its_account_prefers_to() {
    let prefers = "UPDATE preferred_fbos SET account_id = '00000000-0000-7000-8000-000000000a11';";
    let portal = Portal::open(&format!("{WALK}{prefers}"));
    let trip = accept(&portal);
    assert_eq!(
        portal.value(&format!("{FBO} WHERE trip_id = '{trip}'")),
        "Harbour Hangar One, none"
    );
    for who in [MIRA, DANA] {
        let page = portal.get(who, &format!("/trips/{trip}"));
        for words in [
            "Harbour Hangar One",
            "1 Hangar Road, Teterboro",
            "href=\"tel:+12015550100\"",
            "https://www.openstreetmap.org/?mlat=40.85",
            "Leg 1 departure",
        ] {
            assert!(page.has(words), "{words}: {}", page.body);
        }
    }
    let retired = format!("{WALK}{prefers} UPDATE fbos SET retired_at = 1;");
    let portal = Portal::open(&retired);
    let trip = accept(&portal);
    assert_eq!(portal.value(&format!("{FBO} WHERE trip_id = '{trip}'")), "none, none");
}

#[test]
fn staff_choose_the_fbos_of_a_trip_and_the_client_is_told() {
    let portal = Portal::open(WALK);
    let path = format!("{TRIP}/fbos");
    let form = portal.get(DANA, &path);
    assert!(form.has("Departs from TEB") && form.has("Harbour Hangar One"), "{}", form.body);
    assert!(!form.has("Palm Jet Center"), "its airport is none of the trip\u{2019}s");
    let set = |key: &str, version: &str, origin: &str| {
        portal.post(DANA, &path, &[("key", key), ("version", version), ("origin.0", origin)])
    };
    assert_eq!(set("a", "1", OWN).location(), TRIP);
    assert_eq!(
        portal.value(&format!("{FBO} WHERE trip_id LIKE '%e3001'")),
        "Harbour Hangar One, none"
    );
    assert_eq!(portal.value("SELECT sequence FROM legs WHERE trip_id LIKE '%e3001'"), "1");
    let note = "FBO at TEB: none → Harbour Hangar One";
    assert!(portal.get(DANA, TRIP).has(note) && portal.get(MIRA, TRIP).has(note));
    assert!(
        portal
            .value("SELECT group_concat(task) FROM outbox WHERE state = 'queued'")
            .contains("Harbour Hangar One, 1 Hangar Road")
    );
    assert_eq!(set("b", "1", "").status, StatusCode::CONFLICT, "of an outdated page");
    assert_eq!(set("c", "2", OWN).location(), TRIP);
    assert_eq!(portal.value("SELECT version FROM trips WHERE id LIKE '%e3001'"), "2", "no change");
    assert_eq!(set("d", "2", "").location(), TRIP);
    assert_eq!(portal.value(&format!("{FBO} WHERE trip_id LIKE '%e3001'")), "none, none");
    assert_eq!(portal.value("SELECT count(*) FROM legs WHERE origin LIKE '%fbo%'"), "0");
}

#[test]
fn an_fbo_that_left_the_directory_stays_unless_another_is_chosen() {
    let portal = Portal::open(WALK);
    let path = format!("{TRIP}/fbos");
    portal.post(DANA, &path, &[("key", "a"), ("version", "1"), ("origin.0", OWN)]);
    portal.app.db.execute("UPDATE fbos SET name = 'Hangar One' WHERE is_own = 1");
    let form = portal.get(DANA, &path);
    assert!(form.has("value=\"kept\" selected>Harbour Hangar One"), "{}", form.body);
    let kept = [("key", "b"), ("version", "2"), ("origin.0", "kept")];
    assert_eq!(portal.post(DANA, &path, &kept).location(), TRIP);
    assert_eq!(
        portal.value(&format!("{FBO} WHERE trip_id LIKE '%e3001'")),
        "Harbour Hangar One, none"
    );
    let new = [("key", "c"), ("version", "2"), ("origin.0", OWN)];
    assert_eq!(portal.post(DANA, &path, &new).location(), TRIP);
    assert_eq!(portal.value(&format!("{FBO} WHERE trip_id LIKE '%e3001'")), "Hangar One, none");
}

#[test]
fn the_fbos_of_a_trip_that_is_over_stay() {
    let portal = Portal::open(WALK);
    portal
        .app
        .db
        .execute("UPDATE stages SET kind = 'completed' WHERE id = (SELECT stage_id FROM trips)");
    assert!(!portal.get(DANA, TRIP).has(&format!("{TRIP}/fbos")));
    let fields = [("key", "a"), ("version", "1"), ("origin.0", OWN)];
    let reply = portal.post(DANA, &format!("{TRIP}/fbos"), &fields);
    assert_eq!(reply.status, StatusCode::CONFLICT);
    assert!(reply.has("This trip is over"), "{}", reply.body);
}
