//! Factors are set up, taken away and undone.
use super::*;

/// Mira sets up an app; the answer to her first code.
fn set_up(portal: &Portal, session: &str) -> Reply {
    let begun = post_with(portal, session, "/profile/factors/app", &[("key", "begin")]);
    assert_eq!(begun.location(), "/profile/factors/app", "{}", begun.body);
    let page = get_with(portal, session, "/profile/factors/app");
    assert!(page.has("<svg class=\"qr\""), "{}", page.body);
    let (_, rest) = page.body.split_once("secret=").unwrap();
    let secret: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
    let wrong = post_with(
        portal,
        session,
        "/profile/factors/app/confirmation",
        &[("key", "w"), ("code", "000000")],
    );
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.has(&format!("secret={secret}")), "the same secret is shown again");
    let code = authenticator::code_at(&secret, NOON);
    let fields = [("key", "confirm"), ("code", code.as_str())];
    post_with(portal, session, "/profile/factors/app/confirmation", &fields)
}

#[test]
fn setting_up_an_app_ends_other_sessions_and_shows_recovery_codes_once() {
    let portal = open();
    let session = sign_in(&portal);
    let done = set_up(&portal, &session);
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, "/profile/factors/codes"));
    for old in [session, format!("session={}", cookie_of(MIRA))] {
        assert!(get_with(&portal, &old, "/airports").location().starts_with("/session/new"));
    }
    let page = get_with(&portal, &cookies(&done), "/profile/factors/codes");
    assert!(page.has("Authenticator app added."), "{}", page.body);
    let (_, list) = page.body.split_once("aria-label=\"Recovery codes\">").unwrap();
    let codes: Vec<&str> = list.split("</pre>").next().unwrap().trim().lines().collect();
    assert_eq!(codes.len(), 10);
    let gone = page
        .headers
        .get_all(header::SET_COOKIE)
        .iter()
        .any(|it| it.to_str().unwrap().starts_with("codes=; "));
    assert!(gone, "the codes leave the browser with the page");
    let whole =
        cookies(&done).split("; ").find(|it| it.starts_with("session=")).unwrap().to_owned();
    let again = get_with(&portal, &whole, "/profile/factors/codes");
    assert!(again.has("You have 10 left") && !again.has(codes[0]), "{}", again.body);
    // Nothing that is stored says one of them, or the secret.
    assert_eq!(
        portal.value(&format!(
            "SELECT count(*) FROM recovery_codes WHERE digest LIKE '%{}%'",
            codes[0]
        )),
        "0"
    );
    let half = sign_in(&portal);
    assert_eq!(show(&portal, &half, "r", "recovery", codes[3]).location(), "/airports");
    let told = subjects(&portal);
    assert_eq!(told[0], "mira@harbour.example: An authenticator app was added");
}

#[test]
fn codes_on_their_way_open_for_nobody_else_and_not_for_long() {
    let portal = open();
    let done = set_up(&portal, &sign_in(&portal));
    let all = cookies(&done);
    let carried = all.split("; ").find(|it| it.starts_with("codes=")).unwrap();
    let tomas = format!("session={}; {carried}", cookie_of(TOMAS));
    assert!(!get_with(&portal, &tomas, "/profile/factors/codes").has("<pre"));
    assert_eq!(super::super::codes::shown("10 a b", 9), Some(vec!["a".to_owned(), "b".to_owned()]));
    assert_eq!(
        (super::super::codes::shown("10 a b", 10), super::super::codes::shown("x", 0)),
        (None, None)
    );
}

#[test]
fn new_codes_end_the_old_ones() {
    let portal = open_with_app();
    let whole = cookies(&show(&portal, &sign_in(&portal), "k", "code", &code()));
    let made = post_with(&portal, &whole, "/profile/factors/codes", &[("key", "k")]);
    assert_eq!(made.location(), "/profile/factors/codes");
    assert_eq!(portal.value("SELECT count(*) FROM recovery_codes"), "10");
    let half = sign_in(&portal);
    let old = show(&portal, &half, "o", "recovery", samples::RECOVERY_CODE);
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[test]
fn whoever_needs_a_second_factor_and_has_none_sets_one_up_and_goes_on() {
    let portal = open();
    portal.app.db.execute("UPDATE workspaces SET client_factors = 2");
    let half = sign_in(&portal);
    assert_eq!(get_with(&portal, &half, "/airports").location(), "/factors");
    assert!(get_with(&portal, &half, "/factors").has("requires two-step verification"));
    assert_eq!(get_with(&portal, &half, "/profile/factors").location(), "/factors");
    let done = set_up(&portal, &half);
    assert_eq!(get_with(&portal, &cookies(&done), "/airports").status, StatusCode::OK);
    assert_eq!(get_with(&portal, &cookies(&done), "/factors").location(), "/profile/factors");
    // The last one stays.
    let page = get_with(&portal, &cookies(&done), "/profile/factors");
    assert!(
        page.has("this is your only second step here") && !page.has("app/removal"),
        "{}",
        page.body
    );
    let removed =
        post_with(&portal, &cookies(&done), "/profile/factors/app/removal", &[("key", "r")]);
    assert_eq!(removed.status, StatusCode::CONFLICT);
    assert_eq!(portal.value("SELECT count(*) FROM authenticators"), "1");
}

#[test]
fn removing_the_app_takes_its_codes_and_the_other_sessions() {
    let portal = open_with_app();
    let whole = cookies(&show(&portal, &sign_in(&portal), "k", "code", &code()));
    let removed = post_with(&portal, &whole, "/profile/factors/app/removal", &[("key", "r")]);
    assert_eq!(removed.location(), "/profile/factors", "{}", removed.body);
    assert_eq!(get_with(&portal, &whole, "/airports").status, StatusCode::OK);
    assert!(portal.get(MIRA, "/airports").location().starts_with("/session/new"));
    let left = "SELECT (SELECT count(*) FROM recovery_codes) || (SELECT count(*) FROM authenticators) || (SELECT factors FROM users WHERE email = 'mira@harbour.example')";
    assert_eq!(portal.value(left), "001");
    let told = subjects(&portal);
    assert_eq!(told, ["mira@harbour.example: Your authenticator app was removed"]);
}

#[test]
fn an_administrator_undoes_factors_of_others_and_nobody_else_does() {
    let portal = open_with_app();
    samples::give_app(&portal, "dana@harbour.example", true);
    let contact = format!("/contacts/{MIRAS}/factors/reset");
    let staff = format!("/staff/{DANAS}/factors/reset");
    portal.app.db.execute("UPDATE sessions SET factors = 2");
    for path in [&contact, &staff] {
        assert_eq!(portal.post(INES, path, &[("key", "i")]).status, StatusCode::FORBIDDEN);
        assert_eq!(portal.post(RHEA, path, &[("key", "r")]).status, StatusCode::NOT_FOUND);
    }
    // A client is nobody of the staff.
    let client = portal.value("SELECT id FROM users WHERE email = 'mira@harbour.example'");
    let reply = portal.post(OLE, &format!("/staff/{client}/factors/reset"), &[("key", "c")]);
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
    for (path, key) in [(&contact, "1"), (&staff, "2")] {
        assert_eq!(portal.post(OLE, path, &[("key", key)]).status, StatusCode::SEE_OTHER);
        assert_eq!(portal.post(OLE, path, &[("key", "x")]).status, StatusCode::CONFLICT, "twice");
    }
    for who in [MIRA, DANA] {
        assert!(
            portal.get(who, "/airports").location().starts_with("/session/new"),
            "{}",
            who.name
        );
    }
    assert_eq!(portal.value("SELECT count(*) FROM users WHERE factors = 2"), "0");
    assert_eq!(portal.value("SELECT count(*) FROM events WHERE action = 'factors_reset'"), "2");
    assert_eq!(subjects(&portal).len(), 2);
    let half = sign_in(&portal);
    assert_eq!(get_with(&portal, &half, "/airports").status, StatusCode::OK);
}

#[test]
fn nobody_undoes_their_own_factors_that_way() {
    let portal = open();
    samples::give_app(&portal, "ole@harbour.example", true);
    portal.app.db.execute("UPDATE sessions SET factors = 2");
    let ole = portal.value("SELECT id FROM users WHERE email = 'ole@harbour.example'");
    let reply = portal.post(OLE, &format!("/staff/{ole}/factors/reset"), &[("key", "o")]);
    assert_eq!(reply.status, StatusCode::CONFLICT);
    portal.later(crate::users::PROOF);
    let reply = portal.post(OLE, &format!("/contacts/{MIRAS}/factors/reset"), &[("key", "p")]);
    assert!(reply.location().starts_with("/session/proof"));
}
