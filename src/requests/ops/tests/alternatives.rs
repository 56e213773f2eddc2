//! Alternatives: proposed by the operator, answered by the client.
use super::super::super::alternative::{Answer, Answered};
use super::*;

/// The second leg a day later than `TRIP`, and another aircraft.
const LATER: [(&str, &str); 11] = [
    ("from.0", "TEB Teterboro"),
    ("from_at.0", "kteb TEB Teterboro"),
    ("to.0", "LTN London Luton"),
    ("date.0", "2026-12-11"),
    ("time.0", "20:15"),
    ("from.1", "LTN London Luton"),
    ("to.1", "NCE"),
    ("date.1", "2026-12-12"),
    ("time.1", "15:00"),
    ("vehicle", "Global 6000"),
    ("note", "The crew rests until then."),
];

fn but(changes: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let kept = LATER.into_iter().filter(|(name, _)| changes.iter().all(|(other, _)| other != name));
    kept.chain(changes.iter().copied()).collect()
}

fn propose(
    portal: &Portal,
    place: &str,
    version: &'static str,
    changes: &[(&'static str, &'static str)],
) -> Reply {
    let fields = [vec![("key", version), ("version", version)], but(changes)].concat();
    portal.post(DANA, &format!("{place}/alternatives"), &fields)
}

fn answer(portal: &Portal, place: &str, key: &str, version: &str, answer: &str) -> Reply {
    let fields =
        [("key", key), ("version", version), ("answer", answer), ("words", "By all means")];
    portal.post(MIRA, &format!("{place}/answer"), &fields)
}

#[test]
fn the_client_sees_an_alternative_beside_what_they_asked_for_and_agrees() {
    let (portal, place) = open();
    let form = portal.get(DANA, &format!("{place}/alternatives/new"));
    assert!(form.has("value=\"TEB Teterboro\"") && form.has("value=\"8:15 PM\""), "{}", form.body);
    let made = propose(&portal, &place, "1", &[]);
    assert_eq!((made.status, batches(&made)), (StatusCode::SEE_OTHER, '2'), "{}", made.body);
    assert_eq!(state(&portal), "alternative_proposed");
    let seen = portal.get(MIRA, &place);
    for words in [
        "Proposed instead",
        "Thu, Dec 10, 8:15 PM EST",
        "Fri, Dec 11, 8:15 PM EST",
        "Global 6000",
        "The crew rests until then.",
        "Send answer",
    ] {
        assert!(seen.has(words), "{words}: {}", seen.body);
    }
    assert!(!seen.has("Dana") && !seen.has("is preparing a quote"));
    assert!(portal.get(DANA, "/requests?pile=quoted").has("TEB to LTN to NCE"));
    assert!(answer(&portal, &place, "a", "2", "").has("Choose yes or no."));
    let fields = [("key", "no"), ("version", "2"), ("answer", "no"), ("words", " ")];
    let wordless = portal.post(MIRA, &format!("{place}/answer"), &fields);
    assert!(
        wordless.status == StatusCode::UNPROCESSABLE_ENTITY
            && wordless.has("Say what would work for you"),
        "{}",
        wordless.body
    );
    let agreed = answer(&portal, &place, "b", "2", "yes");
    assert_eq!((agreed.status, batches(&agreed)), (StatusCode::SEE_OTHER, '2'), "{}", agreed.body);
    assert_eq!(answer(&portal, &place, "c", "2", "no").status, StatusCode::CONFLICT);
    insta::assert_snapshot!(
        portal.rows(
            "SELECT r.state, r.preference, r.version, r.departs_at, r.waiting_since = x.answered_at AS waits_since_then, x.answer, x.words,
               r.itinerary = x.itinerary AS is_replaced, x.asked ->> '$[0].departs_at' AS asked
             FROM requests r JOIN alternatives x ON x.request_id = r.id"
        ),
        @"
    state: under_review
    preference: Global 6000
    version: 3
    departs_at: 1797038100000
    waits_since_then: 1
    answer: yes
    words: By all means
    is_replaced: 1
    asked: 1796951700000
    "
    );
    for who in [MIRA, DANA] {
        let page = portal.get(who, &place);
        let (_, asked) = page.body.split_once("Asked</h3>").expect("the legs that were asked for");
        let (asked, agreed) = asked.split_once("Agreed</h3>").expect("the legs that were agreed");
        assert!(asked.contains("Thu, Dec 10, 8:15 PM EST"), "{asked}");
        assert!(agreed.contains("Fri, Dec 11, 8:15 PM EST"), "{agreed}");
    }
    let desk = portal.get(DANA, &place);
    for words in [
        "Agreed",
        "Alternative agreed: By all means",
        "Alternative proposed: The crew rests until then.",
        "With Dana Whitfield",
    ] {
        assert!(desk.has(words), "{words}: {}", desk.body);
    }
    portal.work();
    let subjects: Vec<_> =
        portal.app.mailer.sent.lock().unwrap().iter().map(|it| it.subject.clone()).collect();
    assert_eq!(
        subjects.iter().filter(|it| *it == "An alternative for your request R-1001").count(),
        2,
        "{subjects:?}"
    );
    assert!(subjects.iter().any(|it| it.starts_with("Alternative agreed: R-1001")), "{subjects:?}");
}

#[test]
fn a_refused_alternative_leaves_the_request_as_it_was() {
    let (portal, place) = open();
    propose(&portal, &place, "1", &[]);
    assert_eq!(answer(&portal, &place, "a", "2", "no").status, StatusCode::SEE_OTHER);
    assert_eq!(portal.value("SELECT r.state || x.answer || (r.itinerary = x.asked) || (r.proposed_until IS NULL) FROM requests r JOIN alternatives x"), "under_reviewno11");
    assert!(portal.get(MIRA, &place).has("Alternative refused: By all means"));
    let second = propose(&portal, &place, "3", &[("date.1", "2026-12-13")]);
    assert_eq!(second.status, StatusCode::SEE_OTHER, "{}", second.body);
    assert!(portal.get(MIRA, &place).has("Sun, Dec 13"), "only the last one awaits an answer");
}

#[test]
fn an_alternative_needs_a_note_and_a_difference() {
    let (portal, place) = open();
    let silent = propose(&portal, &place, "1", &[("note", "")]);
    assert!(
        silent.status == StatusCode::UNPROCESSABLE_ENTITY && silent.has("Tell the client why"),
        "{}",
        silent.body
    );
    let same = propose(
        &portal,
        &place,
        "1",
        &[("vehicle", ""), ("date.0", "2026-12-10"), ("date.1", "2026-12-11")],
    );
    assert!(same.has("This is what the client asked for."), "{}", same.body);
    let early = propose(&portal, &place, "1", &[("date.1", "2026-12-01")]);
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(state(&portal), "submitted");
}

#[test]
fn only_the_account_answers_and_only_those_who_may_request() {
    let (portal, place) = open();
    propose(&portal, &place, "1", &[]);
    let fields = [("key", "k"), ("version", "2"), ("answer", "yes")];
    for (who, status) in [(RUTH, StatusCode::NOT_FOUND), (MILO, StatusCode::NOT_FOUND)] {
        assert_eq!(
            portal.post(who, &format!("{place}/answer"), &fields).status,
            status,
            "{}",
            who.name
        );
    }
    portal.deny(TOMAS, "request_trips");
    assert_eq!(
        portal.post(TOMAS, &format!("{place}/answer"), &fields).status,
        StatusCode::FORBIDDEN
    );
    assert!(!portal.get(TOMAS, &place).has("Send answer"));
    assert_eq!(state(&portal), "alternative_proposed");
}

#[test]
fn of_an_answer_and_a_decline_at_once_one_is_written() {
    let (portal, place) = open();
    propose(&portal, &place, "1", &[]);
    let id = place.trim_start_matches("/requests/").parse().unwrap();
    let step = Step { request: id, version: 2, words: String::new() };
    let letter = Letter {
        subject: String::new(),
        lead: String::new(),
        facts: vec![],
        action: String::new(),
        path: "/".into(),
    };
    let mail = || mail::to(Recipients::Topic(Topic::Answer), &letter);
    let closing = Closing { step: step.clone(), reason: CloseReason::Vehicle };
    assert!(portal.write(DANA, queries::decline(&closing, "Full", mail())).held);
    let answered = Answered {
        alternative: portal.value("SELECT id FROM alternatives").parse().unwrap(),
        step,
        answer: Answer::Yes,
        agreed: Some((Vec::new(), String::new())),
    };
    assert!(!portal.write(MIRA, queries::answer(&answered, mail())).held);
    assert_eq!(
        portal
            .value("SELECT r.state || coalesce(x.answer, '-') FROM requests r JOIN alternatives x"),
        "declined-"
    );
}

#[test]
fn a_request_lasts_as_long_as_the_alternative_can_be_answered() {
    let (portal, place) = open();
    propose(&portal, &place, "1", &[]);
    portal.later(super::deals::LAST - NOON + 19 * HOUR);
    futures_executor::block_on(crate::jobs::sweep(&portal.app)).unwrap();
    assert!(portal.get(MIRA, &place).has("Alternative proposed"), "what was asked for is past");
    let late = answer(&portal, &place, "a", "2", "yes");
    assert!(
        late.status == StatusCode::CONFLICT && late.has("departs in the past"),
        "{}",
        late.body
    );
    portal.later(DAY);
    futures_executor::block_on(crate::jobs::sweep(&portal.app)).unwrap();
    assert_eq!(state(&portal), "dropped");
}

#[test]
fn an_alternative_is_taken_back_and_the_client_is_told() {
    let (portal, place) = open();
    propose(&portal, &place, "1", &[]);
    let desk = portal.get(DANA, &place);
    assert!(desk.has("Withdraw alternative"), "{}", desk.body);
    let withdraw = |key: &str, version: &str| {
        let fields = [("key", key), ("version", version), ("retraction", "It is in the hangar")];
        portal.post(DANA, &format!("{place}/alternatives/withdrawal"), &fields)
    };
    assert_eq!(withdraw("a", "1").status, StatusCode::CONFLICT, "an old page");
    assert_eq!(withdraw("b", "2").status, StatusCode::SEE_OTHER);
    assert_eq!(state(&portal), "under_review");
    let seen = portal.get(MIRA, &place);
    assert!(
        seen.has("Alternative withdrawn: It is in the hangar") && seen.has(">Withdrawn<"),
        "{}",
        seen.body
    );
    assert!(!seen.has("Send answer") && seen.has("is preparing a quote"));
    assert_eq!(answer(&portal, &place, "c", "3", "yes").status, StatusCode::CONFLICT);
    assert_eq!(withdraw("d", "3").status, StatusCode::CONFLICT, "once");
    portal.work();
    let letters = portal.app.mailer.sent.lock().unwrap().clone();
    let told =
        letters.iter().filter(|it| it.subject == "No alternative for your request R-1001 any more");
    assert!(told.clone().any(|it| it.to == "mira@harbour.example") && told.count() == 2);
}

#[test]
fn a_request_with_an_open_quote_is_quoted_again_once_its_alternative_is_taken_back() {
    let (portal, place) = open();
    propose(&portal, &place, "1", &[]);
    portal.app.db.execute(
        "INSERT INTO quotes (id, workspace_id, reference, request_id, account_id, state, vehicle, itinerary, route, departs_at, ends_at, passengers, currency, lines,
           subtotal, tax, total, deposit, deposit_ppm, valid_until, terms, sent_at, created_at)
         SELECT '00000000-0000-7000-8000-000000000f01', workspace_id, 'Q-1', id, account_id, 'sent', 'Global 6000', itinerary, route, departs_at, departs_at + 1, 3, 'USD', '[]', 0, 0, 0, 0, 0,
           departs_at, '', 1, 1 FROM requests",
    );
    let fields = [("key", "a"), ("version", "2")];
    portal.post(DANA, &format!("{place}/alternatives/withdrawal"), &fields);
    assert_eq!(state(&portal), "quoted");
}
