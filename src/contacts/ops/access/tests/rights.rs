//! Choosing and changing the role and the rights of portal users, and the table that lists them.
use super::*;

#[test]
fn role_and_rights_are_chosen_with_the_invitation() {
    let portal = Portal::open("");
    let page = portal.get(DANA, ZOE);
    assert!(page.has("was never invited"), "{}", page.body);
    assert!(page.has("value=\"request_trips\" checked"), "the usual rights are preselected");
    assert!(page.has("value=\"schedule\"") && !page.has("value=\"schedule\" checked"));
    invite(&portal, "k");
    assert_eq!(
        portal.value("SELECT group_concat(name) FROM grants WHERE contact_id LIKE '%c27'"),
        "pay,see_money"
    );
    assert_eq!(notes(&portal, "client_invited"), "Charter client: See money, Pay");
    let page = portal.get(DANA, ZOE);
    assert!(page.has("Pending") && page.has("Revoke invitation"), "{}", page.body);
    assert!(page.has("value=\"pay\" checked") && !page.has("value=\"request_trips\" checked"));
}

#[test]
fn the_right_to_pay_needs_the_right_to_see_money() {
    let portal = Portal::open("");
    let words = [("role", "owner"), ("grants", "pay"), ("grants", "manage_users")];
    for to in ["/invitation", "/access"] {
        if to == "/access" {
            invite(&portal, "k");
        }
        let before = portal.value("SELECT count(*) FROM events");
        let again = panel(&portal, DANA, to, to, &words);
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{to}");
        assert!(again.has("Pay needs See money as well.") && again.has("href=\"#pay\""), "{to}");
        assert!(again.has("value=\"manage_users\" checked"), "the boxes stay checked");
        assert_eq!(portal.value("SELECT count(*) FROM events"), before);
    }
    let nobody = panel(&portal, DANA, "r", "/access", &[("role", "admin")]);
    assert!(nobody.has("Choose a role."), "{}", nobody.body);
}

#[test]
fn a_change_of_rights_is_in_the_history_and_holds_from_the_next_request() {
    let portal = Portal::open("");
    let zoe = active(&portal);
    let words = [("role", "owner"), ("grants", "see_money"), ("grants", "approve_quotes")];
    let saved = panel(&portal, DANA, "k", "/access", &words);
    assert_eq!((saved.status, saved.location()), (StatusCode::SEE_OTHER, ZOE));
    assert_eq!(
        notes(&portal, "client_rights_changed"),
        "Role: Charter client \u{2192} Owner, Approve quotes: no \u{2192} yes, Pay: yes \u{2192} no"
    );
    assert!(with_cookie(&portal, &zoe, "/").has("Owner"));
    let events = portal.value("SELECT count(*) FROM events");
    assert_eq!(panel(&portal, DANA, "k2", "/access", &words).status, StatusCode::SEE_OTHER);
    assert_eq!(portal.value("SELECT count(*) FROM events"), events, "no change, no event");
}

#[test]
fn of_two_changes_of_rights_at_once_the_second_is_refused() {
    let portal = Portal::open("");
    active(&portal);
    let version = portal.value("SELECT version FROM users WHERE contact_id LIKE '%c27'");
    let save = |who, key, right| {
        let fields =
            [("key", key), ("version", version.as_str()), ("role", "charter"), ("grants", right)];
        portal.post(who, &format!("{ZOE}/access"), &fields)
    };
    assert_eq!(save(DANA, "a", "see_money").status, StatusCode::SEE_OTHER);
    for right in ["request_trips", "see_money"] {
        let late = save(OLE, right, right);
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.has("changed while you were looking"), "{}", late.body);
    }
    assert_eq!(
        portal.value("SELECT group_concat(name) FROM grants WHERE contact_id LIKE '%c27'"),
        "see_money"
    );
}

#[test]
fn the_rights_of_all_portal_users_are_in_one_table() {
    let none = Portal::open("DELETE FROM grants WHERE contact_id LIKE '%c21'");
    assert_eq!(none.get(DANA, "/access").body.matches("No rights<").count(), 1);
    let page = none.get(DANA, "/contacts/00000000-0000-7000-8000-000000000c21/access");
    assert!(page.has("<li><a href=\"/contacts\">Contacts</a></li>"), "{}", page.body);
    let portal = Portal::open("");
    invite(&portal, "k");
    portal.app.db.execute(
        "UPDATE users SET state = 'disabled', revoked_at = 5 WHERE email = 'carl@harbour.example'",
    );
    let all = portal.get(DANA, "/access");
    for word in [
        "Zo\u{eb} \u{c5}ngstr\u{f6}m",
        "Carl Mendez",
        "Revoked",
        "Advanced scheduling",
        "Lindqvist Holdings",
    ] {
        assert!(all.has(word), "{word}: {}", all.body);
    }
    assert!(!all.has("Milo Brandt") && !portal.get(RHEA, "/access").has("Mira"));
    let has = |show: &str, name: &str| portal.get(DANA, &format!("/access?show={show}")).has(name);
    assert!(has("pending", "ngstr") && !has("pending", "Mira") && !has("pending", "Carl"));
    assert!(has("without", "Carl") && !has("without", "Mira") && has("active", "Mira"));
    assert!(all.has("/access\">Edit") && !portal.get(INES, "/access").has("/access\">Edit"));
}

#[test]
fn the_table_of_rights_lists_every_user_once_over_all_pages() {
    let portal = Portal::open(
        "INSERT INTO contacts (id, workspace_id, name, email, created_at)
          SELECT printf('00000000-0000-7000-8000-0000000f%04d', n.value), '00000000-0000-7000-8000-000000000001', 'Same Name', n.value || '@x.example', 0
          FROM (WITH RECURSIVE c(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM c WHERE value < 60) SELECT value FROM c) n;
         INSERT INTO users (id, workspace_id, face, contact_id, email, name, role, state)
          SELECT id, workspace_id, 'client', id, email, name, 'charter', 'active' FROM contacts WHERE name = 'Same Name';",
    );
    let first = portal.get(DANA, "/access");
    let next = first.body.split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    let second = portal.get(DANA, &next.replace("&#38;", "&").replace("&amp;", "&"));
    let rows = |reply: &Reply| reply.body.matches("@x.example").count();
    assert_eq!(rows(&first) + rows(&second), 60, "{next}");
}
