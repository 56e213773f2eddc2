//! Mailed links and their codes.
use super::*;
use axum::http::Method;

#[test]
fn a_code_signs_in_the_browser_that_asked_once() {
    let portal = portal();
    for (who, email) in [(STRANGER, "Mira@harbour.example"), (STAFF, "dana@harbour.example")] {
        let mut browser = Browser::new(&portal, who);
        let (code, _) = browser.ask(email, "sign_in");
        let page = browser.get("/session/code");
        assert!(page.has("one-time-code") && page.has("inputmode=\"numeric\""), "{}", page.body);
        let mut other = Browser::new(&portal, who);
        assert_eq!(other.post("/session/code", &[("code", &code)]).status, StatusCode::GONE);
        let mut again = browser.clone();
        let typed = format!("{} {}", &code[..3], &code[3..]);
        let reply = browser.post("/session/code", &[("code", &typed)]);
        assert_eq!(reply.location(), "/airports", "{}", reply.body);
        assert!(browser.is_in());
        assert_eq!(again.post("/session/code", &[("code", &code)]).status, StatusCode::GONE);
        assert!(!again.is_in());
    }
    assert_eq!(portal.value("SELECT count(*) FROM sessions WHERE method = 'code'"), "2");
    assert_eq!(portal.value("SELECT count(*) FROM events WHERE action = 'signed_in' AND note = 'Mailed code' AND actor_id = subject_id AND host <> '' AND address <> ''"), "2");
}

#[test]
fn a_link_is_used_up_by_its_button_not_by_opening_it() {
    let portal = portal();
    let mut browser = Browser::new(&portal, STRANGER);
    let (_, link) = browser.ask("mira@harbour.example", "sign_in");
    // A program that reads mails, with its own browser and by every method that reads.
    for i in 0..20 {
        let mut scanner = Browser::new(&portal, STRANGER).at(format!("198.51.100.{i}"));
        let reply = scanner.get(&link);
        assert_eq!(reply.status, StatusCode::OK);
        assert!(!reply.headers.contains_key(header::SET_COOKIE));
        assert!(!reply.has("<form") && reply.has("Enter the code instead"), "{}", reply.body);
        let head = Request::builder()
            .method(Method::HEAD)
            .uri(format!("http://harbour.portal.test{link}"))
            .body(Body::empty());
        assert!(!portal.send(STRANGER, head.unwrap()).headers.contains_key(header::SET_COOKIE));
        let posted = scanner.post("/session/link", &[("token", token(&link))]);
        assert_eq!(posted.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(sessions(&portal), 0);
    let mut twin = browser.clone();
    for _ in 0..3 {
        let page = browser.get(&link);
        assert!(page.has("m…@harbour.example") && page.has("action=\"/session/link\""));
        assert!(!page.has("mira@harbour.example"));
    }
    let reply = browser.post("/session/link", &[("token", token(&link))]);
    assert_eq!(reply.location(), "/airports");
    assert!(browser.is_in());
    assert_eq!(twin.post("/session/link", &[("token", token(&link))]).status, StatusCode::GONE);
    assert_eq!(twin.get(&link).status, StatusCode::GONE);
    assert_eq!(sessions(&portal), 1);
}

#[test]
fn a_link_and_a_code_end_after_ten_minutes() {
    let portal = portal();
    let mut browser = Browser::new(&portal, STRANGER);
    let (code, link) = browser.ask("mira@harbour.example", "sign_in");
    portal.later(10 * MINUTE);
    for reply in [
        browser.get(&link),
        browser.post("/session/link", &[("token", token(&link))]),
        browser.post("/session/code", &[("code", &code)]),
    ] {
        assert_eq!(reply.status, StatusCode::GONE);
        assert!(reply.has("new link") || reply.has("new code"), "{}", reply.body);
    }
    assert_eq!(sessions(&portal), 0);
}

#[test]
fn the_sixth_wrong_code_ends_it() {
    let portal = portal();
    let mut browser = Browser::new(&portal, STRANGER);
    let (code, link) = browser.ask("mira@harbour.example", "sign_in");
    let wrong = if code == "111111" { "222222" } else { "111111" };
    for left in ["5 tries", "4 tries", "3 tries", "2 tries", "One try"] {
        // What is no code is no try.
        assert_eq!(browser.post("/session/code", &[("code", "12345")]).status.as_u16(), 422);
        let reply = browser.post("/session/code", &[("code", wrong)]);
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(reply.has(left), "{left}: {}", reply.body);
    }
    let reply = browser.post("/session/code", &[("code", wrong)]);
    assert_eq!(reply.status, StatusCode::GONE);
    assert!(reply.has("sixth wrong code") && reply.has("Email me a new code"), "{}", reply.body);
    assert_eq!(browser.post("/session/code", &[("code", &code)]).status, StatusCode::GONE);
    assert_eq!(browser.post("/session/link", &[("token", token(&link))]).status, StatusCode::GONE);
    assert_eq!(sessions(&portal), 0);
    assert_eq!(portal.value("SELECT count(*) FROM events WHERE action = 'code_failed'"), "6");
}

#[test]
fn asking_again_ends_the_earlier_code_of_the_same_browser() {
    let portal = portal();
    let mut browser = Browser::new(&portal, STRANGER);
    let (code, link) = browser.ask("mira@harbour.example", "sign_in");
    let (newest, _) = browser.ask("mira@harbour.example", "sign_in");
    assert_eq!(browser.get(&link).status, StatusCode::GONE);
    assert_eq!(browser.post("/session/code", &[("code", &code)]).status.as_u16(), 422);
    assert_eq!(browser.post("/session/code", &[("code", &newest)]).location(), "/airports");
}

#[test]
fn what_a_stranger_asks_for_does_not_end_the_code_that_the_owner_holds() {
    let portal = portal();
    for path in ["/session/code", "/session/link"] {
        let mut owner = Browser::new(&portal, STRANGER);
        let (code, link) = owner.ask("mira@harbour.example", "sign_in");
        let mut stranger = Browser::new(&portal, STRANGER).at("198.51.100.1");
        stranger.ask("mira@harbour.example", "sign_in");
        let fields = [("code", code.as_str()), ("token", token(&link))];
        assert_eq!(owner.post(path, &fields).location(), "/airports", "{path}");
    }
}

#[test]
fn the_mail_of_a_replaced_code_is_not_sent() {
    let portal = portal();
    let mut browser = Browser::new(&portal, STRANGER);
    for _ in 0..2 {
        browser.post("/session/codes", &[("email", "mira@harbour.example")]);
    }
    portal.work();
    assert_eq!(mails(&portal), ["mira@harbour.example: Sign in to Harbour Aviation"]);
}

#[test]
fn of_many_codes_sent_at_once_six_are_compared() {
    use crate::sessions::{CodeCookie, queries};
    use futures_executor::block_on;
    let portal = portal();
    let mut browser = Browser::new(&portal, STRANGER);
    browser.ask("mira@harbour.example", "sign_in");
    let asked = &browser.cookies.iter().find(|it| it.0 == "asked").unwrap().1;
    let digest = CodeCookie::read(asked).unwrap().digest();
    // All have been read before any is answered.
    let read = || {
        let batch =
            (queries::try_code("harbour", &digest, NOON), queries::of_browser("harbour", &digest));
        block_on(portal.app.db.run(batch)).unwrap().1.unwrap()
    };
    let compared = (0..150).map(|_| read()).filter(|it| it.may_be_tried(NOON)).count();
    assert_eq!(compared, 6);
}

/// All of an answer but what is different each time.
fn told(reply: &Reply) -> (u16, String, usize, String) {
    let cookie = reply.headers.get(header::SET_COOKIE).map_or(0, |it| it.to_str().unwrap().len());
    let body =
        reply.body.replace("someone@harbour.example", "").replace("mira@harbour.example", "");
    (reply.status.as_u16(), reply.location().to_owned(), cookie, body)
}

#[test]
fn the_answers_do_not_show_whether_an_address_has_access() {
    let walk = |email: &str, sql: &str| {
        let portal = portal();
        portal.app.db.execute(sql);
        // As long as Mira's, so that the lengths compare.
        let mut browser = Browser::new(&portal, STRANGER);
        let mut seen = vec![told(&browser.post("/session/codes", &[("email", email)]))];
        assert_eq!(portal.app.queue.sent.lock().unwrap().len(), 1, "{email}");
        let id = portal.app.queue.sent.lock().unwrap()[0].0.clone();
        assert_eq!(id.len(), 32);
        portal.work();
        seen.push(told(&browser.get("/session/code")));
        for _ in 0..7 {
            seen.push(told(&browser.post("/session/code", &[("code", "000000")])));
        }
        // And after somebody else asked for the same address.
        let mut browser = Browser::new(&portal, STRANGER);
        browser.post("/session/codes", &[("email", email)]);
        Browser::new(&portal, STRANGER).post("/session/codes", &[("email", email)]);
        seen.push(told(&browser.post("/session/code", &[("code", "000000")])));
        (seen, portal.app.mailer.sent.lock().unwrap().len())
    };
    let (known, mailed) = walk("mira@harbour.example", "");
    assert_eq!(mailed, 1);
    // Whoever is invited is told by mail how they get in, and by nothing else.
    for (email, sql, mails) in [
        ("none@harbour.example", "", 0),
        ("mira@harbour.example", "UPDATE users SET state = 'disabled'", 0),
        ("mira@harbour.example", "UPDATE users SET state = 'invited'", 1),
    ] {
        let (seen, mailed) = walk(email, sql);
        let seen: Vec<_> = seen
            .into_iter()
            .map(|(status, location, cookie, body)| {
                (status, location, cookie, body.replace(email, ""))
            })
            .collect();
        assert_eq!((seen, mailed), (known.clone(), mails), "{email} {sql}");
    }
}

/// Asks from a network address, and reads what is mailed then.
fn ask_at(portal: &Portal, address: &str) -> (u16, String, usize, String) {
    let mut browser = Browser::new(portal, STRANGER).at(address);
    let told = told(&browser.post("/session/codes", &[("email", "mira@harbour.example")]));
    portal.work();
    told
}

#[test]
fn one_asker_causes_five_mails_in_a_quarter_of_an_hour() {
    let portal = portal();
    let answers: Vec<_> = (0..8).map(|_| ask_at(&portal, "203.0.113.1")).collect();
    assert!(answers.iter().all(|it| *it == answers[0]));
    assert_eq!(mails(&portal).len(), 5);
    ask_at(&portal, "198.51.100.1");
    assert_eq!(mails(&portal).len(), 6, "another asker");
    portal.later(15 * MINUTE);
    Browser::new(&portal, STRANGER).ask("mira@harbour.example", "sign_in");
    assert_eq!(mails(&portal).len(), 7);
}

#[test]
fn asking_too_often_leaves_the_last_code_as_it_was() {
    let portal = portal();
    let mut browser = Browser::new(&portal, STRANGER);
    let codes: Vec<_> = (0..8).map(|_| browser.ask("mira@harbour.example", "sign_in").0).collect();
    assert_eq!(mails(&portal).len(), 5);
    assert_eq!(browser.post("/session/code", &[("code", &codes[7])]).location(), "/airports");
}

#[test]
fn however_many_strangers_ask_the_owner_has_a_link_that_works() {
    let portal = portal();
    let mailed = || mails(&portal).iter().filter(|it| it.contains("Sign in to")).count();
    for n in 0..200 {
        ask_at(&portal, &format!("198.51.100.{n}"));
        portal.later(MINUTE / 4);
    }
    assert_eq!(mailed(), 12, "in less than an hour");
    // Her own browser gets no mail of its own, and the link of the newest one opens here.
    let mut owner = Browser::new(&portal, STRANGER);
    let (_, link) = owner.ask("mira@harbour.example", "sign_in");
    assert_eq!(mailed(), 12);
    let text = portal.app.mailer.sent.lock().unwrap().last().unwrap().text.clone();
    assert!(text.contains("Its link works in any browser until 8:02 AM EST"), "{text}");
    assert!(owner.get(&link).has("action=\"/session/link\""));
    // Only the link: the code works where it was asked for.
    let page = owner.post("/session/code", &[("code", &letter(&portal).0)]);
    assert_eq!(page.status, StatusCode::GONE);
    assert_eq!(owner.post("/session/link", &[("token", token(&link))]).location(), "/");
    assert!(owner.is_in());
    // Her browser is known now: it gets mails as if nobody else asked.
    owner.ask("mira@harbour.example", "sign_in");
    assert_eq!(mailed(), 13);
    // And whoever asks next brings her another link of the kind, as the one was used.
    ask_at(&portal, "198.51.100.201");
    ask_at(&portal, "198.51.100.202");
    assert_eq!(mailed(), 14);
}

#[test]
fn a_network_address_asks_for_sixty_at_most() {
    let portal = portal();
    let mut browser = Browser::new(&portal, STRANGER);
    for i in 0..60 {
        let email = format!("{i}@harbour.example");
        assert_eq!(browser.post("/session/codes", &[("email", &email)]).status.as_u16(), 303);
    }
    let reply = browser.post("/session/codes", &[("email", "mira@harbour.example")]);
    assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS);
    let mut other = Browser::new(&portal, STRANGER).at("198.51.100.1");
    assert_eq!(
        other.post("/session/codes", &[("email", "mira@harbour.example")]).status.as_u16(),
        303
    );
    *portal.app.limiter.refuses.lock().unwrap() = true;
    assert_eq!(
        other.post("/session/codes", &[("email", "mira@harbour.example")]).status.as_u16(),
        429
    );
}

#[test]
fn no_code_or_token_is_stored_in_the_database() {
    let portal = portal();
    let mut browser = Browser::new(&portal, STRANGER);
    let (code, link) = browser.ask("mira@harbour.example", "sign_in");
    let asked = browser.cookies.iter().find(|(name, _)| name == "asked").unwrap().1.clone();
    let secret = asked.split('.').next().unwrap();
    let tables = portal.value("SELECT group_concat(name) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'airport%' AND name NOT LIKE 'sqlite_%'");
    for table in tables.split(',') {
        let columns =
            portal.value(&format!("SELECT group_concat(name) FROM pragma_table_info('{table}')"));
        let row = row_of(&columns);
        let rows = portal.value(&format!("SELECT coalesce(group_concat({row}), '') FROM {table}"));
        for word in [token(&link), secret] {
            assert!(!rows.contains(word), "{table}");
        }
        assert!(!rows.contains(&format!("\"{code}\"")), "{table}");
    }
}

/// The text of the mail with a link that was asked for on a custom host; `sql` is run before it is sent.
fn asked_on_a_custom_host(sql: &str) -> String {
    let portal = portal();
    let request = Request::post("http://fly.harbour.example/session/codes")
        .header(header::ORIGIN, "http://fly.harbour.example")
        .header("x-forwarded-host", "evil.example")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from("email=mira@harbour.example"));
    assert_eq!(portal.send(STRANGER, request.unwrap()).status.as_u16(), 303);
    portal.app.db.execute(sql);
    portal.work();
    let text = portal.app.mailer.sent.lock().unwrap()[0].text.clone();
    assert!(!text.contains("evil"), "{text}");
    text
}

#[test]
fn a_mailed_link_opens_on_the_host_where_it_was_asked_for_if_that_still_answers() {
    let there = asked_on_a_custom_host("");
    assert!(there.contains(": http://fly.harbour.example/session/link?token="), "{there}");
    let gone = "DELETE FROM hosts WHERE host = 'fly.harbour.example'";
    let moved = "UPDATE hosts SET workspace_id = (SELECT id FROM workspaces WHERE slug = 'ridgeline') WHERE host = 'fly.harbour.example'";
    let turned = "UPDATE hosts SET face = 'ops' WHERE host = 'fly.harbour.example'";
    for sql in [gone, moved, turned] {
        let home = asked_on_a_custom_host(sql);
        assert!(home.contains(": http://harbour.portal.test/session/link?token="), "{home}");
    }
}

#[test]
fn a_code_does_not_work_in_another_workspace_or_on_the_other_face() {
    let portal = portal();
    let mut browser = Browser::new(&portal, STRANGER);
    let (code, link) = browser.ask("mira@harbour.example", "sign_in");
    for host in ["ridgeline", "harbour-ops"] {
        let mut other = Browser { host, ..browser.clone() };
        assert_eq!(other.get(&link).status, StatusCode::GONE);
        assert_eq!(other.post("/session/link", &[("token", token(&link))]).status.as_u16(), 410);
        assert_eq!(other.post("/session/code", &[("code", &code)]).status.as_u16(), 410);
    }
    assert_eq!(browser.post("/session/code", &[("code", &code)]).location(), "/airports");
}

#[test]
fn a_code_does_not_sign_in_a_user_disabled_meanwhile() {
    for sql in ["UPDATE users SET state = 'disabled'", "UPDATE users SET state = 'invited'"] {
        let portal = portal();
        let mut browser = Browser::new(&portal, STRANGER);
        let (code, link) = browser.ask("mira@harbour.example", "sign_in");
        portal.app.db.execute(sql);
        assert_eq!(browser.get(&link).status, StatusCode::GONE);
        assert_eq!(browser.post("/session/link", &[("token", token(&link))]).status.as_u16(), 410);
        assert_eq!(browser.post("/session/code", &[("code", &code)]).status.as_u16(), 410);
        assert_eq!(sessions(&portal), 0);
    }
}

#[test]
fn a_lost_password_is_reset_without_skipping_the_second_factor() {
    let portal = portal();
    let mut browser = Browser::new(&portal, STRANGER);
    let (code, _) = browser.ask("mira@harbour.example", "reset");
    assert_eq!(mails(&portal), ["mira@harbour.example: Set a new password for Harbour Aviation"]);
    assert_eq!(browser.post("/session/code", &[("code", &code)]).location(), "/profile/password");
    assert_eq!(
        portal.value("SELECT method || ' ' || factors FROM sessions WHERE device <> 'test'"),
        "reset 1"
    );
    portal.app.db.execute("UPDATE users SET factors = 2 WHERE email = 'mira@harbour.example'");
    let reply = browser.get("/airports");
    assert_eq!(reply.location(), "/session/factor?next=%2Fairports");
}

#[test]
fn a_code_used_twice_at_once_begins_one_session() {
    use futures_executor::block_on;
    let portal = portal();
    let mut browser = Browser::new(&portal, STRANGER);
    let (code, _) = browser.ask("mira@harbour.example", "sign_in");
    // Both have read that it is open before either writes.
    let found = crate::sessions::CodeCookie::read(
        &browser.cookies.iter().find(|it| it.0 == "asked").unwrap().1,
    )
    .unwrap();
    let host = "harbour";
    let read = || {
        block_on(portal.app.db.run(super::super::queries::of_browser(host, &found.digest())))
            .unwrap()
            .unwrap()
    };
    let both = [read(), read()];
    assert!(both.iter().all(|it| it.is_open(NOON) && it.is_opened_by(&code, &"pepper".into())));
    let scope = crate::db::scope::Scope::new(host, String::new(), NOON, "");
    let began: Vec<bool> = both
        .iter()
        .enumerate()
        .map(|(i, it)| {
            let id = crate::kit::ids::EventId::new(NOON, &[u8::try_from(i).unwrap() + 100; 10]);
            let how = (crate::sessions::Method::Code, 1);
            let begin = super::super::queries::begin(&scope, &format!("digest {i}"), "x", how);
            let write = super::super::queries::redeem(it, "Mailed code").with(begin);
            block_on(portal.app.db.run(write.by(&scope, id))).unwrap().held
        })
        .collect();
    assert_eq!((began, sessions(&portal)), (vec![true, false], 1));
}

#[test]
fn an_invited_user_who_asks_for_a_link_gets_a_mail_with_help() {
    let portal = portal();
    portal.app.db.execute(
        "UPDATE users SET state = 'invited', temporary_until = 5 WHERE email = 'tomas@harbour.example'",
    );
    for purpose in ["sign_in", "reset"] {
        let fields = [("email", "tomas@harbour.example"), ("purpose", purpose)];
        Browser::new(&portal, STRANGER).post("/session/codes", &fields);
    }
    portal.work();
    let told = "tomas@harbour.example: Your access is waiting for you";
    assert_eq!(mails(&portal), [told, told]);
    let sent = portal.app.mailer.sent.lock().unwrap();
    assert!(sent.iter().all(|it| !it.text.contains("/session/link")), "{sent:?}");
    drop(sent);
    assert_eq!(sessions(&portal), 0);
}

#[test]
fn a_wrong_code_does_not_appear_in_the_log() {
    let portal = portal();
    let mut browser = Browser::new(&portal, STRANGER);
    let (code, _) = browser.ask("mira@harbour.example", "sign_in");
    let wrong = if code == "000000" { "000001" } else { "000000" };
    crate::edge::logged();
    browser.post("/session/code", &[("code", wrong)]);
    let lines = crate::edge::logged();
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].contains("\"reason\":\"proof\"") && !lines[0].contains(wrong), "{}", lines[0]);
}
