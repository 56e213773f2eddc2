//! The operator's calendar.
use crate::testing::cast::*;
use axum::http::StatusCode;

const TRIPS: &str = include_str!("../../trips/seed.sql");
/// The second leg of T-0701 is flown by N620HA.
const LEG_ON_THE_GLOBAL: &str = "UPDATE legs SET tail_id = '00000000-0000-7000-8000-000000000b52' WHERE trip_id LIKE '%701' AND position = 1;";

/// The rows of a page: the head of each tail, and the text of what is in its row.
fn row<'a>(page: &'a Reply, tail: &str) -> &'a str {
    let (_, rest) = page.body.split_once(&format!("<bdi>{tail}</bdi>")).unwrap_or_default();
    rest.split("</tbody>").next().unwrap_or_default()
}

#[test]
fn each_tail_has_a_row_with_its_trips_and_blocks() {
    let block = "INSERT INTO blocks (id, workspace_id, tail_id, kind, state, starts_at, ends_at, words, created_at)
      VALUES ('00000000-0000-7000-8000-00000000b101', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000b52', 'maintenance', 'approved', 1795770000000, 1795942800000, 'Tires', 0)";
    let portal = Portal::open(&format!("{TRIPS}{block}"));
    let page = portal.get(DANA, "/calendar");
    assert!(page.has("Nov 2026") && page.has("aria-current=\"date\""), "{}", page.body);
    let latitude = row(&page, "N517HA");
    assert!(latitude.contains("T-0703, Okafor Family") && latitude.contains("Citation Latitude"));
    assert!(!latitude.contains("T-0701"), "it is in December");
    let global = row(&page, "N620HA");
    assert!(
        global.contains("Maintenance") && global.contains("T-0702") && !global.contains("T-0703")
    );
    assert!(!page.has("T-0705") && !page.has("Bea School"), "of another workspace");

    let december = portal.get(DANA, "/calendar?on=2026-12-24");
    assert!(row(&december, "N517HA").contains("T-0701, Lindqvist Holdings"), "{}", december.body);
    assert!(!december.has("aria-current=\"date\""));
    assert_eq!(portal.get(MIRA, "/calendar").status, StatusCode::NOT_FOUND);
}

#[test]
fn a_trip_without_a_tail_has_a_row_of_its_own() {
    let portal =
        Portal::open(&format!("{TRIPS}UPDATE trips SET tail_id = NULL WHERE reference = 'T-0703'"));
    let page = portal.get(DANA, "/calendar?view=week&on=2026-11-24");
    assert!(row(&page, "No aircraft yet").contains("T-0703"), "{}", page.body);
    assert!(!portal.get(DANA, "/calendar?view=week&on=2026-11-10").has("No aircraft yet"));
}

#[test]
fn conflicts_are_marked_and_told_in_words() {
    let portal = Portal::open(TRIPS);
    let words = "T-0703 TEB to NCE leaves the aircraft at NCE, and T-0701 TEB to LTN to NCE departs from TEB on Thu, Dec 10.";
    let trip = "/trips/00000000-0000-7000-8000-000000000701";
    assert!(!portal.get(DANA, "/calendar?on=2026-12-10").has(words), "it is more than two weeks");
    assert!(!portal.get(DANA, trip).has("Conflict:"));
    portal.app.db.execute(
        "UPDATE trips SET departs_at = departs_at + 864000000, ends_at = ends_at + 864000000 WHERE reference = 'T-0703';
         UPDATE legs SET departs_at = departs_at + 864000000, arrives_at = arrives_at + 864000000 WHERE trip_id LIKE '%703'",
    );
    let page = portal.get(DANA, "/calendar?on=2026-12-10");
    assert!(page.has(words) && row(&page, "N517HA").contains("slot-late"), "{}", page.body);
    assert!(!row(&page, "N620HA").contains("slot-late"));
    let page = portal.get(DANA, "/calendar?view=week&on=2026-12-04");
    assert!(page.has(words), "also in a week that shows the first of the two only");
    assert!(portal.get(DANA, trip).has(&format!("Conflict: {words}")));
}

#[test]
fn a_week_and_a_list_lead_to_the_next_and_back_to_today() {
    let portal = Portal::open(TRIPS);
    let week = portal.get(DANA, "/calendar?view=week&on=2026-11-24");
    for link in [
        "href=\"/calendar?view=week&#38;on=2026-11-16\"",
        "href=\"/calendar?view=week&#38;on=2026-11-30\"",
        "href=\"/calendar?view=week\"",
        "href=\"/calendar?on=2026-11-23\"",
    ] {
        assert!(week.has(link), "{link}: {}", week.body);
    }
    let list = portal.get(DANA, "/calendar?view=list&on=2026-11-24");
    assert!(list.has("T-0703") && !list.has("<table"), "{}", list.body);
    assert!(portal.get(DANA, "/calendar?view=list&on=2026-11-25").has("Nothing planned"));
}

#[test]
fn a_leg_on_another_aircraft_is_in_the_row_of_that_aircraft() {
    let portal = Portal::open(&format!("{TRIPS}{LEG_ON_THE_GLOBAL}"));
    let page = portal.get(DANA, "/calendar?on=2026-12-10");
    let (latitude, global) = (row(&page, "N517HA"), row(&page, "N620HA"));
    assert!(latitude.contains("TEB to LTN") && !latitude.contains("NCE"), "{latitude}");
    assert!(global.contains("LTN to NCE") && global.contains("T-0701"), "{global}");
    assert!(!global.contains("TEB"), "{global}");
}
