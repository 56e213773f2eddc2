//! Responses when the database fails.
use super::*;
use crate::edge::Break;

#[test]
fn a_database_error_is_not_shown_to_the_visitor() {
    let portal = open();
    portal.app.db.execute("ALTER TABLE hosts RENAME TO lost");
    for place in private() {
        let reply = Ask::at(place.stop).send(&portal);
        let name = place.name();
        assert_eq!(reply.status, StatusCode::INTERNAL_SERVER_ERROR, "{name}");
        assert!(reply.has("Something went wrong on our side"), "{name}");
        assert!(reply.has(">reference<"), "{name}: has no reference");
        for word in ["hosts", "lost", "SELECT", "table"] {
            assert!(!reply.has(word), "{name}: tells {word}");
        }
    }
}

#[test]
fn a_change_that_fails_midway_writes_nothing() {
    let is_change = |it: &Place| it.stop.once_only.is_empty() && !it.stop.writes_nothing;
    for place in private().filter(Place::is_post).filter(is_change) {
        let portal = open();
        portal.app.db.execute(
            "CREATE TRIGGER broken AFTER INSERT ON events BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END",
        );
        let before = Dump::of(&portal);
        let reply = Ask::at(place.stop).send(&portal);
        assert_eq!(reply.status, StatusCode::INTERNAL_SERVER_ERROR, "{}", place.name());
        assert!(!reply.has("disk I/O"), "{}", place.name());
        before.assert_unchanged(&portal, &place.name());
    }
}

/// The rows of each table, without what differs from run to run.
fn counts(portal: &Portal) -> Vec<(String, usize)> {
    let tables = Dump::of(portal).0.into_iter();
    tables.map(|(table, rows)| (table, rows.lines().count())).collect()
}

#[test]
fn a_change_whose_answer_was_lost_is_carried_out_once() {
    for place in private().filter(Place::is_post) {
        let name = place.name();
        let usual = open();
        let expected = Ask::at(place.stop).send(&usual);
        let portal = open();
        portal.app.db.stumble(1, &[(Break::After, "D1_ERROR: Network connection lost.")]);
        let reply = Ask::at(place.stop).send(&portal);
        assert_eq!(reply.status, expected.status, "{name}: {}", reply.body);
        assert_eq!(counts(&portal), counts(&usual), "{name}");
        let announced = |portal: &Portal| portal.app.queue.sent.lock().unwrap().len();
        assert_eq!(announced(&portal), announced(&usual), "{name}");
    }
}

#[test]
fn a_page_is_shown_also_if_nothing_can_be_noted() {
    let portal = open();
    for (table, _) in counts(&portal) {
        for change in ["INSERT", "UPDATE", "DELETE"] {
            portal.app.db.execute(&format!(
                "CREATE TRIGGER no_{change}_{table} BEFORE {change} ON {table} BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END"
            ));
        }
    }
    portal.app.db.execute(
        "CREATE TRIGGER no_seeing BEFORE UPDATE ON sessions BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END",
    );
    portal.later(HOUR);
    for place in private().filter(|it| !it.is_post()) {
        let reply = Ask::at(place.stop).send(&portal);
        let is_shown = [StatusCode::OK, StatusCode::SEE_OTHER].contains(&reply.status);
        assert!(is_shown, "{}: {} {}", place.name(), reply.status, reply.body);
    }
}
