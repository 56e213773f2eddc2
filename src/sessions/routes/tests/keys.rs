//! Keys that are replaced while people are signed in.
use super::*;
use crate::{app::App, config::Config, kit::keys::Keys};
use std::sync::Arc;

/// The same portal with other keys: its pepper, and the key that signs.
fn with(portal: Portal, pepper: Keys, signing_key: Keys) -> Portal {
    let config = Config { signing_key, pepper, ..Config::clone(&portal.app.config) };
    Portal { app: App { config: Arc::new(config), ..portal.app } }
}

fn enters(portal: &Portal) -> bool {
    let fields = [("email", "mira@harbour.example"), ("password", PASSWORD)];
    let reply = Browser::new(portal, STRANGER).post("/session", &fields);
    reply.status == StatusCode::SEE_OTHER && reply.location() == "/"
}

#[test]
fn a_password_works_while_the_pepper_is_replaced_and_is_hashed_anew_when_it_is_used() {
    let stored = "SELECT password FROM users WHERE email = 'mira@harbour.example'";
    let (old, new) = ("pepper", "the next pepper");
    let portal = with(portal(), Keys::new(new, Some(old)), KEY.into());
    let was = portal.value(stored);
    assert!(
        !Browser::new(&portal, STRANGER)
            .post("/session", &[("email", "mira@harbour.example"), ("password", "another")])
            .location()
            .starts_with('/')
    );
    assert_eq!(portal.value(stored), was, "a wrong password changes nothing");
    assert!(enters(&portal));
    let now = portal.value(stored);
    assert_ne!(now, was);
    assert!(enters(&portal));
    assert_eq!(portal.value(stored), now, "it is hashed anew once");

    let portal = with(portal, new.into(), KEY.into());
    assert!(enters(&portal), "the previous pepper is not needed any more");
    let tomas = [("email", "tomas@harbour.example"), ("password", PASSWORD)];
    let reply = Browser::new(&portal, STRANGER).post("/session", &tomas);
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "who did not sign in meanwhile");
}

#[test]
fn people_stay_signed_in_while_the_signing_key_is_replaced() {
    let portal = with(portal(), "pepper".into(), Keys::new("the next key", Some(KEY)));
    assert_eq!(portal.get(MIRA, "/trips").status, StatusCode::OK);
    let mut browser = Browser::new(&portal, STRANGER);
    browser.post("/session", &[("email", "mira@harbour.example"), ("password", PASSWORD)]);
    let cookies = browser.cookies.clone();

    let portal = with(portal, "pepper".into(), "the next key".into());
    assert_eq!(portal.get(MIRA, "/trips").status, StatusCode::SEE_OTHER);
    let mut browser = Browser { cookies, ..Browser::new(&portal, STRANGER) };
    assert_eq!(browser.get("/trips").status, StatusCode::OK);
}
