//! Changes to a time or to an aircraft that is not free.
use super::*;

const FREE: &str = "00000000-0000-7000-8000-000000000b54";
const RUTHS: &str = "00000000-0000-7000-8000-000000000b51";

/// The day after the trip, half an hour later.
const NEXT_DAY: [(&str, &str); 2] = [("date.0", "2026-12-10"), ("time.0", "07:30")];

fn next_day() -> Vec<(&'static str, &'static str)> {
    with(&LATER[..4], &NEXT_DAY)
}

const OWN: &str = "(SELECT tail_id FROM trips WHERE reference = 'T-2001')";

#[test]
fn a_change_to_when_the_aircraft_flies_another_trip_is_refused_at_its_field() {
    let portal = portal();
    fly(&portal, OWN, 24);
    for then in ["preview", "save"] {
        let fields = with(&next_day(), &[("key", then), ("then", then)]);
        let refused = portal.post(MIRA, PATH, &fields);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let words = "<a href=\"#date.0\">Your aircraft is not free then. Choose another time, change the aircraft, or message operations.";
        assert!(refused.has(words) && !refused.has("T-2999"), "{}", refused.body);
    }
    assert_eq!(portal.value("SELECT version FROM trips WHERE reference = 'T-2001'"), "1");
    assert_eq!(save(&portal, MIRA, &LATER).status, StatusCode::SEE_OTHER);
}

#[test]
fn a_change_to_when_the_aircraft_is_blocked_is_refused_at_its_field() {
    let portal = portal();
    portal.app.db.execute(&format!(
        "UPDATE blocks SET tail_id = {OWN}, state = 'approved', starts_at = 1796878800000, ends_at = 1796965200000 WHERE kind = 'maintenance'"
    ));
    let refused = portal.post(MIRA, PATH, &with(&next_day(), &[("key", "a"), ("then", "save")]));
    assert!(refused.has("Your aircraft is not free then."), "{}", refused.body);
}

#[test]
fn a_trip_that_is_booked_between_the_preview_and_the_save_keeps_its_aircraft() {
    let portal = portal();
    let id = TRIP.trim_start_matches("/trips/").parse().unwrap();
    let trip =
        block_on(portal.app.db.run(queries::own_trip(&scope_of(MIRA), id))).unwrap().unwrap();
    let departs_at = trip.legs[0].departs_at + 24 * HOUR;
    let later = Leg { departs_at, ..trip.legs[0].clone() };
    let change =
        trip.changeable(1).unwrap().reroute(vec![later], NOON, || LegId(Uuid::nil())).unwrap();
    fly(&portal, OWN, 24);
    assert!(!portal.write(MIRA, queries::reroute(&trip, &change, &letter(), "")).held);
    assert_eq!(portal.value("SELECT version FROM trips WHERE reference = 'T-2001'"), "1");
}

#[test]
fn a_conflict_that_operations_accepted_does_not_stand_in_the_way_of_other_legs() {
    let portal = portal();
    fly(&portal, OWN, 0);
    let home = [("from.1", "PBI"), ("to.1", "TEB"), ("date.1", "2026-12-12"), ("time.1", "10:00")];
    let same = with(&LATER[..4], &[("date.0", "2026-12-09"), ("time.0", "07:00")]);
    let saved = save(&portal, MIRA, &with(&same, &home));
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
}

#[test]
fn an_aircraft_that_is_not_free_is_marked_and_refused_at_its_field() {
    let portal = portal();
    let path = format!("{TRIP}/aircraft");
    assert!(!portal.get(MIRA, &path).has("not free then"));
    fly(&portal, &format!("'{FREE}'"), 0);
    let page = portal.get(MIRA, &path);
    assert_eq!(page.body.matches("13 seats, not free then").count(), 2, "{}", page.body);
    for (whole, leg, field) in [(FREE, "", "tail"), ("", FREE, "tail.0")] {
        let fields = [("version", "1"), ("tail", whole), ("tail.0", leg)];
        let refused = assign(&portal, field, &fields);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let words = format!(
            "<a href=\"#{field}\">This aircraft is not free then. Choose another one, or change the times first."
        );
        assert!(refused.has(&words), "{}", refused.body);
    }
}

#[test]
fn an_aircraft_that_is_blocked_is_not_chosen() {
    let portal = portal();
    portal.app.db.execute(&format!(
        "UPDATE blocks SET tail_id = '{FREE}', state = 'approved' WHERE kind = 'maintenance'"
    ));
    let fields = [("version", "1"), ("tail", FREE), ("tail.0", "")];
    let refused = assign(&portal, "a", &fields);
    assert!(refused.has("This aircraft is not free then."), "{}", refused.body);
}

#[test]
fn a_client_goes_back_to_the_aircraft_that_the_trip_had() {
    let portal = portal();
    let path = format!("{TRIP}/aircraft");
    portal.app.db.execute(&format!(
        "UPDATE trips SET tail_id = '{RUTHS}', vehicle = 'Citation Latitude' WHERE reference = 'T-2001'"
    ));
    let away = [("version", "1"), ("tail", FREE), ("tail.0", "")];
    assert_eq!(assign(&portal, "a", &away).status, StatusCode::SEE_OTHER);
    let page = portal.get(MIRA, &path);
    assert!(page.has("Citation Latitude, 8 seats") && !page.has("N517HA"), "{}", page.body);
    let back = [("version", "3"), ("tail", RUTHS), ("tail.0", "")];
    let version = portal.value("SELECT version FROM trips WHERE reference = 'T-2001'");
    let back = with(&[("version", version.as_str())], &back[1..]);
    let reply = assign(&portal, "b", &back);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let asked = "SELECT count(*) FROM outbox WHERE to_email = 'ruth@harbour.example' AND subject LIKE 'May we fly TEB to PBI%'";
    assert_eq!(portal.value(asked), "1", "its owner is asked again");
}

#[test]
fn a_client_chooses_the_aircraft_that_the_quote_names() {
    let portal = portal();
    let offered =
        || portal.get(MIRA, &format!("{TRIP}/aircraft")).has("Citation Latitude, 8 seats");
    assert!(!offered(), "Ruth owns it");
    portal.app.db.execute(&format!(
        "UPDATE quotes SET tail_id = '{RUTHS}' WHERE trip_id LIKE '%e3001' AND state = 'accepted'"
    ));
    assert!(offered());
}
