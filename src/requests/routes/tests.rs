//! The client's pages of requests: sending one, what is refused, and who sees it.
mod aims;
mod amending;
mod form;
mod instant;
mod steps;

use super::super::samples::*;
use crate::testing::cast::*;
use axum::http::StatusCode;

const ELSA: &str = "00000000-0000-7000-8000-0000000000f2";
const RUTHS: &str = "00000000-0000-7000-8000-0000000000f3";

/// `TRIP` with some fields changed.
fn but(changes: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let kept = TRIP.into_iter().filter(|(name, _)| changes.iter().all(|(other, _)| other != name));
    kept.chain(changes.iter().copied()).collect()
}

fn refused(changes: &[(&'static str, &'static str)], field: &str, words: &str) {
    let portal = Portal::open(SEED);
    let reply = portal.post(MIRA, "/requests", &but(changes));
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{changes:?}: {}", reply.body);
    assert!(reply.has(&format!("<a href=\"#{field}\">")), "{field}: {}", reply.body);
    assert!(reply.has(words), "{words}: {}", reply.body);
    assert_eq!(portal.value("SELECT count(*) FROM requests"), "0");
}

#[test]
fn a_request_reaches_operations() {
    let portal = Portal::open(SEED);
    assert!(portal.get(MIRA, "/requests/new").has("data-suggest=\"/airports\""));
    let form = portal.post(MIRA, "/requests", &but(&[("to", "who")]));
    assert!(form.has("Elsa Lindqvist"), "{}", form.body);
    assert!(!form.has("Ruth Okafor") && !form.has("Gone Person"));
    let fields = but(&[("traveler", ELSA), ("catering", "No nuts"), ("preference", "large cabin")]);
    let reply = portal.post(MIRA, "/requests", &fields);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let page = portal.get(MIRA, reply.location());
    for words in [
        "R-1001",
        "TEB to LTN to NCE",
        "Thu, Dec 10, 8:15 PM EST",
        "Fri, Dec 11, 3:00 PM GMT",
        "Elsa Lindqvist",
        "No nuts",
        "Request sent",
        "Requested",
    ] {
        assert!(page.has(words), "{words}: {}", page.body);
    }
    assert!(portal.get(MIRA, "/requests").has("TEB to LTN to NCE"));
    assert!(
        portal.get(TOMAS, reply.location()).has("Large cabin")
            || portal.get(TOMAS, reply.location()).has("large cabin")
    );
    portal.work();
    let letter = portal.app.mailer.sent.lock().unwrap().last().unwrap().clone();
    assert_eq!(
        (&*letter.to, letter.subject.as_str()),
        ("dana@harbour.example", "New request: TEB to LTN to NCE")
    );
    assert!(letter.text.contains(&format!("http://harbour-ops.portal.test{}", reply.location())));
    assert_eq!(
        portal.value("SELECT next FROM counters WHERE noun = 'request' AND workspace_id LIKE '%1'"),
        "1002"
    );
}

#[test]
fn a_page_is_one_batch_and_sending_a_request_two() {
    let portal = Portal::open(SEED);
    let place = sent(&portal);
    for path in ["/requests/new", "/requests", place.as_str()] {
        assert_eq!(batches(&portal.get(MIRA, path)), '1', "{path}");
    }
    assert_eq!(batches(&portal.post(MIRA, "/requests", &but(&[("key", "k2")]))), '2');
    assert_eq!(batches(&portal.post(MIRA, "/requests", &but(&[("key", "k3"), ("to.0", "")]))), '1');
    let cancelled =
        portal.post(MIRA, &format!("{place}/cancellation"), &[("key", "k"), ("version", "1")]);
    assert_eq!((cancelled.status, batches(&cancelled)), (StatusCode::SEE_OTHER, '2'));
}

#[test]
fn the_same_form_twice_is_one_request() {
    let portal = Portal::open(SEED);
    assert_eq!(sent(&portal), sent(&portal));
    assert_eq!(portal.value("SELECT count(*) FROM requests"), "1");
    let other = portal.post(MIRA, "/requests", &but(&[("passengers", "4")]));
    assert_eq!(other.status, StatusCode::CONFLICT);
}

#[test]
fn other_accounts_and_workspaces_do_not_see_a_request() {
    let portal = Portal::open(SEED);
    let place = sent(&portal);
    let cancellation = format!("{place}/cancellation");
    for who in [RUTH, CARL, MILO] {
        assert_eq!(portal.get(who, &place).status, StatusCode::NOT_FOUND, "{}", who.name);
        let reply = portal.post(who, &cancellation, &[("key", "k"), ("version", "1")]);
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{}", who.name);
        assert!(!portal.get(who, "/requests").has("TEB to LTN"), "{}", who.name);
    }
    assert_eq!(portal.value("SELECT state FROM requests"), "submitted");
    let unknown = portal.get(MIRA, "/requests/00000000-0000-7000-8000-000000000fff");
    assert_eq!(
        (unknown.status, &unknown.body),
        (StatusCode::NOT_FOUND, &portal.get(RUTH, &place).body)
    );
    assert!(portal.get(STRANGER, &place).location().starts_with("/session/new"));
}

#[test]
fn a_customer_of_the_fbo_cannot_request_a_trip() {
    let portal = Portal::open(SEED);
    assert_eq!(portal.get(CARL, "/requests/new").status, StatusCode::NOT_FOUND);
    assert_eq!(portal.post(CARL, "/requests", &TRIP).status, StatusCode::NOT_FOUND);
    assert_eq!(portal.value("SELECT count(*) FROM requests"), "0");
}

#[test]
fn a_client_requests_trips_only_for_their_own_accounts() {
    refused(
        &[("account", "00000000-0000-7000-8000-000000000a12")],
        "account",
        "Choose the account",
    );
}

#[test]
fn a_request_is_canceled_once_and_operations_are_told() {
    let portal = Portal::open(SEED);
    let place = sent(&portal);
    let cancel = |key: &str| {
        portal.post(
            MIRA,
            &format!("{place}/cancellation"),
            &[("key", key), ("version", "1"), ("reason", "Ill")],
        )
    };
    let (first, again, other) = (cancel("c"), cancel("c"), cancel("d"));
    assert_eq!((first.status, first.location()), (StatusCode::SEE_OTHER, place.as_str()));
    assert_eq!((again.status, again.location()), (first.status, first.location()));
    assert_eq!(other.status, StatusCode::CONFLICT);
    assert_eq!(portal.value("SELECT state || reason || version FROM requests"), "cancelledIll2");
    assert_eq!(portal.value("SELECT count(*) FROM outbox"), "2");
    let page = portal.get(MIRA, &place);
    assert!(page.has("Request canceled: Ill") && !page.has("Cancel request"), "{}", page.body);
}

#[test]
fn a_form_of_an_older_version_cancels_nothing() {
    let portal = Portal::open(SEED);
    let place = sent(&portal);
    portal.post(DANA, &format!("{place}/review"), &[("key", "r"), ("version", "1")]);
    let stale =
        portal.post(MIRA, &format!("{place}/cancellation"), &[("key", "c"), ("version", "1")]);
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert_eq!(portal.value("SELECT state FROM requests"), "under_review");
    assert_eq!(portal.value("SELECT count(*) FROM events WHERE action = 'request_cancelled'"), "0");
}

#[test]
fn a_client_of_several_accounts_chooses_one() {
    let portal = Portal::open(SEED);
    portal.app.db.execute(
        "INSERT INTO memberships (workspace_id, contact_id, account_id) VALUES ('00000000-0000-7000-8000-000000000001',
         '00000000-0000-7000-8000-000000000c21', '00000000-0000-7000-8000-000000000a12')",
    );
    let page = portal.post(MIRA, "/requests", &but(&[("to", "who")]));
    assert!(page.has("id=\"account\"") && page.has("Okafor Family"), "{}", page.body);
    let silent = portal.post(MIRA, "/requests", &TRIP);
    assert!(silent.has("Choose the account this trip is for."), "{}", silent.body);
    let okafors = ("account", "00000000-0000-7000-8000-000000000a12");
    let mixed = portal.post(MIRA, "/requests", &but(&[okafors, ("traveler", ELSA)]));
    assert!(mixed.has("Elsa Lindqvist is a passenger of another account."), "{}", mixed.body);
    let sent = portal.post(MIRA, "/requests", &but(&[okafors, ("traveler", RUTHS)]));
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert!(portal.get(RUTH, sent.location()).has("TEB to LTN to NCE"));
    assert_eq!(portal.get(TOMAS, sent.location()).status, StatusCode::NOT_FOUND);
}

#[test]
fn quotes_are_shown_once_they_are_sent() {
    let portal = Portal::open(SEED);
    let place = sent(&portal);
    portal.app.db.execute(&format!(
        "INSERT INTO quotes (id, workspace_id, reference, request_id, account_id, state, vehicle, itinerary, route, departs_at, ends_at,
           passengers, currency, lines, subtotal, tax, total, deposit, deposit_ppm, valid_until, terms, created_at)
         SELECT printf('00000000-0000-7000-8000-0000000000e%d', j.key), r.workspace_id, 'Q-' || j.value, r.id, r.account_id, j.value, 'Latitude',
           '[]', '', 0, 0, 1, 'USD', '[]', 0, 0, 1234500, 0, 0, {NOON}, '', j.key FROM requests r, json_each('[\"draft\",\"sent\"]') j"
    ));
    let mine = portal.get(MIRA, &place);
    assert!(
        mine.has("Q-sent") && mine.has("12,345.00") && mine.has("Awaiting your answer"),
        "{}",
        mine.body
    );
    assert!(!mine.has("Q-draft"));
    assert!(portal.get(DANA, &place).has("Q-draft"));
    portal.app.db.execute("UPDATE requests SET state = 'dropped'");
    for who in [MIRA, DANA] {
        let page = portal.get(who, &place);
        assert!(page.has("Withdrawn") && !page.has("Awaiting"), "{}", page.body);
    }
    portal.app.db.execute("UPDATE requests SET state = 'quoted'");
    portal.app.db.execute("UPDATE quotes SET valid_until = valid_until - 1");
    assert!(portal.get(MIRA, &place).has("Expired"));
}

#[test]
fn only_clients_with_the_grant_request_trips() {
    let portal = Portal::open(SEED);
    let sent = portal.post(MIRA, "/requests", &TRIP);
    assert_eq!(portal.get(TOMAS, "/requests/new").status, StatusCode::OK);
    portal.deny(TOMAS, "request_trips");
    let unknown = "/requests/00000000-0000-7000-8000-00000000ffff/cancellation";
    let cancellation = format!("{}/cancellation", sent.location());
    let cancel = [("key", "c"), ("version", "1")];
    for reply in [
        portal.get(TOMAS, "/requests/new"),
        portal.post(TOMAS, "/requests", &but(&[("key", "k2")])),
        portal.post(TOMAS, &cancellation, &cancel),
        portal.post(TOMAS, unknown, &cancel),
    ] {
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{}", reply.body);
    }
    assert_eq!(portal.value("SELECT group_concat(state) FROM requests"), "submitted");
    for path in ["/", "/requests", "/quotes", "/trips", sent.location()] {
        let page = portal.get(TOMAS, path);
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(!page.has("/requests/new") && !page.has("/cancellation"), "{path}: {}", page.body);
        assert!(portal.get(MIRA, path).has("/requests/new"), "{path}");
    }
}
