//! Factors through the real router: set up, shown, refused, removed, undone.
mod passkeys;

use super::super::{authenticator, samples};
use crate::cast::*;
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};

const PASSWORD: &str = "a quiet evening at home";
const MIRAS: &str = "00000000-0000-7000-8000-000000000c21";
const DANAS: &str = "00000000-0000-7000-8000-000000000d32";

/// The cast, in which Mira and Dana have a password.
fn open() -> Portal {
    static HASH: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    let hash =
        HASH.get_or_init(|| crate::sessions::password::hash(PASSWORD, "pepper", &[7; 16]).unwrap());
    let portal = Portal::open("");
    portal.app.db.execute(&format!(
        "UPDATE users SET password = '{hash}' WHERE email IN ('mira@harbour.example', 'dana@harbour.example')"
    ));
    portal
}

/// Of Mira, who has an app.
fn open_with_app() -> Portal {
    let portal = open();
    samples::give_app(&portal, "mira@harbour.example", true);
    portal
}

/// The cookies of an answer, as the browser sends them back.
fn cookies(reply: &Reply) -> String {
    let all = reply.headers.get_all(header::SET_COOKIE).iter();
    all.map(|it| it.to_str().unwrap().split(';').next().unwrap()).collect::<Vec<_>>().join("; ")
}

fn get_with(portal: &Portal, cookies: &str, path: &str) -> Reply {
    let request = Request::get(format!("http://harbour.portal.test{path}"));
    portal.send(STRANGER, request.header(header::COOKIE, cookies).body(Body::empty()).unwrap())
}

fn post_with(portal: &Portal, cookies: &str, path: &str, fields: &[(&str, &str)]) -> Reply {
    let request = Request::post(format!("http://harbour.portal.test{path}"))
        .header(header::ORIGIN, "http://harbour.portal.test")
        .header(header::COOKIE, cookies)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(serde_html_form::to_string(fields).unwrap()));
    portal.send(STRANGER, request.unwrap())
}

/// Mira signs in by password.
fn sign_in(portal: &Portal) -> String {
    let fields = [("email", "mira@harbour.example"), ("password", PASSWORD), ("next", "/airports")];
    cookies(&portal.post(STRANGER, "/session", &fields))
}

fn code() -> String {
    authenticator::code_at(&samples::secret(), NOON)
}

fn show(portal: &Portal, session: &str, key: &str, field: &str, code: &str) -> Reply {
    let fields = [("key", key), ("next", "/airports"), (field, code)];
    post_with(portal, session, "/session/factor", &fields)
}

/// The subjects of the mails that were sent, but for those about a browser not seen before.
fn subjects(portal: &Portal) -> Vec<String> {
    portal.work();
    let sent = portal.app.mailer.sent.lock().unwrap().clone();
    assert!(sent.iter().all(|it| !it.text.contains("hhhh")), "a mail tells a recovery code");
    let all = sent.into_iter().map(|it| format!("{}: {}", it.to, it.subject));
    all.filter(|it| !it.contains("sign-in") && !it.contains("device")).collect()
}

#[test]
fn a_password_alone_gets_whoever_has_an_app_half_way() {
    let portal = open_with_app();
    let half = sign_in(&portal);
    let sent = get_with(&portal, &half, "/airports?q=x");
    assert_eq!(sent.location(), "/session/factor?next=%2Fairports%3Fq%3Dx");
    for path in
        ["/", "/factors", "/profile/factors", "/profile/factors/app", "/profile/factors/codes"]
    {
        let reply = get_with(&portal, &half, path);
        assert!(reply.location().starts_with("/session/factor"), "{path}: {}", reply.status);
    }
    for path in ["app", "app/confirmation", "app/removal", "codes"] {
        let reply = post_with(&portal, &half, &format!("/profile/factors/{path}"), &[("key", "k")]);
        assert!(reply.location().starts_with("/session/factor"), "{path}: {}", reply.status);
    }
    assert!(get_with(&portal, &half, "/session/factor").has("Code from your authenticator app"));
    let whole = show(&portal, &half, "k", "code", &code());
    assert_eq!(
        (whole.status, whole.location()),
        (StatusCode::SEE_OTHER, "/airports"),
        "{}",
        whole.body
    );
    assert_eq!(get_with(&portal, &cookies(&whole), "/airports").status, StatusCode::OK);
    assert!(get_with(&portal, &half, "/airports").location().starts_with("/session/new"));
    let session = "SELECT method || ' ' || factors FROM sessions WHERE ended_at IS NULL ORDER BY created_at DESC LIMIT 1";
    assert_eq!(portal.value(session), "password 2");
}

#[test]
fn whoever_may_leave_half_way_leaves() {
    let portal = open_with_app();
    let half = sign_in(&portal);
    let left = post_with(&portal, &half, "/session/end", &[]);
    assert_eq!(left.location(), "/session/new");
    assert!(get_with(&portal, &half, "/session/factor").location().starts_with("/session/new"));
}

#[test]
fn a_session_keeps_how_it_was_got() {
    let portal = open_with_app();
    let half = sign_in(&portal);
    portal.app.db.execute("UPDATE sessions SET method = 'reset' WHERE created_at > 0");
    show(&portal, &half, "k", "code", &code());
    assert_eq!(
        portal.value("SELECT count(*) FROM sessions WHERE method = 'reset' AND factors = 2"),
        "1"
    );
}

#[test]
fn a_code_of_the_app_is_good_once() {
    let portal = open_with_app();
    let (first, second) = (sign_in(&portal), sign_in(&portal));
    assert_eq!(show(&portal, &first, "a", "code", &code()).status, StatusCode::SEE_OTHER);
    let again = show(&portal, &second, "b", "code", &code());
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.has("This code is not right"));
}

#[test]
fn two_who_race_with_one_code_end_with_one_session() {
    use super::super::queries::{self, Entering};
    use crate::{
        form::Form,
        kit::ids::EventId,
        scope::Scope,
        sessions::{Method, token},
    };
    let portal = open_with_app();
    let halves = [sign_in(&portal), sign_in(&portal)];
    let user =
        portal.value("SELECT id FROM users WHERE email = 'mira@harbour.example'").parse().unwrap();
    let digest = super::super::recovery::digest(user, samples::RECOVERY_CODE);
    let digests = portal.value("SELECT group_concat(digest) FROM sessions WHERE created_at > 0");
    let mut held = Vec::new();
    for (i, session) in digests.split(',').enumerate() {
        let scope = Scope::new("harbour", session.to_owned(), NOON, "");
        scope.read_as.get_or_init(|| 1);
        let entering = |n: u8| Entering {
            event: EventId::new(NOON, &[n; 10]),
            digest: token::digest(&format!("{n}")),
            device: "test",
            method: Method::Password,
        };
        let form =
            |n: &str| Form::posted("/session/factor", format!("key={n}").as_bytes()).unwrap();
        let n = u8::try_from(i).unwrap();
        // Both were looked at before either was written.
        let by_app = queries::by_app(
            &scope,
            &form(&format!("a{i}")),
            (user, NOON / 30_000),
            "/",
            &entering(n * 2 + 1),
        );
        held.push(futures_executor::block_on(portal.app.db.run(by_app)).unwrap().held);
        let notice = super::super::told("x", "y");
        let by_code = queries::by_code(
            &scope,
            &form(&format!("b{i}")),
            (user, &digest),
            (&notice, "/"),
            &entering(n * 2 + 2),
        );
        held.push(futures_executor::block_on(portal.app.db.run(by_code)).unwrap().held);
    }
    // The half-way session of the first ended with its first success.
    assert_eq!(held, [true, false, false, true]);
    assert_eq!(halves.len(), 2);
    let told = "SELECT count(*) FROM outbox WHERE task ->> '$.notice.subject' = 'x'";
    assert_eq!(portal.value(told), "1");
}

#[test]
fn a_recovery_code_is_good_once_and_its_owner_is_told() {
    let portal = open_with_app();
    let (first, second) = (sign_in(&portal), sign_in(&portal));
    let spoken = samples::RECOVERY_CODE.to_uppercase().replace('-', " ");
    assert_eq!(show(&portal, &first, "a", "recovery", &spoken).location(), "/airports");
    let again = show(&portal, &second, "b", "recovery", samples::RECOVERY_CODE);
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(subjects(&portal), ["mira@harbour.example: A recovery code was used"]);
}

#[test]
fn a_code_in_the_field_of_the_other_is_taken_for_what_it_is() {
    let portal = open_with_app();
    let [first, second, third] = [(); 3].map(|()| sign_in(&portal));
    let page = get_with(&portal, &first, "/session/factor");
    assert!(!page.has("maxlength=\"12\"") && page.has("<details>"), "{}", page.body);
    let wrong = show(&portal, &first, "w", "code", "aaaa-aaaa-aaaa-aaaa-aaaa-aaab");
    let kept = "value=\"aaaa-aaaa-aaaa-aaaa-aaaa-aaab\"";
    assert!(wrong.has("<details open>") && wrong.has(kept), "{}", wrong.body);
    assert!(wrong.has("This recovery code is not right"), "{}", wrong.body);
    let short = show(&portal, &first, "s", "code", "aaaa-aaaa");
    assert!(short.has("<details open>") && short.has("This recovery code is not right"));
    let recovery = samples::RECOVERY_CODE;
    assert_eq!(show(&portal, &second, "a", "code", recovery).location(), "/airports");
    assert_eq!(show(&portal, &third, "b", "recovery", &code()).location(), "/airports");
}

#[test]
fn six_wrong_codes_lock_the_second_step_even_for_the_right_one() {
    let portal = open_with_app();
    let half = sign_in(&portal);
    for i in 0..5 {
        let wrong = show(&portal, &half, &format!("{i}"), "code", "000000");
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{i}");
    }
    let sixth = show(&portal, &half, "6", "recovery", "aaaa-aaaa-aaaa-aaaa-aaaa-aaaa");
    assert_eq!(sixth.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(sixth.headers.get("retry-after").unwrap(), "901");
    assert_eq!(show(&portal, &half, "7", "code", &code()).status, StatusCode::TOO_MANY_REQUESTS);
    let other = sign_in(&portal);
    assert_eq!(show(&portal, &other, "8", "code", &code()).status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(subjects(&portal), ["mira@harbour.example: Your account is locked for a while"]);
    let count = |action: &str| {
        portal.value(&format!("SELECT count(*) FROM events WHERE action = '{action}'"))
    };
    assert_eq!((count("factor_refused"), count("factor_locked")), ("6".into(), "1".into()));
    portal.app.db.execute("UPDATE sign_in_failures SET since = since - 900000");
    assert_eq!(show(&portal, &other, "9", "code", &code()).location(), "/airports");
    assert_eq!(
        portal.value("SELECT count(*) FROM sign_in_failures WHERE who LIKE 'factor %'"),
        "0"
    );
}

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
    assert_eq!(super::codes::shown("10 a b", 9), Some(vec!["a".to_owned(), "b".to_owned()]));
    assert_eq!((super::codes::shown("10 a b", 10), super::codes::shown("x", 0)), (None, None));
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
    assert!(get_with(&portal, &half, "/factors").has("asks for two factors"));
    assert_eq!(get_with(&portal, &half, "/profile/factors").location(), "/factors");
    let done = set_up(&portal, &half);
    assert_eq!(get_with(&portal, &cookies(&done), "/airports").status, StatusCode::OK);
    assert_eq!(get_with(&portal, &cookies(&done), "/factors").location(), "/profile/factors");
    // The last one stays.
    let page = get_with(&portal, &cookies(&done), "/profile/factors");
    assert!(page.has("this is your only second one") && !page.has("app/removal"), "{}", page.body);
    let removed =
        post_with(&portal, &cookies(&done), "/profile/factors/app/removal", &[("key", "r")]);
    assert_eq!(removed.status, StatusCode::CONFLICT);
    assert_eq!(portal.value("SELECT count(*) FROM authenticators"), "1");
}

#[test]
fn an_old_session_sets_up_nothing() {
    let portal = open();
    let old = "UPDATE sessions SET proven_at = proven_at - 600000";
    portal.app.db.execute(old);
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
    portal.app.db.execute("UPDATE sessions SET proven_at = 0");
    let sent = portal.post(MIRA, "/profile/factors/app", &[("key", "x")]);
    let page = portal.get(MIRA, sent.location());
    assert!(page.has("Nothing was changed yet"), "{}", page.body);
    assert!(!page.has("Use a passkey"), "she has none: {}", page.body);
    let page = portal.get(MIRA, "/session/proof?next=/factors");
    assert!(!page.has("Nothing was changed yet"), "{}", page.body);
    let prove = |key: &str, password: &str| {
        let fields = [("key", key), ("password", password), ("unsent", "yes")];
        portal.post(MIRA, "/session/proof", &fields)
    };
    assert!(prove("w", "wrong").has("Nothing was changed yet"));
    let shown = cookies(&prove("p", PASSWORD));
    assert!(shown.contains("Nothing%20was%20changed%20yet"), "{shown}");
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
    portal.app.db.execute("UPDATE sessions SET proven_at = 0");
    let reply = portal.post(OLE, &format!("/contacts/{MIRAS}/factors/reset"), &[("key", "p")]);
    assert!(reply.location().starts_with("/session/proof"));
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

#[test]
fn a_secret_sealed_with_another_key_is_told_of_and_a_recovery_code_goes_on() {
    let portal = open_with_app();
    portal.app.db.execute("UPDATE authenticators SET sealed = (SELECT substr(sealed, 1, length(sealed) - 4) || 'AAAA' FROM authenticators)");
    let jar = sign_in(&portal);
    let reply = post_with(&portal, &jar, "/session/factor", &[("key", "a"), ("code", &code())]);
    assert_eq!(reply.status, StatusCode::CONFLICT);
    assert!(reply.has("cannot be checked any more"), "{}", reply.body);
    let fields = [("key", "b"), ("recovery", samples::RECOVERY_CODE)];
    let reply = post_with(&portal, &jar, "/session/factor", &fields);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
}
