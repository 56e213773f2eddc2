//! Every address of the API, with a key and without one.
use super::*;
use crate::users::Ability;

/// The keys of Harbour and of Ridgeline.
const OURS: &str = "Bearer cp_harbour";
const THEIRS: &str = "Bearer cp_ridgeline";

/// The addresses of the API.
fn programs() -> Vec<(Place, Ability)> {
    let of = |it: Place| match it.access.who {
        Who::Programs(ability) => Some((it, ability)),
        _ => None,
    };
    all_places().into_iter().filter_map(of).collect()
}

/// A request of a program, which a test may alter before it is sent.
struct Call {
    method: Method,
    host: &'static str,
    path: String,
    headers: Vec<(&'static str, String)>,
    body: String,
}

impl Call {
    fn at(place: &Place) -> Self {
        let stop = place.stop;
        let fields: serde_json::Map<_, _> =
            stop.fields().into_iter().map(|(name, value)| (name, value.into())).collect();
        Self {
            method: stop.method(),
            host: stop.who.host,
            path: stop.path(),
            headers: vec![
                ("authorization", OURS.to_owned()),
                ("content-type", "application/json".to_owned()),
                ("idempotency-key", "one".to_owned()),
            ],
            body: serde_json::to_string(&fields).unwrap(),
        }
    }

    fn with(mut self, header: &'static str, value: &str) -> Self {
        self.headers.retain(|(name, _)| *name != header);
        self.headers.push((header, value.to_owned()));
        self
    }

    fn send(&self, portal: &Portal) -> Reply {
        let url = format!("http://{}.portal.test{}", self.host, self.path);
        let mut request = Request::builder().method(&self.method).uri(url);
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let body = if self.method == Method::GET { "" } else { &self.body };
        let reply = portal.send(STRANGER, request.body(Body::from(body.to_owned())).unwrap());
        let name = format!("{} {}", self.method, self.path);
        pages::check(&reply, &name);
        assert_eq!(reply.headers["content-type"], "application/json", "{name}");
        assert_eq!(reply.headers["cache-control"], "no-store", "{name}");
        assert!(!reply.headers.contains_key(header::LOCATION), "{name}: redirects");
        let json: serde_json::Value = serde_json::from_str(&reply.body).unwrap();
        assert_eq!(json.get("error").is_some(), !reply.status.is_success(), "{name}: {json}");
        reply
    }
}

fn code(reply: &Reply) -> String {
    let json: serde_json::Value = serde_json::from_str(&reply.body).unwrap();
    json["error"]["code"].as_str().unwrap().to_owned()
}

#[test]
fn the_api_is_for_keys_alone_and_nothing_else_is() {
    for face in [Face::Client, Face::Ops] {
        for it in routes(face).table() {
            let is_for_keys = matches!(it.access.who, Who::Programs(_));
            assert_eq!(is_for_keys, it.path.starts_with("/api/"), "{face:?} {}", it.path);
            assert!(!is_for_keys || face == Face::Ops, "{face:?} {}", it.path);
        }
    }
    assert!(programs().len() > 10);
}

#[test]
fn without_a_valid_key_there_is_nothing() {
    let cookie = format!("session={}", cookie_of(OLE));
    let ended = [
        format!("UPDATE api_keys SET revoked_at = {NOON}"),
        format!("UPDATE api_keys SET expires_at = {NOON} - 1"),
    ];
    let portal = open();
    let before = Dump::of(&portal);
    for (place, _) in programs() {
        let mut calls = vec![];
        for (header, value) in [
            ("authorization", ""),
            ("authorization", "cp_harbour"),
            ("authorization", "Basic cp_harbour"),
            ("authorization", "Bearer harbour"),
            ("authorization", "Bearer cp_another"),
            ("authorization", THEIRS),
        ] {
            calls.push(Call::at(&place).with(header, value));
        }
        calls.push(Call::at(&place).with("authorization", "").with("cookie", &cookie));
        for call in calls {
            let reply = call.send(&portal);
            assert_eq!(reply.status, StatusCode::UNAUTHORIZED, "{}", place.name());
            assert_eq!(code(&reply), "unauthorized");
            assert_eq!(reply.headers["www-authenticate"], "Bearer realm=\"api\"");
        }
        for sql in &ended {
            portal.app.db.execute(&format!("SAVEPOINT cell; {sql}"));
            let reply = Call::at(&place).send(&portal);
            assert_eq!(reply.status, StatusCode::UNAUTHORIZED, "{}: {sql}", place.name());
            portal.app.db.execute("ROLLBACK TO cell; RELEASE cell");
        }
        // The client's side has no API.
        let reply = Call { host: "harbour", ..Call::at(&place) }.send(&portal);
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{}", place.name());
    }
    before.assert_unchanged(&portal, "all of them");
}

#[test]
fn a_key_does_what_it_was_made_for_and_nothing_else() {
    for (place, needed) in programs() {
        for ability in Ability::ALL {
            let portal = open();
            let word = ability.word();
            portal.app.db.execute(&format!("UPDATE api_keys SET abilities = '[\"{word}\"]'"));
            let before = Dump::of(&portal);
            let reply = Call::at(&place).send(&portal);
            if ability == needed {
                assert!(reply.status.is_success(), "{}: {}", place.name(), reply.body);
            } else {
                assert_eq!(reply.status, StatusCode::FORBIDDEN, "{} {word}", place.name());
                assert!(reply.has(needed.word()), "{}", reply.body);
                before.assert_unchanged(&portal, &place.name());
            }
        }
    }
}

#[test]
fn a_key_reaches_its_own_workspace_only() {
    let portal = open();
    for (place, _) in programs() {
        let theirs =
            || Call { host: "ridgeline-ops", ..Call::at(&place) }.with("authorization", THEIRS);
        let before = Dump::of(&portal);
        let reply = theirs().send(&portal);
        for word in MIRA_WORDS {
            assert!(!reply.has(word), "{}: shows {word}", place.name());
        }
        if !place.stop.id.is_empty() {
            assert_eq!(reply.status, StatusCode::NOT_FOUND, "{}", place.name());
            before.assert_unchanged(&portal, &place.name());
            for id in [UNKNOWN_ID, "not-an-id", "1", "%27%20OR%201=1", "%00", "..%2f"] {
                let unknown = Call { path: place.stop.path_with(id), ..Call::at(&place) };
                let unknown = unknown.send(&portal);
                assert_eq!(unknown.body, reply.body, "{}: {id}", place.name());
            }
        }
    }
}

#[test]
fn reading_takes_one_round_trip_and_writing_two() {
    for (place, _) in programs() {
        let portal = open();
        let (before, name) = (Dump::of(&portal), place.name());
        let reply = Call::at(&place).send(&portal);
        if place.is_post() {
            assert_eq!((reply.status, batches(&reply)), (StatusCode::CREATED, 2), "{name}");
            assert!(before != Dump::of(&portal), "{name}");
        } else {
            assert_eq!((reply.status, batches(&reply)), (StatusCode::OK, 1), "{name}");
            before.assert_unchanged(&portal, &name);
        }
    }
}

#[test]
fn the_same_idempotency_key_is_carried_out_once() {
    for (place, _) in programs().into_iter().filter(|(it, _)| it.is_post()) {
        let portal = open();
        let first = Call::at(&place).send(&portal);
        let after = Dump::of(&portal);
        let second = Call::at(&place).send(&portal);
        assert_eq!((first.status, &first.body), (second.status, &second.body));
        assert!(batches(&second) <= 2);
        let other = Call { body: "{\"name\":\"Another\"}".to_owned(), ..Call::at(&place) };
        let other = other.send(&portal);
        assert_eq!((other.status, code(&other).as_str()), (StatusCode::CONFLICT, "refused"));
        after.assert_unchanged(&portal, &place.name());
        let again = Call::at(&place).with("idempotency-key", "").send(&portal);
        assert_eq!(again.status, StatusCode::CREATED, "{}", again.body);
        assert!(after != Dump::of(&portal), "{}", place.name());
    }
}

#[test]
fn a_change_by_a_key_whose_answer_was_lost_is_made_once() {
    for (place, _) in programs().into_iter().filter(|(it, _)| it.is_post()) {
        let (usual, portal) = (open(), open());
        Call::at(&place).send(&usual);
        portal
            .app
            .db
            .stumble(1, &[(crate::edge::Break::After, "D1_ERROR: Network connection lost.")]);
        let reply = Call::at(&place).send(&portal);
        assert_eq!(reply.status, StatusCode::CREATED, "{}: {}", place.name(), reply.body);
        let events = "SELECT count(*) FROM events";
        assert_eq!(portal.value(events), usual.value(events), "{}", place.name());
    }
}

#[test]
fn nonsense_gets_an_answer_that_says_what_is_wrong() {
    let portal = open();
    let before = Dump::of(&portal);
    for (place, _) in programs() {
        let name = place.name();
        let put = Call { method: Method::PUT, ..Call::at(&place) }.send(&portal);
        assert_eq!(put.status, StatusCode::METHOD_NOT_ALLOWED, "{name}");
        if !place.is_post() {
            if place.stop.id.is_empty() {
                for query in ["limit=0", "limit=101", "limit=x", "cursor=x", "updated_since=x"] {
                    let path = format!("{}?{query}", place.stop.route);
                    let reply = Call { path, ..Call::at(&place) }.send(&portal);
                    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{name} {query}");
                    let field = query.split('=').next().unwrap();
                    assert!(reply.has(&format!("\"field\":\"{field}\"")), "{}", reply.body);
                }
            }
            continue;
        }
        let form = Call::at(&place).with("content-type", "application/x-www-form-urlencoded");
        assert_eq!(form.send(&portal).status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{name}");
        for body in ["", "{", "[]", "7", "\u{fffd}"] {
            let call = Call { body: body.to_owned(), ..Call::at(&place) };
            assert_eq!(call.send(&portal).status, StatusCode::BAD_REQUEST, "{name}: {body}");
        }
        let large = Call { body: format!("\"{}\"", "x".repeat(70_000)), ..Call::at(&place) };
        assert_eq!(large.send(&portal).status, StatusCode::PAYLOAD_TOO_LARGE, "{name}");
        for (field, _) in place.stop.fields() {
            for value in ["[]", "{}", "true", "-1", "1e99", r#""\u0000<script>\u202e""#, "\"x\""] {
                let fields = place
                    .stop
                    .fields()
                    .into_iter()
                    .map(|(name, value)| (name, serde_json::Value::from(value)));
                let mut body: serde_json::Map<_, _> = fields.collect();
                body.insert(field.clone(), serde_json::from_str(value).unwrap());
                let body = serde_json::to_string(&body).unwrap();
                let call = Call { body, ..Call::at(&place) }.with("idempotency-key", value);
                portal.app.db.execute("SAVEPOINT cell");
                let reply = call.send(&portal);
                portal.app.db.execute("ROLLBACK TO cell; RELEASE cell");
                assert!(reply.status.as_u16() < 500, "{name} {field} {value}: {}", reply.body);
                let is_told = reply.has(&format!("\"field\":\"{field}\""));
                assert!(is_told || reply.status.is_success(), "{name} {field}: {}", reply.body);
            }
        }
        let call = Call { body: "{\"colour\":\"red\"}".to_owned(), ..Call::at(&place) };
        assert!(call.send(&portal).has("\"field\""));
    }
    before.assert_unchanged(&portal, "all of them");
}

#[test]
fn a_failing_database_is_not_told_in_detail() {
    let portal = open();
    portal.app.db.execute("ALTER TABLE hosts RENAME TO lost");
    for (place, _) in programs() {
        let reply = Call::at(&place).send(&portal);
        assert_eq!(reply.status, StatusCode::INTERNAL_SERVER_ERROR, "{}", place.name());
        assert!(reply.has("request_id") && !reply.has("hosts"), "{}", reply.body);
    }
}
