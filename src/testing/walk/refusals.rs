//! Requests that no page of the portal would send.
use super::*;

#[test]
fn a_form_sent_by_another_site_changes_nothing() {
    let portal = open();
    let before = Dump::of(&portal);
    for place in places().iter().filter(|it| it.is_post()) {
        let host = place.stop.who.host;
        let own = format!("http://{host}.portal.test");
        for from in [
            &[("origin", "http://evil.example")][..],
            &[("origin", "http://ridgeline.portal.test")],
            &[("origin", "http://portal.test")],
            &[("origin", "null")],
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "same-site"), ("origin", &own)],
            &[("sec-fetch-site", "none")],
            &[("sec-fetch-site", "same-origin"), ("origin", "http://evil.example")],
            &[("referer", &own)],
            &[],
        ] {
            let reply = Ask::at(place.stop).from(from).send(&portal);
            assert_eq!(reply.status, StatusCode::FORBIDDEN, "{}: {from:?}", place.name());
        }
    }
    before.assert_unchanged(&portal, "all of them");
}

#[test]
fn a_method_that_no_page_uses_is_not_allowed() {
    let portal = open();
    let before = Dump::of(&portal);
    for place in places() {
        let routes = routes(place.face);
        let has = |method: &Method| {
            routes
                .table()
                .iter()
                .any(|it| it.method == method.as_str() && it.path == place.stop.route)
        };
        for method in [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
            if !has(&method) && !is_shadowed(routes, &method, &place.stop.path()) {
                let reply = Ask { method: method.clone(), ..Ask::at(place.stop) }.send(&portal);
                let name = format!("{}: {method}", place.name());
                assert_eq!(reply.status, StatusCode::METHOD_NOT_ALLOWED, "{name}");
                assert!(reply.headers.contains_key(header::ALLOW), "{name}: does not say what is");
            }
        }
    }
    before.assert_unchanged(&portal, "all of them");
}

/// Whether another route has this path, as `/quotes/new` matches `/quotes/{id}`.
fn is_shadowed(routes: &Routes, method: &Method, path: &str) -> bool {
    let path = path.split('?').next().unwrap_or(path);
    routes.table().iter().any(|it| it.method == method.as_str() && it.path == path)
}

#[test]
fn a_body_that_is_not_a_form_is_refused() {
    let portal = open();
    let before = Dump::of(&portal);
    for place in places().iter().filter(|it| it.is_post()) {
        let host = place.stop.who.host;
        let send = |kind: &str, body: Vec<u8>| {
            let request = Request::post(format!("http://{host}.portal.test{}", place.stop.path()))
                .header(header::ORIGIN, format!("http://{host}.portal.test"))
                .header(header::CONTENT_TYPE, kind)
                .body(Body::from(body));
            portal.send(place.stop.who, request.unwrap()).status
        };
        let name = place.name();
        assert_eq!(
            send("application/json", b"{}".to_vec()),
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "{name}"
        );
        assert_eq!(
            send("text/plain", b"key=k".to_vec()),
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "{name}"
        );
        let form = "application/x-www-form-urlencoded";
        assert_eq!(send(form, vec![b'a'; 300 * 1024]), StatusCode::PAYLOAD_TOO_LARGE, "{name}");
    }
    before.assert_unchanged(&portal, "all of them");
}

#[test]
fn an_empty_form_is_refused_and_changes_nothing() {
    for place in private().filter(Place::is_post).filter(|it| !it.stop.may_be_empty) {
        let portal = open();
        let before = Dump::of(&portal);
        let mut ask = Ask::at(place.stop);
        ask.fields.clear();
        let reply = ask.send(&portal);
        assert!(reply.status.is_client_error(), "{}: {}", place.name(), reply.status);
        before.assert_unchanged(&portal, &place.name());
    }
}

#[test]
fn nonsense_in_a_field_causes_no_server_error() {
    let nines = "9".repeat(400);
    let words = "ä\u{202e}'\";--<script>".repeat(500);
    let nonsense =
        ["", "-1", "0", "x", "1e999", "\0", UNKNOWN_ID, &nines, &words, "2026-02-30", "99:99"];
    let portal = open();
    for (i, place) in places().iter().filter(|it| it.is_post()).enumerate() {
        for (j, (name, _)) in place.stop.fields().iter().enumerate() {
            // Hashing a password takes long, so forms of signed-out visitors get only two values.
            let is_slow = place.is_open();
            for (k, value) in nonsense.iter().enumerate().filter(|(k, _)| !is_slow || *k < 2) {
                let key = format!("{i}.{j}.{k}");
                let reply = Ask::at(place.stop).set(name, value).set("key", &key).send(&portal);
                let what = format!("{}: {name} = {value:.40}", place.name());
                assert!(reply.status.as_u16() < 500, "{what}: {}", reply.status);
                assert!(!reply.has("<script>"), "{what}: is not escaped");
            }
        }
    }
}

#[test]
fn nonsense_in_a_query_causes_no_server_error() {
    const NAMES: [&str; 16] = [
        "before", "after", "from", "until", "to", "show", "tab", "pile", "stage", "q", "kind",
        "next", "state", "page", "trip", "quote",
    ];
    let portal = open();
    for place in private().filter(|it| !it.is_post()) {
        let path = place.stop.path();
        let path = path.split('?').next().unwrap_or_default();
        for value in
            ["", "-1", "x", "99999999999999999999", "1.1", "%27", "%00", "%F0%9F", "a%20b*%25_"]
        {
            // `trip` and `quote` are ids, which are not found and would hide errors of the others.
            for names in NAMES.chunks(14) {
                let query: Vec<_> = names.iter().map(|name| format!("{name}={value}")).collect();
                let path = format!("{path}?{}", query.join("&"));
                let reply = Ask::at(place.stop).path(path.clone()).send(&portal);
                assert!(reply.status.as_u16() < 500, "{path}: {}", reply.status);
            }
        }
    }
}

#[test]
fn a_form_of_an_outdated_page_changes_nothing() {
    for place in private().filter(|it| it.stop.form.iter().any(|(name, _)| *name == "version")) {
        let portal = open();
        let before = Dump::of(&portal);
        for version in ["999", "0"] {
            let reply =
                Ask::at(place.stop).set("version", version).set("key", version).send(&portal);
            assert_eq!(reply.status, StatusCode::CONFLICT, "{}: {version}", place.name());
            let has_rows = place.stop.form.iter().any(|(name, _)| name.ends_with(".0"));
            let is_back = reply.has("Here is what you wrote; it has not been saved.");
            assert!(!has_rows || is_back, "{}: its rows are lost", place.name());
        }
        before.assert_unchanged(&portal, &place.name());
    }
}

#[test]
fn read_only_staff_change_nothing() {
    let portal = open();
    portal.app.db.execute("UPDATE users SET role = 'read_only' WHERE face = 'ops'");
    for place in private().filter(|it| it.face == Face::Ops) {
        let before = Dump::of(&portal);
        let reply = Ask::at(place.stop).send(&portal);
        if !place.is_post() {
            let is_led = !place.stop.target.is_empty() && reply.status == StatusCode::SEE_OTHER;
            let is_form = is_led || [StatusCode::OK, StatusCode::FORBIDDEN].contains(&reply.status);
            assert!(is_form, "{}: {}", place.name(), reply.status);
        } else if !place.stop.is_own {
            assert_eq!(reply.status, StatusCode::FORBIDDEN, "{}", place.name());
        }
        if place.stop.is_own || place.stop.records_the_view {
            continue;
        }
        before.assert_unchanged(&portal, &place.name());
    }
}
