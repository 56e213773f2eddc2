//! The operator's pages, and the stages a trip goes through.
#![allow(clippy::unwrap_used)]
mod lists;

use crate::kit::ids::EventId;
use crate::testing::cast::*;
use axum::http::StatusCode;

const SEED: &str = include_str!("../seed.sql");
const TRIP: &str = "/trips/00000000-0000-7000-8000-000000000701";
const PENDING: &str = "00000000-0000-7000-8000-000000000016";
const BOOKED: &str = "00000000-0000-7000-8000-000000000017";
const DISPATCHED: &str = "00000000-0000-7000-8000-000000000018";
const COMPLETED: &str = "00000000-0000-7000-8000-000000000019";
const CALLED_OFF: &str = "00000000-0000-7000-8000-000000001090";

fn moved(portal: &Portal, who: Person, key: &str, to: &str, reason: &str) -> Reply {
    let version = portal.value("SELECT version FROM trips WHERE reference = 'T-0701'");
    moved_from(portal, who, key, to, reason, &version)
}

fn moved_from(
    portal: &Portal,
    who: Person,
    key: &str,
    to: &str,
    reason: &str,
    version: &str,
) -> Reply {
    let fields = [("key", key), ("stage", to), ("reason", reason), ("version", version)];
    portal.post(who, &format!("{TRIP}/stage"), &fields)
}

fn stage(portal: &Portal) -> String {
    portal.value("SELECT s.name || ' ' || t.version FROM trips t JOIN stages s ON s.id = t.stage_id WHERE t.reference = 'T-0701'")
}

#[test]
fn operations_see_everything_about_a_trip() {
    let portal = Portal::open(SEED);
    let page = portal.get(DANA, TRIP);
    for words in [
        "Lindqvist Holdings",
        "N517HA",
        "Citation Latitude",
        "Pending",
        "Being confirmed",
        "Alva Lindqvist",
        "Oat milk, please",
        "Mira Lindqvist",
        "asked for it",
        "Quote Q-0701",
        "Invoice 2026-0701",
        "10,000.00",
        "Move trip",
        "Called off",
        "<svg viewBox",
    ] {
        assert!(page.has(words), "{words}: {}", page.body);
    }
    assert!(
        page.body.find("Tomas Lindqvist") < page.body.find("Mira Lindqvist"),
        "who asked comes first"
    );
    let list = portal.get(DANA, "/trips");
    assert!(
        list.has("T-0701") && list.has("T-0703") && list.has("Okafor Family") && list.has("N517HA")
    );
    assert!(!list.has("T-0702") && !list.has("T-0705"));
    assert!(list.body.find("T-0703") < list.body.find("T-0701"));
}

#[test]
fn the_list_is_narrowed_to_a_stage_by_its_address() {
    let portal = Portal::open(SEED);
    let list = portal.get(DANA, &format!("/trips?stage={BOOKED}"));
    assert!(list.has("T-0703") && !list.has("T-0701"), "{}", list.body);
    assert!(list.has(&format!("<option value=\"{BOOKED}\" selected>Booked")));
    let past = portal.get(DANA, &format!("/trips?tab=past&stage={COMPLETED}"));
    assert!(past.has("T-0702"));
    assert!(portal.get(DANA, &format!("/trips?tab=past&stage={BOOKED}")).has("No trips here"));
    assert!(!portal.get(DANA, "/trips?stage=00000000-0000-7000-8000-000000000026").has("T-0705"));
}

#[test]
fn a_trip_in_progress_is_upcoming_however_late_it_is_and_a_canceled_one_is_past() {
    let portal = Portal::open(SEED);
    portal.app.db.execute(&format!(
        "UPDATE trips SET stage_id = '00000000-0000-7000-8000-000000001040', departs_at = {NOON} - 90 * {DAY}, ends_at = {NOON} - 89 * {DAY} WHERE reference = 'T-0703';
         UPDATE trips SET stage_id = '{CALLED_OFF}' WHERE reference = 'T-0701'"
    ));
    for who in [DANA, RUTH] {
        let upcoming = portal.get(who, "/trips");
        assert!(upcoming.has("T-0703") && !upcoming.has("T-0701"), "{}", upcoming.body);
        let past = portal.get(who, "/trips?tab=past");
        assert!(past.has("T-0701") && !past.has("T-0703"), "{}", past.body);
    }
}

#[test]
fn where_the_stage_leaves_it_open_the_planned_end_decides() {
    let portal = Portal::open(SEED);
    portal.app.db.execute(&format!(
        "UPDATE trips SET departs_at = {NOON} - {DAY}, ends_at = {NOON} WHERE reference = 'T-0703'"
    ));
    assert!(portal.get(DANA, "/trips").has("T-0703"));
    portal.later(1);
    assert!(!portal.get(DANA, "/trips").has("T-0703"));
    assert!(portal.get(DANA, "/trips?tab=past").has("T-0703"));
}

#[test]
fn the_list_is_sorted_by_departure_or_client() {
    let portal = Portal::open(SEED);
    portal.app.db.execute("UPDATE accounts SET sort_name = lower(name)");
    let is_okafor_first = |path: &str| {
        let page = portal.get(DANA, path).body;
        page.find("T-0703").unwrap() < page.find("T-0701").unwrap()
    };
    for (path, okafor_first) in [
        ("/trips", true),
        ("/trips?sort=-departure", false),
        ("/trips?sort=client", false),
        ("/trips?sort=-client", true),
    ] {
        assert_eq!(is_okafor_first(path), okafor_first, "{path}");
    }
    assert!(portal.get(DANA, "/trips").has("aria-sort=\"ascending\"><a class=\"sort\" href=\"/trips?tab=upcoming&#38;sort=-departure\">"));
}

#[test]
fn the_client_is_told_when_the_state_they_read_changes() {
    let portal = Portal::open(SEED);
    let key = portal.get(DANA, TRIP).key();
    let sent = moved(&portal, DANA, &key, BOOKED, "");
    assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, TRIP), "{}", sent.body);
    assert_eq!(stage(&portal), "Booked 2");
    assert_eq!(portal.value("SELECT count(*) FROM outbox"), "2", "Mira and Tomas");
}

#[test]
fn a_move_that_does_not_change_what_the_client_reads_is_not_told_to_them() {
    let portal = Portal::open(SEED);
    moved(&portal, DANA, "one", BOOKED, "");
    let mails = portal.value("SELECT count(*) FROM outbox");
    moved(&portal, DANA, "two", DISPATCHED, "");
    assert_eq!(stage(&portal), "Dispatched 3");
    assert_eq!(portal.value("SELECT count(*) FROM outbox"), mails);
    let page = portal.get(MIRA, TRIP);
    assert!(
        page.has("Confirmed") && !page.has("Dispatched") && !page.has("Booked"),
        "{}",
        page.body
    );
    let ops = portal.get(DANA, TRIP);
    assert!(ops.has("Dispatched") && ops.has("Dana Whitfield"));
}

#[test]
fn the_mail_says_what_happened_and_leads_to_the_trip() {
    let portal = Portal::open(SEED);
    moved(&portal, DANA, "one", CALLED_OFF, "Fog at Luton");
    portal.work();
    let letter = portal.app.mailer.sent.lock().unwrap().first().unwrap().clone();
    assert_eq!(letter.subject, "Your trip TEB to LTN to NCE has been canceled");
    for words in
        ["has been canceled", "Fog at Luton", "Thu, Dec 10, 8:15 PM EST", TRIP, "Citation Latitude"]
    {
        assert!(letter.text.contains(words), "{words}: {}", letter.text);
    }
    assert!(
        !letter.text.contains("Called off") && !letter.text.contains("N517HA"),
        "{}",
        letter.text
    );
    let page = portal.get(MIRA, TRIP);
    assert!(page.has("Canceled: Fog at Luton") && !page.has("Called off"), "{}", page.body);
    assert!(!portal.get(RUTH, TRIP).has("Fog at Luton"));
    assert!(portal.get(DANA, TRIP).has("Called off: Fog at Luton"));
}

#[test]
fn the_mail_of_a_departure_names_what_departed() {
    for (trade, subject) in
        [("air", "Your flight has departed"), ("coach", "Your coach has departed")]
    {
        let portal = Portal::open(SEED);
        portal.app.db.execute(&format!("UPDATE workspaces SET trade = '{trade}'"));
        moved(&portal, DANA, "one", "00000000-0000-7000-8000-000000001040", "");
        portal.work();
        let letter = portal.app.mailer.sent.lock().unwrap().first().unwrap().clone();
        assert_eq!(letter.subject, subject);
        assert!(letter.text.contains("TEB to LTN to NCE"), "{}", letter.text);
    }
}

#[test]
fn going_back_and_cancelling_need_a_reason() {
    let portal = Portal::open(SEED);
    moved(&portal, DANA, "one", BOOKED, "");
    for to in [PENDING, CALLED_OFF] {
        let refused = moved(&portal, DANA, "two", to, " ");
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.has("Enter a reason"), "{}", refused.body);
        assert!(refused.has(&format!("<option value=\"{to}\" selected>")), "their choice is kept");
    }
    assert_eq!(stage(&portal), "Booked 2");
    assert_eq!(
        moved(&portal, DANA, "three", PENDING, "Aircraft grounded").status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(stage(&portal), "Pending 3");
    let long = "x".repeat(301);
    assert_eq!(
        moved(&portal, DANA, "four", CALLED_OFF, &long).status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(
        moved(&portal, DANA, "five", CALLED_OFF, &long[..300]).status,
        StatusCode::SEE_OTHER
    );
}

#[test]
fn a_completed_trip_does_not_move_and_a_canceled_one_restarts_at_the_first_stage() {
    let portal = Portal::open(SEED);
    moved(&portal, DANA, "one", CALLED_OFF, "Fog");
    let refused = moved(&portal, DANA, "two", BOOKED, "No fog");
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.has("must be moved to Pending first"), "{}", refused.body);
    assert_eq!(moved(&portal, DANA, "three", PENDING, "").status, StatusCode::SEE_OTHER);
    assert_eq!(moved(&portal, DANA, "four", COMPLETED, "").status, StatusCode::SEE_OTHER);
    let refused = moved(&portal, DANA, "five", PENDING, "Again");
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.has("completed"), "{}", refused.body);
    assert_eq!(stage(&portal), "Completed 4");
    assert!(!portal.get(DANA, TRIP).has("Move trip"));
}

#[test]
fn the_clients_timeline_says_when_the_trip_was_confirmed_and_canceled() {
    let portal = Portal::open(SEED);
    let dates = |of: &str| {
        let page = portal.get(MIRA, TRIP);
        let (_, step) = page.body.split_once(&format!("<strong>{of}</strong>")).unwrap();
        let (step, _) = step.split_once("</li>").unwrap();
        step.split_once("<time>").map(|(_, it)| it.split('<').next().unwrap().to_owned())
    };
    assert_eq!(dates("Harbour Aviation is confirming it"), None);
    moved(&portal, DANA, "one", BOOKED, "");
    assert_eq!(dates("Confirmed"), Some("Nov 21, 2026".into()));
    moved(&portal, DANA, "two", CALLED_OFF, "Fog");
    assert_eq!(dates("Canceled"), Some("Nov 21, 2026".into()));
}

#[test]
fn a_form_of_an_older_version_moves_nothing() {
    let portal = Portal::open(SEED);
    moved(&portal, DANA, "one", BOOKED, "");
    let events = portal.value("SELECT count(*) FROM events");
    let stale = moved_from(&portal, OLE, "two", DISPATCHED, "", "1");
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.has("changed while you were looking"), "{}", stale.body);
    assert_eq!(
        (stage(&portal), portal.value("SELECT count(*) FROM events")),
        ("Booked 2".into(), events)
    );
}

#[test]
fn of_two_moves_decided_at_once_the_second_writes_nothing() {
    use super::super::{Kind, Stage, Trip, queries, stages::Move};
    use crate::mail::Letter;
    let portal = Portal::open(SEED);
    let to =
        Stage { id: BOOKED.parse().unwrap(), name: "Booked".into(), rank: 20, kind: Kind::Booked };
    let it = Move {
        trip: TRIP.trim_start_matches("/trips/").parse().unwrap(),
        version: 1,
        to,
        reason: String::new(),
        announced: Some("Confirmed"),
    };
    let from = Trip {
        stage_id: PENDING.parse().unwrap(),
        account_id: "00000000-0000-7000-8000-000000000a11".parse().unwrap(),
        ..Trip::sample()
    };
    let letter = Letter {
        subject: String::new(),
        lead: String::new(),
        facts: Vec::new(),
        action: String::new(),
        path: String::new(),
    };
    let held = || {
        portal
            .write(
                OLE,
                queries::move_trip(&it, &from, &letter, EventId::new(NOON, &portal.app.chance())),
            )
            .held
    };
    assert!(held());
    let after = |what: &str| portal.value(&format!("SELECT count(*) FROM {what}"));
    let (events, mails) = (after("events"), after("outbox"));
    assert!(!held());
    assert_eq!(
        (after("events"), after("outbox"), stage(&portal)),
        (events, mails, "Booked 2".into())
    );
}

#[test]
fn the_same_form_twice_moves_once_and_answers_alike() {
    let portal = Portal::open(SEED);
    let (first, second) = (
        moved_from(&portal, DANA, "one", BOOKED, "", "1"),
        moved_from(&portal, DANA, "one", BOOKED, "", "1"),
    );
    assert_eq!((first.status, first.location()), (second.status, second.location()));
    assert_eq!(stage(&portal), "Booked 2");
}

#[test]
fn staff_without_the_right_cannot_move_trips() {
    let portal = Portal::open(SEED);
    assert!(!portal.get(INES, TRIP).has("Move trip"));
    assert_eq!(moved(&portal, INES, "one", BOOKED, "").status, StatusCode::FORBIDDEN);
    for who in [RHEA, NOOR] {
        assert_eq!(portal.get(who, TRIP).status, StatusCode::NOT_FOUND);
        assert_eq!(moved(&portal, who, "one", BOOKED, "").status, StatusCode::NOT_FOUND);
        assert!(!portal.get(who, "/trips").has("T-0701"));
    }
    let unknown = "/trips/00000000-0000-7000-8000-000000000999";
    assert_eq!(portal.get(DANA, unknown).status, StatusCode::NOT_FOUND);
    assert_eq!(
        portal.post(DANA, &format!("{unknown}/stage"), &[("key", "k")]).status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(stage(&portal), "Pending 1");
}

#[test]
fn a_trip_moves_only_to_stages_of_its_workspace() {
    let portal = Portal::open(SEED);
    for to in ["", "00000000-0000-7000-8000-000000000027"] {
        let refused = moved(&portal, DANA, "one", to, "");
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.has("Choose the stage"), "{}", refused.body);
    }
    assert_eq!(moved(&portal, DANA, "two", PENDING, "").status, StatusCode::CONFLICT);
}

#[test]
fn a_move_is_two_batches_and_a_page_one() {
    let portal = Portal::open(SEED);
    let batches = |reply: Reply| reply.headers["server-timing"].to_str().unwrap().to_owned();
    for path in ["/trips", TRIP] {
        assert!(batches(portal.get(DANA, path)).contains("\"1 batches"), "{path}");
    }
    assert!(batches(moved(&portal, DANA, "one", BOOKED, "")).contains("\"2 batches"));
}

#[test]
fn a_canceled_trip_is_not_restored_once_its_aircraft_is_booked_again() {
    let portal = Portal::open(SEED);
    moved(&portal, DANA, "a", CALLED_OFF, "Fog");
    portal.app.db.execute(
        "UPDATE trips SET departs_at = 1796951700000, ends_at = 1796976300000 WHERE reference = 'T-0703';
         UPDATE legs SET departs_at = 1796951700000, arrives_at = 1796976300000 WHERE trip_id LIKE '%703'",
    );
    let refused = moved(&portal, DANA, "b", PENDING, "");
    assert!(
        refused.status == StatusCode::CONFLICT && refused.has("Another trip was booked"),
        "{}",
        refused.body
    );
    portal.app.db.execute("UPDATE trips SET tail_id = NULL WHERE reference = 'T-0703'");
    assert_eq!(moved(&portal, DANA, "c", PENDING, "").status, StatusCode::SEE_OTHER);
}
