//! Deposit invoices, and the invoices that deduct them.
use crate::{
    invoices::stage::{QUOTE, SEED, issue_as, pay},
    testing::cast::*,
};
use axum::http::StatusCode;

fn ask(portal: &Portal, key: &str, field: &str, value: &str) -> Reply {
    let at = format!("/quotes/{QUOTE}/deposits");
    let fields = [
        ("key", key),
        ("version", "3"),
        (field, value),
        ("due_on", "2026-11-25"),
        ("terms", "By {due_date}."),
    ];
    portal.post(INES, &at, &fields)
}

/// A deposit invoice of half of the quote, and its path.
fn half(portal: &Portal) -> String {
    ask(portal, "half", "percent", "50").location().to_owned()
}

fn void(portal: &Portal, at: &str, key: &str, version: &str) -> Reply {
    let fields = [("key", key), ("version", version), ("reason", "Agreed otherwise")];
    portal.post(INES, &format!("{at}/voidance"), &fields)
}

fn totals(portal: &Portal) -> String {
    portal.value("SELECT group_concat(number || ' ' || state || ' ' || total || ' ' || paid, ', ') FROM (SELECT * FROM invoices ORDER BY created_at, id)")
}

#[test]
fn a_deposit_is_invoiced_and_deducted_later_with_its_tax() {
    let portal = Portal::open(&format!(
        "{SEED} UPDATE quotes SET deposit = 5000000 WHERE reference = 'Q-901';"
    ));
    let form = portal.get(INES, &format!("/quotes/{QUOTE}/deposits/new"));
    assert!(form.has("value=\"50000.00\"") || form.has("value=\"50,000.00\""), "{}", form.body);
    let at = half(&portal);
    for (who, words) in [
        (
            INES,
            [
                "Deposit invoice D-2026-1001",
                "Deposit for Q-901",
                "61,820.00",
                "133.20",
                "61,953.20",
            ],
        ),
        (
            MIRA,
            [
                "Deposit invoice D-2026-1001",
                "Deposit for Q-901",
                "Head tax",
                "133.20",
                "By Nov 25, 2026.",
            ],
        ),
    ] {
        let page = portal.get(who, &at);
        for words in words {
            assert!(page.has(words), "{words}: {}", page.body);
        }
    }
    portal.later(MINUTE);
    pay(&portal, &at, "p", "1", "61,953.20");
    let preview = portal.get(INES, &format!("/invoices/new?quote={QUOTE}"));
    assert!(preview.has("Deposits invoiced") && preview.has("D-2026-1001"), "{}", preview.body);
    let last = issue_as(&portal, INES, "last", QUOTE).location().to_owned();
    let page = portal.get(MIRA, &last);
    for words in
        ["Less deposit D-2026-1001", "-61,820.00", "Head tax in deposit D-2026-1001", "-133.20"]
    {
        assert!(page.has(words), "{words}: {}", page.body);
    }
    assert_eq!(totals(&portal), "D-2026-1001 issued 6195320 6195320, 2026-1001 issued 6195320 0");
    assert!(portal.get(INES, &at).has("Deducted in invoice"));
}

#[test]
fn a_void_deposit_is_not_deducted_and_a_deducted_one_cannot_be_voided() {
    let portal = Portal::open(SEED);
    let at = half(&portal);
    pay(&portal, &at, "p", "1", "61,953.20");
    assert_eq!(void(&portal, &at, "v", "2").status, StatusCode::SEE_OTHER);
    portal.later(MINUTE);
    let last = issue_as(&portal, INES, "last", QUOTE).location().to_owned();
    assert_eq!(
        totals(&portal),
        "D-2026-1001 void 6195320 0, 2026-1001 issued 12390640 0",
        "what was paid is credit of the account"
    );
    void(&portal, &last, "w", "1");
    portal.later(MINUTE);
    let second = ask(&portal, "second", "amount", "1,000.00").location().to_owned();
    portal.later(MINUTE);
    let last = issue_as(&portal, INES, "again", QUOTE).location().to_owned();
    let refused = void(&portal, &second, "x", "1");
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.has("deducts this deposit. Void that invoice first."), "{}", refused.body);
    void(&portal, &last, "y", "1");
    assert_eq!(void(&portal, &second, "z", "1").status, StatusCode::SEE_OTHER);
}

#[test]
fn a_deposit_is_deducted_by_one_invoice_whatever_comes_between() {
    use crate::{
        invoices::{actuals, drafting::Plan, queries},
        kit::ids::InvoiceId,
    };
    use futures_executor::block_on;
    let portal = Portal::open(SEED);
    half(&portal);
    let scope = scope_of(INES);
    let read = || {
        block_on(portal.app.db.run(queries::bill(&scope, QUOTE.parse().unwrap()))).unwrap().unwrap()
    };
    let issue = |n: u128, bill: &crate::invoices::issuing::Billing| {
        let charges = actuals::charges(&bill.lines, &[(1, 1_012_000)]).unwrap();
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let id = InvoiceId(uuid::Uuid::from_u128(n));
        let it = bill.issuable().unwrap().issue(id, 3, day, day, String::new(), charges).unwrap();
        portal.write(INES, queries::carry_out(&Plan::Quote(it), None)).held
    };
    let stale = read();
    ask(&portal, "more", "amount", "10.00");
    assert!(!issue(1, &stale), "another deposit was invoiced after the page was read");
    let fresh = read();
    assert!(issue(2, &fresh));
    assert!(!issue(3, &fresh), "the quote has its invoice");
    assert_eq!(
        portal.value(
            "SELECT count(*) FROM invoices WHERE is_deposit = 1 AND deducted_by IS NOT NULL"
        ),
        "2"
    );
    let late = ask(&portal, "late", "amount", "10.00");
    assert_eq!(late.status, StatusCode::CONFLICT);
}

#[test]
fn deposits_never_ask_for_more_than_the_quote() {
    let portal = Portal::open(SEED);
    half(&portal);
    for (field, value) in
        [("percent", "51"), ("amount", "0"), ("amount", "61,953.21"), ("amount", "many")]
    {
        let reply = ask(&portal, value, field, value);
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {value}");
    }
    let both = [
        ("key", "b"),
        ("version", "3"),
        ("amount", "1"),
        ("percent", "1"),
        ("due_on", "2026-11-25"),
        ("terms", ""),
    ];
    let reply = portal.post(INES, &format!("/quotes/{QUOTE}/deposits"), &both);
    assert!(reply.has("not both"), "{}", reply.body);
    assert_eq!(ask(&portal, "rest", "amount", "61,953.20").status, StatusCode::SEE_OTHER);
    assert_eq!(
        portal.value(
            "SELECT group_concat(number, ' ') FROM (SELECT number FROM invoices ORDER BY number)"
        ),
        "D-2026-1001 D-2026-1002"
    );
}

#[test]
fn what_was_paid_for_the_quote_pays_its_deposit_invoice() {
    let portal = Portal::open(SEED);
    let account = portal.value(&format!("SELECT account_id FROM quotes WHERE id = '{QUOTE}'"));
    let fields = [
        ("key", "w"),
        ("amount", "1,000.00"),
        ("currency", "USD"),
        ("method", "wire"),
        ("received_on", "2026-11-21"),
        ("quote", QUOTE),
        ("how", "credit"),
    ];
    portal.app.db.execute(&format!("UPDATE payments SET quote_id = '{QUOTE}'"));
    portal.post(INES, &format!("/accounts/{account}/payments"), &fields);
    portal.app.db.execute(&format!("UPDATE payments SET quote_id = '{QUOTE}'"));
    ask(&portal, "d", "amount", "1,500.00");
    assert_eq!(totals(&portal), "D-2026-1001 issued 150000 100000");
}

#[test]
fn each_prefix_is_a_series_without_gaps() {
    let portal = Portal::open(&format!(
        "{SEED} UPDATE workspaces SET invoice_prefix = 'INV-', deposit_prefix = 'INV-', credit_prefix = 'G/' WHERE slug = 'harbour';"
    ));
    let at = half(&portal);
    void(&portal, &at, "v", "1");
    ask(&portal, "a", "amount", "1");
    issue_as(&portal, INES, "i", QUOTE);
    portal.app.db.execute("UPDATE workspaces SET deposit_prefix = ''");
    issue_as(&portal, INES, "j", "00000000-0000-7000-8000-00000000ef02");
    assert_eq!(
        portal.value("SELECT group_concat(number || coalesce(' ' || credit_number, ''), ', ') FROM (SELECT number, credit_number FROM invoices ORDER BY number)"),
        "INV-2026-1001 G/2026-1001, INV-2026-1002, INV-2026-1003, INV-2026-1004"
    );
}
