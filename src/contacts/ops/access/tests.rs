//! Inviting contacts, and removing and restoring their access, on the real router.
mod rights;

use crate::testing::cast::*;
use axum::http::StatusCode;

const ZOE: &str = "/contacts/00000000-0000-7000-8000-000000000c27";

fn invite(portal: &Portal, key: &str) -> Reply {
    let fields = [("key", key), ("role", "charter"), ("grants", "see_money"), ("grants", "pay")];
    portal.post(DANA, &format!("{ZOE}/invitation"), &fields)
}

/// Sends a form of the access panel, with the current version of the contact's user.
fn panel(portal: &Portal, who: Person, key: &str, to: &str, more: &[(&str, &str)]) -> Reply {
    let version =
        portal.value("SELECT coalesce(max(version), 0) FROM users WHERE contact_id LIKE '%c27'");
    let fields = [&[("key", key), ("version", version.as_str())], more].concat();
    portal.post(who, &format!("{ZOE}{to}"), &fields)
}

fn user(portal: &Portal) -> String {
    portal.value("SELECT state FROM users WHERE contact_id LIKE '%c27'")
}

fn notes(portal: &Portal, action: &str) -> String {
    portal.value(&format!(
        "SELECT coalesce(group_concat(note, ' | '), '') FROM events WHERE action = '{action}'"
    ))
}

fn signed_in(portal: &Portal) -> Reply {
    let temporary = mailed(portal);
    portal.post(STRANGER, "/session", &[("email", "zoe@harbour.example"), ("password", &temporary)])
}

/// Invites Zoë, who signs in and chooses a password; the answer holds her session.
fn active(portal: &Portal) -> Reply {
    invite(portal, "in");
    portal.work();
    let chosen =
        post_with_cookie(portal, &signed_in(portal), "/password", "a quiet evening at home");
    assert_eq!(chosen.location(), "/");
    chosen
}

/// The temporary password of the newest mail.
fn mailed(portal: &Portal) -> String {
    let sent = portal.app.mailer.sent.lock().unwrap();
    let text = &sent.last().unwrap().text;
    text.split("Temporary password: ").nth(1).unwrap().lines().next().unwrap().to_owned()
}

#[test]
fn an_invited_client_gets_in_and_chooses_a_password() {
    let portal = Portal::open("");
    let page = portal.get(DANA, ZOE);
    assert!(page.has("Send activation email"), "{}", page.body);
    let sent = invite(&portal, &page.key());
    assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, ZOE));
    portal.work();
    let letter = portal.app.mailer.sent.lock().unwrap().last().unwrap().clone();
    assert_eq!(
        (&*letter.to, letter.reply_to.as_deref().unwrap_or_default()),
        ("zoe@harbour.example", "ops@harbour.example")
    );
    assert!(letter.text.contains("http://harbour.portal.test/session/new"), "{}", letter.text);

    let temporary = mailed(&portal);
    let fields = [("email", "Zoe@Harbour.example"), ("password", temporary.as_str())];
    let signed_in = portal.post(STRANGER, "/session", &fields);
    assert_eq!((signed_in.status, signed_in.location()), (StatusCode::SEE_OTHER, "/"));
    assert_eq!(with_cookie(&portal, &signed_in, "/airports").location(), "/password/new");
    assert!(with_cookie(&portal, &signed_in, "/password/new").has("Welcome, Zoë"));
    let chosen = post_with_cookie(&portal, &signed_in, "/password", "a quiet harbour is home");
    assert_eq!(chosen.status, StatusCode::UNPROCESSABLE_ENTITY, "the operator's name is in it");
    let chosen = post_with_cookie(&portal, &signed_in, "/password", "a quiet evening at home");
    assert_eq!((chosen.status, chosen.location()), (StatusCode::SEE_OTHER, "/"), "{}", chosen.body);
    assert_eq!(with_cookie(&portal, &chosen, "/airports").status, StatusCode::OK);
    assert_eq!(
        with_cookie(&portal, &signed_in, "/airports").location(),
        "/session/new?next=%2Fairports"
    );
    assert_eq!(portal.post(STRANGER, "/session", &fields).status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[test]
fn an_invited_client_may_log_out_before_choosing_a_password() {
    let portal = Portal::open("");
    invite(&portal, "k");
    portal.work();
    let fields = [("email", "zoe@harbour.example"), ("password", &mailed(&portal))];
    let signed_in = portal.post(STRANGER, "/session", &fields);
    assert!(with_cookie(&portal, &signed_in, "/password/new").has("Log out"));
    let left = post_with_cookie(&portal, &signed_in, "/session/end", "");
    assert_eq!(left.location(), "/session/new");
    let back = with_cookie(&portal, &signed_in, "/password/new");
    assert_eq!(back.location(), "/session/new");
}

#[test]
fn an_invitation_sent_twice_mails_once_and_gets_the_same_answer() {
    let portal = Portal::open("");
    let key = portal.get(DANA, ZOE).key();
    let (first, second) = (invite(&portal, &key), invite(&portal, &key));
    assert_eq!((first.status, first.location()), (second.status, second.location()));
    assert_eq!(portal.value("SELECT count(*) FROM outbox"), "1");
    let other =
        portal.post(DANA, &format!("{ZOE}/invitation"), &[("key", &key), ("role", "owner")]);
    assert_eq!(other.status, StatusCode::CONFLICT);
}

#[test]
fn only_the_newest_temporary_password_works() {
    let portal = Portal::open("");
    invite(&portal, "one");
    portal.work();
    let first = mailed(&portal);
    let again = panel(&portal, DANA, "two", "/access/mail", &[]);
    assert_eq!((again.status, again.location()), (StatusCode::SEE_OTHER, ZOE));
    portal.work();
    let try_with = |password: &str| {
        portal
            .post(STRANGER, "/session", &[("email", "zoe@harbour.example"), ("password", password)])
            .status
    };
    assert_eq!(try_with(&first), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(try_with(&mailed(&portal)), StatusCode::SEE_OTHER);
}

#[test]
fn accounting_may_not_invite() {
    let portal = Portal::open("");
    assert!(!portal.get(INES, ZOE).has("Send activation email"));
    for to in ["/invitation", "/access", "/access/mail", "/access/removal", "/access/restoration"] {
        let refused = panel(&portal, INES, to, to, &[("role", "charter")]);
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{to}");
        assert_eq!(panel(&portal, RHEA, to, to, &[]).status, StatusCode::NOT_FOUND, "{to}");
    }
    assert_eq!(portal.value("SELECT count(*) FROM outbox"), "0");
}

#[test]
fn two_invitations_at_once_make_one_user_and_send_one_mail() {
    use super::super::super::queries::access::{self as queries, contact_access};
    use crate::{kit::ids::UserId, users::Role};
    let portal = Portal::open("");
    let contact = ZOE.trim_start_matches("/contacts/").parse().unwrap();
    let read = |who| {
        futures_executor::block_on(portal.app.db.run(contact_access(&scope_of(who), contact)))
    };
    let (danas, oles) = (read(DANA).unwrap().unwrap(), read(OLE).unwrap().unwrap());
    let held = |who, it: &super::ContactAccess, n: u8| {
        let fresh = UserId::new(NOON, &[n; 10]);
        let invitation = it.invitable(NOON).unwrap().invite(Role::Charter, Vec::new(), fresh);
        portal.write(who, queries::invite(&invitation, it.version)).held
    };
    assert!(held(DANA, &danas, 1));
    assert!(!held(OLE, &oles, 2));
    assert_eq!(portal.value("SELECT count(*) FROM outbox"), "1");
    assert_eq!(portal.value("SELECT count(*) FROM users WHERE contact_id LIKE '%c27'"), "1");
}

#[test]
fn an_address_of_another_user_is_refused_with_a_reason() {
    let portal =
        Portal::open("UPDATE contacts SET email = 'Mira@harbour.example' WHERE id LIKE '%c27'");
    let refused = invite(&portal, "k");
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.has("Another portal user signs in with"), "{}", refused.body);
    assert!(portal.get(DANA, ZOE).has("Another portal user signs in with"));
    assert_eq!(portal.value("SELECT count(*) FROM outbox"), "0");
    // A member of staff, or a user of another workspace, may have the same address.
    portal
        .app
        .db
        .execute("UPDATE contacts SET email = 'dana@harbour.example' WHERE id LIKE '%c27'");
    assert_eq!(invite(&portal, "k2").status, StatusCode::SEE_OTHER);
}

#[test]
fn a_revoked_invitation_gives_no_access_and_may_be_sent_again() {
    let portal = Portal::open("");
    invite(&portal, "k");
    portal.work();
    let zoe = signed_in(&portal);
    let revoked = panel(&portal, DANA, "r", "/access/removal", &[]);
    assert_eq!((revoked.status, user(&portal)), (StatusCode::SEE_OTHER, "disabled".into()));
    assert!(portal.get(DANA, ZOE).has("Revoked"));
    // The invitation was revoked while they chose a password: they get no access.
    let late = post_with_cookie(&portal, &zoe, "/password", "a quiet evening at home");
    assert_ne!(late.location(), "/");
    assert_eq!(user(&portal), "disabled");
    assert_eq!(signed_in(&portal).status, StatusCode::UNPROCESSABLE_ENTITY);
    let never = panel(&portal, DANA, "n", "/access/restoration", &[]);
    assert_eq!((never.status, user(&portal)), (StatusCode::CONFLICT, "disabled".into()));
    let anew = panel(&portal, DANA, "a", "/invitation", &[("role", "customer")]);
    assert_eq!((anew.status, user(&portal)), (StatusCode::SEE_OTHER, "invited".into()));
    portal.work();
    assert_eq!(signed_in(&portal).location(), "/");
}

#[test]
fn access_revoked_during_activation_ends_whichever_came_first() {
    let portal = Portal::open("");
    invite(&portal, "k");
    portal.work();
    let version = portal.value("SELECT version FROM users WHERE contact_id LIKE '%c27'");
    let chosen =
        post_with_cookie(&portal, &signed_in(&portal), "/password", "a quiet evening at home");
    assert_eq!((chosen.location(), user(&portal)), ("/", "active".into()));
    let fields = [("key", "r"), ("version", version.as_str())];
    portal.post(DANA, &format!("{ZOE}/access/removal"), &fields);
    assert_eq!(user(&portal), "disabled");
    assert!(with_cookie(&portal, &chosen, "/").location().starts_with("/session/new"));
}

#[test]
fn no_activation_mail_is_sent_after_the_invitation_was_revoked() {
    let portal = Portal::open("");
    invite(&portal, "k");
    panel(&portal, DANA, "r", "/access/removal", &[]);
    portal.work();
    assert!(portal.app.mailer.sent.lock().unwrap().is_empty());
    assert_eq!(user(&portal), "disabled");
}

#[test]
fn removed_access_ends_with_the_next_request_and_is_restored_as_it_was() {
    let portal = Portal::open("");
    let zoe = active(&portal);
    assert_eq!(with_cookie(&portal, &zoe, "/airports").status, StatusCode::OK);
    let page = portal.get(DANA, ZOE);
    assert!(page.has("Last sign-in") && page.has("Remove access"), "{}", page.body);
    panel(&portal, DANA, "r", "/access/removal", &[]);
    assert!(with_cookie(&portal, &zoe, "/airports").location().starts_with("/session/new"));
    assert_eq!(
        portal.value("SELECT count(*) FROM sessions s JOIN users u ON u.id = s.user_id WHERE u.contact_id LIKE '%c27' AND s.ended_at IS NULL"),
        "0"
    );
    let password = [("email", "zoe@harbour.example"), ("password", "a quiet evening at home")];
    assert_eq!(
        portal.post(STRANGER, "/session", &password).status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let invited = panel(&portal, DANA, "i", "/invitation", &[("role", "charter")]);
    assert!(invited.has("Restore it instead"), "{}", invited.body);
    let restored = panel(&portal, DANA, "b", "/access/restoration", &[]);
    assert_eq!((restored.status, user(&portal)), (StatusCode::SEE_OTHER, "active".into()));
    assert!(with_cookie(&portal, &zoe, "/airports").location().starts_with("/session/new"));
    assert_eq!(portal.post(STRANGER, "/session", &password).location(), "/");
}

#[test]
fn an_expired_invitation_says_so() {
    let portal = Portal::open("");
    invite(&portal, "k");
    portal.work();
    portal.app.db.execute(&format!(
        "UPDATE users SET temporary_until = {} WHERE contact_id LIKE '%c27'",
        NOON - 1
    ));
    let page = portal.get(DANA, ZOE);
    assert!(page.has("Expired") && page.has("Password expired"), "{}", page.body);
}

fn cookie(reply: &Reply) -> String {
    let cookies =
        reply.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
    cookies
        .filter_map(|c| c.split(';').next())
        .find(|c| c.starts_with("session="))
        .unwrap()
        .to_owned()
}

fn with_cookie(portal: &Portal, reply: &Reply, path: &str) -> Reply {
    let request = axum::http::Request::get(format!("http://harbour.portal.test{path}"));
    portal.send(
        STRANGER,
        request.header("cookie", cookie(reply)).body(axum::body::Body::empty()).unwrap(),
    )
}

fn post_with_cookie(portal: &Portal, reply: &Reply, path: &str, password: &str) -> Reply {
    let body = serde_html_form::to_string([("password", password), ("again", password)]).unwrap();
    let request = axum::http::Request::post(format!("http://harbour.portal.test{path}"))
        .header("cookie", cookie(reply))
        .header("origin", "http://harbour.portal.test")
        .header("content-type", "application/x-www-form-urlencoded");
    portal.send(STRANGER, request.body(body.into()).unwrap())
}
