//! What is booked already is not offered again, and nobody is left without a seat.
use super::*;

const AT: &str = "1796951700000";

/// A trip of the Okafors on the aircraft of the drafts, that many hours after its first departure.
fn booked(portal: &Portal, hours: i64) {
    portal.app.db.execute(&format!(
        "INSERT INTO trips (id, workspace_id, reference, account_id, tail_id, vehicle, stage_id, route, passengers, departs_at, ends_at, created_at)
         SELECT '00000000-0000-7000-8000-0000000007a1', workspace_id, 'T-77', '00000000-0000-7000-8000-000000000a12', '{LATITUDE_TAIL}', 'Citation Latitude',
           '00000000-0000-7000-8000-000000000017', 'TEB to NCE', 3, {AT} + {hours} * 3600000, {AT} + ({hours} + 2) * 3600000, 0 FROM requests WHERE id LIKE '%e01';
         INSERT INTO legs (trip_id, position, workspace_id, id, departs_at, time_agreed, arrives_at, origin, destination)
         SELECT t.id, 0, t.workspace_id, t.id || '.0', t.departs_at, 1, t.ends_at, r.itinerary -> '$[0].origin', r.itinerary -> '$[0].destination'
         FROM trips t JOIN requests r ON r.id LIKE '%e01' WHERE t.reference = 'T-77'"
    ));
}

#[test]
fn an_aircraft_with_a_trip_at_the_same_time_is_marked_and_not_sent() {
    let portal = portal();
    let quote = draft(&portal);
    booked(&portal, 1);
    let blank = portal.get(DANA, &format!("{REQUEST}/quotes/new"));
    let words = "N517HA is booked for T-77, Okafor Family: TEB to NCE, Thu, Dec 10, 9:15 PM EST.";
    assert!(blank.has("8 seats, booked") && blank.has(words), "{}", blank.body);
    assert!(!blank.has("13 seats, booked"));
    for path in [format!("{quote}/edit"), quote.clone()] {
        let page = portal.get(DANA, &path);
        assert!(
            page.has(words) && page.has("/trips/00000000-0000-7000-8000-0000000007a1"),
            "{path}"
        );
    }
    let refused = act(&portal, DANA, &format!("{quote}/sending"), "1");
    assert!(
        refused.status == StatusCode::CONFLICT
            && refused.has("Another trip is booked at these times")
    );
    portal.app.db.execute(
        "UPDATE trips SET stage_id = (SELECT id FROM stages WHERE kind = 'completed' LIMIT 1)",
    );
    assert_eq!(act(&portal, DANA, &format!("{quote}/sending"), "1").status, StatusCode::SEE_OTHER);
}

#[test]
fn an_aircraft_that_is_blocked_is_marked_and_not_sent() {
    let portal = portal();
    let quote = draft(&portal);
    portal.app.db.execute(&format!(
        "INSERT INTO blocks (id, workspace_id, tail_id, kind, state, starts_at, ends_at, created_at)
         SELECT '00000000-0000-7000-8000-0000000ee009', workspace_id, id, 'maintenance', 'approved', {AT}, {AT} + 3600000, 0 FROM tails WHERE id = '{LATITUDE_TAIL}'"
    ));
    let words = "N517HA is blocked Thu, Dec 10 (Maintenance).";
    let blank = portal.get(DANA, &format!("{REQUEST}/quotes/new"));
    assert!(blank.has("8 seats, blocked") && blank.has(words), "{}", blank.body);
    let page = portal.get(DANA, &quote);
    assert!(page.has(words) && page.has("/blocks/00000000-0000-7000-8000-0000000ee009"));
    let refused = act(&portal, DANA, &format!("{quote}/sending"), "1");
    assert!(refused.status == StatusCode::CONFLICT && refused.has("is blocked at these times"));
}

#[test]
fn a_trip_between_the_legs_is_told_and_does_not_stop_the_quote() {
    let portal = portal();
    let quote = draft(&portal);
    booked(&portal, 24);
    assert!(portal.get(DANA, &quote).has("N517HA has T-77, Okafor Family, on these days as well"));
    assert_eq!(act(&portal, DANA, &format!("{quote}/sending"), "1").status, StatusCode::SEE_OTHER);
}

#[test]
fn an_open_day_is_taken_up_whole() {
    let portal = portal();
    let quote = draft(&portal);
    // The way back departs on 13 December at a time to be agreed.
    booked(&portal, 60);
    assert_eq!(act(&portal, DANA, &format!("{quote}/sending"), "1").status, StatusCode::CONFLICT);
}

#[test]
fn an_open_quote_for_the_same_aircraft_is_told() {
    let portal = portal();
    portal.app.db.execute("UPDATE quotes SET account_id = '00000000-0000-7000-8000-000000000a12' WHERE reference = 'Q-2'");
    let quote = draft(&portal);
    let page = portal.get(DANA, &format!("{quote}/edit"));
    assert!(
        page.has(
            "N517HA is also offered in Q-2 to Okafor Family: TEB to LTN, Thu, Dec 10, 8:15 PM EST."
        ),
        "{}",
        page.body
    );
    assert_eq!(act(&portal, DANA, &format!("{quote}/sending"), "1").status, StatusCode::SEE_OTHER);
}

#[test]
fn more_passengers_than_seats_are_told_and_not_sent() {
    for offered in [("tail", LATITUDE_TAIL), ("vehicle", "citation latitude")] {
        let portal = portal();
        let mut crowd = vec![offered, ("passengers", "500")];
        if offered.0 == "vehicle" {
            crowd.extend([("tail", ""), ("block.1", "410")]);
        }
        let reply = portal.post(DANA, &format!("{REQUEST}/quotes"), &fields(&crowd));
        let quote = reply.location().trim_end_matches("/edit").to_owned();
        assert!(portal.get(DANA, &quote).has("has 8 seats for 500 passengers."), "{quote}");
        let refused = act(&portal, DANA, &format!("{quote}/sending"), "1");
        assert!(
            refused.status == StatusCode::CONFLICT && refused.has("more passengers than seats")
        );
    }
}

#[test]
fn a_guard_refuses_what_was_booked_after_the_page_was_read() {
    let portal = portal();
    let quote = draft(&portal);
    let id = quote.trim_start_matches("/quotes/").parse().unwrap();
    let read = futures_executor::block_on(
        portal.app.db.run(crate::quotes::queries::quote_for_staff(&scope_of(DANA), id)),
    );
    let read = read.unwrap().unwrap();
    booked(&portal, 1);
    let sending = crate::quotes::sending::Sending {
        quote: read.id,
        request: read.request_id,
        account: read.account_id,
        reference: read.reference.clone(),
        revision: read.revision,
        version: read.version,
    };
    let letter = crate::quotes::mail::answered(
        &read,
        crate::quotes::mail::Said::Yes,
        "Dana",
        "",
        crate::kit::style::Style::default(),
    );
    assert!(!portal.write(DANA, crate::quotes::queries::send(&sending, &read.terms, &letter)).held);
}
