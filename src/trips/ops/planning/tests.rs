//! Trips that staff enter, change and copy.
use crate::testing::cast::*;
use axum::http::StatusCode;

const TRIP: &str = "/trips/00000000-0000-7000-8000-0000000e3001";
const GLOBAL: &str = "00000000-0000-7000-8000-000000000b52";

/// A trip from Teterboro to Luton on 15 Dec 2026.
const NEW: [(&str, &str); 10] = [
    ("account", "lindqvist"),
    ("vehicle", ""),
    ("passengers", "4"),
    ("from.0", "TEB"),
    ("to.0", "LTN"),
    ("date.0", "2026-12-15"),
    ("time.0", "19:00"),
    ("block.0", ""),
    ("crew_duty.0", "Pilot in command"),
    ("crew_name.0", "Ada Byron"),
];

fn with<'a>(fields: &[(&'a str, &'a str)], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = fields.iter().filter(|(name, _)| more.iter().all(|(other, _)| other != name));
    kept.chain(more).copied().collect()
}

#[test]
fn staff_add_a_trip_and_its_client_is_told() {
    let portal = Portal::open(WALK);
    assert!(portal.get(DANA, "/trips").has("New trip"));
    assert!(portal.get(DANA, "/trips/new").has("Pilot in command"));
    let asked = portal.post(DANA, "/trips", &with(&NEW, &[("key", "a"), ("tail", GLOBAL)]));
    assert!(asked.has("Which account is it?") && asked.has("Lindqvist Holdings"), "{}", asked.body);
    let fields = with(&NEW, &[("key", "b"), ("tail", GLOBAL), ("account", "Lindqvist Holdings")]);
    let reply = portal.post(DANA, "/trips", &fields);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let page = portal.get(DANA, reply.location());
    assert!(page.has("TEB to LTN") && page.has("Ada Byron") && page.has("N620HA"), "{}", page.body);
    let theirs = portal.get(MIRA, reply.location());
    assert!(theirs.has("LTN") && !theirs.has("Ada Byron"), "the crew is not released");
    assert_eq!(
        portal.value("SELECT count(*) FROM outbox WHERE subject = 'A trip was added for you: TEB to LTN'"),
        portal.value("SELECT count(*) FROM users u JOIN memberships m ON m.contact_id = u.contact_id WHERE u.state = 'active' AND m.account_id LIKE '%a11'"),
    );
}

#[test]
fn an_aircraft_that_is_booked_is_taken_only_once_staff_say_so() {
    let portal = Portal::open(WALK);
    let fields = [
        ("tail", GLOBAL),
        ("account", "Okafor Family"),
        ("to.0", "PBI"),
        ("date.0", "2026-12-09"),
        ("time.0", "08:00"),
    ];
    let reply = portal.post(DANA, "/trips", &with(&with(&NEW, &fields), &[("key", "a")]));
    assert!(reply.has("is booked for T-2001, Lindqvist Holdings: TEB to PBI."), "{}", reply.body);
    let despite = format!("{GLOBAL}/00000000-0000-7000-8000-0000000e3001");
    let fields = with(&with(&NEW, &fields), &[("key", "b"), ("despite", &despite)]);
    assert_eq!(portal.post(DANA, "/trips", &fields).status, StatusCode::SEE_OTHER);
}

#[test]
fn staff_change_the_itinerary_and_the_crew_and_the_price_is_to_be_reviewed() {
    let portal = Portal::open(WALK);
    let page = portal.get(DANA, &format!("{TRIP}/edit"));
    assert!(page.has("Change trip T-2001") && page.has("TEB Teterboro"), "{}", page.body);
    let fields = [
        ("key", "a"),
        ("version", "1"),
        ("tail", GLOBAL),
        ("leg.0", "00000000-0000-7000-8000-0000000e3001.0"),
        ("to.0", "PBI"),
        ("date.0", "2026-12-09"),
        ("time.0", "09:00"),
        ("block.0", "180"),
        ("crew_released", "yes"),
    ];
    let reply = portal.post(DANA, TRIP, &with(&NEW, &fields));
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let page = portal.get(DANA, TRIP);
    assert!(page.has("Itinerary changes") && page.has("Check the price."), "{}", page.body);
    let theirs = portal.get(MIRA, TRIP);
    assert!(theirs.has("Ada Byron") && theirs.has("9:00 AM EST"), "{}", theirs.body);
    assert_eq!(
        portal.value("SELECT group_concat(id) FROM legs WHERE trip_id LIKE '%e3001'"),
        "00000000-0000-7000-8000-0000000e3001.0"
    );
    let reviewed =
        portal.post(DANA, &format!("{TRIP}/price-review"), &[("key", "b"), ("version", "2")]);
    assert_eq!(
        reviewed.status,
        StatusCode::CONFLICT,
        "the version went up by the legs and by the details"
    );
    let reviewed =
        portal.post(DANA, &format!("{TRIP}/price-review"), &[("key", "c"), ("version", "3")]);
    assert_eq!(reviewed.status, StatusCode::SEE_OTHER);
    assert!(!portal.get(DANA, TRIP).has("Check the price."));
}

#[test]
fn a_copy_begins_with_everything_but_the_dates() {
    let portal = Portal::open(WALK);
    let page = portal.get(DANA, "/trips/new?from=00000000-0000-7000-8000-0000000e3001");
    assert!(page.has("TEB Teterboro") && page.has("Lindqvist Holdings") && page.has("Still water"));
    assert!(!page.has("2026-12-09") && !page.has("name=\"leg.0\""), "{}", page.body);
}

#[test]
fn a_trip_that_is_over_is_not_changed() {
    let portal = Portal::open(WALK);
    portal.app.db.execute("UPDATE trips SET stage_id = '00000000-0000-7000-8000-000000000019'");
    assert_eq!(portal.get(DANA, &format!("{TRIP}/edit")).status, StatusCode::CONFLICT);
    assert!(!portal.get(DANA, TRIP).has("Change trip"));
}
