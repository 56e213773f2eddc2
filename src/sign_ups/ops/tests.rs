//! Approving and rejecting, as the staff do it.
mod races;

use crate::{sessions::password, testing::cast::*, users::Grant};
use axum::http::StatusCode;

/// Waits, and is not confirmed; waits, and is.
const NORA: &str = "/sign-ups/00000000-0000-7000-8000-0000000ea001";
const IDRIS: &str = "/sign-ups/00000000-0000-7000-8000-0000000ea002";
const APPROVED: &str = "/sign-ups/00000000-0000-7000-8000-0000000ea003";
const ZOES: &str = "00000000-0000-7000-8000-000000000c27";
const MIRAS: &str = "00000000-0000-7000-8000-000000000c21";
const MILOS: &str = "00000000-0000-7000-8000-000000000c25";

const NEW: [(&str, &str); 5] = [
    ("contact", "new"),
    ("account", "new"),
    ("role", "charter"),
    ("grants", "request_trips"),
    ("grants", "schedule"),
];

fn open() -> Portal {
    let portal = Portal::open(WALK);
    let hash = password::hash("a heron at dawn", &"pepper".into(), &[3; 16]).unwrap();
    portal.app.db.execute(&format!(
        "UPDATE sign_ups SET password = '{hash}' WHERE state = 'waiting'; DELETE FROM outbox;
         DELETE FROM users WHERE email = 'zoe@harbour.example'"
    ));
    portal
}

fn approve(portal: &Portal, place: &str, fields: &[(&str, &str)]) -> Reply {
    let fields = [&[("key", "k"), ("version", "1")], fields].concat();
    portal.post(DANA, &format!("{place}/approval"), &fields)
}

fn mailed(portal: &Portal) -> Vec<String> {
    portal.work();
    let sent = portal.app.mailer.sent.lock().unwrap();
    sent.iter().map(|it| format!("{}: {}", it.to, it.subject)).collect()
}

#[test]
fn whoever_confirmed_their_mailbox_signs_in_with_the_password_they_chose() {
    let portal = open();
    let page = portal.get(DANA, IDRIS);
    assert!(page.has("They sign in with the password they chose"), "{}", page.body);
    let reply = approve(&portal, IDRIS, &NEW);
    assert_eq!((reply.status, reply.location()), (StatusCode::SEE_OTHER, IDRIS), "{}", reply.body);
    assert_eq!(mailed(&portal), ["idris@bell.example: You have access to Harbour Aviation"]);
    let contact = portal
        .value("SELECT '/contacts/' || contact_id FROM users WHERE email = 'idris@bell.example'");
    let contact = portal.get(DANA, &contact);
    assert!(
        contact.has("<dt>Approved</dt>") && !contact.has("<dt>Invited</dt>"),
        "{}",
        contact.body
    );
    let fields = [("email", "idris@bell.example"), ("password", "a heron at dawn")];
    assert_eq!(portal.post(STRANGER, "/session", &fields).status, StatusCode::SEE_OTHER);
    let made = "SELECT u.state, u.role, c.name AS contact, c.phone, a.name AS account,
      (SELECT group_concat(name) FROM (SELECT name FROM grants WHERE contact_id = c.id ORDER BY name)) AS grants
      FROM users u JOIN contacts c ON c.id = u.contact_id JOIN memberships m ON m.contact_id = c.id JOIN accounts a ON a.id = m.account_id
      WHERE u.email = 'idris@bell.example'";
    insta::assert_snapshot!(portal.rows(made), @"
    state: active
    role: charter
    contact: Idris Bell
    phone: +44 20 5550 100
    account: Idris Bell
    grants: request_trips,schedule
    ");
    let decided = "SELECT state, password, (SELECT name FROM users WHERE id = decided_by) AS decided_by FROM sign_ups WHERE email = 'idris@bell.example'";
    insta::assert_snapshot!(portal.rows(decided), @"
    state: approved
    password: null
    decided_by: Dana Whitfield
    ");
    let note = portal.value("SELECT note FROM events WHERE action = 'sign_up_approved'");
    assert_eq!(
        note,
        "new contact, new account Idris Bell, Charter client: Request trips, Advanced scheduling"
    );
}

#[test]
fn whoever_did_not_confirm_it_gets_the_activation_mail_instead() {
    let portal = open();
    assert!(portal.get(DANA, NORA).has("They get the activation email"));
    assert_eq!(approve(&portal, NORA, &NEW).status, StatusCode::SEE_OTHER);
    assert_eq!(
        portal.value(
            "SELECT state || (password IS NULL) FROM users WHERE email = 'nora@falk.example'"
        ),
        "invited1"
    );
    assert_eq!(mailed(&portal), ["nora@falk.example: Your access to Harbour Aviation"]);
    let fields = [("email", "nora@falk.example"), ("password", "a heron at dawn")];
    let by_the_strangers_password = portal.post(STRANGER, "/session", &fields).status;
    assert_eq!(by_the_strangers_password, StatusCode::UNPROCESSABLE_ENTITY);
}

#[test]
fn the_best_match_by_address_is_suggested_and_linked() {
    let portal = open();
    portal
        .app
        .db
        .execute("UPDATE sign_ups SET email = 'zoe@harbour.example' WHERE name = 'Nora Falk'");
    let page = portal.get(DANA, NORA);
    let best = format!("name=\"contact\" value=\"{ZOES}\" checked");
    assert!(page.has(&best) && page.has("Best match by address"), "{}", page.body);
    for grant in Grant::ALL {
        let is_ticked = page.has(&format!("name=\"grants\" value=\"{}\" checked", grant.word()));
        assert_eq!(is_ticked, Grant::USUAL.contains(&grant), "{grant:?}");
    }
    let fields = [("contact", ZOES), ("account", "new"), ("role", "owner")];
    assert_eq!(approve(&portal, NORA, &fields).status, StatusCode::SEE_OTHER);
    assert_eq!(
        portal.value(&format!("SELECT state || role FROM users WHERE contact_id = '{ZOES}'")),
        "invitedowner"
    );
    assert_eq!(portal.value("SELECT count(*) FROM accounts WHERE name = 'Falk Shipping'"), "0");
    let after = portal.get(DANA, NORA);
    assert!(
        after.has("Approved") && after.has("Zoë Ångström") && !after.has("/rejection"),
        "{}",
        after.body
    );
}

#[test]
fn a_contact_who_is_linked_is_at_the_address_they_sign_in_with() {
    let portal = open();
    let page = portal.get(DANA, &format!("{NORA}?q=Zo"));
    assert!(page.has("The address on record becomes nora@falk.example"), "{}", page.body);
    let fields = [("contact", ZOES), ("account", ""), ("role", "charter")];
    assert_eq!(approve(&portal, NORA, &fields).status, StatusCode::SEE_OTHER);
    assert_eq!(
        portal.value(&format!("SELECT email || version FROM contacts WHERE id = '{ZOES}'")),
        "nora@falk.example2"
    );
}

#[test]
fn a_contact_without_an_account_is_given_one() {
    let portal = open();
    portal.app.db.execute(&format!("DELETE FROM memberships WHERE contact_id = '{ZOES}'"));
    let fields = [("contact", ZOES), ("account", ""), ("role", "charter")];
    let refused = approve(&portal, NORA, &fields);
    assert!(
        refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.has("Choose the account")
    );
    let fields = [("contact", ZOES), ("account", "new"), ("role", "charter")];
    assert_eq!(approve(&portal, NORA, &fields).status, StatusCode::SEE_OTHER);
    assert_eq!(portal.value("SELECT a.name FROM accounts a JOIN memberships m ON m.account_id = a.id WHERE m.contact_id = '00000000-0000-7000-8000-000000000c27'"), "Falk Shipping");
}

#[test]
fn whoever_has_access_or_had_it_is_refused_in_words() {
    let portal = open();
    let fields = [("contact", MIRAS), ("account", "new"), ("role", "charter")];
    let reply = approve(&portal, NORA, &fields);
    assert!(
        reply.status == StatusCode::CONFLICT && reply.has("already has access"),
        "{}",
        reply.body
    );
    portal
        .app
        .db
        .execute("UPDATE users SET state = 'disabled' WHERE email = 'mira@harbour.example'");
    let reply = approve(&portal, NORA, &fields);
    assert!(reply.status == StatusCode::CONFLICT && reply.has("was removed"), "{}", reply.body);
    portal
        .app
        .db
        .execute("UPDATE sign_ups SET email = 'mira@harbour.example' WHERE name = 'Nora Falk'");
    assert!(portal.get(DANA, NORA).has("This address belongs to somebody"));
    let reply = approve(&portal, NORA, &NEW);
    assert!(
        reply.status == StatusCode::CONFLICT && reply.has("A user already signs in"),
        "{}",
        reply.body
    );
    assert_eq!(mailed(&portal), Vec::<String>::new());
}

#[test]
fn a_lead_is_converted_before_it_can_have_access() {
    let portal = open();
    portal.app.db.execute(
        "INSERT INTO leads (id, workspace_id, name, email, state, created_at)
         VALUES ('00000000-0000-7000-8000-0000000eb009', '00000000-0000-7000-8000-000000000001', 'Nora Falk', 'Nora@falk.example', 'open', 0)",
    );
    let page = portal.get(DANA, NORA);
    assert!(page.has("/leads/00000000-0000-7000-8000-0000000eb009"), "{}", page.body);
    assert!(!page.has("/approval\"") && page.has("/rejection\""), "{}", page.body);
    let reply = approve(&portal, NORA, &NEW);
    assert!(
        reply.status == StatusCode::CONFLICT && reply.has("A lead has this address"),
        "{}",
        reply.body
    );
    portal.app.db.execute(
        "UPDATE leads SET state = 'dropped' WHERE id = '00000000-0000-7000-8000-0000000eb009'",
    );
    assert_eq!(approve(&portal, NORA, &NEW).status, StatusCode::SEE_OTHER);
}

#[test]
fn an_inactive_contact_is_restored_first() {
    let portal = open();
    portal.app.db.execute(&format!("UPDATE contacts SET deactivated_at = 1 WHERE id = '{ZOES}'"));
    let fields = [("contact", ZOES), ("account", "new"), ("role", "charter")];
    let reply = approve(&portal, NORA, &fields);
    assert!(reply.status == StatusCode::CONFLICT && reply.has("is inactive"), "{}", reply.body);
}

#[test]
fn whoever_comes_in_is_found_by_name_and_address() {
    let portal = open();
    assert_eq!(approve(&portal, NORA, &NEW).status, StatusCode::SEE_OTHER);
    for word in ["falk", "nora@falk.example"] {
        assert!(portal.get(DANA, &format!("/contacts?q={word}")).has("Nora Falk"), "{word}");
    }
    assert!(portal.get(DANA, "/accounts?q=shipping").has("Falk Shipping"));
}

#[test]
fn a_neighbours_contact_is_nobody_here() {
    let portal = open();
    for (contact, account) in [(MILOS, "new"), ("new", "00000000-0000-7000-8000-000000000a14")] {
        let fields = [("contact", contact), ("account", account), ("role", "charter")];
        assert_eq!(approve(&portal, NORA, &fields).status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let fields = [("contact", "new"), ("account", "new"), ("role", "admin")];
    assert_eq!(approve(&portal, NORA, &fields).status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[test]
fn a_rejection_takes_a_reason_and_tells_it_only_if_told_to() {
    for (tell, is_told) in [("yes", true), ("", false)] {
        let portal = open();
        let reject = |fields: &[(&str, &str)]| {
            let fields = [&[("key", "k"), ("version", "1"), ("tell", tell)], fields].concat();
            portal.post(DANA, &format!("{NORA}/rejection"), &fields)
        };
        let refused = reject(&[("reason", " ")]);
        assert!(
            refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.has("Enter a reason"),
            "{}",
            refused.body
        );
        assert_eq!(reject(&[("reason", "Nobody knows them")]).status, StatusCode::SEE_OTHER);
        assert_eq!(mailed(&portal), ["nora@falk.example: Your request to Harbour Aviation"]);
        let letter = portal.app.mailer.sent.lock().unwrap()[0].text.clone();
        assert_eq!(letter.contains("Nobody knows them"), is_told, "{letter}");
        let html = portal.app.mailer.sent.lock().unwrap()[0].html.clone();
        assert!(
            !letter.contains("http") && !html.contains("<a "),
            "there is nowhere to go: {letter}"
        );
        let row = portal.value(
            "SELECT state || reason || (password IS NULL) FROM sign_ups WHERE name = 'Nora Falk'",
        );
        assert_eq!(row, "rejectedNobody knows them1");
        assert_eq!(
            portal.value("SELECT note FROM events WHERE action = 'sign_up_rejected'"),
            "Nobody knows them"
        );
        assert_eq!(
            portal.value("SELECT count(*) FROM users WHERE email = 'nora@falk.example'"),
            "0"
        );
    }
}

#[test]
fn every_role_reads_and_those_who_grant_access_decide() {
    let portal = open();
    let page = portal.get(INES, NORA);
    assert!(
        page.has("Nora Falk") && !page.has("/approval\"") && !page.has("/rejection"),
        "{}",
        page.body
    );
    for deed in ["approval", "rejection"] {
        let reply = portal.post(INES, &format!("{NORA}/{deed}"), &[("key", "k"), ("reason", "x")]);
        assert_eq!(reply.status, StatusCode::FORBIDDEN);
    }
    let list = portal.get(INES, "/sign-ups").body;
    let (nora, idris) = (list.find("Nora Falk").unwrap(), list.find("Idris Bell").unwrap());
    assert!(nora < idris, "the longest wait comes first");
    assert!(list.contains("<span class=\"count\">2<"), "{list}");
    assert!(
        !list.contains("Max Spam") && portal.get(INES, "/sign-ups?show=rejected").has("Max Spam")
    );
    assert!(portal.get(INES, APPROVED).has("Ruth Okafor"));
}
