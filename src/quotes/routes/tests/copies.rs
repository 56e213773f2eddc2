//! The signed copy of an acceptance: made once, given to both sides, and told from any other file.
use super::*;
use crate::{edge::Break, kit::text};
use axum::{
    body::Body,
    http::{Request, header},
};

/// Sends a file to be checked, as a browser does.
fn ask(portal: &Portal, who: Person, name: &str, bytes: &[u8]) -> Reply {
    let head = format!(
        "--a-boundary\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nk\r\n--a-boundary\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
    );
    let body = [head.as_bytes(), bytes, b"\r\n--a-boundary--\r\n"].concat();
    let request = Request::post(format!("http://{}.portal.test/signed-copies", who.host))
        .header(header::ORIGIN, format!("http://{}.portal.test", who.host))
        .header(header::CONTENT_TYPE, MULTIPART)
        .body(Body::from(body));
    portal.send(who, request.unwrap())
}

/// What the portal says about a file.
fn told(portal: &Portal, who: Person, bytes: &[u8]) -> Reply {
    let asked = ask(portal, who, "signed.pdf", bytes);
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.body);
    portal.get(who, asked.location())
}

/// The bytes of the copies that are stored.
fn copies(portal: &Portal) -> Vec<Vec<u8>> {
    let kept = portal.app.files.kept.lock().unwrap();
    let copies = kept.iter().filter(|(key, _)| key.contains("/acceptances/"));
    copies.map(|(_, file)| file.bytes.clone()).collect()
}

fn signed() -> Portal {
    let portal = portal();
    assert_eq!(accept(&portal, MIRA, GLOBAL, "k").status, StatusCode::SEE_OTHER);
    portal
}

const COPY: &str = "/quotes/00000000-0000-7000-8000-000000000f02/signed-copy";
const NOT_SIGNED: &str = "This is not a document that was signed here";

#[test]
fn both_sides_download_what_was_signed_as_soon_as_it_is_there() {
    let portal = signed();
    for who in [MIRA, DANA] {
        assert!(portal.get(who, GLOBAL).has("The signed copy is being prepared."));
        assert_eq!(portal.get(who, COPY).status, StatusCode::NOT_FOUND);
    }
    let mails = portal.value("SELECT group_concat(task) FROM outbox WHERE to_email <> ''");
    assert_eq!(
        mails.matches("A PDF with the signature is on the page of the quote.").count(),
        1,
        "to staff"
    );
    portal.work();
    let [bytes] = &*copies(&portal) else { panic!("one copy") };
    assert_eq!(portal.value("SELECT pdf_sha256 FROM acceptances"), text::sha256(bytes));
    let trip = portal.value("SELECT '/trips/' || id FROM trips");
    for who in [MIRA, TOMAS, DANA, INES] {
        let copy = portal.get(who, COPY);
        assert_eq!(copy.status, StatusCode::OK);
        assert!(copy.body.starts_with("%PDF"));
        assert_eq!(
            copy.headers[header::CONTENT_DISPOSITION],
            "attachment; filename=\"Quote Q-1, version 2, signed.pdf\""
        );
        assert!(portal.get(who, GLOBAL).has("Download signed copy"));
        assert!(portal.get(who, &trip).has(&format!("href=\"{COPY}\"")));
    }
    let deal = "/requests/00000000-0000-7000-8000-000000000e03";
    for who in [MIRA, DANA] {
        assert!(portal.get(who, deal).has("Signed copy of Q-1.2"));
    }
    for who in [RUTH, MILO, RHEA] {
        assert_eq!(portal.get(who, COPY).status, StatusCode::NOT_FOUND);
    }
    let downloads = "SELECT count(*) || ' by ' || group_concat(DISTINCT u.name) FROM events e JOIN users u ON u.id = e.actor_id WHERE e.action = 'quote_downloaded'";
    assert_eq!(portal.value(downloads), "2 by Mira Lindqvist,Tomas Lindqvist");
    portal.deny(TOMAS, "see_money");
    assert_eq!(portal.get(TOMAS, COPY).status, StatusCode::NOT_FOUND);
    assert_eq!(portal.value(downloads), "2 by Mira Lindqvist,Tomas Lindqvist", "he did not get it");
    for page in [GLOBAL, deal, &trip] {
        assert!(!portal.get(TOMAS, page).has("signed-copy"), "{page}");
    }
}

#[test]
fn a_job_that_is_delivered_twice_makes_one_copy() {
    let portal = signed();
    portal.work();
    let (before, digest) = (copies(&portal), portal.value("SELECT pdf_sha256 FROM acceptances"));
    portal.app.db.execute(
        "UPDATE outbox SET state = 'queued', next_at = 0 WHERE job = 'acceptance_to_seal';
         UPDATE workspaces SET brand = '123456', clock = '24'",
    );
    portal.work();
    assert_eq!(copies(&portal), before);
    assert_eq!(portal.value("SELECT pdf_sha256 FROM acceptances"), digest);
    assert_eq!(portal.value("SELECT count(*) FROM events WHERE action = 'quote_sealed'"), "1");
}

#[test]
fn a_copy_that_could_not_be_stored_is_made_again() {
    let portal = signed();
    *portal.app.files.breaks.lock().unwrap() = Some(Break::Before);
    portal.work();
    assert!(portal.get(MIRA, GLOBAL).has("being prepared"));
    *portal.app.files.breaks.lock().unwrap() = None;
    portal.later(MINUTE);
    portal.work();
    assert!(portal.get(MIRA, GLOBAL).has("Download signed copy"));
}

#[test]
fn a_file_is_known_again_to_those_who_may_see_it() {
    let portal = signed();
    portal.work();
    let bytes = copies(&portal).remove(0);
    for who in [MIRA, DANA] {
        let page = told(&portal, who, &bytes);
        for words in [
            "This is the document that was signed",
            "Q-1, version 2",
            "TEB to LTN",
            "Mira Lindqvist",
            "Lindqvist Holdings",
            "Sat, Nov 21, 2026, 7:00 AM EST",
        ] {
            assert!(page.has(words), "{words}: {}", page.body);
        }
    }
    for who in [RUTH, MILO, RHEA] {
        assert!(told(&portal, who, &bytes).has(NOT_SIGNED), "{}", who.name);
    }
    portal.deny(TOMAS, "see_money");
    assert_eq!(ask(&portal, TOMAS, "signed.pdf", &bytes).status, StatusCode::NOT_FOUND);
    let changed = [&bytes[..], b" "].concat();
    assert!(told(&portal, MIRA, &changed).has(NOT_SIGNED));
    assert_eq!(copies(&portal).len(), 1, "what is checked is not kept");
}

#[test]
fn a_copy_of_an_acceptance_that_was_undone_says_so() {
    let portal = signed();
    portal.work();
    let bytes = copies(&portal).remove(0);
    portal.app.db.execute(&format!("UPDATE acceptances SET undone_at = {NOON}"));
    let page = told(&portal, DANA, &bytes);
    assert!(page.has("This acceptance was undone on Sat, Nov 21, 2026"), "{}", page.body);
    assert_eq!(portal.get(MIRA, COPY).status, StatusCode::NOT_FOUND);
}

#[test]
fn what_is_no_pdf_is_refused_in_words() {
    let portal = portal();
    for (name, bytes, words) in [
        ("a.pdf", &b""[..], "This file is empty."),
        ("", b"", "Choose the PDF to check."),
        ("a.pdf", b"\x89PNG\r\n", "This is not a PDF."),
    ] {
        for who in [MIRA, DANA] {
            let reply = ask(&portal, who, name, bytes);
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
            assert!(reply.has(words), "{words}: {}", reply.body);
        }
    }
    assert!(told(&portal, MIRA, b"%PDF-1.7").has(NOT_SIGNED));
}

/// The mail that tells this person of the acceptance.
fn receipt(portal: &Portal, who: &str) -> crate::edge::OutgoingMail {
    let sent = portal.app.mailer.sent.lock().unwrap();
    sent.iter()
        .find(|it| it.to.starts_with(who) && it.subject.contains(" accepted the quote for "))
        .unwrap()
        .clone()
}

const ATTACHED: &str = "Signed copy: Attached, and on the page of the quote.";

#[test]
fn the_receipt_brings_the_signed_copy_whichever_job_runs_first() {
    for first in ["acceptance_to_seal", "acceptance_receipt"] {
        let portal = signed();
        let ids = portal.app.db.rows(&format!("SELECT id FROM outbox ORDER BY job <> '{first}'"));
        let ids = ids.iter().map(|row| (row[0].1.clone(), 0));
        *portal.app.queue.sent.lock().unwrap() = ids.collect();
        portal.work();
        let [copy] = &*copies(&portal) else { panic!("one copy, {first}") };
        for who in ["mira", "tomas"] {
            let mail = receipt(&portal, who);
            let [attached] = &*mail.attached else { panic!("one file") };
            assert_eq!(attached.name, "Quote Q-1, version 2, signed.pdf");
            assert_eq!(attached.bytes, *copy, "{first}");
            assert!(mail.text.contains(ATTACHED), "{}", mail.text);
        }
        assert!(
            portal.get(MIRA, "/notices").has("Mira Lindqvist accepted the quote"),
            "under the bell as well"
        );
    }
}

#[test]
fn a_receipt_goes_out_without_a_copy_that_cannot_be_stored_and_says_where_it_will_be() {
    let portal = signed();
    *portal.app.files.breaks.lock().unwrap() = Some(Break::Before);
    portal.app.db.execute("UPDATE workspaces SET logo = NULL");
    portal.work();
    let mail = receipt(&portal, "mira");
    assert_eq!(mail.attached, []);
    assert!(
        mail.text.contains("Signed copy: On the page of the quote, to download."),
        "{}",
        mail.text
    );
}

#[test]
fn a_receipt_brings_no_copy_to_who_may_not_see_what_it_costs() {
    let portal = signed();
    portal.deny(TOMAS, "see_money");
    portal.work();
    assert_eq!(receipt(&portal, "mira").attached.len(), 1);
    let mail = receipt(&portal, "tomas");
    assert!(mail.attached.is_empty() && !mail.text.contains("Signed copy"), "{}", mail.text);
}
