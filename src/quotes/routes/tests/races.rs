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
        jobs::AcceptanceReceipt,
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
        let open = quote.acceptable(quote.version, NOON).unwrap();
        let it = open.accept("Someone".into(), String::new(), trip);
        let letter = mail::answered(quote, Said::Yes, "Someone", "", Style::default());
        let receipt = AcceptanceReceipt { letter: letter.clone(), quote: it.quote };
        queries::accept(&it, "Firefox on Linux", &letter, &receipt)
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

/// Blocks the aircraft of the quote that Mira reads, for an hour of its first leg.
fn block(portal: &Portal, kind: &str, state: &str) {
    portal.app.db.execute(&format!(
        "INSERT INTO blocks (id, workspace_id, tail_id, kind, state, starts_at, ends_at, created_at)
         SELECT lower(hex(randomblob(16))), workspace_id, tail_id, '{kind}', '{state}', departs_at + 3600000, departs_at + 7200000, 0
         FROM quotes WHERE reference = 'Q-1' AND revision = 2"
    ));
}

#[test]
fn an_aircraft_that_is_blocked_meanwhile_is_not_accepted() {
    let portal = portal();
    let mira = Desk::of(&portal, MIRA);
    let global = mira.read(GLOBAL);
    let write = Desk::acceptance(&global, 1);
    block(&portal, "maintenance", "approved");
    assert!(!mira.write(write).held);
    assert_eq!(portal.value("SELECT count(*) FROM trips"), "0");
    let page = portal.get(MIRA, GLOBAL);
    let words = "What this quote offers is no longer available at these times";
    assert!(page.has(words) && !page.has("Accept quote</button>"), "{}", page.body);
    let refused = accept(&portal, MIRA, GLOBAL, "k");
    assert!(refused.status == StatusCode::CONFLICT && refused.has(words), "{}", refused.body);
    portal.app.db.execute("UPDATE blocks SET removed_at = 1");
    assert_eq!(accept(&portal, MIRA, GLOBAL, "again").status, StatusCode::SEE_OTHER);
}

#[test]
fn what_owners_keep_for_themselves_is_in_the_way_of_others_only() {
    let held = |kind: &str, state: &str, owner: &str| {
        let portal = portal();
        block(&portal, kind, state);
        portal.app.db.execute(&format!(
            "INSERT INTO account_tails (workspace_id, account_id, tail_id) SELECT workspace_id, '{owner}', tail_id FROM quotes WHERE reference = 'Q-1' AND revision = 2"
        ));
        accept(&portal, MIRA, GLOBAL, "k").status == StatusCode::SEE_OTHER
    };
    let (lindqvist, okafor) =
        ("00000000-0000-7000-8000-000000000a11", "00000000-0000-7000-8000-000000000a12");
    assert!(held("owner", "approved", lindqvist) && !held("owner", "approved", okafor));
    assert!(!held("maintenance", "approved", lindqvist), "an aircraft in the hangar");
    assert!(held("owner", "asked", okafor), "nobody agreed to it yet");
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
            &global.answerable(2, NOON).unwrap().decline(DeclineReason::Other, "No".into()),
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
