//! Invoices without a quote that deduct the deposits of a trip.
use super::HOLDINGS;
use crate::{
    invoices::{
        drafting::Plan,
        queries,
        stage::{QUOTE, SEED, issue_as},
    },
    testing::cast::*,
};
use axum::http::StatusCode;
use futures_executor::block_on;

const TRIP: &str = "00000000-0000-7000-8000-0000000e9001";

/// The first quote has its trip, and another account has one, too.
const TRIPS: &str = "INSERT INTO trips (id, workspace_id, reference, account_id, vehicle, stage_id, route, passengers, departs_at, ends_at, created_at)
   SELECT '00000000-0000-7000-8000-0000000e900' || (j.value ->> 0), '00000000-0000-7000-8000-000000000001', 'T-90' || (j.value ->> 0), j.value ->> 1, 'Global 6000',
     '00000000-0000-7000-8000-000000000017', 'TEB to LTN', 6, 1796951700000, 1796976300000, 0
   FROM json_each('[[1,\"00000000-0000-7000-8000-000000000a11\"],[2,\"00000000-0000-7000-8000-000000000a13\"]]') j;
 UPDATE quotes SET trip_id = '00000000-0000-7000-8000-0000000e9001' WHERE reference = 'Q-901';";

/// A portal with a deposit invoice of half of the quote, and its id.
fn with_deposit() -> (Portal, String) {
    let portal = Portal::open(&format!("{SEED}{TRIPS}"));
    let fields = [
        ("key", "half"),
        ("version", "3"),
        ("percent", "50"),
        ("due_on", "2026-11-25"),
        ("terms", ""),
    ];
    let at = portal.post(INES, &format!("/quotes/{QUOTE}/deposits"), &fields).location().to_owned();
    let id = at.rsplit('/').next().unwrap().to_owned();
    (portal, id)
}

fn bill(portal: &Portal, key: &str, price: &str, deposit: &str) -> Reply {
    let fields = [
        ("key", key),
        ("trip", TRIP),
        ("about", "TEB to LTN"),
        ("due_on", "2026-12-05"),
        ("terms", ""),
        ("label.0", "Flight time"),
        ("quantity.0", "2"),
        ("unit.0", "h"),
        ("price.0", price),
        ("deposit", deposit),
    ];
    let given = if deposit.is_empty() { &fields[..9] } else { &fields[..] };
    portal.post(INES, &format!("{HOLDINGS}/invoices"), given)
}

#[test]
fn an_invoice_about_a_trip_deducts_its_deposits_once() {
    let (portal, deposit) = with_deposit();
    let new = format!("{HOLDINGS}/invoices/new?trip={TRIP}");
    let page = portal.get(INES, &new);
    assert!(page.has("Deposits to deduct") && page.has("D-2026-1001"), "{}", page.body);
    assert!(page.has(&format!("value=\"{deposit}\" checked")), "{}", page.body);
    let little = bill(&portal, "a", "75.50", &deposit);
    assert_eq!(little.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(little.has("The deposits exceed the charges."), "{}", little.body);

    let at = bill(&portal, "b", "50,000.00", &deposit).location().to_owned();
    let shown = portal.get(MIRA, &at);
    for words in ["Less deposit D-2026-1001", "-61,820.00", "-133.20", "38,046.80"] {
        assert!(shown.has(words), "{words}: {}", shown.body);
    }
    assert!(portal.get(INES, &format!("/invoices/{deposit}")).has("Deducted in invoice"));
    assert!(!portal.get(INES, &new).has("Deposits to deduct"));
    let twice = bill(&portal, "c", "50,000.00", &deposit);
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(twice.has("What you ticked has changed."), "{}", twice.body);

    let rest = format!("/quotes/{QUOTE}/deposits/new");
    let page = portal.get(INES, &rest);
    assert!(page.has("deducted in 2026-1001") && page.has("$61,953.20 is left"), "{}", page.body);
    issue_as(&portal, INES, "quote", QUOTE);
    assert_eq!(
        portal.value("SELECT total FROM invoices WHERE quote_id IS NOT NULL AND is_deposit = 0"),
        "12390640",
        "the invoice of the quote does not deduct it again"
    );

    let reason = [("key", "v"), ("version", "1"), ("reason", "Wrong trip")];
    assert_eq!(portal.post(INES, &format!("{at}/voidance"), &reason).status, StatusCode::SEE_OTHER);
    assert!(portal.get(INES, &new).has("Deposits to deduct"), "it can be deducted again");
}

#[test]
fn a_deposit_that_is_not_ticked_is_left_to_another_invoice() {
    let (portal, _) = with_deposit();
    bill(&portal, "a", "75.50", "");
    assert_eq!(portal.value("SELECT total FROM invoices WHERE quote_id IS NULL"), "15100");
    issue_as(&portal, INES, "quote", QUOTE);
    assert_eq!(
        portal.value("SELECT total FROM invoices WHERE quote_id IS NOT NULL AND is_deposit = 0"),
        "6195320"
    );
}

#[test]
fn a_deposit_is_deducted_by_one_of_two_invoices_that_are_issued_at_the_same_moment() {
    let (portal, deposit) = with_deposit();
    let scope = scope_of(INES);
    let account = HOLDINGS.rsplit('/').next().unwrap().parse().unwrap();
    let read = || {
        let query = queries::free_bill(&scope, account, TRIP, "");
        block_on(portal.app.db.run(query)).unwrap().unwrap()
    };
    let (stale, workspace) =
        (read(), block_on(portal.app.db.run(crate::workspaces::at("harbour"))).unwrap().unwrap());
    let issue = |n: u128| {
        let mut form = crate::http::form::Form::of([
            ("about", "TEB to LTN"),
            ("due_on", "2026-12-05"),
            ("label.0", "Flight time"),
            ("price.0", "100,000.00"),
            ("deposit", deposit.as_str()),
        ]);
        let id = crate::kit::ids::InvoiceId(uuid::Uuid::from_u128(n));
        let reading = (workspace.dates(NOON), workspace.style(NOON));
        let it = stale.read(&mut form, id, &[], reading).unwrap();
        portal.write(INES, queries::carry_out(&Plan::Free(it), None)).held
    };
    assert_eq!([issue(1), issue(2)], [true, false]);
    assert!(read().deposits.is_empty());
}

#[test]
fn a_trip_with_a_deposit_still_leads_to_the_invoice_of_its_quote() {
    let (portal, _) = with_deposit();
    let to_quote = format!("/invoices/new?quote={QUOTE}");
    let pages = [format!("/trips/{TRIP}"), format!("/quotes/{QUOTE}")];
    for page in &pages {
        let page = portal.get(INES, page);
        assert!(page.has(&to_quote), "{}", page.body);
    }
    assert!(portal.get(INES, &pages[0]).has(&format!("{HOLDINGS}/invoices/new?trip={TRIP}")));
    issue_as(&portal, INES, "quote", QUOTE);
    for page in &pages {
        assert!(!portal.get(INES, page).has(&to_quote), "{page}");
    }
}
