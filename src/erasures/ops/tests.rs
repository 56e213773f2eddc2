//! A client's data, handed out and erased.
use crate::testing::{cast::*, walk};
use axum::http::StatusCode;
use serde_json::Value;

const MIRA_CONTACT: &str = "/contacts/00000000-0000-7000-8000-000000000c21";

fn erase(portal: &Portal, who: Person, key: &str, name: &str) -> Reply {
    let version = portal
        .value("SELECT version FROM contacts WHERE id = '00000000-0000-7000-8000-000000000c21'");
    let fields =
        [("key", key), ("version", version.as_str()), ("reason", "By letter"), ("name", name)];
    portal.post(who, &format!("{MIRA_CONTACT}/erasure"), &fields)
}

#[test]
fn everything_about_a_client_is_handed_out_to_an_administrator() {
    let portal = walk::open();
    let path = format!("{MIRA_CONTACT}/data.json");
    assert_eq!(portal.get(DANA, &path).status, StatusCode::FORBIDDEN);
    assert_eq!(portal.get(RHEA, &path).status, StatusCode::NOT_FOUND);
    let reply = portal.get(OLE, &path);
    assert_eq!(reply.headers["content-disposition"], "attachment; filename=\"data.json\"");
    let file: Value = serde_json::from_str(&reply.body).unwrap();
    assert_eq!(file["profile"][0]["email"], "mira@harbour.example");
    for list in [
        "accounts",
        "permissions",
        "sessions",
        "requests",
        "trips",
        "invoices",
        "messages",
        "files",
    ] {
        assert!(file[list].as_array().is_some_and(|all| !all.is_empty()), "{list}: {file}");
    }
    assert!(reply.body.find("password").is_none(), "{}", reply.body);
}

#[test]
fn a_client_is_erased_and_what_the_law_asks_stays() {
    let portal = walk::open();
    let kept = || {
        portal.rows(
            "SELECT (SELECT count(*) FROM invoices) AS invoices, (SELECT group_concat(bill_to) FROM invoices) AS bills, (SELECT count(*) FROM leg_passengers) AS travelers,
               (SELECT count(*) FROM acceptances) AS acceptances, (SELECT count(*) FROM messages) AS messages, (SELECT count(*) FROM trips) AS trips",
        )
    };
    let before = kept();
    assert_eq!(erase(&portal, OLE, "a", "Mira").status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(erase(&portal, DANA, "a", "Mira Lindqvist").status, StatusCode::FORBIDDEN);
    assert_eq!(portal.get(MIRA, "/").status, StatusCode::OK);
    let erased = erase(&portal, OLE, "a", "Mira Lindqvist");
    assert_eq!(erased.location(), MIRA_CONTACT, "{}", erased.body);
    assert!(portal.get(MIRA, "/").location().starts_with("/session/new"));
    for table in
        ["contacts", "users", "messages", "threads", "outbox", "sign_ups", "leads", "search_words"]
    {
        let rows = portal.rows(&format!("SELECT * FROM {table}")).to_lowercase();
        assert!(!rows.contains("mira@harbour"), "{table}: {rows}");
        assert!(!rows.contains("mira lindqvist"), "{table}: {rows}");
    }
    assert_eq!(kept(), before);
    let page = portal.get(OLE, MIRA_CONTACT);
    assert!(page.has("Erased person"), "{}", page.body);
    assert_eq!(portal.get(OLE, "/audit").status, StatusCode::OK);
    let again = erase(&portal, OLE, "b", "Erased person");
    assert!(again.status == StatusCode::CONFLICT && again.has("erased already"), "{}", again.body);
    assert_eq!(
        portal.value("SELECT note FROM events WHERE action = 'contact_erased'"),
        "By letter"
    );
}

#[test]
fn the_address_of_somebody_erased_can_be_invited_again() {
    let portal = walk::open();
    erase(&portal, OLE, "a", "Mira Lindqvist");
    let fields = [
        ("key", "b"),
        ("name", "Mira Lind"),
        ("email", "mira@harbour.example"),
        ("phone", ""),
        ("title", ""),
        ("notes", ""),
    ];
    let added = portal.post(DANA, "/contacts", &fields);
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
}
