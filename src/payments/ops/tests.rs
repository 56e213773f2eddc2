//! Payments that staff record on the page of an account, and refunds.
use crate::testing::cast::*;
use axum::http::StatusCode;

const HOLDINGS: &str = "/accounts/00000000-0000-7000-8000-000000000a11/payments";
const CARL_AIR: &str = "/accounts/00000000-0000-7000-8000-000000000a13/payments";

/// Invoices of 300.00 and 200.00 to Lindqvist Holdings, and one of 100.00 to another account.
const SEED: &str = "INSERT INTO invoices (id, workspace_id, number, account_id, state, route, bill_to, currency, lines, subtotal, tax, total, issued_on, due_on, terms, created_at) VALUES
 ('00000000-0000-7000-8000-0000000e4001', '00000000-0000-7000-8000-000000000001', '2026-1', '00000000-0000-7000-8000-000000000a11', 'issued', 'TEB to PBI', 'x', 'USD', '[]', 30000, 0, 30000, '2026-11-01', '2026-11-10', '', 1),
 ('00000000-0000-7000-8000-0000000e4002', '00000000-0000-7000-8000-000000000001', '2026-2', '00000000-0000-7000-8000-000000000a11', 'issued', 'PBI to TEB', 'x', 'USD', '[]', 20000, 0, 20000, '2026-11-02', '2026-11-20', '', 2),
 ('00000000-0000-7000-8000-0000000e4003', '00000000-0000-7000-8000-000000000001', '2026-3', '00000000-0000-7000-8000-000000000a13', 'issued', 'Fuel', 'x', 'USD', '[]', 10000, 0, 10000, '2026-11-03', '2026-11-20', '', 3);";

fn wire(portal: &Portal, at: &str, key: &str, amount: &str, more: &[(&str, &str)]) -> Reply {
    let fields = [
        ("key", key),
        ("amount", amount),
        ("currency", "usd"),
        ("method", "wire"),
        ("reference", "SEB 1"),
        ("received_on", "2026-11-20"),
    ];
    portal.post(INES, at, &[&fields[..], more].concat())
}

/// What is paid of each invoice, and the credit.
fn sums(portal: &Portal) -> String {
    portal.value("SELECT (SELECT group_concat(number || ': ' || paid, ', ' ORDER BY number) FROM invoices) || '; ' || (SELECT coalesce(sum(unallocated), 0) FROM payments)")
}

#[test]
fn one_wire_pays_the_invoices_that_are_due_first_and_leaves_credit() {
    let portal = Portal::open(SEED);
    let reply = wire(&portal, HOLDINGS, "a", "600.00", &[("how", "order")]);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    assert_eq!(sums(&portal), "2026-1: 30000, 2026-2: 20000, 2026-3: 0; 10000");
    let page = portal.get(INES, reply.location());
    assert!(page.has("Invoice 2026-1") && page.has("Invoice 2026-2"), "{}", page.body);
    let page = portal.get(INES, HOLDINGS);
    assert!(
        page.has("Every invoice is paid in full") && page.has("$100.00 credit"),
        "{}",
        page.body
    );
    portal.work();
    let mails = portal.app.mailer.sent.lock().unwrap();
    let mail = mails.iter().find(|it| &*it.to == "mira@harbour.example").unwrap();
    assert_eq!(mail.subject, "Receipt for your payment of $600.00");
    assert!(mail.text.contains("Credit on your account"), "{}", mail.text);
}

#[test]
fn a_deposit_comes_before_any_invoice() {
    let portal = Portal::open("");
    let reply = wire(&portal, HOLDINGS, "a", "5,000.00", &[("how", "order")]);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    assert!(portal.get(INES, HOLDINGS).has("$5,000.00 credit"));
}

#[test]
fn staff_say_which_invoice_a_payment_pays() {
    let portal = Portal::open(SEED);
    let second = "pays.00000000-0000-7000-8000-0000000e4002";
    let typed = |key, amount, part| {
        wire(&portal, HOLDINGS, key, amount, &[("how", "typed"), (second, part)])
    };
    let reply = typed("a", "100.00", "200.01");
    assert!(reply.has("at most what is outstanding on invoice 2026-2"), "{}", reply.body);
    assert!(typed("b", "100.00", "150.00").has("more than was received"));
    assert_eq!(typed("c", "100.00", "80.00").status, StatusCode::SEE_OTHER);
    assert_eq!(sums(&portal), "2026-1: 0, 2026-2: 8000, 2026-3: 0; 2000");
    // An invoice of another account is no field of this page.
    let foreign = "pays.00000000-0000-7000-8000-0000000e4003";
    wire(&portal, HOLDINGS, "d", "100.00", &[("how", "typed"), (foreign, "100.00")]);
    assert_eq!(portal.value("SELECT paid FROM invoices WHERE number = '2026-3'"), "0");
}

#[test]
fn a_payment_that_arrives_while_another_is_recorded_becomes_credit() {
    let portal = Portal::open(SEED);
    wire(&portal, CARL_AIR, "a", "100.00", &[("how", "order")]);
    wire(&portal, CARL_AIR, "b", "100.00", &[("how", "order")]);
    assert_eq!(sums(&portal), "2026-1: 0, 2026-2: 0, 2026-3: 10000; 10000");
}

#[test]
fn a_refund_takes_credit_first_and_then_opens_invoices_again() {
    let portal = Portal::open(SEED);
    let at = wire(&portal, HOLDINGS, "a", "600.00", &[("how", "order")]).location().to_owned();
    let refund = |key, amount| {
        let fields = [("key", key), ("amount", amount), ("refunded_on", "2026-11-21")];
        portal.post(INES, &format!("{at}/refunds"), &fields)
    };
    assert!(refund("a", "600.01").has("more than is left"));
    assert_eq!(refund("b", "40.00").location(), at);
    assert_eq!(sums(&portal), "2026-1: 30000, 2026-2: 20000, 2026-3: 0; 6000");
    assert_eq!(refund("c", "100.00").location(), at);
    assert_eq!(sums(&portal), "2026-1: 30000, 2026-2: 16000, 2026-3: 0; 0");
    assert_eq!(refund("d", "460.00").location(), at);
    assert_eq!(sums(&portal), "2026-1: 0, 2026-2: 0, 2026-3: 0; 0");
    let page = portal.get(INES, &at);
    assert!(page.has("Refunded") && !page.has("Record refund"), "{}", page.body);
    assert_eq!(portal.value("SELECT count(*) || ' ' || sum(amount) FROM refunds"), "3 60000");
}

#[test]
fn a_refund_is_told_to_those_who_may_see_money_with_its_amount_and_reason() {
    let portal = Portal::open(SEED);
    portal.deny(TOMAS, "see_money");
    let at = wire(&portal, HOLDINGS, "a", "600.00", &[("how", "order")]).location().to_owned();
    portal.app.db.execute("DELETE FROM notices; DELETE FROM outbox");
    let fields = [
        ("key", "r"),
        ("amount", "40.00"),
        ("reason", "Catering was not delivered"),
        ("refunded_on", "2026-11-21"),
    ];
    assert_eq!(portal.post(INES, &format!("{at}/refunds"), &fields).location(), at);
    assert!(portal.get(INES, &at).has("Catering was not delivered"));
    assert_eq!(
        portal.rows("SELECT u.name, n.occasion, n.subject FROM notices n JOIN users u ON u.id = n.user_id WHERE u.face = 'client' AND u.name <> 'Zoe'"),
        "name: Mira Lindqvist\noccasion: payment_refunded\nsubject: $40.00 of your payment was sent back"
    );
    portal.work();
    let mails = portal.app.mailer.sent.lock().unwrap();
    let mail = mails.iter().find(|it| &*it.to == "mira@harbour.example").unwrap();
    assert!(mail.text.contains("Catering was not delivered"), "{}", mail.text);
    assert!(!mails.iter().any(|it| &*it.to == "tomas@harbour.example"));
    drop(mails);
    portal.deny(MIRA, "see_money");
    assert!(!portal.get(MIRA, "/notices").has("$40.00"));
}

#[test]
fn credit_after_a_refund_is_what_is_left() {
    let portal = Portal::open(SEED);
    let at = wire(&portal, CARL_AIR, "a", "150.00", &[("how", "credit")]).location().to_owned();
    let fields = [("key", "r"), ("amount", "20.00"), ("refunded_on", "2026-11-21")];
    portal.post(INES, &format!("{at}/refunds"), &fields);
    let fields = [("key", "c"), ("version", "1")];
    let applied =
        portal.post(INES, "/invoices/00000000-0000-7000-8000-0000000e4003/credit", &fields);
    assert_eq!(applied.status, StatusCode::SEE_OTHER, "{}", applied.body);
    assert_eq!(sums(&portal), "2026-1: 0, 2026-2: 0, 2026-3: 10000; 3000");
}

#[test]
fn a_neighbor_finds_neither_the_account_nor_the_payment() {
    let portal = Portal::open(SEED);
    let at = wire(&portal, HOLDINGS, "a", "600.00", &[("how", "order")]).location().to_owned();
    assert_eq!(portal.get(RHEA, HOLDINGS).status, StatusCode::NOT_FOUND);
    assert_eq!(portal.get(RHEA, &at).status, StatusCode::NOT_FOUND);
}

#[test]
fn a_deposit_is_recorded_for_a_trip_and_taken_by_its_invoice() {
    let portal = Portal::open(crate::invoices::SEED);
    portal.app.db.execute(
        "UPDATE quotes SET deposit = 5000000 WHERE id LIKE '%ef01';
         INSERT INTO trips (id, workspace_id, reference, account_id, vehicle, stage_id, route, passengers, departs_at, ends_at, created_at)
         SELECT '00000000-0000-7000-8000-0000000e3001', workspace_id, 'T-1', account_id, 'Global', (SELECT id FROM stages WHERE kind = 'booked' AND workspace_id = quotes.workspace_id), 'TEB to LTN', 1, 1797000000000, 1797100000000, 0 FROM quotes WHERE id LIKE '%ef01';
         UPDATE quotes SET trip_id = '00000000-0000-7000-8000-0000000e3001' WHERE id LIKE '%ef01'",
    );
    let quote = "00000000-0000-7000-8000-00000000ef01";
    assert!(portal.get(MIRA, "/").has("Deposit, due now"));
    assert!(portal.get(INES, HOLDINGS).has("deposit of $50,000.00"));
    let reply = wire(&portal, HOLDINGS, "a", "50,000.00", &[("how", "order"), ("quote", quote)]);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    assert!(!portal.get(MIRA, "/").has("Deposit, due now"), "it is paid");
    let issued = crate::invoices::issue_as(&portal, INES, "i", quote);
    assert_eq!(issued.status, StatusCode::SEE_OTHER, "{}", issued.body);
    assert_eq!(
        portal.value("SELECT i.paid || ' ' || (SELECT unallocated FROM payments) FROM invoices i"),
        "5000000 0"
    );
    assert!(portal.get(MIRA, issued.location()).has("Partly paid"));
}

const STATEMENT: &str = "/accounts/00000000-0000-7000-8000-000000000a11/statement";

fn send_statement(portal: &Portal, key: &str) -> Reply {
    let fields = [("key", key), ("from", "2026-11-01"), ("until", "2026-11-15")];
    portal.post(INES, &format!("{STATEMENT}/sending"), &fields)
}

#[test]
fn a_statement_is_mailed_with_its_pdf_to_those_who_see_money() {
    let portal = Portal::open(SEED);
    portal.app.db.execute("UPDATE workspaces SET payment_instructions = 'Wire to Harbour.'");
    portal.deny(TOMAS, "see_money");
    let page = portal.get(INES, &format!("{STATEMENT}?from=2026-11-01&until=2026-11-15"));
    assert!(page.has("To <bdi>Mira Lindqvist</bdi>"), "{}", page.body);
    let reply = send_statement(&portal, "s");
    assert_eq!(reply.notice(), "Statement sent.", "{}", reply.body);
    assert!(portal.get(INES, reply.location()).has("Nov 15"), "the same days");
    send_statement(&portal, "s");
    portal.work();
    let sent = portal.app.mailer.sent.lock().unwrap().clone();
    let [mail] = &*sent else { panic!("one mail: {sent:?}") };
    assert_eq!(&*mail.to, "mira@harbour.example");
    for words in [
        "Your statement from Harbour Aviation",
        "Nov 1, 2026 to Nov 15, 2026",
        "Closing balance: $500.00",
        "Overdue today: $500.00",
        "PDF: Attached, and on the page of the statement.",
        "/statement?account=00000000-0000-7000-8000-000000000a11&from=2026-11-01&until=2026-11-15",
    ] {
        let text = format!("{} {}", mail.subject, mail.text);
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!mail.text.contains("Wire to Harbour."), "bank details are behind the sign-in");
    let [file] = &*mail.attached else { panic!("one file") };
    assert_eq!(file.name, "Statement 2026-11-01 to 2026-11-15.pdf");
    assert!(file.bytes.starts_with(b"%PDF"));
    assert_eq!(
        portal.value("SELECT note FROM events WHERE action = 'statement_sent'"),
        "2026-11-01 to 2026-11-15"
    );
}

#[test]
fn a_statement_is_not_sent_to_nobody_and_its_pdf_to_nobody_who_lost_the_right() {
    let portal = Portal::open(SEED);
    send_statement(&portal, "s");
    portal.deny(MIRA, "see_money");
    portal.work();
    for mail in portal.app.mailer.sent.lock().unwrap().iter() {
        assert_eq!(mail.attached.is_empty(), mail.to.starts_with("mira"), "{}", &*mail.to);
    }
    portal.deny(TOMAS, "see_money");
    portal.app.db.execute("DELETE FROM grants WHERE name = 'see_money'");
    let page = portal.get(INES, STATEMENT);
    assert!(page.has("nobody to mail it to") && !page.has("Send by email"), "{}", page.body);
    let refused = send_statement(&portal, "t");
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.has("Nobody of this account sees money"), "{}", refused.body);
}
