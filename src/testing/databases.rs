//! Workspaces in several databases: Harbour has moved to a second one, and the isolate may not know yet.
mod hosts;
mod outside;

use super::cast::*;
use crate::{
    edge::{self, Db},
    http::faces::Faces,
};
use axum::http::StatusCode;

const THREADS: &str = "SELECT count(*) FROM threads";

fn batches(reply: &Reply) -> &str {
    let spent = reply.headers["server-timing"].to_str().unwrap();
    spent.split(['"', ' ']).nth(1).unwrap()
}

fn message(portal: &Portal) -> Reply {
    portal.post(MIRA, "/messages", &[("key", "k"), ("subject", "A dog"), ("body", "He comes.")])
}

#[test]
fn a_host_is_served_from_the_database_of_its_workspace() {
    let mut portal = Portal::open(WALK);
    portal.part("harbour");
    portal.app.faces = Faces::default();
    for expected in ["2", "1"] {
        let page = portal.get(MIRA, "/trips");
        assert_eq!((page.status, &*page.database), (StatusCode::OK, "DB_2"), "{}", page.body);
        assert_eq!(batches(&page), expected);
    }
    let page = portal.get(MILO, "/trips");
    assert_eq!((page.status, &*page.database), (StatusCode::OK, "DB"));
    let nobodys = Person { name: "", host: "nobody" };
    assert_eq!(portal.get(nobodys, "/").status, StatusCode::NOT_FOUND);
}

#[test]
fn an_isolate_that_remembers_the_old_database_shows_the_page_from_the_new_one() {
    let portal = Portal::open(WALK);
    assert_eq!(portal.get(MIRA, "/trips").database, "DB");
    portal.part("harbour");
    for who in [MIRA, DANA] {
        for expected in ["3", "1"] {
            let page = portal.get(who, "/trips");
            assert_eq!((page.status, &*page.database), (StatusCode::OK, "DB_2"), "{}", page.body);
            assert_eq!(batches(&page), expected, "the old one, the directory, and the new one");
        }
    }
}

#[test]
fn a_form_that_comes_to_the_old_database_is_sent_once_more_by_the_browser() {
    let portal = Portal::open("");
    let there = portal.part("harbour");
    let sent = message(&portal);
    assert_eq!(sent.status, StatusCode::TEMPORARY_REDIRECT, "{}", sent.body);
    assert_eq!(sent.location(), "/messages");
    for _ in 0..2 {
        let taken = message(&portal);
        assert_eq!((taken.status, &*taken.database), (StatusCode::SEE_OTHER, "DB_2"));
        assert_eq!((portal.value(THREADS), there.value(THREADS)), ("0".to_owned(), "1".to_owned()));
    }
}

#[test]
fn a_form_whose_workspace_moves_between_reading_and_writing_is_sent_once_more() {
    let portal = Portal::open("");
    let there = portal.app.databases.add("DB_2", Db::copy_of(&portal.app.db.image()));
    let moves = "DELETE FROM hosts WHERE host = 'harbour';
        INSERT INTO elsewhere (host, workspace_id, face, database, claimed_at)
        SELECT 'harbour', id, 'client', 'DB_2', 0 FROM workspaces WHERE slug = 'harbour'";
    *portal.app.db.meanwhile.lock().unwrap() = Some(moves.to_owned());
    assert_eq!(message(&portal).status, StatusCode::TEMPORARY_REDIRECT);
    assert_eq!(message(&portal).status, StatusCode::SEE_OTHER);
    assert_eq!((portal.value(THREADS), there.value(THREADS)), ("0".to_owned(), "1".to_owned()));
}

#[test]
fn while_a_workspace_is_moved_forms_come_back_and_nothing_is_written() {
    let portal = Portal::open("");
    let there = portal.part("harbour");
    portal.app.db.execute("UPDATE elsewhere SET database = NULL");
    for _ in 0..2 {
        let page = portal.get(MIRA, "/trips");
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(page.headers["retry-after"], "60");
        let refused = message(&portal);
        assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(
            refused.has("being moved") && refused.has("He comes.") && refused.has("Send again")
        );
    }
    assert_eq!(there.value(THREADS), "0");
    portal.app.db.execute("UPDATE elsewhere SET database = 'DB_2'");
    assert_eq!(message(&portal).status, StatusCode::SEE_OTHER);
    assert_eq!(there.value(THREADS), "1");
}

#[test]
fn a_database_without_a_binding_is_out_of_reach_for_its_workspaces_only() {
    let portal = Portal::open("");
    portal.part("harbour");
    portal.app.databases.unbind("DB_2");
    assert_eq!(portal.get(MIRA, "/trips").status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(edge::logged().iter().any(|line| line.contains("there is no binding DB_2")));
    assert_eq!(portal.get(MILO, "/trips").status, StatusCode::OK);
}

#[test]
fn jobs_are_run_in_the_database_of_their_row() {
    let portal = Portal::open("");
    let there = portal.part("harbour");
    message(&portal);
    message(&portal);
    let waiting = portal.app.queue.sent.lock().unwrap().clone();
    assert!(!waiting.is_empty() && waiting.iter().all(|(it, _)| it.starts_with("DB_2:")));
    portal.work();
    let undone = "SELECT count(*) FROM outbox WHERE state <> 'done' AND next_at <= 1795262400000";
    assert_eq!(there.value(undone), "0");
    assert!(!portal.app.mailer.sent.lock().unwrap().is_empty());
}
