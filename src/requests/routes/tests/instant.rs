//! *Create trip from request*: the request, the deal and the trip are made at once.
use super::super::super::{Submission, queries};
use super::*;
use crate::{
    itineraries::samples::{leg, palm_beach, teterboro},
    kit::ids::{RequestId, TripId},
    mail::Letter,
    workspaces::Trade,
};

/// What Mira's form says, as it was read before the world moved on.
fn submission() -> Submission {
    Submission {
        account: "00000000-0000-7000-8000-000000000a11".parse().unwrap(),
        itinerary: vec![leg(teterboro(), palm_beach(), NOON + DAY, NOON + DAY + 3 * HOUR)],
        passengers: 2,
        vehicles: 1,
        travelers: Vec::new(),
        catering: String::new(),
        ground: String::new(),
        preference: String::new(),
        notes: String::new(),
        other_dates: String::new(),
    }
}

fn letter() -> Letter {
    Letter {
        subject: String::new(),
        lead: String::new(),
        facts: Vec::new(),
        action: String::new(),
        path: "/".into(),
    }
}

/// Gives Mira the right.
fn granted() -> Portal {
    Portal::open(&format!(
        "{SEED} INSERT INTO grants (workspace_id, contact_id, name) SELECT workspace_id, id, 'create_trips' FROM contacts WHERE email = 'mira@harbour.example'"
    ))
}

#[test]
fn who_may_create_trips_gets_one_at_once() {
    let portal = granted();
    let fields = but(&[("traveler", ELSA), ("catering", "No nuts"), ("preference", "large cabin")]);
    let reply = portal.post(MIRA, "/requests", &fields);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    assert!(reply.location().starts_with("/trips/"), "{}", reply.location());
    assert_eq!(batches(&reply), '2');
    assert_eq!(reply.notice(), "Trip created. We will confirm the details with you.");
    insta::assert_snapshot!(
        portal.rows(
            "SELECT r.reference, r.state, t.reference AS trip, t.route, t.vehicle, s.name AS stage, t.wishes, t.passengers,
               (SELECT group_concat(p.name) FROM trip_passengers m JOIN passengers p ON p.id = m.passenger_id WHERE m.trip_id = t.id) AS manifest,
               (SELECT group_concat((l.arrives_at - l.departs_at) / 60000) FROM legs l WHERE l.trip_id = t.id) AS minutes
             FROM requests r JOIN trips t ON t.id = r.trip_id JOIN stages s ON s.id = t.stage_id"
        ),
        @"
    reference: R-1001
    state: won
    trip: T-1001
    route: TEB to LTN to NCE
    vehicle: Aircraft to be confirmed
    stage: Pending
    wishes: Preference: large cabin
    Catering: No nuts
    passengers: 3
    manifest: Elsa Lindqvist
    minutes: 437,101
    "
    );
    assert_eq!(portal.value("SELECT group_concat(action) FROM events"), "request_submitted");
    for who in [MIRA, TOMAS, DANA] {
        assert!(portal.get(who, reply.location()).has("No nuts"), "{}", who.name);
        assert!(portal.get(who, "/trips").has("TEB to LTN to NCE"), "{}", who.name);
    }
    assert!(portal.get(DANA, "/requests?pile=won").has("R-1001"));
    assert!(!portal.get(DANA, "/requests").has("R-1001"));
    portal.work();
    let letter = portal.app.mailer.sent.lock().unwrap().last().unwrap().clone();
    assert_eq!(
        (&*letter.to, &*letter.subject),
        ("dana@harbour.example", "New trip: TEB to LTN to NCE")
    );
    assert!(letter.text.contains("created at the first stage at once"), "{}", letter.text);
    let again = portal.post(MIRA, "/requests", &fields);
    assert_eq!(again.location(), reply.location());
    assert_eq!(
        portal.value("SELECT (SELECT count(*) FROM requests) || (SELECT count(*) FROM trips)"),
        "11"
    );
}

#[test]
fn who_may_create_trips_reads_that_the_trip_is_booked_at_once() {
    let portal = granted();
    let check = but(&[("to", "check")]);
    let said = |who: Person| {
        let (first, last) =
            (portal.get(who, "/requests/new"), portal.post(who, "/requests", &check));
        let has = |words: &str| (first.has(words), last.has(words));
        let free = (first.has("It is free"), last.has("Free, no obligation"));
        (free, has("It is made at once"), last.has(">Book this trip<"), last.has(">Send request<"))
    };
    assert_eq!(said(MIRA), ((false, false), (true, true), true, false));
    assert_eq!(said(TOMAS), ((true, true), (false, false), false, true));
    let unknown =
        but(&[("kind", "one_way"), ("to.0", "BIL"), ("to_at.0", "? BIL"), ("to", "check")]);
    let unknown: Vec<_> = unknown.into_iter().filter(|(name, _)| !name.ends_with(".1")).collect();
    let waits = portal.post(MIRA, "/requests", &unknown);
    assert!(waits.has("Free, no obligation") && waits.has(">Send request<"), "{}", waits.body);
}

#[test]
fn without_the_right_a_dispatcher_looks_at_it_first() {
    let portal = granted();
    let reply = portal.post(TOMAS, "/requests", &TRIP);
    assert!(reply.location().starts_with("/requests/"), "{}", reply.location());
    assert_eq!(
        portal.value("SELECT state || (SELECT count(*) FROM trips) FROM requests"),
        "submitted0"
    );
}

#[test]
fn a_place_that_is_not_known_waits_for_a_dispatcher() {
    let portal = granted();
    let ticked = [("kind", "one_way"), ("to.0", "BIL"), ("to_at.0", "? BIL")];
    let fields: Vec<_> =
        but(&ticked).into_iter().filter(|(name, _)| !name.ends_with(".1")).collect();
    let reply = portal.post(MIRA, "/requests", &fields);
    assert!(reply.location().starts_with("/requests/"), "{}", reply.body);
    assert_eq!(
        portal.value("SELECT state || (SELECT count(*) FROM trips) FROM requests"),
        "submitted0"
    );
}

#[test]
fn a_race_with_the_end_of_an_account_or_of_a_contact_makes_nothing() {
    for ended in [
        "UPDATE accounts SET deactivated_at = 1 WHERE name = 'Lindqvist Holdings'",
        "UPDATE contacts SET deactivated_at = 1 WHERE email = 'mira@harbour.example'",
        "UPDATE users SET state = 'disabled' WHERE email = 'mira@harbour.example'",
        "DELETE FROM grants WHERE name = 'create_trips'; UPDATE users SET version = version + 1",
    ] {
        let portal = granted();
        let it = submission();
        let id = RequestId::new(NOON, &portal.app.chance());
        let trip = it.birth(id, TripId::new(NOON, &portal.app.chance()), Trade::Air).unwrap();
        portal.app.db.execute(ended);
        assert!(
            !portal.write(MIRA, queries::submit(id, &it, Some(&trip), &letter())).held,
            "{ended}"
        );
        assert_eq!(
            portal.value("SELECT (SELECT count(*) FROM requests) || (SELECT count(*) FROM trips) || (SELECT count(*) FROM outbox)"),
            "000",
            "{ended}"
        );
    }
}

#[test]
fn of_a_request_and_its_trip_both_are_written() {
    let portal = granted();
    let it = submission();
    let id = RequestId::new(NOON, &portal.app.chance());
    let trip = it.birth(id, TripId::new(NOON, &portal.app.chance()), Trade::Air).unwrap();
    assert!(portal.write(MIRA, queries::submit(id, &it, Some(&trip), &letter())).held);
    assert_eq!(
        portal.value(
            "SELECT r.state || t.reference FROM requests r JOIN trips t ON t.id = r.trip_id"
        ),
        "wonT-1001"
    );
}

#[test]
fn an_inactive_account_cannot_be_chosen() {
    let portal = granted();
    portal
        .app
        .db
        .execute("UPDATE accounts SET deactivated_at = 1 WHERE name = 'Lindqvist Holdings'");
    let reply = portal.post(MIRA, "/requests", &TRIP);
    assert!(reply.has("Choose the account this trip is for."), "{}", reply.body);
    assert_eq!(portal.value("SELECT count(*) FROM trips"), "0");
}
