//! Blocks on both sides: entering, asking, answering, and who sees what.
#![allow(clippy::unwrap_used)]
use crate::testing::cast::*;
use axum::http::StatusCode;

const TRIPS: &str = include_str!("../../trips/seed.sql");
const LATITUDE: &str = "00000000-0000-7000-8000-000000000b51";
const GLOBAL: &str = "00000000-0000-7000-8000-000000000b52";

fn add(portal: &Portal, who: Person, key: &str, tail: &str, from: &str, until: &str) -> Reply {
    let fields = [
        ("key", key),
        ("tail", tail),
        ("kind", "maintenance"),
        ("from_on", from),
        ("until_on", until),
        ("words", "Phase inspection"),
    ];
    portal.post(who, "/blocks", &fields)
}

#[test]
fn staff_block_an_aircraft_and_read_which_trips_it_has_then() {
    let portal = Portal::open(TRIPS);
    let added = add(&portal, DANA, "k", LATITUDE, "2026-12-11", "2026-12-12");
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    assert_eq!(added.notice(), "N517HA is blocked from Fri, Dec 11 to Sat, Dec 12.");
    let page = portal.get(DANA, added.location());
    assert!(page.has("Phase inspection") && page.has("T-0701 TEB to LTN to NCE"), "{}", page.body);
    assert!(!page.has("T-0703"));
    let trip = portal.get(DANA, "/trips/00000000-0000-7000-8000-000000000701");
    assert!(
        trip.has(
            "Conflict: N517HA is blocked Fri, Dec 11 to Sat, Dec 12 (Maintenance), during T-0701"
        ),
        "{}",
        trip.body
    );
    assert!(!portal.get(DANA, "/trips/00000000-0000-7000-8000-000000000703").has("is blocked"));
    let removed = portal.post(
        DANA,
        &format!("{}/removal", added.location()),
        &[("key", "r"), ("version", "1")],
    );
    assert_eq!(removed.location(), "/calendar?on=2026-12-11");
    assert_eq!(portal.get(DANA, added.location()).status, StatusCode::NOT_FOUND);
    assert!(!portal.get(DANA, "/trips/00000000-0000-7000-8000-000000000701").has("is blocked"));
}

#[test]
fn an_aircraft_of_another_workspace_is_not_blocked() {
    let portal = Portal::open("");
    let reply = add(&portal, RHEA, "k", GLOBAL, "2026-12-11", "2026-12-12");
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.has("Choose the aircraft from the list."));
    assert_eq!(portal.value("SELECT count(*) FROM blocks"), "0");
}

#[test]
fn somebody_else_changed_the_block_meanwhile() {
    let portal = Portal::open("");
    let path = add(&portal, DANA, "k", GLOBAL, "2026-12-11", "2026-12-12").location().to_owned();
    let change = |who, key: &str, words: &str| {
        let fields = [
            ("key", key),
            ("version", "1"),
            ("tail", GLOBAL),
            ("kind", "other"),
            ("from_on", "2026-12-11"),
            ("until_on", "2026-12-13"),
            ("words", words),
        ];
        portal.post(who, &path, &fields).status
    };
    assert_eq!(change(DANA, "a", "Paint"), StatusCode::SEE_OTHER);
    assert_eq!(change(OLE, "b", "Tires"), StatusCode::CONFLICT);
    assert_eq!(portal.value("SELECT words || version FROM blocks"), "Paint2");
}

/// Ruth asks for her aircraft; the address of what she asked for.
fn ask(portal: &Portal) -> String {
    let fields = [
        ("key", "ask"),
        ("from_on", "2026-12-20"),
        ("until_on", "2026-12-27"),
        ("words", "Christmas"),
    ];
    let reply = portal.post(RUTH, "/blocks", &fields);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    reply.location().to_owned()
}

#[test]
fn an_owner_asks_and_is_told_the_answer() {
    let portal = Portal::open(TRIPS);
    let path = ask(&portal);
    portal.work();
    assert_eq!(portal.value("SELECT group_concat(to_email) FROM outbox"), "dana@harbour.example");
    assert!(portal.get(RUTH, &path).has("Waiting for approval"));
    assert!(
        portal
            .get(DANA, "/calendar")
            .has("Ruth Okafor asks to block N517HA from Sun, Dec 20 to Sun, Dec 27")
    );

    let answer = |key: &str, decision: &str, words: &str| {
        let fields = [("key", key), ("version", "1"), ("decision", decision), ("answer", words)];
        portal.post(DANA, &format!("{path}/answer"), &fields)
    };
    let nothing = answer("0", "", "");
    assert!(nothing.has("Choose whether to approve or to refuse it."), "{}", nothing.body);
    assert!(!nothing.has("Say why"), "one thing at a time: {}", nothing.body);
    let mute = answer("a", "refuse", "");
    assert_eq!(mute.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(mute.has("Say why") && mute.has("value=\"Dec 20, 2026\""), "{}", mute.body);
    assert_eq!(answer("b", "approve", "Enjoy").status, StatusCode::SEE_OTHER);
    assert_eq!(answer("c", "refuse", "No").status, StatusCode::CONFLICT, "answered already");
    portal.work();
    assert_eq!(
        portal.value("SELECT group_concat(subject, '; ') FROM outbox WHERE to_email LIKE 'ruth%'"),
        "N517HA is blocked for you"
    );
    let page = portal.get(RUTH, &path);
    assert!(page.has("Approved") && page.has("Enjoy") && !page.has("Take back request"));
    let withdrawn =
        portal.post(RUTH, &format!("{path}/removal"), &[("key", "w"), ("version", "2")]);
    assert_eq!(withdrawn.status, StatusCode::CONFLICT);
}

#[test]
fn an_owner_takes_back_what_they_asked_for_and_nobody_else_does() {
    let portal = Portal::open(TRIPS);
    let path = ask(&portal);
    for who in [MIRA, CARL, MILO] {
        assert_eq!(portal.get(who, &path).status, StatusCode::NOT_FOUND);
        assert_eq!(portal.get(who, "/blocks/new").status, StatusCode::NOT_FOUND);
    }
    let back =
        |who| portal.post(who, &format!("{path}/removal"), &[("key", "w"), ("version", "1")]);
    assert_eq!(back(MIRA).status, StatusCode::NOT_FOUND);
    assert_eq!(back(RUTH).location(), "/schedule");
    assert_eq!(portal.value("SELECT count(*) FROM blocks WHERE removed_at IS NULL"), "0");
}

#[test]
fn an_owner_asks_for_nothing_that_is_over_or_not_theirs() {
    let portal = Portal::open(TRIPS);
    let ask = |key: &str, who, tail: &str, until: &str| {
        let fields = [("key", key), ("tail", tail), ("from_on", "2026-11-01"), ("until_on", until)];
        portal.post(who, "/blocks", &fields)
    };
    let over = ask("a", RUTH, LATITUDE, "2026-11-20");
    assert!(over.has("Choose a time that is still ahead."), "{}", over.body);
    assert_eq!(ask("b", MIRA, LATITUDE, "2026-12-20").status, StatusCode::NOT_FOUND);
    assert_eq!(ask("c", RUTH, GLOBAL, "2026-12-20").status, StatusCode::SEE_OTHER);
    assert_eq!(portal.value("SELECT tail_id FROM blocks"), LATITUDE, "the only one that is hers");
}
