//! Prices that are reviewed after a trip changed.
use crate::testing::cast::*;
use axum::http::StatusCode;

const TRIP: &str = "/trips/00000000-0000-7000-8000-0000000e3001";

/// Mira sends her trip to Luton instead of Palm Beach.
fn changed() -> Portal {
    let portal = Portal::open(WALK);
    portal.app.db.execute(
        "INSERT INTO grants (workspace_id, contact_id, name)
         SELECT workspace_id, id, 'change_itineraries' FROM contacts WHERE email = 'mira@harbour.example' ON CONFLICT DO NOTHING;
         UPDATE workspaces SET trip_change_addresses = '[\"changes@harbour.example\"]';
         UPDATE trips SET price_review_at = NULL; UPDATE blocks SET state = 'refused'",
    );
    let path = format!("{TRIP}/itinerary");
    let send = |key, then, shown: &str| {
        let fields = [
            ("key", key),
            ("version", "1"),
            ("leg.0", "00000000-0000-7000-8000-0000000e3001.0"),
            ("from.0", "TEB"),
            ("to.0", "LTN"),
            ("date.0", "2026-12-09"),
            ("time.0", "08:00"),
            ("then", then),
            ("shown", shown),
        ];
        portal.post(MIRA, &path, &fields)
    };
    let preview = send("p", "preview", "");
    assert!(preview.has("At the rates of your quote: about $"), "{}", preview.body);
    let saved = send("s", "save", &preview.field("shown"));
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    portal
}

fn review(portal: &Portal, key: &str, fields: &[(&str, &str)]) -> Reply {
    let known = [("key", key), ("version", "2")];
    portal.post(DANA, &format!("{TRIP}/price-review"), &[&known, fields].concat())
}

#[test]
fn staff_read_what_the_client_was_shown_and_tell_them_what_it_costs() {
    let portal = changed();
    let page = portal.get(DANA, TRIP);
    assert!(
        page.has("Check the price. At the rates of the quote it is about $")
            && page.has(" more, before taxes and fees."),
        "{}",
        page.body
    );
    assert_eq!(
        portal.value("SELECT count(*) FROM outbox WHERE to_email = 'changes@harbour.example' AND task LIKE '%At its rates: about $%'"),
        "1"
    );
    assert!(portal.get(DANA, "/").has("Prices to review"));
    let before = portal.get(MIRA, TRIP);
    assert!(before.has("The price of your change is being reviewed."), "{}", before.body);

    for (key, price, amount, words) in [
        ("a", "", "", "Choose what the change does to the price."),
        ("b", "more", "", "Enter the amount"),
        ("c", "less", "0", "Enter the amount"),
    ] {
        let refused = review(&portal, key, &[("price", price), ("amount", amount)]);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.has(words), "{}", refused.body);
    }
    let words = ("words", "It includes the longer flight.");
    let told = review(&portal, "d", &[("price", "more"), ("amount", "1,400.00"), words]);
    assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.body);
    let after = portal.get(MIRA, TRIP);
    assert!(
        after.has("$1,400.00 more. It includes the longer flight.") && !after.has("being reviewed"),
        "{}",
        after.body
    );
    assert_eq!(
        portal.value("SELECT count(*) FROM outbox WHERE to_email = 'mira@harbour.example' AND subject = 'The price of your changed trip TEB to LTN' AND task LIKE '%$1,400.00 more. It includes the longer flight.%'"),
        "1"
    );
    assert!(!portal.get(DANA, "/").has("Prices to review"));
    assert!(!portal.get(DANA, TRIP).has("Check the price."));
}

#[test]
fn only_who_may_see_money_reads_about_the_price() {
    let portal = changed();
    portal.deny(MIRA, "see_money");
    assert!(!portal.get(MIRA, TRIP).has("The price of your change"));
    let told = review(&portal, "a", &[("price", "same"), ("words", "As it was.")]);
    assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.body);
    assert!(!portal.get(MIRA, TRIP).has("As it was."));
}

#[test]
fn the_price_of_a_canceled_trip_is_not_reviewed() {
    let portal = changed();
    portal.app.db.execute(
        "UPDATE trips SET stage_id = (SELECT id FROM stages WHERE kind = 'cancelled' AND workspace_id = trips.workspace_id LIMIT 1) WHERE reference = 'T-2001'",
    );
    assert!(!portal.get(DANA, TRIP).has("Check the price."));
    assert!(!portal.get(DANA, "/").has("Prices to review"));
    assert!(!portal.get(MIRA, TRIP).has("The price of your change"));
    assert_eq!(review(&portal, "a", &[("price", "same")]).status, StatusCode::CONFLICT);
}
