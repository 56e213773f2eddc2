//! The manifest of a leg, changed by clients and staff.
use crate::{
    manifests::{Change, queries},
    testing::cast::*,
    workspaces::Face,
};
use axum::http::StatusCode;

/// Trip 701 of Lindqvist: to London, then to Nice, with Alva (e1). Bo (e3) has an expired passport, Cleo (e4) none.
const SEED: &str = concat!(
    include_str!("../../trips/seed.sql"),
    "INSERT INTO passengers (id, workspace_id, account_id, name, sort_name, document_expires_on, created_at) VALUES
      ('00000000-0000-7000-8000-0000000000e3', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000a11', 'Bo Lindqvist', 'bo lindqvist', '2026-11-30', 0),
      ('00000000-0000-7000-8000-0000000000e4', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000a11', 'Cleo Lindqvist', 'cleo lindqvist', '', 0);"
);
const TRIP: &str = "/trips/00000000-0000-7000-8000-000000000701";
const PAGE: &str = "/trips/00000000-0000-7000-8000-000000000701/manifest";
const FIRST: &str = "00000000-0000-7000-8000-000000000701.0";
const SECOND: &str = "00000000-0000-7000-8000-000000000701.1";
const ALVA: &str = "00000000-0000-7000-8000-0000000000e1";
const RUTHS: &str = "00000000-0000-7000-8000-0000000000e2";
const BO: &str = "00000000-0000-7000-8000-0000000000e3";
const CLEO: &str = "00000000-0000-7000-8000-0000000000e4";

fn save(portal: &Portal, who: Person, key: &str, fields: &[(&str, &str)]) -> Reply {
    portal.post(who, PAGE, &[&[("key", key)], fields].concat())
}

/// The names on each leg of the trip.
fn aboard(portal: &Portal) -> String {
    portal.value(
        "SELECT group_concat(names, '; ') FROM (SELECT coalesce((SELECT group_concat(name, ', ') FROM (SELECT p.name FROM leg_passengers x
           JOIN passengers p ON p.id = x.passenger_id WHERE x.leg_id = l.id ORDER BY p.sort_name)), '-') AS names
         FROM legs l WHERE l.trip_id LIKE '%701' ORDER BY l.position)",
    )
}

#[test]
fn everybody_of_a_trip_is_on_every_leg_until_it_is_said_otherwise() {
    let portal = Portal::open(SEED);
    assert_eq!(aboard(&portal), "Alva Lindqvist; Alva Lindqvist");
    let reply =
        save(&portal, MIRA, "a", &[("leg", FIRST), ("was", ALVA), ("on", ALVA), ("on", CLEO)]);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    assert_eq!(reply.location(), format!("{PAGE}?leg={FIRST}"));
    assert_eq!(aboard(&portal), "Alva Lindqvist, Cleo Lindqvist; Alva Lindqvist");
    for who in [MIRA, DANA] {
        let page = portal.get(who, TRIP);
        assert!(
            page.has("Cleo Lindqvist <small class=\"text-soft\">Leg 1</small>"),
            "{}",
            page.body
        );
        assert!(page.has("2 not named yet") && !page.has("Alva Lindqvist <small"));
    }
    assert_eq!(
        portal.value("SELECT action || ': ' || note FROM events ORDER BY rowid DESC LIMIT 1"),
        "manifest_changed: TEB to LTN: 1 added, 0 removed"
    );
}

#[test]
fn what_is_missing_is_told_once_with_everybody_who_lacks_it() {
    let portal = Portal::open(SEED);
    let more = (0..50).map(|i| format!("INSERT INTO passengers (id, workspace_id, account_id, name, sort_name, email, document_expires_on, created_at) VALUES
      ('00000000-0000-7000-8000-00000000f{i:03}', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000a11', 'Kim Park', 'kim park', 'kim{i}@park.example', '', 0);
      INSERT INTO leg_passengers (leg_id, trip_id, passenger_id, workspace_id) VALUES ('{FIRST}', '00000000-0000-7000-8000-000000000701', '00000000-0000-7000-8000-00000000f{i:03}', '00000000-0000-7000-8000-000000000001');"));
    portal.app.db.execute(&more.collect::<String>());
    for who in [MIRA, DANA] {
        let page = portal.get(who, &format!("{PAGE}?leg={FIRST}"));
        let all = "date of birth, sex, nationality, country of residence, passport number, country that issued the passport, passport expiry";
        assert_eq!(page.body.matches(all).count(), 1, "{}", page.body);
        assert!(page.has("51 passengers</strong> without date of birth") && page.has("43 more"));
        assert!(page.has("href=\"/passengers/00000000-0000-7000-8000-00000000f049/edit\""));
        let beside = page.body.matches("7 details missing").count();
        assert_eq!(beside, 52, "beside each name, also Cleo's in the directory");
        assert!(page.has("kim49@park.example"), "tells apart who have the same name");
    }
}

#[test]
fn a_manifest_is_copied_to_other_legs() {
    let portal = Portal::open(SEED);
    save(&portal, DANA, "a", &[("leg", FIRST), ("was", ALVA), ("on", CLEO), ("also", SECOND)]);
    assert_eq!(aboard(&portal), "Cleo Lindqvist; Cleo Lindqvist");
    let travelers =
        "SELECT group_concat(passenger_id) FROM trip_passengers WHERE trip_id LIKE '%701'";
    assert_eq!(portal.value(travelers), CLEO, "who is on no leg does not travel");
}

#[test]
fn what_two_people_change_at_the_same_time_is_both_kept() {
    let portal = Portal::open(SEED);
    save(&portal, MIRA, "a", &[("leg", FIRST), ("was", ALVA), ("on", ALVA), ("on", CLEO)]);
    save(&portal, DANA, "b", &[("leg", FIRST), ("was", ALVA), ("on", BO)]);
    assert_eq!(aboard(&portal), "Bo Lindqvist, Cleo Lindqvist; Alva Lindqvist");
}

#[test]
fn the_first_night_in_the_united_states_is_asked_for_and_can_be_taken_back() {
    let portal = Portal::open(SEED);
    portal.app.db.execute("UPDATE legs SET origin = destination, destination = origin WHERE trip_id LIKE '%701' AND position = 0");
    let leads_there = |leg| {
        portal.get(MIRA, &format!("{PAGE}?leg={leg}")).has("First night in the United States")
    };
    assert!(leads_there(FIRST) && !leads_there(SECOND), "only the leg from London to Teterboro");
    let hotel = "2 West 57th Street, New York, NY 10019";
    let fields = [("leg", FIRST), ("was", ALVA), ("on", ALVA), ("first_night_was", "")];
    let reply = save(&portal, MIRA, "a", &[&fields[..], &[("first_night", hotel)]].concat());
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let page = portal.get(DANA, &format!("{PAGE}?leg={FIRST}"));
    assert!(page.has(&format!("value=\"{hotel}\" maxlength")), "{}", page.body);
    assert_eq!(
        portal.value("SELECT action || ': ' || note FROM events ORDER BY rowid DESC LIMIT 1"),
        "manifest_changed: LTN to TEB: 0 added, 0 removed; first night changed"
    );
    let long = "x".repeat(201);
    let reply = save(&portal, MIRA, "b", &[&fields[..], &[("first_night", &long)]].concat());
    assert!(
        reply.status == StatusCode::UNPROCESSABLE_ENTITY && reply.has(&long),
        "nothing is lost"
    );
    // Somebody who saw the old form and changed something else leaves the new address as it is.
    save(&portal, DANA, "c", &[&fields[..], &[("first_night", ""), ("on", CLEO)]].concat());
    assert_eq!(portal.value("SELECT address FROM first_nights"), hotel);
    let back = [
        ("leg", FIRST),
        ("was", ALVA),
        ("on", ALVA),
        ("first_night_was", hotel),
        ("first_night", ""),
    ];
    save(&portal, DANA, "d", &back);
    assert_eq!(portal.value("SELECT count(*) FROM first_nights"), "0");
}

#[test]
fn a_client_is_told_of_an_expired_passport_at_the_field_and_staff_are_warned() {
    let portal = Portal::open(SEED);
    let reply =
        save(&portal, MIRA, "a", &[("leg", FIRST), ("was", ALVA), ("on", ALVA), ("on", BO)]);
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        reply.has("The passport of Bo Lindqvist expires before TEB to LTN arrives"),
        "{}",
        reply.body
    );
    assert!(reply.has(&format!("value=\"{BO}\" checked")), "what was chosen stays chosen");
    assert_eq!(
        save(&portal, DANA, "b", &[("leg", FIRST), ("on", BO)]).status,
        StatusCode::SEE_OTHER
    );
    let page = portal.get(DANA, &format!("{PAGE}?leg={FIRST}"));
    assert!(
        page.has("state-late\">Passport expires Nov 30, 2026, before this leg"),
        "{}",
        page.body
    );
    assert!(page.has("1 passenger</strong> without date of birth, sex, nationality"));
}

#[test]
fn where_documents_are_required_nobody_is_assigned_without_them() {
    let portal = Portal::open(SEED);
    portal.app.db.execute("UPDATE workspaces SET requires_documents = 1");
    for who in [MIRA, DANA] {
        let reply =
            save(&portal, who, "a", &[("leg", FIRST), ("was", ALVA), ("on", ALVA), ("on", CLEO)]);
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", who.name);
        assert!(
            reply.has(
                "Cleo Lindqvist cannot be put on TEB to LTN yet. Still missing: date of birth"
            ),
            "{}",
            reply.body
        );
        let copied = save(
            &portal,
            who,
            "b",
            &[("leg", FIRST), ("was", ALVA), ("on", ALVA), ("also", SECOND)],
        );
        assert_eq!(copied.status, StatusCode::SEE_OTHER, "who is on both legs already stays");
    }
    assert_eq!(aboard(&portal), "Alva Lindqvist; Alva Lindqvist");
}

#[test]
fn a_leg_that_has_departed_is_closed_to_clients_and_a_completed_trip_to_all() {
    let portal = Portal::open(SEED);
    portal.app.db.execute(&format!("UPDATE legs SET departs_at = {NOON} WHERE id = '{FIRST}'"));
    let fields = [("leg", FIRST), ("was", ALVA), ("on", CLEO)];
    let reply = save(&portal, MIRA, "a", &fields);
    assert!(reply.has("This leg has departed"), "{}", reply.body);
    let copied =
        save(&portal, MIRA, "b", &[("leg", SECOND), ("was", ALVA), ("on", CLEO), ("also", FIRST)]);
    assert!(copied.has("can no longer be changed"), "{}", copied.body);
    assert_eq!(save(&portal, DANA, "c", &fields).status, StatusCode::SEE_OTHER);
    portal.app.db.execute("UPDATE trips SET stage_id = (SELECT id FROM stages WHERE kind = 'completed' LIMIT 1) WHERE id LIKE '%701'");
    for who in [MIRA, DANA] {
        let page = portal.get(who, &format!("{PAGE}?leg={SECOND}"));
        assert!(page.has("This trip is completed") && !page.has("Save manifest"), "{}", page.body);
        assert!(
            save(&portal, who, "d", &[("leg", SECOND), ("on", CLEO)]).has("This trip is completed")
        );
    }
}

#[test]
fn at_the_stage_limit_a_manifest_is_closed_to_clients_only() {
    let portal = Portal::open(SEED);
    portal.app.db.execute(
        "UPDATE workspaces SET stage_limit = (SELECT stage_id FROM trips WHERE id LIKE '%701') WHERE slug = 'harbour'",
    );
    let fields = [("leg", FIRST), ("was", ALVA), ("on", CLEO)];
    let reply = save(&portal, MIRA, "a", &fields);
    assert!(reply.has("can no longer be changed here"), "{}", reply.body);
    assert!(!portal.get(MIRA, &format!("{PAGE}?leg={FIRST}")).has("Save manifest"));
    assert_eq!(save(&portal, DANA, "b", &fields).status, StatusCode::SEE_OTHER);
}

#[test]
fn a_trip_that_is_completed_at_the_same_moment_keeps_its_manifest() {
    let portal = Portal::open(SEED);
    let change = |also: &[&str]| Change {
        trip: "00000000-0000-7000-8000-000000000701".parse().unwrap(),
        leg: FIRST.into(),
        added: vec![CLEO.parse().unwrap()],
        removed: Vec::new(),
        also: also.iter().map(|it| (*it).to_owned()).collect(),
        first_night: None,
    };
    let write =
        |who, face, it: &Change| portal.write(who, queries::change(face, it, String::new())).held;
    let foreign = "00000000-0000-7000-8000-000000000703.0";
    assert!(!write(MIRA, Face::Client, &change(&[foreign])), "a leg of another trip");
    portal.app.db.execute("UPDATE trips SET stage_id = (SELECT id FROM stages WHERE kind = 'completed' LIMIT 1) WHERE id LIKE '%701'");
    assert!(!write(MIRA, Face::Client, &change(&[])) && !write(DANA, Face::Ops, &change(&[])));
    assert_eq!(aboard(&portal), "Alva Lindqvist; Alva Lindqvist");
}

#[test]
fn only_passengers_of_the_account_are_put_on_its_trip() {
    let portal = Portal::open(SEED);
    for who in [MIRA, DANA] {
        save(&portal, who, "a", &[("leg", FIRST), ("was", ALVA), ("on", ALVA), ("on", RUTHS)]);
    }
    assert_eq!(aboard(&portal), "Alva Lindqvist; Alva Lindqvist");
    for who in [RUTH, MILO, RHEA] {
        assert_eq!(portal.get(who, PAGE).status, StatusCode::NOT_FOUND, "{}", who.name);
        let reply = save(&portal, who, "b", &[("leg", FIRST), ("was", ALVA)]);
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{}", who.name);
    }
    portal.deny(TOMAS, "manage_passengers");
    assert_eq!(portal.get(TOMAS, PAGE).status, StatusCode::FORBIDDEN);
    assert!(!portal.get(TOMAS, TRIP).has(PAGE) && portal.get(MIRA, TRIP).has(PAGE));
    assert_eq!(portal.get(INES, PAGE).status, StatusCode::FORBIDDEN);
}

#[test]
fn each_of_many_namesakes_is_found_in_the_form() {
    let many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 130)
      INSERT INTO passengers (id, workspace_id, account_id, name, sort_name, created_at)
      SELECT printf('00000000-0000-7000-8000-00009%07d', i), '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000a11',
        'Same Name', 'same name', 0 FROM n;";
    let portal = Portal::open(&format!("{SEED}{many}"));
    let mut fields =
        vec![("leg", FIRST), ("was", ALVA), ("on", ALVA), ("on", CLEO), ("find", "same")];
    let mut found = std::collections::BTreeSet::new();
    for page in 0..3 {
        let reply = save(&portal, MIRA, &page.to_string(), &fields);
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.body);
        assert!(reply.has(&format!("value=\"{CLEO}\" checked")), "who was chosen stays chosen");
        found.extend(
            reply.body.split("00000000-0000-7000-8000-00009").skip(1).map(|it| it[..7].to_owned()),
        );
        let Some((_, more)) = reply.body.split_once("name=\"more\" value=\"") else { break };
        let more: &str = more.split('"').next().unwrap().to_owned().leak();
        fields.retain(|(name, _)| !["more", "found"].contains(name));
        fields.extend([("found", "same"), ("more", more)]);
    }
    assert_eq!(found.iter().filter(|it| it.parse::<u32>().is_ok_and(|n| n > 0)).count(), 130);
    assert_eq!(portal.value("SELECT count(*) FROM events"), "0", "a search changes nothing");
}

#[test]
fn a_passenger_who_is_removed_from_the_directory_stays_on_manifests() {
    let portal = Portal::open(SEED);
    let removal = format!("/passengers/{ALVA}/removal");
    portal.post(MIRA, &removal, &[("key", "a"), ("version", "1")]);
    assert!(portal.get(DANA, &format!("{PAGE}?leg={FIRST}")).has("Alva Lindqvist"));
    save(&portal, DANA, "b", &[("leg", FIRST), ("was", ALVA)]);
    assert_eq!(aboard(&portal), "-; Alva Lindqvist");
    save(&portal, DANA, "c", &[("leg", FIRST), ("on", ALVA)]);
    assert_eq!(aboard(&portal), "-; Alva Lindqvist", "and is put on no other leg");
}

#[test]
fn a_new_leg_takes_everybody_and_a_leg_written_anew_keeps_its_own() {
    let portal = Portal::open(SEED);
    save(&portal, DANA, "a", &[("leg", FIRST), ("was", ALVA), ("on", CLEO)]);
    let copy = |id: &str, position: &str| {
        format!(
        "INSERT INTO legs (trip_id, position, workspace_id, id, departs_at, time_agreed, arrives_at, origin, destination)
         SELECT trip_id, {position}, workspace_id, '{id}', departs_at, time_agreed, arrives_at, origin, destination FROM legs WHERE id = '{SECOND}'"
    )
    };
    portal.app.db.execute(&copy("another leg", "2"));
    assert_eq!(aboard(&portal), "Cleo Lindqvist; Alva Lindqvist; Alva Lindqvist, Cleo Lindqvist");
    portal.app.db.execute(&format!("DELETE FROM legs WHERE id = '{FIRST}'"));
    portal.app.db.execute(&copy(FIRST, "0"));
    assert_eq!(aboard(&portal), "Cleo Lindqvist; Alva Lindqvist; Alva Lindqvist, Cleo Lindqvist");
}

#[test]
fn a_departed_leg_is_not_the_one_that_is_shown_first() {
    let portal = Portal::open(SEED);
    portal.app.db.execute(&format!("UPDATE legs SET departs_at = {NOON} WHERE id = '{FIRST}'"));
    let page = portal.get(MIRA, PAGE);
    assert!(page.has(&format!("name=\"leg\" value=\"{SECOND}\"")), "{}", page.body);
}

#[test]
fn a_passport_is_warned_about_for_the_legs_that_its_owner_is_on() {
    let portal = Portal::open(SEED);
    portal.app.db.execute(&format!(
        "UPDATE passengers SET document_expires_on = '2026-12-11' WHERE id = '{ALVA}'"
    ));
    let words = "Passport expires Dec 11, 2026, before the trip ends";
    assert!(portal.get(DANA, TRIP).has(words), "the second leg is on Dec 12");
    save(&portal, DANA, "a", &[("leg", SECOND), ("was", ALVA)]);
    let page = portal.get(DANA, TRIP);
    assert!(page.has("Alva Lindqvist") && !page.has(words), "{}", page.body);
}
