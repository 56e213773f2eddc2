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
