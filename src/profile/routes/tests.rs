//! The profile on both faces, on the real router.
use crate::{sessions::password, testing::cast::*};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};

const PASSWORD: &str = "a quiet evening at home";
const OTHER: &str = "/profile/sessions/00000000-0000-7000-8000-0000000ea001/end";

fn with_password() -> Portal {
    let portal = Portal::open(WALK);
    let hash = password::hash(PASSWORD, &"pepper".into(), &[7; 16]).unwrap();
    portal.app.db.execute(&format!("UPDATE users SET password = '{hash}'"));
    portal
}

/// The session cookie that an answer sets.
fn cookie(reply: &Reply) -> String {
    let cookies = reply.headers.get_all("set-cookie").iter().filter_map(|it| it.to_str().ok());
    let found = cookies.filter_map(|it| it.split(';').next()).find(|it| it.starts_with("session="));
    found.unwrap().to_owned()
}

fn with_cookie(portal: &Portal, cookie: &str, path: &str) -> Reply {
    let request = Request::get(format!("http://harbour.portal.test{path}"));
    portal.send(STRANGER, request.header("cookie", cookie).body(Body::empty()).unwrap())
}

fn preferences(portal: &Portal, who: Person, fields: &[(&str, &str)]) -> Reply {
    portal.post(who, "/profile/preferences", &[&[("key", "p")], fields].concat())
}

#[test]
fn a_profile_shows_details_accounts_and_rights() {
    let portal = Portal::open("");
    let ruth = portal.get(RUTH, "/profile");
    assert!(ruth.has("ruth@harbour.example") && ruth.has("Okafor Family") && ruth.has("N517HA"));
    assert!(ruth.has("the trips others fly on your aircraft") && ruth.has("/messages/new"));
    assert!(ruth.has("Accept and decline quotes") && !ruth.has("Use advanced scheduling"));
    let carl = portal.get(CARL, "/profile");
    assert!(carl.has("You see the messages of your accounts.") && !carl.has("Request trips"));
    assert!(!carl.has("A trip is confirmed"), "a topic without trips is not offered");
    let dana = portal.get(DANA, "/profile");
    assert!(dana.has("Build and send quotes") && !dana.has("Manage staff"), "{}", dana.body);
    assert_eq!(portal.get(STRANGER, "/profile").location(), "/session/new?next=%2Fprofile");
}

#[test]
fn changed_details_are_stored_with_the_contact_and_in_the_history() {
    let portal = Portal::open("");
    let form = [("key", "k"), ("name", "Mira L"), ("phone", "+46 8 1"), ("version", "1")];
    let saved = portal.post(MIRA, "/profile", &form);
    assert_eq!(saved.location(), "/profile", "{}", saved.body);
    assert!(portal.get(MIRA, "/profile").has("value=\"+46 8 1\""));
    let kept = "SELECT c.name AS contact, u.name AS user, c.phone AS contacts_phone, u.phone AS users_phone FROM contacts c JOIN users u ON u.contact_id = c.id WHERE u.email = 'mira@harbour.example'";
    insta::assert_snapshot!(portal.rows(kept), @"
    contact: Mira L
    user: Mira L
    contacts_phone: +46 8 1
    users_phone:
    ");
    let note = portal.value("SELECT note FROM events WHERE action = 'details_changed'");
    assert_eq!(note, "Name: Mira Lindqvist \u{2192} Mira L; Phone: none \u{2192} +46 8 1");
    let late = [("key", "other"), ("name", "Mira"), ("version", "1")];
    assert_eq!(portal.post(MIRA, "/profile", &late).status, StatusCode::CONFLICT);
    let staff = [("key", "k"), ("name", "Dana W"), ("phone", "+1 201 1"), ("version", "1")];
    assert_eq!(portal.post(DANA, "/profile", &staff).location(), "/profile");
    assert!(portal.get(DANA, "/profile").has("value=\"+1 201 1\""));
}

#[test]
fn preferences_change_the_dates_and_times_of_a_trip() {
    let portal = Portal::open(WALK);
    let trip = "/trips/00000000-0000-7000-8000-0000000e3001";
    let before = portal.get(MIRA, trip);
    assert!(
        before.has("Wed, Dec 9, 7:00 AM EST") && before.has("Times in Zulu"),
        "{}",
        before.body
    );
    let chosen = [("language", "de"), ("hours", "12"), ("times", "local")];
    assert_eq!(preferences(&portal, MIRA, &chosen).location(), "/profile");
    let after = portal.get(MIRA, trip);
    assert!(after.has("Mi 9. Dez., 7:00 AM EST") && after.has("9. Dez. 1200Z"), "{}", after.body);
    assert!(
        portal.get(TOMAS, trip).has("Wed, Dec 9, 7:00 AM EST"),
        "the preferences of others stay"
    );
    portal.app.db.execute("UPDATE users SET times = 'zulu'");
    let zulu = portal.get(MIRA, trip);
    assert!(zulu.has("<time class=\"local\">Mi 9. Dez., 1200Z</time>"), "{}", zulu.body);
    assert!(zulu.has("Mi 9. Dez., 7:00 AM EST") && zulu.has("Local times"));
}

#[test]
fn a_client_of_coaches_has_no_zulu_to_choose() {
    let portal = Portal::open("");
    assert!(portal.get(MIRA, "/profile").has("Times shown first"));
    let page = portal.get(BEA, "/profile");
    assert!(!page.has("Times shown first"), "{}", page.body);
    let chosen = [("language", "en"), ("hours", "24"), ("times", "local"), ("mail", "trips")];
    assert_eq!(preferences(&portal, BEA, &chosen).location(), "/profile");
}

#[test]
fn a_muted_topic_is_not_mailed() {
    let portal = Portal::open(WALK);
    let chosen = [("language", "en"), ("hours", "24"), ("times", "local"), ("mail", "messages")];
    preferences(&portal, MIRA, &chosen);
    let draft = "/quotes/00000000-0000-7000-8000-0000000e2001/sending";
    portal.post(DANA, draft, &[("key", "k"), ("version", "1")]);
    let told = "SELECT group_concat(to_name) FROM outbox WHERE state = 'queued' ORDER BY to_name";
    assert_eq!(portal.value(told), "Tomas Lindqvist");
    let thread = "/messages/00000000-0000-7000-8000-0000000e5001/replies";
    portal.post(DANA, thread, &[("key", "k"), ("body", "Yes.")]);
    let told = "SELECT count(*) FROM outbox WHERE state = 'queued' AND to_name = 'Mira Lindqvist'";
    assert_eq!(portal.value(told), "1");
    let page = portal.get(MIRA, "/profile");
    assert!(page.has("value=\"messages\" checked") && !page.has("value=\"quotes\" checked"));
}

#[test]
fn staff_choose_the_topics_of_their_mails() {
    let portal = Portal::open(WALK);
    let chosen = [("language", "en"), ("hours", "24"), ("times", "local"), ("mail", "request")];
    preferences(&portal, DANA, &chosen);
    preferences(&portal, INES, &[&chosen[..], &[("mail", "message")]].concat());
    let topics =
        "SELECT group_concat(topic || ' ' || substr(user_id, -2), ', ') FROM notifications";
    assert_eq!(portal.value(topics), "message 33, request 32, request 33");
}

#[test]
fn an_ended_session_is_signed_out_with_the_next_request() {
    let portal = Portal::open("");
    let digest = crate::sessions::token::digest("second");
    portal.app.db.execute(&format!(
        "INSERT INTO sessions (digest, workspace_id, user_id, face, device, created_at, expires_at, seen_at, proven_at)
         SELECT '{digest}', workspace_id, id, face, 'Firefox on Windows', 0, 9000000000000000, {NOON}, {NOON} FROM users WHERE email = 'mira@harbour.example'"
    ));
    let second = Person { name: "second", ..MIRA };
    assert_eq!(portal.get(second, "/airports").status, StatusCode::OK);
    let list = portal.get(MIRA, "/profile/sessions");
    assert!(list.has("Firefox on Windows") && list.has("This browser"), "{}", list.body);
    let path = format!("/profile/sessions/{digest}/end");
    let ended = portal.post(MIRA, &path, &[("key", "k")]);
    assert_eq!(ended.location(), "/profile/sessions", "{}", ended.body);
    assert!(portal.get(second, "/airports").location().starts_with("/session/new"));
    assert_eq!(portal.post(MIRA, &path, &[("key", "again")]).status, StatusCode::NOT_FOUND);
    assert_eq!(portal.get(MIRA, "/airports").status, StatusCode::OK);
}

#[test]
fn nobody_ends_the_session_of_another_user() {
    let portal = Portal::open(WALK);
    for who in [TOMAS, MILO, DANA] {
        let reply = portal.post(who, OTHER, &[("key", "k")]);
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{}", who.name);
        assert!(!portal.get(who, "/profile/sessions").has("2001:db8::1"), "{}", who.name);
    }
    assert_eq!(portal.value("SELECT count(*) FROM sessions WHERE ended_at IS NOT NULL"), "0");
}

#[test]
fn signing_out_other_browsers_keeps_this_one_and_those_of_other_users() {
    let portal = Portal::open(WALK);
    portal.post(MIRA, "/profile/sessions/end-others", &[("key", "k")]);
    assert_eq!(portal.value("SELECT count(*) FROM sessions WHERE ended_at IS NOT NULL"), "1");
    let left = portal.post(MIRA, "/profile/sessions/end-all", &[("key", "k")]);
    assert_eq!(left.location(), "/session/new");
    assert!(portal.get(MIRA, "/airports").location().starts_with("/session/new"));
    assert_eq!(portal.get(TOMAS, "/airports").status, StatusCode::OK);
}

#[test]
fn a_new_password_ends_every_other_session_and_is_mailed() {
    let portal = with_password();
    let change = |current: &str, fresh: &str| {
        let form = [("key", fresh), ("current", current), ("password", fresh), ("again", fresh)];
        portal.post(MIRA, "/profile/password", &form)
    };
    let wrong = change("not this one at all", "a heron at dawn");
    assert!(
        wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.has("not your current password")
    );
    assert!(change(PASSWORD, "harbour aviation").has("Please choose a password without your name"));
    assert!(change(PASSWORD, "short").has("at least 12"));
    let changed = change(PASSWORD, "a heron at dawn");
    assert_eq!(changed.location(), "/profile", "{}", changed.body);
    assert!(portal.get(MIRA, "/airports").location().starts_with("/session/new"));
    let open = "SELECT count(*) FROM sessions WHERE ended_at IS NULL AND user_id LIKE '%d41'";
    assert_eq!(portal.value(open), "1");
    assert_eq!(with_cookie(&portal, &cookie(&changed), "/airports").status, StatusCode::OK);
    portal.work();
    let letter = portal.app.mailer.sent.lock().unwrap().last().unwrap().clone();
    assert_eq!(letter.subject, "Your password was changed");
    assert!(!letter.text.contains("heron") && letter.to == "mira@harbour.example");
    let sign_in = [("email", "mira@harbour.example"), ("password", "a heron at dawn")];
    assert_eq!(portal.post(STRANGER, "/session", &sign_in).status, StatusCode::SEE_OTHER);
}

#[test]
fn a_lost_password_is_replaced_once_without_the_old_one() {
    let portal = with_password();
    portal.app.db.execute("UPDATE sessions SET method = 'reset'");
    assert!(!portal.get(MIRA, "/profile/password").has("Current password"));
    let form = [("key", "k"), ("password", "a heron at dawn"), ("again", "a heron at dawn")];
    let changed = portal.post(MIRA, "/profile/password", &form);
    assert_eq!(changed.location(), "/profile", "{}", changed.body);
    assert!(with_cookie(&portal, &cookie(&changed), "/profile/password").has("Current password"));
}

#[test]
fn changing_password_or_address_needs_a_recent_proof_of_identity() {
    let portal = with_password();
    portal.later(crate::users::PROOF);
    for path in ["/profile/password", "/profile/address"] {
        let proof = format!("/session/proof?next={}", path.replace('/', "%2F"));
        assert_eq!(portal.get(MIRA, path).location(), proof.as_str());
        let form = [("key", "k"), ("email", "mira@elsewhere.example"), ("current", PASSWORD)];
        assert_eq!(portal.post(MIRA, path, &form).location(), proof + "&unsent=yes");
    }
    assert_eq!(portal.value("SELECT count(*) FROM address_changes"), "0");
}

const ELSEWHERE: &str = "mira@elsewhere.example";

fn ask(portal: &Portal, email: &str) -> Reply {
    let asked = portal.post(MIRA, "/profile/address", &[("key", email), ("email", email)]);
    portal.work();
    asked
}

fn newest(portal: &Portal) -> crate::edge::OutgoingMail {
    portal.app.mailer.sent.lock().unwrap().last().unwrap().clone()
}

fn code(portal: &Portal) -> String {
    let text = newest(portal).text;
    text.split("Code: ").nth(1).unwrap().lines().next().unwrap().to_owned()
}

fn confirm(portal: &Portal, who: Person, code: &str, key: &str) -> Reply {
    portal.post(who, "/profile/address/confirmation", &[("key", key), ("code", code)])
}

#[test]
fn an_address_changes_with_the_code_mailed_to_it() {
    let portal = Portal::open("");
    assert_eq!(ask(&portal, "Mira@Elsewhere.example").location(), "/profile/address");
    assert_eq!(newest(&portal).to, ELSEWHERE);
    let code = code(&portal);
    assert!(!portal.value("SELECT group_concat(task || subject) FROM outbox").contains(&code));
    assert!(!portal.value("SELECT group_concat(code) FROM address_changes").contains(&code));
    assert!(portal.get(MIRA, "/profile/address").has("Confirm the new address"));
    let changed = confirm(&portal, MIRA, &code, "k");
    assert_eq!(changed.location(), "/profile", "{}", changed.body);
    portal.work();
    let told = newest(&portal);
    assert_eq!((&*told.to, told.text.contains(ELSEWHERE)), ("mira@harbour.example", true));
    let both = "SELECT u.email || ' ' || c.email FROM users u JOIN contacts c ON c.id = u.contact_id WHERE u.id LIKE '%d41'";
    assert_eq!(portal.value(both), format!("{ELSEWHERE} {ELSEWHERE}"));
    let again = confirm(&portal, MIRA, &code, "k2");
    assert!(again.has("no longer works"), "{}", again.body);
}

#[test]
fn a_code_works_in_one_browser_for_six_tries_and_ten_minutes() {
    let portal = Portal::open("");
    ask(&portal, ELSEWHERE);
    let first = code(&portal);
    ask(&portal, "mira@third.example");
    assert!(confirm(&portal, MIRA, &first, "a").has("not the code from the latest"));
    let newest = code(&portal);
    assert!(confirm(&portal, TOMAS, &newest, "b").has("no longer works"));
    for key in ["c", "d", "e", "f", "g"] {
        let wrong = confirm(&portal, MIRA, "999 999", key);
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert!(confirm(&portal, MIRA, &newest, "h").has("no longer works"));
    portal.app.db.execute("UPDATE address_changes SET tries = 0, expires_at = expires_at - 600000");
    assert!(confirm(&portal, MIRA, &newest, "i").has("no longer works"));
    portal.app.db.execute("UPDATE address_changes SET expires_at = expires_at + 1");
    assert_eq!(confirm(&portal, MIRA, &newest, "j").location(), "/profile");
}

#[test]
fn asking_for_the_address_of_another_user_does_not_reveal_it() {
    let portal = Portal::open("");
    let (free, taken) = (ask(&portal, ELSEWHERE), ask(&portal, "tomas@harbour.example"));
    assert_eq!((free.status, free.location()), (taken.status, taken.location()));
    let letter = newest(&portal);
    assert_eq!(letter.to, "tomas@harbour.example");
    assert!(letter.subject.contains("Someone asked") && !letter.text.contains("Code:"));
    assert!(portal.get(MIRA, "/profile/address").has("We sent a code to"));
    assert!(confirm(&portal, MIRA, "000000", "k").has("not the code from the latest"));
    assert_eq!(
        portal.value("SELECT email FROM users WHERE id LIKE '%d41'"),
        "mira@harbour.example"
    );
}

#[test]
fn the_number_of_mailed_codes_is_limited() {
    let portal = Portal::open("");
    for n in 0..5 {
        assert_eq!(ask(&portal, &format!("m{n}@y.example")).status, StatusCode::SEE_OTHER);
    }
    let sixth = ask(&portal, "m6@y.example");
    assert!(sixth.has("asked too often"), "{}", sixth.body);
    assert_eq!(portal.value("SELECT count(*) FROM outbox"), "5");
}

#[test]
fn topics_of_hidden_parts_of_the_portal_are_not_chosen() {
    let portal = Portal::open("");
    let has = |topic: &str| {
        let page = portal.get(MIRA, "/profile");
        page.has(&format!("name=\"mail\" value=\"{topic}\""))
    };
    assert!(has("quotes") && has("invoices") && has("messages"));
    portal.app.db.execute("UPDATE workspaces SET shows_quotes = 0, shows_invoices = 0");
    assert!(!has("quotes") && !has("invoices") && has("messages"));
}
