//! Invoices without a quote, and invoices that are voided.
use crate::{
    invoices::stage::{QUOTE, SEED, issued, pay},
    testing::cast::*,
};
use axum::http::StatusCode;

mod deposits;

const HOLDINGS: &str = "/accounts/00000000-0000-7000-8000-000000000a11";
const SERVICE: &str = "00000000-0000-7000-8000-0000000ee006";

const LINES: [(&str, &str); 9] = [
    ("about", "Conference room"),
    ("due_on", "2026-12-05"),
    ("terms", "{total} by {due_date}."),
    ("label.0", "Room"),
    ("quantity.0", "2"),
    ("unit.0", "h"),
    ("price.0", "75.50"),
    ("taxable.0", "yes"),
    ("label.1", ""),
];

fn bill(portal: &Portal, key: &str, more: &[(&str, &str)]) -> Reply {
    let kept = LINES.iter().filter(|(name, _)| more.iter().all(|(other, _)| other != name));
    let fields: Vec<_> = kept.chain(more).copied().chain([("key", key)]).collect();
    portal.post(INES, &format!("{HOLDINGS}/invoices"), &fields)
}

#[test]
fn an_account_is_billed_for_anything() {
    let portal = Portal::open(
        "INSERT INTO rates (id, workspace_id, name, kind, ppm, in_force_from, created_at) VALUES
           ('00000000-0000-7000-8000-0000000e7009', '00000000-0000-7000-8000-000000000001', 'Sales tax', 'percent', 66250, '2026-01-01', 0)",
    );
    assert!(portal.get(INES, HOLDINGS).has(&format!("{HOLDINGS}/invoices/new")));
    let page = portal.get(INES, &format!("{HOLDINGS}/invoices/new"));
    assert!(page.has("Issue invoice") && page.has("Lindqvist Holdings AB"), "{}", page.body);
    let more = bill(&portal, "a", &[("add", "line")]);
    assert!(more.status == StatusCode::OK && more.has("label.2"), "{}", more.body);
    for (wrong, words) in [
        (&[("about", "")][..], "Say what the invoice is for"),
        (&[("label.0", ""), ("price.0", "")], "Enter at least one line"),
        (&[("due_on", "2026-11-20")], "Choose today or a later day"),
        (&[("price.0", "-5")], "nothing to bill"),
    ] {
        let reply = bill(&portal, "b", wrong);
        assert!(reply.status == StatusCode::UNPROCESSABLE_ENTITY && reply.has(words), "{words}");
    }
    let reply = bill(&portal, "c", &[]);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let shown = portal.get(MIRA, reply.location());
    for words in ["Invoice 2026-1001", "Conference room", "2 h × 75.50", "Sales tax", "161.00"] {
        assert!(shown.has(words), "{words}: {}", shown.body);
    }
    assert!(shown.has("$161.00 by Dec 5, 2026."), "151.00 and 6.625 % of it");
    portal.work();
    let sent = portal.app.mailer.sent.lock().unwrap().clone();
    assert!(sent.iter().any(|it| it.text.contains("for Conference room")), "{sent:?}");
    for who in [DANA, RHEA] {
        let refused = portal.get(who, &format!("{HOLDINGS}/invoices/new")).status;
        let expected = if who == DANA { StatusCode::FORBIDDEN } else { StatusCode::NOT_FOUND };
        assert_eq!(refused, expected);
    }
}

#[test]
fn a_completed_order_of_services_is_billed_once() {
    let portal = Portal::open(WALK);
    let account = portal.value(&format!("SELECT account_id FROM services WHERE id = '{SERVICE}'"));
    let at = format!("/accounts/{account}/invoices");
    let new = format!("{at}/new?service={SERVICE}");
    let early = portal.get(INES, &new);
    assert!(early.status == StatusCode::CONFLICT && early.has("Complete the order first"));
    let done = [("key", "a"), ("version", "1")];
    portal.post(DANA, &format!("/services/{SERVICE}/completion"), &done);
    assert!(portal.get(INES, &format!("/services/{SERVICE}")).has(&new));
    let page = portal.get(INES, &new);
    assert!(page.has("value=\"Services S-"), "{}", page.body);
    let send = |key: &str| {
        let fields = [
            ("key", key),
            ("service", SERVICE),
            ("about", "Services S-2002, N77CM at TEB"),
            ("due_on", "2026-12-05"),
            ("label.0", "Fuel"),
            ("price.0", "1,200.00"),
        ];
        portal.post(INES, &at, &fields)
    };
    let reply = send("b");
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let again = send("c");
    assert!(again.status == StatusCode::CONFLICT && again.has("was issued for this order already"));
    for who in [INES, CARL] {
        assert!(portal.get(who, &format!("/services/{SERVICE}")).has(reply.location()), "{who:?}");
    }
    assert_eq!(portal.get(CARL, reply.location()).status, StatusCode::OK);
}

#[test]
fn a_voided_invoice_leaves_what_was_paid_as_credit_and_its_quote_to_be_invoiced() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    pay(&portal, &at, "p", "1", "1,000.00");
    portal.app.db.execute("DELETE FROM outbox");
    let void = |key: &str, version: &str, reason: &str| {
        let fields = [("key", key), ("version", version), ("reason", reason)];
        portal.post(INES, &format!("{at}/voidance"), &fields)
    };
    assert!(void("a", "2", "").has("Enter a reason"));
    assert_eq!(void("b", "1", "Wrong account").status, StatusCode::CONFLICT, "from an old page");
    let reply = void("c", "2", "Wrong account");
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    for who in [INES, MIRA] {
        let page = portal.get(who, &at);
        assert!(page.has("Void") && page.has("Wrong account"), "{}", page.body);
    }
    assert_eq!(
        portal.value("SELECT state || ' ' || paid || ' ' || (SELECT unallocated FROM payments) || ' ' || (SELECT count(*) FROM allocations) FROM invoices"),
        "void 0 100000 0"
    );
    assert_eq!(
        portal.value(
            "SELECT group_concat(to_name || ': ' || subject, '; ') FROM outbox WHERE job = 'letter'"
        ),
        "Mira Lindqvist: Invoice 2026-1001 is void; Tomas Lindqvist: Invoice 2026-1001 is void"
    );
    assert_eq!(void("d", "3", "Again").status, StatusCode::CONFLICT);
    assert!(portal.get(INES, "/invoices?show=to-invoice").has("Q-901"));
    let next = crate::invoices::stage::issue_as(&portal, INES, "n", QUOTE);
    assert!(portal.get(INES, next.location()).has("Invoice 2026-1002"), "no number is used twice");
}

#[test]
fn an_invoice_shows_the_estimate_beside_the_actual_cost() {
    let portal = Portal::open(SEED);
    let fields = [
        ("key", "k"),
        ("quote", QUOTE),
        ("version", "3"),
        ("due_on", "2026-12-05"),
        ("terms", "Net 14."),
        ("actual.1", "10,500.00"),
    ];
    let at = portal.post(INES, "/invoices", &fields).location().to_owned();
    for who in [INES, MIRA] {
        let page = portal.get(who, &at);
        assert!(page.has("estimate 10,120.00, difference 380.00"), "{}", page.body);
    }
}

#[test]
fn bookkeepers_have_invoices_and_payments_of_a_period_as_files() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    pay(&portal, &at, "p", "1", "1,000.00");
    portal.app.db.execute("UPDATE payments SET reference = '=1+1'");
    let file = |path: &str| portal.get(INES, path);
    let invoices = file("/invoices.csv?from=2026-11-01&until=2026-11-30");
    assert_eq!(invoices.headers["content-type"], "text/csv; charset=utf-8");
    assert!(invoices.body.starts_with('\u{feff}'), "a spreadsheet reads accents");
    let lines: Vec<&str> = invoices.body.lines().collect();
    assert_eq!(lines.len(), 2, "{}", invoices.body);
    assert!(
        lines[1].starts_with(r#""2026-1001","2026-11-21","2026-12-05","Lindqvist Holdings""#),
        "{}",
        lines[1]
    );
    assert!(
        lines[1].contains(
            r#""USD","123640.00","266.40","123906.40","0.00","1000.00","122906.40","Partly paid""#
        ),
        "{}",
        lines[1]
    );
    let payments = file("/payments.csv?from=2026-11-01&until=2026-11-30");
    assert!(
        payments.body.contains(r#""'=1+1""#) && payments.body.contains("2026-1001"),
        "{}",
        payments.body
    );
    assert_eq!(file("/invoices.csv?from=2026-12-01&until=2026-12-31").body.lines().count(), 1);
    assert_eq!(portal.get(DANA, "/invoices.csv").status, StatusCode::FORBIDDEN);
}
