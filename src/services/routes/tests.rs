//! Tests of orders: what customers send, how staff answer, who sees them, and races.
use crate::testing::cast::*;
use axum::http::StatusCode;

const REQUESTED: &str = "/services/00000000-0000-7000-8000-0000000ee005";
const AMENDED: &str = "/services/00000000-0000-7000-8000-0000000ee007";

const ORDER: [(&str, &str); 9] = [
    ("tail", "n77cm"),
    ("arrives_on", "2026-12-10"),
    ("arrives", "18:00"),
    ("departs_on", "2026-12-11"),
    ("departs", "9:30 AM"),
    ("fuel", "jet_a"),
    ("quantity", "350"),
    ("unit", "gallons"),
    ("hangar", "yes"),
];

fn order(portal: &Portal, who: Person, key: &str, but: &[(&str, &str)]) -> Reply {
    let kept = ORDER.iter().filter(|(name, _)| !but.iter().any(|(other, _)| other == name));
    let fields: Vec<_> =
        [("key", key)].into_iter().chain(kept.copied()).chain(but.to_vec()).collect();
    portal.post(who, "/services", &fields)
}

fn mailed(portal: &Portal) -> String {
    portal.value(
        "SELECT coalesce(group_concat(to_name || ': ' || subject, '; ' ORDER BY rowid), '') FROM outbox WHERE state = 'queued'",
    )
}

fn state(portal: &Portal, path: &str) -> String {
    let id = path.trim_start_matches("/services/");
    portal.value(&format!("SELECT state || ' ' || version FROM services WHERE id = '{id}'"))
}

#[test]
fn a_customer_orders_services_and_staff_confirm_and_complete_them() {
    let portal = Portal::open(WALK);
    let sent = order(&portal, CARL, "a", &[]);
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let path = sent.location();
    assert_eq!(mailed(&portal), "Dana Whitfield: Services requested: N77CM at TEB");
    for (who, page) in [(CARL, path), (CARL, "/services"), (CARL, "/"), (DANA, "/services")] {
        assert!(portal.get(who, page).has("N77CM"), "{page}");
    }
    let shown = portal.get(CARL, path);
    for words in [
        "S-1001",
        "Thu, Dec 10, 6:00 PM EST",
        "Fri, Dec 11, 9:30 AM EST",
        "350 gal Jet A",
        "Hangar",
        "Requested",
    ] {
        assert!(shown.has(words), "{words}: {}", shown.body);
    }
    portal.app.db.execute("DELETE FROM outbox");
    let step = |key: &str, step: &str, version: &str| {
        let fields = [("key", key), ("version", version), ("note", "Marshaller on B")];
        portal.post(DANA, &format!("{path}/{step}"), &fields)
    };
    assert_eq!(step("b", "completion", "1").status, StatusCode::CONFLICT, "it is not confirmed");
    assert_eq!(step("c", "confirmation", "1").location(), path);
    assert_eq!(mailed(&portal), "Carl Mendez: Your services for N77CM at TEB are confirmed");
    assert!(portal.get(CARL, path).has("Marshaller on B"));
    assert_eq!(
        step("d", "completion", "2").status,
        StatusCode::CONFLICT,
        "the aircraft comes in December"
    );
    let waiting = portal.get(DANA, path);
    assert!(
        waiting.has("from the day on which the aircraft arrives") && !waiting.has("Complete order")
    );
    let arrival =
        portal.value("SELECT arrives_at - 1795262400000 FROM services WHERE tail = 'N77CM'");
    portal.later(arrival.parse().unwrap());
    assert_eq!(step("e", "completion", "2").location(), path);
    assert_eq!(state(&portal, path), "completed 3");
    assert!(portal.get(CARL, "/services?show=closed").has("N77CM"));
    let late =
        portal.post(CARL, &format!("{path}/cancellation"), &[("key", "f"), ("version", "3")]);
    assert_eq!(late.status, StatusCode::CONFLICT);
}

#[test]
fn what_can_be_ordered_is_named_in_words() {
    let portal = Portal::open(WALK);
    let order = portal.get(CARL, "/services/new");
    let change = portal.get(DANA, &format!("{REQUESTED}/edit"));
    for page in [order, change] {
        assert!(page.has("<span>Ground power</span>"), "{}", page.body);
        assert!(!page.has("<span>ground_power</span>"), "{}", page.body);
    }
}

#[test]
fn a_change_by_staff_is_shown_before_and_after_and_accepted() {
    let portal = Portal::open(WALK);
    let edit = portal.get(DANA, &format!("{REQUESTED}/edit"));
    assert!(edit.has("value=\"N402CM\"") && edit.has("value=\"400\""), "{}", edit.body);
    let fields: Vec<_> = [("key", "a"), ("version", "1"), ("note", "The hangar is full")]
        .into_iter()
        .chain(ORDER)
        .collect();
    let fields: Vec<_> = fields.into_iter().filter(|(name, _)| *name != "hangar").collect();
    let sent = portal.post(DANA, &format!("{REQUESTED}/amendment"), &fields);
    assert_eq!(sent.location(), REQUESTED, "{}", sent.body);
    assert_eq!(mailed(&portal), "Carl Mendez: Please check your services for N402CM at TEB");
    let page = portal.get(CARL, REQUESTED);
    for words in ["What operations changed", "400 gal Jet A", "350 gal Jet A", "The hangar is full"]
    {
        assert!(page.has(words), "{words}: {}", page.body);
    }
    let confirm = [("key", "b"), ("version", "2")];
    let early = portal.post(DANA, &format!("{REQUESTED}/confirmation"), &confirm);
    assert_eq!(early.status, StatusCode::CONFLICT, "the customer has not accepted it");
    let accepted = portal.post(CARL, &format!("{REQUESTED}/acceptance"), &confirm);
    assert_eq!(accepted.location(), REQUESTED, "{}", accepted.body);
    assert_eq!(state(&portal, REQUESTED), "confirmed 3");
    assert!(!portal.get(CARL, REQUESTED).has("What operations changed"));
}

#[test]
fn a_customer_cancels_or_staff_decline_with_a_reason() {
    let portal = Portal::open(WALK);
    let cancel = [("key", "a"), ("version", "1"), ("reason", "Weather")];
    assert_eq!(portal.post(CARL, &format!("{AMENDED}/cancellation"), &cancel).location(), AMENDED);
    assert_eq!(mailed(&portal), "Dana Whitfield: Services S-2007 canceled: N402CM at TEB");
    let silent =
        portal.post(DANA, &format!("{REQUESTED}/decline"), &[("key", "b"), ("version", "1")]);
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let decline = [("key", "c"), ("version", "1"), ("reason", "Runway closed")];
    assert_eq!(portal.post(DANA, &format!("{REQUESTED}/decline"), &decline).location(), REQUESTED);
    assert!(portal.get(CARL, REQUESTED).has("Declined: Runway closed"));
}

#[test]
fn what_the_customer_cancels_meanwhile_is_not_confirmed() {
    let portal = Portal::open(WALK);
    let fields = [("key", "a"), ("version", "1")];
    portal.post(CARL, &format!("{REQUESTED}/cancellation"), &fields);
    // The page of staff is older, and so is the decision that they take from it.
    let late = portal.post(DANA, &format!("{REQUESTED}/confirmation"), &fields);
    assert_eq!(late.status, StatusCode::CONFLICT);
    portal.app.db.execute("UPDATE services SET version = 1 WHERE state = 'canceled'");
    let step = super::super::Step {
        service: REQUESTED.trim_start_matches("/services/").parse().unwrap(),
        version: 1,
        from: super::super::State::Requested,
        to: super::super::State::Confirmed,
        note: String::new(),
    };
    let letter = crate::mail::Letter {
        subject: "x".into(),
        lead: String::new(),
        facts: Vec::new(),
        action: String::new(),
        path: String::new(),
    };
    let account = "00000000-0000-7000-8000-000000000a13".parse().unwrap();
    let write = super::super::queries::answer(&step, account, &letter);
    assert!(!portal.write(DANA, write).held, "the state is compared in the statement, too");
    assert_eq!(state(&portal, REQUESTED), "canceled 1");
}

#[test]
fn an_order_is_checked() {
    let portal = Portal::open(WALK);
    for (but, words) in [
        (&[("tail", "")][..], "Enter the registration"),
        (&[("arrives_on", "2026-11-20")], "That time has passed in Teterboro."),
        (&[("departs_on", "2026-12-09")], "departs before it arrives"),
        (&[("fuel", ""), ("quantity", ""), ("hangar", "")], "Choose at least one service"),
        (&[("fuel", "")], "Choose the fuel."),
        (&[("quantity", "lots")], "Enter a quantity"),
        (&[("crew_cars", "99")], "from 0 to 20"),
        (
            &[("arrives_on", "2027-03-14"), ("arrives", "02:30"), ("departs_on", "2027-03-15")],
            "the clocks skip this time",
        ),
    ] {
        let reply = order(&portal, CARL, words, but);
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
        assert!(reply.has(words), "{words}: {}", reply.body);
    }
    assert_eq!(portal.value("SELECT count(*) FROM services WHERE tail = 'N77CM'"), "0");
}

#[test]
fn a_foreign_or_retired_fbo_takes_no_order() {
    let portal = Portal::open(WALK);
    portal.app.db.execute("UPDATE fbos SET is_own = 1 WHERE name = 'Palm Jet Center'");
    let foreign = order(&portal, CARL, "a", &[("fbo", "00000000-0000-7000-8000-0000000eb002")]);
    assert!(foreign.has("Choose one of our FBOs."), "{}", foreign.body);
    portal.app.db.execute("UPDATE fbos SET retired_at = 1");
    let none = portal.get(CARL, "/services/new");
    assert!(none.has("No FBO yet"), "{}", none.body);
}

#[test]
fn only_customers_of_the_account_and_staff_see_an_order() {
    let portal = Portal::open(WALK);
    for who in [MIRA, RUTH, MILO] {
        for path in ["/services", "/services/new", REQUESTED] {
            assert_eq!(portal.get(who, path).status, StatusCode::NOT_FOUND, "{path}");
        }
        assert!(!portal.get(who, "/").has("/services"));
    }
    portal.app.db.execute("UPDATE users SET role = 'customer' WHERE email LIKE 'mira@%'");
    assert_eq!(portal.get(MIRA, REQUESTED).status, StatusCode::NOT_FOUND);
    assert_eq!(portal.get(RHEA, REQUESTED).status, StatusCode::NOT_FOUND);
    assert!(portal.get(INES, REQUESTED).has("N402CM"));
    assert!(!portal.get(INES, REQUESTED).has("Confirm order"), "accounting does not answer orders");
}

#[test]
fn an_order_has_one_conversation() {
    let portal = Portal::open(WALK);
    let id = REQUESTED.trim_start_matches("/services/");
    let form = format!("/messages/new?service={id}");
    assert!(portal.get(CARL, &form).has("about the order of services S-2005"));
    let send = |who, key: &str, body: &str| {
        portal.post(who, "/messages", &[("key", key), ("service", id), ("body", body)])
    };
    let first = send(CARL, "a", "Is there room inside?");
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.body);
    let second = send(DANA, "b", "Yes, until Sunday.");
    assert_eq!(first.location(), second.location());
    assert_eq!(portal.get(CARL, &form).location(), first.location());
    let page = portal.get(CARL, first.location());
    assert!(
        page.has("Services S-2005, N402CM at TEB") && page.has("View order S-2005"),
        "{}",
        page.body
    );
    assert!(portal.get(DANA, REQUESTED).has(first.location()));
    assert_eq!(portal.get(MIRA, &form).status, StatusCode::NOT_FOUND);
    assert_eq!(send(MIRA, "c", "x").status, StatusCode::NOT_FOUND);
    assert_eq!(send(RHEA, "d", "x").status, StatusCode::NOT_FOUND);
}

#[test]
fn mails_about_services_go_to_customers_who_want_them() {
    let portal = Portal::open(WALK);
    portal.app.db.execute(
        "INSERT INTO memberships (workspace_id, contact_id, account_id) VALUES
         ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000c22', '00000000-0000-7000-8000-000000000a13')",
    );
    let confirm = |key: &str, path: &str| {
        portal.post(
            DANA,
            &format!("{path}/decline"),
            &[("key", key), ("version", "1"), ("reason", "Full")],
        )
    };
    confirm("a", REQUESTED);
    assert_eq!(
        portal.value("SELECT group_concat(to_name) FROM outbox WHERE state = 'queued'"),
        "Carl Mendez"
    );
    let profile = portal.get(CARL, "/profile");
    assert!(
        profile.has("value=\"services\" checked")
            && !portal.get(MIRA, "/profile").has("value=\"services\"")
    );
    let quiet = [("key", "b"), ("language", "en"), ("times", "local"), ("mail", "messages")];
    portal.post(CARL, "/profile/preferences", &quiet);
    confirm("c", AMENDED);
    assert_eq!(portal.value("SELECT count(*) FROM outbox WHERE state = 'queued'"), "1");
}

#[test]
fn a_customer_changes_an_order_until_it_is_answered() {
    let portal = Portal::open(WALK);
    portal.app.db.execute("DELETE FROM outbox");
    assert!(portal.get(CARL, REQUESTED).has("Change order"));
    let form = portal.get(CARL, &format!("{REQUESTED}/edit"));
    let version = form.field("version");
    let change = |key: &str, version: &str, tail: &str| {
        let kept = ORDER.iter().filter(|(name, _)| *name != "tail").copied();
        let more = [("key", key), ("version", version), ("tail", tail)];
        portal.post(CARL, REQUESTED, &kept.chain(more).collect::<Vec<_>>())
    };
    assert!(change("a", &version, "").has("Enter the registration"));
    let changed = change("b", &version, "N88CM");
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.body);
    assert_eq!(state(&portal, REQUESTED), "requested 2");
    assert!(mailed(&portal).contains("changed: N88CM at"), "{}", mailed(&portal));
    assert!(portal.get(DANA, REQUESTED).has("N88CM"));
    assert_eq!(change("c", &version, "N99CM").status, StatusCode::CONFLICT, "from an old page");
    let same = change("d", "2", "N88CM");
    assert_eq!(same.status, StatusCode::CONFLICT, "nothing is different");
    let confirmed = [("key", "e"), ("version", "2")];
    portal.post(DANA, &format!("{REQUESTED}/confirmation"), &confirmed);
    let late = change("f", "3", "N99CM");
    assert!(late.status == StatusCode::CONFLICT && late.has("have answered this order"));
    assert!(!portal.get(CARL, REQUESTED).has("Change order"));
    assert_eq!(portal.get(CARL, &format!("{REQUESTED}/edit")).status, StatusCode::CONFLICT);
}
