//! Tests of notices: the bell, the choices, the links that stop mails, and what the clock tells.
use crate::{
    kit::zoned::{DAY, HOUR, MINUTE},
    mail::Stop,
    testing::cast::*,
};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use futures_executor::block_on;

const WORKSPACE: &str = "00000000-0000-7000-8000-000000000001";
const MIRA_USER: &str = "00000000-0000-7000-8000-000000000d41";
const TRIP: &str = "00000000-0000-7000-8000-0000000e3001";

/// Dana writes to the account of Mira and Tomas. Returns the thread.
fn write(portal: &Portal, key: &str, body: &str) -> String {
    let account = "00000000-0000-7000-8000-000000000a11";
    let fields = [("key", key), ("account", account), ("subject", "Gate"), ("body", body)];
    let sent = portal.post(DANA, "/messages", &fields);
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    sent.location().to_owned()
}

/// The addresses that a mail goes to.
fn mailed(portal: &Portal) -> String {
    portal.value("SELECT coalesce(group_concat(to_email ORDER BY to_email), '') FROM outbox WHERE state = 'queued'")
}

fn choose(portal: &Portal, who: Person, key: &str, fields: &[(&str, &str)]) -> Reply {
    portal.post(who, "/profile/notices", &[&[("key", key)], fields].concat())
}

/// What the bell says is unread.
fn news(reply: &Reply) -> &str {
    reply
        .body
        .split("<span class=\"count news\">")
        .nth(1)
        .map_or("0", |it| it.split('<').next().unwrap())
}

#[test]
fn a_notice_is_under_the_bell_until_its_place_is_opened() {
    let portal = Portal::open("");
    let thread = write(&portal, "a", "Gate 4.");
    let home = portal.get(MIRA, "/profile");
    assert!(news(&home) == "1" && home.bell.contains("Message about Gate"), "{}", home.body);
    assert_eq!(news(&portal.get(DANA, "/profile")), "0", "who wrote it knows");
    let id = portal.value(&format!("SELECT id FROM notices WHERE user_id = '{MIRA_USER}'"));
    let page = portal.get(MIRA, "/notices");
    assert!(page.has("Dana, Operations wrote: Gate 4.") && page.has("state-info\">New"));
    assert_eq!(portal.get(TOMAS, &format!("/notices/{id}")).status, StatusCode::NOT_FOUND);
    assert_eq!(portal.get(MIRA, &format!("/notices/{id}")).location(), thread);
    assert_eq!(news(&portal.get(MIRA, "/profile")), "0");
    assert_eq!(news(&portal.get(TOMAS, "/profile")), "1", "each person for themselves");
    assert_eq!(news(&portal.get(TOMAS, &thread)), "0", "opening the place reads its notice");
    write(&portal, "b", "Gate 5.");
    portal.post(MIRA, "/notices/reading", &[("key", "c")]);
    assert_eq!(news(&portal.get(MIRA, "/profile")), "0");
}

#[test]
fn a_receipt_under_the_bell_says_how_much_was_paid() {
    let portal = Portal::open("");
    portal.app.db.execute(&format!(
        "INSERT INTO payments (id, workspace_id, account_id, method, currency, amount, unallocated, received_on, created_at)
           VALUES ('p1', '{WORKSPACE}', '00000000-0000-7000-8000-000000000a11', 'card', 'USD', 70000, 70000, '2026-11-20', 0);
         INSERT INTO events (id, workspace_id, face, action, subject_id, at) VALUES ('e', '{WORKSPACE}', 'system', 'payment_arrived', 'x', 0);
         INSERT INTO notices (id, workspace_id, user_id, event_id, occasion, subject, lead, path, modules, job, task, email, shown, at)
           VALUES ('n', '{WORKSPACE}', '{MIRA_USER}', 'e', 'payment_received', 'Receipt', '', '/invoices', 8, 'payment_receipt', '{{\"payment\": \"p1\"}}', 'never', 1, 0)",
    ));
    let page = portal.get(MIRA, "/notices");
    assert!(page.has("$700.00"), "{}", page.body);
}

#[test]
fn the_bell_costs_the_same_with_many_notices() {
    let cost = |many: usize| {
        let portal = Portal::open("");
        for i in 0..many {
            write(&portal, &i.to_string(), "Hello");
        }
        let page = portal.get(MIRA, "/profile");
        page.headers.get("server-timing").unwrap().to_str().unwrap().to_owned()
    };
    let rows = |timing: &str| -> usize {
        timing.split(" rows").next().unwrap().rsplit(['"', ' ']).next().unwrap().parse().unwrap()
    };
    let (few, many) = (rows(&cost(7)), rows(&cost(30)));
    assert!(many <= few + 60, "{few} rows, then {many}");
}

#[test]
fn a_person_chooses_for_each_occasion() {
    let portal = Portal::open("");
    let page = portal.get(MIRA, "/profile/notices");
    assert!(page.has("Operations wrote") && !page.has("A client wrote"), "{}", page.body);
    assert!(!portal.get(CARL, "/profile/notices").has("An itinerary is changed"));
    assert!(portal.get(DANA, "/profile/notices").has("A client wrote"));
    let (choices, quiet) = page.body.split_once("Quiet hours").unwrap();
    assert!(!choices.contains("(optional)") && quiet.contains("(optional)"), "{choices}");
    assert!(choices.contains("As chosen for messages"), "{choices}");
    let asked = "Others want to fly on your aircraft";
    assert!(!page.has(asked) && portal.get(RUTH, "/profile/notices").has(asked));
    let saved =
        choose(&portal, MIRA, "a", &[("email-new_message", "never"), ("shown-new_message", "yes")]);
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    write(&portal, "b", "Gate 4.");
    assert_eq!(mailed(&portal), "tomas@harbour.example");
    assert_eq!(news(&portal.get(MIRA, "/profile")), "1", "it is still shown");
    choose(&portal, TOMAS, "c", &[("email-new_message", "now")]);
    write(&portal, "d", "Gate 5.");
    assert_eq!(mailed(&portal), "tomas@harbour.example,tomas@harbour.example");
    assert_eq!(news(&portal.get(TOMAS, "/profile")), "1", "the second is not shown");
    let wrong = choose(&portal, MIRA, "e", &[("email-new_message", "hourly")]);
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.has("Please choose one."));
    assert!(portal.get(MIRA, "/profile/notices").has("value=\"never\" selected"));
}

#[test]
fn a_request_under_review_is_told_and_mailed_only_to_who_asks_for_it() {
    let portal = Portal::open(WALK);
    let request = "/requests/00000000-0000-7000-8000-0000000e1001";
    choose(
        &portal,
        TOMAS,
        "a",
        &[("email-request_reviewed", "now"), ("shown-request_reviewed", "yes")],
    );
    let taken = portal.post(DANA, &format!("{request}/review"), &[("key", "b"), ("version", "1")]);
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
    assert_eq!(mailed(&portal), "tomas@harbour.example");
    let page = portal.get(MIRA, "/notices");
    assert!(page.has("is under review"), "{}", page.body);
}

fn ask(portal: &Portal, request: axum::http::request::Builder) -> Reply {
    portal.send(STRANGER, request.body(Body::from("List-Unsubscribe=One-Click")).unwrap())
}

#[test]
fn one_click_stops_mails_of_one_occasion_to_one_person() {
    let portal = Portal::open("");
    write(&portal, "a", "Gate 4.");
    portal.work();
    let mails = portal.app.mailer.sent.lock().unwrap().clone();
    let mail = mails.iter().find(|it| &*it.to == "mira@harbour.example").unwrap();
    let header = |name: &str| mail.headers.iter().find(|it| it.0 == name).unwrap().1.clone();
    assert_eq!(header("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
    let link = header("List-Unsubscribe");
    let link = link.trim_start_matches('<').trim_end_matches('>');
    assert!(mail.text.contains(link) && mail.html.contains("/profile/notices"), "{}", mail.text);

    let opened = ask(&portal, Request::get(link));
    assert!(opened.has("Stop these emails?") && opened.has("Operations wrote"), "{}", opened.body);
    assert_eq!(portal.value("SELECT count(*) FROM notice_choices"), "0", "a scanner stops nothing");
    let done = ask(&portal, Request::post(link));
    assert!(done.status == StatusCode::OK && done.has("These emails are stopped"), "{}", done.body);
    assert_eq!(ask(&portal, Request::post(link)).status, StatusCode::OK, "and once more");
    write(&portal, "b", "Gate 5.");
    assert_eq!(mailed(&portal), "tomas@harbour.example");
    let who = "SELECT u.name FROM events e JOIN users u ON u.id = e.actor_id WHERE e.action = 'emails_stopped' LIMIT 1";
    assert_eq!(portal.value(who), "Mira Lindqvist");
    for forged in [
        link.replace("new_message", "quote_sent"),
        format!("{link}x"),
        link.split('?').next().unwrap().to_owned(),
    ] {
        assert_eq!(
            ask(&portal, Request::post(forged.as_str())).status,
            StatusCode::NOT_FOUND,
            "{forged}"
        );
    }
    let other = Stop::new(WORKSPACE.parse().unwrap(), TRIP.parse().unwrap(), "new_message");
    let nobody = other.link(&portal.app.config);
    assert_eq!(ask(&portal, Request::post(nobody.as_str())).status, StatusCode::NOT_FOUND);
}

fn sweep(portal: &Portal) {
    block_on(crate::jobs::sweep(&portal.app)).unwrap();
}

#[test]
fn what_is_wanted_once_a_day_goes_out_together_in_the_morning() {
    let portal = Portal::open("");
    choose(&portal, MIRA, "a", &[("email-new_message", "daily"), ("shown-new_message", "yes")]);
    write(&portal, "b", "Gate 4.");
    write(&portal, "c", "Gate 5.");
    assert_eq!(mailed(&portal), "tomas@harbour.example,tomas@harbour.example");
    portal.work();
    sweep(&portal);
    assert_eq!(mailed(&portal), "", "the morning has not come");
    portal.later(DAY);
    sweep(&portal);
    assert_eq!(mailed(&portal), "mira@harbour.example");
    sweep(&portal);
    portal.work();
    let mail = portal.app.mailer.sent.lock().unwrap().last().unwrap().clone();
    assert_eq!(mail.subject, "Your day: 2 notices");
    assert!(mail.text.contains("Gate 4.") && mail.text.contains("Gate 5."), "{}", mail.text);
    portal.later(DAY);
    sweep(&portal);
    assert_eq!(mailed(&portal), "", "nothing waits");
}

/// Mira's quiet hours, by the clock of New York, where it is 7 AM when a test begins.
fn quiet(portal: &Portal, from: &str, until: &str) {
    let zone = ("quiet_zone", "America/New_York");
    let fields = [("shown-new_message", "yes"), ("quiet_from", from), ("quiet_until", until), zone];
    let saved = choose(portal, MIRA, &format!("{from}-{until}"), &fields);
    assert_eq!(saved.location(), "/profile/notices", "{}", saved.body);
}

/// The addresses that got a mail since this was last called.
fn sent(portal: &Portal) -> String {
    let mut to: Vec<_> =
        portal.app.mailer.sent.lock().unwrap().drain(..).map(|it| it.to.to_string()).collect();
    to.sort();
    to.join(" ")
}

#[test]
fn a_mail_of_the_night_waits_until_morning() {
    let portal = Portal::open("");
    quiet(&portal, "5", "9");
    write(&portal, "a", "Gate 4.");
    portal.work();
    assert_eq!(sent(&portal), "tomas@harbour.example");
    assert_eq!(news(&portal.get(MIRA, "/profile")), "1", "the portal says it at once");
    let waiting = "SELECT id || ' ' || attempts FROM outbox WHERE state = 'queued'";
    let id = portal.value(waiting);
    let mail = portal.get(DANA, &format!("/mails/{}", id.trim_end_matches(" 0")));
    assert!(id.ends_with(" 0") && mail.has("Goes out") && mail.has("9:00 AM"), "{}", mail.body);
    portal.later(2 * HOUR - 1);
    sweep(&portal);
    portal.work();
    assert_eq!(sent(&portal), "");
    portal.later(1);
    sweep(&portal);
    portal.work();
    assert_eq!(sent(&portal), "mira@harbour.example");
}

#[test]
fn what_cannot_wait_goes_out_at_night() {
    let portal = Portal::open(WALK);
    quiet(&portal, "5", "9");
    let code = portal.post(STRANGER, "/session/codes", &[("email", "mira@harbour.example")]);
    assert_eq!(code.status, StatusCode::SEE_OTHER, "{}", code.body);
    portal.work();
    assert_eq!(sent(&portal), "mira@harbour.example", "a sign-in code");
    portal.app.db.execute(&format!(
        "UPDATE threads SET trip_id = '{TRIP}' WHERE id = '00000000-0000-7000-8000-0000000e5001'"
    ));
    for (key, hours, near) in [("a", 25, false), ("b", 23, true)] {
        let departs = portal.app.now() + hours * HOUR;
        portal.app.db.execute(&format!(
            "UPDATE trips SET departs_at = {departs}, ends_at = {departs} + 7200000 WHERE id = '{TRIP}'"
        ));
        let thread = "/messages/00000000-0000-7000-8000-0000000e5001/replies";
        portal.post(DANA, thread, &[("key", key), ("body", "We depart from gate 5.")]);
        portal.work();
        assert_eq!(sent(&portal).contains("mira@"), near, "about a trip in {hours} hours");
    }
}

#[test]
fn what_goes_out_once_a_day_waits_for_the_end_of_the_quiet_hours() {
    let portal = Portal::open("");
    let fields = [
        ("email-new_message", "daily"),
        ("shown-new_message", "yes"),
        ("quiet_from", "22"),
        ("quiet_until", "8"),
        ("quiet_zone", "America/Los_Angeles"),
    ];
    choose(&portal, MIRA, "a", &fields);
    write(&portal, "b", "Gate 4.");
    portal.work();
    sent(&portal);
    portal.later(4 * HOUR - MINUTE);
    sweep(&portal);
    portal.work();
    assert_eq!(sent(&portal), "", "10:59 AM here, 7:59 there");
    portal.later(MINUTE);
    sweep(&portal);
    portal.work();
    assert_eq!(sent(&portal), "mira@harbour.example");
}

#[test]
fn quiet_hours_have_two_ends_in_a_zone_or_none() {
    let portal = Portal::open("");
    for (from, until, zone, words) in [
        ("22", "", "UTC", "Choose when the quiet hours end."),
        ("", "7", "UTC", "Choose when the quiet hours begin."),
        ("7", "7", "UTC", "Choose another hour"),
        ("24", "7", "UTC", "Please choose one."),
        ("22", "7", "Moon/Sea", "Choose a time zone."),
    ] {
        let fields = [("quiet_from", from), ("quiet_until", until), ("quiet_zone", zone)];
        let reply = choose(&portal, MIRA, "a", &fields);
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(reply.has(words), "{words}: {}", reply.body);
    }
    quiet(&portal, "22", "7");
    let page = portal.get(MIRA, "/profile/notices");
    assert!(
        page.has("<option value=\"22\" selected>") && page.has("<option value=\"7\" selected>")
    );
    quiet(&portal, "", "");
    assert_eq!(portal.value("SELECT count(*) FROM quiet_hours"), "0");
}

#[test]
fn the_clock_tells_of_a_trip_and_of_a_document_once() {
    let portal = Portal::open(WALK);
    portal.app.db.execute(&format!(
        "UPDATE trips SET departs_at = {} WHERE id = '{TRIP}';
         UPDATE stages SET kind = 'booked' WHERE id = (SELECT stage_id FROM trips WHERE id = '{TRIP}');
         UPDATE passengers SET document_expires_on = '2026-12-20' WHERE id = '00000000-0000-7000-8000-0000000e6001';
         DELETE FROM outbox",
        NOON + 23 * HOUR
    ));
    for _ in 0..2 {
        sweep(&portal);
    }
    let told = "SELECT group_concat(subject || ' ' || many, '; ') FROM (SELECT subject, count(*) AS many FROM notices
                WHERE occasion IN ('trip_near', 'document_expiring') AND user_id = '00000000-0000-7000-8000-000000000d41' GROUP BY subject ORDER BY subject)";
    let told = portal.value(told);
    assert!(
        told.starts_with("A travel document of Petra") && told.contains("expires soon 1; "),
        "{told}"
    );
    assert!(told.ends_with("departs within 24 hours 1"), "{told}");
    assert!(portal.get(MIRA, "/notices").has("departs within 24 hours"));
    let desk = portal.get(DANA, "/notices");
    assert!(desk.has("departs within 24 hours") && desk.has("of Petra"), "{}", desk.body);
    let place = portal.value("SELECT path FROM notices WHERE occasion = 'document_expiring' AND user_id = '00000000-0000-7000-8000-000000000d32'");
    assert!(portal.get(DANA, &place).has("Petra"), "{place}");
    assert_eq!(portal.get(INES, &place).status, StatusCode::OK, "all staff may open it");
    portal.app.db.execute(&format!(
        "UPDATE trips SET departs_at = departs_at + {} WHERE id = '{TRIP}'",
        5 * DAY
    ));
    portal.later(5 * DAY);
    sweep(&portal);
    assert_eq!(
        portal.value("SELECT count(*) FROM events WHERE action = 'trip_near'"),
        "2",
        "on its new day again"
    );
}

#[test]
fn nobody_is_told_of_what_is_in_a_hidden_part_of_the_portal() {
    let portal = Portal::open("UPDATE workspaces SET shows_messages = 0 WHERE slug = 'harbour'");
    write(&portal, "a", "Gate 4.");
    assert_eq!(portal.value("SELECT count(*) FROM notices"), "0");
    assert_eq!(mailed(&portal), "");
    assert!(!portal.get(MIRA, "/notices").has("Message about Gate"));
    assert!(!portal.get(MIRA, "/profile/notices").has("Operations wrote"));
    assert!(portal.get(MIRA, "/profile/notices").has("A trip is booked"));
}

#[test]
fn a_notice_of_a_part_that_was_hidden_later_is_not_shown_until_it_is_back() {
    let portal = Portal::open("");
    choose(&portal, TOMAS, "d", &[("email-new_message", "daily"), ("shown-new_message", "yes")]);
    let thread = write(&portal, "a", "Gate 4.");
    let answer = [("key", "m"), ("body", "Thank you.")];
    portal.post(MIRA, &format!("{thread}/replies"), &answer);
    portal.work();
    let id = portal.value(&format!("SELECT id FROM notices WHERE user_id = '{MIRA_USER}'"));
    let shows = |yes: u8| {
        portal.app.db.execute(&format!("UPDATE workspaces SET shows_messages = {yes}"));
    };
    shows(0);
    let page = portal.get(MIRA, "/profile");
    assert!(news(&page) == "0" && !page.bell.contains("Gate"), "{}", page.bell);
    assert!(!portal.get(MIRA, "/notices").has("Message about Gate"));
    assert_eq!(portal.get(MIRA, &format!("/notices/{id}")).status, StatusCode::NOT_FOUND);
    portal.later(DAY);
    sweep(&portal);
    assert_eq!(mailed(&portal), "", "nor does it go out with others");
    assert!(portal.get(OLE, "/profile").bell.contains("Gate"), "nothing is hidden from staff");
    shows(1);
    assert_eq!(news(&portal.get(MIRA, "/profile")), "1");
    assert_eq!(portal.get(MIRA, &format!("/notices/{id}")).location(), thread);
}
