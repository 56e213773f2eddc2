//! Changing a request, and asking again.
use super::super::super::{Step, Submission, queries};
use super::*;
use crate::{
    itineraries::samples::{leg, palm_beach, teterboro},
    mail::Letter,
};

fn changed(
    version: &'static str,
    changes: &[(&'static str, &'static str)],
) -> Vec<(&'static str, &'static str)> {
    let mut fields = but(changes);
    fields.push(("version", version));
    fields.retain(|(name, _)| *name != "key");
    fields
}

fn amend(portal: &Portal, who: Person, place: &str, key: &str, fields: &[(&str, &str)]) -> Reply {
    portal.post(who, place, &[&[("key", key)], fields].concat())
}

#[test]
fn a_request_is_changed_until_somebody_works_on_it() {
    let portal = Portal::open(SEED);
    let place = portal.post(MIRA, "/requests", &but(&[("traveler", ELSA)])).location().to_owned();
    let form = portal.get(MIRA, &format!("{place}/edit"));
    assert_eq!(batches(&form), '1');
    for words in [
        "value=\"TEB Teterboro\"",
        "value=\"8:15 PM\"",
        "value=\"3\"",
        "Save changes",
        "name=\"version\" value=\"1\"",
        "type=\"hidden\" name=\"traveler\" value=\"00000000-0000-7000-8000-0000000000f2\"",
    ] {
        assert!(form.has(words), "{words}: {}", form.body);
    }
    let wrong = amend(&portal, MIRA, &place, "a", &changed("1", &[("passengers", "none")]));
    assert!(
        wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.has("Save changes"),
        "{}",
        wrong.body
    );
    let more = [("passengers", "5"), ("from.1", "Luton"), ("other_dates", "A day later, too")];
    let saved = amend(&portal, TOMAS, &place, "b", &changed("1", &more));
    assert_eq!(
        (saved.status, saved.location(), batches(&saved)),
        (StatusCode::SEE_OTHER, place.as_str(), '2'),
        "{}",
        saved.body
    );
    let finds = |q: &str| portal.get(DANA, &format!("/requests?q={q}")).has("R-1001");
    assert!(finds("luton+teb") && finds("egg"));
    assert_eq!(
        amend(&portal, MIRA, &place, "c", &changed("1", &more)).status,
        StatusCode::CONFLICT
    );
    assert_eq!(
        portal.value(
            "SELECT reference || state || passengers || version || travellers FROM requests"
        ),
        "R-1001submitted52[]"
    );
    for (who, words) in
        [(MIRA, "Request changed"), (DANA, "A day later, too"), (DANA, "<dd>5</dd>")]
    {
        assert!(portal.get(who, &place).has(words), "{words}");
    }
    portal.work();
    let letter = portal.app.mailer.sent.lock().unwrap().last().unwrap().clone();
    assert_eq!(
        (&*letter.to, &*letter.subject),
        ("dana@harbour.example", "Request R-1001 changed: TEB to LTN to NCE")
    );
    portal.post(DANA, &format!("{place}/review"), &[("key", "r"), ("version", "2")]);
    assert_eq!(portal.get(MIRA, &format!("{place}/edit")).status, StatusCode::CONFLICT);
    let late = amend(&portal, MIRA, &place, "d", &changed("3", &more));
    assert!(
        late.status == StatusCode::CONFLICT && late.has("under review already"),
        "{}",
        late.body
    );
    assert!(!portal.get(MIRA, &place).has("Change this request"));
}

#[test]
fn a_change_that_a_dispatcher_overtakes_is_refused() {
    let portal = Portal::open(SEED);
    let place = sent(&portal);
    let id = place.trim_start_matches("/requests/").parse().unwrap();
    let step = Step { request: id, version: 1, words: String::new() };
    let letter = Letter {
        subject: String::new(),
        lead: String::new(),
        facts: vec![],
        action: String::new(),
        path: "/".into(),
    };
    let to = Submission {
        account: "00000000-0000-7000-8000-000000000a11".parse().unwrap(),
        itinerary: vec![leg(teterboro(), palm_beach(), NOON + DAY, NOON + DAY + 3 * HOUR)],
        passengers: 9,
        vehicles: 1,
        travelers: Vec::new(),
        catering: String::new(),
        ground: String::new(),
        preference: String::new(),
        notes: String::new(),
        other_dates: String::new(),
    };
    assert!(!portal.write(RUTH, queries::amend(&step, &to, &letter)).held, "of another account");
    assert!(portal.write(DANA, queries::review(&step, None)).held);
    assert!(!portal.write(MIRA, queries::amend(&step, &to, &letter)).held);
    assert_eq!(portal.value("SELECT state || passengers FROM requests"), "under_review3");
}

#[test]
fn strangers_cannot_change_a_request() {
    let portal = Portal::open(SEED);
    let place = sent(&portal);
    for who in [RUTH, CARL, MILO] {
        assert_eq!(
            portal.get(who, &format!("{place}/edit")).status,
            StatusCode::NOT_FOUND,
            "{}",
            who.name
        );
        assert_eq!(
            amend(&portal, who, &place, "k", &changed("1", &[])).status,
            StatusCode::NOT_FOUND,
            "{}",
            who.name
        );
    }
}

#[test]
fn a_trip_or_a_request_is_asked_for_again_on_other_dates() {
    let portal = Portal::open(WALK);
    let trip = "/trips/00000000-0000-7000-8000-0000000e3001";
    let again = "/requests/new?like=00000000-0000-7000-8000-0000000e3001";
    assert!(portal.get(MIRA, trip).has(again), "{}", portal.get(MIRA, trip).body);
    let form = portal.get(MIRA, again);
    for words in [
        "value=\"TEB Teterboro\"",
        "value=\"PBI Palm Beach\"",
        "name=\"passengers\" value=\"2\"",
        "Still water",
        "type=\"hidden\" name=\"traveler\"",
    ] {
        assert!(form.has(words), "{words}: {}", form.body);
    }
    assert!(form.has("name=\"date.0\"") && !form.has("value=\"Dec 9, 2026\""), "{}", form.body);
    assert!(!portal.get(RUTH, again).has("TEB Teterboro"), "it is not hers");
    let request = "00000000-0000-7000-8000-0000000e1001";
    portal
        .app
        .db
        .execute(&format!("UPDATE requests SET state = 'declined' WHERE id = '{request}'"));
    assert!(
        portal
            .get(MIRA, &format!("/requests/{request}"))
            .has(&format!("/requests/new?like={request}"))
    );
    assert!(portal.get(MIRA, &format!("/requests/new?like={request}")).has("For the Lindqvists."));
}
