//! What clients may change of their trips, and what keeps them from it.
#![allow(clippy::unwrap_used)]
mod taken;

use super::super::queries;
use crate::{
    itineraries::Leg,
    kit::{ids::LegId, zoned::HOUR},
    mail::Letter,
    testing::cast::*,
};
use axum::http::StatusCode;
use futures_executor::block_on;
use uuid::Uuid;

const TRIP: &str = "/trips/00000000-0000-7000-8000-0000000e3001";
const PATH: &str = "/trips/00000000-0000-7000-8000-0000000e3001/itinerary";

/// The demonstration of every route, in which Mira may change itineraries.
fn portal() -> Portal {
    let portal = Portal::open(WALK);
    portal.app.db.execute(
        "INSERT INTO grants (workspace_id, contact_id, name)
         SELECT workspace_id, id, 'change_itineraries' FROM contacts WHERE email = 'mira@harbour.example' ON CONFLICT DO NOTHING;
         UPDATE blocks SET state = 'refused';
         UPDATE workspaces SET trip_change_addresses = '[\"changes@harbour.example\"]'",
    );
    portal
}

/// The form of the trip's page, with a departure an hour later than it was.
const LATER: [(&str, &str); 6] = [
    ("version", "1"),
    ("leg.0", "00000000-0000-7000-8000-0000000e3001.0"),
    ("from.0", "TEB Teterboro"),
    ("to.0", "PBI Palm Beach"),
    ("date.0", "2026-12-09"),
    ("time.0", "08:00"),
];

fn with<'a>(fields: &[(&'a str, &'a str)], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [fields, more].concat()
}

/// Presses "Show what changes", and then "Save changes".
fn save(portal: &Portal, who: Person, fields: &[(&str, &str)]) -> Reply {
    let preview = portal.post(who, PATH, &with(fields, &[("key", "p"), ("then", "preview")]));
    let shown = preview.field("shown");
    portal.post(who, PATH, &with(fields, &[("key", "k"), ("then", "save"), ("shown", &shown)]))
}

/// Chooses another aircraft: presses "Show what changes", and then "Save changes".
fn assign(portal: &Portal, key: &str, fields: &[(&str, &str)]) -> Reply {
    let (path, seen) = (format!("{TRIP}/aircraft"), format!("{key}-seen"));
    let preview = portal.post(MIRA, &path, &with(fields, &[("key", &seen), ("then", "preview")]));
    let shown = preview.field("shown");
    let saving = [("key", key), ("then", "save"), ("shown", shown.as_str())];
    portal.post(MIRA, &path, &with(fields, &saving))
}

/// Books another trip on a tail, so many hours after the trip of these tests.
fn fly(portal: &Portal, tail: &str, hours: i64) {
    let later = hours * HOUR;
    portal.app.db.execute(&format!(
        "INSERT INTO trips (id, workspace_id, reference, account_id, tail_id, vehicle, stage_id, route, passengers, departs_at, ends_at, created_at)
         SELECT '00000000-0000-7000-8000-0000000e3999', workspace_id, 'T-2999', account_id, {tail}, vehicle, stage_id, route, 1, departs_at + {later}, ends_at + {later}, 0 FROM trips WHERE reference = 'T-2001';
         INSERT INTO legs (trip_id, position, workspace_id, id, departs_at, time_agreed, arrives_at, origin, destination)
         SELECT '00000000-0000-7000-8000-0000000e3999', 0, workspace_id, 'taken', departs_at + {later}, 1, arrives_at + {later}, origin, destination FROM legs WHERE id LIKE '%e3001.0'"
    ));
}

fn letter() -> Letter {
    Letter {
        subject: String::new(),
        lead: String::new(),
        facts: Vec::new(),
        action: String::new(),
        path: String::new(),
    }
}

#[test]
fn a_client_sees_what_changes_and_then_saves_it() {
    let portal = portal();
    let page = portal.get(MIRA, PATH);
    assert!(page.has("Change itinerary") && page.has("TEB Teterboro"), "{}", page.body);
    let preview = portal.post(MIRA, PATH, &with(&LATER, &[("key", "p"), ("then", "save")]));
    assert_eq!(preview.status, StatusCode::OK, "nobody saves what they have not seen");
    assert!(
        preview.has("TEB to PBI changed") && preview.has("Wed, Dec 9, 8:00 AM EST"),
        "{}",
        preview.body
    );
    assert_eq!(portal.value("SELECT count(*) FROM itinerary_changes"), "0");

    let saved = save(&portal, MIRA, &LATER);
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    for person in [MIRA, DANA] {
        let page = portal.get(person, TRIP);
        assert!(page.has("Itinerary changes") && page.has("8:00 AM EST"), "{}", page.body);
    }
    insta::assert_snapshot!(portal.rows(
        "SELECT t.route, t.version, l.id, l.sequence, (l.arrives_at - l.departs_at) / 60000 AS minutes, t.departs_at = l.departs_at AS alike,
         t.price_review_at IS NOT NULL AS to_review FROM trips t JOIN legs l ON l.trip_id = t.id WHERE t.reference = 'T-2001'"
    ), @"
        route: TEB to PBI
        version: 2
        id: 00000000-0000-7000-8000-0000000e3001.0
        sequence: 1
        minutes: 175
        alike: 1
        to_review: 1
        ");
    assert_eq!(
        portal.value("SELECT group_concat(to_email) FROM outbox WHERE subject LIKE 'Mira Lindqvist changed trip%'"),
        "changes@harbour.example"
    );
}

#[test]
fn a_form_sent_twice_changes_the_trip_once() {
    let portal = portal();
    let preview = portal.post(MIRA, PATH, &with(&LATER, &[("key", "p"), ("then", "preview")]));
    let shown = preview.field("shown");
    let fields = with(&LATER, &[("key", "k"), ("then", "save"), ("shown", &shown)]);
    let replies = [0, 1].map(|_| portal.post(MIRA, PATH, &fields).status);
    assert_eq!(replies, [StatusCode::SEE_OTHER; 2]);
    assert_eq!(portal.value("SELECT version FROM trips WHERE reference = 'T-2001'"), "2");
}

#[test]
fn a_leg_that_goes_is_kept_for_calendars_and_a_new_one_gets_an_id() {
    let portal = portal();
    let fields = [
        ("version", "1"),
        ("from.0", "TEB"),
        ("to.0", "LTN"),
        ("date.0", "2026-12-09"),
        ("time.0", "08:00"),
    ];
    assert_eq!(save(&portal, MIRA, &fields).status, StatusCode::SEE_OTHER);
    insta::assert_snapshot!(portal.rows(
        "SELECT (SELECT group_concat(substr(id, -6) || ' ' || sequence) FROM removed_legs) AS gone, l.position, l.origin ->> 'code' AS origin,
           l.destination ->> 'code' AS destination, l.sequence, length(l.id) AS id, l.arrives_at > l.departs_at AS timed
         FROM trips t JOIN legs l ON l.trip_id = t.id WHERE t.reference = 'T-2001'"
    ), @"
        gone: 3001.0 1
        position: 0
        origin: TEB
        destination: LTN
        sequence: 0
        id: 36
        timed: 1
        ");
}

#[test]
fn at_the_stage_limit_and_later_nothing_can_be_changed() {
    let portal = portal();
    for (limit, is_open) in [("Dispatched", true), ("Booked", false), ("Pending", false)] {
        portal.app.db.execute(&format!(
            "UPDATE workspaces SET stage_limit = (SELECT id FROM stages WHERE workspace_id = workspaces.id AND name = '{limit}')"
        ));
        let page = portal.get(MIRA, PATH);
        assert_eq!(page.status == StatusCode::OK, is_open, "{limit}: the trip is at Booked");
        let trip = portal.get(MIRA, TRIP);
        assert_eq!(trip.has("Change itinerary"), is_open);
        assert_eq!(trip.has("Your trip is being prepared"), !is_open);
        if !is_open {
            let reply = portal.post(MIRA, PATH, &with(&LATER, &[("key", limit)]));
            assert_eq!(reply.status, StatusCode::CONFLICT);
            let to = TRIP.replace("/trips/", "/messages/new?trip=");
            for page in [reply, page] {
                assert!(page.has("can no longer be changed here"), "{}", page.body);
                assert!(page.has(&format!("href=\"{to}\">Message operations")), "{}", page.body);
            }
        }
    }
}

#[test]
fn a_dispatcher_who_advances_the_stage_meanwhile_wins() {
    let portal = portal();
    portal.app.db.execute(
        "UPDATE workspaces SET stage_limit = (SELECT id FROM stages WHERE workspace_id = workspaces.id AND name = 'Dispatched')",
    );
    let id = TRIP.trim_start_matches("/trips/").parse().unwrap();
    let trip =
        block_on(portal.app.db.run(queries::own_trip(&scope_of(MIRA), id))).unwrap().unwrap();
    let later = Leg { departs_at: trip.legs[0].departs_at + HOUR, ..trip.legs[0].clone() };
    let change =
        trip.changeable(1).unwrap().reroute(vec![later], NOON, || LegId(Uuid::nil())).unwrap();
    let advance = "UPDATE trips SET stage_id = (SELECT id FROM stages WHERE workspace_id = trips.workspace_id AND name = 'Dispatched')";
    portal.app.db.execute(advance);
    assert!(!portal.write(MIRA, queries::reroute(&trip, &change, &letter(), "")).held);
    assert_eq!(portal.value("SELECT count(*) FROM itinerary_changes"), "0");
    assert_eq!(portal.value("SELECT count(*) FROM removed_legs"), "0");
    assert_eq!(portal.value("SELECT min(position) FROM legs WHERE trip_id LIKE '%e3001'"), "0");
}

#[test]
fn legs_that_departed_stay_as_they_are() {
    let portal = portal();
    portal.app.db.execute(
        "INSERT INTO legs (trip_id, position, workspace_id, id, departs_at, time_agreed, arrives_at, origin, destination)
         SELECT trip_id, 1, workspace_id, 'second', departs_at + 172800000, 1, arrives_at + 172800000, destination, origin FROM legs WHERE id LIKE '%e3001.0'",
    );
    portal.app.db.execute("UPDATE legs SET departs_at = 1795262400000, arrives_at = 1795262400001 WHERE id LIKE '%e3001.0'");
    let page = portal.get(MIRA, PATH);
    assert!(page.has("Departed") && page.has("Legs to come"), "{}", page.body);
    assert!(page.has("Leg <span data-number>2</span>") && !page.has("<span data-number>1</span>"));
    let wrong = [
        ("key", "w"),
        ("version", "1"),
        ("from.0", "PBI"),
        ("to.0", "TEB"),
        ("date.0", ""),
        ("time.0", "10:00"),
    ];
    let refused = portal.post(MIRA, PATH, &wrong);
    assert!(refused.has("<a href=\"#date.0\">Leg 2: "), "{}", refused.body);
    assert!(
        page.has("value=\"second\"")
            && !page.has("value=\"00000000-0000-7000-8000-0000000e3001.0\"")
    );
    let fields = [
        ("version", "1"),
        ("leg.0", "00000000-0000-7000-8000-0000000e3001.0"),
        ("from.0", "PBI"),
        ("to.0", "TEB"),
        ("date.0", "2026-12-12"),
        ("time.0", "10:00"),
    ];
    assert_eq!(save(&portal, MIRA, &fields).status, StatusCode::SEE_OTHER);
    assert_eq!(
        portal.value("SELECT departs_at FROM legs WHERE id LIKE '%e3001.0'"),
        "1795262400000",
        "the id of a leg that departed names no other"
    );
    portal.later(25 * 24 * 3_600_000);
    assert!(portal.get(MIRA, PATH).has("This trip has departed, so nothing of it can be changed"));
}

#[test]
fn mistakes_are_told_at_their_fields_and_nothing_is_lost() {
    let portal = portal();
    let fields = with(&LATER[..5], &[("time.0", "25:00"), ("key", "k")]);
    let reply = portal.post(MIRA, PATH, &fields);
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.has("25:00") && reply.has("PBI Palm Beach"), "{}", reply.body);
    let same = with(&LATER[..4], &[("date.0", "2026-12-09"), ("time.0", "07:00"), ("key", "l")]);
    let reply = portal.post(MIRA, PATH, &same);
    assert!(reply.has("Nothing is different"), "{}", reply.body);
}

#[test]
fn whoever_was_not_granted_it_cannot_and_others_do_not_find_the_trip() {
    let portal = portal();
    portal.deny(MIRA, "change_itineraries");
    assert_eq!(portal.get(MIRA, PATH).status, StatusCode::FORBIDDEN);
    assert!(!portal.get(MIRA, TRIP).has("Change itinerary"));
    portal.app.db.execute(
        "INSERT INTO grants (workspace_id, contact_id, name)
         SELECT workspace_id, id, 'change_itineraries' FROM contacts WHERE email = 'ruth@harbour.example' ON CONFLICT DO NOTHING",
    );
    assert_eq!(portal.get(RUTH, PATH).status, StatusCode::NOT_FOUND);
}

#[test]
fn a_client_cancels_a_trip_with_a_reason() {
    let portal = portal();
    let path = format!("{TRIP}/cancellation");
    assert!(portal.get(MIRA, TRIP).has("Cancel trip") && portal.get(MIRA, &path).has("Keep it"));
    let missing = portal.post(MIRA, &path, &[("key", "a"), ("version", "1"), ("reason", "")]);
    assert!(missing.has("Enter a reason"), "{}", missing.body);
    let fields = [("key", "b"), ("version", "1"), ("reason", "The meeting was moved.")];
    assert_eq!(portal.post(MIRA, &path, &fields).status, StatusCode::SEE_OTHER);
    let page = portal.get(MIRA, TRIP);
    assert!(
        page.has("Canceled: The meeting was moved.") && !page.has("Change itinerary"),
        "{}",
        page.body
    );
    assert_eq!(
        portal.value("SELECT group_concat(subject, '; ') FROM (SELECT DISTINCT subject FROM outbox WHERE subject LIKE '%cancel%' ORDER BY subject)"),
        "Mira Lindqvist canceled trip T-2001; Your trip TEB to PBI has been canceled"
    );
    assert_eq!(portal.value("SELECT sequence FROM legs WHERE trip_id LIKE '%e3001'"), "1");
}

#[test]
fn a_client_chooses_another_aircraft_that_is_free() {
    let portal = portal();
    let path = format!("{TRIP}/aircraft");
    let page = portal.get(MIRA, &path);
    assert!(
        page.has("Global 6000, 13 seats") && !page.has("Citation Latitude, 8 seats"),
        "Ruth owns that one: {}",
        page.body
    );
    let free = "00000000-0000-7000-8000-000000000b54";
    let fields = [("version", "1"), ("tail", free), ("tail.0", "")];
    let unseen = portal.post(MIRA, &path, &with(&fields, &[("key", "p"), ("then", "save")]));
    assert_eq!(unseen.status, StatusCode::OK, "nobody saves what they have not seen");
    assert!(
        unseen.has("What changes") && unseen.has("2 h 15 min, 902 nm</ins>"),
        "{}",
        unseen.body
    );
    assert!(unseen.has("about $6,666.67 less"), "the type is the same: {}", unseen.body);
    assert_eq!(portal.value("SELECT version FROM trips WHERE reference = 'T-2001'"), "1");
    let reply = assign(&portal, "a", &fields);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    assert_eq!(portal.value("SELECT tail_id FROM trips WHERE reference = 'T-2001'"), free);
    assert!(portal.get(DANA, TRIP).has("N621HA"));
    let ruths = [("key", "b"), ("version", "2"), ("tail", "00000000-0000-7000-8000-000000000b51")];
    assert!(portal.post(MIRA, &path, &ruths).has("Choose one of the list."));
}

#[test]
fn the_owner_of_another_aircraft_is_asked_when_a_client_changes_to_it() {
    let portal = portal();
    portal.app.db.execute(
        "INSERT INTO memberships (workspace_id, contact_id, account_id) SELECT workspace_id, id, '00000000-0000-7000-8000-000000000a12' FROM contacts WHERE email = 'mira@harbour.example';
         UPDATE blocks SET state = 'refused'",
    );
    let ruths = "00000000-0000-7000-8000-000000000b51";
    let fields = [("version", "1"), ("tail", ruths), ("tail.0", "")];
    let path = format!("{TRIP}/aircraft");
    let preview = portal.post(MIRA, &path, &with(&fields, &[("key", "p"), ("then", "preview")]));
    assert!(preview.has("The rates of your quote are for the Global 6000."), "{}", preview.body);
    let reply = assign(&portal, "a", &fields);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let asked = "SELECT count(*) FROM outbox WHERE to_email = 'ruth@harbour.example' AND subject LIKE 'May we fly TEB to PBI%'";
    assert_eq!(portal.value(asked), "1", "the trip is of another account than the aircraft");
}

#[test]
fn a_leg_that_goes_elsewhere_has_the_fbo_that_the_account_prefers_there() {
    let portal = portal();
    portal.app.db.execute(
        "INSERT INTO preferred_fbos (workspace_id, account_id, airport_id, fbo_id) VALUES
           ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000a11', 'kteb', '00000000-0000-7000-8000-0000000eb001')",
    );
    let home = [("from.1", "PBI"), ("to.1", "TEB"), ("date.1", "2026-12-12"), ("time.1", "10:00")];
    let saved = save(&portal, MIRA, &with(&LATER, &home));
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    assert_eq!(
        portal.value("SELECT group_concat(coalesce(destination ->> '$.fbo.name', '-'), ', ') FROM (SELECT destination FROM legs WHERE trip_id LIKE '%e3001' ORDER BY position)"),
        "-, Harbour Hangar One"
    );
}

#[test]
fn proposed_duty_is_for_those_with_advanced_scheduling() {
    let portal = portal();
    assert!(portal.get(MIRA, TRIP).has("Proposed duty"));
    assert!(portal.get(DANA, TRIP).has("Within the limit"));
    portal.deny(MIRA, "schedule");
    let page = portal.get(MIRA, TRIP);
    assert!(!page.has("Proposed duty") && !page.has("Cancel trip") && !page.has("Change aircraft"));
    assert_eq!(portal.get(MIRA, &format!("{TRIP}/aircraft")).status, StatusCode::FORBIDDEN);
}
