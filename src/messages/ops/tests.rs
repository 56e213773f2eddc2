//! Tests of `/messages` on the operations side.
use crate::{
    testing::{cast::*, walk::private},
    workspaces::Face,
};
use axum::http::StatusCode;

const SEED: &str = include_str!("../seed.sql");
const TRIP: &str = "00000000-0000-7000-8000-00000000e001";
const LINDQVIST: &str = "00000000-0000-7000-8000-000000000a11";
const HANGAR: &str = "/messages/00000000-0000-7000-8000-00000000f001";

#[test]
fn staff_write_first_to_an_account_or_about_a_trip() {
    let portal = Portal::open(SEED);
    let page = portal.get(INES, &format!("/messages/new?account={LINDQVIST}"));
    assert!(page.has("Message Lindqvist Holdings"), "{}", page.body);
    let fields =
        [("key", "a"), ("account", LINDQVIST), ("subject", "Invoice"), ("body", "It is paid.")];
    let sent = portal.post(INES, "/messages", &fields);
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let seen = portal.get(MIRA, "/messages");
    assert!(seen.has("Ines, Operations:") && seen.has("state-info\">New"), "{}", seen.body);

    assert!(portal.get(DANA, &format!("/messages/new?trip={TRIP}")).has("TEB to PBI"));
    let sent = portal.post(DANA, "/messages", &[("key", "b"), ("trip", TRIP), ("body", "Hi")]);
    let again = portal.get(DANA, &format!("/messages/new?trip={TRIP}"));
    assert_eq!((again.status, again.location()), (StatusCode::SEE_OTHER, sent.location()));
    assert!(portal.get(TOMAS, sent.location()).has("Hi"));
    assert_eq!(portal.get(RUTH, sent.location()).status, StatusCode::NOT_FOUND);
}

/// Whether a tab of the inbox shows these words.
fn lists(portal: &Portal, tab: &str, words: &str) -> bool {
    portal.get(OLE, &format!("/messages?show={tab}")).has(words)
}

#[test]
fn a_thread_is_open_until_staff_answer_it() {
    let portal = Portal::open(SEED);
    assert!(lists(&portal, "", "Nobody waits for an answer"));
    portal.post(RUTH, &format!("{HANGAR}/replies"), &[("key", "a"), ("body", "Still?")]);
    assert!(lists(&portal, "", "Hangar door"));
    portal.get(OLE, HANGAR);
    assert!(lists(&portal, "", "Hangar door"), "reading a thread does not answer it");
    portal.post(OLE, &format!("{HANGAR}/replies"), &[("key", "b"), ("body", "Yes.")]);
    assert!(lists(&portal, "", "Nobody waits for an answer"));
    assert!(lists(&portal, "waiting", "Hangar door"));
}

#[test]
fn a_closed_thread_is_opened_by_the_clients_next_message() {
    let portal = Portal::open(SEED);
    let close = |key: &str| {
        portal.post(OLE, &format!("{HANGAR}/state"), &[("key", key), ("state", "closed")])
    };
    let closed = close("a");
    assert_eq!(closed.notice(), "Conversation closed. A new message of the client opens it again.");
    assert!(lists(&portal, "closed", "Hangar door") && !lists(&portal, "waiting", "Hangar door"));
    assert_eq!(close("b").status, StatusCode::CONFLICT, "it is closed already");
    let reply = portal.post(RUTH, &format!("{HANGAR}/replies"), &[("key", "c"), ("body", "Wait.")]);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    assert!(lists(&portal, "", "Hangar door") && lists(&portal, "closed", "Nothing closed"));
    let none = portal.post(OLE, &format!("{HANGAR}/state"), &[("key", "d"), ("state", "lost")]);
    assert!(none.has("Choose what becomes of this conversation."));
}

#[test]
fn a_thread_is_given_to_a_colleague_who_is_told() {
    let portal = Portal::open(SEED);
    let ines = "00000000-0000-7000-8000-000000000d33";
    let give = |key: &str, to: &str| {
        portal.post(DANA, &format!("{HANGAR}/assignment"), &[("key", key), ("colleague", to)])
    };
    assert!(give("a", "somebody").has("Choose one of your colleagues."));
    assert_eq!(give("b", ines).notice(), "Ines Duarte answers this conversation now.");
    portal.work();
    let mail = portal.app.mailer.sent.lock().unwrap().last().unwrap().clone();
    assert_eq!(
        (&*mail.to, &*mail.subject),
        ("ines@harbour.example", "A conversation for you: Hangar door")
    );
    assert!(portal.get(INES, "/messages?show=mine").has("Hangar door"));
    assert!(portal.get(DANA, "/messages?show=mine").has("Nothing is yours"));
    let again = give("c", ines);
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.has("Ines Duarte answers this conversation already."), "{}", again.body);
    give("d", "");
    assert!(portal.get(INES, "/messages?show=mine").has("Nothing is yours"));
    let rhea = "00000000-0000-7000-8000-000000000d34";
    assert!(give("e", rhea).status.is_client_error(), "a neighbor is no colleague");
}

#[test]
fn staff_read_the_notes_and_no_page_of_a_client_has_them() {
    let portal = crate::testing::walk::open();
    let words = "Bags over the limit again";
    let thread = "/messages/00000000-0000-7000-8000-0000000e5001";
    assert!(portal.get(DANA, thread).has(words));
    let kept =
        portal.post(DANA, &format!("{thread}/notes"), &[("key", "a"), ("note", "Charge them.")]);
    assert_eq!(kept.notice(), "Note kept.");
    let page = portal.get(INES, thread);
    assert!(page.has("Charge them.") && page.has("Dana Whitfield"), "{}", page.body);
    let mut asked = 0;
    for place in private().filter(|it| it.face == Face::Client && !it.stop.is_post) {
        let reply = portal.get(place.stop.who, &place.stop.path());
        let is_told = reply.has(words) || reply.has("Charge them.");
        assert!(!is_told, "{} shows a note of the staff", place.name());
        asked += 1;
    }
    assert!(asked > 40, "{asked}");
    assert!(portal.get(MIRA, "/messages?q=charge").has("No matching conversation"));
}

#[test]
fn an_administrator_keeps_answers_that_colleagues_insert_without_a_script() {
    let portal = Portal::open(SEED);
    let add = |who| {
        let fields = [("key", "a"), ("name", "Parking"), ("words", "Park in row C.")];
        portal.post(who, "/messages/answers", &fields)
    };
    assert_eq!(add(DANA).status, StatusCode::FORBIDDEN);
    assert_eq!(add(OLE).status, StatusCode::SEE_OTHER);
    assert!(portal.get(DANA, "/messages/answers").has("Park in row C."));
    let id = portal.value("SELECT id FROM canned_answers");
    let insert = |answer: &str| {
        let fields = [("key", "b"), ("body", "Dear Ruth"), ("answer", answer), ("insert", "yes")];
        portal.post(DANA, &format!("{HANGAR}/replies"), &fields)
    };
    assert!(insert(&id).has(">\nDear Ruth\n\nPark in row C.</textarea>"), "{}", insert(&id).body);
    assert!(insert("").has("Choose an answer to insert."));
    assert_eq!(portal.value("SELECT count(*) FROM messages"), "2", "nothing was sent");
    let change = |key, version, words| {
        let fields = [("key", key), ("version", version), ("name", "Parking"), ("words", words)];
        portal.post(OLE, &format!("/messages/answers/{id}"), &fields)
    };
    assert!(change("c", "1", "").has("Write the answer."));
    assert_eq!(change("d", "1", "Row D.").notice(), "Answer saved.");
    let note = portal.value("SELECT note FROM events WHERE action = 'canned_answer_changed'");
    assert_eq!(note, "Parking. Answer: Park in row C. → Row D.");
    assert_eq!(change("e", "1", "Row E.").status, StatusCode::CONFLICT);
    let gone = [("key", "f"), ("version", "2")];
    portal.post(OLE, &format!("/messages/answers/{id}/removal"), &gone);
    assert!(portal.get(OLE, "/messages/answers").has("None yet.</p>"));
    assert!(portal.get(DANA, "/messages/answers").has("None yet. An administrator adds them."));
}

#[test]
fn staff_choose_from_the_inbox_whom_they_write_to() {
    let portal = Portal::open(SEED);
    assert!(portal.get(DANA, "/messages").has("href=\"/messages/new\""));
    portal
        .app
        .db
        .execute("UPDATE users SET role = 'read_only' WHERE email = 'ines@harbour.example'");
    assert!(!portal.get(INES, "/messages").has("href=\"/messages/new\""));
    let page = portal.get(DANA, "/messages/new");
    assert!(page.has("Whom do you write to?"), "{}", page.body);
    let page = portal.get(DANA, "/messages/new?find=lindq");
    assert!(page.has(&format!("href=\"/messages/new?account={LINDQVIST}\"")), "{}", page.body);
    assert!(portal.get(DANA, "/messages/new?find=zzz").has("No account found"));
    assert!(!portal.get(RHEA, "/messages/new?find=lindq").has("Lindqvist"));
    assert_eq!(portal.get(DANA, "/messages/new?account=zzz").status, StatusCode::NOT_FOUND);
}

#[test]
fn the_inbox_says_once_what_a_conversation_is_about() {
    let portal = crate::testing::walk::open();
    portal.app.db.execute("UPDATE threads SET subject = 'Quote Q-2001, TEB to ASE', trip_id = NULL, invoice_id = NULL, service_id = NULL, quote_id = (SELECT id FROM quotes WHERE reference = 'Q-2001') WHERE id = '00000000-0000-7000-8000-0000000e5001'");
    let page = portal.get(DANA, "/messages?show=all");
    assert!(page.has("Quote Q-2001, TEB to ASE"), "{}", page.body);
    assert!(!page.has(">Quote Q-2001<"), "{}", page.body);
}

#[test]
fn a_search_finds_the_words_of_subjects_and_messages() {
    let portal = Portal::open(SEED);
    let fields = [
        ("key", "a"),
        ("account", LINDQVIST),
        ("subject", "Catering"),
        ("body", "Smørrebrød, or soup?"),
    ];
    portal.post(INES, "/messages", &fields);
    let found = |who, q: &str| {
        !portal.get(who, &format!("/messages?q={q}")).has("No matching conversation")
    };
    for q in ["cater", "smorrebrod", "soup+smor"] {
        assert!(found(DANA, q) && found(MIRA, q), "{q}");
        assert!(!found(RUTH, q) && !found(RHEA, q), "{q}: of others");
    }
    assert!(!found(DANA, "soup+tea") && !found(MIRA, "tea"));
}

#[test]
fn each_side_sees_when_the_other_has_read_its_last_message() {
    let portal = Portal::open(SEED);
    assert!(!portal.get(DANA, HANGAR).has("Read by"));
    portal.get(RUTH, HANGAR);
    assert!(portal.get(DANA, HANGAR).has("Read by Ruth Okafor, "));
    assert!(!portal.get(RUTH, HANGAR).has("Read by"), "the last message is not Ruth's");
    portal.post(RUTH, &format!("{HANGAR}/replies"), &[("key", "a"), ("body", "Thanks.")]);
    assert!(!portal.get(RUTH, HANGAR).has("Read by"));
    portal.get(DANA, HANGAR);
    assert!(portal.get(RUTH, HANGAR).has("Read by Dana, Operations, "));
}

#[test]
fn a_quote_and_an_invoice_each_have_one_thread() {
    let portal = crate::testing::walk::open();
    for (path, title) in [
        ("/quotes/00000000-0000-7000-8000-0000000e2003", "Quote Q-2003"),
        ("/invoices/00000000-0000-7000-8000-0000000e4001", "Invoice 2026-2001"),
    ] {
        let thread = format!("{path}/thread");
        assert!(portal.get(MIRA, path).has(&format!("href=\"{thread}\"")), "{path}");
        assert!(portal.get(MIRA, &thread).has(&format!("<h1>{title}</h1>")));
        assert!(portal.post(MIRA, &thread, &[("key", "a")]).has("Write your message."));
        let sent = portal.post(MIRA, &thread, &[("key", "b"), ("body", "A question.")]);
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let talk = sent.location();
        assert_eq!(portal.get(DANA, &thread).location(), talk);
        assert_eq!(portal.post(DANA, &thread, &[("key", "c"), ("body", "Yes.")]).location(), talk);
        let page = portal.get(MIRA, talk);
        assert!(page.has("A question.") && page.has(&format!("href=\"{path}\"")), "{}", page.body);
        assert!(portal.get(DANA, talk).has(&format!("href=\"{path}\"")));
        assert_eq!(portal.get(CARL, &thread).status, StatusCode::NOT_FOUND);
        assert_eq!(portal.get(RHEA, &thread).status, StatusCode::NOT_FOUND);
    }
}

#[test]
fn a_neighbor_sees_nothing() {
    let portal = Portal::open(SEED);
    for path in [
        HANGAR.to_owned(),
        format!("/messages/new?trip={TRIP}"),
        format!("/messages/new?account={LINDQVIST}"),
    ] {
        assert_eq!(portal.get(RHEA, &path).status, StatusCode::NOT_FOUND, "{path}");
    }
    let fields = [("key", "a"), ("account", LINDQVIST), ("subject", "x"), ("body", "x")];
    assert_eq!(portal.post(RHEA, "/messages", &fields).status, StatusCode::NOT_FOUND);
    assert!(portal.get(RHEA, "/messages?show=all").has("No messages yet"));
}

#[test]
fn staff_who_may_not_write_can_read() {
    let portal = Portal::open(SEED);
    portal
        .app
        .db
        .execute("UPDATE users SET role = 'read_only' WHERE email = 'ines@harbour.example'");
    let page = portal.get(INES, HANGAR);
    assert!(page.has("Does it open?") && !page.has("Send message"));
    let form = portal.get(INES, &format!("/messages/new?account={LINDQVIST}"));
    assert_eq!(form.status, StatusCode::FORBIDDEN);
    let sent = portal.post(INES, &format!("{HANGAR}/replies"), &[("key", "a"), ("body", "x")]);
    assert_eq!(sent.status, StatusCode::FORBIDDEN);
    assert_eq!(portal.value("SELECT count(*) FROM messages"), "2");
}
