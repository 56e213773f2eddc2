//! The builder: how it is filled in, what it saves and what it refuses.
use super::*;

#[test]
fn the_builder_is_filled_in_from_the_request() {
    let page = portal().get(DANA, &format!("{REQUEST}/quotes/new"));
    assert_eq!(page.status, StatusCode::OK);
    for words in [
        "value=\"Dec 10, 2026\"",
        "value=\"8:15 PM\"",
        "value=\"Flight time\"",
        "value=\"Landing and handling\"",
        "value=\"Crew overnight\"",
        "value=\"Catering\"",
        "Vegetarian for two",
        "name=\"price.4\"",
        "value=\"50\"",
        "value=\"Nov 28, 2026\"",
        "value=\"5:00 PM\"",
        "Charter terms.",
        "N517HA, Citation Latitude, 8 seats",
    ] {
        assert!(page.has(words), "{words}");
    }
    assert!(
        page.has("name=\"time.1\" aria-describedby=\"time.1-hint \" value=\"\""),
        "a time that is not agreed stays empty"
    );
    assert!(
        page.has("name=\"block.0\" aria-describedby=\"block.0-hint \" value=\"447\""),
        "2,989 nm at 420 kt and 20 minutes"
    );
}

#[test]
fn sums_are_calculated_and_not_read_from_the_form() {
    let portal = portal();
    let quote = draft(&portal);
    // 22.20 for six on two legs abroad; the rate that ended the day before is not in it.
    insta::assert_snapshot!(newest(&portal, "state, vehicle, subtotal, tax, total, deposit"), @"
    state: draft
    vehicle: Citation Latitude
    subtotal: 10048000
    tax: 26640
    total: 10074640
    deposit: 5037320
    ");
    assert_eq!(
        newest(&portal, "itinerary ->> '$[1].time_agreed' AS time_agreed"),
        "time_agreed: 0"
    );
    let page = portal.get(DANA, &format!("{quote}/edit"));
    for words in [
        "100,480.00",
        "Head tax",
        "22.20 × 6 passengers × 2 legs",
        "266.40",
        "100,746.40",
        "50,373.20",
        "Dec 10, 2026",
    ] {
        assert!(page.has(words), "{words}");
    }
    assert!(!page.has("Old tax") && !page.has("Excise tax"));
    assert_eq!(
        portal.value("SELECT next FROM counters WHERE noun = 'quote' AND workspace_id LIKE '%001'"),
        "1002"
    );
}

#[test]
fn a_draft_is_edited_and_wholesale_is_not_taxed() {
    let portal = portal();
    let quote = draft(&portal);
    let wholesale = fields(&[
        ("version", "1"),
        ("taxed", ""),
        ("label.1", ""),
        ("price.1", ""),
        ("time.1", "11:00"),
    ]);
    let saved = portal.post(DANA, &quote, &wholesale);
    assert_eq!(
        (saved.status, saved.location()),
        (StatusCode::SEE_OTHER, format!("{quote}/edit").as_str()),
        "{}",
        saved.body
    );
    insta::assert_snapshot!(newest(&portal, "subtotal, tax, total, version"), @"
    subtotal: 10000000
    tax: 0
    total: 10000000
    version: 2
    ");
    let stale = portal.post(DANA, &quote, &fields(&[("key", "l"), ("version", "1")]));
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert_eq!(newest(&portal, "version"), "version: 2");
}

#[test]
fn another_row_keeps_what_was_typed_and_saves_nothing() {
    let portal = portal();
    let page = portal.post(
        DANA,
        &format!("{REQUEST}/quotes"),
        &fields(&[("add", "line"), ("label.2", "De-icing")]),
    );
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.has("De-icing") && page.has("name=\"price.3\"") && !page.has("name=\"price.4\""));
    assert_eq!(portal.value("SELECT count(*) FROM events"), "0");
}

#[test]
fn the_totals_of_what_was_typed_are_shown_and_nothing_is_saved() {
    let portal = portal();
    let typed = |more: &[(&str, &str)]| {
        let more = [more, &[("then", "totals"), ("terms", "")]].concat();
        portal.post(DANA, &format!("{REQUEST}/quotes"), &fields(&more))
    };
    let page = typed(&[]);
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    for words in
        ["<dd>100,480.00</dd>", "Not saved yet, with the rates in force on", "Deposit, 50%"]
    {
        assert!(page.has(words), "{words}: {}", page.body);
    }
    assert!(page.has("name=\"label.1\" value=\"Catering\""), "what was typed stays");
    let dearer = typed(&[("price.1", "90")]);
    assert!(dearer.has("<dd>100,540.00</dd>"), "{}", dearer.body);
    let incomplete = typed(&[("passengers", ""), ("price.1", "")]);
    assert_eq!(incomplete.status, StatusCode::OK);
    assert!(incomplete.has("<li>Enter the number of passengers.</li>"), "{}", incomplete.body);
    assert!(incomplete.has("needs a price in USD"));
    assert_eq!(portal.value("SELECT count(*) FROM quotes WHERE reference = 'Q-1001'"), "0");
}

#[test]
fn the_totals_of_a_draft_are_those_of_its_form() {
    let portal = portal();
    let quote = draft(&portal);
    let saved = portal.get(DANA, &format!("{quote}/edit"));
    assert!(saved.has("As last saved, with the rates in force on"), "{}", saved.body);
    let typed = [("version", "1"), ("then", "totals"), ("price.0", "11,000.00"), ("taxed", "")];
    let page = portal.post(DANA, &quote, &fields(&typed));
    assert!(page.has("<dd>110,480.00</dd>") && page.has("Not saved yet, without taxes."));
    assert_eq!(newest(&portal, "subtotal"), "subtotal: 10048000");
}

#[test]
fn a_form_that_is_not_valid_is_shown_again_with_complaints() {
    let portal = portal();
    for (field, value, words) in [
        ("price.1", "", "needs a price"),
        ("price.1", "1.234", "Does “1.234” mean 1,234.00"),
        ("price.1", "€80", "Amounts here are in USD"),
        ("label.1", "", "what this price is for"),
        ("quantity.0", "0", "Enter a quantity"),
        ("price.0", "999999999999", "too large"),
        ("date.0", "2026-11-20", "has passed"),
        ("date.1", "2026-12-08", "before the one before it"),
        ("time.0", "25:00", "Enter a time"),
        ("block.0", "0", "travel time"),
        ("passengers", "0", "number of passengers"),
        ("deposit", "101", "from 0 to 100"),
        ("valid_on", "", "Enter a date"),
        ("terms", "", "Enter the terms"),
        ("tail", "", "Choose the aircraft"),
        ("tail", "00000000-0000-7000-8000-000000000b53", "Choose the aircraft"),
    ] {
        let mut all = fields(&[(field, value)]);
        if words == "too large" {
            all = fields(&[(field, value), ("quantity.0", "1000000")]);
        }
        let reply = portal.post(DANA, &format!("{REQUEST}/quotes"), &all);
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {value}");
        assert!(reply.has(words) && reply.has("Good to have you back."), "{field}: {words}");
    }
    assert_eq!(portal.value("SELECT count(*) FROM events"), "0");
}

#[test]
fn a_departure_in_the_hour_that_clocks_skip_is_refused() {
    let portal = portal();
    let spring = [("date.0", "2027-03-14"), ("time.0", "02:30"), ("date.1", "2027-03-20")];
    let reply = portal.post(DANA, &format!("{REQUEST}/quotes"), &fields(&spring));
    assert!(reply.has("skip this time on Mar 14, 2027"));
}

#[test]
fn a_validity_that_comes_twice_is_asked_about() {
    let portal = portal();
    let twice = [("valid_on", "2027-11-07"), ("valid_at", "1:30 am")];
    let reply = portal.post(DANA, &format!("{REQUEST}/quotes"), &fields(&twice));
    assert!(reply.has("comes twice. Which one?") && reply.has("1:30 AM EST"), "{}", reply.body);
    let second = [twice[0], twice[1], ("answer.valid_at", "EST")];
    let quote = portal.post(DANA, &format!("{REQUEST}/quotes"), &fields(&second));
    let again = portal.get(DANA, quote.location());
    assert!(again.has("value=\"EST\" checked"), "{}", again.body);
}

#[test]
fn the_same_draft_sent_twice_is_one_quote() {
    let portal = portal();
    assert_eq!(draft(&portal), draft(&portal));
    assert_eq!(portal.value("SELECT count(*) FROM quotes WHERE reference = 'Q-1001'"), "1");
}

#[test]
fn a_workspace_without_aircraft_names_the_type() {
    let portal = portal();
    let path = "/requests/00000000-0000-7000-8000-000000000e02/quotes";
    assert!(portal.get(RHEA, &format!("{path}/new")).has("No aircraft yet"));
    let named = fields(&[
        ("tail", ""),
        ("from.0", "TEB Teterboro"),
        ("vehicle", "Gulfstream G280"),
        ("block.1", "415"),
    ]);
    let reply = portal.post(RHEA, path, &named);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    insta::assert_snapshot!(newest(&portal, "vehicle, tax"), @"
    vehicle: Gulfstream G280
    tax: 0
    ");
}

#[test]
fn a_coach_is_quoted_as_such_and_its_travel_time_is_typed() {
    let portal = portal();
    let path = "/requests/00000000-0000-7000-8000-000000000e04/quotes";
    let page = portal.get(NOOR, &format!("{path}/new"));
    for words in [
        "Driving time",
        "NC 56-1, 56-seat coach",
        "name=\"block.0\" aria-describedby=\"block.0-hint \" value=\"\"",
        "value=\"20\"",
    ] {
        assert!(page.has(words), "{words}");
    }
    assert!(!page.has("Landing") && !page.has("Aircraft") && !page.has("irport"));
    let coach = |block: &'static str| {
        let mut all = fields(&[
            ("tail", "00000000-0000-7000-8000-000000000b53"),
            ("from.0", "8 Elm Street, Minneapolis"),
            ("from_city.0", "Minneapolis"),
            ("to.0", "1 Lake Avenue, Duluth"),
            ("to_city.0", "Duluth"),
            ("passengers", "40"),
            ("block.0", block),
        ]);
        all.retain(|(name, _)| {
            !name.ends_with(".1") || name.starts_with("label") || name.starts_with("price")
        });
        all
    };
    assert!(portal.post(NOOR, path, &coach("")).has("travel time in minutes"));
    let reply = portal.post(NOOR, path, &coach("165"));
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
}

#[test]
fn the_route_is_changed_by_a_stop_another_airport_and_a_leg_less() {
    let portal = portal();
    let path = format!("{REQUEST}/quotes");
    let tied = [("add-stop", "0"), ("leg.0", "1"), ("area.1", "rural")];
    let stop = portal.post(DANA, &path, &fields(&tied));
    assert_eq!(stop.status, StatusCode::OK);
    assert!(
        stop.has("<option value=\"2\" selected>"),
        "the line stays with its leg: {}",
        stop.body
    );
    assert!(stop.has("name=\"area.2\""), "the new leg has an area to choose");
    for words in ["name=\"to.0\" ", "name=\"from.2\"", "name=\"calculated.2\""] {
        assert!(stop.has(words), "{words}");
    }
    assert!(!stop.has("name=\"from.3\""));
    let removed = portal.post(DANA, &path, &fields(&[("remove-leg", "1")]));
    assert!(removed.has("name=\"from.0\"") && !removed.has("name=\"from.1\""));
    assert_eq!(portal.value("SELECT count(*) FROM events"), "0");

    portal.app.db.execute("UPDATE quotes SET state = 'withdrawn'");
    let by_nice = fields(&[
        ("to.0", "NCE"),
        ("block.0", ""),
        ("from.1", "NCE"),
        ("to.1", "LTN"),
        ("passengers", "7"),
    ]);
    let saved = portal.post(DANA, &path, &by_nice);
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    insta::assert_snapshot!(newest(&portal, "route, passengers, itinerary ->> '$[0].destination.code' AS stop"), @"
    route: TEB to NCE to LTN
    passengers: 7
    stop: NCE
    ");
}

#[test]
fn numbers_are_read_as_the_continent_writes_them() {
    let portal = portal();
    let typed = [
        ("quantity.0", "8,8"),
        ("price.0", "12\u{202f}900,50"),
        ("price.1", "(80,00 $)"),
        ("deposit", "7,5"),
        ("passengers", "６"),
    ];
    let saved = portal.post(DANA, &format!("{REQUEST}/quotes"), &fields(&typed));
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    insta::assert_snapshot!(newest(&portal, "lines ->> '$[0].quantity' AS hours, lines ->> '$[0].price' AS price, lines ->> '$[1].price' AS discount, deposit_ppm, passengers"), @"
    hours: 8800
    price: 1290050
    discount: -8000
    deposit_ppm: 75000
    passengers: 6
    ");
}

#[test]
fn the_builder_shows_what_the_client_asked_for() {
    let portal = portal();
    portal.app.db.execute("UPDATE requests SET preference = 'A quiet cabin', ground = 'Two cars' WHERE id LIKE '%e01'");
    let quote = draft(&portal);
    for path in [format!("{REQUEST}/quotes/new"), format!("{quote}/edit")] {
        let page = portal.get(DANA, &path);
        for words in [
            "What the client asked for",
            "<bdi>Mira Lindqvist</bdi>, <bdi>Lindqvist Holdings</bdi>",
            "A quiet cabin",
            "Two cars",
            "Vegetarian for two",
            "One dog",
            "London Luton",
        ] {
            assert!(page.has(words), "{path}: {words}");
        }
    }
    act(&portal, DANA, &format!("{quote}/sending"), "1");
    let fields = [("key", "c"), ("version", "2"), ("comment", "An hour later, please")];
    portal.post(MIRA, &format!("{quote}/change-request"), &fields);
    let revised = act(&portal, DANA, &format!("{quote}/revisions"), "3");
    assert!(portal.get(DANA, revised.location()).has("An hour later, please"));
}

#[test]
fn preview_saves_what_was_typed_first() {
    let portal = portal();
    let quote = draft(&portal);
    let changed =
        fields(&[("key", "p"), ("version", "1"), ("price.0", "20,000.00"), ("then", "preview")]);
    let saved = portal.post(DANA, &quote, &changed);
    assert_eq!((saved.status, saved.location()), (StatusCode::SEE_OTHER, quote.as_str()));
    assert!(portal.get(DANA, &quote).has("200,480.00"));
    let new = portal.post(
        DANA,
        &format!("{REQUEST}/quotes"),
        &fields(&[("key", "n"), ("then", "preview")]),
    );
    assert!(!new.location().ends_with("/edit"), "{}", new.location());
}

#[test]
fn another_aircraft_brings_its_times_and_asks_about_prices() {
    let portal = portal();
    let first = fields(&[("block.0", ""), ("quantity.0", "14.9"), ("date.1", "2026-12-13")]);
    let reply = portal.post(DANA, &format!("{REQUEST}/quotes"), &first);
    let quote = reply.location().trim_end_matches("/edit").to_owned();
    let page = portal.get(DANA, &format!("{quote}/edit"));
    assert!(page.has("name=\"hours\" value=\"14.9\""), "twice 447 minutes");
    let shown = [
        ("version", "1"),
        ("planned_for", LATITUDE_TAIL),
        ("hours", "14.9"),
        ("calculated.0", "447"),
        ("calculated.1", "447"),
        ("block.0", "447"),
        ("block.1", "447"),
        ("quantity.0", "14.9"),
        ("counted.0", "14.9"),
        ("price.0", "10,000.00"),
        ("priced.0", "10,000.00"),
        ("tail", GLOBAL_TAIL),
    ];
    let asked = portal.post(DANA, &quote, &fields(&shown));
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in [
        "Some prices below were entered for N517HA. Check them for N620HA, then save again.",
        "name=\"hours\" value=\"13.4\"",
        "value=\"402\"",
    ] {
        assert!(asked.has(words), "{words}");
    }
    let mut again = shown.map(|(name, value)| match value {
        "447" => (name, "402"),
        "14.9" => (name, "13.4"),
        LATITUDE_TAIL => (name, GLOBAL_TAIL),
        _ => (name, value),
    });
    again[9].1 = "12,000.00";
    let again = [again.as_slice(), &[("key", "again")]].concat();
    let saved = portal.post(DANA, &quote, &fields(&again));
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    assert_eq!(
        newest(
            &portal,
            "lines ->> '$[0].quantity' AS hours, lines ->> '$[0].price' AS price, vehicle"
        ),
        "hours: 13400\nprice: 1200000\nvehicle: Global 6000"
    );
}

#[test]
fn a_price_with_two_meanings_is_asked_about_with_both_and_one_choice_settles_it() {
    let portal = portal();
    let to = format!("{REQUEST}/quotes");
    let asked = portal.post(DANA, &to, &fields(&[("price.0", "1.250")]));
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in [
        "Does “1.250” mean 1,250.00 or 1.25?",
        "name=\"price.0-meant\" value=\"1250\"",
        "name=\"price.0-meant\" value=\"1.25\"",
    ] {
        assert!(asked.has(words), "{words}");
    }
    let chosen = fields(&[("key", "l"), ("price.0", "1.250"), ("price.0-meant", "1250")]);
    assert_eq!(portal.post(DANA, &to, &chosen).status, StatusCode::SEE_OTHER);
    assert_eq!(newest(&portal, "lines ->> '$[0].price' AS price"), "price: 125000");
}

#[test]
fn a_saved_quantity_of_three_decimals_is_not_asked_about_again() {
    let portal = portal();
    let saved =
        portal.post(DANA, &format!("{REQUEST}/quotes"), &fields(&[("quantity.0", "8.1250")]));
    let page = portal.get(DANA, saved.location());
    assert!(page.has("name=\"quantity.0\" value=\"8.1250\""), "{}", page.body);
}

/// Lines of the operator's own.
const CATALOG: &str = "UPDATE workspaces SET quote_catalog = 'Flight time; 6,950; taxable; hours; for Citation Latitude
Flight time; 12,900; taxable; hours; for Global 6000
Landing; 450; each; estimate; legs
Crew overnight; 600; nights
De-icing; estimate; optional' WHERE slug = 'harbour'";

#[test]
fn a_new_quote_begins_with_the_operators_own_lines_and_prices() {
    let portal = portal();
    portal.app.db.execute(CATALOG);
    let page = portal.get(DANA, &format!("{REQUEST}/quotes/new"));
    for words in [
        "value=\"6,950.00\"",
        "value=\"Landing\"",
        "value=\"450.00\"",
        "value=\"Crew overnight\"",
        "<option value=\"4\">De-icing</option>",
        "<option value=\"1\">Flight time, for Global 6000</option>",
    ] {
        assert!(page.has(words), "{words}: {}", page.body);
    }
    assert!(!page.has("value=\"12,900.00\"") && !page.has("value=\"Landing and handling\""));
    assert!(!page.has("value=\"De-icing\""), "it is offered, and not there yet");
    let typed = fields(&[("add", "catalog"), ("catalog", "4")]);
    let added = portal.post(DANA, &format!("{REQUEST}/quotes"), &typed);
    assert!(added.status == StatusCode::OK && added.has("name=\"label.2\" value=\"De-icing\""));
    assert!(added.has("<option value=\"optional_estimate\" selected>"), "{}", added.body);
    let landing = fields(&[("add", "catalog"), ("catalog", "2")]);
    let added = portal.post(DANA, &format!("{REQUEST}/quotes"), &landing);
    assert!(added.has("name=\"quantity.2\" value=\"2\""), "two legs: {}", added.body);
    assert_eq!(portal.value("SELECT count(*) FROM events"), "0", "nothing is saved");
}

#[test]
fn the_operators_own_prices_are_saved_as_they_were_filled_in() {
    let portal = portal();
    portal.app.db.execute(CATALOG);
    let filled = fields(&[("price.0", "6,950"), ("price.1", "450.00")]);
    let saved = portal.post(DANA, &format!("{REQUEST}/quotes"), &filled);
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    assert_eq!(newest(&portal, "lines ->> '$[0].price' AS price"), "price: 695000");
}

#[test]
fn another_aircraft_brings_the_price_of_its_type_and_one_typed_by_hand_is_asked_about() {
    let portal = portal();
    portal.app.db.execute(CATALOG);
    let other = |price: &'static str| {
        let typed = [
            ("planned_for", LATITUDE_TAIL),
            ("tail", GLOBAL_TAIL),
            ("price.0", price),
            ("priced.0", price),
            ("then", "totals"),
        ];
        portal.post(DANA, &format!("{REQUEST}/quotes"), &fields(&typed))
    };
    let carried = other("6,950.00");
    assert!(carried.has("name=\"price.0\" value=\"12,900.00\""), "{}", carried.body);
    assert!(!carried.has("prices below were entered"), "{}", carried.body);
    let asked = other("7,100.00");
    assert!(asked.has("name=\"price.0\" value=\"7,100.00\""), "{}", asked.body);
    assert!(asked.has("Your price for Global 6000 is 12,900.00."), "{}", asked.body);
}

#[test]
fn lines_that_are_not_understood_are_told_in_the_settings() {
    let portal = portal();
    let save = |key, catalog| {
        let fields = [
            ("key", key),
            ("version", "1"),
            ("deposit", "50"),
            ("quote_days", "7"),
            ("payment_days", "14"),
            ("quote_catalog", catalog),
        ];
        portal.post(OLE, "/settings/offers", &fields)
    };
    let twofold = save("c", "Landing; 450\nFlight time; 6.950; hours");
    assert_eq!(twofold.status, StatusCode::UNPROCESSABLE_ENTITY);
    let words = "Line 2: Does “6.950” mean 6,950.00 or 6.95? Type 6950 or 6.95.";
    assert!(twofold.has(words), "{}", twofold.body);
    let wrong = save("a", "Landing; 450\n; 5");
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.has("Line 2: begin with a name"), "{}", wrong.body);
    assert_eq!(save("b", "Landing; 450").status, StatusCode::SEE_OTHER);
    assert_eq!(
        portal.value("SELECT quote_catalog FROM workspaces WHERE slug = 'harbour'"),
        "Landing; 450"
    );
}
