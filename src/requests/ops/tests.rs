//! The operator's pages of requests: the queue, the decisions, and who may make them.
mod alternatives;
mod deals;
mod entry;
mod stages;

use super::super::{CloseReason, Closing, Step, queries, samples::*, working::Assignment};
use crate::{
    mail::{self, Letter, Recipients, Topic},
    testing::cast::*,
};
use axum::http::StatusCode;

fn open() -> (Portal, String) {
    let portal = Portal::open(SEED);
    let place = sent(&portal);
    (portal, place)
}

fn state(portal: &Portal) -> String {
    portal.value("SELECT state FROM requests")
}

#[test]
fn the_request_that_waits_longest_comes_first() {
    let (portal, _) = open();
    portal.later(5 * HOUR + 10 * MINUTE);
    let mut newer = TRIP.to_vec();
    newer.extend([("catering", "Lunch"), ("ground", "Car"), ("preference", "large cabin")]);
    newer[0] = ("key", "k2");
    portal.post(TOMAS, "/requests", &newer);
    let page = portal.get(DANA, "/requests");
    let (first, second) =
        (page.body.find("5 h 10 min").unwrap(), page.body.find("0 min</span>").unwrap());
    assert!(first < second, "{}", page.body);
    for words in [
        "Needs you <span class=\"num\">2</span>",
        "Large cabin, catering, ground transport",
        "Tomas Lindqvist",
        "TEB to LTN to NCE",
    ] {
        assert!(page.has(words), "{words}: {}", page.body);
    }
    assert!(!portal.get(RHEA, "/requests").has("Lindqvist"));
    assert!(portal.get(DANA, "/requests?pile=won").has("Nothing won yet"));
}

#[test]
fn a_long_queue_continues_on_the_next_page() {
    let (portal, _) = open();
    portal.app.db.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30)
         INSERT INTO requests (id, workspace_id, reference, account_id, contact_id, state, itinerary, route, departs_at, passengers, travellers, created_at)
         SELECT printf('00000000-0000-7000-8000-000000001%03d', i), workspace_id, 'S-' || i, account_id, contact_id,
           CASE WHEN i % 2 THEN 'submitted' ELSE 'under_review' END, itinerary, 'AAA' || i || '.', departs_at, 1, '[]', i FROM requests, n",
    );
    let first = portal.get(DANA, "/requests");
    assert!(first.has("AAA1.") && first.has("AAA25.") && !first.has("AAA26."));
    let next = |page: &Reply| {
        let (_, link) = page.body.split_once("rel=\"next\" href=\"").unwrap();
        link.split('"').next().unwrap().replace("&#38;", "&")
    };
    let next_of_first = next(&first);
    let next_page = portal.get(DANA, &next_of_first);
    assert!(next_page.has("AAA26.") && !next_page.has("AAA25.") && next_page.has("TEB to LTN"));
    let mine = portal.get(MIRA, "/requests");
    assert!(
        mine.has("TEB to LTN") && mine.has("AAA30.") && mine.has("AAA7.") && !mine.has("AAA6."),
        "{}",
        mine.body
    );
    assert!(portal.get(MIRA, &next(&mine)).has("AAA6."));
}

#[test]
fn a_dispatcher_takes_a_request_under_review() {
    let (portal, place) = open();
    let page = portal.get(DANA, &place);
    for words in ["Take under review", "Build a quote", "This is their first", "Mira Lindqvist"] {
        assert!(page.has(words), "{words}: {}", page.body);
    }
    let take = |key: &str| {
        portal.post(DANA, &format!("{place}/review"), &[("key", key), ("version", "1")])
    };
    let (first, again, other) = (take("r"), take("r"), take("s"));
    assert_eq!((first.status, first.location()), (StatusCode::SEE_OTHER, place.as_str()));
    assert_eq!((again.status, again.location()), (first.status, first.location()));
    assert_eq!(other.status, StatusCode::CONFLICT);
    assert_eq!(state(&portal), "under_review");
    assert!(portal.get(DANA, &place).has("With Dana Whitfield"));
    let seen = portal.get(MIRA, &place);
    assert!(
        seen.has("Under review") && seen.has("Harbour Aviation") && !seen.has("Dana"),
        "{}",
        seen.body
    );
}

#[test]
fn a_request_is_declined_with_a_reason_the_client_reads() {
    let (portal, place) = open();
    let decline = |key: &str, why: &str, reason: &str| {
        portal.post(
            DANA,
            &format!("{place}/decline"),
            &[("key", key), ("version", "1"), ("why", why), ("reason", reason)],
        )
    };
    let silent = decline("a", "", "Luton is closed that night.");
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        silent.has("Choose a reason.") && silent.has("Luton is closed that night."),
        "{}",
        silent.body
    );
    assert!(decline("a2", "elsewhere", "").has("Choose a reason."), "a reason of a loss");
    assert_eq!(decline("b", "dates", "Luton is closed that night.").status, StatusCode::SEE_OTHER);
    assert_eq!(decline("b", "dates", "Luton is closed that night.").status, StatusCode::SEE_OTHER);
    assert_eq!(decline("c", "other", "Otherwise.").status, StatusCode::CONFLICT);
    assert_eq!(portal.value("SELECT state || ' ' || closed_for FROM requests"), "declined dates");
    let told = "Not possible on these dates or times: Luton is closed that night.";
    assert!(portal.get(MIRA, &place).has(told), "{}", portal.get(MIRA, &place).body);
    assert!(portal.get(DANA, "/requests?pile=closed").has("Declined"));
    portal.work();
    let letters = portal.app.mailer.sent.lock().unwrap().clone();
    let told: Vec<_> =
        letters.iter().filter(|it| it.text.contains("Luton is closed")).map(|it| &*it.to).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told.contains(&"mira@harbour.example") && told.contains(&"tomas@harbour.example"));
}

#[test]
fn staff_without_the_right_only_read_requests() {
    let (portal, place) = open();
    let page = portal.get(INES, &place);
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        !page.has("Take under review")
            && !page.has("Decline request")
            && !page.has("Create trip")
            && !page.has("Mark as lost")
            && !page.has("Build a quote")
    );
    for action in ["review", "assignment", "trip", "decline", "loss"] {
        let fields = [("key", "k"), ("version", "1"), ("why", "other"), ("lost_for", "other")];
        assert_eq!(
            portal.post(INES, &format!("{place}/{action}"), &fields).status,
            StatusCode::FORBIDDEN
        );
    }
    assert_eq!(state(&portal), "submitted");
}

#[test]
fn a_neighbor_finds_nothing() {
    let (portal, place) = open();
    assert_eq!(portal.get(RHEA, &place).status, StatusCode::NOT_FOUND);
    for action in ["review", "assignment", "trip", "decline", "loss"] {
        let fields = [("key", "k"), ("version", "1"), ("why", "other"), ("lost_for", "other")];
        assert_eq!(
            portal.post(RHEA, &format!("{place}/{action}"), &fields).status,
            StatusCode::NOT_FOUND
        );
    }
    assert_eq!(state(&portal), "submitted");
    assert_eq!(
        portal.get(DANA, "/requests/00000000-0000-7000-8000-000000000fff").status,
        StatusCode::NOT_FOUND
    );
}

#[test]
fn a_page_is_one_batch_and_a_decision_two() {
    let (portal, place) = open();
    for path in ["/requests", "/requests?pile=closed", place.as_str()] {
        assert_eq!(batches(&portal.get(DANA, path)), '1', "{path}");
    }
    let review = portal.post(DANA, &format!("{place}/review"), &[("key", "r"), ("version", "1")]);
    assert_eq!((review.status, batches(&review)), (StatusCode::SEE_OTHER, '2'));
    let fields = [("key", "d"), ("version", "2"), ("why", "vehicle")];
    let decline = portal.post(DANA, &format!("{place}/decline"), &fields);
    assert_eq!((decline.status, batches(&decline)), (StatusCode::SEE_OTHER, '2'));
}

#[test]
fn of_two_decisions_at_once_one_is_written() {
    let (portal, place) = open();
    let id = place.trim_start_matches("/requests/").parse().unwrap();
    let step = |words: &str| Step { request: id, version: 1, words: words.into() };
    let letter = Letter {
        subject: String::new(),
        lead: String::new(),
        facts: vec![],
        action: String::new(),
        path: "/".into(),
    };
    let mail = || mail::to(Recipients::Topic(Topic::Request), &letter);
    assert!(portal.write(MIRA, queries::cancel(&step("Ill"), mail())).held);
    let before =
        portal.value("SELECT count(*) || '/' || (SELECT count(*) FROM outbox) FROM events");
    let closing = Closing { step: step("Full"), reason: CloseReason::Vehicle };
    assert!(!portal.write(DANA, queries::decline(&closing, "Full", mail())).held);
    assert!(!portal.write(DANA, queries::lose(&closing, "Full")).held);
    let nobody = Assignment { request: id, version: 1, to: None };
    assert!(!portal.write(DANA, queries::assign(&nobody, None)).held);
    assert!(!portal.write(DANA, queries::review(&step(""), None)).held);
    assert_eq!(portal.value("SELECT state || reason FROM requests"), "cancelledIll");
    assert_eq!(
        portal.value("SELECT count(*) || '/' || (SELECT count(*) FROM outbox) FROM events"),
        before
    );
}

#[test]
fn nobody_gets_a_mail_that_leads_to_a_page_they_do_not_have() {
    let (portal, place) = open();
    portal.app.db.execute(
        "INSERT INTO memberships (workspace_id, contact_id, account_id)
         SELECT workspace_id, '00000000-0000-7000-8000-000000000c24', id FROM accounts WHERE name = 'Lindqvist Holdings'",
    );
    portal.post(
        DANA,
        &format!("{place}/decline"),
        &[("key", "k"), ("version", "1"), ("why", "other"), ("reason", "No crew.")],
    );
    let told = "SELECT group_concat(to_email) FROM (SELECT to_email FROM outbox o JOIN events e ON e.id = o.event_id
                WHERE e.action = 'request_declined' ORDER BY to_email)";
    assert_eq!(portal.value(told), "mira@harbour.example,tomas@harbour.example");
}

/// A second request, under Dana's review: it departs a day earlier and was sent five hours later.
fn two() -> Portal {
    let (portal, _) = open();
    portal.app.db.execute(&format!(
        "UPDATE accounts SET sort_name = lower(name);
         INSERT INTO requests (id, workspace_id, reference, account_id, contact_id, state, itinerary, route, departs_at, passengers, travellers, assigned_to, created_at)
         SELECT '00000000-0000-7000-8000-000000000ff1', workspace_id, 'R-later', '00000000-0000-7000-8000-000000000a12', '00000000-0000-7000-8000-000000000c23',
           'under_review', itinerary, 'AAA to BBB', departs_at - {DAY}, 1, '[]', '00000000-0000-7000-8000-000000000d32', created_at + 5 * {HOUR} FROM requests;
         INSERT INTO search_words (workspace_id, noun, word, id) SELECT r.workspace_id, 'request', w.value, r.id
         FROM requests r, json_each('[\"aaa\", \"bbb\"]') w WHERE r.reference = 'R-later'"
    ));
    portal.later(6 * HOUR);
    portal
}

#[test]
fn the_list_is_sorted_by_the_columns_that_it_shows() {
    let portal = two();
    let is_first = |path: &str| {
        let page = portal.get(DANA, path).body;
        page.find("AAA to BBB").unwrap() < page.find("TEB to LTN to NCE").unwrap()
    };
    for (path, later_first) in [
        ("/requests", false),
        ("/requests?sort=-waiting", true),
        ("/requests?sort=departure", true),
        ("/requests?sort=-departure", false),
        ("/requests?sort=client", false),
        ("/requests?sort=-client", true),
        ("/requests?sort=sent", false),
        ("/requests?sort=weight", false),
    ] {
        assert_eq!(is_first(path), later_first, "{path}");
    }
    let page = portal.get(DANA, "/requests?sort=-client");
    assert!(
        page.has(
            "aria-sort=\"descending\"><a class=\"sort\" href=\"/requests?sort=client\">Client"
        ),
        "{}",
        page.body
    );
    assert!(page.has("href=\"/requests?sort=departure\">Departs") && !page.has("sort=sent"));
}

#[test]
fn a_client_who_asked_for_changes_waits_from_then_on() {
    let portal = two();
    portal.app.db.execute(&format!(
        "INSERT INTO quotes (id, workspace_id, reference, request_id, account_id, state, vehicle, itinerary, route, departs_at, ends_at, passengers, currency, lines,
           subtotal, tax, total, deposit, deposit_ppm, valid_until, terms, sent_at, created_at)
         SELECT '00000000-0000-7000-8000-000000000ff2', workspace_id, 'Q-1', id, account_id, 'sent', 'Citation', itinerary, route, 0, 0, 1, 'USD', '[]', 0, 0, 0, 0, 0, 0, '', 5, 5
         FROM requests WHERE route = 'TEB to LTN to NCE';
         UPDATE quotes SET state = 'change_requested', answered_at = {NOON} + 6 * {HOUR}"
    ));
    let page = portal.get(DANA, "/requests").body;
    assert!(page.find("AAA to BBB").unwrap() < page.find("TEB to LTN to NCE").unwrap(), "{page}");
    assert!(page.find("1 h</span>").unwrap() < page.find("0 min</span>").unwrap(), "{page}");
}

#[test]
fn staff_can_list_the_requests_that_they_took() {
    let portal = two();
    for path in [
        "/requests?whose=mine",
        "/requests?whose=mine&sort=-departure",
        "/requests?whose=mine&sort=client",
    ] {
        let mine = portal.get(DANA, path);
        assert!(mine.has("AAA to BBB") && !mine.has("TEB to LTN"), "{path}: {}", mine.body);
    }
    assert!(portal.get(OLE, "/requests?whose=mine").has("None of these"));
    for path in ["/requests?whose=nobody", "/requests?whose=nobody&sort=client"] {
        let free = portal.get(DANA, path);
        assert!(free.has("TEB to LTN") && !free.has("AAA to BBB"), "{path}: {}", free.body);
    }
    assert!(!portal.get(RHEA, "/requests?whose=mine").has("AAA to BBB"));
}

#[test]
fn the_number_in_the_navigation_is_the_number_on_the_tab() {
    let page = two().get(DANA, "/requests");
    assert!(page.has("Needs you <span class=\"num\">2</span>"), "{}", page.body);
    assert!(page.has("<span class=\"count\">2<span"), "{}", page.body);
}
