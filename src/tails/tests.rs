//! The fleet as staff keep it.
use super::*;
use crate::testing::cast::*;

const LATITUDE: &str = "/tails/00000000-0000-7000-8000-000000000b51";

fn tail<'a>(registration: &'a str, seats: &'a str, speed: &'a str) -> [(&'a str, &'a str); 6] {
    [
        ("key", registration),
        ("version", "1"),
        ("registration", registration),
        ("type", "Phenom 300E"),
        ("seats", seats),
        ("speed", speed),
    ]
}

#[test]
fn an_administrator_adds_an_aircraft_which_can_then_be_chosen_for_a_trip() {
    let portal = Portal::open("");
    let reply = portal.post(OLE, "/tails", &tail("n88ha", "7", "400"));
    assert_eq!(reply.status, 303, "{}", reply.body);
    let fleet = portal.get(DANA, "/tails");
    assert!(fleet.has("N88HA") && fleet.has("Phenom 300E") && fleet.has("400 kt"));
    assert!(!fleet.has("New aircraft"), "dispatchers read it");
    assert!(portal.get(DANA, "/trips/new").has("N88HA"));
    assert!(!portal.get(RHEA, "/tails").has("N88HA"), "another workspace");
}

#[test]
fn what_was_typed_wrongly_is_said_at_its_field() {
    let portal = Portal::open("");
    for (form, words) in [
        (tail("N517ha", "7", "400"), "N517HA is in the fleet already."),
        (tail("", "7", "400"), "Enter the tail number."),
        (tail("N88HA", "0", "400"), "Enter the number of seats, from 1 to 999."),
        (tail("N88HA", "7", "fast"), "Enter the speed in knots, from 10 to 999."),
    ] {
        let reply = portal.post(OLE, "/tails", &form);
        assert_eq!(reply.status, 422);
        assert!(reply.has(words), "{words}: {}", reply.body);
    }
    // Its own registration is no other's.
    assert_eq!(portal.post(OLE, LATITUDE, &tail("N517HA", "8", "420")).status, 303);
    assert_eq!(portal.post(OLE, LATITUDE, &tail("N620HA", "8", "420")).status, 422);
}

#[test]
fn a_tail_out_of_use_is_offered_nowhere_until_it_is_back() {
    let portal = Portal::open("");
    let change = |what: &str, version: &str| {
        let reply =
            portal.post(OLE, &format!("{LATITUDE}/{what}"), &[("key", what), ("version", version)]);
        assert_eq!(reply.status, 303, "{}", reply.body);
    };
    change("retirement", "1");
    assert!(portal.get(OLE, "/tails").has("Out of use"));
    for path in ["/trips/new", "/blocks/new"] {
        assert!(!portal.get(DANA, path).has("N517HA"), "{path}");
    }
    change("restoration", "2");
    for path in ["/trips/new", "/blocks/new"] {
        assert!(portal.get(DANA, path).has("N517HA"), "{path}");
    }
}

#[test]
fn of_two_who_change_it_at_the_same_time_the_second_is_told() {
    let portal = Portal::open("");
    assert_eq!(portal.post(OLE, LATITUDE, &tail("N517HB", "8", "420")).status, 303);
    assert_eq!(portal.post(OLE, LATITUDE, &tail("N517HC", "8", "420")).status, 409);
    assert_eq!(portal.value("SELECT registration FROM tails WHERE id LIKE '%b51'"), "N517HB");
}

#[test]
fn the_speed_of_a_coach_is_typed_and_shown_in_miles_per_hour() {
    for mph in 10..200 {
        let speed = Speed::of(Trade::Coach, mph);
        assert_eq!((speed.mph(), speed.told()), (Some(mph), format!("{mph} mph")));
    }
    assert_eq!(Speed::of(Trade::Coach, 55).knots(), 48);
    assert_eq!(Speed::of(Trade::Air, 420).knots(), 420);
}
