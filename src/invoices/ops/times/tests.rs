//! Actual times of legs, and the invoice that follows from them.
use crate::testing::cast::*;
use axum::http::StatusCode;

const TRIP: &str = "/trips/00000000-0000-7000-8000-0000000e3001/times";
const QUOTE: &str = "00000000-0000-7000-8000-0000000e2003";

/// The accepted quote estimates three hours.
const ESTIMATED: &str = r#"UPDATE quotes SET lines = '[{"label":"Flight time","quantity":3000,"unit":"h","price":1000000,"amount":3000000,"taxable":true,"basis":"estimate"}]' WHERE state = 'accepted';"#;

fn log(portal: &Portal, key: &str, from: &str, until: &str) -> Reply {
    let fields = [
        ("key", key),
        ("out_on.0", "2026-11-20"),
        ("out_at.0", from),
        ("in_on.0", "2026-11-20"),
        ("in_at.0", until),
    ];
    portal.post(DANA, TRIP, &fields)
}

#[test]
fn an_estimate_of_hours_is_filled_in_from_the_logged_times() {
    let portal = Portal::open(&format!("{WALK}{ESTIMATED}"));
    let at = format!("/invoices/new?quote={QUOTE}");
    assert!(!portal.get(INES, &at).has("value=\"28,000.00\""));
    assert!(portal.get(DANA, TRIP).has("Off blocks"));
    assert_eq!(log(&portal, "a", "09:00", "11:45").status, StatusCode::SEE_OTHER);
    let page = portal.get(INES, &at);
    assert!(page.has("28000.00") || page.has("28,000.00"), "2.8 h: {}", page.body);
    assert!(page.has("2.8 h were logged"), "{}", page.body);
    log(&portal, "b", "09:00", "11:00");
    assert!(portal.get(INES, &at).has("2 h were logged"));
    assert_eq!(
        portal.value("SELECT group_concat(note, '; ') FROM events WHERE action = 'times_logged'"),
        "TEB to PBI 2 h 45 min; TEB to PBI 2 h"
    );
    assert_eq!(log(&portal, "c", "", "").status, StatusCode::SEE_OTHER);
    assert!(!portal.get(INES, &at).has("were logged"));
}

#[test]
fn times_that_cannot_be_are_complained_about() {
    let portal = Portal::open(WALK);
    for (from, until, words) in [
        ("11:00", "11:00", "The end must come after the start"),
        ("11:00", "", "Enter a time"),
        ("soon", "11:00", "Enter a time"),
    ] {
        let reply = log(&portal, until, from, until);
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(reply.has(words), "{words}: {}", reply.body);
    }
    let future = [
        ("key", "f"),
        ("out_on.0", "2026-11-21"),
        ("out_at.0", "09:00"),
        ("in_on.0", "2026-11-21"),
        ("in_at.0", "11:00"),
    ];
    assert!(portal.post(DANA, TRIP, &future).has("still to come"));
    assert_eq!(portal.value("SELECT count(*) FROM leg_times"), "0");
    assert_eq!(portal.get(RHEA, TRIP).status, StatusCode::NOT_FOUND);
}
