//! Trips that staff enter, change and copy.
mod coaches;

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

/// Sends a form, and sends it again with a tick for each conflict that it asks about.
fn confirmed(portal: &Portal, path: &str, key: &str, fields: &[(&str, &str)]) -> Reply {
    let asked = portal.post(DANA, path, &with(fields, &[("key", key)]));
    if asked.status != StatusCode::UNPROCESSABLE_ENTITY {
        return asked;
    }
    let ticks: Vec<_> = asked.values("despite").into_iter().map(|it| ("despite", it)).collect();
    let again = format!("{key}!");
    portal.post(DANA, path, &[fields, &[("key", &again)], &ticks].concat())
}

#[test]
fn staff_add_a_trip_and_its_client_is_told() {
    let portal = Portal::open(WALK);
    assert!(portal.get(DANA, "/trips").has("New trip"));
    assert!(portal.get(DANA, "/trips/new").has("Pilot in command"));
    let asked = portal.post(DANA, "/trips", &with(&NEW, &[("key", "a"), ("tail", GLOBAL)]));
    assert!(asked.has("Which account is it?") && asked.has("Lindqvist Holdings"), "{}", asked.body);
    let fields = with(&NEW, &[("tail", GLOBAL), ("account", "Lindqvist Holdings")]);
    let reply = confirmed(&portal, "/trips", "b", &fields);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let page = portal.get(DANA, reply.location());
    assert!(page.has("TEB to LTN") && page.has("Ada Byron") && page.has("N620HA"), "{}", page.body);
    assert!(portal.get(DANA, "/trips?q=lindqvist+eggw").has(reply.location()));
    let theirs = portal.get(MIRA, reply.location());
    assert!(theirs.has("LTN") && !theirs.has("Ada Byron"), "the crew is not released");
    assert_eq!(
        portal.value("SELECT count(*) FROM outbox WHERE subject = 'A trip was added for you: TEB to LTN'"),
        portal.value("SELECT count(*) FROM users u JOIN memberships m ON m.contact_id = u.contact_id WHERE u.state = 'active' AND m.account_id LIKE '%a11'"),
    );
}

#[test]
fn every_conflict_is_told_before_a_trip_is_saved_and_staff_confirm_each() {
    let portal = Portal::open(WALK);
    let fields = [
        ("tail", GLOBAL),
        ("account", "Okafor Family"),
        ("to.0", "PBI"),
        ("date.0", "2026-12-09"),
        ("time.0", "08:00"),
    ];
    let fields = with(&NEW, &fields);
    let reply = portal.post(DANA, "/trips", &with(&fields, &[("key", "a")]));
    for words in [
        "T-2001 TEB to PBI and this trip TEB to PBI are at the same time. The second departs Wed, Dec 9, 8:00 AM EST.",
        "N620HA is blocked Wed, Dec 9 to Thu, Dec 10 (Maintenance), during this trip TEB to PBI.",
    ] {
        assert!(reply.has(words), "{words}: {}", reply.body);
    }
    let ticks = reply.values("despite");
    assert_eq!(ticks.len(), 2);
    let one = with(&fields, &[("key", "b"), ("despite", ticks[0])]);
    let other = portal.post(DANA, "/trips", &one);
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "each is confirmed by itself");
    assert_eq!(portal.value("SELECT count(*) FROM trips WHERE reference LIKE 'T-1%'"), "0");
    let reply = confirmed(&portal, "/trips", "c", &fields);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let page = portal.get(DANA, reply.location());
    assert!(page.has("Conflict: T-2001 TEB to PBI and T-1001 TEB to PBI"), "{}", page.body);
}

/// The form of T-2001 as it is stored.
const STORED: [(&str, &str); 11] = [
    ("version", "1"),
    ("tail", GLOBAL),
    ("vehicle", "Global 6000"),
    ("passengers", "2"),
    ("wishes", "Still water"),
    ("leg.0", "00000000-0000-7000-8000-0000000e3001.0"),
    ("from.0", "TEB Teterboro"),
    ("to.0", "PBI Palm Beach"),
    ("date.0", "2026-12-09"),
    ("time.0", "07:00"),
    ("block.0", "175"),
];
const LATITUDE: &str = "00000000-0000-7000-8000-000000000b51";

#[test]
fn conflicts_that_a_trip_has_already_are_not_asked_about_again() {
    let portal = Portal::open(WALK);
    assert!(portal.get(DANA, TRIP).has("Conflict: N620HA is blocked"));
    let fields = with(&STORED, &[("key", "a"), ("wishes", "Sparkling water")]);
    assert_eq!(portal.post(DANA, TRIP, &fields).status, StatusCode::SEE_OTHER);
    let later = with(&STORED, &[("key", "b"), ("version", "2"), ("tail", LATITUDE)]);
    let asked = portal.post(DANA, TRIP, &later);
    assert!(asked.has("N517HA is blocked") && asked.values("despite").len() == 2, "{}", asked.body);
}

#[test]
fn each_leg_can_be_given_an_aircraft_of_its_own() {
    let portal = Portal::open(WALK);
    let page = portal.get(DANA, "/trips/new");
    assert!(page.has("Aircraft of this leg") && page.has("As for the trip"), "{}", page.body);
    let second = [
        ("account", "Lindqvist Holdings"),
        ("tail", GLOBAL),
        ("from.1", "LTN"),
        ("to.1", "NCE"),
        ("date.1", "2026-12-17"),
        ("time.1", "10:00"),
        ("block.1", ""),
        ("tail.1", LATITUDE),
    ];
    let crowd = with(&with(&NEW, &second), &[("key", "a"), ("passengers", "9")]);
    assert!(portal.post(DANA, "/trips", &crowd).has("N517HA has 8 seats."));
    let asked = portal.post(DANA, "/trips", &with(&with(&NEW, &second), &[("key", "b")]));
    let words = "This trip TEB to LTN to NCE leaves the aircraft at NCE, and T-3009 TEB to PBI departs from TEB";
    assert!(asked.has(words), "the conflict of the leg\u{2019}s own aircraft: {}", asked.body);
    let made = confirmed(&portal, "/trips", "c", &with(&NEW, &second));
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    insta::assert_snapshot!(
        portal.rows(
            "SELECT t.reference, k.registration, (SELECT o.registration FROM tails o WHERE o.id = l.tail_id) AS own,
               (l.arrives_at - l.departs_at) / 60000 AS minutes
             FROM trips t JOIN tails k ON k.id = t.tail_id JOIN legs l ON l.trip_id = t.id WHERE t.reference = 'T-1001' ORDER BY l.position"
        ),
        @"
    reference: T-1001
    registration: N620HA
    own: null
    minutes: 402

    reference: T-1001
    registration: N620HA
    own: N517HA
    minutes: 103
    "
    );
    let path = made.location().to_owned();
    for who in [DANA, MIRA] {
        let page = portal.get(who, &path);
        assert!(page.has(">Global 6000, Citation Latitude<"), "{}", page.body);
        assert!(page.has(" nm, Citation Latitude<"), "the leg says what it is on: {}", page.body);
    }
    let edit = portal.get(DANA, &format!("{path}/edit"));
    assert!(edit.has(&format!("<option value=\"{LATITUDE}\" selected>")), "{}", edit.body);
    let asked = "SELECT count(*) FROM outbox WHERE to_email = 'ruth@harbour.example' AND subject LIKE 'May we fly TEB to LTN to NCE%'";
    assert_eq!(portal.value(asked), "1", "its owner is asked");
    let question = path.replace("/trips/", "/approvals/");
    assert_eq!(portal.get(RUTH, &question).status, StatusCode::OK);
    assert!(portal.get(DANA, &path).has("Waits for the approval of the owner of N517HA"));
    let yes = [("key", "d"), ("version", "1"), ("decision", "approve"), ("words", "")];
    assert_eq!(portal.post(RUTH, &question, &yes).status, StatusCode::SEE_OTHER);
    assert!(portal.get(DANA, &path).has("Approved by the owner of N517HA"));
}

#[test]
fn a_trip_without_an_aircraft_takes_the_time_of_the_type_that_is_promised() {
    let portal = Portal::open(WALK);
    let promised = [("account", "Lindqvist Holdings"), ("vehicle", "global 6000"), ("key", "a")];
    let made = portal.post(DANA, "/trips", &with(&NEW, &promised));
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let minutes = "SELECT (l.arrives_at - l.departs_at) / 60000 FROM legs l JOIN trips t ON t.id = l.trip_id WHERE t.reference = 'T-1001'";
    assert_eq!(portal.value(minutes), "402");
}

#[test]
fn the_owner_of_another_aircraft_is_asked_when_staff_change_to_it() {
    let portal = Portal::open(WALK);
    let asked = "SELECT count(*) FROM outbox WHERE to_email = 'ruth@harbour.example' AND subject LIKE 'May we fly TEB to PBI%'";
    let moved = with(&STORED, &[("tail", LATITUDE), ("vehicle", "")]);
    let reply = confirmed(&portal, TRIP, "a", &moved);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    assert_eq!(portal.value(asked), "1");
    assert!(portal.get(DANA, TRIP).has("Waits for the approval of the owner of N517HA"));
    let again = with(&moved, &[("key", "b"), ("version", "2"), ("wishes", "None")]);
    assert_eq!(portal.post(DANA, TRIP, &again).status, StatusCode::SEE_OTHER);
    assert_eq!(portal.value(asked), "1", "once");
}

#[test]
fn a_leg_that_departed_stays_on_the_aircraft_that_flew_it() {
    let portal = Portal::open(WALK);
    portal.later(19 * DAY);
    let home = [
        ("tail", "00000000-0000-7000-8000-000000000b54"),
        ("from.1", "PBI"),
        ("to.1", "TEB"),
        ("date.1", "2026-12-15"),
        ("time.1", "10:00"),
        ("block.1", "175"),
    ];
    let reply = confirmed(&portal, TRIP, "a", &with(&STORED, &home));
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    assert_eq!(
        portal.value("SELECT group_concat(coalesce(tail_id, '-'), ' ') FROM (SELECT tail_id FROM legs WHERE trip_id LIKE '%e3001' ORDER BY position)"),
        format!("{GLOBAL} -")
    );
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
    let fields: Vec<_> = fields.into_iter().filter(|(name, _)| *name != "key").collect();
    let reply = confirmed(&portal, TRIP, "a", &with(&NEW, &fields));
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let page = portal.get(DANA, TRIP);
    assert!(page.has("Itinerary changes") && page.has("Check the price."), "{}", page.body);
    let finds = |q: &str| portal.get(DANA, &format!("/trips?q={q}")).has("T-2001");
    assert!(finds("pbi") && finds("palm") && !finds("t-2001+ltn"));
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
    let reviewed = portal.post(
        DANA,
        &format!("{TRIP}/price-review"),
        &[("key", "c"), ("version", "3"), ("price", "same")],
    );
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
