//! Statements, receipts and credit notes in print.
use crate::{
    invoices::{SEED, issue_as},
    testing::cast::*,
};
use axum::http::{StatusCode, header};

mod trips;

const QUOTE: &str = "00000000-0000-7000-8000-00000000ef01";

/// A portal with an invoice that was paid in part, and one that was voided the next day.
fn opened() -> (Portal, [String; 2]) {
    let portal = Portal::open(SEED);
    let paid = issue_as(&portal, INES, "a", QUOTE).location().to_owned();
    let other = "00000000-0000-7000-8000-00000000ef02";
    let voided = issue_as(&portal, INES, "b", other).location().to_owned();
    let fields = [
        ("key", "p"),
        ("version", "1"),
        ("amount", "1,000.00"),
        ("method", "wire"),
        ("reference", "SEB 88213"),
        ("received_on", "2026-11-21"),
    ];
    portal.post(INES, &format!("{paid}/payments"), &fields);
    portal.later(DAY);
    let fields = [("key", "v"), ("version", "1"), ("reason", "Issued twice")];
    portal.post(INES, &format!("{voided}/voidance"), &fields);
    (portal, [paid, voided])
}

fn is_pdf(reply: &Reply, name: &str) {
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.body);
    assert!(reply.body.starts_with("%PDF"));
    let named = reply.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
    assert_eq!(named, format!("attachment; filename=\"{name}\""));
}

#[test]
fn a_voided_invoice_stays_on_the_statement_and_so_does_its_credit_note() {
    let (portal, _) = opened();
    let page = portal.get(MIRA, "/statement?from=2026-11-01&until=2026-11-30");
    for words in ["2026-1002", "Credit note", "CN-2026-1001", "246,812.80", "122,906.40"] {
        assert!(page.has(words), "{words}: {}", page.body);
    }
    let before = portal.get(MIRA, "/statement?from=2026-11-01&until=2026-11-21");
    assert!(
        before.has("2026-1002") && !before.has("CN-2026-1001"),
        "the period before reads as it did"
    );
    let after = portal.get(MIRA, "/statement?from=2026-11-22&until=2026-11-30");
    assert!(after.has("246,812.80") && after.has("CN-2026-1001"), "{}", after.body);
}

#[test]
fn a_statement_is_downloaded_as_a_pdf_and_the_trail_says_by_whom() {
    let (portal, _) = opened();
    let page = portal.get(MIRA, "/statement?from=2026-11-01&until=2026-11-30");
    assert!(page.has("/statement.pdf?account="), "{}", page.body);
    let account = portal.value(&format!("SELECT account_id FROM quotes WHERE id = '{QUOTE}'"));
    let days = "from=2026-11-01&until=2026-11-30";
    let name = "Statement 2026-11-01 to 2026-11-30.pdf";
    is_pdf(&portal.get(MIRA, &format!("/statement.pdf?{days}")), name);
    is_pdf(&portal.get(INES, &format!("/accounts/{account}/statement.pdf?{days}")), name);
    assert_eq!(
        portal.value("SELECT group_concat(u.name || ' ' || (e.subject_id = i.account_id)) FROM events e JOIN users u ON u.id = e.actor_id, (SELECT account_id FROM invoices LIMIT 1) i WHERE e.action = 'statement_downloaded'"),
        "Mira Lindqvist 1"
    );
    for (who, path) in [
        (MILO, format!("/statement.pdf?account={account}")),
        (RHEA, format!("/accounts/{account}/statement.pdf")),
    ] {
        assert_eq!(portal.get(who, &path).status, StatusCode::NOT_FOUND);
    }
    portal.deny(MIRA, "see_money");
    assert_eq!(portal.get(MIRA, "/statement.pdf").status, StatusCode::NOT_FOUND);
}

#[test]
fn a_payment_has_a_receipt() {
    let (portal, [paid, _]) = opened();
    let id = portal.value("SELECT payment_id FROM allocations");
    let at = format!("/receipts/{id}");
    for who in [MIRA, INES] {
        assert!(portal.get(who, &paid).has(&at));
        is_pdf(&portal.get(who, &at), "Receipt 2026-11-21.pdf");
    }
    for who in [MILO, RHEA, CARL] {
        assert_ne!(portal.get(who, &at).status, StatusCode::OK, "{who:?}");
    }
    assert_eq!(
        portal.value("SELECT count(*) FROM events WHERE action = 'receipt_downloaded'"),
        "1"
    );
}

#[test]
fn a_voided_invoice_has_a_credit_note() {
    let (portal, [paid, voided]) = opened();
    for who in [MIRA, INES] {
        assert!(portal.get(who, &voided).has("Credit note CN-2026-1001"));
        is_pdf(&portal.get(who, &format!("{voided}/credit-note")), "Credit note CN-2026-1001.pdf");
        assert_eq!(portal.get(who, &format!("{paid}/credit-note")).status, StatusCode::NOT_FOUND);
    }
    assert_eq!(
        portal.value(
            "SELECT count(*) FROM events WHERE action = 'invoice_downloaded' AND face = 'client'"
        ),
        "1"
    );
}

#[test]
fn what_is_printed_says_what_the_page_says() {
    use crate::{
        payments::{
            queries,
            statement::{Period, statements},
        },
        pdf::pages::says,
    };
    use futures_executor::block_on;
    let (portal, _) = opened();
    let day = |text: &str| text.parse().unwrap();
    let period = Period { from: day("2026-11-01"), until: day("2026-11-30") };
    let account = portal.value(&format!("SELECT account_id FROM quotes WHERE id = '{QUOTE}'"));
    let scope = scope_of(INES);
    let batch = queries::stated(&scope, &account, period, day("2026-11-30"));
    let (payer, before, entries, ageing) = block_on(portal.app.db.run(batch)).unwrap();
    let mut all = statements(&before, &entries, &ageing);
    let workspace = block_on(portal.app.db.run(crate::workspaces::at("harbour"))).unwrap().unwrap();
    let style = workspace.style(NOON);
    let name = payer.unwrap().name;
    let printed = super::statement(&workspace, style, (&account, &name), period, &all);
    for sentence in [
        "Statement Nov 1, 2026 to Nov 30, 2026",
        "Opening balance",
        "Invoice 2026-1002 TEB to LTN 123,906.40 247,812.80",
        "Payment SEB 88213 Wire transfer, TEB to LTN -1,000.00 246,812.80",
        "Credit note CN-2026-1001 2026-1002, TEB to LTN -123,906.40 122,906.40",
        "Closing balance $122,906.40",
        "Open today, by age",
    ] {
        assert!(says(printed.sheet(), sentence), "{sentence}");
    }
    let again = super::statement(&workspace, style, (&account, &name), period, &all);
    assert_eq!(printed.key(), again.key(), "the same statement is the same file");
    all.clear();
    assert_ne!(
        printed.key(),
        super::statement(&workspace, style, (&account, &name), period, &all).key()
    );
}
