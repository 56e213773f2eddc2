//! The operator's pages: a quote is drafted, sent, revised and withdrawn.
mod approval;
mod bookings;
mod builder;
mod deposits;
mod extras;
mod schedules;
mod taxes;

use crate::testing::cast::*;
use axum::http::StatusCode;

const SEED: &str = include_str!("../seed.sql");
const REQUEST: &str = "/requests/00000000-0000-7000-8000-000000000e01";
const LATITUDE_TAIL: &str = "00000000-0000-7000-8000-000000000b51";
const GLOBAL_TAIL: &str = "00000000-0000-7000-8000-000000000b52";
const SENT: &str = "/quotes/00000000-0000-7000-8000-000000000f02";

fn portal() -> Portal {
    Portal::open(SEED)
}

/// A builder's form: 100,000.00 taxed and 480.00 not, six people on two legs.
fn fields<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("key", "k"),
        ("tail", LATITUDE_TAIL),
        ("vehicle", ""),
        ("passengers", "6"),
        ("from.0", "TEB Teterboro"),
        ("to.0", "LTN London Luton"),
        ("from.1", "LTN London Luton"),
        ("to.1", "TEB Teterboro"),
        ("date.0", "2026-12-10"),
        ("time.0", "20:15"),
        ("block.0", "410"),
        ("date.1", "2026-12-13"),
        ("time.1", ""),
        ("block.1", ""),
        ("label.0", "Flight time"),
        ("quantity.0", "10"),
        ("unit.0", "h"),
        ("price.0", "10,000.00"),
        ("taxable.0", "yes"),
        ("basis.0", "fixed"),
        ("label.1", "Catering"),
        ("quantity.1", "6"),
        ("price.1", "80"),
        ("basis.1", "estimate"),
        ("label.2", ""),
        ("quantity.2", "3"),
        ("price.2", ""),
        ("taxed", "yes"),
        ("deposit", "50"),
        ("valid_on", "2026-11-25"),
        ("valid_at", "17:00"),
        ("terms", "Charter terms."),
        ("message", "Good to have you back."),
        ("total", "1.00"),
    ];
    for (name, value) in more {
        fields.retain(|(field, _)| field != name);
        fields.push((name, value));
    }
    fields
}

fn draft(portal: &Portal) -> String {
    let reply = portal.post(DANA, &format!("{REQUEST}/quotes"), &fields(&[]));
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    reply.location().trim_end_matches("/edit").to_owned()
}

fn act(portal: &Portal, who: Person, path: &str, version: &str) -> Reply {
    portal.post(who, path, &[("key", version), ("version", version)])
}

fn newest(portal: &Portal, columns: &str) -> String {
    portal.rows(&format!(
        "SELECT {columns} FROM quotes WHERE reference = 'Q-1001' ORDER BY revision DESC LIMIT 1"
    ))
}

#[test]
fn a_sent_quote_reaches_the_client_and_the_request_is_quoted() {
    let portal = portal();
    let quote = draft(&portal);
    assert_eq!(portal.get(MIRA, &quote).status, StatusCode::NOT_FOUND);
    let sent = act(&portal, DANA, &format!("{quote}/sending"), "1");
    assert_eq!(
        (sent.status, sent.location()),
        (StatusCode::SEE_OTHER, quote.as_str()),
        "{}",
        sent.body
    );
    insta::assert_snapshot!(newest(&portal, "state, sent_at, version"), @"
    state: sent
    sent_at: 1795262400000
    version: 2
    ");
    assert_eq!(portal.value("SELECT state FROM requests WHERE id LIKE '%e01'"), "quoted");
    assert_eq!(
        portal.value("SELECT group_concat(to_email) FROM (SELECT to_email FROM outbox ORDER BY 1)"),
        "mira@harbour.example,tomas@harbour.example"
    );
    assert!(portal.value("SELECT task FROM outbox").contains(&quote));
    let page = portal.get(MIRA, &quote);
    assert!(page.has("100,746.40") && page.has("Good to have you back.") && page.has("time TBD"));
    assert_eq!(
        portal.post(DANA, &quote, &fields(&[("key", "e"), ("version", "2")])).status,
        StatusCode::CONFLICT
    );
    assert_eq!(portal.get(DANA, &format!("{quote}/edit")).status, StatusCode::CONFLICT);
}

#[test]
fn a_draft_that_is_not_ready_is_not_sent() {
    for (damage, words) in [
        (format!("UPDATE quotes SET valid_until = {NOON} - 1"), "has already expired"),
        ("UPDATE quotes SET lines = '[]'".into(), "Add a line"),
        ("UPDATE quotes SET total = 0".into(), "must be above zero"),
        ("UPDATE rates SET amount = 2300 WHERE amount = 2220".into(), "Save it again"),
        ("UPDATE requests SET state = 'cancelled'".into(), "request behind this quote is closed"),
    ] {
        let portal = portal();
        let quote = draft(&portal);
        portal.app.db.execute(&damage);
        let reply = act(&portal, DANA, &format!("{quote}/sending"), "1");
        assert_eq!(reply.status, StatusCode::CONFLICT);
        assert!(reply.has(words), "{words}: {}", reply.body);
        assert_eq!(
            (newest(&portal, "state"), portal.value("SELECT count(*) FROM outbox")),
            ("state: draft".into(), "0".into())
        );
    }
    let portal = portal();
    let quote = draft(&portal);
    portal.app.db.execute(&format!("UPDATE quotes SET valid_until = {NOON}"));
    assert_eq!(act(&portal, DANA, &format!("{quote}/sending"), "1").status, StatusCode::SEE_OTHER);
}

#[test]
fn a_new_version_replaces_the_one_before_when_it_is_sent() {
    let portal = portal();
    let first = draft(&portal);
    act(&portal, DANA, &format!("{first}/sending"), "1");
    let asked = [("key", "c"), ("version", "2"), ("comment", "An hour later")];
    portal.post(MIRA, &format!("{first}/change-request"), &asked);
    assert!(portal.get(DANA, "/quotes?show=changes").has("Q-1001"));
    let revised = act(&portal, DANA, &format!("{first}/revisions"), "r");
    let second = revised.location().trim_end_matches("/edit").to_owned();
    insta::assert_snapshot!(newest(&portal, "revision, state, total"), @"
    revision: 2
    state: draft
    total: 10074640
    ");
    let another = act(&portal, DANA, &format!("{first}/revisions"), "s");
    assert!(another.status == StatusCode::CONFLICT && another.has("already drafted"));
    assert!(portal.get(MIRA, &first).has("Changes requested"), "until the new one is sent");
    assert_eq!(act(&portal, DANA, &format!("{second}/sending"), "1").status, StatusCode::SEE_OTHER);
    assert!(portal.get(MIRA, &first).has("Replaced"));
    assert!(portal.get(MIRA, &second).has("Version 2 of 2."));
    assert_eq!(portal.value("SELECT state FROM requests WHERE id LIKE '%e01'"), "quoted");
}

#[test]
fn each_version_counts_its_own_views() {
    let portal = portal();
    let first = draft(&portal);
    act(&portal, DANA, &format!("{first}/sending"), "1");
    portal.get(MIRA, &first);
    portal.get(MIRA, &first);
    assert!(portal.get(DANA, &first).has("Viewed twice"), "every view, not the first alone");
    let revised = act(&portal, DANA, &format!("{first}/revisions"), "r");
    let second = revised.location().trim_end_matches("/edit").to_owned();
    act(&portal, DANA, &format!("{second}/sending"), "1");
    for _ in 0..2 {
        assert!(
            portal.get(DANA, &second).has("Not viewed by the client yet"),
            "staff do not count"
        );
    }
    portal.get(MIRA, &second);
    assert!(portal.get(DANA, &second).has("Viewed once"));
    assert!(portal.get(DANA, &first).has("Viewed twice"));
}

#[test]
fn another_reference_is_an_option_that_stays_open() {
    let portal = portal();
    let first = draft(&portal);
    act(&portal, DANA, &format!("{first}/sending"), "1");
    let other = portal.post(DANA, &format!("{REQUEST}/quotes"), &fields(&[("key", "o")]));
    let other = other.location().trim_end_matches("/edit").to_owned();
    act(&portal, DANA, &format!("{other}/sending"), "1");
    for quote in [&first, &other] {
        assert!(portal.get(MIRA, quote).has("Accept quote"));
    }
    let signed = [("key", "a"), ("version", "2"), ("name", "Mira Lindqvist"), ("terms", "yes")];
    assert_eq!(
        portal.post(MIRA, &format!("{other}/acceptance"), &signed).status,
        StatusCode::SEE_OTHER
    );
    let page = portal.get(DANA, &other);
    assert!(page.has("Accepted, signed") && !page.has("New invoice"));
    assert!(
        portal
            .get(OLE, &other)
            .has(&format!("/invoices/new?quote={}", other.trim_start_matches("/quotes/")))
    );
    assert_eq!(act(&portal, DANA, &format!("{first}/revisions"), "r").status, StatusCode::CONFLICT);
    assert_eq!(
        portal.post(DANA, &format!("{REQUEST}/quotes"), &fields(&[("key", "p")])).status,
        StatusCode::CONFLICT
    );
}

#[test]
fn a_withdrawn_quote_cannot_be_accepted_and_the_last_one_reopens_the_request() {
    let portal = portal();
    assert_eq!(act(&portal, DANA, &format!("{SENT}/withdrawal"), "1").status, StatusCode::CONFLICT);
    assert_eq!(act(&portal, DANA, &format!("{SENT}/withdrawal"), "2").location(), SENT);
    let state = || portal.value("SELECT state FROM requests WHERE reference = 'R-2'");
    assert_eq!(state(), "quoted", "the other option still awaits an answer");
    assert!(portal.get(MIRA, SENT).has("Withdrawn"));
    let other = SENT.replace("f02", "f03");
    act(&portal, DANA, &format!("{other}/withdrawal"), "2");
    assert_eq!(state(), "under_review");
    assert_eq!(act(&portal, DANA, &format!("{SENT}/sending"), "3").status, StatusCode::CONFLICT);
}

#[test]
fn each_tab_lists_the_quotes_of_its_states() {
    let portal = portal();
    for (tab, reference) in [("sent", "Q-2"), ("drafts", "Q-3"), ("closed", "Q-4")] {
        let page = portal.get(INES, &format!("/quotes?show={tab}"));
        assert!(
            page.has(&format!(">{reference}<"))
                || page.has(&format!(" {reference}<"))
                || page.has(&format!("</span>{reference}<")),
            "{tab}: {}",
            page.body
        );
    }
    assert!(portal.get(INES, "/quotes?show=accepted").has("became trips"));
    assert!(!portal.get(RHEA, "/quotes?show=drafts").has("Q-3"));
}

#[test]
fn accounting_reads_quotes_and_makes_none() {
    let portal = portal();
    assert_eq!(portal.get(INES, SENT).status, StatusCode::OK);
    assert_eq!(portal.get(INES, &format!("{REQUEST}/quotes/new")).status, StatusCode::FORBIDDEN);
    let quote = draft(&portal);
    for path in ["sending", "withdrawal", "revisions"] {
        assert_eq!(
            act(&portal, INES, &format!("{quote}/{path}"), "1").status,
            StatusCode::FORBIDDEN
        );
    }
    assert_eq!(
        portal.post(INES, &quote, &fields(&[("version", "1")])).status,
        StatusCode::FORBIDDEN
    );
}

#[test]
fn an_accepted_quote_is_invoiced_once() {
    let portal = portal();
    let accept = [("key", "k"), ("version", "2"), ("name", "Mira Lindqvist"), ("terms", "yes")];
    let accepted = portal.post(MIRA, &format!("{SENT}/acceptance"), &accept);
    assert_eq!(accepted.status, StatusCode::SEE_OTHER, "{}", accepted.body);
    assert!(portal.get(INES, SENT).has("New invoice"));
    let id = SENT.trim_start_matches("/quotes/");
    let issue = [
        ("key", "k"),
        ("quote", id),
        ("version", "3"),
        ("due_on", "2026-12-31"),
        ("as_estimated.1", "yes"),
    ];
    let issued = portal.post(INES, "/invoices", &issue);
    assert_eq!(issued.status, StatusCode::SEE_OTHER, "{}", issued.body);
    let page = portal.get(INES, SENT);
    assert!(!page.has("New invoice") && page.has(issued.location()), "{}", page.body);
}

#[test]
fn a_neighbor_and_an_unknown_id_find_nothing() {
    let portal = portal();
    let unknown = SENT.replace("f02", "fff");
    for (who, path) in [(RHEA, SENT), (DANA, unknown.as_str())] {
        assert_eq!(portal.get(who, path).status, StatusCode::NOT_FOUND);
        assert_eq!(portal.get(who, &format!("{path}/edit")).status, StatusCode::NOT_FOUND);
        assert_eq!(
            portal.post(who, path, &fields(&[("version", "2")])).status,
            StatusCode::NOT_FOUND
        );
        for at in ["sending", "withdrawal", "revisions"] {
            assert_eq!(
                act(&portal, who, &format!("{path}/{at}"), "2").status,
                StatusCode::NOT_FOUND
            );
        }
    }
    assert_eq!(portal.get(RHEA, &format!("{REQUEST}/quotes/new")).status, StatusCode::NOT_FOUND);
    assert_eq!(
        portal.post(RHEA, &format!("{REQUEST}/quotes"), &fields(&[])).status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(portal.value("SELECT count(*) FROM events"), "0");
}

#[test]
fn terms_agree_with_the_deposit_beside_them_in_every_version() {
    let portal = portal();
    let terms = "A deposit of {deposit_percent}, {deposit}, is due on acceptance.";
    let typed = fields(&[("deposit", "25"), ("terms", terms)]);
    let reply = portal.post(DANA, &format!("{REQUEST}/quotes"), &typed);
    let quote = reply.location().trim_end_matches("/edit").to_owned();
    assert!(portal.get(DANA, &format!("{quote}/edit")).has(terms));
    assert!(portal.get(DANA, &quote).has("A deposit of 25%, "), "the preview is filled in");
    act(&portal, DANA, &format!("{quote}/sending"), "1");
    assert!(portal.get(MIRA, &quote).has("A deposit of 25%, "));
    let signed = portal.value("SELECT terms FROM quotes WHERE reference = 'Q-1001'");
    assert!(signed.contains("25,186.60") && !signed.contains('{'), "{signed}");
    let next = act(&portal, DANA, &format!("{quote}/revisions"), "2");
    assert!(portal.get(DANA, next.location()).has(terms), "the next version has its own figures");
    let odd = fields(&[("key", "odd"), ("terms", "Pay {half} now.")]);
    let refused = portal.post(DANA, &format!("{REQUEST}/quotes"), &odd);
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("“{half}” is not known."), "{}", refused.body);
}
