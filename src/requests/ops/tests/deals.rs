//! Deals: who works on them, the search, trips without a quote, deals that are lost, and those that nobody decided.
use super::*;

const OLES: &str = "00000000-0000-7000-8000-000000000d31";
const LATITUDE: &str = "00000000-0000-7000-8000-000000000b51";

#[test]
fn a_deal_is_given_to_a_colleague_who_is_told() {
    let (portal, place) = open();
    let page = portal.get(DANA, &place);
    assert!(page.has("Ole") && !page.has("Ines Marsh</option>"), "{}", page.body);
    let assign = |key: &str, version: &str, colleague: &str| {
        let fields = [("key", key), ("version", version), ("colleague", colleague)];
        portal.post(DANA, &format!("{place}/assignment"), &fields)
    };
    assert!(
        assign("a", "1", "00000000-0000-7000-8000-000000000d41")
            .has("Choose one of your colleagues.")
    );
    assert_eq!(assign("b", "1", OLES).status, StatusCode::SEE_OTHER);
    assert_eq!(assign("c", "1", "").status, StatusCode::CONFLICT, "it is of another version");
    assert_eq!(state(&portal), "under_review");
    assert!(portal.get(OLE, "/requests?whose=mine").has("TEB to LTN to NCE"));
    assert!(!portal.get(MIRA, &place).has("Ole"));
    portal.work();
    let letter = portal.app.mailer.sent.lock().unwrap().last().unwrap().clone();
    assert_eq!(
        (&*letter.to, &*letter.subject),
        ("ole@harbour.example", "R-1001 is yours: TEB to LTN to NCE")
    );
    assert_eq!(assign("d", "2", "").status, StatusCode::SEE_OTHER);
    assert!(portal.get(DANA, "/requests?whose=nobody").has("TEB to LTN to NCE"));
    assert_eq!(
        portal
            .value("SELECT group_concat(note, ', ') FROM events WHERE action = 'request_assigned'"),
        format!("{}, nobody", portal.value(&format!("SELECT name FROM users WHERE id = '{OLES}'")))
    );
}

#[test]
fn a_new_request_is_given_to_the_dispatcher_with_the_fewest_open_ones() {
    let given = |portal: &Portal| {
        for key in ["a", "b"] {
            let mut trip = TRIP.to_vec();
            trip[0] = ("key", key);
            assert_eq!(portal.post(MIRA, "/requests", &trip).status, StatusCode::SEE_OTHER);
        }
        let to = "SELECT group_concat(coalesce(u.name, 'nobody'), ', ' ORDER BY r.id) FROM requests r LEFT JOIN users u ON u.id = r.assigned_to";
        let mails = "SELECT coalesce(group_concat(to_email, ', ' ORDER BY created_at, to_email), '') FROM outbox WHERE to_email <> ''";
        (portal.value(to), portal.value(mails))
    };
    let two = format!(
        "{SEED} UPDATE users SET role = 'dispatcher' WHERE id = '{OLES}'; DELETE FROM notifications;"
    );
    assert_eq!(given(&Portal::open(&two)), ("nobody, nobody".to_owned(), String::new()));
    let portal = Portal::open(&format!("{two} UPDATE workspaces SET gives_requests = 1;"));
    let mails = "dana@harbour.example, ole@harbour.example".to_owned();
    assert_eq!(given(&portal), ("Dana Whitfield, Ole Berg".to_owned(), mails));
    assert_eq!(state(&portal), "submitted", "nobody looked at it yet");
    assert!(portal.get(DANA, "/requests?whose=mine").has("R-1001"));
}

#[test]
fn deals_are_found_by_reference_client_account_and_places() {
    let portal = two();
    portal.get(DANA, "/requests");
    assert_eq!(batches(&portal.get(DANA, "/requests?q=lind")), '1');
    let finds = |q: &str| {
        let page = portal.get(DANA, &format!("/requests?q={q}"));
        (page.has("R-1001"), page.has("R-later"))
    };
    for (q, found) in [
        ("r-10", (true, false)),
        ("R-", (true, true)),
        ("lindqvist", (true, false)),
        ("mira", (true, false)),
        ("okaf", (false, true)),
        ("teb+ltn", (true, false)),
        ("TEB+to+LTN", (true, false)),
        ("1001", (true, false)),
        ("bbb", (false, true)),
        ("LTN", (true, false)),
        ("EGGW", (true, false)),
        ("nice", (true, false)),
        ("luton+lindq", (true, false)),
        ("luton+okafor", (false, false)),
        ("okafor+bbb", (false, true)),
        ("nobody", (false, false)),
    ] {
        assert_eq!(finds(q), found, "{q}");
    }
    assert!(portal.get(DANA, "/requests?q=nobody").has("Nothing found"));
    assert!(!portal.get(RHEA, "/requests?q=lindqvist").has("R-1001"));
}

#[test]
fn a_deal_becomes_a_trip_without_a_quote() {
    let (portal, place) = open();
    let book = |key: &str, fields: &[(&str, &str)]| {
        let fields = [&[("key", key), ("version", "1")], fields].concat();
        portal.post(DANA, &format!("{place}/trip"), &fields)
    };
    assert!(book("a", &[("tail", "elsewhere")]).has("Choose one of your aircraft."));
    let made = book("b", &[("tail", LATITUDE)]);
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    assert_eq!(book("c", &[("tail", LATITUDE)]).status, StatusCode::CONFLICT);
    insta::assert_snapshot!(
        portal.rows(
            "SELECT r.state, t.reference, t.route, t.vehicle, k.registration, s.name AS stage, t.passengers,
               (SELECT count(*) FROM legs l WHERE l.trip_id = t.id AND l.arrives_at > l.departs_at) AS legs
             FROM requests r JOIN trips t ON t.id = r.trip_id JOIN tails k ON k.id = t.tail_id JOIN stages s ON s.id = t.stage_id"
        ),
        @"
    state: won
    reference: T-1001
    route: TEB to LTN to NCE
    vehicle: Citation Latitude
    registration: N517HA
    stage: Pending
    passengers: 3
    legs: 2
    "
    );
    let desk = portal.get(DANA, &place);
    assert!(
        desk.has("Won") && desk.has("View trip") && !desk.has("Create trip</button>"),
        "{}",
        desk.body
    );
    let seen = portal.get(MIRA, &place);
    assert!(
        seen.has("See your trip") && seen.has("Trip created") && !seen.has("Dana"),
        "{}",
        seen.body
    );
    assert_eq!(portal.get(MIRA, made.location()).status, StatusCode::OK);
    portal.work();
    let letters = portal.app.mailer.sent.lock().unwrap().clone();
    let told: Vec<_> =
        letters.iter().filter(|it| it.subject.starts_with("Your trip")).map(|it| &*it.to).collect();
    assert_eq!(told.len(), 2, "{told:?}");
}

#[test]
fn a_deal_is_put_on_an_aircraft_that_is_taken_only_once_staff_say_so() {
    let (portal, place) = open();
    portal.app.db.execute(&format!(
        "INSERT INTO blocks (id, workspace_id, tail_id, kind, state, starts_at, ends_at, created_at)
         SELECT lower(hex(randomblob(16))), r.workspace_id, '{LATITUDE}', 'maintenance', 'approved', r.departs_at, r.departs_at + 3600000, 0 FROM requests r"
    ));
    let book = |key: &str, despite: &str| {
        let fields = [("key", key), ("version", "1"), ("tail", LATITUDE), ("despite", despite)];
        portal.post(DANA, &format!("{place}/trip"), &fields)
    };
    let asked = book("a", "");
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.has("N517HA is blocked") && asked.has("Save it anyway"), "{}", asked.body);
    assert_eq!(portal.value("SELECT count(*) FROM trips"), "0");
    assert_eq!(book("b", asked.values("despite")[0]).status, StatusCode::SEE_OTHER);
}

#[test]
fn a_tail_that_is_taken_while_staff_look_is_not_given_to_a_deal() {
    let (portal, place) = open();
    let id = place.trim_start_matches("/requests/").parse().unwrap();
    let read = portal.app.db.run(queries::request_for_staff(&scope_of(DANA), id));
    let request = futures_executor::block_on(read).unwrap().unwrap();
    let read = portal.app.db.run(queries::fleet(&scope_of(DANA)));
    let fleet = futures_executor::block_on(read).unwrap();
    let tail = fleet.iter().find(|it| it.id.to_string() == LATITUDE);
    let trip = crate::kit::ids::TripId(uuid::Uuid::from_u128(1));
    let (step, birth) = request.book(1, trip, tail, "", crate::workspaces::Trade::Air).unwrap();
    let write = |despite| {
        let letter = Letter {
            subject: "Trip".into(),
            lead: String::new(),
            facts: vec![],
            action: "View".into(),
            path: "/trips".into(),
        };
        queries::book(&step, &birth, despite, mail::to(Recipients::Topic(Topic::Request), &letter))
    };
    portal.app.db.execute(&format!(
        "INSERT INTO blocks (id, workspace_id, tail_id, kind, state, starts_at, ends_at, created_at)
         SELECT lower(hex(randomblob(16))), r.workspace_id, '{LATITUDE}', 'maintenance', 'approved', r.departs_at, r.departs_at + 3600000, 0 FROM requests r"
    ));
    assert!(!portal.write(DANA, write(false)).held);
    assert!(portal.write(DANA, write(true)).held, "staff knew of it");
}

#[test]
fn what_the_client_owes_on_a_deal_stands_on_its_page() {
    let (portal, place) = open();
    assert!(!portal.get(DANA, &place).has("Owed on this deal"));
    portal.post(
        DANA,
        &format!("{place}/trip"),
        &[("key", "t"), ("version", "1"), ("tail", LATITUDE)],
    );
    let quote = |state: &str| {
        portal.app.db.execute(&format!(
            "INSERT INTO quotes (id, workspace_id, reference, request_id, account_id, state, vehicle, itinerary, route, departs_at, ends_at, passengers, currency, lines,
               subtotal, tax, total, deposit, deposit_ppm, valid_until, terms, sent_at, trip_id, created_at)
             SELECT '00000000-0000-7000-8000-000000000f0' || (length('{state}') % 10), workspace_id, '{state}', id, account_id, '{state}', 'Global 6000', itinerary, route, departs_at,
               departs_at + 1, 3, 'USD', '[]', 0, 0, 500000, 250000, 500000, departs_at, '', 1, trip_id, 1 FROM requests"
        ));
    };
    quote("superseded");
    quote("accepted");
    let page = portal.get(DANA, &place);
    assert!(page.has("Owed on this deal") && page.has("2,500.00"), "{}", page.body);
    assert!(page.has("deposit that is not invoiced yet 2,500.00"), "{}", page.body);
    let bill = |n: u32, quote: &str, total: i64, paid: i64, state: &str| {
        portal.app.db.execute(&format!(
            "INSERT INTO invoices (id, workspace_id, number, account_id, trip_id, quote_id, state, route, bill_to, currency, lines, subtotal, tax, total, paid, issued_on, due_on, terms, created_at)
             SELECT '00000000-0000-7000-8000-00000000090{n}', workspace_id, '2026-{n}', account_id, trip_id, {quote}, '{state}', route, 'x', 'USD', '[]', {total}, 0, {total}, {paid},
               '2026-11-20', '2026-12-04', '', 0 FROM requests"
        ));
    };
    bill(1, "(SELECT id FROM quotes WHERE state = 'accepted')", 500_000, 100_000, "issued");
    bill(2, "NULL", 30_000, 0, "issued");
    bill(3, "NULL", 70_000, 0, "void");
    let page = portal.get(DANA, &place);
    assert!(page.has("4,300.00") && page.has("Of this: invoices 4,300.00"), "{}", page.body);
    assert_eq!(batches(&page), '1');
}

#[test]
fn the_client_is_not_told_why_a_deal_was_lost() {
    let (portal, place) = open();
    portal.work();
    let mails = portal.app.mailer.sent.lock().unwrap().len();
    let lose = |key: &str, reason: &str| {
        let fields =
            [("key", key), ("version", "1"), ("lost_for", reason), ("words", "Went by train")];
        portal.post(DANA, &format!("{place}/loss"), &fields)
    };
    assert!(lose("a", "").has("Choose a reason."));
    assert_eq!(lose("b", "elsewhere").status, StatusCode::SEE_OTHER);
    assert_eq!(
        portal.value("SELECT state || ' ' || closed_for || ' ' || reason FROM requests"),
        "lost elsewhere Went by train"
    );
    let desk = portal.get(DANA, &place);
    assert!(
        desk.has("Booked with somebody else: Went by train") && desk.has("Why it was lost"),
        "{}",
        desk.body
    );
    assert!(portal.get(DANA, "/requests?pile=closed").has("Lost"));
    let seen = portal.get(MIRA, &place);
    assert!(
        seen.has("Closed") && !seen.has("train") && !seen.has("somebody else") && !seen.has("lost"),
        "{}",
        seen.body
    );
    portal.work();
    assert_eq!(portal.app.mailer.sent.lock().unwrap().len(), mails);
}

#[test]
fn the_desk_says_when_the_aircraft_that_was_asked_for_is_booked() {
    let portal = Portal::open(SEED);
    let mut wish = TRIP.to_vec();
    wish.push(("preference", "n517ha or the Global 6000"));
    let place = portal.post(MIRA, "/requests", &wish).location().to_owned();
    let free = portal.get(DANA, &place);
    assert!(
        free.has("N517HA, Citation Latitude") && free.has("N620HA, Global 6000"),
        "{}",
        free.body
    );
    assert!(free.has("Free around these dates") && !free.has(">Booked<"));
    let other = portal.post(RUTH, "/requests", &but_key(&TRIP, "k9")).location().to_owned();
    portal.post(
        DANA,
        &format!("{other}/trip"),
        &[("key", "t"), ("version", "1"), ("tail", LATITUDE)],
    );
    let busy = portal.get(DANA, &place);
    assert!(busy.has("T-1001, TEB to LTN to NCE") && busy.has(">Booked<"), "{}", busy.body);
    assert_eq!(busy.body.matches("Free around these dates").count(), 1);
}

fn but_key(
    fields: &[(&'static str, &'static str)],
    key: &'static str,
) -> Vec<(&'static str, &'static str)> {
    fields.iter().map(|(name, value)| (*name, if *name == "key" { key } else { *value })).collect()
}

/// The moment when the last leg of `TRIP` departs: December 11, 3 PM in Luton.
pub const LAST: i64 = 1_797_001_200_000;

#[test]
fn a_request_is_over_when_its_last_leg_departs() {
    let (portal, place) = open();
    portal.later(LAST - NOON - 1);
    assert!(portal.get(MIRA, &place).has("Requested"));
    assert!(portal.get(DANA, "/requests").has("TEB to LTN to NCE"));
    portal.later(1);
    let seen = portal.get(MIRA, &place);
    assert!(
        seen.has("Dates past") && seen.has("so it was closed") && !seen.has("Cancel request"),
        "{}",
        seen.body
    );
    let desk = portal.get(DANA, &place);
    assert!(desk.has("Dropped") && !desk.has("Decline request"), "{}", desk.body);
    let list = portal.get(DANA, "/requests");
    assert!(!list.has("TEB to LTN") && !list.has("<span class=\"count\">"), "{}", list.body);
    let review = portal.post(DANA, &format!("{place}/review"), &[("key", "r"), ("version", "1")]);
    assert!(review.status == StatusCode::CONFLICT && review.has("dates of this request are past"));
    let cancel =
        portal.post(MIRA, &format!("{place}/cancellation"), &[("key", "c"), ("version", "1")]);
    assert_eq!(cancel.status, StatusCode::CONFLICT);
    let id = place.trim_start_matches("/requests/").parse().unwrap();
    let step = Step { request: id, version: 1, words: String::new() };
    assert_eq!(state(&portal), "submitted", "the clock has not run yet");
    portal.app.db.execute(&format!(
        "UPDATE requests SET itinerary = json_set(itinerary, '$[1].departs_at', {NOON})"
    ));
    assert!(
        !portal.write(DANA, queries::review(&step, None)).held,
        "and it is too late all the same"
    );
}

#[test]
fn the_clock_drops_requests_that_are_past_and_tells_the_client_once() {
    let (portal, place) = open();
    portal.work();
    portal.later(LAST - NOON + HOUR);
    let sweep = || futures_executor::block_on(crate::jobs::sweep(&portal.app)).unwrap();
    sweep();
    sweep();
    assert_eq!(portal.value("SELECT state || version FROM requests"), "dropped2");
    assert_eq!(portal.value("SELECT count(*) || face || coalesce(actor_id, '') FROM events WHERE action = 'request_dropped'"), "1system");
    assert!(portal.get(DANA, "/requests?pile=closed").has("Dropped"));
    assert!(portal.get(MIRA, &place).has("Closed, as its dates are past"));
    portal.work();
    let letters = portal.app.mailer.sent.lock().unwrap().clone();
    let told = letters.iter().filter(|it| it.subject.starts_with("Your request R-1001 was closed"));
    assert_eq!(told.count(), 2, "Mira and Tomas");
}

#[test]
fn a_request_that_was_past_long_ago_is_dropped_without_a_mail() {
    let (portal, _) = open();
    portal.later(LAST - NOON + 3 * DAY);
    let mails = portal.value("SELECT count(*) FROM outbox");
    futures_executor::block_on(crate::jobs::sweep(&portal.app)).unwrap();
    assert_eq!(state(&portal), "dropped");
    assert_eq!(portal.value("SELECT count(*) FROM outbox"), mails);
}

#[test]
fn what_was_decided_is_not_dropped() {
    for decided in ["won", "declined", "lost", "cancelled"] {
        let (portal, _) = open();
        portal.app.db.execute(&format!("UPDATE requests SET state = '{decided}'"));
        portal.later(LAST - NOON + HOUR);
        futures_executor::block_on(crate::jobs::sweep(&portal.app)).unwrap();
        assert_eq!(state(&portal), decided);
    }
}
