//! Tests of the directory of FBOs, and of those that accounts prefer.
use crate::testing::cast::*;
use axum::http::StatusCode;

const ACCOUNT: &str = "/accounts/00000000-0000-7000-8000-000000000a11";

/// Adds an FBO of Harbour's; returns its page.
fn add(portal: &Portal, airport: &str, name: &str) -> String {
    let fields = [
        ("key", name),
        ("airport", airport),
        ("name", name),
        ("address", "485 Industrial Avenue"),
        ("phone", "+1 201 555 0144"),
    ];
    let added = portal.post(DANA, "/fbos", &fields);
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    added.location().to_owned()
}

#[test]
fn an_fbo_is_added_found_changed_and_retired() {
    let portal = Portal::open("");
    let path = add(&portal, "Teterboro", "Meridian");
    let page = portal.get(INES, &path);
    assert!(page.has("TEB Teterboro") && page.has("href=\"tel:+12015550144\""), "{}", page.body);
    assert!(page.has("https://www.openstreetmap.org/?mlat=40.8501"), "{}", page.body);
    for q in ["meri", "teb", "KTEB", "teterb"] {
        assert!(portal.get(DANA, &format!("/fbos?q={q}")).has("Meridian"), "{q}");
    }
    assert!(!portal.get(RHEA, "/fbos").has("Meridian"));
    assert_eq!(portal.get(RHEA, &path).status, StatusCode::NOT_FOUND);
    let fields = [
        ("key", "b"),
        ("version", "1"),
        ("airport", "TEB Teterboro"),
        ("name", "Meridian Teterboro"),
        ("is_own", "yes"),
    ];
    assert_eq!(portal.post(DANA, &path, &fields).location(), path);
    let note = "SELECT note FROM events WHERE action = 'fbo_changed'";
    assert_eq!(
        portal.value(note),
        "Name: Meridian → Meridian Teterboro; Address: 485 Industrial Avenue → none; Phone: +1 201 555 0144 → none; Own: no → yes"
    );
    assert!(portal.get(DANA, "/fbos?show=own").has("Meridian Teterboro"));
    let retired =
        portal.post(DANA, &format!("{path}/retirement"), &[("key", "c"), ("version", "2")]);
    assert_eq!(retired.location(), path);
    assert!(portal.get(DANA, "/fbos").has("No FBOs yet"));
    assert!(portal.get(DANA, "/fbos?show=retired").has("Meridian Teterboro"));
}

#[test]
fn an_airport_that_is_not_known_or_can_be_several_is_asked_about() {
    let portal = Portal::open("");
    let send = |key: &str, airport: &str, at: &str| {
        let fields =
            [("key", key), ("airport", airport), ("airport_at", at), ("name", "Jet Center")];
        portal.post(DANA, "/fbos", &fields)
    };
    let unknown = send("a", "Atlantis", "");
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unknown.has("No airport is known as “Atlantis”"), "{}", unknown.body);
    let several = send("b", "hnd", "");
    assert!(several.has("Which one do you mean?") && several.has("Henderson"), "{}", several.body);
    let meant = send("c", "hnd", "khnd hnd");
    assert_eq!(meant.status, StatusCode::SEE_OTHER, "{}", meant.body);
    assert_eq!(portal.value("SELECT airport_id FROM fbos"), "khnd");
}

#[test]
fn an_account_prefers_one_fbo_at_each_airport() {
    let portal = Portal::open("");
    let ids = ["Meridian", "Signature"]
        .map(|name| add(&portal, "TEB", name).trim_start_matches("/fbos/").to_owned());
    let path = format!("{ACCOUNT}/fbos");
    let prefer = |key: &str, id: &str| portal.post(DANA, &path, &[("key", key), ("fbo", id)]);
    assert!(portal.get(DANA, &format!("{path}?q=teb")).has("Prefer<span"));
    assert_eq!(prefer("a", &ids[0]).location(), path);
    let found = portal.get(DANA, &format!("{path}?q=teb"));
    assert!(found.has("Prefer instead of Meridian"), "{}", found.body);
    assert_eq!(prefer("b", &ids[1]).location(), path);
    assert_eq!(
        portal.value("SELECT f.name FROM preferred_fbos p JOIN fbos f ON f.id = p.fbo_id"),
        "Signature"
    );
    assert!(portal.get(INES, ACCOUNT).has("Signature"));
    assert_eq!(prefer("c", &ids[1]).status, StatusCode::CONFLICT, "it is preferred already");
    let removal = [("key", "d"), ("fbo", ids[1].as_str())];
    portal.post(DANA, &format!("{path}/removal"), &removal);
    assert_eq!(portal.value("SELECT count(*) FROM preferred_fbos"), "0");
}

#[test]
fn an_fbo_of_another_workspace_or_a_retired_one_is_not_preferred() {
    let portal = Portal::open("");
    let path = add(&portal, "TEB", "Meridian");
    let id = path.trim_start_matches("/fbos/");
    let theirs = "/accounts/00000000-0000-7000-8000-000000000a14/fbos";
    let foreign = portal.post(RHEA, theirs, &[("key", "a"), ("fbo", id)]);
    assert_eq!(foreign.status, StatusCode::CONFLICT);
    portal.post(DANA, &format!("{path}/retirement"), &[("key", "b"), ("version", "1")]);
    let retired = portal.post(DANA, &format!("{ACCOUNT}/fbos"), &[("key", "c"), ("fbo", id)]);
    assert_eq!(retired.status, StatusCode::CONFLICT);
    assert_eq!(portal.value("SELECT count(*) FROM preferred_fbos"), "0");
}

#[test]
fn a_merged_account_hands_its_preferences_over() {
    let portal = Portal::open("");
    let [teb, pbi] = ["TEB", "PBI"].map(|code| {
        add(&portal, code, &format!("Jet {code}")).trim_start_matches("/fbos/").to_owned()
    });
    let okafor = "/accounts/00000000-0000-7000-8000-000000000a12";
    for (key, account, id) in [("a", okafor, &teb), ("b", okafor, &pbi), ("c", ACCOUNT, &teb)] {
        let reply = portal.post(DANA, &format!("{account}/fbos"), &[("key", key), ("fbo", id)]);
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    }
    let fields = [
        ("key", "m"),
        ("other", okafor.trim_start_matches("/accounts/")),
        ("version", "1"),
        ("other_version", "1"),
    ];
    let merged = portal.post(DANA, &format!("{ACCOUNT}/mergers"), &fields);
    assert_eq!(merged.status, StatusCode::SEE_OTHER, "{}", merged.body);
    assert_eq!(
        portal.value("SELECT group_concat(airport_id || ' ' || substr(account_id, -3), ', ' ORDER BY airport_id) FROM preferred_fbos"),
        "kdjt a11, kteb a11"
    );
}
