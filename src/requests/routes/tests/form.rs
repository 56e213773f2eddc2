//! The form: what it takes, what it refuses, and how it is shown again.
use super::*;

#[test]
fn places_must_be_understood() {
    refused(&[("from.0", "Atlantis")], "from.0", "No airport is known as “Atlantis”");
    refused(&[("from.0", "")], "from.0", "Enter an airport");
    refused(&[("from.0", "London")], "from.0", "Several airports match “London”");
    refused(&[("to.0", "KTEB")], "to.0", "This is where the leg departs from");
}

#[test]
fn an_ambiguous_place_lists_the_airports_it_matches() {
    let portal = Portal::open(SEED);
    let reply = portal.post(MIRA, "/requests", &but(&[("to.0", "London")]));
    for words in [
        "LTN London Luton",
        "and others",
        "value=\"London\"",
        "value=\"20:15\"",
        "value=\"11.12.2026\"",
    ] {
        assert!(reply.has(words), "{words}: {}", reply.body);
    }
}

#[test]
fn times_must_exist_and_be_in_the_future() {
    refused(&[("date.0", "2026-11-20")], "date.0", "has passed in Teterboro");
    // It is 07:00 there.
    refused(&[("date.0", "2026-11-21"), ("time.0", "07:00")], "time.0", "time has passed");
    refused(&[("date.0", "soon")], "date.0", "Enter a date");
    refused(&[("time.0", "")], "time.0", "Enter a time");
    refused(&[("time.0", "25:00")], "time.0", "Enter a time");
    refused(
        &[
            ("kind", "legs"),
            ("date.0", "2027-03-14"),
            ("time.0", "02:30"),
            ("date.1", "2027-04-01"),
        ],
        "time.0",
        "the clocks skip this time",
    );
}

#[test]
fn a_departure_in_a_minute_is_accepted() {
    let portal = Portal::open(SEED);
    let fields = but(&[("date.0", "2026-11-21"), ("time.0", "07:01")]);
    assert_eq!(portal.post(MIRA, "/requests", &fields).status, StatusCode::SEE_OTHER);
}

#[test]
fn legs_follow_each_other_in_utc() {
    // 01:14 in London is 20:14 the evening before at Teterboro.
    refused(&[("time.1", "01:14")], "date.1", "departs before the one above it");
    let portal = Portal::open(SEED);
    let later = portal.post(MIRA, "/requests", &but(&[("time.1", "01:16")]));
    assert_eq!(later.status, StatusCode::SEE_OTHER, "{}", later.body);
}

#[test]
fn there_is_at_least_one_passenger() {
    refused(&[("passengers", "")], "passengers", "Enter the number of passengers");
    refused(&[("passengers", "0")], "passengers", "Enter the number of passengers");
    refused(&[("passengers", "a few")], "passengers", "Enter the number of passengers");
    refused(&[("passengers", "501")], "passengers", "more than 500");
}

#[test]
fn there_are_at_least_as_many_passengers_as_are_named() {
    let portal = Portal::open(SEED);
    let mira = "00000000-0000-7000-8000-0000000000f1";
    let mut two = but(&[("traveler", ELSA), ("passengers", "1")]);
    two.push(("traveler", mira));
    let reply = portal.post(MIRA, "/requests", &two);
    assert!(reply.has("You picked 2 people by name"), "{}", reply.body);
    let mut two = but(&[("traveler", ELSA), ("passengers", "")]);
    two.push(("traveler", mira));
    assert_eq!(portal.post(MIRA, "/requests", &two).status, StatusCode::SEE_OTHER);
    assert_eq!(portal.value("SELECT passengers FROM requests"), "2");
}

#[test]
fn passengers_of_other_accounts_cannot_be_named() {
    let portal = Portal::open(SEED);
    portal.post(MIRA, "/requests", &but(&[("traveler", RUTHS)]));
    assert_eq!(portal.value("SELECT travellers FROM requests"), "[]");
}

#[test]
fn texts_have_a_longest_length() {
    let long: &'static str = Box::leak("x".repeat(4_001).into_boxed_str());
    refused(&[("notes", long)], "notes", "Please keep this to 4000 characters.");
    refused(&[("catering", long)], "catering", "Please keep this to 500 characters.");
}

#[test]
fn thirteen_legs_are_too_many() {
    let names: Vec<_> = (0..13).flat_map(|i| [format!("from.{i}"), format!("to.{i}")]).collect();
    let mut fields = vec![("key", "k"), ("kind", "legs"), ("passengers", "1")];
    fields.extend(names.iter().map(|name| (name.as_str(), "TEB")));
    let reply = Portal::open(SEED).post(MIRA, "/requests", &fields);
    assert!(reply.has("A request holds 12 legs at most"), "{}", reply.body);
}

#[test]
fn a_return_leg_is_filled_in_except_for_its_date() {
    let portal = Portal::open(SEED);
    let fields = [
        ("key", "k"),
        ("kind", "return"),
        ("from.0", "TEB"),
        ("to.0", "PBI"),
        ("date.0", "2026-12-10"),
        ("tba.0", "yes"),
        ("passengers", "2"),
    ];
    let reply = portal.post(MIRA, "/requests", &fields);
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.has("id=\"to.1\" name=\"to.1\"") && reply.has("#date.1"), "{}", reply.body);
    let mut all = fields.to_vec();
    all.extend([("from.1", "PBI"), ("to.1", "TEB"), ("date.1", "2026-12-12"), ("tba.1", "yes")]);
    let reply = portal.post(MIRA, "/requests", &all);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    assert!(portal.get(MIRA, reply.location()).has("Sat 12 Dec, time TBD"));
}

#[test]
fn without_scripts_the_buttons_of_the_legs_show_the_form_again() {
    let portal = Portal::open(SEED);
    let more = portal.post(MIRA, "/requests", &but(&[("add-leg", "yes")]));
    assert_eq!(more.status, StatusCode::OK);
    assert!(more.has("name=\"from.2\"") && !more.has("complaints"), "{}", more.body);
    let less = portal.post(MIRA, "/requests", &but(&[("remove-leg", "0")]));
    assert!(
        less.has("value=\"LTN – London Luton\"") && !less.has("name=\"from.1\""),
        "{}",
        less.body
    );
    assert_eq!(portal.value("SELECT count(*) FROM events"), "0");
}

#[test]
fn the_form_can_begin_with_two_places() {
    let page = Portal::open("").get(MIRA, "/requests/new?from=TEB&to=PBI&kind=return");
    assert!(
        page.has("name=\"from.1\" aria-describedby=\"from.1-hint \" value=\"PBI\""),
        "{}",
        page.body
    );
}

#[test]
fn a_coach_trip_has_addresses_in_their_own_time_zone() {
    let portal = Portal::open("");
    let form = portal.get(BEA, "/requests/new");
    assert!(
        form.has("Pick-up address")
            && !form.has("Airport")
            && form.has("value=\"America/Chicago\" selected"),
        "{}",
        form.body
    );
    let fields = [
        ("key", "k"),
        ("kind", "one_way"),
        ("from.0", "8 Elm Street"),
        ("from_city.0", "Denver"),
        ("to.0", "1 Lake Road"),
        ("to_city.0", "Boulder"),
        ("zone.0", "America/Denver"),
        ("date.0", "2026-12-10"),
        ("time.0", "0730"),
        ("passengers", "44"),
    ];
    let reply = portal.post(BEA, "/requests", &fields);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let page = portal.get(BEA, reply.location());
    assert!(
        page.has("Denver to Boulder") && page.has("07:30 MST") && page.has("8 Elm Street"),
        "{}",
        page.body
    );
}
