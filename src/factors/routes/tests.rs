//! Factors through the real router: set up, shown, refused, removed, undone.
mod changing;
mod passkeys;
mod proof;

use super::super::{authenticator, samples};
use crate::testing::cast::*;
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
    let hash = HASH.get_or_init(|| {
        crate::sessions::password::hash(PASSWORD, &"pepper".into(), &[7; 16]).unwrap()
    });
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
    assert!(sent.iter().all(|it| !it.text.contains("hhhh")), "an email tells a recovery code");
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
        db::scope::Scope,
        http::form::Form,
        kit::ids::EventId,
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
        let letter = super::super::mail::code_used(3);
        let by_code = queries::by_code(
            &scope,
            &form(&format!("b{i}")),
            (user, &digest),
            (&letter, "/"),
            &entering(n * 2 + 2),
        );
        held.push(futures_executor::block_on(portal.app.db.run(by_code)).unwrap().held);
    }
    // The half-way session of the first ended with its first success.
    assert_eq!(held, [true, false, false, true]);
    assert_eq!(halves.len(), 2);
    let told = "SELECT count(*) FROM outbox WHERE subject = 'A recovery code was used'";
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
    assert_eq!(subjects(&portal), ["mira@harbour.example: Your account is locked for 15 minutes"]);
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
