//! The statement of an account, for clients and for staff.
use crate::{payments::stage::SEED, testing::cast::*};
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
    "2026-11-12","Payment","SEB 7","Wire transfer","USD","","600.00","","100.00"
    "2026-11-15","Refund","","Wire transfer","USD","40.00","","","60.00"
    "2026-11-30","Closing balance","","","USD","","","","60.00"
    "#);
    let page = portal.get(MIRA, "/statement");
    for words in ["Opening balance", "SEB 7", "Wire transfer", "60.00 credit", "2026-1"] {
        assert!(page.has(words), "{words}: {}", page.body);
    }
    let staff = portal.get(INES, "/accounts/00000000-0000-7000-8000-000000000a11/statement");
    assert!(staff.has("Refund") && staff.has("60.00 credit"), "{}", staff.body);
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
