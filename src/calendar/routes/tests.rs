//! The client's schedule.
use crate::testing::cast::*;
use axum::http::StatusCode;

const TRIPS: &str = include_str!("../../trips/seed.sql");
const BLOCKS: &str = "INSERT INTO blocks (id, workspace_id, tail_id, kind, state, starts_at, ends_at, words, asked_by, created_at) VALUES
 ('00000000-0000-7000-8000-00000000b101', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000b51', 'maintenance', 'approved', 1796200000000, 1796300000000, 'Tires', NULL, 0),
 ('00000000-0000-7000-8000-00000000b102', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000b51', 'owner', 'asked', 1796400000000, 1796500000000, 'Somebody else of the family', '00000000-0000-7000-8000-000000000d41', 0),
 ('00000000-0000-7000-8000-00000000b103', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000b52', 'maintenance', 'approved', 1796200000000, 1796300000000, 'Engine', NULL, 0);";

#[test]
fn an_owner_sees_own_trips_and_what_others_fly_on_the_aircraft() {
    let portal = Portal::open(&format!("{TRIPS}{BLOCKS}"));
    let page = portal.get(RUTH, "/schedule?on=2026-12-10");
    assert!(
        page.has("N517HA") && page.has("T-0701, Charter") && page.has("Tires"),
        "{}",
        page.body
    );
    assert!(page.has("href=\"/trips/00000000-0000-7000-8000-000000000701\""));
    assert!(page.has("TEB to LTN to NCE") && page.has("Charter of somebody else"));
    for words in ["Busy", "Lindqvist", "Oat milk", "Somebody else", "Engine", "N620HA"] {
        assert!(!page.has(words), "shows {words}");
    }
    let own = portal.get(RUTH, "/schedule?on=2026-11-24&view=week");
    assert!(own.has("T-0703") && own.has("TEB to NCE"), "{}", own.body);
}

#[test]
fn a_charter_that_is_not_confirmed_is_drawn_so_on_the_owners_schedule() {
    let portal = Portal::open(TRIPS);
    let unconfirmed = || {
        let page = portal.get(RUTH, "/schedule?on=2026-12-10");
        assert!(page.has("T-0701, Charter"), "{}", page.body);
        page.body.matches("Not confirmed yet").count()
    };
    let stage = |kind: &str| {
        portal.app.db.execute(&format!(
            "UPDATE stages SET kind = '{kind}' WHERE id = (SELECT stage_id FROM trips WHERE reference = 'T-0701')"
        ));
    };
    stage("booked");
    assert_eq!(unconfirmed(), 1, "in the key");
    stage("pending");
    assert!(unconfirmed() > 1);
}

#[test]
fn an_owner_reads_who_flies_where_the_workspace_says_so() {
    let portal = Portal::open(TRIPS);
    portal.app.db.execute("UPDATE workspaces SET shows_other_parties = 1");
    let page = portal.get(RUTH, "/schedule?on=2026-12-10");
    assert!(page.has("T-0701, Lindqvist Holdings"), "{}", page.body);
}

#[test]
fn whoever_is_tied_to_an_aircraft_and_does_not_own_it_reads_that_it_is_busy() {
    let portal = Portal::open(TRIPS);
    portal.app.db.execute(
        "UPDATE users SET role = 'charter' WHERE email = 'ruth@harbour.example'; UPDATE workspaces SET shows_other_parties = 1",
    );
    let page = portal.get(RUTH, "/schedule?on=2026-12-10");
    assert!(page.has("Busy</span>") && page.has("Busy: somebody else"), "{}", page.body);
    for words in ["T-0701", "TEB to LTN", "Lindqvist", "000000000701"] {
        assert!(!page.has(words), "shows {words}");
    }
}

#[test]
fn the_schedule_opens_with_the_weeks_to_come() {
    let portal = Portal::open(TRIPS);
    let page = portal.get(MIRA, "/schedule");
    assert!(page.has("Nov 16 to Dec 20, 2026"), "{}", page.body);
    assert!(page.has("T-0701") && page.has("href=\"/schedule?on=2026-12-21\""));
}

#[test]
fn a_charter_client_sees_the_trips_of_their_accounts_only() {
    let portal = Portal::open(&format!("{TRIPS}{BLOCKS}"));
    let page = portal.get(MIRA, "/schedule?on=2026-12-10");
    assert!(page.has("Your trips") && page.has("T-0701"), "{}", page.body);
    for words in ["N517HA", "Busy", "T-0703", "Tires", "Block time"] {
        assert!(!page.has(words), "shows {words}");
    }
    assert_eq!(portal.get(CARL, "/schedule").status, StatusCode::NOT_FOUND, "has no trips");
    let neighbor = portal.get(MILO, "/schedule");
    assert!(neighbor.has("T-0705") && !neighbor.has("T-0703"), "{}", neighbor.body);
}

#[test]
fn a_canceled_trip_is_not_in_the_schedule() {
    let portal = Portal::open(&format!(
        "{TRIPS}UPDATE trips SET stage_id = '00000000-0000-7000-8000-000000001090' WHERE reference = 'T-0701'"
    ));
    assert!(!portal.get(MIRA, "/schedule?on=2026-12-10").has("T-0701"));
    assert!(!portal.get(RUTH, "/schedule?on=2026-12-10").has("T-0701"));
}

#[test]
fn an_owner_sees_the_legs_of_others_that_the_aircraft_flies_and_no_others() {
    let on = |tail: &str, leg: u8| {
        format!(
            "UPDATE legs SET tail_id = '00000000-0000-7000-8000-000000000{tail}' WHERE trip_id LIKE '%701' AND position = {leg};"
        )
    };
    let busy = |sql: &str| {
        let page =
            Portal::open(&format!("{TRIPS}{sql}")).get(RUTH, "/schedule?on=2026-12-10&view=list");
        page.body.matches("T-0701").count()
    };
    let way = |sql: &str, words: &str| {
        let page =
            Portal::open(&format!("{TRIPS}{sql}")).get(RUTH, "/schedule?on=2026-12-10&view=list");
        page.has(words)
    };
    assert!(way(&on("b52", 1), ">TEB to LTN<") && way(&on("b52", 0), ">LTN to NCE<"));
    assert_eq!(busy(""), 1, "the whole trip, once");
    assert_eq!(busy(&on("b52", 1)), 1, "the first leg");
    assert_eq!(
        busy(&format!("{}{}", on("b52", 0), on("b52", 1))),
        0,
        "another aircraft flies both"
    );
    let whole = "UPDATE trips SET tail_id = '00000000-0000-7000-8000-000000000b52' WHERE reference = 'T-0701';";
    assert_eq!(busy(whole), 0);
    let second = format!("{whole}{}", on("b51", 1));
    assert_eq!(busy(&second), 1, "the second leg only");
    assert!(
        way(&second, ">LTN to NCE<") && !way(&second, "href=\"/trips/"),
        "a trip without a page for them"
    );
    let portal = Portal::open(&format!("{TRIPS}{}", on("b52", 1)));
    let mira = portal.get(MIRA, "/schedule?on=2026-12-10&view=list");
    assert_eq!(
        mira.body.matches("T-0701").count(),
        1,
        "a client without aircraft sees one trip: {}",
        mira.body
    );
}
