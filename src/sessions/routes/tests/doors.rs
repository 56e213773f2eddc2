//! Signing in by password, the lock after wrong ones, and proving one's identity again.
use super::*;
use crate::{
    db::scope::Scope,
    kit::ids::EventId,
    sessions::{Failures, Lock, Method, SignInUser, Try, queries},
};
use futures_executor::block_on;

const MIRAS: &str = "mira@harbour.example";

#[test]
fn the_tenth_wrong_password_locks_any_address_and_says_until_when() {
    let told = |email: &str| {
        let portal = portal();
        let mut browser = Browser::new(&portal, STRANGER);
        let mut seen = Vec::new();
        for _ in 0..11 {
            let reply = browser.sign_in(email, "wrong");
            seen.push((reply.status.as_u16(), reply.body.replace(email, "")));
        }
        let reply = browser.sign_in(email, PASSWORD);
        seen.push((reply.status.as_u16(), reply.body.replace(email, "")));
        portal.work();
        (seen, mails(&portal))
    };
    let (known, mailed) = told(MIRAS);
    let statuses: Vec<_> = known.iter().map(|(status, _)| *status).collect();
    assert_eq!(statuses, [[422; 9].as_slice(), &[429; 3]].concat());
    assert!(known[9].1.contains("Try again at 7:15 AM EST (in 15 min)"), "{}", known[9].1);
    let told_wrong =
        known[..9].iter().all(|(_, body)| body.contains("Incorrect email or password."));
    assert!(told_wrong && !known[9].1.contains("Incorrect email"));
    assert_eq!(mailed, [format!("{MIRAS}: Wrong passwords for your account at Harbour Aviation")]);
    for email in ["none@harbour.example", "zoe@harbour.example"] {
        assert_eq!(told(email), (known.clone(), Vec::<String>::new()), "{email}");
    }
}

#[test]
fn every_wrong_password_and_each_lock_is_recorded_once() {
    let portal = portal();
    let mut browser = Browser::new(&portal, STRANGER);
    for _ in 0..12 {
        browser.sign_in(MIRAS, "wrong");
    }
    let count = |which: &str| {
        portal.value(&format!(
            "SELECT count(*) FROM events e JOIN users u ON u.id = e.subject_id AND u.email = '{MIRAS}'
             WHERE e.actor_id IS NULL AND e.host = 'harbour' AND e.address = '203.0.113.1' AND {which}"
        ))
    };
    assert_eq!(count("e.action = 'sign_in_failed'"), "10");
    assert_eq!(count("e.action = 'account_locked'"), "1");
    browser.sign_in("none@harbour.example", "wrong");
    assert_eq!(
        portal.value(
            "SELECT count(*) FROM events WHERE note LIKE '%none%' OR subject_id LIKE '%none%'"
        ),
        "0"
    );
}

#[test]
fn a_locked_account_may_still_sign_in_without_a_password() {
    let portal = portal();
    let mut counted = 0;
    for i in 0..200 {
        let mut browser = Browser::new(&portal, STRANGER).at(format!("198.51.100.{i}"));
        counted += usize::from(browser.sign_in(MIRAS, "wrong").status.as_u16() == 422);
    }
    assert_eq!(counted, 9);
    portal.work();
    assert_eq!(mails(&portal).len(), 1);
    let mut owner = Browser::new(&portal, STRANGER);
    assert_eq!(owner.sign_in(MIRAS, PASSWORD).status.as_u16(), 429);
    let (code, _) = owner.ask(MIRAS, "sign_in");
    assert_eq!(owner.post("/session/code", &[("code", &code)]).location(), "/airports");
    // Others are not concerned, and nor is she once the time is up.
    let mut tomas = Browser::new(&portal, STRANGER);
    assert_eq!(tomas.sign_in("tomas@harbour.example", PASSWORD).location(), "/airports");
    portal.later(15 * MINUTE);
    let mut owner = Browser::new(&portal, STRANGER);
    assert_eq!(owner.sign_in(MIRAS, PASSWORD).location(), "/airports");
    assert_eq!(portal.value("SELECT count(*) FROM sign_in_failures WHERE count > 60"), "0");
}

#[test]
fn strangers_do_not_lock_the_browser_that_its_owner_uses() {
    for (who, email) in [(STRANGER, MIRAS), (STAFF, "dana@harbour.example")] {
        let portal = portal();
        let mut owner = Browser::new(&portal, who);
        owner.sign_in(email, PASSWORD);
        assert!(owner.is_in());
        owner.post("/session/end", &[]);
        // From the same network, as in a hotel, and more than a network may try.
        for n in 0..80 {
            Browser::new(&portal, who).sign_in(email, "wrong");
            Browser::new(&portal, who).sign_in(&format!("{n}@x.example"), "wrong");
        }
        let mut elsewhere = Browser::new(&portal, who).at("198.51.100.7");
        assert_eq!(elsewhere.sign_in(email, PASSWORD).status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(owner.sign_in(email, PASSWORD).location(), "/airports", "{email}");
        // The cookie of the browser is worth nothing for another account, nor on another host.
        let mut other = owner.clone();
        let lock = |of: &mut Browser, email: &str| {
            (0..10).map(|_| of.sign_in(email, "wrong").status.as_u16()).last().unwrap()
        };
        other.address = "198.51.100.8".into();
        assert_eq!(lock(&mut other, "tomas@harbour.example"), 429);
        // Nor does it allow more guesses than anybody has.
        assert_eq!(lock(&mut owner.clone(), email), 429);
        assert_eq!(owner.sign_in(email, PASSWORD).status, StatusCode::TOO_MANY_REQUESTS);
        portal.later(15 * MINUTE);
        assert_eq!(owner.sign_in(email, PASSWORD).location(), "/airports");
    }
}

#[test]
fn an_invited_user_gets_in_however_many_passwords_strangers_tried() {
    let portal = invited();
    for _ in 0..20 {
        Browser::new(&portal, STRANGER).sign_in("tomas@harbour.example", "wrong");
    }
    let mut tomas = Browser::new(&portal, STRANGER).at("198.51.100.1");
    assert_eq!(tomas.sign_in("tomas@harbour.example", "wrong").status.as_u16(), 429);
    assert_eq!(tomas.sign_in("tomas@harbour.example", PASSWORD).location(), "/airports");
    assert_eq!(tomas.get("/airports").location(), "/password/new");
}

#[test]
fn addresses_of_one_ipv6_network_are_counted_as_one() {
    let portal = portal();
    let mut statuses = Vec::new();
    for i in 0..100 {
        let mut browser = Browser::new(&portal, STRANGER).at(format!("2001:db8:0:7::{i:x}"));
        statuses.push(browser.sign_in(&format!("{i}@harbour.example"), "wrong").status.as_u16());
    }
    assert_eq!(statuses, [[422; 59].as_slice(), &[429; 41]].concat());
    let mut other = Browser::new(&portal, STRANGER).at("2001:db8:0:8::1");
    assert_eq!(other.sign_in(MIRAS, PASSWORD).location(), "/airports");
    // The rate limiter is asked for the network too.
    let asked = portal.app.limiter.asked.lock().unwrap().clone();
    assert!(asked.contains(&"harbour/2001:db8:0:7::/64".to_owned()), "{asked:?}");
}

#[test]
fn right_passwords_do_not_use_up_what_a_network_may_try() {
    let portal = portal();
    for _ in 0..100 {
        let mut browser = Browser::new(&portal, STRANGER);
        assert_eq!(browser.sign_in(MIRAS, PASSWORD).location(), "/airports");
    }
    assert_eq!(portal.value("SELECT count(*) FROM sign_in_failures WHERE count > 0"), "0");
}

#[test]
fn a_network_address_may_try_sixty_passwords() {
    let portal = portal();
    let mut browser = Browser::new(&portal, STRANGER);
    let mut statuses = Vec::new();
    for i in 0..200 {
        statuses.push(browser.sign_in(&format!("{i}@harbour.example"), "wrong").status.as_u16());
    }
    assert_eq!(statuses, [[422; 59].as_slice(), &[429; 141]].concat());
    let mut other = Browser::new(&portal, STRANGER).at("198.51.100.1");
    assert_eq!(other.sign_in(MIRAS, PASSWORD).location(), "/airports");
}

/// What a try reads, in its first round trip.
fn read(portal: &Portal, scope: &Scope, it: &Try) -> (SignInUser, Vec<Failures>) {
    let batch = (
        queries::candidate("harbour", MIRAS),
        queries::claim("harbour", scope.now, it),
        queries::failures("harbour", it),
    );
    let (user, _, failures) = block_on(portal.app.db.run(batch)).unwrap();
    (user.unwrap(), failures)
}

#[test]
fn of_many_passwords_sent_at_once_ten_are_compared() {
    let portal = portal();
    let scope = Scope::new("harbour", String::new(), NOON, "203.0.113.1");
    let it = Try::new(MIRAS, None, "203.0.113.1");
    // All have been read before any is answered.
    let tries: Vec<_> = (0..150).map(|_| read(&portal, &scope, &it).1).collect();
    let compared = tries.iter().filter(|it| Lock::of(it).is_none()).count();
    let begun = tries.iter().filter(|it| Lock::begins(it)).count();
    assert_eq!((compared, begun), (10, 1));
}

#[test]
fn a_locked_account_gives_the_right_password_the_answer_of_a_wrong_one() {
    let portal = portal();
    let mut browser = Browser::new(&portal, STRANGER);
    for _ in 0..10 {
        browser.sign_in(MIRAS, "wrong");
    }
    let [wrong, right] = ["wrong", PASSWORD].map(|it| browser.sign_in(MIRAS, it));
    assert_eq!((wrong.status, &wrong.body), (right.status, &right.body));
    assert_eq!(portal.value("SELECT count(*) FROM sessions WHERE device <> 'test'"), "0");
}

#[test]
fn a_password_that_was_changed_a_moment_ago_does_not_sign_in() {
    let portal = portal();
    let scope = Scope::new("harbour", String::new(), NOON, "203.0.113.1");
    let it = Try::new(MIRAS, None, "203.0.113.1");
    let (user, _) = read(&portal, &scope, &it);
    let enter = |n: u8| {
        let id = EventId::new(NOON, &[n; 10]);
        let how = (Method::Password, 1);
        let digest = format!("digest {n}");
        let write = queries::signed_in(&user, &it).with(queries::begin(&scope, &digest, "x", how));
        block_on(portal.app.db.run(write.by(&scope, id))).unwrap().held
    };
    assert!(enter(102));
    portal.app.db.execute("UPDATE users SET state = 'disabled'");
    assert!(!enter(103));
    portal.app.db.execute("UPDATE users SET state = 'active', password = 'another'");
    assert!(!enter(104));
}

#[test]
fn a_disabled_user_gets_no_reason_but_the_history_does() {
    let portal = portal();
    portal.app.db.execute("UPDATE users SET state = 'disabled'");
    let mut browser = Browser::new(&portal, STRANGER);
    let reply = browser.sign_in(MIRAS, PASSWORD);
    assert_eq!(reply.status.as_u16(), 422);
    assert!(reply.has("Incorrect email or password.") && !reply.has("withdrawn"));
    assert_eq!(
        portal.value("SELECT action || ': ' || note FROM events"),
        "sign_in_failed: Access was withdrawn"
    );
}

/// Tomas as invited, with his password as the temporary one.
fn invited() -> Portal {
    let portal = portal();
    portal.app.db.execute(&format!(
        "UPDATE users SET state = 'invited', temporary_until = {} WHERE email = 'tomas@harbour.example'",
        NOON + 7 * DAY
    ));
    portal
}

const CHOICE: [(&str, &str); 2] = [("password", "a heron at dawn"), ("again", "a heron at dawn")];

#[test]
fn a_temporary_password_is_used_once() {
    let portal = invited();
    let mut browser = Browser::new(&portal, STRANGER);
    browser.sign_in("tomas@harbour.example", PASSWORD);
    let page = browser.get("/password/new");
    assert!(page.has("ask for a new activation email"), "{}", page.body);
    assert_eq!(browser.get("/airports").location(), "/password/new");
    assert_eq!(browser.get("/session/proof").location(), "/password/new");
    let mut other = Browser::new(&portal, STRANGER);
    assert_eq!(other.sign_in("tomas@harbour.example", PASSWORD).status.as_u16(), 422);
    assert_eq!(browser.post("/password", &CHOICE).location(), "/");
    assert!(browser.is_in());
    assert_eq!(other.sign_in("tomas@harbour.example", CHOICE[0].1).location(), "/airports");
}

#[test]
fn the_temporary_password_may_not_become_the_permanent_one() {
    let portal = invited();
    let mut browser = Browser::new(&portal, STRANGER);
    browser.sign_in("tomas@harbour.example", PASSWORD);
    let reply = browser.post("/password", &[("password", PASSWORD), ("again", PASSWORD)]);
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.has("That is the temporary password"), "{}", reply.body);
    assert_eq!(browser.post("/password", &CHOICE).location(), "/");
    let left = "SELECT count(*) FROM users WHERE spent_password IS NOT NULL";
    assert_eq!(portal.value(left), "0");
}

#[test]
fn a_signed_in_user_is_redirected_from_the_sign_in_page() {
    let portal = portal();
    let mut browser = Browser::new(&portal, STRANGER);
    browser.sign_in(MIRAS, PASSWORD);
    assert_eq!(browser.get("/session/new?next=/airports").location(), "/airports");
    assert_eq!(browser.get("/session/new?next=//evil.example").location(), "/");
}

#[test]
fn a_used_temporary_password_leaves_a_day_to_choose_the_permanent_one() {
    let portal = invited();
    let mut browser = Browser::new(&portal, STRANGER);
    browser.sign_in("tomas@harbour.example", PASSWORD);
    portal.later(DAY - 1);
    assert_eq!(browser.get("/password/new").status, StatusCode::OK);
    portal.later(1);
    assert_eq!(browser.post("/password", &CHOICE).location(), "/session/new");
    assert_eq!(
        portal.value("SELECT temporary_until FROM users WHERE state = 'invited' AND password IS NULL AND temporary_until IS NOT NULL"),
        (NOON + DAY).to_string()
    );
}

#[test]
fn a_sign_in_on_a_new_device_is_mailed_except_the_first_one() {
    let portal = portal();
    portal.app.db.execute("DELETE FROM sessions");
    let sign_in = |name: &'static str| {
        let mut browser = Browser { name, ..Browser::new(&portal, STRANGER) };
        browser.sign_in(MIRAS, PASSWORD);
        portal.work();
        mails(&portal).len()
    };
    assert_eq!([sign_in(IPHONE), sign_in(IPHONE), sign_in(DESK), sign_in(DESK)], [0, 0, 1, 1]);
    let text = portal.app.mailer.sent.lock().unwrap()[0].text.clone();
    assert!(text.contains("Device: Chrome on Windows"), "{text}");
    assert!(text.contains("At: Sat, Nov 21, 2026, 7:00 AM EST"), "{text}");
    assert_eq!(mails(&portal), [format!("{MIRAS}: New sign-in to Harbour Aviation")]);
}

#[test]
fn every_sign_in_begins_a_new_session_and_ends_the_old_one_of_the_browser() {
    let portal = portal();
    let mut browser = Browser::new(&portal, STRANGER);
    browser.sign_in(MIRAS, PASSWORD);
    let mut old = browser.clone();
    assert!(old.is_in());
    browser.sign_in(MIRAS, PASSWORD);
    assert!(browser.is_in() && browser.cookies != old.cookies);
    assert!(!old.is_in());
}

#[test]
fn proving_ones_identity_leads_back_to_the_page() {
    let portal = portal();
    let mut browser = Browser::new(&portal, STRANGER);
    browser.sign_in(MIRAS, PASSWORD);
    portal.later(HOUR);
    let page = browser.get("/session/proof?next=/airports");
    assert!(page.has(MIRAS) && page.has("value=\"/airports\"") && !page.has("/session/codes"));
    let proven = || portal.value("SELECT proven_at FROM sessions WHERE device <> 'test'");
    let send = |browser: &mut Browser, key: &str, password: &str, next: &str| {
        browser.post("/session/proof", &[("key", key), ("password", password), ("next", next)])
    };
    assert_eq!(send(&mut browser, "a", "wrong", "/airports").status.as_u16(), 422);
    assert_eq!(proven(), NOON.to_string());
    assert_eq!(send(&mut browser, "b", PASSWORD, "/airports").location(), "/airports");
    assert_eq!(proven(), (NOON + HOUR).to_string());
    assert_eq!(portal.value("SELECT count(*) FROM sign_in_failures WHERE count > 0"), "0");
    assert_eq!(send(&mut browser, "c", PASSWORD, "//evil.example").location(), "/");
    assert_eq!(
        portal.value("SELECT group_concat(action) FROM events WHERE action LIKE 'pro%'"),
        "proof_failed,proved,proved"
    );
}

#[test]
fn ten_wrong_passwords_after_sign_in_lock_the_proof_and_not_the_door() {
    let portal = portal();
    let mut browser = Browser::new(&portal, STRANGER);
    browser.sign_in(MIRAS, PASSWORD);
    for i in 0..9 {
        let key = i.to_string();
        let fields = [("key", key.as_str()), ("password", "wrong")];
        assert_eq!(browser.post("/session/proof", &fields).status.as_u16(), 422);
    }
    let [tenth, right] = [("x", "wrong"), ("y", PASSWORD)].map(|(key, password)| {
        browser.post("/session/proof", &[("key", key), ("password", password)])
    });
    assert_eq!((tenth.status.as_u16(), right.status.as_u16()), (429, 429));
    let words = "Too many wrong passwords. Try again at 7:15 AM EST (in 15 min).";
    assert!(right.has(words), "{}", right.body);
    portal.work();
    assert!(mails(&portal).last().unwrap().contains("Wrong passwords"));
    assert_eq!(portal.value("SELECT count(*) FROM events WHERE action = 'proved'"), "0");
    let mut door = Browser::new(&portal, STRANGER);
    assert_eq!(door.sign_in(MIRAS, PASSWORD).location(), "/airports");
}

#[test]
fn strangers_do_not_keep_a_signed_in_user_from_proving_their_identity() {
    let portal = portal();
    let mut browser = Browser::new(&portal, STRANGER);
    browser.sign_in(MIRAS, PASSWORD);
    for _ in 0..20 {
        Browser::new(&portal, STRANGER).at("198.51.100.1").sign_in(MIRAS, "wrong");
    }
    let fields = [("key", "a"), ("password", PASSWORD), ("next", "/airports")];
    assert_eq!(browser.post("/session/proof", &fields).location(), "/airports");
    let change = [
        ("key", "b"),
        ("current", PASSWORD),
        ("password", "a heron at dawn"),
        ("again", "a heron at dawn"),
    ];
    assert_eq!(browser.post("/profile/password", &change).location(), "/profile");
}

#[test]
fn a_guessable_password_is_refused() {
    let portal = invited();
    let mut browser = Browser::new(&portal, STRANGER);
    browser.sign_in("tomas@harbour.example", PASSWORD);
    for password in
        ["password12345", "Harbour2026!!", "lindqvist 1234 x", "my-charter-2026", "the Portal door"]
    {
        let reply = browser.post("/password", &[("password", password), ("again", password)]);
        assert_eq!(reply.status.as_u16(), 422, "{password}");
    }
    let long = "é🛩".repeat(64);
    let fields = [("password", long.as_str()), ("again", long.as_str())];
    assert!(browser.post("/password", &fields).has("first that others would try"));
    let long: String =
        "a heron at dawn, ".repeat(8).chars().take(100).chain("é".repeat(9).chars()).collect();
    let fields = [("password", long.as_str()), ("again", long.as_str())];
    assert_eq!(browser.post("/password", &fields).location(), "/");
}

#[test]
fn old_codes_sessions_and_counts_are_deleted() {
    let portal = portal();
    let mut browser = Browser::new(&portal, STRANGER);
    browser.ask(MIRAS, "sign_in");
    browser.sign_in(MIRAS, "wrong");
    browser.sign_in(MIRAS, PASSWORD);
    browser.sign_in(MIRAS, PASSWORD);
    let left_after = |time: i64| {
        portal.later(time);
        block_on(crate::jobs::sweep(&portal.app)).unwrap();
        ["codes", "sign_in_failures", "sessions WHERE device <> 'test'"]
            .map(|rows| portal.value(&format!("SELECT count(*) FROM {rows}")))
    };
    let [codes, failures, sessions] = left_after(DAY);
    assert_eq!((codes.as_str(), failures.as_str(), sessions.as_str()), ("1", "2", "2"), "a day");
    let [codes, failures, sessions] = left_after(1);
    assert_eq!((codes.as_str(), failures.as_str(), sessions.as_str()), ("0", "0", "2"));
    let [_, _, sessions] = left_after(89 * DAY);
    assert_eq!(sessions, "1", "the one that ended when she signed in anew");
    let [_, _, sessions] = left_after(90 * DAY);
    assert_eq!(sessions, "0");
}
