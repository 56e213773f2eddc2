//! Passwords that are sent faster than they may be checked.
use super::*;
use crate::kit::turns::{Turns, Waiting};

const MIRAS: &str = "mira@harbour.example";

/// A portal in which strangers have taken all the turns that they may.
fn crowded() -> Portal {
    let mut portal = portal();
    portal.app.turns = Turns::default();
    crowd(&portal);
    portal
}

fn crowd(portal: &Portal) {
    while portal.app.turns.take(Waiting::Stranger, portal.app.now()).is_some() {}
}

#[test]
fn a_password_without_a_turn_is_not_checked_and_no_try_is_counted() {
    let portal = crowded();
    let mut browser = Browser::new(&portal, STRANGER);
    for email in [MIRAS, "none@harbour.example"] {
        let refused = browser.sign_in(email, PASSWORD);
        assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(refused.headers[header::RETRY_AFTER], "5");
        assert!(refused.has("does not count as a try"), "{}", refused.body);
    }
    assert_eq!(portal.value("SELECT count(*) FROM sign_in_failures"), "0");
    assert_eq!(portal.value("SELECT count(*) FROM events WHERE action LIKE 'sign%'"), "0");
    assert_eq!(sessions(&portal), 0);
}

#[test]
fn a_refused_form_is_there_to_be_sent_again_without_the_password() {
    let portal = crowded();
    let mut browser = Browser::new(&portal, STRANGER);
    let refused = browser.sign_in(MIRAS, PASSWORD);
    assert!(refused.has("action=\"/session\""), "{}", refused.body);
    assert!(refused.has(&format!("name=\"email\" value=\"{MIRAS}\"")), "{}", refused.body);
    assert!(refused.has("name=\"password\"") && !refused.has(PASSWORD), "{}", refused.body);
    portal.later(100);
    assert_eq!(browser.sign_in(MIRAS, PASSWORD).location(), "/airports");
}

#[test]
fn a_browser_that_is_known_has_a_turn_however_many_strangers_try() {
    let mut portal = portal();
    portal.app.turns = Turns::default();
    let mut owner = Browser::new(&portal, STRANGER);
    owner.sign_in(MIRAS, PASSWORD);
    assert!(owner.is_in());
    owner.post("/session/end", &[]);
    crowd(&portal);
    let mut stranger = Browser::new(&portal, STRANGER);
    assert_eq!(stranger.sign_in(MIRAS, "wrong").status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(owner.sign_in(MIRAS, PASSWORD).location(), "/airports");
}

#[test]
fn a_refusal_for_load_is_logged() {
    let portal = crowded();
    Browser::new(&portal, STRANGER).sign_in(MIRAS, PASSWORD);
    let logged = crate::edge::logged().join("\n");
    assert!(logged.contains("\"reason\":\"load\"") && !logged.contains(MIRAS), "{logged}");
}
