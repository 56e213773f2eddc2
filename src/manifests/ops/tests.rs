//! The file of a trip's manifests.
use crate::testing::cast::*;
use axum::http::StatusCode;

const SEED: &str = include_str!("../../trips/seed.sql");
const TRIP: &str = "/trips/00000000-0000-7000-8000-000000000701";
const ALVA: &str = "/passengers/00000000-0000-7000-8000-0000000000e1";

fn export(portal: &Portal, who: Person) -> Reply {
    portal.post(who, &format!("{TRIP}/manifest/exports"), &[("key", "e")])
}

/// Alva with everything that the authorities ask for, and a note that a spreadsheet would calculate.
fn completed() -> Portal {
    let portal = Portal::open(SEED);
    let fields = [
        ("key", "a"),
        ("version", "1"),
        ("name", "Alva Åsa Lindqvist"),
        ("sex", "F"),
        ("nationality", "SE"),
        ("residence", "US"),
        ("born_on", "2010-05-17"),
        ("document_number", "AB1234567"),
        ("document_country", "SE"),
        ("document_expires_on", "2030-02-01"),
        ("known_traveler", "TT9876543"),
        ("weight", "120"),
        ("note", "=HYPERLINK(\"http://evil.example\")"),
    ];
    assert_eq!(portal.post(DANA, ALVA, &fields).status, StatusCode::SEE_OTHER);
    portal
}

#[test]
fn a_manifest_is_exported_with_what_the_authorities_ask_for() {
    let portal = completed();
    let reply = export(&portal, DANA);
    assert_eq!(
        (reply.status, reply.location()),
        (StatusCode::SEE_OTHER, &*format!("{TRIP}/manifest.csv"))
    );
    let file = portal.get(DANA, reply.location());
    assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
    assert_eq!(file.headers["content-disposition"], "attachment; filename=\"manifest-T-0701.csv\"");
    assert!(file.body.starts_with('\u{feff}'), "a spreadsheet reads accents");
    let lines: Vec<&str> = file.body.lines().collect();
    assert_eq!(lines.len(), 3, "a line for each leg: {}", file.body);
    let first = r#""1","TEB","LTN","2026-12-10T20:15:00-05:00","2026-12-11T08:05:00+00:00","Lindqvist","Alva","Åsa","Alva Åsa Lindqvist","F","2010-05-17","SWE","USA","P","AB1234567","2030-02-01","SWE","TT9876543","","","minor","120 lb","","","'=HYPERLINK(""http://evil.example"")","""#;
    assert_eq!(lines[1], first);
    assert!(lines[2].starts_with(r#""2","LTN","NCE","2026-12-12","","Lindqvist""#), "{}", lines[2]);
    assert_eq!(
        portal.value("SELECT action || ': ' || note FROM events ORDER BY rowid DESC LIMIT 1"),
        "manifest_exported: 1 passenger, 2 legs"
    );
}

#[test]
fn the_file_has_the_first_night_of_who_is_not_a_citizen() {
    let portal = completed();
    portal.app.db.execute(
        "INSERT INTO first_nights (leg_id, trip_id, workspace_id, address)
         SELECT l.id, l.trip_id, l.workspace_id, '2 West 57th Street' FROM legs l WHERE l.trip_id LIKE '%701' AND l.position = 0",
    );
    let file = |portal: &Portal| {
        export(portal, DANA);
        portal.get(DANA, &format!("{TRIP}/manifest.csv")).body
    };
    let lines = file(&portal);
    assert_eq!(lines.matches("2 West 57th Street").count(), 1, "on the first leg: {lines}");
    portal.app.db.execute("UPDATE passengers SET nationality = 'US'");
    assert!(!file(&portal).contains("2 West 57th Street"));
}

#[test]
fn the_file_is_had_only_by_who_exported_it_and_for_five_minutes() {
    let portal = completed();
    let file = format!("{TRIP}/manifest.csv");
    let is_refused = |who| portal.get(who, &file).location() == format!("{TRIP}/manifest");
    assert!(is_refused(DANA), "before it was recorded");
    export(&portal, DANA);
    assert!(!is_refused(DANA) && is_refused(OLE));
    portal.later(5 * MINUTE);
    assert!(is_refused(DANA));
    for who in [INES, RHEA] {
        let answers = [export(&portal, who).status, portal.get(who, &file).status];
        let expected = if who == INES { StatusCode::FORBIDDEN } else { StatusCode::NOT_FOUND };
        assert_eq!(answers, [expected; 2], "{}", who.name);
    }
}
