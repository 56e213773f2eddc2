//! A booking of coaches, from what a client asks for to the confirmation.
use crate::testing::cast::*;
use axum::http::StatusCode;

const ASKED: [(&str, &str); 10] = [
    ("kind", "one_way"),
    ("from.0", "100 School Road"),
    ("from_city.0", "Chicago"),
    ("zone.0", "America/Chicago"),
    ("to.0", "1 Museum Square"),
    ("to_city.0", "Indianapolis"),
    ("to_zone.0", "America/New_York"),
    ("date.0", "2026-12-15"),
    ("time.0", "08:00"),
    ("passengers", "150"),
];

/// Chicago by way of Lafayette, where clocks are an hour ahead, to Indianapolis.
const PLANNED: [(&str, &str); 22] = [
    ("key", "k"),
    ("account", "Bea School"),
    ("vehicle", "56-seat coach"),
    ("vehicles", "3"),
    ("passengers", "150"),
    ("from.0", "100 School Road"),
    ("from_city.0", "Chicago"),
    ("zone.0", "America/Chicago"),
    ("to.0", "5 Main Street"),
    ("to_city.0", "Lafayette"),
    ("to_zone.0", "America/New_York"),
    ("date.0", "2026-12-15"),
    ("time.0", "08:00"),
    ("block.0", "120"),
    ("from.1", ""),
    ("to.1", "1 Museum Square"),
    ("to_city.1", "Indianapolis"),
    ("to_zone.1", "America/New_York"),
    ("date.1", "2026-12-15"),
    ("time.1", "11:10"),
    ("block.1", "60"),
    ("crew_duty.0", "Driver"),
];

#[test]
fn a_client_asks_for_several_coaches_with_a_stop_on_the_way() {
    let portal = Portal::open("");
    let with = |more: &[(&'static str, &'static str)]| [&ASKED[..], more].concat();
    let who = portal.post(BEA, "/requests", &with(&[("key", "w"), ("to", "who")]));
    assert!(who.has("Number of coaches"), "{}", who.body);
    let page = portal.post(BEA, "/requests", &with(&[("key", "a"), ("add-stop", "0")]));
    assert!(page.has("Drive <span data-number>2"), "{}", page.body);
    assert!(page.has("name=\"to.1\" value=\"1 Museum Square\""), "it still goes there");
    let stop = [
        ("kind", "legs"),
        ("to.0", "5 Main Street"),
        ("to_city.0", "Lafayette"),
        ("from.1", ""),
        ("to.1", "1 Museum Square"),
        ("to_city.1", "Indianapolis"),
        ("to_zone.1", "America/New_York"),
        ("date.1", "2026-12-15"),
        ("tba.1", "yes"),
    ];
    let kept = ASKED.iter().filter(|(name, _)| stop.iter().all(|(other, _)| other != name));
    let fields: Vec<_> = kept.copied().chain(stop).collect();
    let many = [&fields[..], &[("key", "b"), ("vehicles", "51")]].concat();
    assert!(portal.post(BEA, "/requests", &many).has("from 1 to 50"));
    let reply =
        portal.post(BEA, "/requests", &[&fields[..], &[("key", "c"), ("vehicles", "3")]].concat());
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    for who in [BEA, NOOR] {
        let page = portal.get(who, reply.location());
        assert!(page.has("<dt>Coaches</dt><dd>3</dd>"), "{}", page.body);
        assert!(page.has("Chicago") && page.has("Lafayette") && page.has("Indianapolis"));
    }
    // The trip that is made from it has as many.
    let booked = [("key", "d"), ("version", "1"), ("vehicle", "56-seat coach")];
    let reply = portal.post(NOOR, &format!("{}/trip", reply.location()), &booked);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    assert_eq!(portal.value("SELECT vehicles FROM trips"), "3");
}

#[test]
fn a_booking_tells_when_the_coach_stands_ready_and_arrives_by_the_clocks_there() {
    let portal = Portal::open("");
    let reply = portal.post(NOOR, "/trips", &PLANNED);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let page = portal.get(BEA, reply.location());
    assert!(page.has("<dt>Coaches</dt><dd>3</dd>"), "{}", page.body);
    assert!(page.has("8:00 AM CST") && page.has("11:00 AM EST") && page.has("12:10 PM EST"));
    assert!(page.has("Spot time <time>7:45 AM CST"), "{}", page.body);
    assert_eq!(page.body.matches("Spot time").count(), 1, "it stops in Lafayette for ten minutes");
    let page = portal.get(NOOR, reply.location());
    assert!(page.has("Spot time, 100 School Road"), "{}", page.body);
    assert!(page.has("On duty at most 15 h, 10 h of it driving; 8 h of rest"), "{}", page.body);
    // A quarter of an hour is the usual time; another one is a setting.
    portal.app.db.execute("UPDATE workspaces SET spot_minutes = 30 WHERE slug = 'northstar'");
    assert!(portal.get(BEA, reply.location()).has("Spot time <time>7:30 AM CST"));
    portal.app.queue.sent.lock().unwrap().clear();
    let booked =
        [("key", "b"), ("version", "1"), ("stage", "00000000-0000-7000-8000-000000000037")];
    let moved = portal.post(NOOR, &format!("{}/stage", reply.location()), &booked);
    assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.body);
    portal.work();
    let sent = portal.app.mailer.sent.lock().unwrap().clone();
    let letter = sent.iter().find(|it| it.subject.contains("is confirmed")).unwrap();
    assert!(letter.text.contains("Spot time: 7:30 AM CST"), "{}", letter.text);
}

#[test]
fn a_passenger_of_a_coach_has_no_documents() {
    let portal = Portal::open("");
    let form = portal.get(BEA, "/passengers/new");
    assert!(!form.has("Nationality") && !form.has("Known traveler") && form.has("Full name"));
    let fields =
        [("key", "a"), ("name", "Ana Larsen"), ("document_number", "AB1234567"), ("sex", "F")];
    let reply = portal.post(BEA, "/passengers", &fields);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    assert_eq!(
        portal.value("SELECT sex || (SELECT count(*) FROM passenger_details) FROM passengers"),
        "0"
    );
}
