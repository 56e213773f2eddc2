//! What every answer carries, whatever its status, and what no answer does.
mod bodies;

use crate::{
    app::App,
    config::Config,
    edge::{self, Break},
    testing::cast::*,
};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};
use http_body_util::BodyExt as _;
use std::sync::Arc;

/// The same portal as it is deployed: its cookies are bound to their host.
fn deployed(portal: Portal) -> Portal {
    let was = Config::clone(&portal.app.config);
    let config = Config { local: false, origin: "https://portal.test".into(), ..was };
    Portal { app: App { config: Arc::new(config), ..portal.app } }
}

fn ask(portal: &Portal, method: &str, path: &str, kind: &str, body: impl Into<Body>) -> Reply {
    let request = Request::builder()
        .method(method)
        .uri(format!("https://harbour.portal.test{path}"))
        .header("origin", "https://harbour.portal.test")
        .header("content-type", kind)
        .header("cookie", format!("__Host-session={}", cookie_of(MIRA)));
    portal.send(STRANGER, request.body(body.into()).unwrap())
}

const FORM: &str = "application/x-www-form-urlencoded";

#[test]
fn every_status_carries_every_header() {
    let portal = deployed(Portal::open(WALK));
    let cancel = "/requests/00000000-0000-7000-8000-0000000e1001/cancellation";
    let mut seen = vec![
        ask(&portal, "GET", "/airports", FORM, ""),
        ask(&portal, "POST", "/messages", FORM, "key=k&subject=A+dog&body=He+comes+along."),
        ask(&portal, "POST", "/password", "text/plain", "a"),
        ask(&portal, "GET", "/nowhere", FORM, ""),
        ask(&portal, "HEAD", "/airports", FORM, ""),
        ask(&portal, "PUT", "/airports", FORM, ""),
        ask(&portal, "OPTIONS", "/airports", FORM, ""),
        ask(&portal, "POST", cancel, FORM, "key=k&version=999&reason=Ill"),
        ask(&portal, "POST", "/messages", FORM, vec![b'a'; 300 * 1024]),
        ask(&portal, "POST", "/messages", FORM, vec![b'a'; 3 * 1024 * 1024]),
        ask(&portal, "POST", "/messages", FORM, "key=l"),
        ask(&portal, "POST", "/messages", FORM, "key=m&subject=%ff"),
    ];
    let foreign = Request::post("https://harbour.portal.test/messages")
        .header("origin", "https://evil.example");
    seen.push(portal.send(MIRA, foreign.body(Body::empty()).unwrap()));
    let nobody =
        Request::get("https://nobody.portal.test/session/new").body(Body::empty()).unwrap();
    seen.push(portal.send(STRANGER, nobody));
    *portal.app.limiter.refuses.lock().unwrap() = true;
    seen.push(ask(&portal, "POST", "/session", FORM, "email=mira@harbour.example&password=x"));
    portal.app.db.stumble(0, &[(Break::Before, "D1_ERROR: Network connection lost."); 6]);
    seen.push(ask(&portal, "GET", "/airports", FORM, ""));
    portal.app.db.execute("ALTER TABLE hosts RENAME TO lost");
    seen.push(ask(&portal, "GET", "/airports", FORM, ""));

    let mut statuses: Vec<u16> = seen.iter().map(|reply| reply.status.as_u16()).collect();
    statuses.sort_unstable();
    statuses.dedup();
    assert_eq!(statuses, [200, 303, 400, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503]);
    for reply in &seen {
        let value = |name: &str| {
            let values: Vec<_> = reply.headers.get_all(name).iter().collect();
            assert_eq!(values.len(), 1, "{}: {name}: {values:?}", reply.status);
            values[0].to_str().unwrap().to_owned()
        };
        let policy = value("content-security-policy");
        for part in [
            "default-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self'",
            "script-src 'self'",
        ] {
            assert!(policy.contains(part), "{}: {policy}", reply.status);
        }
        for word in ["unsafe", "*", "data:", "http", "object-src"] {
            assert!(!policy.contains(word), "{}: {policy}", reply.status);
        }
        assert_eq!(value("strict-transport-security"), "max-age=31536000; includeSubDomains");
        assert_eq!(value("x-content-type-options"), "nosniff");
        assert_eq!(value("referrer-policy"), "same-origin");
        assert_eq!(value("cross-origin-opener-policy"), "same-origin");
        assert_eq!(value("cross-origin-resource-policy"), "same-origin");
        assert!(!value("cache-control").is_empty());
        let permissions = value("permissions-policy");
        assert!(permissions.contains("publickey-credentials-create=(self)"), "{permissions}");
        assert!(!reply.headers.contains_key("server-timing"), "{}", reply.status);
        if reply.status != StatusCode::SEE_OTHER && !reply.body.is_empty() {
            assert!(value("content-type").contains("charset=utf-8"), "{}", reply.status);
        }
    }
}

#[test]
fn an_unsafe_configuration_is_told_in_place_of_every_page_and_logged() {
    let response = crate::http::closed::answer("LOCAL is set, but PORTAL_DOMAIN is not localhost.");
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(response.headers()["cache-control"], "no-store");
    let body = futures_executor::block_on(response.into_body().collect()).unwrap().to_bytes();
    let text = String::from_utf8(body.to_vec()).unwrap();
    assert!(text.contains("closed") && text.contains("LOCAL is set"), "{text}");
    assert!(edge::logged().iter().any(|line| line.contains("closed: LOCAL is set")));
}

#[test]
fn a_cookie_of_a_deployed_portal_is_bound_to_its_host() {
    let portal = deployed(Portal::open(WALK));
    let told = ask(&portal, "POST", "/messages", FORM, "key=k&subject=A+dog&body=He+comes+along.");
    let out = ask(&portal, "POST", "/session/end", FORM, "key=o");
    let cookies: Vec<_> = [told, out]
        .iter()
        .flat_map(|reply| {
            reply
                .headers
                .get_all("set-cookie")
                .iter()
                .map(|it| it.to_str().unwrap().to_owned())
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(cookies.iter().any(|it| it.starts_with("__Host-session=;")), "{cookies:?}");
    for cookie in &cookies {
        assert!(cookie.starts_with("__Host-"), "{cookie}");
        for part in ["; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        assert!(!cookie.contains("Domain"), "{cookie}");
    }
    // A cookie by its plain name, which a page of another host below the domain could set, is none.
    let request = Request::get("https://harbour.portal.test/airports")
        .header("cookie", format!("session={}", cookie_of(MIRA)));
    let reply = portal.send(STRANGER, request.body(Body::empty()).unwrap());
    assert_eq!(reply.location(), "/session/new?next=%2Fairports");
}

#[test]
fn no_other_origin_is_ever_let_in() {
    let portal = Portal::open(WALK);
    let threads = || portal.value("SELECT count(*) FROM threads");
    let before = threads();
    for origin in [
        "null",
        "http://evil.example",
        "http://sub.harbour.portal.test",
        "http://harbour.portal.test.evil.example",
        "http://evilharbour.portal.test",
        "http://ridgeline.portal.test",
        "https://harbour.portal.test",
        "http://harbour.portal.test:8080",
        "http://harbour.portal.test:443",
        "//harbour.portal.test",
        "harbour.portal.test",
        "ftp://harbour.portal.test",
    ] {
        for (method, path) in [
            (Method::GET, "/airports"),
            (Method::OPTIONS, "/messages"),
            (Method::POST, "/messages"),
            (Method::GET, "/nowhere"),
        ] {
            let request = Request::builder()
                .method(method.clone())
                .uri(format!("http://harbour.portal.test{path}"))
                .header("origin", origin)
                .header("access-control-request-method", "POST")
                .header("access-control-request-headers", "content-type");
            let reply = portal.send(MIRA, request.body(Body::empty()).unwrap());
            let shares = reply.headers.keys().find(|it| it.as_str().starts_with("access-control"));
            assert!(shares.is_none(), "{method} {path} from {origin}: {shares:?}");
            assert!(
                method == Method::GET || reply.status == StatusCode::FORBIDDEN,
                "{method} {origin}"
            );
        }
    }
    assert_eq!(threads(), before);
}

#[test]
fn an_origin_is_compared_as_a_whole() {
    let portal = Portal::open(WALK);
    for (url, origin, is_own) in [
        ("http://harbour.portal.test/messages", "http://harbour.portal.test:80", true),
        ("http://harbour.portal.test:80/messages", "http://harbour.portal.test", true),
        ("http://harbour.portal.test:8787/messages", "http://harbour.portal.test:8787", true),
        ("https://harbour.portal.test/messages", "https://harbour.portal.test:443", true),
        ("http://harbour.portal.test/messages", "http://HARBOUR.portal.test", true),
        ("http://harbour.portal.test:8787/messages", "http://harbour.portal.test", false),
        ("http://harbour.portal.test:8787/messages", "http://harbour.portal.test:8788", false),
        ("https://harbour.portal.test/messages", "http://harbour.portal.test", false),
        ("https://harbour.portal.test/messages", "http://harbour.portal.test:443", false),
    ] {
        for site in [None, Some("same-origin")] {
            let mut request =
                Request::post(url).header("origin", origin).header("content-type", FORM);
            if let Some(site) = site {
                request = request.header("sec-fetch-site", site);
            }
            let reply = portal.send(MIRA, request.body(Body::from("key=k")).unwrap());
            assert_eq!(reply.status != StatusCode::FORBIDDEN, is_own, "{url} from {origin}");
        }
    }
}

#[test]
fn text_that_is_not_utf_8_is_refused_and_not_replaced() {
    let portal = Portal::open(WALK);
    let threads = || portal.value("SELECT count(*) FROM threads");
    let before = threads();
    for (method, path, body) in [
        ("POST", "/messages", "key=k&subject=A+dog&body=%ff%fe"),
        ("POST", "/messages", "key=k&subject=%c0%80&body=He+barks."),
        ("GET", "/airports?q=%ff", ""),
        ("GET", "/trips?show=%e2%82", ""),
        ("GET", "/session/new?next=%c3", ""),
    ] {
        let request = Request::builder()
            .method(method)
            .uri(format!("http://harbour.portal.test{path}"))
            .header("origin", "http://harbour.portal.test")
            .header("content-type", FORM);
        let reply = portal.send(MIRA, request.body(Body::from(body)).unwrap());
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{path} {body}: {}", reply.body);
        assert!(
            reply.has("<h1>That could not be read</h1>") && reply.has("UTF-8"),
            "{}",
            reply.body
        );
    }
    assert_eq!(threads(), before);
}

#[test]
fn a_text_is_stored_without_what_nobody_can_see() {
    let portal = Portal::open("");
    let fields = [
        ("key", "k"),
        ("subject", "A\0 \u{202e}dog"),
        ("body", "He\u{1b} barks.\r\nLoud\u{2066}ly."),
    ];
    assert_eq!(portal.post(MIRA, "/messages", &fields).status, StatusCode::SEE_OTHER);
    assert_eq!(portal.value("SELECT subject FROM threads"), "A dog");
    assert_eq!(portal.value("SELECT body FROM messages"), "He barks.\nLoudly.");

    let portal = Portal::open(WALK);
    for blank in
        ["\u{200b}", "\u{3164}\u{3164}", "\u{202e}\u{202c}", "\0", "\u{2800}", "\u{ad}\u{a0}"]
    {
        for (who, path, field) in [
            (MIRA, "/messages", "subject"),
            (MIRA, "/passengers", "name"),
            (MIRA, "/people", "name"),
            (DANA, "/contacts", "name"),
            (DANA, "/leads", "name"),
            (OLE, "/staff", "name"),
            (STRANGER, "/sign-ups", "name"),
        ] {
            let reply = portal.post(who, path, &[("key", blank), (field, blank)]);
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}: {blank:?}");
            assert!(
                reply.has(&format!("id=\"{field}-said\"")) || reply.has("aria-invalid"),
                "{}",
                reply.body
            );
        }
    }
}

#[test]
fn no_redirect_leads_to_another_host() {
    let portal = Portal::open("");
    let next = [
        "//evil.example",
        "/\\evil.example",
        "\\/evil.example",
        "https:evil.example",
        "https://evil.example",
        "/%0d%0aset-cookie:x",
        "/\r\nset-cookie: x",
        "/%5cevil.example",
        "/%2f/evil.example",
        "/\t/evil.example",
        " //evil.example",
        "javascript:x",
    ];
    for next in next {
        let path = format!("/session/new?next={}", crate::http::page::encoded(next));
        let door = portal.get(STRANGER, &path);
        assert_eq!(door.status, StatusCode::OK);
        let led = crate::sessions::safe_next(next);
        // What a browser makes of it stays on the host that answered.
        assert!(
            led.starts_with('/')
                && !led.starts_with("//")
                && !led.contains(['\\', '\r', '\n', '\t']),
            "{next:?}: {led}"
        );
    }
    for path in ["//evil.example/x", "/%5cevil.example", "/%0d%0ax"] {
        let reply = portal.get(STRANGER, path);
        assert!(
            !reply.location().starts_with("//") && !reply.location().contains("://"),
            "{path}: {}",
            reply.location()
        );
    }
}

#[test]
fn a_refusal_leads_back_to_the_page_that_asked_if_it_is_one_of_ours() {
    let portal = Portal::open(WALK);
    let cancel = "/requests/00000000-0000-7000-8000-0000000e1001/cancellation";
    let refused = |referer: &str| {
        let request = Request::post(format!("http://harbour.portal.test{cancel}"))
            .header("origin", "http://harbour.portal.test")
            .header("content-type", FORM)
            .header("referer", referer);
        let reply =
            portal.send(MIRA, request.body(Body::from("key=k&version=999&reason=")).unwrap());
        assert_eq!(reply.status, StatusCode::CONFLICT);
        reply
    };
    let led = refused("http://harbour.portal.test/requests/1?tab=a");
    assert!(led.has("href=\"/requests/1?tab=a\">Back to the page"), "{}", led.body);
    for referer in ["http://evil.example/x", "nonsense"] {
        assert!(!refused(referer).has("Back to the page"), "{referer}");
    }
    for path in ["//evil.example", "/\\evil.example"] {
        let led = refused(&format!("http://harbour.portal.test{path}"));
        assert!(!led.has("evil"), "{path}: {}", led.body);
    }
}

#[test]
fn a_line_of_the_log_names_its_request_and_nobody() {
    let portal = Portal::open("");
    edge::logged();
    let ask = |path: &str| {
        let request = Request::get(format!("http://harbour-ops.portal.test{path}"));
        let request = request.header("cf-ray", "8f3a-OSL").body(Body::empty()).unwrap();
        portal.send(DANA, request)
    };
    assert_eq!(ask("/runs").status, StatusCode::FORBIDDEN);
    portal.app.db.execute("ALTER TABLE leads RENAME TO lost_leads");
    assert_eq!(ask("/leads").status, StatusCode::INTERNAL_SERVER_ERROR);
    let lines = edge::logged();
    assert_eq!(lines.len(), 2, "{lines:?}");
    for (line, event) in lines.iter().zip(["denied", "fault"]) {
        assert!(line.contains("\"request\":\"8f3a-OSL\""), "{line}");
        assert!(line.contains(&format!("\"event\":\"{event}\"")), "{line}");
        for word in ["Dana", "dana@", "203.0.113"] {
            assert!(!line.contains(word), "{line}");
        }
    }
}
