//! The pages of the audit trail.
use crate::testing::cast::*;
use axum::http::StatusCode;

const OLES: &str = "00000000-0000-7000-8000-000000000d31";
const MIRAS: &str = "00000000-0000-7000-8000-000000000d41";
const HARBOUR: &str = "00000000-0000-7000-8000-000000000001";

/// Some events at Harbour: action, actor, subject, address, minutes before noon.
fn seeded(events: &[(&str, &str, &str, &str, i64)]) -> Portal {
    let portal = Portal::open("");
    for (i, (action, actor, subject, address, minutes)) in events.iter().enumerate() {
        let actor = if actor.is_empty() { "NULL".to_owned() } else { format!("'{actor}'") };
        portal.app.db.execute(&format!(
            "INSERT INTO events (id, workspace_id, actor_id, face, action, subject_id, note, address, host, at)
             VALUES ('e{i}', '{HARBOUR}', {actor}, 'ops', '{action}', '{subject}', 'note {i}', '{address}', 'harbour-ops', {})",
            NOON - minutes * 60_000
        ));
    }
    portal
}

fn few() -> Portal {
    seeded(&[
        ("signed_in", OLES, OLES, "10.0.0.1", 1),
        ("sign_in_failed", "", "", "10.0.0.2", 2),
        ("client_invited", OLES, "00000000-0000-7000-8000-000000000c27", "10.0.0.1", 3),
        ("signed_in", MIRAS, MIRAS, "10.0.0.2", 60 * 24),
        ("trip_moved", OLES, "00000000-0000-7000-8000-0000000e3001", "10.0.0.1", 60 * 48),
    ])
}

/// The numbers of the events that a page shows.
fn notes(portal: &Portal, path: &str) -> String {
    let reply = portal.get(OLE, path);
    assert_eq!(reply.status, StatusCode::OK, "{path}: {}", reply.location());
    (0..9).filter(|i| reply.has(&format!("note {i}<"))).map(|i| i.to_string()).collect()
}

#[test]
fn an_event_shows_who_did_what_when_and_from_where() {
    let portal = few();
    let page = portal.get(OLE, "/audit");
    for words in [
        "Ole Berg",
        "Someone",
        "Failed to sign in",
        "Invited <a",
        "href=\"/contacts/00000000-0000-7000-8000-000000000c27\"",
        "Zoë",
        "Moved a trip to another stage",
        "Nov 21, 2026, 06:59:00 EST",
        "harbour-ops",
        "10.0.0.2",
    ] {
        assert!(page.has(words), "{words}: {}", page.body);
    }
}

#[test]
fn filters_work_alone_and_together() {
    let portal = few();
    for (query, found) in [
        ("", "01234"),
        ("?kind=signing_in", "013"),
        ("?kind=access", "2"),
        ("?kind=money", ""),
        ("?action=sign_in_failed", "1"),
        ("?kind=trips&action=signed_in", ""),
        ("?who=mir", "3"),
        ("?who=OLE%40harbour", "024"),
        ("?who=berg", ""),
        ("?who=nobody", ""),
        (&format!("?person={MIRAS}"), "3"),
        (&format!("?subject={OLES}"), "0"),
        ("?address=10.0.0.2", "13"),
        ("?address=10.0.0.2&kind=signing_in&who=mira", "3"),
        ("?address=10.0.0.1&kind=signing_in", "0"),
        ("?from=2026-11-21&zone=America/New_York", "012"),
        ("?until=2026-11-20&zone=America/New_York", "34"),
        ("?from=2026-11-20&until=2026-11-20&zone=America/New_York", "3"),
        ("?from=2026-11-20&until=2026-11-20&zone=America/New_York&who=ole", ""),
    ] {
        assert_eq!(notes(&portal, &format!("/audit{query}")), found, "{query}");
    }
}

#[test]
fn days_are_in_the_time_zone_of_the_workspace() {
    let portal = few();
    let reply = portal.get(OLE, "/audit?from=2026-11-21&kind=access");
    assert_eq!(reply.location(), "/audit?kind=access&from=2026-11-21&zone=America%2FNew_York");
    let odd = portal.get(OLE, "/audit?from=soon&zone=America/New_York");
    assert!(odd.has("Enter a date"), "{}", odd.body);
}

#[test]
fn staff_without_the_right_do_not_see_the_trail() {
    let portal = few();
    for who in [DANA, INES] {
        for path in ["/audit", "/audit.csv"] {
            let reply = portal.get(who, path);
            assert_eq!(reply.status, StatusCode::FORBIDDEN);
            assert!(!reply.has("note 0"));
        }
        assert!(!portal.get(who, "/").has("href=\"/audit\""));
    }
    assert!(portal.get(OLE, "/").has("href=\"/audit\""));
    assert_eq!(portal.get(MIRA, "/audit").status, StatusCode::NOT_FOUND);
}

#[test]
fn a_neighbor_sees_nothing() {
    let portal = few();
    let subject = format!("/audit?subject={OLES}");
    for path in [
        "/audit",
        "/audit?who=ole",
        "/audit?address=10.0.0.1",
        &subject,
        "/audit?kind=signing_in",
        "/audit.csv",
    ] {
        assert!(!portal.get(RHEA, path).has("note "), "{path}");
    }
}

#[test]
fn no_event_is_skipped_or_repeated_between_pages() {
    let portal = Portal::open("");
    // Many at one moment, by two people, of two actions.
    portal.app.db.execute(&format!(
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 199)
         INSERT INTO events (id, workspace_id, actor_id, face, action, subject_id, note, address, at)
         SELECT printf('e%03d', i), '{HARBOUR}', CASE i % 2 WHEN 0 THEN '{OLES}' ELSE '{MIRAS}' END, 'ops',
           CASE i % 3 WHEN 0 THEN 'signed_in' ELSE 'signed_out' END, '', printf('note %03d', i), '::1', 1000 + i / 40 FROM n"
    ));
    for (query, all) in [
        ("", 200),
        ("?kind=signing_in", 200),
        ("?action=signed_in", 67),
        ("?who=ole", 100),
        ("?who=m&kind=signing_in", 100),
    ] {
        let (mut path, mut seen) = (format!("/audit{query}"), Vec::new());
        for _ in 0..10 {
            let page = portal.get(OLE, &path).body;
            seen.extend(page.split("note ").skip(1).map(|rest| rest[..3].to_owned()));
            let Some((_, link)) = page.split_once("rel=\"next\" href=\"") else { break };
            path = link.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&");
        }
        assert_eq!(seen.len(), all, "{query}");
        assert!(seen.windows(2).all(|pair| pair[0] > pair[1]), "{query}: {seen:?}");
    }
}

#[test]
fn rarely_met_conditions_can_be_searched_further_back() {
    let portal = Portal::open("");
    portal.app.db.execute(&format!(
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 2499)
         INSERT INTO events (id, workspace_id, actor_id, face, action, subject_id, note, address, at)
         SELECT printf('e%04d', i), '{HARBOUR}', '{OLES}', 'ops', CASE i WHEN 0 THEN 'rate_added' ELSE 'signed_in' END, '',
           CASE i WHEN 0 THEN 'the one' ELSE '' END, '::1', 1000 + i FROM n"
    ));
    let mut path = "/audit?address=%3A%3A1&action=rate_added".to_owned();
    for tries in 0..3 {
        let page = portal.get(OLE, &path);
        assert_eq!(page.has("the one"), tries == 2, "{tries}");
        assert_eq!(page.has("Look further back"), tries < 2, "{tries}");
        let Some((before, _)) = page.body.split_once("\">Look further back") else { break };
        let (_, link) = before.rsplit_once("href=\"").unwrap();
        path = link.replace("&#38;", "&").replace("&amp;", "&");
    }
}

#[test]
fn the_file_has_the_filtered_events_and_no_formula() {
    let portal = few();
    portal.app.db.execute(&format!(
        "INSERT INTO events (id, workspace_id, face, action, subject_id, note, at) VALUES ('x', '{HARBOUR}', 'client', 'trip_moved', '', '=HYPERLINK(\"http://evil.example\")', {NOON})"
    ));
    let file = portal.get(OLE, "/audit.csv?kind=trips");
    assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
    assert_eq!(file.headers["content-disposition"], "attachment; filename=\"audit.csv\"");
    assert!(file.body.starts_with('\u{feff}'), "a spreadsheet reads accents");
    assert_eq!(file.body.split("\r\n").count(), 4, "{}", file.body);
    assert!(file.has("\"'=HYPERLINK(\"\"http://evil.example\"\")\""), "{}", file.body);
    assert!(file.has("\"2026-11-19T07:00:00-05:00\""), "{}", file.body);
}

#[test]
fn a_file_may_be_larger_than_the_longest_text_of_the_database() {
    let portal = few();
    portal.app.db.execute(&format!(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9000)
         INSERT INTO events (id, workspace_id, face, action, subject_id, note, at)
         SELECT 'n' || i, '{HARBOUR}', 'client', 'trip_moved', '', printf('%0300d', i), {NOON} - i FROM n"
    ));
    let file = portal.get(OLE, "/audit.csv");
    assert_eq!(file.status, 200);
    assert!(file.body.len() > 2_000_000 && file.has(&format!("{:0300}", 9_000)));
}

#[test]
fn every_filter_uses_its_index() {
    use super::super::{By, Filter, queries, words::Group};
    use crate::db::{page::Cursor, scope::Scope};
    let portal = few();
    let scope = Scope::new("harbour-ops", String::new(), 0, "");
    let filters = [
        (By::Time, Filter::default(), "events_by_time (workspace_id=? AND at>? AND (at,id)<(?,?))"),
        (
            By::Subject,
            Filter { subject: "x".into(), ..Filter::default() },
            "events_by_subject (workspace_id=? AND subject_id=? AND",
        ),
        (
            By::Address,
            Filter { address: "x".into(), ..Filter::default() },
            "events_by_address (workspace_id=? AND address=? AND",
        ),
        (
            By::Person,
            Filter { person: "x".into(), ..Filter::default() },
            "events_by_actor (workspace_id=? AND actor_id=? AND",
        ),
        (
            By::Action,
            Filter { group: Some(Group::Money), ..Filter::default() },
            "events_by_action (workspace_id=? AND action=? AND",
        ),
    ];
    for (by, filter, index) in filters {
        assert_eq!(filter.by(), by);
        let sql = queries::events(&scope, &filter, Cursor::newest(), 50).statement.sql;
        let plan = portal.app.db.plan(sql);
        assert!(plan.contains(index), "{by:?}: {plan}");
        for table in ["events", "users", " e", " u", " x"] {
            assert!(
                !plan.lines().any(|line| line.ends_with(&format!("SCAN{table}"))),
                "{by:?}: {plan}"
            );
        }
    }
}

#[test]
fn failed_sign_ins_are_found_by_the_name_of_the_user() {
    let portal = seeded(&[
        ("sign_in_failed", "", MIRAS, "10.0.0.2", 1),
        ("account_locked", "", MIRAS, "10.0.0.2", 2),
        ("signed_in", MIRAS, MIRAS, "10.0.0.1", 3),
        ("signed_in", OLES, OLES, "10.0.0.1", 4),
    ]);
    assert_eq!(notes(&portal, "/audit?who=mira"), "012");
    assert_eq!(notes(&portal, &format!("/audit?person={MIRAS}")), "012");
    assert_eq!(notes(&portal, "/audit?who=mira&action=sign_in_failed"), "0");
    let page = portal.get(OLE, "/audit?who=mira");
    assert!(page.has("Failed to sign in as <a") && page.has("Mira Lindqvist"), "{}", page.body);
    assert!(portal.get(OLE, "/audit.csv?who=mira").has("Mira Lindqvist"));
}

#[test]
fn a_filter_that_finds_nothing_can_be_cleared() {
    let portal = few();
    let page = portal.get(OLE, "/audit?who=nobody");
    assert!(page.has("Nothing in the trail matches this filter"), "{}", page.body);
    assert_eq!(page.body.matches("href=\"/audit\">Show everything").count(), 2, "{}", page.body);
    assert!(!portal.get(OLE, "/audit").has("Show everything"));
}

#[test]
fn the_trail_shows_the_country_beside_the_network_address() {
    let portal = Portal::open("");
    let request = |country: &str, key: &str| {
        axum::http::Request::post("http://harbour-ops.portal.test/notices/reading")
            .header("origin", "http://harbour-ops.portal.test")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("cf-connecting-ip", "203.0.113.7")
            .header("cf-ipcountry", country)
            .body(axum::body::Body::from(format!("key={key}")))
            .unwrap()
    };
    for (country, key) in [("NO", "a"), ("XX", "b"), ("<b>", "c")] {
        let sent = portal.send(OLE, request(country, key));
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    }
    let stored = "SELECT group_concat(country, ',' ORDER BY at, id) FROM events WHERE action = 'notices_read'";
    assert_eq!(portal.value(stored), "NO,,", "what is no country is not kept");
    assert!(portal.get(OLE, "/audit").has("<abbr title=\"Country\">NO</abbr>"));
    let file = portal.get(OLE, "/audit.csv").body;
    assert!(file.contains("\"network_address\",\"country\",\"event_id\""), "{file}");
    assert!(file.contains("\"203.0.113.7\",\"NO\","), "{file}");
    portal.app.db.execute("UPDATE events SET address = '', country = ''");
    assert_eq!(portal.value(stored), ",,");
}
