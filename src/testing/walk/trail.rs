//! The audit trail and the log: what each change and each refusal writes.
use super::*;
use crate::{audit, edge, sessions::token};

fn events(portal: &Portal) -> usize {
    let count = format!("SELECT count(*) FROM events WHERE action NOT IN ({FOLLOWS})");
    portal.value(&count).parse().unwrap()
}

/// Events that another change causes: the client was told of the trip's new stage; one of several invoices was issued.
const FOLLOWS: &str = "'trip_announced', 'invoice_issued_with_others'";

#[test]
fn every_change_writes_one_event_with_actor_host_address_and_time() {
    for place in private().filter(Place::is_post).filter(|it| !it.stop.writes_nothing) {
        let portal = open();
        let before = events(&portal);
        let stop = place.stop;
        let actor = portal.value(&format!(
            "SELECT user_id FROM sessions WHERE digest = '{}'",
            token::digest(stop.who.name)
        ));
        let mut ask = Ask::at(stop);
        ask.from.push(("cf-connecting-ip", "203.0.113.7".to_owned()));
        let reply = ask.send(&portal);
        let name = place.name();
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{name}");
        assert_eq!(events(&portal), before + 1, "{name}");
        let told = portal.value(
            "SELECT concat_ws(' ', actor_id, host, address, at) FROM events ORDER BY rowid DESC LIMIT 1",
        );
        let who = format!("{actor} {} 203.0.113.7 {NOON}", stop.who.host);
        assert_eq!(told, who, "{name}");
    }
}

#[test]
fn every_event_has_a_sentence() {
    for place in places().iter().filter(|it| it.is_post() || it.stop.records_the_view) {
        let portal = open();
        Ask::at(place.stop).send(&portal);
        portal.work();
        for name in portal.value("SELECT group_concat(DISTINCT action) FROM events").split(',') {
            assert!(audit::action(name).is_some(), "{}: {name}", place.name());
        }
    }
}

#[test]
fn events_cannot_be_changed_or_deleted() {
    let portal = open();
    let before = Dump::of(&portal);
    for sql in [
        "UPDATE events SET note = 'another'",
        "UPDATE events SET at = at + 1 WHERE id = (SELECT id FROM events)",
        "DELETE FROM events",
        "INSERT OR REPLACE INTO events (id, workspace_id, face, action, subject_id, at) SELECT id, workspace_id, face, 'other', subject_id, at FROM events",
        "UPDATE OR REPLACE events SET id = id",
    ] {
        let refusal = portal.app.db.refusal(sql);
        assert!(refusal.is_some_and(|words| words.contains("append-only")), "{sql}");
    }
    before.assert_unchanged(&portal, "all of them");
}

#[test]
fn a_refusal_is_logged_once_without_the_form() {
    let portal = open();
    portal.app.db.execute("UPDATE users SET role = 'read_only' WHERE face = 'ops'");
    for place in private().filter(|it| it.face == Face::Ops && it.is_post() && !it.stop.is_own) {
        edge::logged();
        let mut ask = Ask::at(place.stop).set("secret", "a-very-private-word");
        ask.from.push(("user-agent", "curl\u{1b}[31m".replace('\u{1b}', "")));
        ask.path = format!("{}?token=a-very-private-word", ask.path);
        let reply = ask.send(&portal);
        let lines = edge::logged();
        let name = place.name();
        assert_eq!((reply.status, lines.len()), (StatusCode::FORBIDDEN, 1), "{name}: {lines:?}");
        let line = &lines[0];
        let read: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(read["reason"], "role", "{name}: {line}");
        assert_eq!(read["path"], place.stop.route, "{name}: {line}");
        assert_eq!(read["host"], "harbour-ops", "{name}: {line}");
        assert_eq!(read["at"], "2026-11-21T12:00:00.000Z", "{name}: {line}");
        assert!(
            read["user"].as_str().is_some_and(|id| id.contains("-7000-8000-")),
            "{name}: {line}"
        );
        for word in ["private", "@", "session", "curl", "cookie"] {
            assert!(!line.contains(word) || place.stop.route.contains(word), "{name}: {line}");
        }
    }
}

#[test]
fn a_failed_sign_in_is_logged_without_the_password() {
    let portal = open();
    edge::logged();
    for (path, user) in [("/session", false), ("/session/proof", true)] {
        let fields =
            [("key", "k"), ("email", "mira@harbour.example"), ("password", "not-hers-at-all")];
        let reply = portal.post(if user { MIRA } else { STRANGER }, path, &fields);
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        let lines = edge::logged();
        assert_eq!(lines.len(), 1, "{path}: {lines:?}");
        let read: serde_json::Value = serde_json::from_str(&lines[0]).unwrap();
        assert_eq!((&read["reason"], &read["path"]), (&"proof".into(), &path.into()));
        assert_eq!(read["user"].is_string(), user, "{}", lines[0]);
        assert!(!lines[0].contains("hers") && !lines[0].contains('@'), "{}", lines[0]);
    }
}

#[test]
fn a_form_sent_by_another_site_is_logged_without_a_user() {
    let portal = open();
    for place in places().iter().filter(|it| it.is_post()) {
        edge::logged();
        Ask::at(place.stop).from(&[("origin", "http://evil.example")]).send(&portal);
        let lines = edge::logged();
        assert_eq!(lines.len(), 1, "{}: {lines:?}", place.name());
        let read: serde_json::Value = serde_json::from_str(&lines[0]).unwrap();
        assert_eq!((&read["reason"], &read["path"]), (&"origin".into(), &place.stop.route.into()));
        assert!(read["user"].is_null(), "{}", lines[0]);
    }
}
