//! Rendering the PDFs of invoices.
use crate::{
    edge::{Break, Stored},
    invoices::stage::{SEED, issued, pay},
    testing::cast::*,
};
use axum::http::{StatusCode, header};
use futures_executor::block_on;

fn files(portal: &Portal) -> Vec<(String, Stored)> {
    portal
        .app
        .files
        .kept
        .lock()
        .unwrap()
        .iter()
        .filter(|(key, _)| key.contains("/invoices/"))
        .map(|(key, file)| (key.clone(), file.clone()))
        .collect()
}

#[test]
fn an_issued_invoice_can_be_downloaded_as_a_pdf() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    for who in [MIRA, INES, DANA] {
        let reply = portal.get(who, &format!("{at}/pdf"));
        assert_eq!(reply.status, StatusCode::OK);
        assert!(reply.body.starts_with("%PDF"));
        assert_eq!(
            reply.headers[header::CONTENT_DISPOSITION],
            "attachment; filename=\"Invoice 2026-1001.pdf\""
        );
        assert_eq!(reply.headers[header::CONTENT_TYPE], "application/pdf");
    }
    portal.work();
    let [(key, file)] = &*files(&portal) else { panic!("one file") };
    assert!(file.bytes.starts_with(b"%PDF"));
    let id = at.rsplit('/').next().unwrap();
    assert!(
        key.starts_with(&format!("00000000-0000-7000-8000-000000000001/invoices/{id}/1-")),
        "{key}"
    );
}

#[test]
fn a_pdf_fetched_right_after_a_payment_shows_it() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    portal.work();
    let before = portal.get(MIRA, &format!("{at}/pdf")).body;
    pay(&portal, &at, "1", "1", "23,906.40");
    let fetched = portal.get(MIRA, &format!("{at}/pdf")).body;
    assert_ne!(fetched, before);
    portal.work();
    assert_eq!(portal.get(MIRA, &format!("{at}/pdf")).body, fetched);
    assert_eq!(files(&portal).len(), 2, "one of each version");
}

#[test]
fn a_pdf_is_never_of_another_version_even_if_the_job_that_renders_it_was_given_up() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    portal.work();
    let before = portal.get(MIRA, &format!("{at}/pdf")).body;
    pay(&portal, &at, "1", "1", "23,906.40");
    portal.app.db.execute("UPDATE outbox SET state = 'dead' WHERE state = 'queued'");
    portal.work();
    for who in [MIRA, INES] {
        assert_ne!(portal.get(who, &format!("{at}/pdf")).body, before);
    }
}

#[test]
fn a_pdf_has_the_payment_instructions_of_today() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    portal.work();
    let before = portal.get(MIRA, &format!("{at}/pdf")).body;
    portal.app.db.execute("UPDATE workspaces SET payment_instructions = 'Wire to another bank.'");
    assert_ne!(portal.get(MIRA, &format!("{at}/pdf")).body, before);
}

#[test]
fn a_pdf_that_cannot_be_stored_is_still_downloaded() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    *portal.app.files.breaks.lock().unwrap() = Some(Break::Before);
    let reply = portal.get(MIRA, &format!("{at}/pdf"));
    assert!(reply.status == StatusCode::OK && reply.body.starts_with("%PDF"));
}

#[test]
fn a_second_rendering_is_the_same() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    portal.work();
    let before = files(&portal);
    let id = at.rsplit('/').next().unwrap().parse().unwrap();
    let workspace = "00000000-0000-7000-8000-000000000001".parse().unwrap();
    block_on(super::render(&portal.app, workspace, id)).unwrap();
    let after = files(&portal);
    let keys = |files: &[(String, Stored)]| {
        files.iter().map(|(key, file)| (key.clone(), file.bytes.clone())).collect::<Vec<_>>()
    };
    assert_eq!((after.len(), keys(&after)), (1, keys(&before)));
}

#[test]
fn a_rendering_that_could_not_be_stored_is_tried_again() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    *portal.app.files.breaks.lock().unwrap() = Some(Break::After);
    portal.work();
    assert_eq!(
        portal.value("SELECT state || attempts FROM outbox WHERE job = 'invoice_pdf'"),
        "queued1"
    );
    *portal.app.files.breaks.lock().unwrap() = None;
    portal.later(MINUTE);
    portal.work();
    assert_eq!(portal.value("SELECT state FROM outbox WHERE job = 'invoice_pdf'"), "done");
    assert_eq!(portal.get(MIRA, &format!("{at}/pdf")).status, StatusCode::OK);
}

#[test]
fn another_workspaces_invoice_is_not_rendered() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    let id = at.rsplit('/').next().unwrap().parse().unwrap();
    let workspace = "00000000-0000-7000-8000-000000000002".parse().unwrap();
    assert_eq!(
        block_on(super::render(&portal.app, workspace, id)),
        Err(crate::error::Error::NotFound)
    );
}

#[test]
fn the_letterhead_has_the_logo_of_the_portal() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    let plain = portal.get(MIRA, &format!("{at}/pdf")).body;
    let has_picture = |pdf: &str| pdf.contains("/Subtype/Image") || pdf.contains("/Subtype /Image");
    assert!(!has_picture(&plain));
    let png = include_bytes!("../../../scripts/demo/logos/harbour.png");
    let with = |version: &str, bytes: &[u8], content_type: &str| {
        let key = format!("00000000-0000-7000-8000-000000000001/logo/{version}");
        let file = Stored { bytes: bytes.to_vec(), content_type: content_type.to_owned() };
        portal.app.files.kept.lock().unwrap().insert(key, file);
        portal.app.db.execute(&format!("UPDATE workspaces SET logo = '{version}'"));
        portal.get(MIRA, &format!("{at}/pdf")).body
    };
    assert!(has_picture(&with("1", png, "image/png")));
    for (version, bytes, kind) in [
        ("2", &b"<svg/>"[..], "image/svg+xml"),
        ("3", &b"no picture"[..], "image/png"),
        ("4", &png[..png.len() / 2], "image/png"),
    ] {
        let body = with(version, bytes, kind);
        assert!(body.starts_with("%PDF") && !has_picture(&body), "{version}");
    }
}

#[test]
fn a_browser_that_has_the_pdf_is_not_sent_it_again_and_may_ask_for_a_part() {
    let portal = Portal::open(SEED);
    let at = format!("{}/pdf", issued(&portal));
    let ask = |header: &str, value: &str| {
        let url = format!("http://harbour.portal.test{at}");
        let request = axum::http::Request::get(url).header(header, value);
        portal.send(MIRA, request.body(axum::body::Body::empty()).unwrap())
    };
    let whole = portal.get(MIRA, &at);
    let etag = whole.headers[header::ETAG].to_str().unwrap().to_owned();
    let again = ask("if-none-match", &etag);
    assert_eq!((again.status, again.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
    let part = ask("range", "bytes=0-3");
    assert_eq!((part.status, part.body.as_str()), (StatusCode::PARTIAL_CONTENT, "%PDF"));
    pay(&portal, at.trim_end_matches("/pdf"), "1", "1", "23,906.40");
    let paid = ask("if-none-match", &etag);
    assert_eq!(paid.status, StatusCode::OK, "after a payment it is another document");
    assert_ne!(paid.headers[header::ETAG], *etag);
}

#[test]
fn while_a_pdf_is_rendered_another_request_waits_for_it() {
    let portal = Portal::open(SEED);
    let at = format!("{}/pdf", issued(&portal));
    portal.get(MIRA, &at);
    let [(key, file)] = &*files(&portal) else { panic!("one file") };
    portal.app.files.kept.lock().unwrap().remove(key);
    let held = portal.app.presses.begin(key, portal.app.now());
    let before = portal.app.now();
    let reply = portal.get(MIRA, &at);
    assert_eq!(reply.status, StatusCode::OK);
    assert!(portal.app.now() >= before + 3_000, "it waited, and then rendered it after all");
    drop(held);
    assert_eq!(files(&portal), [(key.clone(), file.clone())]);
}

/// The newest mail to this person, with the text of its line about the PDF.
fn newest(portal: &Portal, who: &str) -> (Option<crate::edge::Attachment>, String) {
    let sent = portal.app.mailer.sent.lock().unwrap();
    let mail = sent.iter().rev().find(|it| it.to.starts_with(who)).unwrap();
    let line = mail.text.lines().find(|it| it.starts_with("PDF: ")).unwrap_or_default();
    assert!(mail.attached.len() < 2);
    (mail.attached.first().cloned(), line.to_owned())
}

/// The PDF of the invoice as it goes by mail.
fn mailed(portal: &Portal, at: &str) -> Vec<u8> {
    let id = at.rsplit('/').next().unwrap().parse().unwrap();
    let workspace = "00000000-0000-7000-8000-000000000001".parse().unwrap();
    let (invoice, payments) = block_on(super::whole(&portal.app, workspace, id)).unwrap();
    let paper = super::paper::Paper::of(workspace, &invoice.mailed(), &payments);
    block_on(portal.app.render(paper.printed())).unwrap()
}

const ATTACHED: &str = "PDF: Attached, and on the page of the invoice.";

#[test]
fn the_mail_of_an_invoice_brings_its_pdf() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    portal.work();
    for who in ["mira", "tomas"] {
        let (attached, line) = newest(&portal, who);
        let attached = attached.unwrap();
        assert_eq!((attached.name.as_str(), line.as_str()), ("Invoice 2026-1001.pdf", ATTACHED));
        assert_eq!(attached.bytes, mailed(&portal, &at));
        assert_ne!(
            attached.bytes,
            files(&portal)[0].1.bytes,
            "the one on its page has bank details"
        );
    }
    assert_eq!(files(&portal).len(), 1, "the one on its page is kept");
    let sent = portal.app.mailer.sent.lock().unwrap().clone();
    let texts: Vec<_> = sent.iter().map(|it| format!("{}{}", it.text, it.html)).collect();
    assert!(texts.iter().any(|it| it.contains("We never send them by email.")));
    assert!(!texts.iter().any(|it| it.contains("Wire to Harbour.")));
    assert!(!portal.value("SELECT group_concat(task) FROM outbox").contains("%PDF"));
    assert!(portal.get(MIRA, &format!("{at}/pdf")).body.starts_with("%PDF"));
}

#[test]
fn a_pdf_is_printed_for_the_mail_where_its_file_cannot_be_read_or_stored() {
    let portal = Portal::open(SEED);
    issued(&portal);
    *portal.app.files.breaks.lock().unwrap() = Some(Break::Before);
    portal.work();
    let (attached, line) = newest(&portal, "mira");
    assert!(attached.unwrap().bytes.starts_with(b"%PDF") && line == ATTACHED);
}

#[test]
fn a_pdf_goes_to_nobody_who_may_not_read_it_when_the_mail_is_sent() {
    for (lost, why) in [
        ("DELETE FROM grants WHERE name = 'see_money'", "no longer sees money"),
        (
            "DELETE FROM memberships WHERE account_id = (SELECT account_id FROM invoices LIMIT 1)",
            "left the account",
        ),
        ("UPDATE users SET email = 'new.' || email WHERE face = 'client'", "has another address"),
        ("UPDATE users SET state = 'disabled' WHERE face = 'client'", "has no access"),
        ("UPDATE workspaces SET shows_documents = 0", "documents are hidden"),
    ] {
        let portal = Portal::open(SEED);
        issued(&portal);
        portal.app.db.execute(lost);
        portal.work();
        assert_eq!(newest(&portal, "mira"), (None, String::new()), "{why}");
    }
    let portal = Portal::open(SEED);
    issued(&portal);
    portal.deny(TOMAS, "see_money");
    portal.work();
    assert!(newest(&portal, "mira").0.is_some() && newest(&portal, "tomas").0.is_none());
}

#[test]
fn a_reminder_brings_the_pdf_as_it_is_then() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    pay(&portal, &at, "1", "1", "23,906.40");
    portal.app.db.execute("UPDATE workspaces SET reminders_after = '[3]' WHERE slug = 'harbour'");
    portal.later(17 * DAY + 2 * HOUR);
    block_on(crate::jobs::sweep(&portal.app)).unwrap();
    portal.work();
    let (attached, line) = newest(&portal, "mira");
    assert_eq!(line, ATTACHED);
    assert_eq!(attached.unwrap().bytes, mailed(&portal, &at));
}
