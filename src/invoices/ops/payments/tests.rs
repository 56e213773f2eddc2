//! Payments that pay several invoices, and the credit they leave.
use crate::{
    invoices::stage::{QUOTE, SEED, issue_as, issued, pay},
    testing::cast::*,
};
use axum::http::StatusCode;

const OTHER: &str = "00000000-0000-7000-8000-00000000ef02";

/// The id at the end of an invoice's path.
fn id(at: &str) -> &str {
    at.rsplit('/').next().unwrap()
}

/// Two invoices of 123,906.40 and of 1,000.00 to the same account.
fn two(portal: &Portal) -> [String; 2] {
    let second = issue_as(portal, INES, "second", OTHER).location().to_owned();
    portal.app.db.execute(
        "UPDATE invoices SET total = 100000, subtotal = 100000, tax = 0,
           account_id = (SELECT account_id FROM quotes WHERE id LIKE '%ef01')",
    );
    [issue_as(portal, INES, "first", QUOTE).location().to_owned(), second]
}

fn sums(portal: &Portal) -> String {
    portal.rows(
        "SELECT i.number, i.paid, i.version, (SELECT count(*) FROM allocations l WHERE l.invoice_id = i.id) AS payments
         FROM invoices i ORDER BY i.number",
    )
}

fn credit(portal: &Portal) -> String {
    portal.value("SELECT coalesce(sum(unallocated), 0) FROM payments")
}

fn wire(portal: &Portal, at: &str, key: &str, amount: &str, other: (&str, &str)) -> Reply {
    let field = format!("pays.{}", id(other.0));
    let fields = [
        ("key", key),
        ("version", "1"),
        ("amount", amount),
        ("method", "wire"),
        ("reference", "SEB 88213"),
        ("received_on", "2026-11-21"),
        (field.as_str(), other.1),
    ];
    portal.post(INES, &format!("{at}/payments"), &fields)
}

#[test]
fn a_wire_larger_than_the_balance_pays_the_invoice_and_leaves_credit() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    let reply = pay(&portal, &at, "1", "1", "125,000.00");
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    assert_eq!(portal.value("SELECT amount FROM payments"), "12500000");
    assert_eq!(credit(&portal), "109360");
    let staff = portal.get(INES, &at);
    assert!(staff.has("Credit of Lindqvist Holdings") && staff.has("1,093.60"), "{}", staff.body);
    assert!(staff.has("of 125,000.00"), "the payment, as the bank shows it");
    let account = portal.get(INES, "/accounts/00000000-0000-7000-8000-000000000a11");
    assert!(account.has("$1,093.60"), "{}", account.body);
    for path in [at.as_str(), "/invoices"] {
        let page = portal.get(MIRA, path);
        assert!(page.has("Your credit") && page.has("1,093.60"), "{path}: {}", page.body);
    }
    portal.work();
    let sent = portal.app.mailer.sent.lock().unwrap();
    assert!(sent.last().unwrap().text.contains("Credit on your account"));
}

#[test]
fn the_credit_of_others_is_not_shown() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    pay(&portal, &at, "1", "1", "125,000.00");
    for who in [RUTH, CARL, MILO] {
        assert!(!portal.get(who, "/invoices").has("Your credit"), "{}", who.name);
    }
    portal.deny(TOMAS, "see_money");
    assert_eq!(portal.get(TOMAS, "/invoices").status, StatusCode::NOT_FOUND);
}

#[test]
fn one_wire_pays_two_invoices() {
    let portal = Portal::open(SEED);
    let [first, second] = two(&portal);
    let page = portal.get(INES, &first);
    assert!(
        page.has("Also pays 2026-1001") && page.has("1,000.00 is outstanding."),
        "{}",
        page.body
    );
    let reply = wire(&portal, &first, "k", "124,906.40", (&second, "1,000.00"));
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    insta::assert_snapshot!(sums(&portal), @"
    number: 2026-1001
    paid: 100000
    version: 2
    payments: 1

    number: 2026-1002
    paid: 12390640
    version: 2
    payments: 1
    ");
    assert_eq!(
        (credit(&portal).as_str(), portal.value("SELECT count(*) FROM payments").as_str()),
        ("0", "1")
    );
    let shown = portal.get(INES, &second);
    assert!(
        shown.has("Payment recorded: USD 1,000.00, Wire transfer, SEB 88213"),
        "{}",
        shown.body
    );
    assert!(shown.has("of 124,906.40") && shown.has("Paid"));
    assert_eq!(
        portal.value("SELECT count(DISTINCT task) FROM outbox WHERE job = 'invoice_pdf' AND event_id IN (SELECT id FROM events WHERE action = 'payment_recorded')"),
        "2",
        "both are rendered again"
    );
}

#[test]
fn what_is_typed_for_another_invoice_is_at_most_what_is_outstanding_and_received() {
    let portal = Portal::open(SEED);
    let [first, second] = two(&portal);
    for (key, amount, other, words) in [
        ("a", "5,000.00", "1,000.01", "at most what is outstanding on invoice 2026-1001"),
        ("b", "500", "600", "more than was received"),
        ("c", "500", "0", "Enter an amount above zero"),
        ("d", "500", "x", "Enter an amount"),
    ] {
        let again = wire(&portal, &first, key, amount, (&second, other));
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{other}");
        assert!(again.has(words) && again.has(&format!("value=\"{other}\"")), "{}", again.body);
    }
    assert_eq!(portal.value("SELECT count(*) FROM payments"), "0");
}

#[test]
fn an_invoice_of_another_account_is_not_paid_by_it() {
    let portal = Portal::open(SEED);
    let [first, second] = two(&portal);
    portal.app.db.execute(
        "UPDATE invoices SET account_id = '00000000-0000-7000-8000-000000000a13' WHERE number = '2026-1001'",
    );
    assert!(!portal.get(INES, &first).has("Also pays"));
    let reply = wire(&portal, &first, "k", "124,906.40", (&second, "1,000.00"));
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    assert_eq!(portal.value("SELECT paid FROM invoices WHERE number = '2026-1001'"), "0");
    assert_eq!(credit(&portal), "100000", "what was received for it is credit");
}

#[test]
fn a_payment_for_a_paid_invoice_is_credit() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    pay(&portal, &at, "1", "1", "123,906.40");
    assert_eq!(pay(&portal, &at, "2", "2", "50").status, StatusCode::SEE_OTHER);
    assert_eq!(pay(&portal, &at, "3", "2", "50").status, StatusCode::CONFLICT, "the same page");
    assert_eq!(credit(&portal), "5000");
    assert_eq!(portal.value("SELECT paid FROM invoices"), "12390640");
}

#[test]
fn credit_is_applied_to_a_later_invoice_as_far_as_it_goes() {
    let portal = Portal::open(SEED);
    let [first, second] = two(&portal);
    wire(&portal, &second, "a", "1,300.00", (&first, ""));
    let more = [
        ("key", "b"),
        ("version", "2"),
        ("amount", "200"),
        ("method", "cash"),
        ("received_on", "2026-11-21"),
    ];
    portal.post(INES, &format!("{second}/payments"), &more);
    assert_eq!(credit(&portal), "50000", "300 and 200");
    let page = portal.get(INES, &first);
    assert!(page.has("Apply credit") && page.has("500.00"), "{}", page.body);
    let apply =
        |who, key| portal.post(who, &format!("{first}/credit"), &[("key", key), ("version", "1")]);
    assert_eq!(apply(DANA, "x").status, StatusCode::FORBIDDEN);
    assert_eq!(apply(RHEA, "y").status, StatusCode::NOT_FOUND);
    let reply = apply(INES, "c");
    assert_eq!(
        (reply.status, reply.location()),
        (StatusCode::SEE_OTHER, first.as_str()),
        "{}",
        reply.body
    );
    assert_eq!(apply(INES, "c").location(), first);
    assert_eq!(apply(INES, "d").status, StatusCode::CONFLICT);
    assert_eq!(credit(&portal), "0");
    insta::assert_snapshot!(sums(&portal), @"
    number: 2026-1001
    paid: 100000
    version: 3
    payments: 1

    number: 2026-1002
    paid: 50000
    version: 2
    payments: 2
    ");
    let shown = portal.get(INES, &first);
    assert!(
        shown.has("Credit applied: USD 500.00") && !shown.has("Apply credit"),
        "{}",
        shown.body
    );
    assert!(!portal.get(MIRA, "/invoices").has("Your credit"));
    portal.work();
    let sent = portal.app.mailer.sent.lock().unwrap();
    assert!(sent.last().unwrap().subject.starts_with("Credit applied to invoice"));
}

#[test]
fn no_more_credit_is_applied_than_is_outstanding() {
    let portal = Portal::open(SEED);
    let [first, second] = two(&portal);
    pay(&portal, &first, "a", "1", "125,000.00");
    assert_eq!(credit(&portal), "109360");
    portal.post(INES, &format!("{second}/credit"), &[("key", "b"), ("version", "1")]);
    assert_eq!(portal.value("SELECT paid FROM invoices WHERE number = '2026-1001'"), "100000");
    assert_eq!(credit(&portal), "9360");
}

#[test]
fn accepted_quotes_wait_for_their_invoice() {
    let portal = Portal::open(SEED);
    let waiting = "/invoices?show=to-invoice";
    let page = portal.get(INES, waiting);
    let link = format!("/invoices/new?quote={QUOTE}");
    assert!(page.has(&link) && page.has("New invoice"), "{}", page.body);
    assert!(!portal.get(DANA, waiting).has(&link), "she may not issue invoices");
    issued(&portal);
    assert!(!portal.get(INES, waiting).has(&link));
    issue_as(&portal, INES, "other", OTHER);
    assert!(portal.get(INES, waiting).has("Every accepted quote is invoiced"));
    assert!(!portal.get(RHEA, waiting).has(&link));
}
