//! The statement of an account, for clients and for staff.
use crate::{
    db::query::Batch as _,
    payments::{queries, stage::SEED, statement::Period},
    testing::cast::*,
};
use axum::http::StatusCode;

/// A payment that is larger than what is open, and its refund.
fn portal() -> Portal {
    let portal = Portal::open(SEED);
    let account = "/accounts/00000000-0000-7000-8000-000000000a11/payments";
    let fields = [
        ("key", "w"),
        ("amount", "600.00"),
        ("currency", "USD"),
        ("method", "wire"),
        ("reference", "SEB 7"),
        ("received_on", "2026-11-12"),
        ("how", "order"),
    ];
    let at = portal.post(INES, account, &fields).location().to_owned();
    let fields = [("key", "r"), ("amount", "40.00"), ("refunded_on", "2026-11-15")];
    assert_eq!(portal.post(INES, &format!("{at}/refunds"), &fields).location(), at);
    portal
}

#[test]
fn a_statement_says_what_happened_in_a_period() {
    let portal = portal();
    let file = portal.get(MIRA, "/statement.csv?from=2026-11-02&until=2026-11-30");
    assert_eq!(file.status, StatusCode::OK, "{}", file.body);
    insta::assert_snapshot!(file.body.trim_start_matches('\u{feff}').replace('\r', ""), @r#"
    "Date","Type","Reference","Details","Currency","Charged","Paid","Owed","Credit"
    "2026-11-02","Opening balance","","","USD","","","300.00",""
    "2026-11-02","Invoice","2026-2","PBI to TEB","USD","200.00","","500.00",""
    "2026-11-12","Payment","SEB 7","Wire transfer, TEB to PBI; PBI to TEB","USD","","600.00","","100.00"
    "2026-11-15","Refund","","Wire transfer, TEB to PBI; PBI to TEB","USD","40.00","","","60.00"
    "2026-11-30","Closing balance","","","USD","","","","60.00"
    "#);
    let page = portal.get(MIRA, "/statement");
    for words in ["Opening balance", "SEB 7", "Wire transfer", "60.00 credit", "2026-1"] {
        assert!(page.has(words), "{words}: {}", page.body);
    }
    let staff = portal.get(INES, "/accounts/00000000-0000-7000-8000-000000000a11/statement");
    assert!(staff.has("Refund") && staff.has("60.00 credit"), "{}", staff.body);
}

/// What an account owes by its months, and by everything that ever happened.
const OWED: [&str; 2] = [
    "SELECT group_concat(x, ' ') FROM (SELECT substr(account_id, -3) || ' ' || currency || ' ' || sum(change) AS x FROM account_months GROUP BY account_id, currency HAVING sum(change) <> 0 ORDER BY 1)",
    "SELECT group_concat(x, ' ') FROM (SELECT substr(account_id, -3) || ' ' || currency || ' ' || sum(amount) AS x FROM (
       SELECT account_id, currency, iif(state = 'void' AND voided_on IS NOT NULL, 0, total) AS amount FROM invoices
       UNION ALL SELECT account_id, currency, surcharge - amount FROM payments
       UNION ALL SELECT account_id, currency, -total FROM credit_notes
       UNION ALL SELECT p.account_id, p.currency, r.amount FROM refunds r JOIN payments p ON p.id = r.payment_id WHERE r.state <> 'refused')
     GROUP BY account_id, currency HAVING sum(amount) <> 0 ORDER BY 1)",
];

#[test]
fn the_months_of_an_account_come_to_what_it_owes() {
    let portal = portal();
    let agree = |when: &str| {
        let [by_month, by_all] = OWED.map(|sql| portal.value(sql));
        assert_eq!(by_month, by_all, "{when}");
        by_month
    };
    let before = agree("after a payment and a refund");
    portal.app.db.execute("UPDATE refunds SET state = 'refused'");
    assert_ne!(agree("after the refund was refused"), before);
    portal.app.db.execute(
        "UPDATE invoices SET state = 'void', voided_on = '2026-12-01' WHERE number = '2026-2'",
    );
    agree("after an invoice was voided");
    portal.app.db.execute(
        "UPDATE refunds SET state = 'sent'; UPDATE payments SET surcharge = 700, unallocated = 0",
    );
    agree("with a surcharge");
    portal.app.db.execute(
        "UPDATE invoices SET account_id = '00000000-0000-7000-8000-000000000a12' WHERE account_id LIKE '%a11'; UPDATE payments SET account_id = '00000000-0000-7000-8000-000000000a12' WHERE account_id LIKE '%a11'",
    );
    assert!(!agree("after the account was merged into another").contains("a11"));
}

#[test]
fn an_opening_balance_is_read_from_months_and_one_part_of_a_month() {
    let portal = portal();
    let file = portal.get(MIRA, "/statement.csv?from=2026-11-14&until=2026-12-30").body;
    assert!(
        file.contains(
            "\"2026-11-14\",\"Opening balance\",\"\",\"\",\"USD\",\"\",\"\",\"\",\"100.00\""
        ),
        "{file}"
    );
    let later = portal.get(MIRA, "/statement.csv?from=2027-02-01&until=2027-02-02").body;
    assert!(
        later.contains(
            "\"2027-02-01\",\"Opening balance\",\"\",\"\",\"USD\",\"\",\"\",\"\",\"60.00\""
        ),
        "{later}"
    );
    let days = chrono::NaiveDate::MIN;
    let period = Period { from: days, until: days };
    let mut batch = queries::stated(&scope_of(INES), "", period, days);
    let plans: Vec<_> = batch.statements().iter().map(|it| portal.app.db.plan(it.sql)).collect();
    let ranges = |plan: &str| plan.matches(">? AND ").count() + plan.matches("month<?").count();
    assert_eq!((ranges(&plans[1]), ranges(&plans[2])), (6, 5), "{plans:?}");
}

#[test]
fn what_is_open_is_told_by_its_age() {
    let portal = Portal::open(SEED);
    let page = portal.get(MIRA, "/statement");
    assert!(page.has("1 to 30 days overdue") && page.has("500.00"), "{}", page.body);
    portal.app.db.execute("UPDATE invoices SET state = 'void', voided_on = '2026-11-20'");
    let page = portal.get(MIRA, "/statement");
    assert!(page.has("Credit note") && !page.has("days overdue"), "{}", page.body);
}

#[test]
fn a_statement_is_of_ones_own_account_and_for_those_who_see_money() {
    let portal = portal();
    let of_mira = "/statement?account=00000000-0000-7000-8000-000000000a11";
    assert_eq!(portal.get(RUTH, of_mira).status, StatusCode::NOT_FOUND);
    assert!(!portal.get(RUTH, "/statement").has("SEB 7"));
    assert_eq!(
        portal.get(RHEA, "/accounts/00000000-0000-7000-8000-000000000a11/statement").status,
        StatusCode::NOT_FOUND
    );
    portal.deny(MIRA, "see_money");
    assert_eq!(portal.get(MIRA, "/statement").status, StatusCode::NOT_FOUND);
}
