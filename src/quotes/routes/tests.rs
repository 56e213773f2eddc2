//! The client's pages of quotes: who reads a quote, who answers it, and that it is answered once.
mod races;
mod rights;

use super::super::Refusal;
use crate::{error::Error, testing::cast::*};
use axum::http::StatusCode;

const SEED: &str = include_str!("../seed.sql");
const FIRST: &str = "/quotes/00000000-0000-7000-8000-000000000f01";
const GLOBAL: &str = "/quotes/00000000-0000-7000-8000-000000000f02";
const LATITUDE: &str = "/quotes/00000000-0000-7000-8000-000000000f03";
const DRAFT: &str = "/quotes/00000000-0000-7000-8000-000000000f04";
const NEVER_SENT: &str = "/quotes/00000000-0000-7000-8000-000000000f05";
const UNKNOWN: &str = "/quotes/00000000-0000-7000-8000-000000000fff";

fn portal() -> Portal {
    Portal::open(SEED)
}

fn accept(portal: &Portal, who: Person, quote: &str, key: &str) -> Reply {
    let fields = [("key", key), ("version", "2"), ("name", "Mira Lindqvist"), ("terms", "yes")];
    portal.post(who, &format!("{quote}/acceptance"), &fields)
}

fn states(portal: &Portal) -> String {
    portal.value("SELECT group_concat(state, ' ') FROM (SELECT state FROM quotes ORDER BY id)")
}

const UNTOUCHED: &str = "superseded sent sent draft withdrawn";

/// Nothing happened: no event, no mail, no trip.
fn nothing_is_written(portal: &Portal) -> bool {
    states(portal) == UNTOUCHED
        && portal.value("SELECT (SELECT count(*) FROM events) + (SELECT count(*) FROM outbox) + (SELECT count(*) FROM trips)") == "0"
}

#[test]
fn a_quote_shows_its_legs_its_price_and_its_validity() {
    let page = portal().get(MIRA, GLOBAL);
    assert_eq!(page.status, StatusCode::OK);
    for words in [
        "1 leg, Global 6000, 6 passengers",
        "Thu, Dec 10, 8:15 PM EST",
        "6.8 h × 10,000.00",
        "68,000.00",
        "estimate",
        "74,800.00",
        "Deposit on acceptance, 50%",
        "37,400.00",
        "Sat, Nov 21, 7:00 AM EST",
        "Version 2 of 2.",
        "Charter terms.",
        "Awaiting your answer",
        "Accept quote",
        "Decline quote",
        "What should be different?",
        "Citation Latitude",
    ] {
        assert!(page.has(words), "{words}");
    }
    assert!(!page.has("N620HA"), "clients do not see the registration");
}

#[test]
fn an_acceptance_makes_a_trip_and_replaces_the_other_option() {
    let portal = portal();
    let reply = accept(&portal, MIRA, GLOBAL, "k");
    assert_eq!((reply.status, reply.location()), (StatusCode::SEE_OTHER, GLOBAL), "{}", reply.body);
    assert_eq!(states(&portal), "superseded accepted superseded draft withdrawn");
    insta::assert_snapshot!(
        portal.rows("SELECT q.answered_by, q.answered_at, q.version, r.state AS request, r.trip_id = q.trip_id AS same_trip, t.vehicle
           FROM quotes q JOIN requests r ON r.id = q.request_id JOIN trips t ON t.id = q.trip_id WHERE q.state = 'accepted'"),
        @"
    answered_by: Mira Lindqvist
    answered_at: 1795262400000
    version: 3
    request: won
    same_trip: 1
    vehicle: Global 6000
    ");
    assert_eq!(portal.value("SELECT wishes FROM trips"), "Catering: Vegetarian for two");
    assert_eq!(portal.value("SELECT count(*) FROM legs"), "1");
    assert_eq!(
        portal.value("SELECT action || ' ' || note FROM events"),
        "quote_accepted Mira Lindqvist"
    );
    assert_eq!(portal.value("SELECT group_concat(to_email) FROM outbox"), "dana@harbour.example");
    let page = portal.get(TOMAS, GLOBAL);
    assert!(page.has("Accepted by Mira Lindqvist") && page.has("Open the trip"));
    assert!(!page.has("Accept quote") && portal.get(MIRA, LATITUDE).has("Replaced"));
}

#[test]
fn the_same_acceptance_twice_acts_once_and_answers_alike() {
    let portal = portal();
    let (one, two) = (accept(&portal, MIRA, GLOBAL, "k"), accept(&portal, MIRA, GLOBAL, "k"));
    assert_eq!((one.status, one.location()), (two.status, two.location()));
    assert_eq!(portal.value("SELECT count(*) FROM trips"), "1");
}

#[test]
fn a_second_acceptance_is_refused_with_a_sentence() {
    let portal = portal();
    accept(&portal, MIRA, GLOBAL, "k");
    let again = accept(&portal, TOMAS, GLOBAL, "l");
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(again.has("accepted already"));
    let other = accept(&portal, TOMAS, LATITUDE, "m");
    assert_eq!(other.status, StatusCode::CONFLICT);
    assert!(other.has("was replaced"));
    assert_eq!(portal.value("SELECT count(*) FROM trips"), "1");
}

#[test]
fn a_quote_is_accepted_until_its_last_valid_moment() {
    let late = portal();
    late.app.db.execute(&format!("UPDATE quotes SET valid_until = {NOON} - 1"));
    let refused = accept(&late, MIRA, GLOBAL, "k");
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.has("has expired") && nothing_is_written(&late));
    let page = late.get(MIRA, GLOBAL);
    assert!(page.has("Expired") && !page.has("Accept quote") && page.has("Ask for changes"));
    let in_time = portal();
    in_time.app.db.execute(&format!("UPDATE quotes SET valid_until = {NOON}"));
    assert_eq!(accept(&in_time, MIRA, GLOBAL, "k").status, StatusCode::SEE_OTHER);
}

#[test]
fn a_form_of_an_older_version_answers_nothing() {
    let portal = portal();
    for version in ["1", "3", "", "two"] {
        for (path, field) in
            [("acceptance", "name"), ("decline", "reason"), ("change-request", "comment")]
        {
            let fields =
                [("key", version), ("version", version), (field, "Mira"), ("terms", "yes")];
            let reply = portal.post(MIRA, &format!("{GLOBAL}/{path}"), &fields);
            assert_eq!(reply.status, StatusCode::CONFLICT, "{path} {version}");
        }
    }
    assert!(nothing_is_written(&portal));
}

#[test]
fn an_acceptance_needs_a_name_and_a_tick() {
    let portal = portal();
    let reply = portal.post(
        MIRA,
        &format!("{GLOBAL}/acceptance"),
        &[("key", "k"), ("version", "2"), ("name", " ")],
    );
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.has("Type your full name to sign.") && reply.has("accept the terms."));
    assert!(nothing_is_written(&portal));
}

#[test]
fn a_client_declines_with_a_reason() {
    let portal = portal();
    let decline = |reason: &str, key: &str| {
        let fields = [("key", key), ("version", "2"), ("reason", reason)];
        portal.post(MIRA, &format!("{GLOBAL}/decline"), &fields)
    };
    assert_eq!(decline("", "k").status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing_is_written(&portal));
    assert_eq!(decline("Too dear", "l").location(), GLOBAL);
    assert_eq!(states(&portal), "superseded declined sent draft withdrawn");
    assert_eq!(
        portal.value("SELECT answer || ', ' || answered_by FROM quotes WHERE state = 'declined'"),
        "Too dear, Mira Lindqvist"
    );
    assert!(portal.value("SELECT task FROM outbox").contains("Too dear"));
    assert_eq!(accept(&portal, MIRA, GLOBAL, "m").status, StatusCode::CONFLICT);
}

#[test]
fn a_change_request_needs_a_comment_and_reopens_the_request() {
    let portal = portal();
    let ask = |comment: &str, key: &str| {
        let fields = [("key", key), ("version", "2"), ("comment", comment)];
        portal.post(MIRA, &format!("{GLOBAL}/change-request"), &fields)
    };
    assert_eq!(ask("", "k").status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(ask("An hour later", "l").location(), GLOBAL);
    assert_eq!(states(&portal), "superseded change_requested sent draft withdrawn");
    assert_eq!(portal.value("SELECT state FROM requests WHERE reference = 'R-2'"), "under_review");
    assert_eq!(portal.value("SELECT count(*) FROM outbox"), "1");
    assert!(portal.get(MIRA, GLOBAL).has("Changes requested"));
    assert_eq!(ask("And a dog", "m").status, StatusCode::CONFLICT);
}

#[test]
fn drafts_and_quotes_of_other_accounts_are_not_found() {
    let portal = portal();
    let unknown = portal.get(MIRA, UNKNOWN);
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    for (who, path) in [
        (MIRA, DRAFT),
        (MIRA, NEVER_SENT),
        (MIRA, "/quotes/none"),
        (RUTH, GLOBAL),
        (CARL, GLOBAL),
        (MILO, GLOBAL),
        (CARL, "/quotes"),
    ] {
        let reply = portal.get(who, path);
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{} {path}", who.name);
        if who.host == MIRA.host {
            assert_eq!(reply.body, unknown.body);
        }
    }
    for (who, path) in [
        (MIRA, DRAFT),
        (MIRA, NEVER_SENT),
        (RUTH, GLOBAL),
        (CARL, GLOBAL),
        (MILO, GLOBAL),
        (MIRA, UNKNOWN),
    ] {
        assert_eq!(accept(&portal, who, path, "k").status, StatusCode::NOT_FOUND);
        for (at, field) in [("decline", "reason"), ("change-request", "comment")] {
            let fields = [("key", "k"), ("version", "2"), (field, "No")];
            let reply = portal.post(who, &format!("{path}/{at}"), &fields);
            assert_eq!(reply.status, StatusCode::NOT_FOUND);
        }
    }
    assert!(nothing_is_written(&portal));
}

#[test]
fn a_signed_out_visitor_is_sent_to_sign_in() {
    let portal = portal();
    for path in ["/quotes", GLOBAL] {
        assert!(portal.get(STRANGER, path).location().starts_with("/session/new"));
    }
}

#[test]
fn the_list_starts_with_quotes_that_await_an_answer_newest_first() {
    let portal = portal();
    let page = portal.get(MIRA, "/quotes");
    let at = |words: &str| page.body.find(words).unwrap_or_else(|| panic!("{words}"));
    assert!(at("Q-2, Citation Latitude") < at("Q-1, version 2, Global 6000"));
    assert!(!page.has("Q-1, Citation") && !page.has("Secret") && !page.has("Never sent"));
    let all = portal.get(MIRA, "/quotes?show=all");
    assert!(all.has("Q-1, Citation Latitude") && all.has("Replaced") && !all.has("Secret"));
    assert!(portal.get(RUTH, "/quotes").has("Nothing needs your answer"));
    portal.app.db.execute("UPDATE requests SET state = 'cancelled'");
    assert!(portal.get(MIRA, "/quotes").has("Nothing needs your answer"));
    assert!(portal.get(MIRA, GLOBAL).has("Withdrawn"));
    assert_eq!(accept(&portal, MIRA, GLOBAL, "k").status, StatusCode::CONFLICT);
}

#[test]
fn days_in_the_address_are_in_the_time_zone_of_the_workspace() {
    let portal = portal();
    // Nov 19, 2026, 23:30 in New York, which is the 20th in UTC.
    portal.app.db.execute("UPDATE quotes SET sent_at = 1795149000000 WHERE reference = 'Q-2'");
    let on = |from: &str, until: &str| {
        portal.get(MIRA, &format!("/quotes?show=all&from={from}&until={until}"))
    };
    assert!(on("2026-11-19", "2026-11-19").has("Q-2,"));
    assert!(!on("2026-11-20", "2026-11-20").has("Q-2,"));
    assert!(on("2026-12-01", "").has("No quotes in these days"));
    assert!(on("soon", "").has("Enter a date"));
}

#[test]
fn a_long_list_is_read_page_by_page_without_gap_or_repeat() {
    let portal = portal();
    portal.app.db.execute(
        "INSERT INTO quotes (id, workspace_id, reference, revision, request_id, account_id, state, version, tail_id, vehicle, itinerary, route, departs_at, ends_at, passengers,
           currency, lines, subtotal, tax, total, deposit, deposit_ppm, taxed, valid_until, terms, message, sent_at, answered_at, answered_by, answer, trip_id, created_at)
         SELECT printf('00000000-0000-7000-8000-1000000000%02d', value), workspace_id, 'X-' || value, 1, request_id, account_id, 'superseded', 1,
           tail_id, vehicle, itinerary, route, departs_at, ends_at, passengers, currency, lines, subtotal, tax, total, deposit, deposit_ppm, taxed, valid_until, terms,
           message, 5000 + value / 2, NULL, '', '', NULL, created_at
         FROM quotes, json_each((SELECT json_group_array(n) FROM (WITH RECURSIVE c(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c WHERE n < 59) SELECT n FROM c)))
         WHERE reference = 'Q-1' AND revision = 1",
    );
    let (mut path, mut seen) = ("/quotes?show=all".to_owned(), Vec::new());
    for _ in 0..3 {
        let page = portal.get(MIRA, &path);
        seen.extend(
            page.body
                .match_indices("<span class=\"sub\">X-")
                .map(|(i, _)| page.body[i + 18..].split(',').next().unwrap().to_owned()),
        );
        let Some((head, _)) = page
            .body
            .split_once("rel=\"next\" href=\"")
            .map(|(_, rest)| rest.split_once('"').unwrap())
        else {
            break;
        };
        path = head.replace("&amp;", "&").replace("&#38;", "&");
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 60);
}

#[test]
fn a_page_is_one_batch_and_an_answer_two() {
    let portal = portal();
    portal.app.db.spent();
    for path in ["/quotes", "/quotes?show=all", GLOBAL] {
        portal.get(MIRA, path);
        // The answer's own header took the count; what is left was spent after it.
        assert_eq!(portal.app.db.spent().batches, 0);
    }
    let timing = |reply: &Reply| reply.headers["server-timing"].to_str().unwrap().to_owned();
    assert!(timing(&portal.get(MIRA, FIRST)).contains("\"1 batches"));
    assert!(timing(&accept(&portal, MIRA, GLOBAL, "k")).contains("\"2 batches"));
}

#[test]
fn every_refusal_is_a_sentence() {
    for refusal in [Refusal::Changed, Refusal::Expired, Refusal::Replaced, Refusal::Withdrawn] {
        assert!(matches!(Error::from(refusal), Error::Refused(words) if words.ends_with('.')));
    }
}
