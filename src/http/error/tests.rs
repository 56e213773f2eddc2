//! The same error, as a page and as a problem document.
use super::*;
use crate::testing::cast::*;
use axum::{body::Body, http::Request};
use serde_json::Value;

const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

fn get(portal: &Portal, who: Person, path: &str, accept: &str) -> Reply {
    let request =
        Request::get(format!("http://harbour.portal.test{path}")).header("accept", accept);
    portal.send(who, request.body(Body::empty()).unwrap())
}

/// The problem document of an answer: type and status.
fn problem(reply: &Reply) -> (String, Value) {
    let kind = reply.headers.get("content-type").unwrap();
    assert_eq!(kind, "application/problem+json; charset=utf-8", "{}", reply.body);
    let document: Value = serde_json::from_str(&reply.body).unwrap();
    assert_eq!(document["status"], reply.status.as_u16());
    assert!(document["title"].is_string() && document["detail"].is_string(), "{document}");
    (document["type"].as_str().unwrap().to_owned(), document)
}

#[test]
fn json_is_preferred_where_it_is_named_before_a_page() {
    for (accept, expected) in [
        ("application/json", true),
        ("Application/JSON; charset=utf-8", true),
        ("application/problem+json", true),
        ("text/plain, application/json;q=0.5, text/html", true),
        ("text/html, application/json", false),
        (BROWSER, false),
        ("*/*", false),
        ("application/jsonp", false),
        ("", false),
    ] {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, accept.parse().unwrap());
        assert_eq!(prefers_json(&headers), expected, "{accept}");
    }
    assert!(!prefers_json(&HeaderMap::new()));
}

#[test]
fn a_signed_out_browser_is_redirected_and_a_signed_out_script_is_told() {
    let portal = Portal::open("");
    let led = get(&portal, STRANGER, "/airports?q=teb", BROWSER);
    assert_eq!(led.status, StatusCode::SEE_OTHER);
    assert_eq!(led.location(), "/session/new?next=%2Fairports%3Fq%3Dteb");

    let told = get(&portal, STRANGER, "/airports?q=teb", "application/json");
    assert_eq!(told.status, StatusCode::UNAUTHORIZED);
    let challenge = told.headers["www-authenticate"].to_str().unwrap();
    assert!(challenge.starts_with("Cookie realm="), "{challenge}");
    assert_eq!(problem(&told).0, "tag:portal.test,2026:sign-in-first");
    assert_eq!(told.location(), "");

    let found = get(&portal, MIRA, "/airports?q=teb", "application/json");
    assert_eq!(found.status, StatusCode::OK);
    assert!(found.body.starts_with('['), "{}", found.body);
}

#[test]
fn a_missing_second_step_is_told_to_a_script() {
    let portal = crate::testing::walk::open();
    let vera = Person { name: "vera, half-way", host: "harbour" };
    let told = get(&portal, vera, "/airports?q=teb", "application/json");
    assert_eq!(told.status, StatusCode::UNAUTHORIZED);
    assert_eq!(problem(&told).0, "tag:portal.test,2026:show-factor");
    assert_eq!(
        get(&portal, vera, "/airports", BROWSER).location(),
        "/session/factor?next=%2Fairports"
    );
}

#[test]
fn what_is_not_found_is_a_page_or_a_problem() {
    let portal = Portal::open("");
    for path in ["/session/challenge?for=x", "/nowhere"] {
        let page = get(&portal, STRANGER, path, BROWSER);
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        assert!(page.has("<h1>Page not found</h1>"), "{}", page.body);
        let told = get(&portal, STRANGER, path, "application/json");
        assert_eq!(told.status, StatusCode::NOT_FOUND);
        assert_eq!(problem(&told).0, "tag:portal.test,2026:not-found");
    }
}

#[test]
fn a_method_that_is_not_taken_is_told_as_a_page_or_a_problem() {
    let portal = Portal::open("");
    let put = |accept: &str| {
        let request = Request::put("http://harbour.portal.test/airports")
            .header("accept", accept)
            .header("origin", "http://harbour.portal.test");
        let reply = portal.send(MIRA, request.body(Body::empty()).unwrap());
        assert_eq!(reply.status, StatusCode::METHOD_NOT_ALLOWED);
        assert!(reply.headers["allow"].to_str().unwrap().contains("GET"));
        reply
    };
    assert!(put(BROWSER).has("<h1>That cannot be done here</h1>"));
    assert_eq!(problem(&put("application/json")).0, "tag:portal.test,2026:not-allowed");
}

#[test]
fn a_fault_is_told_by_its_reference_alone() {
    let portal = Portal::open("");
    portal.app.db.execute("ALTER TABLE airports RENAME TO lost");
    let page = get(&portal, MIRA, "/airports?q=teb", BROWSER);
    assert!(page.has("give us this reference") && page.has("reference</span>"), "{}", page.body);

    let told = get(&portal, MIRA, "/airports?q=teb", "application/json");
    assert_eq!(told.status, StatusCode::INTERNAL_SERVER_ERROR);
    let (kind, document) = problem(&told);
    assert_eq!(kind, "tag:portal.test,2026:internal");
    assert_eq!(document["instance"], "tag:portal.test,2026:fault/reference");
    assert!(!told.has("airport"), "{}", told.body);
}

#[test]
fn a_refusal_of_a_script_is_logged_as_that_of_a_page() {
    let portal = Portal::open("");
    crate::edge::logged();
    let request = Request::post("http://harbour.portal.test/messages")
        .header("accept", "application/json")
        .header("origin", "http://evil.example");
    let told = portal.send(MIRA, request.body(Body::empty()).unwrap());
    assert_eq!(problem(&told).0, "tag:portal.test,2026:foreign");
    let log = crate::edge::logged().concat();
    assert!(log.contains("\"reason\":\"origin\"") && log.contains("\"/messages\""), "{log}");
}
