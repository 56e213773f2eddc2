//! The face of a host is what its row says, and is looked up once.
use super::*;
use crate::testing::{cast::*, walk::is_sign_in};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};

/// An operations side with a domain of its own, and a client's host whose name ends like one.
const ODD: &str = "INSERT INTO hosts (host, workspace_id, face, is_canonical) VALUES
    ('ops.harbour.example', '00000000-0000-7000-8000-000000000001', 'ops', 0),
    ('fly-ops', '00000000-0000-7000-8000-000000000001', 'client', 0)";

/// A page only the operations side has.
const STAFF: &str = "/audit";

/// As somebody with a cookie for this host, whichever it is.
fn get(portal: &Portal, who: Person, host: &str, path: &str) -> Reply {
    let name = host.strip_suffix(".portal.test").unwrap_or(host);
    let cookie =
        crate::sessions::token::seal(&KEY.into(), who.name, name, 9_000_000_000_000).unwrap();
    let request = Request::get(format!("http://{host}{path}"))
        .header("cookie", format!("session={cookie}"))
        .body(Body::empty());
    portal.send(STRANGER, request.unwrap())
}

fn batches(reply: &Reply) -> &str {
    let spent = reply.headers.get("server-timing").unwrap().to_str().unwrap();
    spent.split(['"', ' ']).nth(1).unwrap()
}

#[test]
fn a_custom_host_may_be_an_operations_side() {
    let portal = Portal::open(ODD);
    let page = get(&portal, OLE, "ops.harbour.example", STAFF);
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    // A client's session opens nothing there.
    assert!(is_sign_in(&get(&portal, MIRA, "ops.harbour.example", STAFF)));
}

#[test]
fn a_host_that_ends_like_an_operations_side_may_be_a_clients() {
    let portal = Portal::open(ODD);
    let trips = get(&portal, MIRA, "fly-ops.portal.test", "/trips");
    assert_eq!(trips.status, StatusCode::OK, "{}", trips.body);
    for who in [MIRA, OLE] {
        let page = get(&portal, who, "fly-ops.portal.test", STAFF);
        assert_eq!(page.status, StatusCode::NOT_FOUND);
    }
    assert!(is_sign_in(&get(&portal, OLE, "fly-ops.portal.test", "/trips")));
}

#[test]
fn the_first_request_of_an_isolate_looks_the_host_up_and_the_next_does_not() {
    let mut portal = Portal::open("");
    portal.app.faces = Faces::default();
    assert_eq!(batches(&portal.get(MIRA, "/trips")), "2");
    assert_eq!(batches(&portal.get(MIRA, "/trips")), "1");
    assert_eq!(batches(&portal.get(OLE, STAFF)), "2");
    assert_eq!(batches(&portal.get(OLE, STAFF)), "1");
}

#[test]
fn a_workspaces_own_address_is_found_with_www_before_it() {
    let portal = Portal::open("");
    let moved = get(&portal, STRANGER, "www.harbour.portal.test", "/session/new?next=/trips");
    assert_eq!(
        moved.location(),
        "http://harbour.portal.test/session/new?next=/trips",
        "{}",
        moved.body
    );
    let none = get(&portal, STRANGER, "www.nobody.portal.test", "/");
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

#[test]
fn a_host_that_nobody_has_is_not_remembered() {
    let portal = Portal::open("");
    let nobodys = Person { name: "", host: "ops.new" };
    let path = "/session/new";
    let missing = portal.get(nobodys, path);
    assert!(missing.status == StatusCode::NOT_FOUND && missing.has("No portal here"));
    assert!(!missing.has("Home page"), "it would lead back here");
    assert_eq!(batches(&portal.get(nobodys, path)), "1");
    portal.app.db.execute(
        "INSERT INTO hosts (host, workspace_id, face, is_canonical)
         VALUES ('ops.new', '00000000-0000-7000-8000-000000000001', 'ops', 0)",
    );
    assert_eq!(portal.get(nobodys, path).status, StatusCode::OK);
}

#[test]
fn a_host_that_changes_its_face_shows_nothing_of_the_other_and_is_looked_up_again() {
    let portal = Portal::open(ODD);
    let host = "ops.harbour.example";
    portal.app.db.execute("UPDATE hosts SET face = 'client' WHERE host = 'ops.harbour.example'");
    // The isolate still takes it for an operations side.
    assert!(is_sign_in(&get(&portal, OLE, host, STAFF)));
    let asked_again = get(&portal, MIRA, host, "/airports?q=teb");
    assert_eq!(asked_again.status, StatusCode::SEE_OTHER);
    assert_eq!(asked_again.location(), "/airports?q=teb");

    assert_eq!(get(&portal, MIRA, host, "/airports?q=teb").status, StatusCode::OK);
    assert_eq!(get(&portal, MIRA, host, "/trips").status, StatusCode::OK);
    assert_eq!(get(&portal, OLE, host, STAFF).status, StatusCode::NOT_FOUND);
}

#[test]
fn only_so_many_hosts_are_remembered() {
    let faces = Faces::default();
    let host = |n: usize| Host { name: format!("host{n}"), face: Face::Ops };
    let known = Some((Face::Ops, Database::directory()));
    (0..MOST).for_each(|n| faces.learn(&host(n), &Database::directory()));
    assert_eq!(faces.of("host0"), known);
    faces.learn(&host(MOST), &Database::directory());
    assert_eq!((faces.of("host0"), faces.of(&host(MOST).name)), (None, known));
}

const CUSTOM: &str = "INSERT INTO hosts (host, workspace_id, face, is_canonical) VALUES
    ('www.harbour.example', '00000000-0000-7000-8000-000000000001', 'client', 0),
    ('both.example', '00000000-0000-7000-8000-000000000001', 'client', 0),
    ('www.both.example', '00000000-0000-7000-8000-000000000002', 'client', 0)";

#[test]
fn a_custom_host_is_found_with_www_and_without() {
    let portal = Portal::open(CUSTOM);
    for (asked, led) in [
        (
            "http://www.fly.harbour.example/trips?show=all",
            "http://fly.harbour.example/trips?show=all",
        ),
        ("https://WWW.fly.harbour.example/", "https://fly.harbour.example/"),
        ("http://harbour.example:8787/session/new", "http://www.harbour.example:8787/session/new"),
    ] {
        let reply = portal.send(STRANGER, Request::get(asked).body(Body::empty()).unwrap());
        assert_eq!(reply.status, StatusCode::PERMANENT_REDIRECT, "{asked}");
        assert_eq!(reply.location(), led);
        assert_eq!(
            reply.headers["cache-control"], "no-store",
            "the name may become a host of its own"
        );
    }
}

#[test]
fn only_a_custom_host_has_a_second_name() {
    let portal = Portal::open(CUSTOM);
    for host in [
        "www.nobody.portal.test",
        "www.nobody.example",
        "www.www.fly.harbour.example",
        "www.portal.test",
        "x.fly.harbour.example",
        "www",
    ] {
        let request = Request::get(format!("http://{host}/")).body(Body::empty()).unwrap();
        assert_eq!(portal.send(STRANGER, request).status, StatusCode::NOT_FOUND, "{host}");
    }
    // Where both are hosts, each answers itself.
    for host in ["both.example", "www.both.example"] {
        let request =
            Request::get(format!("http://{host}/session/new")).body(Body::empty()).unwrap();
        assert_eq!(portal.send(STRANGER, request).status, StatusCode::OK, "{host}");
    }
}
