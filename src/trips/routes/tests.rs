//! The client's pages of trips, and which trips each client sees.
#![allow(clippy::unwrap_used)]
use crate::testing::cast::*;
use axum::http::StatusCode;

const SEED: &str = include_str!("../seed.sql");

fn trip(n: u32) -> String {
    format!("/trips/00000000-0000-7000-8000-000000000{n}")
}

#[test]
fn everyone_of_an_account_sees_its_trips() {
    let portal = Portal::open(SEED);
    for who in [MIRA, TOMAS] {
        let list = portal.get(who, "/trips");
        assert!(
            list.has("TEB to LTN to NCE") && list.has("Thu, Dec 10, 8:15 PM EST"),
            "{}",
            list.body
        );
        assert!(list.has("Being confirmed") && list.has("Citation Latitude"));
        assert!(!list.has("NCE to TEB") && !list.has("T-0703") && !list.has("Pending"));
        let past = portal.get(who, "/trips?tab=past");
        assert!(past.has("NCE to TEB") && past.has("Completed") && !past.has("TEB to LTN"));
        assert!(past.has("Fri, Nov 6, 2026") || past.has("Sat, Nov 7, 2026"), "{}", past.body);
    }
}

#[test]
fn of_many_passengers_the_first_and_those_with_a_passport_to_look_at_are_named_at_once() {
    let portal = Portal::open(SEED);
    let more = (10..50).map(|i| format!("INSERT INTO passengers (id, workspace_id, account_id, name, sort_name, document_expires_on, created_at) VALUES
      ('00000000-0000-7000-8000-0000000f00{i}', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000a11', 'Kim Park {i}', 'kim park {i}', iif({i} = 40, '2026-01-01', ''), 0);
      INSERT INTO leg_passengers (leg_id, trip_id, passenger_id, workspace_id)
        SELECT id, trip_id, '00000000-0000-7000-8000-0000000f00{i}', workspace_id FROM legs WHERE trip_id LIKE '%701';"));
    portal.app.db.execute(&more.collect::<String>());
    let page = portal.get(MIRA, &trip(701));
    let (first, all) = page.body.split_once("All 41 passengers</summary>").unwrap();
    assert!(
        first.contains("Kim Park 10")
            && first.contains("Kim Park 40</bdi>")
            && !first.contains("Kim Park 30")
    );
    assert!(all.contains("Kim Park 49"), "{}", page.body);
}

#[test]
fn a_trips_page_shows_its_account_everything_but_the_registration() {
    let portal = Portal::open(SEED);
    let page = portal.get(MIRA, &trip(701));
    for words in [
        "London Luton",
        "Thu, Dec 10, 8:15 PM EST",
        "Fri, Dec 11, 8:05 AM GMT",
        "Dec 11 0115Z",
        "+1 day",
        "time TBD",
        "Being confirmed",
        "Alva Lindqvist",
        "0 of 4 travelers ready",
        "3 not named yet",
        "Travel document details missing",
        "/passengers/00000000-0000-7000-8000-0000000000e1/edit",
        "Oat milk, please",
        "Quote Q-0701",
        "Invoice 2026-0701",
        "10,000.00",
        "Outstanding",
        "Trip created",
        "Its quote was accepted. Harbour Aviation will email you when it is confirmed.",
        "/messages/new?trip=00000000-0000-7000-8000-000000000701",
        "Harbour Aviation is confirming it",
        "https://www.openstreetmap.org/?mlat=51.8747&#38;mlon=-0.3683",
        "/sheet.pdf",
        "aria-label=\"Map: Teterboro to London, 2,989 nm; London to Nice,",
        "/world.svg#land",
        "<svg viewBox=\"0 0 6400 ",
        ">NCE</text>",
    ] {
        assert!(page.has(words), "{words}: {}", page.body);
    }
    assert!(!page.has("N517HA") && !page.has("Pending"), "{}", page.body);
    assert_eq!(portal.get(TOMAS, &trip(702)).status, StatusCode::OK);
}

#[test]
fn it_is_told_who_is_ready_to_fly_abroad() {
    let portal = Portal::open(SEED);
    let told = |ready: &str, all: &str| {
        for who in [MIRA, DANA] {
            let (list, page) = (portal.get(who, "/trips"), portal.get(who, &trip(701)));
            let listed = list.has(&format!("{ready} of {all} ready"));
            assert_eq!(listed, ready != all, "{ready} of {all}: {}", list.body);
            assert!(page.has(&format!("{ready} of {all} traveler")), "{}", page.body);
        }
    };
    let change = |columns: &str| {
        portal
            .app
            .db
            .execute(&format!("UPDATE passengers SET {columns} WHERE name = 'Alva Lindqvist'"));
    };
    told("0", "4");
    change(
        "sex = 'F', nationality = 'SE', residence = 'SE', document_country = 'SE', document_expires_on = '2030-01-01'",
    );
    told("0", "4");
    portal.app.db.execute(
        "INSERT INTO passenger_details (passenger_id, workspace_id, field, sealed) SELECT p.id, p.workspace_id, d.value, '1:a'
         FROM passengers p, json_each('[\"born_on\", \"document_number\"]') d WHERE p.name = 'Alva Lindqvist'",
    );
    told("1", "4");
    for column in ["sex", "nationality", "residence", "document_country", "document_expires_on"] {
        let was =
            portal.value(&format!("SELECT {column} FROM passengers WHERE name = 'Alva Lindqvist'"));
        change(&format!("{column} = ''"));
        told("0", "4");
        change(&format!("{column} = '{was}'"));
    }
    change("document_expires_on = '2026-12-10'");
    told("0", "4");
    assert!(
        portal.get(MIRA, &trip(701)).has("Passport expires Dec 10, 2026, before the trip ends")
    );
    change("document_expires_on = '2026-12-12'");
    portal.app.db.execute("UPDATE trips SET passengers = 1 WHERE reference = 'T-0701'");
    told("1", "1");
}

#[test]
fn a_coach_needs_names_only_and_tells_them_where_they_are_given() {
    let portal = Portal::open(SEED);
    let page = || portal.get(NOOR, &trip(704));
    assert!(page().has("0 of 50 named") && !page().has("class=\"dial"), "{}", page().body);
    portal.app.db.execute(
        "INSERT INTO passengers (id, workspace_id, account_id, name, created_at) SELECT '00000000-0000-7000-8000-0000000000ea', workspace_id, account_id, 'Kim Park', 0
           FROM trips WHERE reference = 'T-0704';
         INSERT INTO trip_passengers (trip_id, passenger_id, workspace_id) SELECT id, '00000000-0000-7000-8000-0000000000ea', workspace_id
           FROM trips WHERE reference = 'T-0704';",
    );
    assert!(
        page().has("1 of 50 passengers named") && page().has("class=\"dial"),
        "{}",
        page().body
    );
    assert!(!page().has(" ready<") && !page().has("assport"), "{}", page().body);
    assert!(portal.get(NOOR, "/trips").has("1 of 50 named"));
}

#[test]
fn a_trips_page_says_what_to_pay_and_where() {
    let portal = Portal::open(SEED);
    let page = portal.get(MIRA, &trip(701));
    assert!(page.has("Pay invoice 2026-0701"), "{}", page.body);
    portal.deny(MIRA, "pay");
    assert!(portal.get(MIRA, &trip(701)).has("View invoice 2026-0701"));
    portal.app.db.execute("UPDATE invoices SET paid = total");
    let paid = portal.get(MIRA, &trip(701));
    assert!(paid.has("Nothing outstanding") && !paid.has("Pay invoice") && paid.has(">Paid<"));
}

#[test]
fn a_list_says_what_is_outstanding_on_each_trip_to_whoever_may_see_money() {
    let portal = Portal::open(SEED);
    let list = portal.get(MIRA, "/trips");
    assert!(list.has("T-0701, 4 passengers"), "{}", list.body);
    assert!(
        list.has("To pay")
            && list.has("10,000.00")
            && list.has("<span class=\"sr-only\"> for T-0701"),
        "{}",
        list.body
    );
    portal.app.db.execute("UPDATE workspaces SET shows_other_parties = 1");
    assert!(!portal.get(RUTH, "/trips").has("10,000.00"), "another account's to pay");
    portal.deny(MIRA, "see_money");
    let list = portal.get(MIRA, "/trips");
    assert!(
        !list.has("To pay") && !list.has("10,000.00") && !list.has("/invoices/"),
        "{}",
        list.body
    );
}

#[test]
fn trips_are_found_by_the_days_of_their_departure() {
    let portal = Portal::open(SEED);
    // The trip departs on Thursday, December 10, in New York, which is the 11th in UTC.
    for (range, is_found) in [
        ("from=2026-12-10&to=2026-12-10", true),
        ("from=2026-12-10", true),
        ("to=2026-12-10", true),
        ("from=2026-12-11", false),
        ("to=2026-12-09", false),
        ("from=2026-12-11&to=2026-12-10", false),
        ("from=soon&to=", true),
    ] {
        let list = portal.get(MIRA, &format!("/trips?{range}"));
        assert_eq!(list.has("T-0701"), is_found, "{range}");
        assert_eq!(list.has("No trips on these days"), !is_found, "{range}");
    }
    let past = portal.get(MIRA, "/trips?tab=past&from=2026-11-01&to=2026-11-30");
    assert!(
        past.has("T-0702") && past.has("/trips?tab=upcoming&#38;from=2026-11-01&#38;to=2026-11-30"),
        "{}",
        past.body
    );
}

#[test]
fn a_trip_sheet_is_a_pdf_of_what_its_reader_may_see() {
    let portal = Portal::open(SEED);
    for who in [MIRA, DANA] {
        let reply = portal.get(who, &format!("{}/sheet.pdf", trip(701)));
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.body);
        assert_eq!(reply.headers["content-type"], "application/pdf");
        assert_eq!(
            reply.headers["content-disposition"],
            "attachment; filename=\"Trip T-0701.pdf\""
        );
    }
    for who in [CARL, MILO, BEA] {
        let reply = portal.get(who, &format!("{}/sheet.pdf", trip(701)));
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{who:?}");
    }
}

#[test]
fn the_conversation_about_a_trip_is_on_its_page() {
    let portal = Portal::open(SEED);
    portal.app.db.execute(
        "INSERT INTO threads (id, workspace_id, account_id, trip_id, subject, last_at, last_side, last_author, last_words, created_at) VALUES
         ('00000000-0000-7000-8000-0000000007e1', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000a11',
          '00000000-0000-7000-8000-000000000701', 'Trip T-0701', 1795262300000, 'ops', 'Dana Whitfield', 'The crew has your oat milk.', 1795262300000)",
    );
    let page = portal.get(MIRA, &trip(701));
    assert!(
        page.has("The crew has your oat milk.") && page.has("state-info\">New"),
        "{}",
        page.body
    );
    assert!(page.has("/messages/00000000-0000-7000-8000-0000000007e1"));
    assert!(!portal.get(RUTH, &trip(701)).has("oat milk"), "an owner does not read it");
}

#[test]
fn an_owner_sees_who_flies_on_their_aircraft_and_what_they_are_billed_where_the_workspace_says_so()
{
    let portal = Portal::open(SEED);
    portal.app.db.execute("UPDATE workspaces SET shows_other_parties = 1");
    let list = portal.get(RUTH, "/trips");
    assert!(list.has("T-0701") && list.has("T-0703") && list.has("N517HA"), "{}", list.body);
    assert!(list.body.find("T-0703") < list.body.find("T-0701"), "soonest first");
    assert!(list.has("T-0701, Lindqvist Holdings") && !list.has("T-0702"));
    let page = portal.get(RUTH, &trip(701));
    for words in [
        "N517HA",
        "London Luton",
        "Thu, Dec 10, 8:15 PM EST",
        "Being confirmed",
        "on your aircraft for Lindqvist Holdings",
        "Alva Lindqvist",
        "1 of 4 named",
        "Invoice 2026-0701",
    ] {
        assert!(page.has(words), "{words}: {}", page.body);
    }
    for words in ["Oat milk", "Q-0701", "Message operations", "History", "Outstanding"] {
        assert!(!page.has(words), "{words}: {}", page.body);
    }
    let own = portal.get(RUTH, &trip(703));
    assert!(
        own.has("N517HA") && own.has("0 of 3 travelers ready") && own.has("Message operations")
    );
    portal.deny(RUTH, "see_money");
    let page = portal.get(RUTH, &trip(701));
    assert!(page.has("Alva Lindqvist") && !page.has("2026-0701") && !page.has("12,345"));
}

#[test]
fn an_owner_sees_that_somebody_charters_their_aircraft_and_not_who() {
    let portal = Portal::open(SEED);
    let list = portal.get(RUTH, "/trips");
    assert!(list.has("T-0701, Charter") && !list.has("Lindqvist"), "{}", list.body);
    let page = portal.get(RUTH, &trip(701));
    for words in ["N517HA", "London Luton", "for another client", "<dt>Passengers</dt><dd>4</dd>"] {
        assert!(page.has(words), "{words}: {}", page.body);
    }
    for words in ["Lindqvist", "Alva", "Oat milk", "named", "Q-0701", "2026-0701", "12,345"] {
        assert!(!page.has(words), "{words}: {}", page.body);
    }
    let own = portal.get(RUTH, &trip(703));
    assert!(own.has("0 of 3 travelers ready") && own.has("Message operations"));
}

#[test]
fn an_aircraft_tied_to_an_account_or_untied_takes_effect_at_once() {
    let portal = Portal::open(SEED);
    let status = |n| portal.get(RUTH, &trip(n)).status;
    assert_eq!((status(701), status(702)), (StatusCode::OK, StatusCode::NOT_FOUND));
    portal
        .app
        .db
        .execute("UPDATE account_tails SET tail_id = '00000000-0000-7000-8000-000000000b52'");
    assert_eq!((status(701), status(702)), (StatusCode::NOT_FOUND, StatusCode::OK));
    portal.app.db.execute("DELETE FROM account_tails");
    assert_eq!((status(702), status(703)), (StatusCode::NOT_FOUND, StatusCode::OK));
}

#[test]
fn a_trip_has_no_invoices_for_whoever_may_not_see_money() {
    let portal = Portal::open(SEED);
    portal.deny(MIRA, "see_money");
    let page = portal.get(MIRA, &trip(701));
    assert!(page.has("Quote Q-0701") && page.has("Alva Lindqvist"), "{}", page.body);
    for words in ["2026-0701", "10,000.00", "Outstanding", "invoices"] {
        assert!(!page.has(words), "{words}: {}", page.body);
    }
    assert!(portal.get(TOMAS, &trip(701)).has("Invoice 2026-0701"));
}

#[test]
fn only_owners_see_the_trips_on_a_tail_of_their_account() {
    let portal = Portal::open(SEED);
    portal.app.db.execute("UPDATE users SET role = 'charter' WHERE email = 'ruth@harbour.example'");
    assert_eq!(portal.get(RUTH, &trip(701)).status, StatusCode::NOT_FOUND);
    let own = portal.get(RUTH, &trip(703));
    assert!(own.has("Citation Latitude") && !own.has("N517HA"));
    let list = portal.get(RUTH, "/trips");
    assert!(!list.has("T-0701") && !list.has("N517HA"));
}

#[test]
fn trips_of_other_accounts_are_not_found() {
    let portal = Portal::open(SEED);
    let unknown = portal.get(MIRA, &trip(999)).body;
    for (who, n) in [(MIRA, 703), (CARL, 701), (MILO, 701), (BEA, 701), (MIRA, 705), (RUTH, 702)] {
        let page = portal.get(who, &trip(n));
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{who:?} {n}");
        assert_eq!(page.body, unknown);
    }
    assert_eq!(portal.get(MIRA, "/trips/none").status, StatusCode::NOT_FOUND);
    assert_eq!(portal.get(STRANGER, "/trips").location(), "/session/new?next=%2Ftrips");
    assert!(!portal.get(MILO, "/trips").has("T-0701"));
}

#[test]
fn a_customer_of_the_fbo_has_no_trips() {
    let portal = Portal::open(SEED);
    assert_eq!(portal.get(CARL, "/trips").status, StatusCode::NOT_FOUND);
    portal
        .app
        .db
        .execute("UPDATE users SET role = 'customer' WHERE email = 'mira@harbour.example'");
    assert_eq!(portal.get(MIRA, "/trips").status, StatusCode::NOT_FOUND);
    assert_eq!(portal.get(MIRA, &trip(701)).status, StatusCode::NOT_FOUND);
}

#[test]
fn a_coach_trip_has_addresses_and_no_map() {
    let portal = Portal::open(SEED);
    let page = portal.get(BEA, &trip(704));
    assert!(page.has("100 Washington Avenue") && page.has("Coach"), "{}", page.body);
    assert!(!page.has("viewBox") && !page.has("Aircraft"), "{}", page.body);
    assert!(portal.get(BEA, "/trips").has("Minneapolis to Duluth"));
}

#[test]
fn a_trip_is_past_after_its_last_arrival() {
    let portal = Portal::open(SEED);
    let listed = |tab: &str| portal.get(MIRA, &format!("/trips?tab={tab}")).has("T-0701");
    portal.app.db.execute(&format!(
        "UPDATE trips SET departs_at = {NOON} - 1, ends_at = {NOON} WHERE reference = 'T-0701'"
    ));
    assert_eq!((listed("upcoming"), listed("past")), (true, false));
    portal.later(1);
    assert_eq!((listed("upcoming"), listed("past")), (false, true));
}

#[test]
fn pages_of_a_list_follow_each_other_without_gaps() {
    let portal = Portal::open(SEED);
    portal.app.db.execute(
        "INSERT INTO trips (id, workspace_id, reference, account_id, vehicle, stage_id, route, passengers, departs_at, ends_at, created_at)
         WITH RECURSIVE n(value) AS (SELECT 10 UNION ALL SELECT value + 1 FROM n WHERE value < 69)
         SELECT printf('00000000-0000-7000-8000-1000000000%d', value), '00000000-0000-7000-8000-000000000001', 'P-' || value,
           '00000000-0000-7000-8000-000000000a11', 'Global 6000', '00000000-0000-7000-8000-000000000019', 'A to B', 1,
           1700000000000, 1700000000000 + value / 3, 0 FROM n",
    );
    let mut path = "/trips?tab=past".to_owned();
    let mut seen = Vec::new();
    for _ in 0..4 {
        let page = portal.get(MIRA, &path);
        seen.extend(
            page.body.split("P-").skip(1).map(|rest| rest.chars().take(2).collect::<String>()),
        );
        let Some((_, rest)) = page.body.split_once("rel=\"next\" href=\"") else { break };
        path = rest.split('"').next().unwrap().replace("&amp;", "&").replace("&#38;", "&");
    }
    let all: Vec<String> = (10..70).rev().map(|n| n.to_string()).collect();
    assert_eq!(seen, all);
}

#[test]
fn a_page_is_one_batch() {
    let portal = Portal::open(SEED);
    for path in ["/trips".to_owned(), trip(701)] {
        let spent = portal.get(MIRA, &path).headers["server-timing"].to_str().unwrap().to_owned();
        assert!(spent.contains("\"1 batches"), "{spent}: {path}");
    }
}

#[test]
fn a_passport_that_runs_out_before_the_trip_ends_is_flagged() {
    let portal = Portal::open(SEED);
    let expires = |day: &str| {
        portal.app.db.execute(&format!(
            "UPDATE passengers SET document_expires_on = '{day}' WHERE name = 'Alva Lindqvist'"
        ));
    };
    // The last leg arrives in Nice on 12 Dec.
    for (day, words) in [
        ("2026-11-20", "Passport expired"),
        ("2026-12-11", ", before the trip ends"),
        ("2026-12-12", ""),
        ("", ""),
    ] {
        expires(day);
        for who in [MIRA, DANA] {
            let page = portal.get(who, &trip(701));
            let is_flagged = page.has("state-late\">Passport");
            assert_eq!(
                (is_flagged, page.has(words)),
                (!words.is_empty(), true),
                "{day}: {}",
                page.body
            );
        }
    }
    expires("2026-11-20");
    portal.app.db.execute("UPDATE workspaces SET shows_other_parties = 1");
    let owners = portal.get(RUTH, &trip(701));
    assert!(owners.has("Alva") && !owners.has("Passport"), "it is not theirs to know");
    portal.app.db.execute("UPDATE legs SET destination = origin");
    assert!(!portal.get(MIRA, &trip(701)).has("Passport"), "no leg leaves the country");
}
