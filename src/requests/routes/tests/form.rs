//! The form: what it takes, what it refuses, and how it is shown again.
use super::*;

#[test]
fn places_must_be_understood() {
    refused(&[("from.0", "Atlantis")], "from.0", "No airport is known as “Atlantis”");
    refused(&[("from.0", "")], "from.0", "Enter an airport code, name or city.");
    refused(&[("from.0", "London")], "from.0", "“London” can be several airports");
    refused(&[("from.0", "teterb")], "from.0", "No airport is called “teterb”");
    refused(&[("to.0", "KTEB")], "to.0", "This is where it departs from");
}

#[test]
fn an_ambiguous_place_lists_the_airports_it_matches() {
    let portal = Portal::open(SEED);
    let reply = portal.post(MIRA, "/requests", &but(&[("to.0", "London")]));
    for words in [
        "name=\"to_at.0\" value=\"eggw London\"",
        "LTN London Luton, Luton, England, GB",
        "LHR London Heathrow, London, England, GB",
        "Send “London” as written",
        "value=\"London\"",
        "value=\"8:15 PM\"",
        "value=\"12/11/2026\"",
    ] {
        assert!(reply.has(words), "{words}: {}", reply.body);
    }
}

/// The place at which the first leg of the only request ends.
fn destination(portal: &Portal) -> (String, String) {
    let of = |part: &str| {
        portal.value(&format!("SELECT itinerary ->> '$[0].destination.{part}' FROM requests"))
    };
    (of("code"), of("airport"))
}

#[test]
fn a_code_that_is_not_in_the_table_never_becomes_another_place() {
    let portal = Portal::open(SEED);
    let reply = portal.post(MIRA, "/requests", &but(&[("to.0", "BIL")]));
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in [
        "No airport is known as “BIL”",
        "we will find the airport and confirm it with you",
        "type=\"checkbox\" name=\"to_at.0\" value=\"? BIL\"",
        "Send “BIL” as written",
    ] {
        assert!(reply.has(words), "{words}: {}", reply.body);
    }
    assert!(!reply.has("Billy"), "{}", reply.body);
}

#[test]
fn an_unknown_place_is_sent_as_written_and_marked_for_both_sides() {
    let portal = Portal::open(SEED);
    let ticked = [("kind", "one_way"), ("to.0", "BIL"), ("to_at.0", "? BIL")];
    let fields: Vec<_> =
        but(&ticked).into_iter().filter(|(name, _)| !name.ends_with(".1")).collect();
    let reply = portal.post(MIRA, "/requests", &fields);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let page = portal.get(MIRA, reply.location());
    for words in ["TEB to BIL", "To be confirmed", "“BIL” is not in our list of airports. We will"]
    {
        assert!(page.has(words), "{words}: {}", page.body);
    }
    let desk = portal.get(DANA, reply.location());
    assert!(desk.has("“BIL” is not in our list of airports. Choose the airport"), "{}", desk.body);
    portal.work();
    let letter = portal.app.mailer.sent.lock().unwrap().last().unwrap().clone();
    assert!(letter.text.contains("Airport to confirm"), "{}", letter.text);
}

#[test]
fn times_at_a_place_that_is_not_settled_name_no_zone() {
    let portal = Portal::open(SEED);
    let ticked = [("kind", "one_way"), ("from.0", "BIL"), ("from_at.0", "? BIL"), ("to.0", "TEB")];
    let fields: Vec<_> =
        but(&ticked).into_iter().filter(|(name, _)| !name.ends_with(".1")).collect();
    let reply = portal.post(MIRA, "/requests", &fields);
    let page = portal.get(MIRA, reply.location());
    assert!(page.has("8:15 PM local time") && !page.has("8:15 PM EST"), "{}", page.body);
}

#[test]
fn a_picked_suggestion_is_the_airport_that_was_picked() {
    for (id, label) in [("rjtt", "HND Tokyo Haneda"), ("khnd", "HND Henderson Executive")] {
        let portal = Portal::open(SEED);
        let chosen = format!("{id} {label}").leak();
        let fields = but(&[
            ("kind", "legs"),
            ("to.0", label),
            ("to_at.0", chosen),
            ("date.1", "13.12.2026"),
        ]);
        let reply = portal.post(MIRA, "/requests", &fields);
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
        assert_eq!(destination(&portal), ("HND".to_owned(), id.to_owned()));
    }
}

#[test]
fn a_code_of_two_airports_is_asked_about() {
    let portal = Portal::open(SEED);
    let reply = portal.post(MIRA, "/requests", &but(&[("to.0", "HND")]));
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    let at = |words: &str| reply.body.find(words).unwrap_or_else(|| panic!("{words}"));
    assert!(at("HND Tokyo Haneda, Tokyo, JP") < at("HND Henderson Executive, Las Vegas, Nevada"));
    for kept in ["value=\"8:15 PM\"", "value=\"12/11/2026\"", "value=\"HND\""] {
        assert!(reply.has(kept), "{kept}: {}", reply.body);
    }
    let chosen = [("to.0", "HND"), ("to_at.0", "khnd HND"), ("date.1", "13.12.2026")];
    let reply = portal.post(MIRA, "/requests", &but(&chosen));
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    assert_eq!(destination(&portal).1, "khnd");
}

#[test]
fn a_choice_no_longer_counts_after_the_text_was_edited() {
    let portal = Portal::open(SEED);
    let edited = but(&[("to.0", "luton"), ("to_at.0", "rjtt HND Tokyo Haneda")]);
    assert_eq!(portal.post(MIRA, "/requests", &edited).status, StatusCode::SEE_OTHER);
    assert_eq!(destination(&portal).1, "eggw");
    refused(&[("to.0", "HND"), ("to_at.0", "khnd London")], "to.0", "“HND” can be several");
    refused(&[("to.0", "HND"), ("to_at.0", "kteb HND")], "to.0", "“HND” can be several");
    refused(&[("to.0", "BIL"), ("to_at.0", "? BIS")], "to.0", "No airport is known as “BIL”");
}

#[test]
fn legs_that_cannot_be_flown_are_asked_about_once() {
    let portal = Portal::open(SEED);
    let back = [
        ("kind", "return"),
        ("to.0", "PBI"),
        ("time.0", "09:00"),
        ("from.1", ""),
        ("to.1", ""),
        ("date.1", "2026-12-10"),
        ("time.1", "09:30"),
    ];
    let reply = portal.post(MIRA, "/requests", &but(&back));
    assert!(reply.has("The leg above takes about 2 h 8 min"), "{}", reply.body);
    let (_, rest) = reply.body.split_once("name=\"time_sure.1\" value=\"").unwrap();
    let sure = rest.split('"').next().unwrap().to_owned().leak();
    let mut sure: Vec<_> = [back.as_slice(), &[("time_sure.1", sure)]].concat();
    sure.push(("passengers", ""));
    let again = portal.post(MIRA, "/requests", &but(&sure));
    assert!(
        again.has("name=\"time_sure.1\" value=\"29948520 29948550\""),
        "the answer is kept: {}",
        again.body
    );
    sure.pop();
    assert_eq!(portal.post(MIRA, "/requests", &but(&sure)).status, StatusCode::SEE_OTHER);
}

#[test]
fn drives_that_cannot_be_driven_are_asked_about() {
    let portal = Portal::open("");
    let drive = |time: &'static str| {
        [
            ("key", "k"),
            ("kind", "legs"),
            ("from.0", "8 Elm Street"),
            ("from_city.0", "Nashville"),
            ("to.0", "1 Lake Road"),
            ("to_city.0", "Chicago"),
            ("date.0", "2026-12-10"),
            ("time.0", "09:00"),
            ("from.1", "1 Lake Road"),
            ("from_city.1", "Chicago"),
            ("to.1", "8 Elm Street"),
            ("to_city.1", "Nashville"),
            ("date.1", "2026-12-10"),
            ("time.1", time),
            ("passengers", "44"),
        ]
    };
    let reply = portal.post(BEA, "/requests", &drive("09:30"));
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", reply.body);
    assert!(
        reply.has("<a href=\"#time.1\">Drive 2: The drive above takes about 6 h"),
        "{}",
        reply.body
    );
    let reply = portal.post(BEA, "/requests", &drive("18:00"));
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
}

#[test]
fn a_leg_that_was_left_empty_begins_where_the_one_above_it_ends() {
    let portal = Portal::open(SEED);
    let reply = portal.post(MIRA, "/requests", &but(&[("from.1", "")]));
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    assert_eq!(portal.value("SELECT route FROM requests"), "TEB to LTN to NCE");
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
    refused(&[("time.1", "01:14")], "time.1", "departs before the one above it");
    let portal = Portal::open(SEED);
    refused(&[("time.1", "01:16")], "time.1", "The leg above takes about 6 h 19 min");
    let later = portal.post(MIRA, "/requests", &but(&[("time.1", "07:34")]));
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
fn passengers_of_the_same_name_are_told_apart() {
    let portal = Portal::open(SEED);
    portal.app.db.execute(
        "INSERT INTO passengers (id, workspace_id, account_id, name, sort_name, email, created_at)
         SELECT '00000000-0000-7000-8000-00000000f0' || j.value, '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000a11',
           iif(j.value < 13, 'Kim Park', 'Lee Park'), iif(j.value < 13, 'kim park', 'lee park'), 'park' || j.value || '@park.example', 0
         FROM json_each('[11, 12, 13]') j",
    );
    let page = portal.post(MIRA, "/requests", &but(&[("step", "where"), ("to", "who")]));
    for (email, is_shown) in [("park11@", true), ("park12@", true), ("park13@", false)] {
        assert_eq!(page.has(email), is_shown, "{email}: {}", page.body);
    }
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
    refused(&[("notes", long)], "notes", "Please use 4000 characters or fewer.");
    refused(&[("catering", long)], "catering", "Please use 500 characters or fewer.");
}

#[test]
fn thirteen_legs_are_too_many() {
    let names: Vec<_> = (0..13).flat_map(|i| [format!("from.{i}"), format!("to.{i}")]).collect();
    let mut fields = vec![("key", "k"), ("kind", "legs"), ("passengers", "1")];
    fields.extend(names.iter().map(|name| (name.as_str(), "TEB")));
    let reply = Portal::open(SEED).post(MIRA, "/requests", &fields);
    assert!(reply.has("A request can have up to 12 legs"), "{}", reply.body);
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
    assert!(portal.get(MIRA, reply.location()).has("Sat, Dec 12, time TBD"));
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
fn a_time_that_comes_twice_is_asked_about_at_its_field() {
    let twice =
        [("kind", "legs"), ("date.0", "2027-11-07"), ("time.0", "01:30"), ("date.1", "2027-11-20")];
    refused(&twice, "time.0", "so this time comes twice. Which one?");
    refused(&twice, "time.0", "name=\"answer.time.0\" value=\"EST\"");
    let portal = Portal::open(SEED);
    for (key, zone) in [("a", "EDT"), ("b", "EST")] {
        let answered = [&twice[..], &[("key", key), ("answer.time.0", zone)]].concat();
        let reply = portal.post(MIRA, "/requests", &but(&answered));
        let told = format!("Sun, Nov 7, 2027, 1:30 AM {zone}");
        assert!(portal.get(MIRA, reply.location()).has(&told), "{told}");
    }
}

#[test]
fn two_questions_about_a_field_are_both_asked() {
    let portal = Portal::open(SEED);
    let fields = [
        ("kind", "legs"),
        ("to.0", "PBI"),
        ("date.0", "2027-11-06"),
        ("time.0", "23:59"),
        ("from.1", "PBI"),
        ("to.1", "TEB"),
        ("date.1", "2027-11-07"),
        ("time.1", "01:30"),
        ("answer.time.1", "EDT"),
    ];
    let reply = portal.post(MIRA, "/requests", &but(&fields));
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", reply.body);
    assert!(
        reply.has("value=\"EDT\" checked") && reply.has("name=\"time_sure.1\""),
        "{}",
        reply.body
    );
}

#[test]
fn a_date_years_ahead_is_asked_about() {
    let far = [("kind", "legs"), ("date.0", "2036-12-10"), ("date.1", "2036-12-11")];
    refused(&far, "date.0", "Is the year right? This is Dec 10, 2036.");
    let sure = [("answer.date.0", "2036-12-10"), ("answer.date.1", "2036-12-11")];
    let portal = Portal::open(SEED);
    let reply = portal.post(MIRA, "/requests", &but(&[&far[..], &sure].concat()));
    assert!(portal.get(MIRA, reply.location()).has("Wed, Dec 10, 2036, 8:15 PM EST"));
}

#[test]
fn a_coach_trip_has_addresses_in_their_own_time_zone() {
    let portal = Portal::open("");
    let form = portal.get(BEA, "/requests/new");
    assert!(
        form.has("Pick-up address") && !form.has("Airport") && !form.has("time zone"),
        "{}",
        form.body
    );
    let fields = [
        ("key", "k"),
        ("kind", "one_way"),
        ("from.0", "8 Elm Street"),
        ("from_city.0", "Denver"),
        ("to.0", "1 Lake Road"),
        ("to_city.0", "Boulder, CO"),
        ("zone.0", "America/Denver"),
        ("date.0", "2026-12-10"),
        ("time.0", "0730"),
        ("passengers", "44"),
    ];
    let reply = portal.post(BEA, "/requests", &fields);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let page = portal.get(BEA, reply.location());
    assert!(
        page.has("Denver to Boulder, CO") && page.has("7:30 AM MST") && page.has("8 Elm Street"),
        "{}",
        page.body
    );
}

#[test]
fn a_passenger_beyond_the_hundredth_is_found_by_name() {
    let portal = Portal::open(SEED);
    portal.app.db.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 130)
         INSERT INTO passengers (id, workspace_id, account_id, name, sort_name, created_at)
         SELECT printf('00000000-0000-7000-8000-00000001%04d', i), '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000a11',
           printf('Person %03d', i), printf('person %03d', i), 0 FROM n;
         UPDATE passengers SET name = 'Özgür de Souza', sort_name = 'ozgur de souza' WHERE name = 'Person 130'",
    );
    let ozgur = "00000000-0000-7000-8000-000000010130";
    let elsa = "00000000-0000-7000-8000-0000000000f2";
    let page = portal.post(MIRA, "/requests", &but(&[("to", "who")]));
    assert!(page.has("More names") && !page.has("Person 129"), "{}", page.body);
    let search = but(&[("step", "who"), ("find", "SOUZA"), ("found", ""), ("traveler", elsa)]);
    let found = portal.post(MIRA, "/requests", &search);
    assert_eq!(found.status, StatusCode::OK, "a search sends nothing");
    assert!(found.has("Özgür de Souza") && !found.has("Person 001"), "{}", found.body);
    assert!(found.has(&format!("value=\"{elsa}\" checked")), "who was ticked stays ticked");
    let mut fields = but(&[("key", "k2"), ("find", "SOUZA"), ("found", "SOUZA")]);
    fields.extend([("traveler", elsa), ("traveler", ozgur)]);
    let sent = portal.post(MIRA, "/requests", &fields);
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert!(portal.get(MIRA, sent.location()).has("Özgür de Souza"));
}

#[test]
fn each_of_many_namesakes_is_reached_page_by_page() {
    let portal = Portal::open(SEED);
    portal.app.db.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 230)
         INSERT INTO passengers (id, workspace_id, account_id, name, sort_name, created_at)
         SELECT printf('00000000-0000-7000-8000-00000001%04d', i), '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000a11', 'Same Name', 'same name', 0 FROM n",
    );
    let elsa = "00000000-0000-7000-8000-0000000000f2";
    let mut fields = but(&[("step", "who"), ("find", "same"), ("found", ""), ("traveler", elsa)]);
    let mut found = std::collections::BTreeSet::new();
    for _ in 0..4 {
        let page = portal.post(MIRA, "/requests", &fields);
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        assert!(page.has(&format!("value=\"{elsa}\" checked")), "who was ticked stays ticked");
        let ids = page.body.split("00000000-0000-7000-8000-00000001").skip(1);
        found.extend(ids.filter_map(|it| it.get(..4).and_then(|it| it.parse::<u32>().ok())));
        let Some((_, more)) = page.body.split_once("name=\"more\" value=\"") else { break };
        let more: &str = more.split('"').next().unwrap().to_owned().leak();
        fields.retain(|(name, _)| !["more", "found"].contains(name));
        fields.extend([("found", "same"), ("more", more)]);
    }
    assert_eq!(found.into_iter().filter(|it| *it > 0).count(), 230);
}

#[test]
fn an_expired_passport_is_refused_on_an_international_leg_and_not_on_another() {
    let elsa = "00000000-0000-7000-8000-0000000000f2";
    let portal = Portal::open(SEED);
    let expires = |day: &str| {
        let set =
            format!("UPDATE passengers SET document_expires_on = '{day}' WHERE id = '{elsa}'");
        portal.app.db.execute(&set);
    };
    expires("2026-12-09");
    let abroad = portal.post(MIRA, "/requests", &but(&[("traveler", elsa)]));
    assert_eq!(abroad.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        abroad.has("expires before the last leg to another country arrives"),
        "{}",
        abroad.body
    );
    assert!(abroad.has("<a href=\"#traveler\">The passport of"), "{}", abroad.body);
    let domestic = [("traveler", elsa), ("kind", "one_way"), ("to.0", "PBI"), ("key", "k2")];
    let fields: Vec<_> =
        but(&domestic).into_iter().filter(|(name, _)| !name.ends_with(".1")).collect();
    let reply = portal.post(MIRA, "/requests", &fields);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    expires("2030-01-01");
    let renewed = portal.post(MIRA, "/requests", &but(&[("traveler", elsa), ("key", "k3")]));
    assert_eq!(renewed.status, StatusCode::SEE_OTHER, "{}", renewed.body);
}

/// The zones of a coach trip that was sent, or the complaint about it.
fn zones_between(
    from: &'static str,
    to: &'static str,
    more: &[(&'static str, &'static str)],
) -> String {
    let portal = Portal::open("");
    let fields = [
        ("key", "k"),
        ("kind", "one_way"),
        ("from.0", "8 Elm Street"),
        ("from_city.0", from),
        ("to.0", "1 Lake Road"),
        ("to_city.0", to),
        ("date.0", "2026-12-10"),
        ("time.0", "7:30 am"),
        ("passengers", "44"),
    ];
    let reply = portal.post(BEA, "/requests", &[&fields[..], more].concat());
    if reply.status == StatusCode::SEE_OTHER {
        let of = |end| format!("(itinerary ->> '$[0].{end}.zone')");
        let [from, to] = ["origin", "destination"].map(of);
        return portal.value(&format!("SELECT {from} || ' ' || {to} FROM requests"));
    }
    let start = reply.body.split("class=\"complaints\"").nth(1).unwrap();
    start.split("<a href=\"#").nth(1).unwrap().split("</a>").next().unwrap().to_owned()
}

#[test]
fn each_address_has_the_time_zone_of_its_city() {
    let both = "America/Chicago America/New_York";
    assert_eq!(zones_between("Nashville", "Atlanta", &[]), both);
    assert_eq!(zones_between("Northfield, MN", "Atlanta, GA", &[]), both);
    let chosen = [("zone.0", "America/Chicago"), ("to_zone.0", "America/New_York")];
    assert_eq!(zones_between("Boulder", "Springfield Mills", &chosen), both);
}

#[test]
fn a_time_zone_that_is_not_known_is_asked_for() {
    let asked = zones_between("Nashville", "Springfield Mills", &[]);
    assert_eq!(asked, "to_zone.0\">Choose the time zone of Springfield Mills.");
}
