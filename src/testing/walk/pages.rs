//! What holds for every response: headers, cookies, markup, and the number of round trips.
use super::*;
use crate::mail::Stop;

/// Checks a response of the walk, whatever its status.
pub fn check(reply: &Reply, name: &str) {
    let value = |header: &str| reply.headers.get(header).map_or("", |it| it.to_str().unwrap());
    // Mails show the logo on the pages of others.
    let readers = if name.contains(" /logo/") { "-origin" } else { "same-origin" };
    for (header, part) in [
        ("content-security-policy", "default-src 'none'"),
        ("content-security-policy", "frame-ancestors 'none'"),
        ("content-security-policy", "base-uri 'none'"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("permissions-policy", "camera=()"),
        ("permissions-policy", "publickey-credentials-get=(self)"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", readers),
        ("cache-control", ""),
    ] {
        assert!(reply.headers.contains_key(header), "{name}: {} has no {header}", reply.status);
        assert!(value(header).contains(part), "{name}: {header} is {}", value(header));
    }
    let policy = value("content-security-policy");
    assert!(!policy.contains("unsafe") && !policy.contains('*'), "{name}: {policy}");
    for cookie in reply.headers.get_all(header::SET_COOKIE) {
        let cookie = cookie.to_str().unwrap();
        assert!(cookie.contains("; HttpOnly; SameSite=Lax; Path=/"), "{name}: {cookie}");
        assert!(!cookie.contains("Domain"), "{name}: {cookie}");
    }
    let shares = reply.headers.keys().find(|it| it.as_str().starts_with("access-control"));
    assert!(shares.is_none(), "{name}: lets other origins read it");
    for word in ["SELECT ", "WITH me", "sqlite", "no such table", "panicked"] {
        assert!(!reply.has(word), "{name}: shows internals: {word}");
    }
    if value("content-type").starts_with("text/html") {
        check_page(&reply.body, name);
    }
}

fn check_page(html: &str, name: &str) {
    assert!(!html.contains(" style=\""), "{name}: has an inline style");
    assert!(
        !html.contains("name=\"version\" value=\"\""),
        "{name}: a form without the version of its record is always refused as outdated"
    );
    for tag in html.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap();
        assert!(!tag.starts_with("script") || tag.contains(" src=\""), "{name}: <{tag}>");
        let mut attributes =
            tag.split("\" ").flat_map(|it| it.split(' ')).filter_map(|it| it.split_once("=\""));
        assert!(!attributes.any(|(it, _)| it.starts_with("on")), "{name}: <{tag}>");
    }
    for (at, _) in html.match_indices(" class=\"") {
        let (before, rest) = html.split_at(at);
        let element = before.rsplit('<').next().unwrap();
        let class = rest.split('"').nth(1).unwrap();
        let keeps = |it: &str| it == "prose" || it == "bubble" || it.starts_with("whitespace-pre");
        if class.split(' ').any(keeps) {
            let all = rest.split(&format!("</{element}>")).next().unwrap();
            let inside = all.split_once('>').unwrap().1.replace("\n<a ", "<a ");
            let breaks = ["\n<", ">\n\n"].iter().any(|it| inside.contains(it));
            assert!(
                !breaks && !inside.starts_with('\n'),
                "{name}: line breaks of the template in {inside}"
            );
        }
    }
}

#[test]
fn every_route_has_a_stop() {
    let mut missing = Vec::new();
    for face in [Face::Client, Face::Ops] {
        for it in routes(face).table() {
            if !stops(face).any(|stop| stop.method() == it.method && stop.route == it.path) {
                missing.push(format!("{face:?} {} {}", it.method, it.path));
            }
        }
    }
    assert!(missing.is_empty(), "no stop in src/testing/walk/stops for {missing:#?}");
    assert!(!places().is_empty());
}

#[test]
fn every_page_takes_one_round_trip_and_writes_nothing() {
    let portal = open();
    for place in places().iter().filter(|it| !it.is_post()) {
        let before = Dump::of(&portal);
        let reply = Ask::at(place.stop).send(&portal);
        let (name, stop) = (place.name(), place.stop);
        if stop.target.is_empty() {
            assert_eq!(reply.status, StatusCode::OK, "{name}: {}", reply.body);
        } else {
            assert_eq!(reply.location(), stop.leads_to(), "{name}: {}", reply.status);
        }
        let most = usize::from(!place.is_open());
        assert!(batches(&reply) <= most.max(1), "{name}: {} batches", batches(&reply));
        if !place.stop.records_the_view {
            before.assert_unchanged(&portal, &name);
        }
    }
}

#[test]
fn every_form_takes_two_round_trips_and_leads_to_a_page() {
    for place in places().iter().filter(|it| it.is_post()) {
        let portal = open();
        let before = Dump::of(&portal);
        let reply = Ask::at(place.stop).send(&portal);
        let (name, stop) = (place.name(), place.stop);
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{name}: {}", reply.body);
        let location = reply.location();
        assert!(
            location.starts_with(&stop.leads_to()),
            "{name}: leads to {location}, not {}",
            stop.leads_to()
        );
        let is_changed = before != Dump::of(&portal);
        assert_eq!(is_changed, !stop.writes_nothing, "{name}: changed nothing, or something");
        assert!(batches(&reply) <= 2, "{name}: {} batches", batches(&reply));
        // The form redirects to a page that exists.
        let landing = Ask { method: Method::GET, ..Ask::at(stop) }.path(location).send(&portal);
        let is_door = !matches!(landing.status, StatusCode::OK);
        assert!(
            !is_door || place.is_open() || is_sign_in(&landing),
            "{name}: {location}: {}",
            landing.status
        );
    }
}

#[test]
fn a_form_sent_twice_is_carried_out_once_with_the_same_answer() {
    for place in private().filter(Place::is_post).filter(|it| it.stop.once_only.is_empty()) {
        let portal = open();
        let first = Ask::at(place.stop).send(&portal);
        let after = Dump::of(&portal);
        let second = Ask::at(place.stop).send(&portal);
        let name = place.name();
        assert_eq!((first.status, first.location()), (second.status, second.location()), "{name}");
        after.assert_unchanged(&portal, &name);
    }
}

#[test]
fn every_view_is_rendered() {
    let portal = open();
    for place in places() {
        Ask::at(place.stop).send(&portal);
        // Forms with complaints are views, too.
        let mut empty = Ask::at(place.stop);
        empty.fields.clear();
        empty.send(&portal);
    }
    let front = Request::get("http://portal.test/").body(Body::empty()).unwrap();
    assert_eq!(portal.send(STRANGER, front).status, StatusCode::OK);
    let practice = "http://portal.test/practice/00000000-0000-7000-8000-0000000e4201";
    let practice = Request::get(practice).body(Body::empty()).unwrap();
    assert_eq!(portal.send(STRANGER, practice).status, StatusCode::OK);
    let (workspace, mira) =
        ("00000000-0000-7000-8000-000000000001", "00000000-0000-7000-8000-000000000d41");
    let stop = Stop::new(workspace.parse().unwrap(), mira.parse().unwrap(), "new_message");
    let stopping = Request::get(stop.link(&portal.app.config)).body(Body::empty()).unwrap();
    assert_eq!(portal.send(STRANGER, stopping).status, StatusCode::OK);
    let unseen: Vec<_> = views()
        .into_iter()
        .filter(|view| SEEN.with_borrow(|seen| !seen.iter().any(|it| is_named(it, view))))
        .collect();
    assert!(unseen.is_empty(), "{unseen:#?}");
}

/// Whether this is the name of the view's type, with or without lifetimes.
fn is_named(it: &str, view: &str) -> bool {
    it.strip_prefix(view).is_some_and(|rest| rest.is_empty() || rest.starts_with('<'))
}

/// The type names of all views that are pages.
fn views() -> Vec<String> {
    /// Templates that are not pages: components, mails, the error page, an icon, and the data in invoices.
    const OTHERS: [&str; 6] =
        ["frame/", "ui/", "mail/", "error.html", "icon.svg", "invoices/factur-x.xml"];
    let mut all = Vec::new();
    for source in crate::testing::house::shipped() {
        let module =
            source.path.trim_start_matches("src/").trim_end_matches(".rs").replace('/', "::");
        for rest in source.text.split("#[template(path = \"").skip(1) {
            let template = rest.split('"').next().unwrap();
            let name = rest.split("struct ").nth(1).unwrap();
            let name = name.split(|c: char| !c.is_alphanumeric()).next().unwrap();
            if !OTHERS.iter().any(|other| template.starts_with(other)) {
                all.push(format!("portal::{}::{name}", module.trim_end_matches("::mod")));
            }
        }
    }
    assert!(all.len() > 5, "{all:?}");
    all
}
