//! The content of an invoice's PDF.
use crate::{
    invoices::{
        Invoice,
        payment::Payment,
        queries,
        stage::{SEED, issued, pay},
    },
    pdf::{
        Sheet,
        pages::{pages, says},
    },
    testing::cast::*,
};
use futures_executor::block_on;

/// The sheet of an invoice in its present state.
fn sheet(portal: &Portal, at: &str) -> Sheet {
    let (invoice, payments) = stored(portal, at);
    super::sheet(&invoice, &payments)
}

fn stored(portal: &Portal, at: &str) -> (Invoice, Vec<Payment>) {
    let id = at.rsplit('/').next().unwrap().parse().unwrap();
    let workspace = "00000000-0000-7000-8000-000000000001".parse().unwrap();
    let batch = (queries::to_render(workspace, id), queries::allocated(workspace, id));
    let (invoice, payments) = block_on(portal.app.db.run(batch)).unwrap();
    (invoice.unwrap(), payments)
}

#[test]
fn the_pdf_that_goes_by_mail_has_no_bank_details() {
    let portal = Portal::open(SEED);
    let id = issued(&portal).rsplit('/').next().unwrap().parse().unwrap();
    let workspace = "00000000-0000-7000-8000-000000000001".parse().unwrap();
    let invoice = block_on(portal.app.db.run(queries::to_render(workspace, id))).unwrap().unwrap();
    let mailed = super::sheet(&invoice.mailed(), &[]);
    assert!(says(
        &mailed,
        "How to pay Sign in to pay, or to read our bank details. We never send them by email."
    ));
    assert!(!says(&mailed, "Wire to Harbour."));
    assert!(says(&super::sheet(&invoice, &[]), "Wire to Harbour."));
}

#[test]
fn an_issued_invoice_keeps_its_issuer_and_warns_of_other_bank_details() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    let before = sheet(&portal, &at);
    assert!(!says(&before, "were changed on"));
    portal.app.db.execute(&format!(
        "UPDATE workspaces SET legal_name = 'Other Inc', address = 'Elsewhere', document_footer = 'New foot', invoice_report = 'summary',
           payment_instructions = 'Wire to another bank.';
         UPDATE workspaces SET payment_instructions_changed_at = {NOON} + 1000"
    ));
    let after = sheet(&portal, &at);
    assert!(
        says(&after, "Harbour Aviation LLC, 1 Hangar Road. Questions:"),
        "the operator of that day"
    );
    assert_eq!(
        super::to_pay(&stored(&portal, &at).0),
        "Wire to another bank.\nThese instructions were changed on Nov 21, 2026, after this invoice was issued. Before you send money, have them confirmed at +1 201 555 0100."
    );
    let letterhead = |sheet: &Sheet| format!("{:?}", sheet.letterhead);
    assert_eq!(letterhead(&before), letterhead(&after));
}

#[test]
fn the_pdf_lists_charges_payments_and_how_to_pay() {
    let portal = Portal::open(SEED);
    let sheet = sheet(&portal, &issued(&portal));
    for sentence in [
        "Invoice 2026-1001",
        "$123,906.40 Outstanding balance, due Dec 5, 2026 From",
        "TEB to LTN Thu, Dec 10, 2026, 8:15 PM EST Fri, Dec 11, 2026, 8:05 AM GMT Global 6000",
        "Flight time fixed 8.8 h × 12,900.00 113,520.00",
        "Fuel surcharge as estimated 10,120.00",
        "Subtotal 123,640.00 Head tax, 12 × 22.20 266.40 Total 123,906.40",
        "Outstanding balance $123,906.40 How to pay",
        "How to pay Wire to Harbour. Terms Net 14.",
        "Harbour Aviation LLC, 1 Hangar Road. Questions: ops@harbour.example, +1 201 555 0100",
    ] {
        assert!(says(&sheet, sentence), "{sentence}");
    }
}

#[test]
fn the_pdf_lists_payments_once_there_are_some() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    assert!(!says(&sheet(&portal, &at), "Payments"));
    pay(&portal, &at, "1", "1", "13,906.40");
    let paid = sheet(&portal, &at);
    assert!(says(&paid, "Payments"));
    for sentence in
        ["Partly paid", "Received Method Reference", "SEB 88213 13,906.40", "-13,906.40"]
    {
        assert!(says(&paid, sentence), "{sentence}");
    }
}

#[test]
fn an_invoice_for_three_legs_is_one_page() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    portal.app.db.execute(
        "UPDATE quotes SET itinerary = json_array(itinerary -> '$[0]', itinerary -> '$[0]', itinerary -> '$[0]');
         UPDATE workspaces SET payment_instructions = 'Wire to Harbour Aviation LLC' || char(10) || 'First Bank, 1 Main Street, Newark, NJ 07102' || char(10)
           || 'Routing 021000021' || char(10) || 'Account 1234567890';
         UPDATE invoices SET terms = 'Payment is due within 14 days of the invoice date. Late payments bear interest of 1.5% per month. Charter terms apply.'",
    );
    let sheet = sheet(&portal, &at);
    assert!(says(&sheet, "Account 1234567890") && says(&sheet, "Charter terms apply."));
    assert_eq!(pages(&sheet).len(), 1, "{:?}", pages(&sheet).last());
}

#[test]
fn a_template_decides_how_much_an_invoice_says() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    pay(&portal, &at, "1", "1", "23,906.40");
    let in_template = |word: &str| {
        // Issued before an invoice kept its issuer, so that it is shown with the settings of today.
        portal.app.db.execute(&format!(
            "UPDATE workspaces SET invoice_report = '{word}'; UPDATE invoices SET issuer = '{{}}'"
        ));
        sheet(&portal, &at)
    };
    let detailed = in_template("detailed");
    assert!(
        says(&detailed, "Quantity") && says(&detailed, "Received") && !detailed.letterhead.is_plain
    );
    let summary = in_template("summary");
    assert!(says(&summary, "Subtotal") && says(&summary, "Paid"));
    assert!(!says(&summary, "Quantity") && !says(&summary, "Received"));
    portal.app.db.execute("UPDATE workspaces SET document_footer = 'By appointment.'");
    let plain = in_template("plain");
    assert!(
        says(&plain, "Quantity") && says(&plain, "By appointment.") && plain.letterhead.is_plain
    );
    assert!(!says(&plain, "Questions:"));
}
