//! Calendar feeds: whose they are, what is in them, and when they end.
#![allow(clippy::unwrap_used)]
use crate::testing::cast::*;
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use icalendar::{Calendar, Component as _, Event};

const TRIPS: &str = include_str!("../../trips/seed.sql");

/// Makes a feed; its path.
fn feed_of(portal: &Portal, who: Person, key: &str) -> String {
    let made = portal.post(who, "/profile/feed", &[("key", key)]);
    assert_eq!((made.status, made.location()), (StatusCode::SEE_OTHER, "/profile/feed"));
    let cookies = made.headers.get_all("set-cookie").iter().filter_map(|it| it.to_str().ok());
    let cookie = cookies.filter_map(|it| it.split(';').next()).find(|it| it.contains("feed="));
    let request = Request::get(format!("http://{}.portal.test/profile/feed", who.host))
        .header("cookie", format!("session={}; {}", cookie_of(who), cookie.unwrap()))
        .body(Body::empty())
        .unwrap();
    let page = portal.send(STRANGER, request);
    let (_, rest) = page.body.split_once("/calendar/").unwrap_or_else(|| panic!("{}", page.body));
    assert!(!portal.get(who, "/profile/feed").has("/calendar/"), "it is shown once");
    format!("/calendar/{}", rest.split('<').next().unwrap())
}

/// Reads a feed as a calendar program does, without a session.
fn read(portal: &Portal, host: &str, path: &str, tag: &str) -> Reply {
    let request = Request::get(format!("http://{host}.portal.test{path}"))
        .header("if-none-match", tag)
        .body(Body::empty())
        .unwrap();
    portal.send(STRANGER, request)
}

fn events(reply: &Reply) -> Vec<Event> {
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.body);
    let calendar: Calendar = reply.body.parse().unwrap();
    calendar.components.iter().filter_map(|it| it.as_event().cloned()).collect()
}

fn told(events: &[Event]) -> Vec<String> {
    let value =
        |event: &Event, name: &str| event.property_value(name).unwrap_or_default().to_owned();
    let one = |it: &Event| {
        format!("{} {} {}", value(it, "DTSTART"), value(it, "STATUS"), value(it, "SUMMARY"))
    };
    events.iter().map(one).collect()
}

#[test]
fn a_client_reads_the_legs_of_their_trips_and_no_others() {
    let portal = Portal::open(TRIPS);
    let path = feed_of(&portal, MIRA, "k");
    let reply = read(&portal, "harbour", &path, "");
    assert_eq!(
        told(&events(&reply)),
        [
            "20261106T212000Z CONFIRMED NCE to TEB",
            "20261211T011500Z TENTATIVE TEB to LTN",
            "20261212 TENTATIVE LTN to NCE",
        ],
        "a leg whose time is not agreed is a whole day"
    );
    assert_eq!(reply.headers["content-type"], "text/calendar; charset=utf-8");
    assert_eq!(reply.headers["cache-control"], "private, no-cache");
    assert!(reply.body.contains("URL:http://harbour.portal.test/trips/"), "{}", reply.body);
    assert!(!reply.body.contains("N517HA") && !reply.body.contains("Lindqvist"));
    assert_eq!(portal.value("SELECT count(*) FROM feeds WHERE digest LIKE '%.%'"), "0");
    assert_eq!(read(&portal, "ridgeline", &path, "").status, StatusCode::NOT_FOUND);
    assert_eq!(read(&portal, "harbour-ops", &path, "").status, StatusCode::NOT_FOUND);
}

#[test]
fn staff_read_every_trip_with_its_tail_and_client() {
    let portal = Portal::open(TRIPS);
    let path = feed_of(&portal, DANA, "k");
    let told = told(&events(&read(&portal, "harbour-ops", &path, "")));
    assert_eq!(told.len(), 4, "{told:?}");
    assert!(told.iter().any(|it| it.ends_with("N517HA: TEB to NCE, Okafor Family")), "{told:?}");
}

#[test]
fn what_did_not_change_is_not_sent_again() {
    let portal = Portal::open(TRIPS);
    let path = feed_of(&portal, MIRA, "k");
    let tag = read(&portal, "harbour", &path, "").headers["etag"].to_str().unwrap().to_owned();
    portal.later(HOUR);
    for known in [tag.clone(), format!("W/{tag}"), format!("\"x\", {tag}")] {
        let again = read(&portal, "harbour", &path, &known);
        assert_eq!((again.status, again.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
        assert_eq!(again.headers["etag"].to_str().unwrap(), tag);
    }
    portal.app.db.execute("UPDATE legs SET departs_at = departs_at + 60000, sequence = sequence + 1 WHERE trip_id LIKE '%701' AND position = 0");
    assert_eq!(read(&portal, "harbour", &path, &tag).status, StatusCode::OK);
}

#[test]
fn a_canceled_trip_stays_as_canceled_until_its_day_is_past() {
    let portal = Portal::open(TRIPS);
    let path = feed_of(&portal, MIRA, "k");
    let first = |reply: &Reply| {
        let all = events(reply);
        let it = all.iter().find(|it| it.property_value("SUMMARY") == Some("TEB to LTN"));
        it.map(|it| {
            (
                it.get_uid().unwrap().to_owned(),
                it.get_sequence().unwrap(),
                it.property_value("STATUS").unwrap().to_owned(),
            )
        })
    };
    let before = first(&read(&portal, "harbour", &path, "")).unwrap();
    portal.later(MINUTE);
    let fields = [
        ("key", "c"),
        ("version", "1"),
        ("stage", "00000000-0000-7000-8000-000000001090"),
        ("reason", "Ill"),
    ];
    let moved = portal.post(DANA, "/trips/00000000-0000-7000-8000-000000000701/stage", &fields);
    assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.body);
    let reply = read(&portal, "harbour", &path, "");
    let after = first(&reply).unwrap();
    assert_eq!((after.0, after.2.as_str()), (before.0, "CANCELLED"));
    assert!(after.1 > before.1, "{} {}", after.1, before.1);
    assert!(reply.body.contains("LAST-MODIFIED:20261121T120100Z"), "{}", reply.body);
    portal.later(21 * DAY);
    assert_eq!(first(&read(&portal, "harbour", &path, "")), None);
}

#[test]
fn a_leg_that_was_removed_stays_as_canceled_with_the_same_id() {
    let portal = Portal::open(TRIPS);
    let path = feed_of(&portal, MIRA, "k");
    portal.app.db.execute(
        "INSERT INTO removed_legs (id, workspace_id, trip_id, departs_at, time_agreed, arrives_at, origin, destination, sequence, changed_at)
           SELECT id, workspace_id, trip_id, departs_at, time_agreed, arrives_at, origin, destination, sequence + 1, 1795262400000 FROM legs WHERE trip_id LIKE '%701' AND position = 1;
         DELETE FROM legs WHERE trip_id LIKE '%701' AND position = 1",
    );
    let told = told(&events(&read(&portal, "harbour", &path, "")));
    assert_eq!(
        told[1..],
        ["20261211T011500Z TENTATIVE TEB to LTN", "20261212 CANCELLED LTN to NCE"]
    );
}

#[test]
fn a_feed_ends_with_the_access_and_when_its_address_is_replaced() {
    let ends = |sql: &str| {
        let portal = Portal::open(TRIPS);
        let path = feed_of(&portal, MIRA, "k");
        portal.app.db.execute(sql);
        assert_eq!(read(&portal, "harbour", &path, "").status, StatusCode::NOT_FOUND, "{sql}");
    };
    ends("UPDATE users SET state = 'disabled' WHERE email = 'mira@harbour.example'");
    ends("UPDATE contacts SET deactivated_at = 1 WHERE email = 'mira@harbour.example'");
    let portal = Portal::open(TRIPS);
    let old = feed_of(&portal, MIRA, "k");
    let new = feed_of(&portal, MIRA, "l");
    assert_eq!(read(&portal, "harbour", &old, "").status, StatusCode::NOT_FOUND);
    assert_eq!(read(&portal, "harbour", &new, "").status, StatusCode::OK);
    let ended = portal.post(MIRA, "/profile/feed/removal", &[("key", "e")]);
    assert_eq!(ended.status, StatusCode::SEE_OTHER);
    assert_eq!(read(&portal, "harbour", &new, "").status, StatusCode::NOT_FOUND);
    for nonsense in ["x", "x.ics", "%00.ics"] {
        let path = format!("/calendar/{nonsense}");
        assert_eq!(read(&portal, "harbour", &path, "").status, StatusCode::NOT_FOUND, "{nonsense}");
    }
}

#[test]
fn a_client_without_trips_has_an_empty_feed() {
    let portal = Portal::open(&format!(
        "{TRIPS}INSERT INTO memberships (workspace_id, contact_id, account_id) VALUES ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000c24', '00000000-0000-7000-8000-000000000a11');"
    ));
    let path = feed_of(&portal, CARL, "k");
    assert!(events(&read(&portal, "harbour", &path, "")).is_empty());
}

#[test]
fn an_owner_reads_when_their_aircraft_is_taken_by_others_and_blocked() {
    let portal = Portal::open(TRIPS);
    portal.app.db.execute(&format!(
        "UPDATE trips SET tail_id = '00000000-0000-7000-8000-000000000b51' WHERE reference = 'T-0701';
         INSERT INTO blocks (id, workspace_id, tail_id, kind, state, starts_at, ends_at, words, created_at) VALUES
          ('00000000-0000-7000-8000-0000000000f1', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000b51', 'maintenance', 'approved', {NOON} + 864000000, {NOON} + 950400000, 'Annual check', 0),
          ('00000000-0000-7000-8000-0000000000f2', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000b51', 'owner', 'refused', {NOON} + 864000000, {NOON} + 950400000, '', 0)"
    ));
    let path = feed_of(&portal, RUTH, "k");
    let reply = read(&portal, "harbour", &path, "");
    let told = told(&events(&reply));
    assert!(told.iter().any(|it| it == "20261211T011500Z CONFIRMED N517HA: Busy"), "{told:?}");
    assert!(
        told.iter().any(|it| it == "20261201T120000Z CONFIRMED N517HA: Maintenance"),
        "{told:?}"
    );
    assert_eq!(told.iter().filter(|it| it.contains("N517HA")).count(), 2, "{told:?}");
    assert!(
        reply.body.contains("Annual check") && !reply.body.contains("T-0701"),
        "{}",
        reply.body
    );
    let mira = feed_of(&portal, MIRA, "m");
    assert!(!read(&portal, "harbour", &mira, "").body.contains("Busy"), "it is their own trip");
    portal.app.db.execute(
        "UPDATE legs SET tail_id = '00000000-0000-7000-8000-000000000b52' WHERE trip_id LIKE '%701'",
    );
    assert!(
        !read(&portal, "harbour", &path, "").body.contains("Busy"),
        "another aircraft flies its legs"
    );
}
