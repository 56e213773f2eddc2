//! The content of an invoice's PDF.
use crate::{
    invoices::{
        queries,
        stage::{SEED, issued, pay},
    },
    pdf::{Sheet, pages::says},
    testing::cast::*,
};
use futures_executor::block_on;

/// The sheet of an invoice in its present state.
fn sheet(portal: &Portal, at: &str) -> Sheet {
    let id = at.rsplit('/').next().unwrap().parse().unwrap();
    let workspace = "00000000-0000-7000-8000-000000000001".parse().unwrap();
    let batch = (queries::to_render(workspace, id), queries::allocated(workspace, id));
    let (invoice, payments) = block_on(portal.app.db.run(batch)).unwrap();
    super::sheet(&invoice.unwrap(), &payments)
}

#[test]
fn the_pdf_lists_charges_payments_and_how_to_pay() {
    let portal = Portal::open(SEED);
    let sheet = sheet(&portal, &issued(&portal));
    for sentence in [
        "Invoice 2026-1001",
        "USD\u{a0}123,906.40 Outstanding balance From",
        "TEB to LTN Thu 10 Dec 2026, 20:15 EST Fri 11 Dec 2026, 08:05 GMT Global 6000",
        "Flight time fixed 8.8 h × 12,900.00 113,520.00",
        "Fuel surcharge estimate 10,120.00",
        "Subtotal 123,640.00 Head tax, 12 × 22.20 266.40 Total 123,906.40",
        "Outstanding balance USD\u{a0}123,906.40 Payments",
        "How to pay Wire to Harbour. Terms Net 14.",
        "Harbour Aviation LLC, 1 Hangar Road. Questions: ops@harbour.example, +1 201 555 0100",
    ] {
        assert!(says(&sheet, sentence), "{sentence}");
    }
}

#[test]
fn the_pdf_of_an_unpaid_invoice_says_that_nothing_was_paid() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    assert!(says(&sheet(&portal, &at), "No payments yet."));
    pay(&portal, &at, "1", "1", "13,906.40");
    let paid = sheet(&portal, &at);
    assert!(!says(&paid, "No payments yet."));
    for sentence in
        ["Partly paid", "Received Method Reference", "SEB 88213 13,906.40", "-13,906.40"]
    {
        assert!(says(&paid, sentence), "{sentence}");
    }
}
