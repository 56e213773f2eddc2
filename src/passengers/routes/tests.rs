//! The directory of the client, and the operator’s.
use crate::testing::cast::*;
use axum::http::StatusCode;

const SEED: &str = include_str!("../seed.sql");
const ZOE: &str = "/passengers/00000000-0000-7000-8000-00000000a101";

fn add(portal: &Portal, who: Person, key: &str, more: &[(&str, &str)]) -> Reply {
    let named = more.iter().any(|(field, _)| *field == "name");
    let usual = [("key", key), ("name", "Ingrid <Lindqvist>")];
    let fields = [if named { &usual[..1] } else { &usual[..] }, more].concat();
    portal.post(who, "/passengers", &fields)
}

fn change(portal: &Portal, who: Person, key: &str, version: &str, name: &str) -> Reply {
    portal.post(who, ZOE, &[("key", key), ("version", version), ("name", name)])
}

fn remove(portal: &Portal, who: Person, key: &str, version: &str) -> Reply {
    portal.post(who, &format!("{ZOE}/removal"), &[("key", key), ("version", version)])
}

#[test]
fn a_client_keeps_a_directory() {
    let portal = Portal::open(SEED);
    let list = portal.get(MIRA, "/passengers");
    assert!(list.has("Expires within six months") && list.has("expires Jan 12, 2027"));
    assert!(list.has("Expired") && !list.has("Ada Okafor") && !list.has("Max Brandt"));
    assert!(list.body.find("Axel") < list.body.find("Zoë"));

    let form = portal.get(MIRA, "/passengers/new");
    assert!(form.has("Only their ends are shown"), "{}", form.body);
    let fields = [("document_country", "NO"), ("document_expires_on", "May 1, 2030")];
    let added = add(&portal, MIRA, &form.key(), &fields);
    assert_eq!((added.status, added.location()), (StatusCode::SEE_OTHER, "/passengers"));
    let list = portal.get(TOMAS, "/passengers");
    assert!(list.has("Ingrid &#60;Lindqvist&#62;") && list.has("Norway, expires May 1, 2030"));

    let page = portal.get(MIRA, &format!("{ZOE}/edit"));
    assert!(page.has("value=\"Jan 12, 2027\"") && page.has("value=\"SE\" selected"));
    assert_eq!(change(&portal, MIRA, &page.key(), "1", "Zoë A").status, StatusCode::SEE_OTHER);
    assert_eq!(remove(&portal, TOMAS, "r", "2").status, StatusCode::SEE_OTHER);
    assert!(!portal.get(MIRA, "/passengers").has("Zoë"));
    assert_eq!(portal.get(MIRA, &format!("{ZOE}/edit")).status, StatusCode::NOT_FOUND);
    let actions =
        "SELECT group_concat(action, ' ') FROM (SELECT action FROM events ORDER BY rowid)";
    assert_eq!(portal.value(actions), "passenger_added passenger_changed passenger_removed");
}

#[test]
fn nobody_with_an_expired_passport_is_called_ready() {
    let portal = Portal::open(SEED);
    portal.app.db.execute("UPDATE passengers SET sex = 'M', nationality = 'SE', residence = 'SE'");
    portal.app.db.execute("INSERT INTO passenger_details (workspace_id, passenger_id, field, sealed) SELECT p.workspace_id, p.id, f.value, 'x' FROM passengers p, json_each('[\"born_on\", \"document_number\"]') f");
    let ready = portal.get(MIRA, &format!("{ZOE}/edit"));
    assert!(ready.has("Ready for international trips"), "{}", ready.body);
    let axel = portal.get(MIRA, &format!("{}2/edit", &ZOE[..ZOE.len() - 1]));
    assert!(!axel.has("Ready for international trips"), "{}", axel.body);
    assert!(axel.has("Still missing for international trips: a valid passport."), "{}", axel.body);
}

#[test]
fn adding_a_passenger_returns_to_the_request_it_was_opened_from() {
    let portal = Portal::open(SEED);
    assert!(portal.get(MIRA, "/passengers/new?next=/requests/new").has("value=\"/requests/new\""));
    let next = |key, next| add(&portal, MIRA, key, &[("next", next)]).location().to_owned();
    assert_eq!(next("a", "/requests/new"), "/requests/new");
    assert_eq!(next("b", "https://evil.example/"), "/");
}

#[test]
fn a_form_of_an_older_version_changes_nothing() {
    let portal = Portal::open(SEED);
    change(&portal, MIRA, "a", "1", "First");
    for stale in [change(&portal, TOMAS, "b", "1", "Second"), remove(&portal, TOMAS, "c", "1")] {
        assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.body);
    }
    let found =
        "SELECT name || version || (removed_at IS NULL) FROM passengers WHERE id LIKE '%a101'";
    assert_eq!(portal.value(found), "First21");
}

#[test]
fn the_same_form_twice_adds_one() {
    let portal = Portal::open(SEED);
    let (first, second) = (add(&portal, MIRA, "k", &[]), add(&portal, MIRA, "k", &[]));
    assert_eq!((first.status, first.location()), (second.status, second.location()));
    assert_eq!(portal.value("SELECT count(*) FROM passengers"), "5");
    let removals = [0, 1].map(|_| remove(&portal, MIRA, "r", "1").status);
    assert_eq!(removals, [StatusCode::SEE_OTHER; 2]);
}

#[test]
fn passengers_of_other_accounts_are_not_found() {
    let portal = Portal::open(SEED);
    for who in [RUTH, MILO, CARL, RHEA] {
        assert_eq!(portal.get(who, &format!("{ZOE}/edit")).status, StatusCode::NOT_FOUND);
        assert_eq!(change(&portal, who, "a", "1", "Mine").status, StatusCode::NOT_FOUND);
        assert_eq!(remove(&portal, who, "b", "1").status, StatusCode::NOT_FOUND);
    }
    for who in [RUTH, MILO] {
        assert!(!portal.get(who, "/passengers").has("Zoë"));
    }
    let unknown = ZOE.replace("a101", "a999");
    assert_eq!(portal.get(MIRA, &format!("{unknown}/edit")).status, StatusCode::NOT_FOUND);
    assert_eq!(portal.value("SELECT count(*) FROM events"), "0");
}

#[test]
fn a_customer_of_the_fbo_has_no_passengers() {
    let portal = Portal::open(SEED);
    for path in ["/passengers", "/passengers/new"] {
        assert_eq!(portal.get(CARL, path).status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(add(&portal, CARL, "k", &[]).status, StatusCode::NOT_FOUND);
}

#[test]
fn complaints_are_shown_with_what_was_typed() {
    let portal = Portal::open(SEED);
    let reply = portal.post(
        MIRA,
        "/passengers",
        &[
            ("key", "k"),
            ("email", "nobody"),
            ("document_country", "XX"),
            ("document_expires_on", "31.02.2030"),
            ("note", "Vegetarian"),
        ],
    );
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in [
        "as in the passport",
        "The @ sign is missing",
        "from the list",
        "Enter a date, such as",
        "Vegetarian",
    ] {
        assert!(reply.has(words), "{words}");
    }
}

#[test]
fn staff_read_every_directory_of_their_workspace() {
    let portal = Portal::open(SEED);
    let list = portal.get(DANA, "/passengers");
    assert!(list.has("Zoë Ångström") && list.has("Ada Okafor") && list.has("Okafor Family"));
    assert!(!list.has("Max Brandt") && portal.get(RHEA, "/passengers").has("Max Brandt"));
    assert!(list.has("/passengers/00000000-0000-7000-8000-00000000a103/edit"));
    assert!(!portal.get(INES, "/passengers").has("/edit"), "accounting reads names alone");
}

#[test]
fn only_clients_with_the_grant_change_the_directory() {
    let portal = Portal::open(SEED);
    let key = portal.get(TOMAS, "/passengers/new").key();
    portal.deny(TOMAS, "manage_passengers");
    let unknown = "/passengers/00000000-0000-7000-8000-00000000ffff/edit";
    for reply in [
        portal.get(TOMAS, "/passengers/new"),
        portal.get(TOMAS, &format!("{ZOE}/edit")),
        portal.get(TOMAS, unknown),
        add(&portal, TOMAS, &key, &[]),
        change(&portal, TOMAS, "c", "1", "Zoë A"),
        remove(&portal, TOMAS, "r", "1"),
    ] {
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{}", reply.body);
    }
    assert_eq!(portal.value("SELECT count(*) FROM events"), "0");
    let list = portal.get(TOMAS, "/passengers");
    assert!(list.has("Zoë") && !list.has("/edit") && !list.has("/passengers/new"));
    assert!(!portal.get(TOMAS, "/").has("/passengers/new"));
}

const NUMBERS: [(&str, &str); 4] = [
    ("born_on", "1986-03-04"),
    ("document_number", "ab 123-4567"),
    ("known_traveler", "TT9876543"),
    ("redress", "2345678"),
];

/// Zoë, with all her numbers.
fn numbered(portal: &Portal) {
    let fields = [&[("key", "n"), ("version", "1"), ("name", "Zoë Ångström")][..], &NUMBERS];
    let reply = portal.post(MIRA, ZOE, &fields.concat());
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
}

const PLAIN: [&str; 5] = ["AB1234567", "ab 123-4567", "1986-03-04", "TT9876543", "2345678"];

#[test]
fn numbers_are_nowhere_in_clear_and_shown_by_their_ends() {
    let portal = Portal::open(SEED);
    crate::edge::logged();
    numbered(&portal);
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'airport%'";
    for table in portal.app.db.rows(tables).iter().map(|row| row[0].1.clone()) {
        let columns =
            portal.value(&format!("SELECT group_concat(name) FROM pragma_table_info('{table}')"));
        let row = row_of(&columns);
        let rows = format!("SELECT coalesce(group_concat({row}), '') FROM {table}");
        let rows = portal.value(&rows);
        assert!(!PLAIN.iter().any(|it| rows.contains(it)), "{table}: {rows}");
    }
    assert!(crate::edge::logged().iter().all(|line| !PLAIN.iter().any(|it| line.contains(it))));
    let page = portal.get(MIRA, &format!("{ZOE}/edit"));
    for words in ["ending in 4567", "born in 1986", "ending in 6543", "ending in 78. "] {
        assert!(page.has(words), "{words}: {}", page.body);
    }
    assert!(!PLAIN.iter().any(|it| page.has(it)), "{}", page.body);
    for (who, path) in [(MIRA, "/passengers"), (DANA, "/passengers"), (MIRA, "/")] {
        let page = portal.get(who, path);
        assert!(!PLAIN.iter().any(|it| page.has(it)), "{path}");
    }
}

#[test]
fn a_form_that_leaves_a_number_empty_keeps_it() {
    let portal = Portal::open(SEED);
    numbered(&portal);
    let opened = |portal: &Portal, words: &str| portal.get(MIRA, &format!("{ZOE}/edit")).has(words);
    assert_eq!(change(&portal, MIRA, "a", "2", "Zoë A").status, StatusCode::SEE_OTHER);
    assert!(opened(&portal, "ending in 4567") && opened(&portal, "born in 1986"));

    let other =
        [("key", "b"), ("version", "3"), ("name", "Zoë A"), ("document_number", "XY7654321")];
    portal.post(MIRA, ZOE, &other);
    assert!(opened(&portal, "ending in 4321") && opened(&portal, "ending in 6543"));

    let removed =
        [("key", "c"), ("version", "4"), ("name", "Zoë A"), ("remove.known_traveler", "yes")];
    portal.post(MIRA, ZOE, &removed);
    assert!(!opened(&portal, "ending in 6543") && opened(&portal, "ending in 4321"));
    assert_eq!(portal.value("SELECT count(*) FROM passenger_details"), "3");
}

#[test]
fn whoever_has_numbers_shown_is_recorded_and_sees_them_for_five_minutes() {
    for who in [MIRA, DANA] {
        let portal = Portal::open(SEED);
        numbered(&portal);
        let edit = format!("{ZOE}/edit");
        assert!(portal.get(who, &edit).has("Show in full"));
        let reply = portal.post(who, &format!("{ZOE}/disclosure"), &[("key", "d")]);
        assert_eq!((reply.status, reply.location()), (StatusCode::SEE_OTHER, edit.as_str()));
        let page = portal.get(who, &edit);
        for words in ["On file: AB1234567.", "On file: Mar 4, 1986.", "On file: TT9876543."] {
            assert!(page.has(words), "{words}: {}", page.body);
        }
        assert!(!page.has("Show in full"));
        assert!(!portal.get(TOMAS, &edit).has("AB1234567"), "it is shown to whoever asked");
        portal.later(super::super::queries::SHOWN_FOR);
        assert!(!portal.get(who, &edit).has("AB1234567"));
        assert_eq!(
            portal.value("SELECT action || note FROM events ORDER BY rowid DESC LIMIT 1"),
            "passenger_revealed"
        );
        let trail = portal.get(OLE, "/audit");
        assert!(trail.has("Had the numbers of") && !trail.has("1234567"), "{}", trail.body);
    }
}

#[test]
fn only_staff_with_the_right_open_a_passenger() {
    let portal = Portal::open(SEED);
    numbered(&portal);
    let edit = format!("{ZOE}/edit");
    assert_eq!(portal.get(INES, &edit).status, StatusCode::FORBIDDEN);
    assert_eq!(portal.get(RHEA, &edit).status, StatusCode::NOT_FOUND);
    assert_eq!(change(&portal, INES, "a", "2", "Zoe").status, StatusCode::FORBIDDEN);
    let reply = portal.post(RHEA, &format!("{ZOE}/disclosure"), &[("key", "d")]);
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
}

#[test]
fn staff_see_a_new_passenger_at_once_and_correct_them() {
    let portal = Portal::open(SEED);
    add(&portal, MIRA, "a", &[("name", "Ana de Sousa"), ("surname", "de Sousa"), ("sex", "F")]);
    let found = portal.get(DANA, "/passengers?q=sousa");
    assert!(found.has("Ana de Sousa") && !found.has("Zoë"), "{}", found.body);
    let id = portal.value("SELECT id FROM passengers WHERE name = 'Ana de Sousa'");
    let path = format!("/passengers/{id}");
    let page = portal.get(DANA, &format!("{path}/edit"));
    assert!(page.has("value=\"de Sousa\"") && page.has("value=\"F\" selected"), "{}", page.body);
    let corrected =
        [("key", "b"), ("version", "1"), ("name", "Ana de Souza"), ("surname", "de Souza")];
    assert_eq!(portal.post(DANA, &path, &corrected).status, StatusCode::SEE_OTHER);
    let stale = portal.post(MIRA, &path, &[("key", "c"), ("version", "1"), ("name", "Ana")]);
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(portal.get(MIRA, "/passengers?q=souza").has("Ana de Souza"));
    assert!(!portal.get(DANA, "/passengers?q=sousa").has("Ana"));
    assert_eq!(
        portal.value("SELECT face || ' ' || action FROM events ORDER BY rowid DESC LIMIT 1"),
        "ops passenger_changed"
    );
}

#[test]
fn a_search_finds_any_part_of_a_name_without_accents() {
    let portal = Portal::open(SEED);
    for (i, name) in
        ["Anne-Marie O\u{2019}Brien", "Ravi A/L Subramaniam", "Đorđe", "王小明", "Sukarno"]
            .into_iter()
            .enumerate()
    {
        let reply = add(&portal, MIRA, &i.to_string(), &[("name", name)]);
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{name}: {}", reply.body);
        assert!(portal.get(MIRA, "/passengers").has(name), "{name}");
    }
    for (q, name) in [
        ("marie", "Anne-Marie"),
        ("anne-m", "Anne-Marie"),
        ("brien anne", "Anne-Marie"),
        ("subra", "Ravi"),
        ("dorde", "Đorđe"),
        ("王小", "王小明"),
        ("ang", "Zoë"),
    ] {
        for who in [MIRA, DANA] {
            let page = portal.get(who, &crate::http::page::address("/passengers", &[("q", q)]));
            let is_seeded = name == "Zoë" && who == DANA;
            assert!(page.has(name) || is_seeded, "{q} by {}: {}", who.name, page.body);
        }
        let page = portal.get(MIRA, &crate::http::page::address("/passengers", &[("q", q)]));
        assert!(!page.has("Axel"), "{q}");
    }
    assert!(portal.get(MIRA, "/passengers?q=nobody").has("No passenger has that name"));
    assert!(portal.get(MIRA, "/passengers?q=okafor").has("No passenger has that name"));
}

#[test]
fn a_known_traveler_number_of_unusual_length_is_taken_with_advice() {
    let portal = Portal::open(SEED);
    let with = |key, number| add(&portal, MIRA, key, &[("known_traveler", number)]);
    assert!(!with("a", "98 765 4321").notice().contains("check"));
    let odd = with("b", "1234567890");
    assert_eq!(odd.status, StatusCode::SEE_OTHER);
    assert!(odd.notice().contains("most have nine characters"), "{}", odd.notice());
    let wrong = with("c", "12345");
    assert!(wrong.has("Enter 8 to 12 letters and digits") && wrong.has("value=\"12345\""));
}

#[test]
fn details_that_cannot_be_are_complained_about() {
    let portal = Portal::open(SEED);
    for (field, value, words) in [
        ("born_on", "2026-11-22", "not in the future"),
        ("born_on", "1905-01-01", "more than 120 years ago"),
        ("document_number", "12", "Enter 5 to 15 letters and digits"),
        ("sex", "?", "Choose one from the list"),
        ("nationality", "XX", "Choose a country from the list"),
        ("weight", "-4", "whole number from 1 to 999"),
        ("surname", "Berg", "a part of the full name"),
    ] {
        let reply = add(&portal, MIRA, "k", &[(field, value)]);
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(reply.has(words), "{field}: {}", reply.body);
    }
    assert_eq!(portal.value("SELECT count(*) FROM passengers"), "4");
}

#[test]
fn staff_add_a_passenger_to_the_directory_of_an_account() {
    let portal = Portal::open(SEED);
    let holdings = "00000000-0000-7000-8000-000000000a11";
    let page = portal.get(DANA, &format!("/passengers/new?account={holdings}&next=/trips"));
    assert!(page.has("To the directory of Lindqvist Holdings"), "{}", page.body);
    let fields = [("account", holdings), ("next", "/trips"), ("name", "Ida Berg")];
    let reply = portal.post(DANA, "/passengers", &[&[("key", "a")], &fields[..]].concat());
    assert_eq!((reply.status, reply.location()), (StatusCode::SEE_OTHER, "/trips"));
    assert!(portal.get(MIRA, "/passengers").has("Ida Berg"));
    assert!(!portal.get(RUTH, "/passengers").has("Ida Berg"));
    for (who, status) in [(INES, StatusCode::FORBIDDEN), (RHEA, StatusCode::CONFLICT)] {
        let reply = portal.post(who, "/passengers", &[&[("key", "b")], &fields[..]].concat());
        assert_eq!(reply.status, status, "{}", who.name);
    }
    assert_eq!(portal.get(DANA, "/passengers/new").status, StatusCode::NOT_FOUND);
    portal.app.db.execute("UPDATE accounts SET deactivated_at = 1");
    let reply = portal.post(DANA, "/passengers", &[&[("key", "c")], &fields[..]].concat());
    assert!(reply.has("no longer active"), "{}", reply.body);
    assert_eq!(portal.value("SELECT count(*) FROM passengers WHERE name = 'Ida Berg'"), "1");
}

#[test]
fn a_number_in_a_form_that_was_sent_too_late_is_kept_encrypted() {
    const AGAIN: Person = Person { name: "mira again", host: "harbour" };
    let portal = Portal::open(SEED);
    let key = portal.get(MIRA, &format!("{ZOE}/edit")).key();
    portal.app.db.execute("UPDATE sessions SET ended_at = 1");
    let fields = [&[("key", key.as_str()), ("version", "1"), ("name", "Zoë")][..], &NUMBERS];
    let door = portal.post(MIRA, ZOE, &fields.concat());
    let kept = portal.value("SELECT group_concat(id || sealed) FROM unsent_forms");
    assert!(!kept.is_empty() && !PLAIN.iter().any(|it| kept.contains(it)), "{kept}");
    portal.sign_in(AGAIN, "mira@harbour.example", 1);
    let (_, next) = door.location().split_once("next=").unwrap();
    let page = portal.get(AGAIN, &crate::http::page::decoded(next).unwrap());
    assert!(page.has("value=\"ab 123-4567\""), "whoever wrote it reads it again: {}", page.body);
}
