//! The list of trips: its search and its days.
use super::SEED;
use crate::testing::cast::*;
use axum::http::StatusCode;

/// The trips of the seed, with the words of their places.
fn searched() -> Portal {
    let portal = Portal::open(SEED);
    portal.app.db.execute(
        "INSERT OR IGNORE INTO search_words (workspace_id, noun, word, id) SELECT l.workspace_id, 'trip', w.word, l.trip_id
         FROM legs l, json_each(json_array(l.origin ->> 'airport', l.destination ->> 'airport')) e JOIN airport_words w ON w.airport_id = e.value",
    );
    portal
}

fn listed(portal: &Portal, query: &str) -> Vec<String> {
    let page = portal.get(DANA, &format!("/trips?{query}"));
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let all = ["T-0701", "T-0702", "T-0703", "T-0704", "T-0705"];
    let mut found: Vec<_> = all.iter().filter_map(|it| Some((page.body.find(it)?, *it))).collect();
    found.sort_unstable();
    found.into_iter().map(|(_, it)| it.to_owned()).collect()
}

#[test]
fn trips_are_found_by_reference_client_place_and_tail() {
    let portal = searched();
    for (q, found) in [
        ("t-0702", vec!["T-0702"]),
        ("0703", vec!["T-0703"]),
        ("T-07", vec!["T-0701", "T-0703", "T-0702"]),
        ("lindqvist", vec!["T-0701", "T-0702"]),
        ("teb", vec!["T-0701", "T-0703", "T-0702"]),
        ("egGW", vec!["T-0701"]),
        ("c%C3%B4te", vec!["T-0701", "T-0703", "T-0702"]),
        ("nice+okafor", vec!["T-0703"]),
        ("n517", vec!["T-0701", "T-0703"]),
        ("n517ha+luton", vec!["T-0701"]),
        ("okafor+luton", vec![]),
        ("duluth", vec![]),
        ("-", vec![]),
    ] {
        assert_eq!(listed(&portal, &format!("q={q}")), found, "{q}");
    }
    assert!(portal.get(DANA, "/trips?q=duluth").has("Nothing found"));
}

#[test]
fn trips_of_some_days_are_those_that_depart_on_them_where_they_depart() {
    let portal = searched();
    for (query, found) in [
        ("from=2026-11-24&to=2026-11-24", vec!["T-0703"]),
        ("from=2026-11-25", vec!["T-0701"]),
        ("from=2026-11-25&sort=-departure", vec!["T-0701"]),
        ("from=2026-11-24", vec!["T-0703", "T-0701"]),
        ("from=2026-11-24&sort=-departure", vec!["T-0701", "T-0703"]),
        ("from=2026-11-24&sort=client", vec!["T-0703", "T-0701"]),
        ("tab=past&to=2026-11-07", vec!["T-0702"]),
        ("tab=past&to=2026-11-07&sort=departure", vec!["T-0702"]),
        ("tab=past&from=2026-11-08", vec![]),
        ("q=lindqvist&to=2026-11-30", vec!["T-0702"]),
        ("from=soon", vec!["T-0703", "T-0701"]),
    ] {
        assert_eq!(listed(&portal, query), found, "{query}");
    }
    let page = portal.get(DANA, "/trips?from=2026-12-24");
    assert!(page.has("No trips here") && page.has("value=\"Dec 24, 2026\""), "{}", page.body);
    assert!(
        page.has("/trips?tab=past&#38;from=2026-12-24"),
        "the tabs keep the days: {}",
        page.body
    );
}
