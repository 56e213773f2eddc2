//! Clients who manage the people of their accounts, on the real router.
use crate::testing::cast::*;
use axum::http::StatusCode;

const MIRAS: &str = "00000000-0000-7000-8000-000000000c21";
const TOMAS_PAGE: &str = "/people/00000000-0000-7000-8000-000000000c22";
const RUTH_PAGE: &str = "/people/00000000-0000-7000-8000-000000000c23";
const ZOE_PAGE: &str = "/people/00000000-0000-7000-8000-000000000c27";

/// Grants Mira to manage users; she may neither schedule nor create trips.
const MIRA_MANAGES: &str = "INSERT INTO grants (workspace_id, contact_id, name) SELECT workspace_id, id, 'manage_users' FROM contacts WHERE email = 'mira@harbour.example';";

fn open(seed: &str) -> Portal {
    Portal::open(&format!("{MIRA_MANAGES}{seed}"))
}

fn add(portal: &Portal, key: &str, email: &str, more: &[(&str, &str)]) -> Reply {
    let fields =
        [&[("key", key), ("name", "Ada Berg"), ("email", email), ("grants", "see_money")], more];
    portal.post(MIRA, "/people", &fields.concat())
}

fn act(portal: &Portal, who: Person, to: &str, more: &[(&str, &str)]) -> Reply {
    let id = to.split('/').nth(2).unwrap();
    let version = portal
        .value(&format!("SELECT coalesce(max(version), 0) FROM users WHERE contact_id = '{id}'"));
    let key = format!("{to}{version}{more:?}");
    let fields = [&[("key", key.as_str()), ("version", version.as_str())], more].concat();
    portal.post(who, to, &fields)
}

fn grants(portal: &Portal, name: &str) -> String {
    portal.value(&format!(
        "SELECT coalesce(group_concat(name), '') FROM (SELECT g.name FROM grants g JOIN contacts c ON c.id = g.contact_id WHERE c.email = '{name}@harbour.example' ORDER BY g.name)"
    ))
}

fn user(portal: &Portal, name: &str) -> String {
    portal.value(&format!(
        "SELECT coalesce(max(role || ' ' || state), 'nobody') FROM users WHERE email = '{name}@harbour.example'"
    ))
}

#[test]
fn a_manager_sees_only_the_people_of_their_own_accounts() {
    let portal = open("");
    let page = portal.get(MIRA, "/people");
    for word in
        ["Tomas Lindqvist", "Zo\u{eb} \u{c5}ngstr\u{f6}m", "No access", "Lindqvist Holdings"]
    {
        assert!(page.has(word), "{word}: {}", page.body);
    }
    for word in ["Ruth Okafor", "Carl Mendez", "Milo Brandt"] {
        assert!(!page.has(word), "{word}");
    }
    assert!(portal.get(MIRA, "/profile").has("href=\"/people\""));
    assert_eq!(portal.get(MIRA, RUTH_PAGE).status, StatusCode::NOT_FOUND);
}

#[test]
fn rights_are_listed_in_one_order_with_the_words_of_the_client_side() {
    let portal = open("");
    portal.app.db.execute("INSERT OR IGNORE INTO grants (workspace_id, contact_id, name) SELECT workspace_id, id, 'manage_users' FROM contacts WHERE name LIKE 'Tomas%'");
    let rights = "Request trips, Approve quotes, See money, Pay, Manage passengers, Manage users<";
    let page = portal.get(MIRA, "/people");
    assert!(page.has(rights), "{}", page.body);
    for path in ["/people", "/people/new", ZOE_PAGE] {
        assert!(!portal.get(MIRA, path).has("Manage their account"), "{path}");
    }
}

#[test]
fn a_client_who_does_not_manage_users_is_refused() {
    let portal = open("");
    assert!(!portal.get(TOMAS, "/profile").has("href=\"/people\""));
    for path in ["/people", "/people/new", ZOE_PAGE] {
        assert_eq!(portal.get(TOMAS, path).status, StatusCode::FORBIDDEN, "{path}");
    }
    for to in ["", "/invitation", "/mail", "/removal", "/restoration"] {
        let (zoe, ruth) = (format!("{ZOE_PAGE}{to}"), format!("{RUTH_PAGE}{to}"));
        assert_eq!(act(&portal, TOMAS, &zoe, &[]).status, StatusCode::FORBIDDEN, "{to}");
        assert_eq!(act(&portal, MIRA, &ruth, &[]).status, StatusCode::NOT_FOUND, "{to}");
    }
    assert_eq!(portal.value("SELECT count(*) FROM events"), "0");
}

#[test]
fn a_person_is_added_with_no_more_rights_than_the_visitor_has() {
    let portal = open("");
    let page = portal.get(MIRA, "/people/new");
    assert!(page.has("value=\"pay\" checked") && !page.has("value=\"schedule\""), "{}", page.body);
    let more = [
        ("grants", "pay"),
        ("grants", "schedule"),
        ("grants", "manage_users"),
        ("role", "charter"),
    ];
    let added = add(&portal, "k", "Ada@Harbour.example", &more);
    assert_eq!(
        (added.status, added.location()),
        (StatusCode::SEE_OTHER, "/people"),
        "{}",
        added.body
    );
    assert_eq!(grants(&portal, "ada"), "manage_users,pay,see_money");
    assert_eq!(user(&portal, "ada"), "charter invited");
    assert_eq!(
        portal.value("SELECT a.name FROM memberships m JOIN contacts c ON c.id = m.contact_id JOIN accounts a ON a.id = m.account_id WHERE c.name = 'Ada Berg'"),
        "Lindqvist Holdings"
    );
    assert_eq!(
        portal.value("SELECT face || ' ' || note FROM events WHERE action = 'client_invited'"),
        "client Ada Berg, ada@harbour.example. Charter client: See money, Pay, Manage their account\u{2019}s users"
    );
    portal.work();
    let sent = portal.app.mailer.sent.lock().unwrap();
    assert!(sent[0].to == "ada@harbour.example" && sent[0].text.contains("Temporary password"));
}

#[test]
fn nobody_makes_an_owner_or_adds_people_to_accounts_of_others() {
    let portal = open("");
    let other = [("account", "00000000-0000-7000-8000-000000000a12"), ("role", "charter")];
    assert_eq!(add(&portal, "a", "ada@harbour.example", &other).status, StatusCode::SEE_OTHER);
    assert_eq!(portal.value("SELECT count(*) FROM memberships WHERE account_id LIKE '%a12'"), "1");
    for role in ["owner", "customer", "admin"] {
        let refused = add(&portal, role, "bo@harbour.example", &[("role", role)]);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{role}");
    }
    let paying = add(&portal, "p", "bo@harbour.example", &[("role", "charter")]);
    assert_eq!(paying.status, StatusCode::SEE_OTHER);
}

#[test]
fn an_address_of_another_account_is_refused_without_naming_anybody() {
    let portal = open("");
    // Ruth is a contact and user of another account; Carl's contact now has another address than his user.
    portal.app.db.execute(
        "UPDATE contacts SET email = 'new@carl.example' WHERE email = 'carl@harbour.example'",
    );
    let words = |email: &str| {
        let again = add(&portal, email, email, &[]);
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{email}");
        for word in ["Okafor", "Carl", "Ruth", "Mendez"] {
            assert!(!again.has(word), "{email}: {word}");
        }
        again.has("This address cannot be added here. Please ask Harbour Aviation to do it.")
    };
    assert!(words("ruth@harbour.example"));
    assert!(words("carl@harbour.example"));
    assert!(words("NEW@carl.example"));
    let mine = add(&portal, "t", "tomas@harbour.example", &[]);
    assert!(mine.has("Tomas Lindqvist is already one of your people."), "{}", mine.body);
    // An address of another workspace is free here.
    assert_eq!(add(&portal, "m", "milo@ridgeline.example", &[]).status, StatusCode::SEE_OTHER);
}

#[test]
fn a_person_of_the_account_without_access_is_invited_by_their_address() {
    let portal = open("");
    let added = add(&portal, "k", "zoe@harbour.example", &[]);
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    assert_eq!(
        (user(&portal, "zoe"), grants(&portal, "zoe")),
        ("charter invited".into(), "see_money".into())
    );
    assert_eq!(
        portal.value("SELECT count(*) FROM contacts WHERE email = 'zoe@harbour.example'"),
        "1"
    );
    assert_eq!(portal.value("SELECT count(*) FROM outbox"), "1");
    // A person who also belongs to another account would see more than this one.
    let portal = open(
        "INSERT INTO memberships (workspace_id, contact_id, account_id) VALUES ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000c27', '00000000-0000-7000-8000-000000000a12');",
    );
    assert!(add(&portal, "k", "zoe@harbour.example", &[]).has("cannot be added here"));
    let page = portal.get(MIRA, ZOE_PAGE);
    assert!(page.has("can change this person") && !page.has("Okafor"), "{}", page.body);
    for to in ["/invitation", "/removal", ""] {
        act(&portal, MIRA, &format!("{ZOE_PAGE}{to}"), &[("role", "charter")]);
    }
    assert_eq!(user(&portal, "zoe"), "nobody");
}

#[test]
fn only_the_rights_that_the_visitor_has_are_changed() {
    let portal = open(
        "INSERT INTO grants (workspace_id, contact_id, name) VALUES ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000c22', 'schedule');
         DELETE FROM grants WHERE name = 'pay' AND contact_id = '00000000-0000-7000-8000-000000000c21';",
    );
    let page = portal.get(MIRA, TOMAS_PAGE);
    assert!(!page.has("value=\"schedule\"") && page.has("Advanced scheduling"), "{}", page.body);
    let ticked = [("grants", "see_money"), ("grants", "manage_users"), ("grants", "create_trips")];
    assert_eq!(act(&portal, MIRA, TOMAS_PAGE, &ticked).status, StatusCode::SEE_OTHER);
    assert_eq!(grants(&portal, "tomas"), "manage_users,pay,schedule,see_money");
    let note = portal.value("SELECT note FROM events WHERE action = 'client_rights_changed'");
    assert!(note.contains("Approve quotes: yes \u{2192} no") && !note.contains("Pay"), "{note}");
    // Mira may not take away Pay, which needs See money.
    let again = act(&portal, MIRA, TOMAS_PAGE, &[("grants", "manage_users")]);
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.has("Pay needs See money as well.") && again.has("id=\"pay\""), "{}", again.body);
}

#[test]
fn a_grant_that_the_visitor_lost_meanwhile_is_not_given() {
    use super::super::{AccountUser, queries};
    use crate::users::{Grant, Role};
    let portal = open("");
    let scope = scope_of(MIRA);
    let id = TOMAS_PAGE.trim_start_matches("/people/").parse().unwrap();
    let read = || -> AccountUser {
        futures_executor::block_on(portal.app.db.run(queries::person(&scope, id))).unwrap().unwrap()
    };
    let held = || {
        let it = read();
        let whose = (it.user.unwrap(), Role::Charter);
        let write = queries::change(&it, whose, &[Grant::SeeMoney, Grant::ManageUsers], it.version);
        portal.write(MIRA, write).held
    };
    portal.app.db.execute(&format!(
        "DELETE FROM grants WHERE name = 'manage_users' AND contact_id = '{MIRAS}'"
    ));
    assert!(!held(), "she no longer has the grant she gives");
    portal.app.db.execute(MIRA_MANAGES);
    portal.app.db.execute("INSERT INTO memberships (workspace_id, contact_id, account_id) VALUES ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000c22', '00000000-0000-7000-8000-000000000a12')");
    assert!(!held(), "he belongs to another account too");
    portal
        .app
        .db
        .execute("DELETE FROM memberships WHERE contact_id LIKE '%c22' AND account_id LIKE '%a12'");
    assert!(held());
}

#[test]
fn access_is_removed_and_restored_unless_the_operator_removed_it() {
    let portal = open("");
    let gone = act(&portal, MIRA, &format!("{TOMAS_PAGE}/removal"), &[]);
    assert_eq!(
        (gone.status, user(&portal, "tomas")),
        (StatusCode::SEE_OTHER, "charter disabled".into())
    );
    assert!(portal.get(TOMAS, "/").location().starts_with("/session/new"));
    assert!(portal.get(DANA, "/contacts/00000000-0000-7000-8000-000000000c22").has("Revoked"));
    act(&portal, MIRA, &format!("{TOMAS_PAGE}/restoration"), &[]);
    assert_eq!(user(&portal, "tomas"), "charter active");

    let version = portal.value("SELECT version FROM users WHERE email = 'tomas@harbour.example'");
    let fields = [("key", "ops"), ("version", version.as_str())];
    portal.post(DANA, "/contacts/00000000-0000-7000-8000-000000000c22/access/removal", &fields);
    for to in ["/restoration", "/invitation", ""] {
        let refused = act(&portal, MIRA, &format!("{TOMAS_PAGE}{to}"), &[("role", "charter")]);
        assert_eq!(refused.status, StatusCode::CONFLICT, "{to}");
    }
    assert_eq!(user(&portal, "tomas"), "charter disabled");
    assert!(portal.get(MIRA, TOMAS_PAGE).has("can change this person"));
}

#[test]
fn nobody_changes_their_own_access() {
    let portal = open("");
    let me = format!("/people/{MIRAS}");
    assert!(portal.get(MIRA, &me).has("This is you"));
    for to in ["", "/removal", "/mail"] {
        let refused = act(&portal, MIRA, &format!("{me}{to}"), &[("grants", "see_money")]);
        assert_eq!(refused.status, StatusCode::CONFLICT, "{to}");
    }
    assert_eq!(user(&portal, "mira"), "charter active");
}

#[test]
fn an_invitation_is_sent_again_revoked_and_sent_anew() {
    let portal = open("");
    add(&portal, "k", "zoe@harbour.example", &[]);
    assert_eq!(act(&portal, MIRA, &format!("{ZOE_PAGE}/mail"), &[]).status, StatusCode::SEE_OTHER);
    assert_eq!(portal.value("SELECT count(*) FROM outbox"), "2");
    act(&portal, MIRA, &format!("{ZOE_PAGE}/removal"), &[]);
    assert_eq!(user(&portal, "zoe"), "charter disabled");
    let anew = act(&portal, MIRA, &format!("{ZOE_PAGE}/invitation"), &[("grants", "see_money")]);
    assert_eq!(
        (anew.status, user(&portal, "zoe")),
        (StatusCode::SEE_OTHER, "charter invited".into()),
        "{}",
        anew.body
    );
}

#[test]
fn an_address_that_two_add_at_once_is_added_once() {
    let portal = open(
        "INSERT INTO grants (workspace_id, contact_id, name) VALUES ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000c22', 'manage_users');",
    );
    let fields = [("name", "Ada Berg"), ("email", "ada@harbour.example"), ("grants", "see_money")];
    for who in [MIRA, TOMAS] {
        let fields = [&[("key", who.name)], &fields[..]].concat();
        portal.post(who, "/people", &fields);
    }
    assert_eq!(
        portal.value("SELECT count(*) FROM contacts WHERE email = 'ada@harbour.example'"),
        "1"
    );
    assert_eq!(portal.value("SELECT count(*) FROM outbox"), "1");
}
