//! The client's pages of quotes: who reads a quote, who answers it, and that it is answered once.
mod beside;
mod copies;
mod left;
mod races;
mod rights;
mod views;

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

const RUTHS: &str = "/quotes/00000000-0000-7000-8000-000000000f06";

/// A quote to another account for the aircraft and the time of Mira's.
fn offer_to_ruth(portal: &Portal) {
    portal.app.db.execute(
        "INSERT INTO requests (id, workspace_id, reference, account_id, contact_id, state, itinerary, route, departs_at, passengers, travellers, created_at)
         SELECT '00000000-0000-7000-8000-000000000e06', workspace_id, 'R-6', '00000000-0000-7000-8000-000000000a12', '00000000-0000-7000-8000-000000000c23', 'quoted',
           itinerary, route, departs_at, passengers, '[]', 3 FROM requests WHERE reference = 'R-2';
         INSERT INTO quotes (id, workspace_id, reference, request_id, account_id, state, version, tail_id, vehicle, itinerary, route, departs_at, ends_at, passengers, currency,
           lines, subtotal, tax, total, deposit, deposit_ppm, valid_until, terms, sent_at, created_at)
         SELECT '00000000-0000-7000-8000-000000000f06', workspace_id, 'Q-6', '00000000-0000-7000-8000-000000000e06', '00000000-0000-7000-8000-000000000a12', 'sent', 2, tail_id,
           vehicle, itinerary, route, departs_at, ends_at, passengers, currency, lines, subtotal, tax, total, deposit, deposit_ppm, valid_until, terms, sent_at, created_at
         FROM quotes WHERE reference = 'Q-1' AND revision = 2",
    );
}

fn sign(portal: &Portal, name: &str, confirmed: &str) -> Reply {
    let fields = [
        ("key", name),
        ("version", "2"),
        ("name", name),
        ("signs_as", confirmed),
        ("terms", "yes"),
    ];
    portal.post(MIRA, &format!("{GLOBAL}/acceptance"), &fields)
}

fn states(portal: &Portal) -> String {
    portal.value("SELECT group_concat(state, ' ') FROM (SELECT state FROM quotes ORDER BY id)")
}

const UNTOUCHED: &str = "superseded sent sent draft withdrawn";

/// Nothing happened: no event, no mail, no trip.
fn nothing_is_written(portal: &Portal) -> bool {
    states(portal) == UNTOUCHED
        && portal.value("SELECT (SELECT count(*) FROM events WHERE action <> 'quote_viewed') + (SELECT count(*) FROM outbox) + (SELECT count(*) FROM trips)") == "0"
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
        "Deposit, 50%",
        "37,400.00",
        "Sat, Nov 21, 7:00 AM EST",
        "Version 2 of 2.",
        "Charter terms.",
        "Awaiting your answer",
        "Accept quote",
        "Decline quote",
        "What would you like changed?",
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
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
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
    assert_eq!(
        portal.value(
            "SELECT group_concat(to_email ORDER BY to_email) FROM outbox WHERE to_email <> ''"
        ),
        "dana@harbour.example,mira@harbour.example,tomas@harbour.example"
    );
    let page = portal.get(TOMAS, GLOBAL);
    assert!(page.has("Accepted by Mira Lindqvist") && page.has("View trip"));
    assert!(!page.has("Valid until") && !portal.get(DANA, GLOBAL).has("Valid until"));
    assert!(!page.has("Accept quote") && portal.get(MIRA, LATITUDE).has("Replaced"));
}

#[test]
fn paying_the_deposit_follows_the_acceptance() {
    let due = portal();
    let reply = accept(&due, MIRA, GLOBAL, "k");
    let trip = due.value("SELECT id FROM trips");
    assert_eq!(reply.location(), format!("/payments/new?trip={trip}"));
    assert_eq!(reply.notice(), "Quote accepted. The deposit of $37,400.00 is due now.");
    assert!(due.get(MIRA, reply.location()).has("The deposit of $37,400.00"));
    let free = portal();
    free.app.db.execute("UPDATE quotes SET deposit = 0, deposit_ppm = 0");
    assert_eq!(accept(&free, MIRA, GLOBAL, "k").location(), GLOBAL);
    let of_another = portal();
    of_another.deny(MIRA, "pay");
    assert_eq!(accept(&of_another, MIRA, GLOBAL, "k").location(), GLOBAL);
    assert!(of_another.get(MIRA, GLOBAL).has("Pay the deposit of"));
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
    assert!(again.has("Mira Lindqvist accepted this quote already."), "{}", again.body);
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
    assert!(page.has("Expired") && !page.has("Accept quote") && page.has("Request changes"));
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
fn a_client_declines_with_a_reason_from_the_list_and_perhaps_words() {
    let portal = portal();
    let decline = |why: &str, reason: &str, key: &str| {
        let fields = [("key", key), ("version", "2"), ("why", why), ("reason", reason)];
        portal.post(MIRA, &format!("{GLOBAL}/decline"), &fields)
    };
    for why in ["", "because"] {
        let reply = decline(why, "Too dear", why);
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(reply.has("Choose a reason.") && reply.has("Too dear"));
    }
    let unsaid = decline("other", " ", "o");
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unsaid.has("Tell us the other reason."), "{}", unsaid.body);
    assert!(nothing_is_written(&portal));
    assert_eq!(decline("price", "Too dear", "l").location(), GLOBAL);
    assert_eq!(portal.value("SELECT declined_for FROM quotes WHERE state = 'declined'"), "price");
    assert_eq!(portal.value("SELECT note FROM events"), "Price: Too dear");
    let page = portal.get(DANA, GLOBAL);
    assert!(page.has("Declined because of") && page.has("Declined: Price: Too dear"));
    assert!(portal.get(MIRA, GLOBAL).has("Reason: Price"));
    assert_eq!(states(&portal), "superseded declined sent draft withdrawn");
    assert_eq!(
        portal.value("SELECT answer || ', ' || answered_by FROM quotes WHERE state = 'declined'"),
        "Too dear, Mira Lindqvist"
    );
    assert!(portal.value("SELECT task FROM outbox").contains("Too dear"));
    assert_eq!(accept(&portal, MIRA, GLOBAL, "m").status, StatusCode::CONFLICT);
}

#[test]
fn a_client_may_decline_without_words() {
    let portal = portal();
    let fields = [("key", "k"), ("version", "2"), ("why", "plans_changed")];
    assert_eq!(portal.post(MIRA, &format!("{GLOBAL}/decline"), &fields).location(), GLOBAL);
    assert_eq!(portal.value("SELECT note FROM events"), "Plans changed");
    assert!(portal.value("SELECT task FROM outbox").contains("Plans changed"));
}

#[test]
fn the_signature_is_typed_and_another_name_is_asked_about() {
    let portal = portal();
    assert!(portal.get(MIRA, GLOBAL).has("name=\"name\" value=\"\""));
    let asked = sign(&portal, "Mickey Mouse", "");
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        asked.has("You are signed in as Mira Lindqvist.")
            && asked.has("I sign as “<bdi>Mickey Mouse</bdi>”.")
    );
    let without_terms = portal.post(
        MIRA,
        &format!("{GLOBAL}/acceptance"),
        &[("key", "t"), ("version", "2"), ("name", "Mickey Mouse"), ("signs_as", "Mickey Mouse")],
    );
    assert!(without_terms.has("value=\"Mickey Mouse\" checked"), "what was confirmed is kept");
    assert_eq!(
        sign(&portal, "Donald Duck", "Mickey Mouse").status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "what was confirmed is another name"
    );
    assert!(nothing_is_written(&portal));
    assert_eq!(
        sign(&portal, "M. Lindqvist-Berg", "M. Lindqvist-Berg").status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        portal.value("SELECT answered_by FROM quotes WHERE state = 'accepted'"),
        "M. Lindqvist-Berg"
    );
    assert!(portal.get(DANA, GLOBAL).has("Accepted, signed “M. Lindqvist-Berg”"));
}

#[test]
fn a_signature_is_kept_as_typed() {
    let portal = portal();
    assert_eq!(sign(&portal, "LINDQVIST, mira", "").status, StatusCode::SEE_OTHER);
    assert_eq!(
        portal.value("SELECT answered_by FROM quotes WHERE state = 'accepted'"),
        "LINDQVIST, mira"
    );
}

#[test]
fn after_accepting_the_client_is_told_what_happens_next() {
    let portal = portal();
    accept(&portal, MIRA, GLOBAL, "k");
    let page = portal.get(MIRA, GLOBAL);
    for words in [
        "What happens next",
        "37,400.00",
        "which is due now",
        "Wire to Harbour.",
        "Include Q-1 with your payment.",
        "Harbour Aviation will email you when your trip is confirmed.",
    ] {
        assert!(page.has(words), "{words}");
    }
    let mail = portal.value("SELECT task FROM outbox WHERE to_email = 'mira@harbour.example'");
    for words in [
        "The deposit is due now.",
        "$37,400.00",
        "Sign in to pay",
        "Include Q-1",
        "email you when the trip is confirmed",
    ] {
        assert!(mail.contains(words), "{words}: {mail}");
    }
    assert!(!mail.contains("Wire to Harbour."), "bank details are behind the sign-in");
    let home = portal.get(MIRA, "/");
    assert!(
        home.has("Deposit, due now") && home.has("37,400.00") && home.has("Being confirmed"),
        "{}",
        home.body
    );
    let trip = portal.value("SELECT '/trips/' || id FROM trips");
    assert!(portal.get(MIRA, &trip).has("Being confirmed"));
    portal.app.db.execute("UPDATE trips SET stage_id = (SELECT id FROM stages WHERE kind = 'cancelled' OR kind = 'completed' ORDER BY kind LIMIT 1)");
    assert!(!portal.get(MIRA, GLOBAL).has("when your trip is confirmed"));
}

#[test]
fn an_aircraft_that_was_sold_meanwhile_cannot_be_accepted() {
    let portal = portal();
    offer_to_ruth(&portal);
    assert!(portal.get(MIRA, GLOBAL).has("Accept quote"));
    assert_eq!(
        portal
            .post(
                RUTH,
                &format!("{RUTHS}/acceptance"),
                &[("key", "r"), ("version", "2"), ("name", "Ruth Okafor"), ("terms", "yes")]
            )
            .status,
        StatusCode::SEE_OTHER
    );
    let page = portal.get(MIRA, GLOBAL);
    assert!(
        page.has("Another trip was booked at these times")
            && page.has(&format!("href=\"{GLOBAL}/thread\""))
    );
    assert!(!page.has("Accept quote") && page.has("Request changes") && page.has("Decline"));
    assert!(!page.has("Okafor"), "clients are not told who");
    let refused = accept(&portal, MIRA, GLOBAL, "k");
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.has("Message operations"));
    assert_eq!(
        accept(&portal, MIRA, LATITUDE, "l").status,
        StatusCode::SEE_OTHER,
        "another aircraft"
    );
}

#[test]
fn a_quote_for_more_passengers_than_seats_cannot_be_accepted() {
    let portal = portal();
    portal.app.db.execute("UPDATE quotes SET passengers = 500");
    let refused = accept(&portal, MIRA, GLOBAL, "k");
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(
        refused.has("more passengers than there are seats") && refused.has("Message operations")
    );
    assert_eq!(portal.value("SELECT count(*) FROM trips"), "0");
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
        for (at, field, value) in [("decline", "why", "price"), ("change-request", "comment", "No")]
        {
            let fields = [("key", "k"), ("version", "2"), (field, value)];
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
    assert!(on("2026-12-01", "").has("No quotes match"));
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
                .match_indices("</span>X-")
                .map(|(i, _)| page.body[i + 7..].split(',').next().unwrap().to_owned()),
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
fn the_price_comes_first_and_the_answer_last() {
    let page = portal().get(MIRA, GLOBAL).body;
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words}"));
    let order = [
        "class=\"figure\"",
        "id=\"legs\"",
        "id=\"cost\"",
        "id=\"answer\"",
        "class=\"answer-bar\"",
        "href=\"#answer\"",
    ];
    assert!(order.is_sorted_by_key(|words| at(words)), "{page}");
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
