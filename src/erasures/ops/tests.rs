//! A client's data, handed out and erased.
use super::archive::{Archive, Lists};
use crate::{
    edge::{Break, Files, Stored},
    erasures::KeptFile,
    kit::zoned::MINUTE,
    testing::{archive::handed_out, cast::*, walk},
};
use axum::http::StatusCode;
use futures_executor::block_on;
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
    let exports = format!("{MIRA_CONTACT}/data/exports");
    assert_eq!(portal.post(DANA, &exports, &[("key", "k")]).status, StatusCode::FORBIDDEN);
    assert_eq!(portal.post(RHEA, &exports, &[("key", "k")]).status, StatusCode::NOT_FOUND);
    let archive = handed_out(&portal, MIRA_CONTACT);
    let file: Value = serde_json::from_slice(&archive["data.json"]).unwrap();
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
    assert!(!file.to_string().contains("password"), "{file}");
    assert!(String::from_utf8_lossy(&archive["README.txt"]).contains("Data of Mira Lindqvist"));
}

#[test]
fn the_archive_is_there_once_it_was_recorded_that_it_leaves_and_for_five_minutes() {
    let portal = walk::open();
    let zip = format!("{MIRA_CONTACT}/data.zip");
    assert_eq!(portal.get(OLE, &zip).location(), format!("{MIRA_CONTACT}/data"));
    let sent = portal.post(OLE, &format!("{MIRA_CONTACT}/data/exports"), &[("key", "k")]);
    assert_eq!(sent.location(), zip, "{}", sent.body);
    assert!(portal.get(OLE, "/audit").has("Exported the data of Mira Lindqvist"));
    let reply = portal.get(OLE, &zip);
    assert_eq!(reply.headers["content-type"], "application/zip");
    assert_eq!(
        reply.headers["content-disposition"],
        "attachment; filename=\"Data of Mira Lindqvist.zip\""
    );
    portal.later(5 * MINUTE);
    assert_eq!(portal.get(OLE, &zip).location(), format!("{MIRA_CONTACT}/data"));
}

/// Files that Mira added, by name and bytes, the oldest first.
fn add(portal: &Portal, files: &[(&str, &[u8])]) {
    for (n, (name, bytes)) in files.iter().enumerate() {
        let (key, size) = (format!("files/added-{n}"), bytes.len());
        portal.app.db.execute(&format!(
            "INSERT INTO files (id, workspace_id, trip_id, user_id, face, name, content_type, size, digest, key, created_at)
             SELECT 'added-{n}', t.workspace_id, t.id, '00000000-0000-7000-8000-000000000d41', 'client', '{name}', 'application/pdf', {size}, 'd', '{key}', {n} FROM trips t LIMIT 1"
        ));
        let file = Stored { bytes: bytes.to_vec(), content_type: "application/pdf".to_owned() };
        portal.app.files.kept.lock().unwrap().insert(key, file);
    }
}

#[test]
fn files_come_with_the_data_whole_and_each_under_a_name_of_its_own() {
    let portal = walk::open();
    portal.app.db.execute("DELETE FROM files");
    let large: Vec<u8> = (0..=u8::MAX).cycle().take(600_001).collect();
    add(
        &portal,
        &[
            ("Pa\u{308}sse (Kopie).pdf", b"first"),
            ("../a.pdf", &large),
            ("Pässe (Kopie).pdf", b"last"),
        ],
    );
    let archive = handed_out(&portal, MIRA_CONTACT);
    assert_eq!(archive["files/Pässe (Kopie).pdf"], b"last", "the newest first");
    assert_eq!(archive["files/Pässe (Kopie) (2).pdf"], b"first");
    assert_eq!(archive["files/_a.pdf"], large);
    assert!(!archive.contains_key("MISSING.txt"));
    let data: Value = serde_json::from_slice(&archive["data.json"]).unwrap();
    let names = data["files"].as_array().unwrap().iter().filter_map(|it| it["in_archive"].as_str());
    let names: Vec<_> = names.filter(|it| it.starts_with("files/")).collect();
    assert_eq!(names, ["files/Pässe (Kopie).pdf", "files/_a.pdf", "files/Pässe (Kopie) (2).pdf"]);
}

#[test]
fn a_file_that_was_removed_meanwhile_is_named() {
    let portal = walk::open();
    add(&portal, &[("here.pdf", b"here"), ("gone.pdf", b"gone")]);
    portal.app.files.kept.lock().unwrap().remove("files/added-1");
    let archive = handed_out(&portal, MIRA_CONTACT);
    assert_eq!(archive["files/here.pdf"], b"here");
    assert!(!archive.contains_key("files/gone.pdf"));
    assert!(String::from_utf8_lossy(&archive["MISSING.txt"]).contains("\nfiles/gone.pdf\n"));
}

#[test]
fn an_archive_breaks_off_where_files_do_not_answer() {
    let files = Files::default();
    *files.breaks.lock().unwrap() = Some(Break::Before);
    let file = KeptFile {
        folder: "files".to_owned(),
        name: "a.pdf".to_owned(),
        key: "files/a".to_owned(),
        content_type: "application/pdf".to_owned(),
        size: Some(1),
        digest: None,
        at: NOON,
    };
    let mut archive = Archive::new(files, (NOON, "UTC"), "about", Lists::new(), vec![file]);
    assert!(block_on(archive.next()).is_ok_and(|it| it.is_some()));
    assert!(block_on(archive.next()).is_err(), "and the download with it");
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
