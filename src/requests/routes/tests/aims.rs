//! Legs that must arrive by a time, and legs that come back to where they start.
use super::*;

/// One leg, with these fields changed.
fn one(changes: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let fields = but(&[&[("kind", "one_way")], changes].concat());
    fields.into_iter().filter(|(name, _)| !name.ends_with(".1")).collect()
}

#[test]
fn a_client_asks_to_arrive_by_a_time_and_the_quote_counts_back_from_it() {
    let portal = Portal::open(SEED);
    let by = [("aim.0", "arrive"), ("date.0", "2026-12-11"), ("time.0", "08:05")];
    let reply = portal.post(MIRA, "/requests", &one(&by));
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let told = "Arrive by Fri, Dec 11, 8:05 AM GMT";
    for who in [MIRA, DANA] {
        let page = portal.get(who, reply.location());
        assert!(
            page.has(told) && page.has("Departure to be planned"),
            "{}: {}",
            who.name,
            page.body
        );
        assert!(portal.get(who, "/requests").has(told), "{}", who.name);
    }
    let builder = portal.get(DANA, &format!("{}/quotes/new", reply.location()));
    for words in [
        "value=\"Dec 11, 2026\"",
        "value=\"8:05 AM\"",
        "value=\"arrive\" selected",
        "aria-describedby=\"block.0-hint \" value=\"447\"",
        told,
    ] {
        assert!(builder.has(words), "{words}: {}", builder.body);
    }
    let edit = portal.get(MIRA, &format!("{}/edit", reply.location()));
    assert!(
        edit.has("value=\"arrive\" selected") && edit.has("value=\"8:05 AM\""),
        "{}",
        edit.body
    );
}

#[test]
fn a_sightseeing_flight_is_asked_about_once() {
    let portal = Portal::open(SEED);
    let asked = portal.post(MIRA, "/requests", &one(&[("to.0", "TEB")]));
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in ["Does it come back here?", "name=\"to_sure.0\" value=\"TEB\"", "name=\"hours.0\""]
    {
        assert!(asked.has(words), "{words}: {}", asked.body);
    }
    let sure = one(&[("to.0", "TEB"), ("to_sure.0", "TEB"), ("hours.0", "2")]);
    let reply = portal.post(MIRA, "/requests", &sure);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let page = portal.get(MIRA, reply.location());
    assert!(page.has("2 h, back to the start") && page.has("TEB to TEB"), "{}", page.body);
    let builder = portal.get(DANA, &format!("{}/quotes/new", reply.location()));
    assert!(builder.has("aria-describedby=\"block.0-hint \" value=\"120\""), "{}", builder.body);
}

/// Lets Mira make trips at once, and change them.
fn instant() -> Portal {
    Portal::open(&format!(
        "{SEED} INSERT INTO grants (workspace_id, contact_id, name) SELECT workspace_id, contacts.id, g.value FROM contacts, json_each('[\"create_trips\", \"change_itineraries\", \"schedule\"]') g
         WHERE email = 'mira@harbour.example'"
    ))
}

#[test]
fn a_trip_keeps_the_time_that_it_must_arrive_by() {
    let portal = instant();
    let by = [("aim.0", "arrive"), ("date.0", "2026-12-11"), ("time.0", "08:05")];
    let reply = portal.post(MIRA, "/requests", &one(&by));
    assert!(reply.location().starts_with("/trips/"), "{}", reply.body);
    let trip = reply.location();
    for who in [MIRA, DANA] {
        let page = portal.get(who, trip);
        assert!(page.has("Arrive by Fri, Dec 11, 8:05 AM GMT"), "{}: {}", who.name, page.body);
        assert!(page.has("Thu, Dec 10, 7:48 PM EST") && !page.has("Departure to be planned"));
    }
    for (who, path) in [(MIRA, format!("{trip}/itinerary")), (DANA, format!("{trip}/edit"))] {
        let form = portal.get(who, &path);
        assert!(
            form.has("value=\"arrive\" selected") && form.has("value=\"8:05 AM\""),
            "{}",
            form.body
        );
    }
    let later = [
        ("version", "1"),
        ("leg.0", &format!("{}.0", trip.trim_start_matches("/trips/"))),
        ("from.0", "TEB Teterboro"),
        ("to.0", "LTN London Luton"),
        ("aim.0", "arrive"),
        ("date.0", "2026-12-11"),
        ("time.0", "10:05"),
    ];
    let path = format!("{trip}/itinerary");
    let preview = portal.post(MIRA, &path, &[&later[..], &[("key", "p")]].concat());
    assert!(
        preview.has("Thu, Dec 10, 2026, 9:48 PM EST") || preview.has("Thu, Dec 10, 9:48 PM EST"),
        "{}",
        preview.body
    );
    let shown = preview.field("shown");
    let save = [&later[..], &[("key", "s"), ("then", "save"), ("shown", &shown)]].concat();
    assert_eq!(portal.post(MIRA, &path, &save).status, StatusCode::SEE_OTHER);
    assert!(portal.get(DANA, trip).has("Arrive by Fri, Dec 11, 10:05 AM GMT"));
}

#[test]
fn a_trip_keeps_the_hours_of_a_flight_that_comes_back() {
    let portal = instant();
    let sure = one(&[("to.0", "TEB"), ("to_sure.0", "TEB"), ("hours.0", "2")]);
    let reply = portal.post(MIRA, "/requests", &sure);
    let trip = reply.location();
    for who in [MIRA, DANA] {
        let page = portal.get(who, trip);
        assert!(page.has("2 h, back to the start"), "{}: {}", who.name, page.body);
        assert!(page.has("3 h 30 min on duty"), "{}: {}", who.name, page.body);
    }
    let form = portal.get(MIRA, &format!("{trip}/itinerary"));
    assert!(form.has("name=\"hours.0\"") && form.has("value=\"2\""), "{}", form.body);
    let edit = portal.get(DANA, &format!("{trip}/edit"));
    assert!(edit.has("value=\"120\""), "{}", edit.body);
    let longer = [
        ("version", "1"),
        ("leg.0", &format!("{}.0", trip.trim_start_matches("/trips/"))),
        ("from.0", "TEB Teterboro"),
        ("to.0", "TEB Teterboro"),
        ("to_sure.0", "TEB"),
        ("hours.0", "3"),
        ("date.0", "2026-12-10"),
        ("time.0", "20:15"),
    ];
    let path = format!("{trip}/itinerary");
    let preview = portal.post(MIRA, &path, &[&longer[..], &[("key", "p")]].concat());
    assert!(preview.has("3 h, back to the start"), "{}", preview.body);
    let shown = preview.field("shown");
    let save = [&longer[..], &[("key", "s"), ("then", "save"), ("shown", &shown)]].concat();
    assert_eq!(portal.post(MIRA, &path, &save).status, StatusCode::SEE_OTHER);
    assert_eq!(
        portal.value("SELECT lasts || ' ' || ((arrives_at - departs_at) / 60000) FROM legs"),
        "180 180"
    );
}

#[test]
fn a_trip_that_is_not_confirmed_says_how_it_came_about() {
    let portal = instant();
    let asked = portal.post(MIRA, "/requests", &one(&[]));
    let page = portal.get(MIRA, asked.location());
    let words =
        "It was made from your request. Harbour Aviation will email you when it is confirmed.";
    assert!(page.has(words) && !page.has("accepted"), "{}", page.body);
    portal.app.db.execute("UPDATE requests SET trip_id = NULL");
    let words = "Harbour Aviation added this trip for you and will email you when it is confirmed.";
    assert!(portal.get(MIRA, asked.location()).has(words));
}
