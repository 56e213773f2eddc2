//! Whoever is in shows again who they are.
use super::*;
use crate::users::PROOF;

#[test]
fn an_old_session_sets_up_nothing() {
    let portal = open();
    portal.later(PROOF);
    for path in
        ["/profile/factors/app", "/profile/factors/app/confirmation", "/profile/factors/codes"]
    {
        let reply = portal.post(MIRA, path, &[("key", path)]);
        let proof = "/session/proof?next=%2Fprofile%2Ffactors&unsent=yes";
        assert_eq!(reply.location(), proof, "{path}");
    }
    portal.app.db.execute("UPDATE workspaces SET client_factors = 2");
    assert_eq!(portal.get(MIRA, "/factors").location(), "/session/proof?next=%2Ffactors");
    assert!(portal.get(MIRA, "/session/proof?next=/factors").has("Is it you, Mira?"));
    assert_eq!(
        portal.post(MIRA, "/profile/factors/app", &[("key", "x")]).location(),
        "/session/proof?next=%2Ffactors&unsent=yes"
    );
    assert_eq!(portal.value("SELECT count(*) FROM authenticators"), "0");
    let fields = [("key", "p"), ("password", PASSWORD), ("next", "/factors")];
    assert_eq!(portal.post(MIRA, "/session/proof", &fields).location(), "/factors");
    assert_eq!(portal.get(MIRA, "/factors").status, StatusCode::OK);
}

#[test]
fn whoever_is_asked_in_the_middle_of_a_form_is_told_that_it_was_not_carried_out() {
    let portal = open();
    portal.later(PROOF);
    let sent = portal.post(MIRA, "/profile/factors/app", &[("key", "x")]);
    let page = portal.get(MIRA, sent.location());
    assert!(page.has("Nothing was changed yet"), "{}", page.body);
    assert!(!page.has("Use a passkey"), "she has none: {}", page.body);
    let page = portal.get(MIRA, "/session/proof?next=/factors");
    assert!(!page.has("Nothing was changed yet"), "{}", page.body);
    let show_it = |key: &str, password: &str| {
        let fields = [("key", key), ("password", password), ("unsent", "yes")];
        portal.post(MIRA, "/session/proof", &fields)
    };
    assert!(show_it("w", "wrong").has("Nothing was changed yet"));
    let shown = cookies(&show_it("p", PASSWORD));
    assert!(shown.contains("Nothing%20was%20changed%20yet"), "{shown}");
}

#[test]
fn whoever_has_two_factors_shows_both_again() {
    let portal = open_with_app();
    portal.app.db.execute("UPDATE sessions SET proven_at = 0, factors = 2");
    let page = portal.get(MIRA, "/session/proof");
    assert!(page.has("Code from your authenticator app"), "{}", page.body);
    let right = code();
    let send = |key: &str, password: &str, code: &str| {
        portal.post(MIRA, "/session/proof", &[("key", key), ("password", password), ("code", code)])
    };
    for (key, password, code) in
        [("a", PASSWORD, ""), ("b", PASSWORD, "000000"), ("c", "not hers at all", &right)]
    {
        let reply = send(key, password, code);
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{password} {code}");
    }
    let proven = "SELECT count(*) FROM events WHERE action = 'proved'";
    assert_eq!(portal.value(proven), "0");
    assert_eq!(send("d", PASSWORD, &right).location(), "/", "both");
    assert_eq!(portal.value(proven), "1");
    assert_eq!(send("e", PASSWORD, &right).status, StatusCode::UNPROCESSABLE_ENTITY, "used");
    assert_eq!(portal.value(proven), "1");
}
