//! A request that staff enter for a client who telephoned.
use super::super::super::Submission;
use super::*;
use crate::{
    itineraries::samples::{leg, palm_beach, teterboro},
    kit::ids::{ContactId, RequestId},
};

const MIRAS: &str = "00000000-0000-7000-8000-000000000c21";
const HOLDINGS: &str = "00000000-0000-7000-8000-000000000a11";
const OKAFORS: &str = "00000000-0000-7000-8000-000000000a12";

fn fields(account: &'static str) -> Vec<(&'static str, &'static str)> {
    let mut all = TRIP.to_vec();
    all.extend([("contact", MIRAS), ("account", account)]);
    all
}

#[test]
fn a_dispatcher_finds_the_client_and_enters_the_request() {
    let portal = Portal::open(SEED);
    assert!(portal.get(DANA, "/requests").has("href=\"/requests/new\""));
    for find in ["mira", "lindqvist+hold"] {
        let found = portal.get(DANA, &format!("/requests/new?find={find}"));
        assert!(
            found.has(&format!("contact={MIRAS}&amp;account={HOLDINGS}")),
            "{find}: {}",
            found.body
        );
    }
    assert!(portal.get(DANA, "/requests/new?find=nobody").has("Nobody found"));
    let form = portal.get(DANA, &format!("/requests/new?contact={MIRAS}&account={HOLDINGS}"));
    assert_eq!(batches(&form), '1');
    assert!(
        form.has("For Mira Lindqvist, Lindqvist Holdings") && form.has("Elsa Lindqvist"),
        "{}",
        form.body
    );
    assert!(!form.has("Ruth Okafor</bdi>"), "{}", form.body);
    let wrong = [fields(HOLDINGS), vec![("add-leg", "yes")]].concat();
    assert!(portal.post(DANA, "/requests", &wrong).has("name=\"from.2\""));
    let made = portal.post(DANA, "/requests", &fields(HOLDINGS));
    assert_eq!((made.status, batches(&made)), (StatusCode::SEE_OTHER, '2'), "{}", made.body);
    assert_eq!(
        portal.value("SELECT reference || state || contact_id FROM requests"),
        format!("R-1001submitted{MIRAS}")
    );
    let desk = portal.get(DANA, made.location());
    assert!(
        desk.has("Request entered for the client") && desk.has("Dana Whitfield"),
        "{}",
        desk.body
    );
    let seen = portal.get(MIRA, made.location());
    assert!(
        seen.has("TEB to LTN to NCE") && seen.has("Change this request") && !seen.has("Dana"),
        "{}",
        seen.body
    );
    portal.work();
    let letters = portal.app.mailer.sent.lock().unwrap().clone();
    let told: Vec<_> = letters.iter().map(|it| (&*it.to, &*it.subject)).collect();
    assert_eq!(told, [("mira@harbour.example", "Your request: TEB to LTN to NCE")]);
}

#[test]
fn a_request_is_entered_only_for_a_contact_of_the_account() {
    let portal = Portal::open(SEED);
    assert_eq!(portal.post(DANA, "/requests", &fields(OKAFORS)).status, StatusCode::NOT_FOUND);
    assert_eq!(portal.post(RHEA, "/requests", &fields(HOLDINGS)).status, StatusCode::NOT_FOUND);
    assert_eq!(portal.post(INES, "/requests", &fields(HOLDINGS)).status, StatusCode::FORBIDDEN);
    assert!(
        !portal
            .get(DANA, &format!("/requests/new?contact={MIRAS}&account={OKAFORS}"))
            .has("Enter request")
    );
    assert_eq!(portal.value("SELECT count(*) FROM requests"), "0");
}

#[test]
fn nothing_is_entered_for_an_account_or_a_contact_that_was_deactivated_meanwhile() {
    for ended in ["accounts SET deactivated_at = 1", "contacts SET deactivated_at = 1"] {
        let portal = Portal::open(SEED);
        let it = Submission {
            account: HOLDINGS.parse().unwrap(),
            itinerary: vec![leg(teterboro(), palm_beach(), NOON + DAY, NOON + DAY + 3 * HOUR)],
            passengers: 2,
            vehicles: 1,
            travelers: Vec::new(),
            catering: String::new(),
            ground: String::new(),
            preference: String::new(),
            notes: String::new(),
            other_dates: String::new(),
        };
        let letter = Letter {
            subject: String::new(),
            lead: String::new(),
            facts: vec![],
            action: String::new(),
            path: "/".into(),
        };
        let contact: ContactId = MIRAS.parse().unwrap();
        let id = || RequestId::new(NOON, &portal.app.chance());
        assert!(portal.write(DANA, queries::enter(id(), &it, contact, &letter)).held);
        portal.app.db.execute(&format!("UPDATE {ended}"));
        assert!(!portal.write(DANA, queries::enter(id(), &it, contact, &letter)).held, "{ended}");
        assert_eq!(portal.value("SELECT count(*) FROM requests"), "1");
    }
}
