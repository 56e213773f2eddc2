//! Asking for a trip without an account, as prospects and staff see it.
use crate::{edge::OutgoingMail, sign_ups::Counters, testing::cast::*};
use axum::http::{StatusCode, header};

const ANA: &str = "ana@ruiz.example";

/// A portal that takes inquiries, whose dispatcher is mailed about requests.
fn open() -> Portal {
    let portal = Portal::open(WALK);
    portal.app.db.execute(
        "DELETE FROM outbox; DELETE FROM notices; DELETE FROM notifications;
         INSERT INTO notifications (workspace_id, topic, user_id) SELECT workspace_id, 'request', id FROM users WHERE email = 'dana@harbour.example'",
    );
    portal
}

fn fields<'a>(email: &'a str, key: &'a str) -> [(&'a str, &'a str); 11] {
    [
        ("key", key),
        ("from", "Boston"),
        ("to", "Nice"),
        ("departs", "12/20/2026"),
        ("returns", "Dec 27, 2026"),
        ("passengers", "6"),
        ("more", "Two dogs."),
        ("name", "Ana Ruiz"),
        ("email", email),
        ("phone", "+34 91 555 0100"),
        ("company", "Ruiz Hermanos"),
    ]
}

fn ask(portal: &Portal, email: &str, key: &str) -> Reply {
    portal.post(STRANGER, "/inquiries", &fields(email, key))
}

/// The same form with one field changed.
fn ask_with(portal: &Portal, name: &str, value: &str) -> Reply {
    let mut form = fields(ANA, "k");
    form.iter_mut().filter(|it| it.0 == name).for_each(|it| it.1 = Box::leak(value.into()));
    portal.post(STRANGER, "/inquiries", &form)
}

fn count(portal: &Portal, what: &str) -> String {
    portal.value(&format!("SELECT count(*) FROM {what}"))
}

fn mails_to(portal: &Portal, email: &str) -> Vec<OutgoingMail> {
    portal.work();
    let sent = portal.app.mailer.sent.lock().unwrap();
    sent.iter().filter(|it| it.to == email).cloned().collect()
}

#[test]
fn what_a_prospect_asks_for_is_a_lead_and_both_sides_are_mailed() {
    let portal = open();
    assert!(portal.get(STRANGER, "/session/new").has("/inquiries/new"));
    let page = portal.get(STRANGER, "/inquiries/new");
    assert!(page.has("Request a trip") && page.has("autocomplete=\"tel\""), "{}", page.body);
    let reply = ask(&portal, ANA, &page.key());
    assert_eq!((reply.status, reply.location()), (StatusCode::SEE_OTHER, "/inquiries/thanks"));
    assert!(portal.get(STRANGER, reply.location()).has("We received your request"));
    insta::assert_snapshot!(portal.rows("SELECT name, email, phone, company, source, state, notes FROM leads WHERE name = 'Ana Ruiz'"), @"
    name: Ana Ruiz
    email: ana@ruiz.example
    phone: +34 91 555 0100
    company: Ruiz Hermanos
    source: Website
    state: open
    notes: Requested on Nov 21, 2026 by Ana Ruiz, ana@ruiz.example, +34 91 555 0100, Ruiz Hermanos
    From: Boston
    To: Nice
    Departure: Sun, Dec 20, 2026
    Return: Sun, Dec 27, 2026
    Passengers: 6
    Anything else: Two dogs.
    ");

    let to_staff = mails_to(&portal, "dana@harbour.example");
    assert_eq!(to_staff.len(), 1);
    assert_eq!(to_staff[0].subject, "Request from the website: Ana Ruiz");
    let lead = format!("/leads/{}", portal.value("SELECT id FROM leads WHERE name = 'Ana Ruiz'"));
    for words in [&*lead, "Boston", "Two dogs.", ANA] {
        assert!(to_staff[0].text.contains(words), "{words}: {}", to_staff[0].text);
    }
    let to_them = mails_to(&portal, ANA);
    assert_eq!(to_them.len(), 1);
    insta::assert_snapshot!(to_them[0].text, @"
    Hello,

    Thank you for asking Harbour Aviation about a trip. We will reply to this address. If this wasn’t you, ignore this email.

    Departure: Sun, Dec 20, 2026
    Return: Sun, Dec 27, 2026
    Passengers: 6

    Harbour Aviation
    +1 201 555 0100
    1 Hangar Road
    ");

    let page = portal.get(DANA, &lead);
    assert!(page.has("Two dogs.") && page.has("Website"), "{}", page.body);
    assert!(portal.get(DANA, "/leads?q=ruiz").has(&lead));
    assert!(portal.get(OLE, "/audit").has("Sent the inquiry of"));
    assert_eq!(portal.get(RHEA, &lead).status, StatusCode::NOT_FOUND);
}

#[test]
fn the_confirmation_has_no_word_that_a_stranger_typed() {
    let portal = open();
    ask(&portal, "victim@elsewhere.example", "k");
    let letter = &mails_to(&portal, "victim@elsewhere.example")[0];
    for typed in ["Ana", "Ruiz", "Boston", "Nice", "dogs", "+34"] {
        let told = [&letter.subject, &letter.text, &letter.html];
        assert!(told.iter().all(|it| !it.contains(typed)), "{typed}: {}", letter.text);
    }
}

#[test]
fn an_open_lead_with_the_address_keeps_the_wish_instead_of_a_second_lead() {
    let portal = open();
    portal.app.db.execute("UPDATE leads SET notes = 'Likes tea.' WHERE name = 'Astrid Berg'");
    let leads = count(&portal, "leads");
    assert_eq!(ask(&portal, "Astrid@berg.example", "k").status, StatusCode::SEE_OTHER);
    assert_eq!(count(&portal, "leads"), leads);
    let kept = portal.value("SELECT version || notes FROM leads WHERE name = 'Astrid Berg'");
    assert!(kept.starts_with("2Likes tea.\n\nRequested on "), "{kept}");
    assert!(
        kept.contains(" by Ana Ruiz, astrid@berg.example, ") && kept.ends_with("Two dogs."),
        "{kept}"
    );
    assert_eq!(mails_to(&portal, "dana@harbour.example").len(), 1);

    for sql in [
        "UPDATE leads SET state = 'dropped' WHERE name = 'Astrid Berg'",
        "UPDATE leads SET notes = printf('%3000s', 'x') WHERE name = 'Astrid Berg'",
    ] {
        let portal = open();
        portal.app.db.execute(sql);
        ask(&portal, "astrid@berg.example", "k");
        assert_eq!(count(&portal, "leads WHERE name = 'Ana Ruiz'"), "1", "{sql}");
    }
}

#[test]
fn the_same_form_twice_is_one_inquiry() {
    let portal = open();
    let key = portal.get(STRANGER, "/inquiries/new").key();
    let (first, second) = (ask(&portal, ANA, &key), ask(&portal, ANA, &key));
    assert_eq!((first.status, first.location()), (second.status, second.location()));
    assert_eq!(count(&portal, "events WHERE action = 'inquiry_sent'"), "1");
    assert_eq!(mails_to(&portal, ANA).len(), 1);
    assert!(!portal.value("SELECT notes FROM leads WHERE name = 'Ana Ruiz'").contains("\n\n"));
    assert_eq!(ask(&portal, "other@ruiz.example", &key).status, StatusCode::CONFLICT);
}

#[test]
fn what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost() {
    let portal = open();
    for (name, value, words) in [
        ("name", "", "Enter your name."),
        ("name", "www.evil.example", "not a web address"),
        ("email", "ana@ruiz", "Check the part after the @ sign."),
        ("from", "", "Enter where the trip begins."),
        ("to", "", "Enter where you want to go."),
        ("departs", "soon", "Enter a date, such as"),
        ("departs", "1/2/2026", "This date is past."),
        ("returns", "12/19/2026", "The return is before the departure."),
        ("passengers", "some", "Enter the number of passengers"),
        ("passengers", "0", "Enter the number of passengers"),
        ("homepage", "http://evil.example", "Leave this field empty."),
    ] {
        let reply = if name == "homepage" {
            let form = [&fields(ANA, "k")[..], &[(name, value)]].concat();
            portal.post(STRANGER, "/inquiries", &form)
        } else {
            ask_with(&portal, name, value)
        };
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{name} = {value}");
        let place = format!("id=\"{name}-complaint\"");
        assert!(reply.has(words) && reply.has(&place), "{name} = {value}: {}", reply.body);
        for (other, typed) in fields(ANA, "k").iter().filter(|it| it.0 != name) {
            let is_kept = reply.has(typed) || typed.contains('/') && reply.has("Dec 20, 2026");
            assert!(is_kept, "{other} is lost: {}", reply.body);
        }
    }
    assert_eq!(count(&portal, "events WHERE action = 'inquiry_sent'"), "0");
}

#[test]
fn an_address_and_a_network_and_a_workspace_ask_so_often_and_no_more() {
    let portal = open();
    for n in ["1", "2", "3", "4", "5"] {
        assert_eq!(ask(&portal, ANA, n).status, StatusCode::SEE_OTHER);
    }
    let reply = ask(&portal, ANA, "6");
    assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(reply.headers.contains_key(header::RETRY_AFTER));
    assert_eq!(ask(&portal, ANA, "1").status, StatusCode::SEE_OTHER, "it was carried out before");
    assert_eq!(ask(&portal, "other@ruiz.example", "7").status, StatusCode::SEE_OTHER);
    portal.later(HOUR);
    assert_eq!(ask(&portal, ANA, "8").status, StatusCode::SEE_OTHER);
    portal.app.limiter.refuses.lock().map(|mut it| *it = true).unwrap();
    assert_eq!(ask(&portal, "new@ruiz.example", "9").status, StatusCode::TOO_MANY_REQUESTS);

    let portal = open();
    let network = Counters::of_inquiry("", "").network;
    portal.app.db.execute(&format!(
        "INSERT INTO sign_in_failures VALUES ('00000000-0000-7000-8000-000000000001', 'client', '{network}', 20, {NOON})"
    ));
    assert_eq!(ask(&portal, ANA, "k").status, StatusCode::TOO_MANY_REQUESTS);

    let portal = open();
    portal.app.db.execute(&format!(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
         INSERT INTO events (id, workspace_id, face, action, subject_id, at)
         SELECT 'e' || i, w.id, 'client', 'inquiry_sent', '', {NOON} FROM workspaces w, n WHERE w.slug = 'harbour'"
    ));
    let reply = ask(&portal, ANA, "k");
    assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(reply.has("Try again tomorrow, or call"), "{}", reply.body);
    assert_eq!(count(&portal, "outbox"), "0");
}

#[test]
fn a_workspace_that_did_not_ask_for_it_has_no_such_page() {
    let portal = open();
    portal.app.db.execute("UPDATE workspaces SET takes_inquiries = 0");
    assert!(!portal.get(STRANGER, "/session/new").has("/inquiries"));
    for path in ["/inquiries/new", "/inquiries/thanks"] {
        assert_eq!(portal.get(STRANGER, path).status, StatusCode::NOT_FOUND);
    }
    assert_eq!(ask(&portal, ANA, "k").status, StatusCode::NOT_FOUND);
    assert_eq!(count(&portal, "leads WHERE name = 'Ana Ruiz'"), "0");

    let portal = Portal::open("");
    assert_eq!(portal.get(STRANGER, "/inquiries/new").status, StatusCode::NOT_FOUND);
    let ops = Person { name: "", host: "harbour-ops" };
    assert!(!open().get(ops, "/session/new").has("/inquiries"));
}

#[test]
fn an_inquiry_is_under_today_and_fills_in_the_request_of_the_converted_lead() {
    let portal = open();
    ask(&portal, ANA, "today");
    let lead = format!("/leads/{}", portal.value("SELECT id FROM leads WHERE name = 'Ana Ruiz'"));
    let today = portal.get(DANA, "/");
    assert!(today.has("New inquiries") && today.has(&lead), "{}", today.body);
    assert!(!portal.get(RHEA, "/").has("New inquiries"));
    let fields =
        [("key", "c"), ("version", "1"), ("into", "new"), ("account", "new"), ("company", "Ruiz")];
    let done = portal.post(DANA, &format!("{lead}/conversion"), &fields);
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    assert!(!portal.get(DANA, "/").has("New inquiries"), "it is a client's now");
    let contact = portal.get(DANA, done.location());
    assert!(contact.has("New request"), "{}", contact.body);
    let to = portal.value("SELECT '/requests/new?contact=' || contact_id || '&account=' || account_id FROM memberships WHERE contact_id = (SELECT contact_id FROM leads WHERE name = 'Ana Ruiz')");
    let form = portal.get(DANA, &to);
    for words in [
        "value=\"Boston\"",
        "value=\"Nice\"",
        "Dec 20, 2026",
        "Dec 27, 2026",
        "value=\"6\"",
        "Two dogs.",
    ] {
        assert!(form.has(words), "{words}: {}", form.body);
    }
    portal.app.db.execute(&format!(
        "INSERT INTO requests (id, workspace_id, reference, account_id, contact_id, state, itinerary, route, departs_at, passengers, travellers, created_at)
         SELECT 'r', workspace_id, 'R-x', account_id, contact_id, 'submitted', '[]', 'x', 0, 1, '[]', {NOON} + 1 FROM memberships WHERE contact_id = (SELECT contact_id FROM leads WHERE name = 'Ana Ruiz')",
    ));
    assert!(!portal.get(DANA, &to).has("value=\"Boston\""), "that was asked for already");
}
