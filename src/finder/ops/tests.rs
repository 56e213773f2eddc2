//! The search over everything.
use crate::testing::cast::*;
use axum::http::StatusCode;

const TRIPS: &str = include_str!("../../trips/seed.sql");

#[test]
fn a_reference_leads_to_its_page_also_without_its_letter() {
    let portal = Portal::open(TRIPS);
    let trip = "/trips/00000000-0000-7000-8000-000000000701";
    for q in ["T-0701", "t-0701", "%20T-0701%20"] {
        assert_eq!(portal.get(DANA, &format!("/search?q={q}")).location(), trip, "{q}");
    }
    portal.app.db.execute("UPDATE trips SET reference = 'T-70177' WHERE reference = 'T-0701'");
    let page = portal.get(DANA, "/search?q=70177");
    assert_eq!(page.location(), trip, "{}", page.body);
    assert!(
        portal.get(RHEA, "/search?q=T-70177").has("Nothing found"),
        "it is of another operator"
    );
    assert_eq!(portal.get(MIRA, "/search?q=T-70177").status, StatusCode::NOT_FOUND);
}

#[test]
fn a_name_finds_people_accounts_and_passengers_by_kind() {
    let portal = Portal::open(TRIPS);
    let page = portal.get(DANA, "/search?q=lindqvist");
    assert!(page.has("<h2>Accounts</h2>") && page.has("Lindqvist Holdings"), "{}", page.body);
    assert!(page.has("<h2>Contacts</h2>") && page.has("Mira Lindqvist"), "{}", page.body);
    assert!(!page.has("<h2>Trips</h2>"), "{}", page.body);
    let tails = portal.get(OLE, "/search?q=n51");
    assert!(tails.has("<h2>Fleet</h2>") && tails.has("N517HA"), "{}", tails.body);
    assert!(portal.get(DANA, "/search?q=n51").has("Nothing found"), "she may not open aircraft");
}

#[test]
fn what_is_set_is_looked_for_in_the_settings() {
    let portal = Portal::open("");
    let page = portal.get(OLE, "/search?q=bank%20details");
    let link = "<a class=\"link\" href=\"/settings?q=bank%20details\">";
    assert!(page.has("Nothing found") && page.has(link), "{}", page.body);
    assert!(portal.get(OLE, "/settings?q=bank%20details").has("ayment instructions"));
}

#[test]
fn an_empty_search_asks_what_for() {
    let portal = Portal::open("");
    for q in ["", "?q=", "?q=%20,%20"] {
        let page = portal.get(DANA, &format!("/search{q}"));
        assert!(page.status == StatusCode::OK && page.has("Type a reference"), "{}", page.body);
    }
}
