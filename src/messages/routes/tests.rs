//! Tests of `/messages`.
use crate::testing::cast::*;
use axum::http::StatusCode;

const SEED: &str = include_str!("../seed.sql");
const TRIP: &str = "00000000-0000-7000-8000-00000000e001";
const FOREIGN_TRIP: &str = "00000000-0000-7000-8000-00000000e002";
const HANGAR: &str = "/messages/00000000-0000-7000-8000-00000000f001";

fn about_trip(portal: &Portal, who: Person, trip: &str, body: &str) -> Reply {
    portal.post(who, "/messages", &[("key", body), ("trip", trip), ("body", body)])
}

fn reply(portal: &Portal, who: Person, thread: &str, key: &str, body: &str) -> Reply {
    portal.post(who, &format!("{thread}/replies"), &[("key", key), ("body", body)])
}

/// The count beside "Messages" in the navigation.
fn unread(reply: &Reply) -> usize {
    reply.body.matches("<span class=\"count\">").count().min(1)
        * reply
            .body
            .split("<span class=\"count\">")
            .nth(1)
            .map_or(0, |rest| rest.split('<').next().and_then(|n| n.parse().ok()).unwrap_or(0))
}

#[test]
fn a_client_and_operations_write_to_each_other_about_a_trip() {
    let portal = Portal::open(SEED);
    let form = portal.get(MIRA, &format!("/messages/new?trip={TRIP}"));
    assert!(form.has("<h1>TEB to PBI</h1>") && form.has("Tue, Nov 24, 2026"), "{}", form.body);
    assert!(!form.has("name=\"subject\""));
    let words = "Could the car come\nto the ramp?";
    let sent = portal.post(
        MIRA,
        "/messages",
        &[("key", &form.key()), ("trip", TRIP), ("body", "Could the car come\r\nto the ramp?")],
    );
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let thread = sent.location().to_owned();
    assert_eq!(portal.get(MIRA, &format!("/messages/new?trip={TRIP}")).location(), thread);
    assert!(portal.get(TOMAS, &thread).has(words));
    portal.work();
    let letter = portal.app.mailer.sent.lock().unwrap().last().unwrap().clone();
    assert_eq!(letter.to, "dana@harbour.example");
    assert!(letter.text.contains(&format!("harbour-ops.portal.test{thread}")));
    assert!(letter.text.contains(words), "{}", letter.text);

    let page = portal.get(DANA, &thread);
    assert!(page.has("Mira Lindqvist, Lindqvist Holdings") && page.has("mira@harbour.example"));
    assert_eq!(reply(&portal, DANA, &thread, "d", "It will.").status, StatusCode::SEE_OTHER);
    portal.work();
    let mails = portal.app.mailer.sent.lock().unwrap().clone();
    let told: Vec<_> = mails.iter().skip(1).map(|mail| &*mail.to).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told.contains(&"mira@harbour.example") && told.contains(&"tomas@harbour.example"));
    let page = portal.get(MIRA, &thread);
    assert!(page.has("<strong>You</strong>") && page.has("<strong>Dana, Operations</strong>"));
    assert!(page.body.find("the ramp?") < page.body.find("It will."), "the newest is last");
}

#[test]
fn opening_a_thread_marks_it_read_for_that_person_only() {
    let portal = Portal::open(SEED);
    let before = portal.get(RUTH, "/messages");
    assert!(before.has("state-info\">New") && unread(&before) == 1, "{}", before.body);
    let opened = portal.get(RUTH, HANGAR);
    let cost = opened.headers.get("server-timing").unwrap().to_str().unwrap();
    assert!(cost.contains("1 batches"), "{cost}");
    assert_eq!(unread(&opened), 0);
    assert!(opened.has("It opens &#60;now&#62;."), "{}", opened.body);
    let after = portal.get(RUTH, "/messages");
    assert!(!after.has("state-info\">New") && unread(&after) == 0);
    assert_eq!(portal.value("SELECT count(*) FROM readings"), "1");

    reply(&portal, RUTH, HANGAR, "r", "Thank you.");
    assert_eq!(unread(&portal.get(RUTH, "/messages")), 0, "a message is not unread for its author");
    assert_eq!(
        (unread(&portal.get(DANA, "/messages")), unread(&portal.get(OLE, "/messages"))),
        (1, 1)
    );
    portal.get(DANA, HANGAR);
    assert_eq!(
        (unread(&portal.get(DANA, "/messages")), unread(&portal.get(OLE, "/messages"))),
        (0, 1)
    );
}

#[test]
fn a_message_in_the_same_millisecond_is_still_unread() {
    let portal = Portal::open(SEED);
    for (i, body) in ["One.", "Two.", "Three."].into_iter().enumerate() {
        reply(&portal, DANA, HANGAR, &i.to_string(), body);
        assert_eq!(unread(&portal.get(RUTH, "/messages")), 1, "{body}");
        portal.get(RUTH, HANGAR);
        assert_eq!(unread(&portal.get(RUTH, "/messages")), 0, "{body}");
    }
    assert_eq!(portal.value("SELECT count(DISTINCT at) FROM messages"), "5");
}

#[test]
fn threads_and_trips_of_other_accounts_are_not_found() {
    let portal = Portal::open(SEED);
    for who in [MIRA, CARL, MILO, RHEA] {
        assert_eq!(portal.get(who, HANGAR).status, StatusCode::NOT_FOUND, "{who:?}");
        let sent = reply(&portal, who, HANGAR, "x", "Hello");
        assert_eq!(sent.status, StatusCode::NOT_FOUND, "{who:?}");
        assert!(!portal.get(who, "/messages").has("Hangar door"));
    }
    for (who, trip) in [(CARL, TRIP), (MILO, TRIP), (MIRA, FOREIGN_TRIP), (MIRA, HANGAR)] {
        let page = portal.get(who, &format!("/messages/new?trip={trip}"));
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{who:?}");
        assert_eq!(about_trip(&portal, who, trip, "Hello").status, StatusCode::NOT_FOUND);
    }
    let unknown = HANGAR.replace("f001", "f999");
    assert_eq!(portal.get(RUTH, &unknown).status, StatusCode::NOT_FOUND);
    assert_eq!(portal.value("SELECT count(*) FROM messages"), "2");
    assert_eq!(portal.value("SELECT count(*) FROM readings"), "0");
}

#[test]
fn an_owner_writes_about_anothers_trip_in_a_thread_of_their_own() {
    let portal = Portal::open(SEED);
    about_trip(&portal, MIRA, TRIP, "Only for us");
    let page = portal.get(RUTH, &format!("/messages/new?trip={TRIP}"));
    assert!(page.has("value=\"TEB to PBI, Nov 24, 2026\""), "{}", page.body);
    let fields =
        [("key", "k"), ("trip", TRIP), ("subject", "TEB to PBI"), ("body", "Who cleans it?")];
    let sent = portal.post(RUTH, "/messages", &fields);
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert!(!portal.get(RUTH, sent.location()).has("Only for us"));
    assert_eq!(portal.get(MIRA, sent.location()).status, StatusCode::NOT_FOUND);
}

#[test]
fn two_people_who_write_about_a_trip_share_one_thread() {
    let portal = Portal::open(SEED);
    let first = about_trip(&portal, MIRA, TRIP, "From Mira");
    let second = about_trip(&portal, TOMAS, TRIP, "From Tomas");
    assert_eq!(first.location(), second.location());
    assert!(portal.get(MIRA, first.location()).has("From Tomas"));
    assert_eq!(portal.value("SELECT count(*) FROM threads WHERE trip_id IS NOT NULL"), "1");
}

#[test]
fn the_same_form_twice_writes_one_message() {
    let portal = Portal::open(SEED);
    let (first, second) =
        (about_trip(&portal, MIRA, TRIP, "Once"), about_trip(&portal, MIRA, TRIP, "Once"));
    assert_eq!((first.status, first.location()), (second.status, second.location()));
    let again = [0, 1].map(|_| reply(&portal, MIRA, first.location(), "k", "Twice").status);
    assert_eq!(again, [StatusCode::SEE_OTHER; 2]);
    assert_eq!(portal.value("SELECT count(*) FROM messages WHERE side = 'client'"), "3");
    assert_eq!(portal.value("SELECT count(*) FROM outbox"), "2");
}

#[test]
fn a_message_is_not_empty_and_not_too_long() {
    let portal = Portal::open(SEED);
    let most = "é".repeat(super::MOST);
    assert_eq!(reply(&portal, RUTH, HANGAR, "a", &most).status, StatusCode::SEE_OTHER);
    let long = reply(&portal, RUTH, HANGAR, "b", &format!("{most}!"));
    assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(long.has("use 4000 characters or fewer") && long.has(&format!("{most}!")));
    let empty = reply(&portal, RUTH, HANGAR, "c", " \n ");
    assert!(empty.has("Write your message."), "{}", empty.body);
    let nameless = portal.post(CARL, "/messages", &[("key", "d"), ("body", "Kept words")]);
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nameless.has("Enter a subject") && nameless.has("Kept words"));
}

#[test]
fn a_customer_of_the_fbo_writes_without_a_trip() {
    let portal = Portal::open(SEED);
    assert!(portal.get(CARL, "/messages").has("No messages yet"));
    let fields = [("key", "k"), ("subject", "Fuel"), ("body", "How much is it?")];
    let sent = portal.post(CARL, "/messages", &fields);
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert!(portal.get(CARL, "/messages").has("How much is it?"));
    assert_eq!(unread(&portal.get(DANA, "/messages")), 1);
}

#[test]
fn a_client_of_several_accounts_chooses_one() {
    let portal = Portal::open(SEED);
    portal.app.db.execute(
        "INSERT INTO memberships (workspace_id, contact_id, account_id) VALUES
         ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000c24', '00000000-0000-7000-8000-000000000a11')",
    );
    let send = |key: &str, account: &str| {
        let fields = [("key", key), ("subject", "Fuel"), ("body", "?"), ("account", account)];
        portal.post(CARL, "/messages", &fields)
    };
    assert!(portal.get(CARL, "/messages/new").has("Choose an account"));
    assert!(send("a", "").has("Choose the account it concerns."));
    let others = send("b", "00000000-0000-7000-8000-000000000a12");
    assert_eq!(others.status, StatusCode::UNPROCESSABLE_ENTITY);
    let own = send("c", "00000000-0000-7000-8000-000000000a11");
    assert_eq!(own.status, StatusCode::SEE_OTHER);
    assert_eq!(portal.get(MIRA, own.location()).status, StatusCode::OK);
}

#[test]
fn a_long_thread_is_paged_from_its_newest_message() {
    let portal = Portal::open(SEED);
    portal.app.db.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 130)
         INSERT INTO messages (id, thread_id, workspace_id, user_id, side, author, body, at)
         SELECT printf('00000000-0000-7000-8000-000000009%03d', i), '00000000-0000-7000-8000-00000000f001', '00000000-0000-7000-8000-000000000001',
           '00000000-0000-7000-8000-000000000d43', 'client', 'Ruth Okafor', 'Number ' || i || '.', i FROM n",
    );
    let page = portal.get(RUTH, HANGAR);
    assert!(page.has("It opens") && page.has("Number 33.") && !page.has("Number 32."));
    let (_, rest) = page.body.split_once(&format!("{HANGAR}?after=")).unwrap();
    let earlier = format!("{HANGAR}?after={}", rest.split('"').next().unwrap());
    let page = portal.get(RUTH, &earlier);
    assert!(page.has("Number 32.") && page.has("Number 1.") && !page.has("Number 33."));
    assert!(!page.has("Earlier messages"));
}
