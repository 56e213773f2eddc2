//! Of several answers at the same time, one is written.
use super::*;
use crate::{
    db::change::Outcome,
    db::write::Write,
    kit::{
        ids::{QuoteId, TripId},
        style::Style,
    },
    quotes::{
        DeclineReason, Quote,
        mail::{self, Said},
        queries,
    },
};
use futures_executor::block_on;
use uuid::Uuid;

/// A client whose page was read before anybody answered.
struct Desk<'a> {
    portal: &'a Portal,
    who: Person,
}

impl<'a> Desk<'a> {
    fn of(portal: &'a Portal, who: Person) -> Self {
        Self { portal, who }
    }

    fn read(&self, path: &str) -> Quote {
        let id: QuoteId = path.trim_start_matches("/quotes/").parse().unwrap();
        block_on(self.portal.app.db.run(queries::quote_for_client(&scope_of(self.who), id)))
            .unwrap()
            .unwrap()
    }

    fn acceptance(quote: &Quote, n: u128) -> Write {
        let trip = TripId(Uuid::from_u128(n));
        let open = quote.acceptable(Some(quote.version), NOON).unwrap();
        let it = open.accept("Someone".into(), trip);
        let letter = mail::answered(quote, Said::Yes, "Someone", "", Style::default());
        queries::accept(&it, &letter, &letter)
    }

    fn write(&self, write: Write) -> Outcome {
        self.portal.write(self.who, write)
    }
}

#[test]
fn of_two_acceptances_at_once_exactly_one_is_written() {
    let portal = portal();
    let (mira, tomas) = (Desk::of(&portal, MIRA), Desk::of(&portal, TOMAS));
    let (global, latitude) = (mira.read(GLOBAL), tomas.read(LATITUDE));
    let first = Desk::acceptance(&global, 1);
    let second = Desk::acceptance(&latitude, 2);
    assert!(mira.write(first).held);
    assert!(!tomas.write(second).held);
    assert_eq!(states(&portal), "superseded accepted superseded draft withdrawn");
    assert_eq!(portal.value("SELECT count(*) || (SELECT count(*) FROM events) FROM trips"), "11");
}

#[test]
fn the_guard_looks_for_an_accepted_sibling() {
    let portal = portal();
    let tomas = Desk::of(&portal, TOMAS);
    let latitude = tomas.read(LATITUDE);
    let write = Desk::acceptance(&latitude, 2);
    portal
        .app
        .db
        .execute("UPDATE quotes SET state = 'accepted' WHERE reference = 'Q-1' AND revision = 2");
    assert!(!tomas.write(write).held);
    assert_eq!(portal.value("SELECT count(*) FROM trips"), "0");
}

#[test]
fn of_two_acceptances_of_one_aircraft_at_once_exactly_one_is_written() {
    let portal = portal();
    offer_to_ruth(&portal);
    let (mira, ruth) = (Desk::of(&portal, MIRA), Desk::of(&portal, RUTH));
    let (hers, theirs) = (ruth.read(RUTHS), mira.read(GLOBAL));
    let (first, second) = (Desk::acceptance(&hers, 1), Desk::acceptance(&theirs, 2));
    assert!(ruth.write(first).held);
    assert!(!mira.write(second).held);
    assert_eq!(portal.value("SELECT count(*) FROM trips"), "1");
    portal.app.db.execute(
        "UPDATE trips SET stage_id = (SELECT id FROM stages WHERE kind = 'completed' LIMIT 1)",
    );
    assert!(mira.write(Desk::acceptance(&theirs, 2)).held, "what is over takes up no aircraft");
}

#[test]
fn more_passengers_than_seats_are_not_written() {
    let portal = portal();
    let mira = Desk::of(&portal, MIRA);
    let global = mira.read(GLOBAL);
    let write = Desk::acceptance(&global, 1);
    portal.app.db.execute("UPDATE tails SET seats = 5");
    assert!(!mira.write(write).held);
}

#[test]
fn an_answer_is_not_written_after_a_change_it_did_not_see() {
    for first in [
        "UPDATE quotes SET state = 'superseded', version = 3 WHERE reference = 'Q-1'",
        "UPDATE quotes SET version = 3 WHERE reference = 'Q-1'",
        "UPDATE requests SET state = 'declined'",
        "UPDATE users SET state = 'disabled' WHERE name LIKE 'Mira%'",
        "DELETE FROM memberships WHERE contact_id LIKE '%c21'",
        "UPDATE users SET role = 'customer', version = version + 1 WHERE name LIKE 'Mira%'",
        "UPDATE quotes SET valid_until = 0",
    ] {
        let portal = portal();
        let mira = Desk::of(&portal, MIRA);
        let global = mira.read(GLOBAL);
        let write = Desk::acceptance(&global, 1);
        let decline = queries::decline(
            &global.answerable(Some(2), NOON).unwrap().decline(DeclineReason::Other, "No".into()),
            "No",
            &mail::answered(&global, Said::No, "Mira", "No", Style::default()),
        );
        portal.app.db.execute(first);
        assert!(!mira.write(write).held, "{first}");
        assert!(!mira.write(decline).held, "{first}");
        assert_eq!(portal.value("SELECT count(*) FROM events"), "0");
        assert_eq!(portal.value("SELECT count(*) FROM trips"), "0");
    }
}
