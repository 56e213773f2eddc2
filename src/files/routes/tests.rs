//! Files on a trip, from both sides.
use crate::{edge::Break, testing::cast::*};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use futures_executor::block_on;

const TRIP: &str = "/trips/00000000-0000-7000-8000-000000000701";
const SEED: &str = include_str!("../../trips/seed.sql");

/// Sends a file as a browser does, with the fields of the form before it.
fn send(
    portal: &Portal,
    who: Person,
    fields: &[(&str, &str)],
    (name, bytes): (&str, &[u8]),
) -> Reply {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part = format!(
            "--a-boundary\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
        body.extend(part.as_bytes());
    }
    let head = format!(
        "--a-boundary\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: image/png\r\n\r\n"
    );
    body.extend(head.as_bytes());
    body.extend(bytes);
    body.extend(b"\r\n--a-boundary--\r\n");
    post(portal, who, body)
}

fn post(portal: &Portal, who: Person, body: Vec<u8>) -> Reply {
    let request = Request::post(format!("http://{}.portal.test{TRIP}/files", who.host))
        .header(header::ORIGIN, format!("http://{}.portal.test", who.host))
        .header(header::CONTENT_TYPE, MULTIPART)
        .body(Body::from(body));
    portal.send(who, request.unwrap())
}

fn add(portal: &Portal, who: Person, key: &str, file: (&str, &[u8])) -> Reply {
    send(portal, who, &[("key", key)], file)
}

/// The address of the file that was added last.
fn last(portal: &Portal) -> String {
    format!("/files/{}", portal.value("SELECT id FROM files ORDER BY rowid DESC LIMIT 1"))
}

/// The keys of what is stored.
fn stored(portal: &Portal) -> usize {
    portal.app.files.kept.lock().unwrap().len()
}

fn fetch(portal: &Portal, who: Person, path: &str, headers: &[(&str, &str)]) -> Reply {
    let mut request = Request::get(format!("http://{}.portal.test{path}", who.host));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    portal.send(who, request.body(Body::empty()).unwrap())
}

const PDF: &[u8] = b"%PDF-1.7 a passport";

#[test]
fn a_client_adds_a_file_and_both_sides_download_it() {
    let portal = Portal::open(SEED);
    let reply = add(&portal, MIRA, "a", ("Pa\u{308}sse (Kopie).pdf", PDF));
    assert_eq!(
        (reply.status, reply.location()),
        (StatusCode::SEE_OTHER, &*format!("{TRIP}/files"))
    );
    for who in [MIRA, TOMAS, DANA] {
        for path in [TRIP, &format!("{TRIP}/files")] {
            let page = portal.get(who, path);
            assert!(page.has("Pässe (Kopie).pdf") && page.has("19 bytes"), "{}", page.body);
        }
        let file = portal.get(who, &last(&portal));
        assert_eq!(file.body.as_bytes(), PDF);
        assert_eq!(file.headers[header::CONTENT_TYPE], "application/pdf");
        assert_eq!(
            file.headers[header::CONTENT_DISPOSITION],
            "attachment; filename=\"P_sse (Kopie).pdf\"; filename*=UTF-8''P%C3%A4sse%20%28Kopie%29.pdf"
        );
        assert!(file.headers["content-security-policy"].to_str().unwrap().ends_with("; sandbox"));
        assert_eq!(file.headers["x-content-type-options"], "nosniff");
    }
    assert_eq!(
        portal.rows("SELECT e.action, e.note, f.face, f.size FROM events e, files f"),
        "action: file_added\nnote: Pässe (Kopie).pdf\nface: client\nsize: 19"
    );
}

#[test]
fn nobody_else_knows_of_a_file() {
    let portal = Portal::open(SEED);
    add(&portal, MIRA, "a", ("passport.pdf", PDF));
    // Ruth owns the aircraft, and so sees the trip.
    assert!(
        portal.get(RUTH, TRIP).status == StatusCode::OK && !portal.get(RUTH, TRIP).has("passport")
    );
    for who in [RUTH, CARL, MILO, RHEA] {
        for path in [format!("{TRIP}/files"), last(&portal)] {
            assert_eq!(portal.get(who, &path).status, StatusCode::NOT_FOUND, "{who:?} {path}");
        }
        let reply = add(&portal, who, "b", ("x.pdf", PDF));
        assert!(matches!(reply.status.as_u16(), 403 | 404), "{who:?}");
    }
    assert_eq!(portal.value("SELECT count(*) FROM files"), "1");
    assert_eq!(stored(&portal), 1, "what is refused is not stored");
}

#[test]
fn what_staff_keep_to_themselves_no_client_sees() {
    let portal = Portal::open(SEED);
    send(&portal, DANA, &[("key", "a"), ("internal", "yes")], ("Crew notes.pdf", PDF));
    let file = last(&portal);
    assert!(portal.get(INES, TRIP).has("Crew notes.pdf"));
    assert!(portal.get(DANA, &format!("{TRIP}/files")).has("Only staff"));
    for path in [TRIP, &format!("{TRIP}/files"), "/"] {
        assert!(!portal.get(MIRA, path).has("Crew notes"), "{path}");
    }
    assert_eq!(portal.get(MIRA, &file).status, StatusCode::NOT_FOUND);
    let removal = portal.post(MIRA, &format!("{file}/removal"), &[("key", "b")]);
    assert_eq!(removal.status, StatusCode::NOT_FOUND);
    let audience = format!("{file}/audience");
    assert_eq!(portal.post(DANA, &audience, &[("key", "c"), ("internal", "")]).status, 303);
    let page = portal.get(MIRA, TRIP);
    assert!(
        page.has("Crew notes.pdf") && page.has("Operations, ") && !page.has("Dana"),
        "staff are not named"
    );
    assert_eq!(portal.get(MIRA, &file).body.as_bytes(), PDF);
    portal.post(DANA, &audience, &[("key", "d"), ("internal", "yes")]);
    assert_eq!(portal.get(MIRA, &file).status, StatusCode::NOT_FOUND);
}

#[test]
fn a_file_of_a_client_cannot_be_hidden_from_them() {
    let portal = Portal::open(SEED);
    send(&portal, MIRA, &[("key", "a"), ("internal", "yes")], ("visa.pdf", PDF));
    let file = last(&portal);
    assert!(portal.get(TOMAS, TRIP).has("visa.pdf"));
    let reply =
        portal.post(DANA, &format!("{file}/audience"), &[("key", "b"), ("internal", "yes")]);
    assert_eq!(reply.status, StatusCode::CONFLICT);
    assert_eq!(portal.get(MIRA, &file).status, StatusCode::OK);
}

#[test]
fn a_file_is_removed_by_who_added_it_or_by_staff() {
    let portal = Portal::open(SEED);
    for (by, status) in [(TOMAS, 409), (MIRA, 303), (DANA, 303)] {
        add(&portal, MIRA, by.name, ("visa.pdf", PDF));
        let file = last(&portal);
        let reply = portal.post(by, &format!("{file}/removal"), &[("key", by.name)]);
        assert_eq!(reply.status.as_u16(), status, "{by:?}");
        let after = if status == 303 { StatusCode::NOT_FOUND } else { StatusCode::OK };
        assert_eq!(portal.get(MIRA, &file).status, after, "{by:?}");
    }
    assert_eq!(stored(&portal), 1, "the bytes go with the file");
}

#[test]
fn the_content_decides_what_a_file_is() {
    let portal = Portal::open(SEED);
    assert_eq!(add(&portal, MIRA, "a", ("scan.png", PDF)).status, StatusCode::SEE_OTHER);
    let file = portal.get(MIRA, &last(&portal));
    assert_eq!(file.headers[header::CONTENT_TYPE], "application/pdf");
    assert_eq!(file.headers[header::CONTENT_DISPOSITION], "attachment; filename=\"scan.png.pdf\"");
    for (key, bytes) in [("b", &b"<html><script>alert(1)</script>"[..]), ("c", b"MZ\x90\0 program")]
    {
        let reply = add(&portal, MIRA, key, ("photo.png", bytes));
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(reply.has("Files of this kind cannot be added."), "{}", reply.body);
    }
    assert_eq!(stored(&portal), 1);
}

#[test]
fn a_file_that_is_empty_or_not_chosen_is_refused_in_words() {
    let portal = Portal::open(SEED);
    for (name, words) in [("empty.pdf", "This file is empty."), ("", "Choose a file.")] {
        let reply = add(&portal, MIRA, "a", (name, b""));
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(reply.has(words), "{}", reply.body);
    }
    let reply = portal.post(MIRA, &format!("{TRIP}/files"), &[("key", "a")]);
    assert!(reply.status == StatusCode::UNPROCESSABLE_ENTITY && reply.has("Choose a file."));
    let cut = b"--a-boundary\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7 and";
    let reply = post(&portal, MIRA, cut.to_vec());
    assert_eq!(reply.status, StatusCode::CONFLICT);
    assert!(reply.has("The file did not arrive completely."));
    assert_eq!((stored(&portal), portal.value("SELECT count(*) FROM files")), (0, "0".to_owned()));
}

#[test]
fn a_file_may_have_25_mb_and_no_more() {
    let portal = Portal::open(SEED);
    let mut bytes = vec![b' '; 25 * 1024 * 1024 + 1];
    bytes[..5].copy_from_slice(b"%PDF-");
    let reply = add(&portal, MIRA, "a", ("large.pdf", &bytes));
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.has("larger than 25 MB"), "{}", reply.body);
    assert_eq!(stored(&portal), 0);
    bytes.pop();
    assert_eq!(add(&portal, MIRA, "c", ("large.pdf", &bytes)).status, StatusCode::SEE_OTHER);
    assert_eq!(portal.get(MIRA, &last(&portal)).body.len(), bytes.len());
    assert!(portal.get(MIRA, TRIP).has("25.0 MB"));
}

#[test]
fn a_form_sent_twice_adds_one_file() {
    let portal = Portal::open(SEED);
    for _ in 0..2 {
        assert_eq!(add(&portal, MIRA, "a", ("visa.pdf", PDF)).status, StatusCode::SEE_OTHER);
    }
    let other = add(&portal, MIRA, "a", ("visa.pdf", b"%PDF-1.7 another"));
    assert_eq!(other.status, StatusCode::CONFLICT);
    assert_eq!((stored(&portal), portal.value("SELECT count(*) FROM files")), (1, "1".to_owned()));
}

#[test]
fn a_trip_has_100_files_at_most() {
    let portal = Portal::open(SEED);
    add(&portal, MIRA, "a", ("visa.pdf", PDF));
    portal.app.db.execute(
        "WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 100)
         INSERT INTO files SELECT printf('00000000-0000-7000-8000-%012d', i), workspace_id, trip_id, NULL, user_id, face, name, content_type, size, digest, 'k' || i, 0, created_at, NULL FROM files, n",
    );
    let reply = add(&portal, MIRA, "b", ("visa.pdf", PDF));
    assert!(
        reply.status == StatusCode::UNPROCESSABLE_ENTITY && reply.has("This trip has 100 files.")
    );
}

#[test]
fn a_part_of_a_file_is_sent_where_it_is_asked_for() {
    let portal = Portal::open(SEED);
    add(&portal, MIRA, "a", ("visa.pdf", PDF));
    let file = last(&portal);
    let whole = portal.get(MIRA, &file);
    let etag = whole.headers[header::ETAG].to_str().unwrap();
    let part = fetch(&portal, MIRA, &file, &[("range", "bytes=1-3")]);
    assert_eq!((part.status, part.body.as_str()), (StatusCode::PARTIAL_CONTENT, "PDF"));
    assert_eq!(part.headers[header::CONTENT_RANGE], "bytes 1-3/19");
    let beyond = fetch(&portal, MIRA, &file, &[("range", "bytes=19-")]);
    assert_eq!(beyond.status, StatusCode::RANGE_NOT_SATISFIABLE);
    let known = fetch(&portal, MIRA, &file, &[("if-none-match", etag)]);
    assert_eq!((known.status, known.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
}

#[test]
fn bytes_without_a_file_are_swept_and_no_file_loses_its_bytes() {
    let portal = Portal::open(SEED);
    add(&portal, MIRA, "a", ("visa.pdf", PDF));
    // The row could not be written, and it is not known whether it was.
    portal.app.db.execute(
        "CREATE TRIGGER broken AFTER INSERT ON events BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END",
    );
    assert_eq!(add(&portal, MIRA, "b", ("lost.pdf", PDF)).status.as_u16(), 500);
    portal.app.db.execute("DROP TRIGGER broken");
    // The bytes of a file that was removed could not be deleted.
    add(&portal, MIRA, "c", ("gone.pdf", PDF));
    *portal.app.files.breaks.lock().unwrap() = Some(Break::Before);
    let gone = last(&portal);
    assert_eq!(portal.post(MIRA, &format!("{gone}/removal"), &[("key", "d")]).status, 303);
    *portal.app.files.breaks.lock().unwrap() = None;
    assert_eq!(stored(&portal), 3);
    let key = "files/just-now".to_owned();
    let keeps = |at: i64| portal.app.files.stored_at.lock().unwrap().insert(key.clone(), at);
    keeps(portal.app.now());
    let some = portal.app.files.kept.lock().unwrap().values().next().cloned().unwrap();
    portal.app.files.kept.lock().unwrap().insert(key.clone(), some);
    block_on(super::super::sweep(&portal.app)).unwrap();
    assert_eq!(stored(&portal), 2, "the file, and what may still get its row");
    portal.later(2 * HOUR);
    block_on(super::super::sweep(&portal.app)).unwrap();
    let left: Vec<_> = portal.app.files.kept.lock().unwrap().keys().cloned().collect();
    assert_eq!(left, [portal.value("SELECT key FROM files WHERE removed_at IS NULL")]);
}

#[test]
fn a_file_that_cannot_be_stored_has_no_row() {
    let portal = Portal::open(SEED);
    for broken in [Break::Before, Break::After] {
        *portal.app.files.breaks.lock().unwrap() = Some(broken);
        assert_eq!(add(&portal, MIRA, "a", ("visa.pdf", PDF)).status.as_u16(), 500);
    }
    assert_eq!(portal.value("SELECT count(*) FROM files"), "0");
}
