//! Filling in a request step by step.
use super::*;

fn turn(
    portal: &Portal,
    step: &'static str,
    to: &'static str,
    changes: &[(&'static str, &'static str)],
) -> Reply {
    portal.post(MIRA, "/requests", &but(&[&[("step", step), ("to", to)], changes].concat()))
}

#[test]
fn a_request_is_filled_in_step_by_step_and_nothing_is_lost_on_the_way_back() {
    let portal = Portal::open(SEED);
    let first = portal.get(MIRA, "/requests/new");
    assert!(
        first.has("<title>Where: Request a trip") && first.has("What happens next"),
        "{}",
        first.body
    );
    let stopped = turn(&portal, "where", "who", &[("date.0", ""), ("passengers", "none")]);
    assert_eq!(stopped.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        stopped.has("<title>Error: Where: ") && stopped.has("Leg 1: Enter a date."),
        "{}",
        stopped.body
    );
    assert!(!stopped.has("#passengers"), "what another step asks is for later");
    let who = turn(&portal, "where", "who", &[("passengers", "none")]);
    assert_eq!((who.status, batches(&who)), (StatusCode::OK, '1'), "{}", who.body);
    for words in [
        "<title>Who: ",
        "Number of passengers",
        "type=\"hidden\" name=\"from.0\"",
        "2,989 nm, about ",
    ] {
        assert!(who.has(words), "{words}: {}", who.body);
    }
    let check = turn(&portal, "preferences", "check", &[("traveler", ELSA), ("notes", "Two dogs")]);
    for words in
        ["Send request", "Two dogs", "Elsa Lindqvist", "8:15 PM EST", "name=\"to\" value=\"who\""]
    {
        assert!(check.has(words), "{words}: {}", check.body);
    }
    let back = turn(&portal, "check", "where", &[("notes", "Two dogs")]);
    assert!(back.has("type=\"hidden\" name=\"notes\" value=\"Two dogs\""), "{}", back.body);
    assert_eq!(portal.value("SELECT count(*) FROM events"), "0");
}

#[test]
fn the_route_beside_the_form_follows_what_is_typed() {
    let portal = Portal::open(SEED);
    let asked =
        portal.post(MIRA, "/requests", &but(&[("then", "totals"), ("date.0", ""), ("to.1", "")]));
    assert_eq!(asked.status, StatusCode::OK);
    assert!(
        asked.has("id=\"route\"") && asked.has("TEB to LTN") && asked.has("2,989 nm, about "),
        "{}",
        asked.body
    );
    assert!(!asked.has("LTN to NCE") && !asked.has("complaints"), "{}", asked.body);
}

#[test]
fn a_coach_client_chooses_a_time_zone_only_where_the_city_does_not_tell() {
    let portal = Portal::open("");
    let fields = [
        ("key", "k"),
        ("kind", "one_way"),
        ("from.0", "8 Elm Street"),
        ("from_city.0", "Denver"),
        ("to.0", "1 Lake Road"),
        ("to_city.0", "Nowhere"),
        ("date.0", "2026-12-10"),
        ("time.0", "0730"),
        ("passengers", "44"),
    ];
    let page = portal.post(BEA, "/requests", &fields);
    assert!(
        page.has("Choose the time zone of Nowhere.") && page.has("id=\"to_zone.0\""),
        "{}",
        page.body
    );
    assert!(!page.has("id=\"zone.0\""), "{}", page.body);
}
