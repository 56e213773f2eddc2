//! Tests of what open pages hear.
#![allow(clippy::unwrap_used)]
use super::*;
use crate::{kit::room::Seat, kit::room::Word, testing::cast::*};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use futures_executor::block_on;

const TRIP: &str = "00000000-0000-7000-8000-0000000e3001";
const HOLDINGS: &str = "00000000-0000-7000-8000-000000000a11";

/// Asks for the socket of a page, from a page of this origin.
fn socket(portal: &Portal, who: Person, at: &str, origin: &str) -> Reply {
    let url = format!("http://{}.portal.test/live?at={}", who.host, at.replace('/', "%2F"));
    let request = Request::get(url).header("upgrade", "websocket").header("origin", origin);
    portal.send(who, request.body(Body::empty()).unwrap())
}

fn seat(portal: &Portal, who: Person, at: &str) -> Seat {
    let reply = socket(portal, who, at, &format!("http://{}.portal.test", who.host));
    assert_eq!(reply.status, StatusCode::SWITCHING_PROTOCOLS, "{}", reply.body);
    reply.seat.unwrap()
}

/// What a page hears of a reply's change.
fn heard(portal: &Portal, reply: &Reply, seat: &Seat) -> Option<Word> {
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    portal.app.rooms.told.lock().unwrap().clear();
    block_on(tell(&portal.app, &reply.changed));
    let told = portal.app.rooms.told.lock().unwrap();
    let mut here = told.iter().filter(|(workspace, _)| *workspace == seat.workspace);
    here.find_map(|(_, notice)| seat.told(notice))
}

fn move_trip(portal: &Portal) -> Reply {
    let stage = portal.value("SELECT id FROM stages WHERE name = 'Dispatched' AND workspace_id = '00000000-0000-7000-8000-000000000001'");
    let version = portal.value(&format!("SELECT version FROM trips WHERE id = '{TRIP}'"));
    let fields = [("key", "k"), ("version", version.as_str()), ("stage", stage.as_str())];
    portal.post(DANA, &format!("/trips/{TRIP}/stage"), &fields)
}

#[test]
fn a_client_hears_of_their_accounts_on_every_page() {
    let portal = Portal::open(WALK);
    for page in ["/", "/trips", "/requests/new", "/nonsense?x=1", ""] {
        assert_eq!(seat(&portal, MIRA, page).topics, [HOLDINGS], "{page}");
    }
}

#[test]
fn staff_hear_of_what_their_page_is_about() {
    let portal = Portal::open(WALK);
    let topics = |page: &str| {
        let mut topics = seat(&portal, DANA, page).topics;
        let counted = topics.split_off(topics.len() - COUNTED.len());
        assert_eq!(counted, COUNTED, "{page}: what the navigation counts");
        topics
    };
    assert_eq!(topics("/"), [ANY]);
    assert_eq!(topics("/trips?tab=past"), ["trips"]);
    assert_eq!(topics("/deals"), ["requests"]);
    assert_eq!(topics(&format!("/trips/{TRIP}")), [TRIP]);
    assert_eq!(topics(&format!("/quotes/{TRIP}/edit#legs")), [TRIP]);
    assert_eq!(topics("/a~b"), Vec::<String>::new());
}

#[test]
fn a_conversation_that_is_read_is_heard_by_the_other_side() {
    let portal = Portal::open(include_str!("../messages/seed.sql"));
    let fields = [("key", "a"), ("account", HOLDINGS), ("subject", "Gate"), ("body", "Which?")];
    let thread = portal.post(DANA, "/messages", &fields).location().to_owned();
    let hears = |reader: Person, seat: &Seat| {
        portal.app.rooms.told.lock().unwrap().clear();
        assert_eq!(portal.get(reader, &thread).status, StatusCode::OK);
        let told = portal.app.rooms.told.lock().unwrap();
        let mut here = told.iter().filter(|(workspace, _)| *workspace == seat.workspace);
        here.find_map(|(_, notice)| seat.told(notice))
    };
    let (staff, client) = (seat(&portal, DANA, &thread), seat(&portal, MIRA, &thread));
    assert_eq!(hears(MIRA, &staff), Some(Word::Changed));
    assert_eq!(hears(MIRA, &staff), None, "nothing is new to her");
    portal.post(MIRA, &format!("{thread}/replies"), &[("key", "b"), ("body", "Four.")]);
    assert_eq!(hears(OLE, &client), Some(Word::Changed));
    assert_eq!(hears(OLE, &client), None);
    assert_eq!(hears(INES, &seat(&portal, RUTH, "/messages")), None, "another account");
}

#[test]
fn a_stage_that_moves_is_heard_by_whoever_sees_the_trip() {
    let portal = Portal::open(WALK);
    let seats = [
        (MIRA, "/", Some(Word::Changed)),
        (TOMAS, "/trips", Some(Word::Changed)),
        (CARL, "/", None),
        (MILO, "/", None),
        (DANA, "/trips", Some(Word::Changed)),
        (INES, "/", Some(Word::Changed)),
        (DANA, "/invoices", None),
        (RHEA, "/", None),
    ]
    .map(|(who, page, word)| (who, seat(&portal, who, page), word));
    let reply = move_trip(&portal);
    for (who, seat, word) in seats {
        assert_eq!(heard(&portal, &reply, &seat), word, "{who:?}");
    }
}

/// What the jobs that wait, and the clock, tell a page.
fn heard_of_jobs(portal: &Portal, seat: &Seat) -> Option<Word> {
    portal.app.rooms.told.lock().unwrap().clear();
    portal.work();
    block_on(crate::jobs::sweep(&portal.app)).unwrap();
    let told = portal.app.rooms.told.lock().unwrap();
    let mut here = told.iter().filter(|(workspace, _)| *workspace == seat.workspace);
    here.find_map(|(_, notice)| seat.told(notice))
}

#[test]
fn what_the_clock_does_is_heard() {
    let portal = Portal::open(WALK);
    let (mira, dana) = (seat(&portal, MIRA, "/requests"), seat(&portal, DANA, "/requests"));
    // What the rows of the walk left to do.
    heard_of_jobs(&portal, &mira);
    assert_eq!(heard_of_jobs(&portal, &mira), None, "nothing happened");
    portal.later(400 * DAY);
    assert_eq!(heard_of_jobs(&portal, &mira), Some(Word::Changed), "a request was dropped");
    portal.app.db.execute("UPDATE requests SET state = 'submitted' WHERE state = 'dropped'");
    assert_eq!(heard_of_jobs(&portal, &dana), Some(Word::Changed));
}

#[test]
fn a_message_is_counted_on_every_page_of_staff() {
    let portal = Portal::open(WALK);
    let seats = ["/", "/rates", "/trips"].map(|page| seat(&portal, DANA, page));
    let fields = [("key", "k"), ("account", HOLDINGS), ("subject", "Hello"), ("body", "Good day")];
    let reply = portal.post(MIRA, "/messages", &fields);
    for seat in seats {
        assert_eq!(heard(&portal, &reply, &seat), Some(Word::Changed));
    }
    assert!(
        portal.get(DANA, "/rates").has("<span class=\"contents\" data-live><span class=\"count\">")
    );
}

#[test]
fn what_is_told_holds_no_data() {
    let portal = Portal::open(WALK);
    block_on(tell(&portal.app, &move_trip(&portal).changed));
    let told = portal.app.rooms.told.lock().unwrap();
    let (_, notice) = told.first().unwrap();
    let is_plain = |topic: &String| topic == "trips" || topic.parse::<Uuid>().is_ok();
    assert!(!notice.topics.is_empty() && notice.topics.iter().all(is_plain), "{notice:?}");
}

#[test]
fn a_change_that_was_refused_is_not_told() {
    let portal = Portal::open(WALK);
    let fields = [("key", "k"), ("version", "99"), ("stage", "x")];
    let reply = portal.post(DANA, &format!("/trips/{TRIP}/stage"), &fields);
    assert!(reply.status != StatusCode::SEE_OTHER && reply.changed.is_empty());
}

#[test]
fn whoever_signs_out_or_loses_access_leaves() {
    let portal = Portal::open(WALK);
    let (mira, tomas) = (seat(&portal, MIRA, "/"), seat(&portal, TOMAS, "/"));
    let reply = portal.post(MIRA, "/session/end", &[("key", "k")]);
    assert_eq!(heard(&portal, &reply, &mira), Some(Word::Leave));
    assert_eq!(heard(&portal, &reply, &tomas), None);
    let refused = socket(&portal, MIRA, "/", "http://harbour.portal.test");
    assert_eq!((refused.status, refused.seat), (StatusCode::SEE_OTHER, None));
    let contact =
        portal.value("SELECT contact_id FROM users WHERE email = 'tomas@harbour.example'");
    let removal = portal.post(
        DANA,
        &format!("/contacts/{contact}/access/removal"),
        &[("key", "k2"), ("version", "1")],
    );
    assert_eq!(heard(&portal, &removal, &tomas), Some(Word::Leave));
}

#[test]
fn a_page_of_another_site_gets_no_socket() {
    let portal = Portal::open(WALK);
    for origin in [
        "http://evil.example",
        "http://ridgeline.portal.test",
        "https://harbour.portal.test",
        "null",
    ] {
        let reply = socket(&portal, MIRA, "/", origin);
        assert_eq!((reply.status, reply.seat), (StatusCode::FORBIDDEN, None), "{origin}");
    }
    assert_eq!(portal.get(MIRA, "/live").location(), "/", "not asked for as a socket");
    assert_eq!(
        socket(&portal, STRANGER, "/", "http://harbour.portal.test").status,
        StatusCode::SEE_OTHER
    );
}

#[test]
fn a_room_that_fails_fails_no_change() {
    let portal = Portal::open(WALK);
    *portal.app.rooms.breaks.lock().unwrap() = true;
    let reply = move_trip(&portal);
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
    block_on(tell(&portal.app, &reply.changed));
    assert!(crate::edge::logged().join("\n").contains("room"));
}

#[test]
fn signed_in_pages_may_open_a_socket_to_their_own_host() {
    let portal = Portal::open(WALK);
    let policy = |who: Person, path: &str| {
        portal.get(who, path).headers["content-security-policy"].to_str().unwrap().to_owned()
    };
    assert!(policy(MIRA, "/trips").contains("connect-src 'self' ws://harbour.portal.test;"));
    assert!(policy(STRANGER, "/session/new").contains("connect-src 'self';"));
}
