//! Responses when the database fails.
use super::*;

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
    for place in private().filter(Place::is_post).filter(|it| it.stop.once_only.is_empty()) {
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
