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
    let early = portal.get(MIRA, &format!("{at}/pdf"));
    assert_eq!(
        (early.status, early.headers[header::RETRY_AFTER].to_str().unwrap()),
        (StatusCode::SERVICE_UNAVAILABLE, "30")
    );
    assert!(early.has("The PDF of invoice 2026-1001 is being made."));
    portal.work();
    let [(key, file)] = &*files(&portal) else { panic!("one file") };
    assert!(file.bytes.starts_with(b"%PDF"));
    let id = at.rsplit('/').next().unwrap();
    assert!(
        key.starts_with(&format!("00000000-0000-7000-8000-000000000001/invoices/{id}/")),
        "{key}"
    );
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
    assert!(portal.get(INES, &at).has("Ready"));
}

#[test]
fn a_second_rendering_is_the_same_and_a_payment_renders_another() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    portal.work();
    let before = portal.value("SELECT pdf_key || pdf_digest || version FROM invoices");
    let render = || {
        let id = at.rsplit('/').next().unwrap().parse().unwrap();
        let workspace = "00000000-0000-7000-8000-000000000001".parse().unwrap();
        block_on(super::render(&portal.app, workspace, id))
    };
    render().unwrap();
    assert_eq!(portal.value("SELECT pdf_key || pdf_digest || version FROM invoices"), before);
    assert_eq!(files(&portal).len(), 1);
    pay(&portal, &at, "1", "1", "23,906.40");
    portal.work();
    assert_ne!(portal.value("SELECT pdf_key FROM invoices"), before);
    assert_eq!(files(&portal).len(), 2);
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
fn a_pdf_whose_job_was_given_up_can_be_requested_again() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    portal.app.queue.sent.lock().unwrap().clear();
    portal.app.db.execute("UPDATE outbox SET state = 'dead'");
    let page = portal.get(INES, &at);
    assert!(page.has("Could not be made") && page.has("Make PDF"), "{}", page.body);
    assert_eq!(
        portal.post(DANA, &format!("{at}/pdf"), &[("key", "k")]).status,
        StatusCode::FORBIDDEN
    );
    let asked = portal.post(INES, &format!("{at}/pdf"), &[("key", &page.key())]);
    assert_eq!((asked.status, asked.location()), (StatusCode::SEE_OTHER, at.as_str()));
    portal.work();
    assert_eq!(portal.get(INES, &format!("{at}/pdf")).status, StatusCode::OK);
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
