//! A host has one workspace over all databases, and is free again once it has none.
use crate::testing::cast::*;
use axum::http::StatusCode;
use futures_executor::block_on;

const NAME: &str = "portal.acme.example";

fn add(portal: &Portal, who: Person, key: &str, name: &str) -> Reply {
    portal.get(who, "/settings/domains");
    portal.post(who, "/settings/domains", &[("key", key), ("domain", name), ("face", "client")])
}

fn claims(portal: &Portal) -> String {
    portal.value(&format!("SELECT count(*) FROM elsewhere WHERE host = '{NAME}'"))
}

fn sweep(portal: &Portal) {
    block_on(crate::jobs::sweep(&portal.app)).unwrap();
}

#[test]
fn a_host_elsewhere_is_not_added_by_hand() {
    let portal = Portal::open("");
    portal.part("harbour");
    let refused = portal.app.db.refusal(
        "INSERT INTO hosts (host, workspace_id, face, is_canonical) VALUES ('harbour', '00000000-0000-7000-8000-000000000002', 'client', 0)",
    );
    assert!(refused.unwrap().contains("another database"));
}

#[test]
fn a_domain_of_a_workspace_elsewhere_is_taken_for_all_others() {
    let portal = Portal::open("");
    let there = portal.part("harbour");
    assert_eq!(add(&portal, OLE, "a", NAME).location(), "/settings/domains");
    assert_eq!(there.value("SELECT host FROM domains"), NAME);
    assert_eq!(claims(&portal), "1");
    let taken = add(&portal, RHEA, "b", NAME);
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.has("Another portal uses this domain."), "{}", taken.body);
}

#[test]
fn a_domain_of_the_directory_is_taken_for_workspaces_elsewhere() {
    let portal = Portal::open("");
    let there = portal.part("harbour");
    assert_eq!(add(&portal, RHEA, "a", NAME).location(), "/settings/domains");
    let taken = add(&portal, OLE, "b", NAME);
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.has("Another portal uses this domain."), "{}", taken.body);
    assert_eq!(
        (claims(&portal).as_str(), &*there.value("SELECT count(*) FROM domains")),
        ("0", "0")
    );
}

#[test]
fn a_domain_that_is_claimed_elsewhere_in_the_meantime_is_refused_by_the_statement_itself() {
    let portal = Portal::open("");
    let claim = format!(
        "INSERT INTO elsewhere (host, workspace_id, face, database, claimed_at) VALUES ('{NAME}', 'x', 'client', 'DB_2', 0)"
    );
    *portal.app.db.meanwhile.lock().unwrap() = Some(claim);
    let fields = [("key", "a"), ("domain", NAME), ("face", "client")];
    assert_ne!(portal.post(RHEA, "/settings/domains", &fields).status, StatusCode::SEE_OTHER);
    assert_eq!(portal.value("SELECT count(*) FROM domains"), "0");
}

#[test]
fn a_domain_that_was_live_in_another_database_is_to_be_proven() {
    let portal = Portal::open("");
    let there = portal.part("harbour");
    add(&portal, OLE, "a", NAME);
    let id = there.value("SELECT id FROM domains");
    there.execute(&format!("UPDATE domains SET live_at = {NOON}"));
    let removal = format!("/settings/domains/{id}/removal");
    let removed = portal.post(OLE, &removal, &[("key", "b")]);
    assert_eq!(removed.notice(), "Removed. Links to it end now.");
    assert_eq!(claims(&portal), "0", "it is free at once");
    assert_eq!(add(&portal, RHEA, "c", NAME).location(), "/settings/domains");
    assert_eq!(portal.value("SELECT state FROM domains"), "proof");
}

#[test]
fn a_claim_without_a_workspace_is_freed_by_the_clock() {
    let portal = Portal::open("");
    let there = portal.part("harbour");
    add(&portal, OLE, "a", NAME);
    portal.later(2 * HOUR);
    sweep(&portal);
    assert_eq!(claims(&portal), "1", "its domain is still wanted");
    there.execute("UPDATE domains SET removed_at = 1, next_at = NULL");
    sweep(&portal);
    assert_eq!(claims(&portal), "0");
    let others = "SELECT count(*) FROM elsewhere WHERE host LIKE 'harbour%'";
    assert_eq!(portal.value(others), "2", "the hosts of the workspace stay");
    portal.get(MIRA, "/");
    assert_eq!(portal.get(MIRA, "/trips").status, StatusCode::OK);
}
