//! A database that stumbles, and what a visitor sees of it.
use super::*;
use crate::{edge::Break, testing::cast::*};
use axum::http::{StatusCode, header};

const LOST: (Break, &str) = (Break::Before, "D1_ERROR: Network connection lost.");
const LOST_ANSWER: (Break, &str) = (Break::After, "D1_ERROR: Network connection lost.");
const OVERLOADED: (Break, &str) =
    (Break::Before, "D1_ERROR: D1 DB is overloaded. Requests queued for too long.");

const MESSAGE: [(&str, &str); 3] =
    [("key", "k"), ("subject", "A dog"), ("body", "He comes along, <and> barks.")];

/// The values of the hidden fields on a page.
fn hidden(reply: &Reply) -> Vec<(String, String)> {
    let tags = reply.body.split("<input type=\"hidden\" name=\"").skip(1);
    let plain = |text: &str| text.replace("&#60;", "<").replace("&#62;", ">");
    tags.map(|it| it.split_once("\" value=\"").unwrap())
        .map(|(name, rest)| (name.to_owned(), plain(rest.split('"').next().unwrap())))
        .collect()
}

#[test]
fn errors_that_pass_are_told_by_their_words() {
    let of = |words: &str| Stumble::of(&Error::Internal(words.to_owned()));
    for words in [
        "D1_ERROR: D1 DB is overloaded. Requests queued for too long.",
        "D1_ERROR: D1 DB is overloaded. Too many requests queued.",
        "D1_ERROR: Cannot resolve D1 DB due to transient issue on remote node.",
    ] {
        assert_eq!(of(words), Some(Stumble::Refused), "{words}");
    }
    for words in [
        "Network connection lost.",
        "D1_ERROR: D1 DB storage operation exceeded timeout which caused object to be reset.",
        "D1_ERROR: Internal error while starting up D1 DB storage caused object to be reset.",
        "D1_ERROR: D1 DB reset because its code was updated.",
        "D1_ERROR: Internal error in D1 DB storage.",
        "D1_ERROR: Failed to parse body as JSON, got: error code: 1101",
    ] {
        assert_eq!(of(words), Some(Stumble::Lost), "{words}");
    }
    for words in [
        "D1_ERROR: no such table: trips: SQLITE_ERROR",
        "D1_ERROR: UNIQUE constraint failed: users.email: SQLITE_CONSTRAINT",
        "D1_ERROR: D1 DB exceeded its memory limit and was reset.",
    ] {
        assert_eq!(of(words), None, "{words}");
    }
    assert_eq!(Stumble::of(&Error::NotFound), None);
}

#[test]
fn pauses_grow_and_end() {
    let longest: Vec<_> = (0..6).map(|tries| pause(tries, 0, 0)).collect();
    assert_eq!(longest, [Some(100), Some(200), Some(400), Some(800), Some(1_600), None]);
    for chance in 0..5_000 {
        let shortened = pause(2, 0, chance).unwrap();
        assert!((200..=400).contains(&shortened), "{shortened}");
    }
    assert_eq!(pause(0, PATIENCE - 100, 0), Some(100));
    assert_eq!(pause(0, PATIENCE - 99, 0), None);
}

#[test]
fn a_page_outlasts_a_stumble_of_a_second() {
    let portal = Portal::open("");
    portal.app.db.stumble(0, &[LOST, OVERLOADED, LOST_ANSWER, LOST]);
    let page = portal.get(MIRA, "/messages");
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let pauses = portal.app.db.pauses.lock().unwrap().clone();
    assert!(pauses.len() == 4 && pauses.iter().sum::<u32>() >= 750, "{pauses:?}");
}

#[test]
fn a_change_outlasts_a_stumble_and_is_carried_out_once() {
    for stumbles in [&[LOST, LOST][..], &[LOST_ANSWER], &[LOST, LOST_ANSWER, LOST], &[OVERLOADED]] {
        let portal = Portal::open("");
        portal.app.db.stumble(1, stumbles);
        let sent = portal.post(MIRA, "/messages", &MESSAGE);
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{stumbles:?}: {}", sent.body);
        let written = "SELECT (SELECT count(*) FROM threads) || ' ' || (SELECT count(*) FROM events)
                       || ' ' || (SELECT count(*) FROM outbox) || ' ' || (SELECT count(*) FROM messages)";
        let once = Portal::open("");
        once.post(MIRA, "/messages", &MESSAGE);
        assert_eq!(portal.value(written), once.value(written), "{stumbles:?}");
        let announced = |portal: &Portal| portal.app.queue.sent.lock().unwrap().len();
        assert_eq!(announced(&portal), announced(&once), "{stumbles:?}: the mails are announced");
        assert!(portal.get(MIRA, sent.location()).has("A dog"));
    }
}

#[test]
fn a_form_that_could_not_be_stored_is_given_back_to_be_sent_again() {
    let portal = Portal::open("");
    // The host is looked up, the visitor is read, or the change is written: each may be where it ends.
    for after in [0, 1] {
        portal.app.db.stumble(after, &[LOST; 6]);
        let refused = portal.post(MIRA, "/messages", &MESSAGE);
        assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE, "{}", refused.body);
        assert_eq!(refused.headers[header::RETRY_AFTER], "5");
        assert!(refused.has("action=\"/messages\"") && refused.has("Send again"));
        let kept = hidden(&refused);
        let sent = MESSAGE.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(kept, sent);
    }
    assert_eq!(portal.value("SELECT count(*) FROM threads"), "0");
    for _ in 0..2 {
        assert_eq!(portal.post(MIRA, "/messages", &MESSAGE).status, StatusCode::SEE_OTHER);
    }
    assert_eq!(portal.value("SELECT count(*) FROM threads"), "1");
}

#[test]
fn a_form_is_kept_also_where_its_host_could_not_be_looked_up() {
    let mut portal = Portal::open("");
    portal.app.faces = crate::http::faces::Faces::default();
    portal.app.db.stumble(0, &[LOST; 6]);
    let refused = portal.post(MIRA, "/messages", &MESSAGE);
    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(hidden(&refused).len(), MESSAGE.len());

    // The form of another site is not given a button to be sent from here.
    portal.app.db.stumble(0, &[LOST; 6]);
    let foreign = axum::http::Request::post("http://harbour.portal.test/messages")
        .header("origin", "http://evil.example")
        .header("content-type", "application/x-www-form-urlencoded")
        .body("subject=x".into());
    let refused = portal.send(MIRA, foreign.unwrap());
    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(hidden(&refused).is_empty(), "{}", refused.body);
}

#[test]
fn a_password_is_typed_again_and_never_shown() {
    let portal = Portal::open("");
    portal.app.db.stumble(0, &[OVERLOADED; 6]);
    let fields = [("email", "mira@harbour.example"), ("password", "a secret of hers")];
    let refused = portal.post(STRANGER, "/session", &fields);
    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(hidden(&refused), [("email".to_owned(), "mira@harbour.example".to_owned())]);
    assert!(refused.has("type=\"password\"") && !refused.has("a secret of hers"));
}

#[test]
fn a_page_that_could_not_be_read_leads_to_itself() {
    let portal = Portal::open("");
    portal.app.db.stumble(0, &[LOST; 6]);
    let refused = portal.get(MIRA, "/messages?after=1.x");
    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(refused.has("href=\"/messages?after=1.x\">Try again"), "{}", refused.body);
    assert!(crate::edge::logged().concat().contains("Network connection lost"));
}

/// A statement that counts must not run twice: it is not tried again after its answer was lost.
#[test]
fn what_is_not_safe_to_repeat_is_not_repeated() {
    let portal = Portal::open("");
    portal.post(MIRA, "/messages", &MESSAGE);
    let id = portal.value("SELECT id FROM outbox");
    portal.app.db.stumble(0, &[LOST_ANSWER]);
    let claim = portal.app.db.run(crate::outbox::claim(&id, NOON));
    let claimed = futures_executor::block_on(claim);
    assert!(matches!(claimed, Err(Error::OutOfReach(_))));
    assert_eq!(portal.value(&format!("SELECT attempts FROM outbox WHERE id = '{id}'")), "1");
}
