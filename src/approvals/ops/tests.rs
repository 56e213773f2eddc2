//! An owner is asked about a trip of somebody else on their aircraft.
#![allow(clippy::unwrap_used)]
use crate::testing::cast::*;
use axum::http::StatusCode;

const TRIPS: &str = include_str!("../../trips/seed.sql");
/// Lindqvist's trip on Ruth's aircraft.
const TRIP: &str = "00000000-0000-7000-8000-000000000701";
const BOOKED: &str = "00000000-0000-7000-8000-000000000017";

fn asking() -> Portal {
    Portal::open(&format!("{TRIPS}UPDATE workspaces SET owners_approve = 1;"))
}

fn answer(portal: &Portal, who: Person, key: &str, decision: &str, words: &str) -> Reply {
    let fields = [("key", key), ("version", "1"), ("decision", decision), ("words", words)];
    portal.post(who, &format!("/approvals/{TRIP}"), &fields)
}

fn mails(portal: &Portal, to: &str) -> String {
    portal.work();
    portal.value(&format!(
        "SELECT coalesce(group_concat(subject, '; '), '') FROM outbox WHERE to_email LIKE '{to}@%'"
    ))
}

#[test]
fn nobody_is_asked_where_the_workspace_does_not_want_it() {
    let portal = Portal::open(TRIPS);
    assert!(!portal.get(DANA, &format!("/trips/{TRIP}")).has("owner of N517HA"));
    assert_eq!(portal.get(RUTH, &format!("/approvals/{TRIP}")).status, StatusCode::NOT_FOUND);
    assert!(!portal.get(RUTH, "/schedule").has("/approvals/"));
}

#[test]
fn the_owner_approves_and_staff_are_told() {
    let portal = asking();
    assert!(
        portal
            .get(DANA, &format!("/trips/{TRIP}"))
            .has("Waits for the approval of the owner of N517HA")
    );
    let schedule = portal.get(RUTH, "/schedule");
    assert!(schedule.has("TEB to LTN to NCE, Thu, Dec 10, 8:15 PM EST"), "{}", schedule.body);
    assert!(!schedule.has("/approvals/00000000-0000-7000-8000-000000000703"), "her own trip");
    assert!(portal.get(RUTH, "/").has(&format!("/approvals/{TRIP}")), "her first page");
    let question = portal.get(RUTH, &format!("/approvals/{TRIP}"));
    assert!(question.has("another client") && !question.has("Lindqvist"), "{}", question.body);
    for who in [MIRA, CARL, MILO] {
        assert_eq!(answer(&portal, who, "x", "approve", "").status, StatusCode::NOT_FOUND);
    }
    assert_eq!(answer(&portal, RUTH, "a", "", "").status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer(&portal, RUTH, "b", "approve", "").location(), "/schedule");
    assert_eq!(mails(&portal, "dana"), "Ruth Okafor approved TEB to LTN to NCE on N517HA");
    assert!(portal.get(DANA, &format!("/trips/{TRIP}")).has("Approved by the owner of N517HA"));
    assert_eq!(portal.get(RUTH, &format!("/approvals/{TRIP}")).status, StatusCode::NOT_FOUND);
}

#[test]
fn the_party_is_named_where_the_workspace_shows_it() {
    let portal = asking();
    portal.app.db.execute("UPDATE workspaces SET shows_other_parties = 1");
    assert!(portal.get(RUTH, &format!("/approvals/{TRIP}")).has("for Lindqvist Holdings"));
}

#[test]
fn an_answer_counts_for_the_days_it_was_given_for() {
    let portal = asking();
    answer(&portal, RUTH, "a", "approve", "");
    portal.app.db.execute(
        "UPDATE trips SET departs_at = departs_at + 86400000, version = 2 WHERE reference = 'T-0701'",
    );
    assert!(portal.get(DANA, &format!("/trips/{TRIP}")).has("Waits for the approval"));
    assert_eq!(
        answer(&portal, RUTH, "b", "approve", "").status,
        StatusCode::CONFLICT,
        "an old page"
    );
    assert_eq!(portal.get(RUTH, &format!("/approvals/{TRIP}")).status, StatusCode::OK);
}

#[test]
fn a_trip_is_not_confirmed_without_the_owner_unless_staff_say_why() {
    let portal = asking();
    let refused = answer(&portal, RUTH, "a", "refuse", "");
    assert!(refused.has("Say why"), "{}", refused.body);
    assert_eq!(
        answer(&portal, RUTH, "b", "refuse", "We fly ourselves").status,
        StatusCode::SEE_OTHER
    );
    let book = |key: &str| {
        let fields = [("key", key), ("version", "1"), ("stage", BOOKED), ("reason", "")];
        portal.post(DANA, &format!("/trips/{TRIP}/stage"), &fields)
    };
    let held = book("c");
    assert_eq!(held.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(held.has("The owner has not approved this trip."), "{}", held.body);
    let ahead = |key: &str, words: &str| {
        let fields = [("key", key), ("version", "1"), ("words", words)];
        portal.post(DANA, &format!("/trips/{TRIP}/approval"), &fields)
    };
    assert!(portal.get(DANA, &format!("/trips/{TRIP}/approval")).has("We fly ourselves"));
    assert_eq!(ahead("d", "").status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(ahead("e", "Agreed by phone").status, StatusCode::SEE_OTHER);
    assert_eq!(mails(&portal, "ruth"), "TEB to LTN to NCE is flown on N517HA");
    assert!(
        portal.get(DANA, &format!("/trips/{TRIP}")).has("Goes ahead without the owner of N517HA")
    );
    assert_eq!(book("f").status, StatusCode::SEE_OTHER);
}

#[test]
fn staff_see_which_trips_wait_for_an_owner_and_ask_by_email() {
    let portal = Portal::open(TRIPS);
    assert!(!portal.get(DANA, "/").has("Waiting for an owner"));
    portal.app.db.execute("UPDATE workspaces SET owners_approve = 1");
    let today = portal.get(DANA, "/");
    assert!(today.has("Waiting for an owner") && today.has(&format!("/trips/{TRIP}")));
    assert!(!today.has("/trips/00000000-0000-7000-8000-000000000703"), "her own trip");
    assert!(!portal.get(RHEA, "/").has("T-0701"));
    assert!(portal.get(DANA, &format!("/trips/{TRIP}/approval")).has("Ask by email"));
    let ask = |key: &str| {
        let fields = [("key", key), ("version", "1")];
        portal.post(DANA, &format!("/trips/{TRIP}/approval-request"), &fields)
    };
    assert_eq!(ask("a").status, StatusCode::SEE_OTHER);
    assert_eq!(mails(&portal, "ruth"), "May we fly TEB to LTN to NCE on your aircraft?");
    answer(&portal, RUTH, "b", "approve", "");
    assert_eq!(ask("c").status, StatusCode::CONFLICT);
    assert!(!portal.get(DANA, "/").has("Waiting for an owner"));
}

#[test]
fn owners_are_asked_by_mail_about_a_new_trip_of_somebody_else() {
    use crate::{
        approvals::asks,
        db::{
            scope::staff,
            write::{Write, begins},
        },
        itineraries::samples::{leg, luton, teterboro},
    };
    let asked = |setting: &str, trip: &str| {
        let portal =
            Portal::open(&format!("{TRIPS}UPDATE workspaces SET owners_approve = {setting};"));
        let tail = "00000000-0000-7000-8000-000000000b51".parse().ok();
        let legs = [leg(teterboro(), luton(), NOON + DAY, NOON + DAY + HOUR)];
        let write =
            Write::begin("trip_moved", trip, begins!(staff, "WHERE me.workspace_id IS NOT NULL"))
                .with([asks(trip.parse().unwrap(), tail, &legs)]);
        assert!(portal.write(DANA, write).held);
        portal.value("SELECT coalesce(group_concat(to_email), '') FROM outbox")
    };
    let own = "00000000-0000-7000-8000-000000000703";
    assert_eq!(asked("1", TRIP), "ruth@harbour.example");
    assert_eq!((asked("0", TRIP), asked("1", own)), (String::new(), String::new()));
}
