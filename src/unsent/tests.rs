//! Forms that were sent too late, and come back.
use super::*;
use crate::testing::cast::*;
use axum::http::StatusCode;

/// Mira and Tomas after they signed in anew.
const MIRA_AGAIN: Person = Person { name: "mira again", host: "harbour" };
const TOMAS_AGAIN: Person = Person { name: "tomas again", host: "harbour" };
const BODY: &str = "He comes along & needs a seat of his own.";

fn end_sessions(portal: &Portal) {
    portal.app.db.execute("UPDATE sessions SET ended_at = 1");
}

/// Mira writes a message from her page, her session ends before she sends it; where she is led.
fn sent_too_late(portal: &Portal) -> (String, Reply) {
    let key = portal.get(MIRA, "/messages/new").key();
    end_sessions(portal);
    let fields = [("key", key.as_str()), ("subject", "A dog"), ("body", BODY)];
    let reply = portal.post(MIRA, "/messages", &fields);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    (key, reply)
}

/// Where a door leads after signing in.
fn next(door: &Reply) -> String {
    let (_, next) = door.location().split_once("next=").unwrap();
    crate::http::page::decoded(next).unwrap()
}

fn threads(portal: &Portal) -> String {
    portal.value("SELECT count(*) FROM threads")
}

#[test]
fn a_message_sent_after_the_session_ended_comes_back_after_signing_in() {
    let portal = Portal::open("");
    let (key, door) = sent_too_late(&portal);
    assert!(door.location().starts_with("/session/new?next=%2Funsent"), "{}", door.location());
    assert!(door.notice().contains("What you wrote is kept for an hour"));
    portal.sign_in(MIRA_AGAIN, "mira@harbour.example", 1);
    let page = portal.get(MIRA_AGAIN, &next(&door));
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.has("Here is what you wrote; it has not been sent yet."), "{}", page.body);
    assert!(page.has("needs a seat of his own.</textarea>") && page.has("value=\"A dog\""));
    assert!(!page.has("Please fix"), "{}", page.body);
    assert_eq!((threads(&portal), page.key()), ("0".to_owned(), key.clone()));
    let fields = [("key", key.as_str()), ("subject", "A dog"), ("body", BODY)];
    for _ in 0..2 {
        let sent = portal.post(MIRA_AGAIN, "/messages", &fields);
        assert!(sent.location().starts_with("/messages/"), "{}", sent.body);
    }
    assert_eq!(threads(&portal), "1");
    // What was sent meanwhile is not shown again.
    assert!(portal.get(MIRA_AGAIN, &next(&door)).location().starts_with("/messages/"));
}

#[test]
fn nobody_else_sees_what_somebody_wrote() {
    let portal = Portal::open("");
    let (_, door) = sent_too_late(&portal);
    let kept = portal.value("SELECT group_concat(id || sealed) FROM unsent_forms");
    assert!(!kept.contains("seat") && !kept.is_empty(), "{kept}");
    portal.sign_in(TOMAS_AGAIN, "tomas@harbour.example", 1);
    let other = portal.get(TOMAS_AGAIN, &next(&door));
    assert_eq!(other.location(), "/");
    assert!(other.notice().contains("somebody else wrote it"), "{}", other.notice());
}

#[test]
fn what_was_written_is_kept_for_an_hour() {
    let portal = Portal::open("");
    let (_, door) = sent_too_late(&portal);
    portal.sign_in(MIRA_AGAIN, "mira@harbour.example", 1);
    portal.later(KEPT - 1);
    assert!(portal.get(MIRA_AGAIN, &next(&door)).has("seat of his own"));
    portal.later(1);
    assert_eq!(portal.get(MIRA_AGAIN, &next(&door)).location(), "/");
    futures_executor::block_on(crate::jobs::sweep(&portal.app)).unwrap();
    assert_eq!(portal.value("SELECT count(*) FROM unsent_forms"), "0");
}

#[test]
fn a_form_of_no_page_of_ours_is_not_kept_nor_are_too_many() {
    let portal = Portal::open("");
    let keys: Vec<_> = (0..=MOST).map(|_| portal.get(MIRA, "/messages/new").key()).collect();
    end_sessions(&portal);
    let send = |key: &str| portal.post(MIRA, "/messages", &[("key", key), ("body", BODY)]);
    for key in ["a key", "", "a.b.c"] {
        assert_eq!(send(key).location(), "/session/new", "{key}");
    }
    for key in &keys {
        send(key);
        send(key);
    }
    assert_eq!(portal.value("SELECT count(*) FROM unsent_forms"), MOST.to_string());
}

#[test]
fn a_form_waits_until_the_second_factor_is_shown() {
    let portal = Portal::open("");
    let key = portal.get(MIRA, "/messages/new").key();
    portal.app.db.execute("UPDATE users SET factors = 2 WHERE email = 'mira@harbour.example'");
    let fields = [("key", key.as_str()), ("subject", "A dog"), ("body", BODY)];
    let led = portal.post(MIRA, "/messages", &fields);
    assert!(led.location().starts_with("/session/factor?next=%2Funsent"), "{}", led.location());
    portal.app.db.execute("UPDATE sessions SET factors = 2");
    assert!(portal.get(MIRA, &next(&led)).has("seat of his own"));
}

#[test]
fn a_form_waits_until_its_sender_has_proved_their_identity() {
    let portal = Portal::open("");
    let key = portal.get(OLE, "/staff/new").key();
    portal.later(HOUR);
    let fields = [("key", key.as_str()), ("name", "Nina Falk"), ("email", "nina@falk.example")];
    let led = portal.post(OLE, "/staff", &fields);
    assert!(led.location().contains("/session/proof?next=%2Funsent"), "{}", led.location());
    portal.app.db.execute(&format!("UPDATE sessions SET proven_at = {NOON} + 3600000"));
    let after = next(&led);
    let page = portal.get(OLE, after.split('&').next().unwrap());
    assert!(page.has("value=\"Nina Falk\"") && page.has("value=\"nina@falk.example\""));
}

/// The cookie of an answer that says where a kept form is shown again.
fn waits_at(reply: &Reply) -> String {
    let set = reply.headers.get_all(axum::http::header::SET_COOKIE).iter();
    let mut set = set.filter_map(|it| it.to_str().ok());
    let cookie = set.find(|it| it.starts_with("unsent=")).expect("a cookie");
    cookie.split(';').next().unwrap().to_owned()
}

/// Asks for a page or sends a form with this cookie beside that of the session.
fn with_cookie(
    portal: &Portal,
    who: Person,
    cookie: &str,
    request: axum::http::request::Builder,
    body: &str,
) -> Reply {
    let origin = format!("http://{}.portal.test", who.host);
    let request = request
        .header("cookie", format!("session={}; {cookie}", cookie_of(who)))
        .header("origin", origin)
        .header("content-type", "application/x-www-form-urlencoded");
    portal.send(who, request.body(axum::body::Body::from(body.to_owned())).unwrap())
}

#[test]
fn a_form_waits_until_its_sender_has_set_up_a_second_factor() {
    let portal = Portal::open("");
    let key = portal.get(DANA, "/leads/new").key();
    portal.app.db.execute("UPDATE workspaces SET staff_factors = 2");
    let fields = [("key", key.as_str()), ("name", "Nina Falk"), ("notes", BODY)];
    let led = portal.post(DANA, "/leads", &fields);
    assert_eq!(led.location(), "/factors");
    assert!(led.notice().contains("set up two-step verification, and it comes back"));
    let cookie = waits_at(&led);
    // The last page of setting it up leads on to the form.
    portal.app.db.execute("UPDATE users SET factors = 2 WHERE email = 'dana@harbour.example'");
    portal.app.db.execute("UPDATE sessions SET factors = 2");
    let codes = axum::http::Request::get("http://harbour-ops.portal.test/profile/factors/codes");
    let page = with_cookie(&portal, DANA, &cookie, codes, "");
    let (_, next) = page.body.split_once("href=\"/unsent?form=").expect("a link to the form");
    let next = format!("/unsent?form={}", next.split('"').next().unwrap());
    assert_eq!(waits_at(&page), "unsent=", "it waits no longer");
    let form = portal.get(DANA, &next);
    assert!(
        form.has("value=\"Nina Falk\"") && form.has("needs a seat of his own."),
        "{}",
        form.body
    );
}

#[test]
fn a_form_waits_until_its_sender_has_chosen_a_password() {
    let portal = Portal::open("");
    let (key, door) = sent_too_late(&portal);
    // Her access was given anew meanwhile: she signs in with a temporary password.
    portal
        .app
        .db
        .execute("UPDATE users SET state = 'invited' WHERE email = 'mira@harbour.example'");
    portal.sign_in(MIRA_AGAIN, "mira@harbour.example", 1);
    let led = portal.get(MIRA_AGAIN, &next(&door));
    assert_eq!(led.location(), "/password/new");
    assert!(led.notice().contains("choose a password, and it comes back"), "{}", led.notice());
    let cookie = waits_at(&led);
    let password = "password=a+quiet+evening+at+home&again=a+quiet+evening+at+home";
    let set = axum::http::Request::post("http://harbour.portal.test/password");
    let set = with_cookie(&portal, MIRA_AGAIN, &cookie, set, password);
    assert_eq!(set.location(), next(&door), "{}", set.body);
    assert_eq!(waits_at(&set), "unsent=", "it waits no longer");
    portal.sign_in(TOMAS_AGAIN, "mira@harbour.example", 1);
    let page = portal.get(TOMAS_AGAIN, set.location());
    assert!(page.has("needs a seat of his own.</textarea>"), "{}", page.body);
    assert_eq!(page.key(), key);
}

#[test]
fn chosen_roles_and_rights_come_back_in_their_form() {
    let portal = Portal::open("");
    let contact = portal.value("SELECT contact_id FROM users WHERE email = 'mira@harbour.example'");
    let path = format!("/contacts/{contact}/access");
    let key = portal.get(OLE, &path).key();
    let member = portal.value("SELECT id FROM users WHERE email = 'ines@harbour.example'");
    let staff = format!("/staff/{member}");
    let other = portal.get(OLE, &staff).key();
    end_sessions(&portal);
    let again = Person { name: "ole again", ..OLE };
    let fields =
        [("key", key.as_str()), ("version", "1"), ("role", "owner"), ("grants", "see_money")];
    let door = portal.post(OLE, &path, &fields);
    let staff_door =
        portal.post(OLE, &staff, &[("key", &other), ("version", "1"), ("role", "read_only")]);
    portal.sign_in(again, "ole@harbour.example", 1);
    let page = portal.get(again, &next(&door));
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.has("value=\"owner\" selected") && page.has("value=\"see_money\" checked"));
    assert!(!page.has("value=\"pay\" checked"), "{}", page.body);
    let page = portal.get(again, &next(&staff_door));
    assert!(page.has("value=\"read_only\" selected"), "{} {}", page.status, page.body);
}

#[test]
fn settings_come_back_as_they_were_typed() {
    let portal = Portal::open("");
    let key = portal.get(OLE, "/settings/access").key();
    portal.later(HOUR);
    let fields = [("key", key.as_str()), ("version", "1"), ("idle_days", "21")];
    let led = portal.post(OLE, "/settings/access", &fields);
    portal.app.db.execute(&format!("UPDATE sessions SET proven_at = {NOON} + 3600000"));
    let page = portal.get(OLE, next(&led).split('&').next().unwrap());
    assert!(page.has("value=\"21\""), "{}", page.body);
}

#[test]
fn a_button_that_changes_a_form_keeps_what_was_written_too() {
    let portal = Portal::open("");
    let key = portal.get(MIRA, "/requests/new").key();
    end_sessions(&portal);
    let leg = [("from.0", "TEB"), ("to.0", "PBI"), ("kind", "legs")];
    let fields = [leg, [("key", key.as_str()), ("notes", BODY), ("add-leg", "yes")]].concat();
    let door = portal.post(MIRA, "/requests", &fields);
    portal.sign_in(MIRA_AGAIN, "mira@harbour.example", 1);
    let page = portal.get(MIRA_AGAIN, &next(&door));
    assert!(page.has("needs a seat of his own.\">"), "{}", page.body);
    assert!(page.has("name=\"from.1\""), "the leg was added");
}

const TOMAS_CONTACT: &str = "/contacts/00000000-0000-7000-8000-000000000c22";

fn change(portal: &Portal, key: &str, version: &str, notes: &str) -> Reply {
    let fields = [
        ("key", key),
        ("version", version),
        ("name", "Tomas Lindqvist"),
        ("email", "tomas@harbour.example"),
        ("notes", notes),
    ];
    portal.post(DANA, TOMAS_CONTACT, &fields)
}

#[test]
fn a_form_that_came_second_is_shown_again_and_can_be_sent_knowingly() {
    let portal = Portal::open("");
    assert_eq!(change(&portal, "a", "1", "Prefers the aisle").location(), TOMAS_CONTACT);
    let second = change(&portal, "b", "1", "Always travels with a guide dog");
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert!(second.has("Always travels with a guide dog"), "{}", second.body);
    assert!(second.has("it has not been saved") && second.has("name=\"version\" value=\"2\""));
    assert_eq!(second.key(), "b");
    let notes = "SELECT notes FROM contacts WHERE name = 'Tomas Lindqvist'";
    assert_eq!(portal.value(notes), "Prefers the aisle");
    assert_eq!(change(&portal, "b", "2", "Guide dog").location(), TOMAS_CONTACT);
    assert_eq!(portal.value(notes), "Guide dog");
}

#[test]
fn an_error_page_shows_what_was_written() {
    let portal = Portal::open(WALK);
    portal
        .app
        .db
        .execute("UPDATE users SET role = 'read_only' WHERE email = 'dana@harbour.example'");
    let refused = change(&portal, "a", "1", "Always travels with a <guide> dog");
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(
        refused.has("Always travels with a &#60;guide&#62; dog</textarea>"),
        "{}",
        refused.body
    );
    assert!(!refused.has("tomas@harbour.example"));
}

#[test]
fn passwords_and_codes_are_never_kept() {
    let mut fields = Vec::new();
    let mut folders = vec![std::path::PathBuf::from("templates")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(path).unwrap();
            for field in text.split("ui::field(form, \"").skip(1) {
                let (name, rest) = field.split_once('"').unwrap();
                let rest = rest.split("}}").next().unwrap();
                if rest.contains("kind = \"password\"") || rest.contains("one-time-code") {
                    fields.push(name.to_owned());
                }
            }
        }
    }
    assert!(fields.len() > 8, "{fields:?}");
    let form = Form::of(fields.iter().map(|name| (name.clone(), "a secret of some words")));
    let sent = Sent { path: "/".into(), page: "/".into(), form: form.clone() };
    assert_eq!(KeptForm::of(&sent).fields, []);
    assert_eq!(words(&form), Vec::<String>::new());
}

#[test]
fn what_the_portal_filled_in_is_not_shown_as_words_of_the_sender() {
    let form = Form::of([
        ("shown", "Teterboro to Palm Beach 1/2"),
        ("from_at.0", "kteb TEB Teterboro"),
        ("from.0", "TEB Teterboro, New Jersey"),
    ]);
    assert_eq!(words(&form), ["TEB Teterboro, New Jersey"]);
}
