//! Signing up, as strangers and the readers of mailboxes see it.
use crate::{edge::OutgoingMail, sessions::token, testing::cast::*};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};

const CHOSEN: &str = "a heron at dawn";
const NORA: &str = "nora@falk.example";

fn open() -> Portal {
    Portal::open(WALK)
}

fn fields<'a>(email: &'a str, key: &'a str, password: &'a str) -> [(&'a str, &'a str); 8] {
    [
        ("key", key),
        ("name", "Ana Ruiz"),
        ("email", email),
        ("phone", "+34 91 555 0100"),
        ("company", "Ruiz Hermanos"),
        ("message", "Hello."),
        ("password", password),
        ("again", password),
    ]
}

fn ask(portal: &Portal, email: &str, key: &str) -> Reply {
    portal.post(STRANGER, "/sign-ups", &fields(email, key, CHOSEN))
}

/// Everything the queue holds, until it is empty.
fn work(portal: &Portal) -> Vec<OutgoingMail> {
    while !portal.app.queue.sent.lock().unwrap().is_empty() {
        portal.work();
    }
    portal.app.mailer.sent.lock().unwrap().clone()
}

fn count(portal: &Portal, what: &str) -> String {
    portal.value(&format!("SELECT count(*) FROM {what}"))
}

/// The way of the link in the newest mail to an address.
fn link(portal: &Portal, email: &str) -> String {
    let letters = work(portal);
    let letter = letters.iter().rev().find(|it| it.to == email).expect("an email");
    let (_, rest) = letter.text.split_once("http://harbour.portal.test").expect("a link");
    rest.lines().next().unwrap().to_owned()
}

fn confirm(portal: &Portal, link: &str, password: &str) -> Reply {
    let token = link.split_once("token=").unwrap().1;
    portal.post(STRANGER, "/sign-ups/confirmation", &[("token", token), ("password", password)])
}

/// An address in every state there is, and what its mail is about.
const KNOWN: [(&str, &str, &str); 7] = [
    ("", "new@ruiz.example", "We received your request"),
    ("", "mira@harbour.example", "You already have access to Harbour Aviation"),
    ("", "zoe@harbour.example", "You have already been invited to Harbour Aviation"),
    (
        "UPDATE users SET state = 'disabled' WHERE email = 'ruth@harbour.example'",
        "ruth@harbour.example",
        "We received your request",
    ),
    (
        "DELETE FROM users WHERE email = 'zoe@harbour.example'",
        "zoe@harbour.example",
        "We received your request",
    ),
    ("", NORA, "We received your request"),
    ("", "idris@bell.example", "Harbour Aviation received your request"),
];

#[test]
fn a_workspace_takes_a_limited_number_of_requests_in_a_day() {
    let portal = open();
    portal.app.db.execute(&format!(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
         INSERT INTO events (id, workspace_id, face, action, subject_id, at)
         SELECT 'e' || i, w.id, 'client', 'sign_up_requested', '', {NOON} FROM workspaces w, n WHERE w.slug = 'harbour'"
    ));
    let kept = || count(&portal, "sign_ups") + " " + &count(&portal, "outbox");
    let before = kept();
    let reply = ask(&portal, "ana@ruiz.example", "k");
    assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(reply.has("Try again tomorrow, or call"), "{}", reply.body);
    assert_eq!(kept(), before);
    portal.later(DAY);
    assert_eq!(ask(&portal, "ana@ruiz.example", "l").status, StatusCode::SEE_OTHER);
}

#[test]
fn every_address_is_answered_alike_and_only_its_mail_differs() {
    let mut answers = Vec::new();
    for (sql, email, subject) in KNOWN {
        let portal = open();
        portal.app.db.execute(sql);
        let reply = ask(&portal, email, "k");
        let cookies: Vec<_> = reply.headers.get_all(header::SET_COOKIE).iter().collect();
        let typed = crate::http::page::encoded(email);
        let headers = format!("{:?} {cookies:?}", reply.headers).replace(&typed, "");
        let spent = reply.headers.get("server-timing").unwrap().to_str().unwrap();
        let batches = spent.split("batches").next().unwrap().to_owned();
        let headers = headers.split("server-timing").next().unwrap().to_owned();
        let queued = portal.app.queue.sent.lock().unwrap().len();
        answers.push((reply.status, reply.body, headers, batches, queued));
        let letters = work(&portal);
        let to_them: Vec<_> = letters.iter().filter(|it| it.to == email).collect();
        assert_eq!((to_them.len(), to_them[0].subject.as_str()), (1, subject), "{email}");
        assert!(to_them[0].text.starts_with("Hello,\n\n"), "{}", to_them[0].text);
        for typed in ["Ana", "Ruiz Hermanos", CHOSEN] {
            assert!(!to_them[0].text.contains(typed), "{email}: a stranger's words are emailed on");
        }
    }
    assert!(answers.windows(2).all(|two| two[0] == two[1]), "{answers:#?}");
    assert_eq!((answers[0].0, answers[0].4), (StatusCode::SEE_OTHER, 1));
}

#[test]
fn whoever_has_access_leaves_nothing_for_the_staff() {
    for email in ["mira@harbour.example", "zoe@harbour.example"] {
        let portal = open();
        let before =
            portal.value("SELECT json_group_array(json_array(id, name, version)) FROM sign_ups");
        ask(&portal, email, "k");
        let after =
            portal.value("SELECT json_group_array(json_array(id, name, version)) FROM sign_ups");
        assert_eq!(before, after);
        assert!(!work(&portal).iter().any(|it| it.to == "ole@harbour.example"));
    }
}

#[test]
fn the_addresses_for_approvals_are_told_of_a_new_request_once() {
    let portal = open();
    portal.app.db.execute("UPDATE workspaces SET approval_addresses = json_array('rhea@ridgeline.example') WHERE slug = 'ridgeline'");
    ask(&portal, "Ana@Ruiz.example", "k");
    ask(&portal, "ana@ruiz.example", "l");
    let letters = work(&portal);
    let told: Vec<_> = letters.iter().filter(|it| it.to != "ana@ruiz.example").collect();
    assert_eq!((told.len(), &*told[0].to), (1, "ole@harbour.example"));
    let id = portal.value("SELECT id FROM sign_ups WHERE email = 'ana@ruiz.example'");
    let path = format!("/sign-ups/{id}");
    assert!(
        told[0].text.contains(&format!("http://harbour-ops.portal.test{path}")),
        "{}",
        told[0].text
    );
    for words in ["Ana Ruiz", "Ruiz Hermanos"] {
        assert!(told[0].text.contains(words), "{}", told[0].text);
    }
    assert!(portal.get(DANA, &path).has("Ana Ruiz"));
    assert_eq!(portal.get(RHEA, &path).status, StatusCode::NOT_FOUND);
    let list = portal.get(DANA, "/mails");
    assert!(list.has("Request for approval: Ana Ruiz") && list.has("We received your request"));
    let asked =
        portal.value("SELECT task FROM outbox WHERE subject LIKE 'Request for approval%' LIMIT 1");
    assert!(asked.contains("Phone") && asked.contains("Message"), "{asked}");
}

#[test]
fn the_same_form_twice_is_one_request_and_one_answer() {
    let portal = open();
    let page = portal.get(STRANGER, "/sign-ups/new");
    let (first, second) = (
        ask(&portal, "ana@ruiz.example", &page.key()),
        ask(&portal, "ana@ruiz.example", &page.key()),
    );
    assert_eq!((first.status, first.location()), (second.status, second.location()));
    assert_eq!(first.headers.get(header::SET_COOKIE), second.headers.get(header::SET_COOKIE));
    assert_eq!(count(&portal, "events WHERE action = 'sign_up_requested'"), "1");
    assert_eq!(work(&portal).iter().filter(|it| it.to == "ana@ruiz.example").count(), 1);
    let other = ask(&portal, "other@ruiz.example", &page.key());
    assert_eq!(other.status, StatusCode::CONFLICT);
    assert_ne!(page.key(), portal.get(STRANGER, "/sign-ups/new").key());
}

#[test]
fn nothing_that_opens_anything_rests_in_the_outbox() {
    let portal = open();
    ask(&portal, "ana@ruiz.example", "k");
    let tasks = portal.value("SELECT group_concat(task || subject) FROM outbox");
    assert!(
        !tasks.contains("token") && !tasks.contains("argon2") && !tasks.contains(CHOSEN),
        "{tasks}"
    );
    let kept = portal.value("SELECT password FROM sign_ups WHERE email = 'ana@ruiz.example'");
    assert!(kept.starts_with("$argon2id$v=19$"));
}

#[test]
fn what_is_wrong_with_a_form_is_said_and_its_words_are_kept() {
    let portal = open();
    let mut form = fields("ana@ruiz", "k", "harbour harbour");
    form[1] = ("name", "http://evil.example");
    let reply = portal.post(STRANGER, "/sign-ups", &form);
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in [
        "Check the part after the @ sign. It looks like example.com.",
        "not a web address",
        "your operator",
        "Ruiz Hermanos",
    ] {
        assert!(reply.has(words), "{words}: {}", reply.body);
    }
    assert!(!reply.has("harbour harbour"));
    assert_eq!(count(&portal, "sign_ups WHERE name = 'Ana Ruiz'"), "0");
}

#[test]
fn an_address_that_is_worn_out_is_mailed_no_more_and_nobody_can_tell() {
    for email in ["ana@ruiz.example", "mira@harbour.example"] {
        let portal = open();
        let first = ask(&portal, email, "0");
        for key in ["1", "2", "3", "4", "5", "6"] {
            let reply = ask(&portal, email, key);
            assert_eq!(
                (reply.status, reply.location(), &reply.body),
                (first.status, first.location(), &first.body)
            );
        }
        assert_eq!(work(&portal).iter().filter(|it| it.to == email).count(), 5);
    }
}

#[test]
fn a_network_address_asks_twenty_times_an_hour() {
    let portal = open();
    let address = crate::sign_ups::tries::Counters::of_address("", "").network;
    let tries = |n: i64, since: i64| {
        portal.app.db.execute(&format!(
            "INSERT OR REPLACE INTO sign_in_failures VALUES ('00000000-0000-7000-8000-000000000001', 'client', '{address}', {n}, {since})"
        ));
    };
    tries(19, NOON - 1_000);
    assert_eq!(ask(&portal, "a@ruiz.example", "a").status, StatusCode::SEE_OTHER);
    let reply = ask(&portal, "b@ruiz.example", "b");
    assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(reply.headers.get(header::RETRY_AFTER).unwrap(), "3600");
    // Sent again, what was done is answered as it was.
    assert_eq!(ask(&portal, "a@ruiz.example", "a").status, StatusCode::SEE_OTHER);
    tries(20, NOON - 3_600_000);
    assert_eq!(ask(&portal, "b@ruiz.example", "b").status, StatusCode::SEE_OTHER);
    *portal.app.limiter.refuses.lock().unwrap() = true;
    assert_eq!(ask(&portal, "c@ruiz.example", "c").status, StatusCode::TOO_MANY_REQUESTS);
    let link = "/sign-ups/confirmation?token=x";
    assert_eq!(confirm(&portal, link, "x").status, StatusCode::TOO_MANY_REQUESTS);
}

#[test]
fn a_mailbox_is_confirmed_by_its_link_and_the_password_together() {
    let portal = open();
    let email = "ana@ruiz.example";
    ask(&portal, email, "k");
    let link = link(&portal, email);
    let state = || {
        portal.value("SELECT coalesce(confirmed_at, 'no') || version FROM sign_ups WHERE email = 'ana@ruiz.example'")
    };
    for _ in 0..2 {
        assert!(portal.get(STRANGER, &link).has("Enter the password"), "{link}");
        assert_eq!(state(), "no1", "opening the link confirms nothing");
    }
    let wrong = confirm(&portal, &link, "another password");
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.has("That is not the password"));
    assert_eq!(count(&portal, "events WHERE action = 'sign_up_confirmation_failed'"), "1");
    // Whoever chose the password has no link, and can make none.
    let id = portal.value("SELECT id FROM sign_ups WHERE email = 'ana@ruiz.example'");
    for (subject, key, host) in [
        ("sign-up", "guess", "harbour"),
        ("session", "a key that signs in tests", "harbour"),
        ("sign-up", "a key that signs in tests", "ridgeline"),
    ] {
        let forged = token::seal_for(subject, &key.into(), &id, host, i64::MAX >> 11).unwrap();
        assert!(confirm(&portal, &format!("?token={forged}"), CHOSEN).has("no longer works"));
    }
    assert_eq!(state(), "no1");
    let right = confirm(&portal, &link, CHOSEN);
    assert_eq!((right.status, right.location()), (StatusCode::SEE_OTHER, link.as_str()));
    assert!(portal.get(STRANGER, right.location()).has("Your address is confirmed"));
    assert_eq!(state(), format!("{NOON}2"));
    assert!(confirm(&portal, &link, CHOSEN).has("Your address is confirmed"));
    assert_eq!(count(&portal, "events WHERE action = 'sign_up_confirmed'"), "1");
}

#[test]
fn a_password_is_guessed_five_times_and_no_more() {
    let portal = open();
    ask(&portal, "ana@ruiz.example", "k");
    let link = link(&portal, "ana@ruiz.example");
    for _ in 0..5 {
        assert_eq!(confirm(&portal, &link, "wrong").status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let reply = confirm(&portal, &link, CHOSEN);
    assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(reply.headers.get(header::RETRY_AFTER).unwrap(), "3601");
}

#[test]
fn a_link_is_good_for_seven_days_on_its_own_host() {
    let portal = open();
    let id = portal.value(&format!("SELECT id FROM sign_ups WHERE email = '{NORA}'"));
    let sealed = |until| {
        token::seal_for("sign-up", &"a key that signs in tests".into(), &id, "harbour", until)
            .unwrap()
    };
    let page =
        |who, until| portal.get(who, &format!("/sign-ups/confirmation?token={}", sealed(until)));
    assert!(page(STRANGER, NOON + 1_000).has("Enter the password"));
    assert!(page(STRANGER, NOON).has("no longer works"));
    let neighbour = Person { name: "", host: "ridgeline" };
    assert!(page(neighbour, NOON + 1_000).has("no longer works"));
    portal.app.db.execute("UPDATE sign_ups SET state = 'rejected', decided_at = 1, password = NULL WHERE state = 'waiting'");
    assert!(page(STRANGER, NOON + 1_000).has("no longer works"));
}

#[test]
fn a_link_leads_to_the_host_where_access_was_asked_for() {
    let portal = open();
    let body = serde_html_form::to_string(fields("ana@ruiz.example", "k", CHOSEN)).unwrap();
    let request = Request::post("http://fly.harbour.example/sign-ups")
        .header(header::ORIGIN, "http://fly.harbour.example")
        .header("x-forwarded-host", "evil.example")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let reply = portal.send(STRANGER, request.body(Body::from(body)).unwrap());
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
    let letters = work(&portal);
    let letter = letters.iter().find(|it| it.to == "ana@ruiz.example").unwrap();
    let (_, link) = letter.text.split_once("http://fly.harbour.example/").expect("a link");
    let url = format!("http://fly.harbour.example/{}", link.lines().next().unwrap());
    let page = portal.send(STRANGER, Request::get(url).body(Body::empty()).unwrap());
    assert!(page.has("Enter the password") && !letter.text.contains("evil"), "{}", page.body);
}

#[test]
fn asked_again_the_newest_password_counts_until_the_mailbox_is_confirmed() {
    let portal = open();
    let email = "ana@ruiz.example";
    ask(&portal, email, "k");
    let first = link(&portal, email);
    portal.post(STRANGER, "/sign-ups", &fields(email, "l", "another long one"));
    assert_eq!(count(&portal, "sign_ups WHERE email = 'ana@ruiz.example'"), "1");
    assert_eq!(confirm(&portal, &first, CHOSEN).status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        confirm(&portal, &link(&portal, email), "another long one").status,
        StatusCode::SEE_OTHER
    );
    let before = portal.value("SELECT password FROM sign_ups WHERE email = 'ana@ruiz.example'");
    portal.post(STRANGER, "/sign-ups", &fields(email, "m", "a stranger was here"));
    assert_eq!(
        portal.value("SELECT password FROM sign_ups WHERE email = 'ana@ruiz.example'"),
        before
    );
    assert!(work(&portal).last().unwrap().text.contains("is confirmed"));
}

#[test]
fn a_workspace_that_takes_no_strangers_has_no_such_page() {
    let portal = open();
    assert!(portal.get(STRANGER, "/session/new").has("/sign-ups/new"));
    let ops = Person { name: "", host: "harbour-ops" };
    assert!(!portal.get(ops, "/session/new").has("/sign-ups/new"));
    assert_eq!(portal.get(ops, "/sign-ups/new").status, StatusCode::NOT_FOUND);
    portal.app.db.execute("UPDATE workspaces SET takes_sign_ups = 0");
    assert!(!portal.get(STRANGER, "/session/new").has("/sign-ups/new"));
    assert_eq!(portal.get(STRANGER, "/sign-ups/new").status, StatusCode::NOT_FOUND);
    assert_eq!(ask(&portal, "ana@ruiz.example", "k").status, StatusCode::NOT_FOUND);
    assert_eq!(count(&portal, "sign_ups WHERE name = 'Ana Ruiz'"), "0");
}

#[test]
fn whoever_waits_for_approval_is_told_so_if_the_password_is_right() {
    let portal = open();
    ask(&portal, "new@ruiz.example", "k");
    let before = count(&portal, "sessions");
    let sign_in = |password: &str| {
        portal.post(STRANGER, "/session", &[("email", "new@ruiz.example"), ("password", password)])
    };
    let right = sign_in(CHOSEN);
    let words = "Your request for access is waiting for approval.";
    assert!(right.has(words) && !right.has("Incorrect"), "{}", right.body);
    assert!(!sign_in("wrong").has(words) && sign_in("wrong").has("Incorrect email or password."));
    assert_eq!(count(&portal, "sessions"), before);
    // A locked account tells nobody whether the password is right.
    for _ in 0..10 {
        sign_in("wrong");
    }
    assert_eq!(sign_in(CHOSEN).body, sign_in("wrong").body);
}
