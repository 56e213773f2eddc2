//! Inviting and removing staff and changing their roles, on the real router.
use crate::testing::cast::*;
use axum::http::StatusCode;

const INES_PAGE: &str = "/staff/00000000-0000-7000-8000-000000000d33";
const OLE_PAGE: &str = "/staff/00000000-0000-7000-8000-000000000d31";
const DANA_PAGE: &str = "/staff/00000000-0000-7000-8000-000000000d32";

/// Makes Dana an administrator beside Ole.
const TWO: &str = "UPDATE users SET role = 'admin' WHERE email = 'dana@harbour.example'";

fn invite(portal: &Portal, who: Person, key: &str, email: &str) -> Reply {
    let fields = [("key", key), ("name", "Per Holm"), ("email", email), ("role", "accounting")];
    portal.post(who, "/staff", &fields)
}

fn change(portal: &Portal, who: Person, to: &str, version: &str, role: &str) -> Reply {
    let key = format!("{to}{version}{role}{}", who.name);
    portal.post(who, to, &[("key", &key), ("version", version), ("role", role)])
}

fn role(portal: &Portal, name: &str) -> String {
    portal.value(&format!(
        "SELECT role || ' ' || state FROM users WHERE email = '{name}@harbour.example'"
    ))
}

#[test]
fn a_member_of_staff_is_invited_to_the_operations_side() {
    let portal = Portal::open("");
    let sent = invite(&portal, OLE, "k", "Per@Harbour.example");
    assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, "/staff"), "{}", sent.body);
    portal.work();
    let letter = portal.app.mailer.sent.lock().unwrap().last().unwrap().clone();
    assert_eq!(letter.to, "per@harbour.example");
    assert!(letter.text.contains("http://harbour-ops.portal.test/session/new"), "{}", letter.text);
    assert!(!letter.text.contains("client portal"), "{}", letter.text);
    let password =
        letter.text.split("Temporary password: ").nth(1).unwrap().lines().next().unwrap();
    let door = Person { name: "", host: "harbour-ops" };
    let fields = [("email", "per@harbour.example"), ("password", password)];
    assert_eq!(portal.post(door, "/session", &fields).status, StatusCode::SEE_OTHER);
    assert_eq!(portal.post(STRANGER, "/session", &fields).status, StatusCode::UNPROCESSABLE_ENTITY);
    let list = portal.get(OLE, "/staff");
    assert!(list.has("Per Holm") && list.has("Pending"), "{}", list.body);
    assert_eq!(
        portal.value("SELECT note FROM events WHERE action = 'staff_invited'"),
        "Per Holm, per@harbour.example: Accounting"
    );
}

#[test]
fn an_address_that_emails_do_not_reach_is_marked_where_the_person_is_shown() {
    let portal = Portal::open("");
    assert!(!portal.get(OLE, DANA_PAGE).has("Emails do not reach"));
    portal.app.db.execute(
        "INSERT INTO address_faults (workspace_id, email, kind, words, at)
         SELECT workspace_id, email, 'bounced', 'The email came back: 550.', 1 FROM users WHERE email = 'dana@harbour.example'",
    );
    let page = portal.get(OLE, DANA_PAGE);
    let words = "Emails do not reach dana@harbour.example. The email came back: 550.";
    assert!(page.has(words), "{}", page.body);
    assert!(!portal.get(OLE, INES_PAGE).has("Emails do not reach"));
}

#[test]
fn an_address_of_a_member_of_staff_is_refused_at_the_field() {
    let portal = Portal::open("");
    let again = invite(&portal, OLE, "k", "DANA@harbour.example");
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        again.has("Dana Whitfield already has this address") && again.has("Per Holm"),
        "{}",
        again.body
    );
    assert_eq!(invite(&portal, OLE, "n", "per").status, StatusCode::UNPROCESSABLE_ENTITY);
    // A client, or a member of staff of another workspace, may be invited.
    for email in ["mira@harbour.example", "rhea@ridgeline.example"] {
        assert_eq!(invite(&portal, OLE, email, email).status, StatusCode::SEE_OTHER);
    }
}

#[test]
fn all_staff_read_the_list_and_administrators_change_it() {
    let portal = Portal::open("");
    let list = portal.get(DANA, "/staff");
    assert!(list.has("Ines Duarte") && list.has("Accounting") && list.has("What each role may do"));
    for word in ["ines@harbour.example", "/staff/new", "Last sign-in", "Rhea Stone"] {
        assert!(!list.has(word), "{word}");
    }
    assert_eq!(portal.get(DANA, "/staff/new").status, StatusCode::FORBIDDEN);
    assert_eq!(portal.get(DANA, INES_PAGE).status, StatusCode::FORBIDDEN);
    assert_eq!(invite(&portal, DANA, "k", "x@x.example").status, StatusCode::FORBIDDEN);
    for to in ["", "/mail", "/removal", "/restoration"] {
        let to = format!("{INES_PAGE}{to}");
        assert_eq!(change(&portal, DANA, &to, "1", "admin").status, StatusCode::FORBIDDEN, "{to}");
        assert_eq!(change(&portal, RHEA, &to, "1", "admin").status, StatusCode::NOT_FOUND, "{to}");
    }
    // A client is not found among staff.
    let mira = "/staff/00000000-0000-7000-8000-000000000d41";
    assert_eq!(portal.get(OLE, mira).status, StatusCode::NOT_FOUND);
}

#[test]
fn changing_staff_needs_a_recent_proof_of_identity() {
    let portal = Portal::open("");
    portal.later(crate::users::PROOF);
    assert_eq!(portal.get(OLE, "/staff").status, StatusCode::OK);
    for path in ["/staff/new", INES_PAGE] {
        assert!(portal.get(OLE, path).location().starts_with("/session/proof?next="), "{path}");
    }
    assert!(invite(&portal, OLE, "k", "x@x.example").location().starts_with("/session/proof"));
    for to in ["", "/mail", "/removal", "/restoration"] {
        let reply = change(&portal, OLE, &format!("{INES_PAGE}{to}"), "1", "admin");
        assert!(reply.location().starts_with("/session/proof"), "{to}");
    }
    assert_eq!(portal.value("SELECT count(*) FROM events"), "0");
}

#[test]
fn a_new_role_holds_from_the_next_request_and_is_in_the_history() {
    let portal = Portal::open("");
    assert_eq!(change(&portal, OLE, INES_PAGE, "1", "read_only").status, StatusCode::SEE_OTHER);
    assert_eq!(role(&portal, "ines"), "read_only active");
    assert!(portal.get(INES, "/").has("Read-only"));
    assert_eq!(
        portal.value("SELECT note FROM events WHERE action = 'staff_role_changed'"),
        "Ines Duarte. Role: Accounting \u{2192} Read-only"
    );
    let late = change(&portal, OLE, INES_PAGE, "1", "dispatcher");
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert_eq!(
        change(&portal, OLE, INES_PAGE, "2", "owner").status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

#[test]
fn a_removed_member_is_signed_out_at_once_and_may_be_restored() {
    let portal = Portal::open("");
    let removal = format!("{INES_PAGE}/removal");
    assert_eq!(change(&portal, OLE, &removal, "1", "").status, StatusCode::SEE_OTHER);
    assert!(portal.get(INES, "/").location().starts_with("/session/new"));
    let page = portal.get(OLE, INES_PAGE);
    assert!(page.has("Revoked") && page.has("Restore access") && !page.has("Save role"));
    let back = change(&portal, OLE, &format!("{INES_PAGE}/restoration"), "2", "");
    assert_eq!(
        (back.status, role(&portal, "ines")),
        (StatusCode::SEE_OTHER, "accounting active".into())
    );
    assert!(portal.get(INES, "/").location().starts_with("/session/new"), "her session has ended");
}

#[test]
fn an_invitation_is_revoked_and_sent_again() {
    let portal = Portal::open("");
    invite(&portal, OLE, "k", "per@harbour.example");
    let per = format!(
        "/staff/{}",
        portal.value("SELECT id FROM users WHERE email = 'per@harbour.example'")
    );
    for (to, version, then) in [
        ("/mail", "1", "invited"),
        ("/removal", "2", "disabled"),
        ("/restoration", "3", "disabled"),
        ("/mail", "3", "invited"),
    ] {
        change(&portal, OLE, &format!("{per}{to}"), version, "");
        assert_eq!(role(&portal, "per"), format!("accounting {then}"), "{to}");
    }
    portal.work();
    assert_eq!(portal.app.mailer.sent.lock().unwrap().len(), 3);
}

#[test]
fn the_last_administrator_keeps_role_and_access() {
    let portal = Portal::open("");
    assert!(portal.get(OLE, OLE_PAGE).has("The only active administrator"));
    for (to, role) in [(OLE_PAGE.to_owned(), "dispatcher"), (format!("{OLE_PAGE}/removal"), "")] {
        let refused = change(&portal, OLE, &to, "1", role);
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(refused.has("only active administrator"), "{}", refused.body);
    }
    // An administrator who is invited or removed does not count.
    for state in ["invited", "disabled"] {
        portal.app.db.execute(&format!(
            "{TWO}; UPDATE users SET state = '{state}' WHERE email = 'dana@harbour.example'"
        ));
        assert_eq!(
            change(&portal, OLE, OLE_PAGE, "1", "dispatcher").status,
            StatusCode::CONFLICT,
            "{state}"
        );
    }
    portal.app.db.execute(&format!(
        "{TWO}; UPDATE users SET state = 'active' WHERE email = 'dana@harbour.example'"
    ));
    assert_eq!(change(&portal, OLE, OLE_PAGE, "1", "dispatcher").status, StatusCode::SEE_OTHER);
    assert_eq!(role(&portal, "ole"), "dispatcher active");
}

#[test]
fn two_administrators_who_demote_or_remove_each_other_at_once_leave_one() {
    use super::super::{Member, queries};
    use crate::{db::write::Write, users::Role};
    type Decision = fn(&Member) -> Write;
    let demote: Decision = |it| queries::change(it, Role::Dispatcher, "", it.version);
    let remove: Decision = |it| queries::remove(it, it.version);
    for (first, second) in [(demote, demote), (remove, remove), (demote, remove), (remove, demote)]
    {
        let portal = Portal::open(TWO);
        let read = |who, path: &str| {
            let id = path.trim_start_matches("/staff/").parse().unwrap();
            let member = queries::member(&scope_of(who), id);
            futures_executor::block_on(portal.app.db.run(member)).unwrap().unwrap()
        };
        // Both read before either of them writes.
        let (dana, ole) = (read(OLE, DANA_PAGE), read(DANA, OLE_PAGE));
        assert!(!dana.is_last && !ole.is_last);
        assert!(portal.write(OLE, first(&dana)).held);
        assert!(!portal.write(DANA, second(&ole)).held);
        assert_eq!(role(&portal, "ole"), "admin active");
        assert_eq!(portal.value("SELECT count(*) FROM events"), "1");
    }
}

#[test]
fn of_two_administrators_who_demote_themselves_one_stays() {
    let portal = Portal::open(TWO);
    // The second to demote themselves is the last administrator by then.
    assert_eq!(change(&portal, OLE, OLE_PAGE, "1", "dispatcher").status, StatusCode::SEE_OTHER);
    assert_eq!(change(&portal, DANA, DANA_PAGE, "1", "dispatcher").status, StatusCode::CONFLICT);
    assert_eq!(role(&portal, "dana"), "admin active");
}
