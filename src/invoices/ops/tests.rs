//! The operator's pages of invoices.
use crate::{
    invoices::stage::{QUOTE, SEED, issue_as, issued, pay},
    testing::cast::*,
};
use axum::http::StatusCode;

const SENT: &str = "00000000-0000-7000-8000-00000000ef03";
const OTHER: &str = "00000000-0000-7000-8000-00000000ef02";
const NEIGHBOURS: &str = "00000000-0000-7000-8000-00000000ef04";

fn numbers(portal: &Portal) -> String {
    portal.value("SELECT group_concat(number, ' ') FROM (SELECT w.slug || ' ' || i.number AS number FROM invoices i JOIN workspaces w ON w.id = i.workspace_id ORDER BY 1)")
}

#[test]
fn an_accepted_quote_becomes_an_invoice() {
    let portal = Portal::open(SEED);
    let page = portal.get(INES, &format!("/invoices/new?quote={QUOTE}"));
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    for words in
        ["123,906.40", "Dec 5, 2026", "Due on receipt.", "Zoë Ångström", "8.8 h × 12,900.00"]
    {
        assert!(page.has(words), "{words}");
    }
    let reply = issue_as(&portal, INES, &page.key(), QUOTE);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let shown = portal.get(INES, reply.location());
    for words in [
        "Invoice 2026-1001",
        "Due Dec 5",
        "123,906.40",
        "Fuel surcharge",
        "Net 14.",
        "Not viewed by the client yet",
    ] {
        assert!(shown.has(words), "{words}");
    }
    assert_eq!(
        portal.value("SELECT bill_to FROM invoices"),
        "Zoë Ångström & Łukasz Żółć\nStorgatan 1\n114 56 Stockholm"
    );
    portal.work();
    let sent = portal.app.mailer.sent.lock().unwrap();
    assert_eq!(sent.len(), 2, "Mira and Tomas");
    assert_eq!(sent.first().unwrap().subject, "Invoice 2026-1001 from Harbour Aviation");
    assert!(sent.first().unwrap().text.contains("http://harbour.portal.test/invoices/"));
}

#[test]
fn numbers_count_up_without_gaps_for_each_workspace() {
    let portal = Portal::open(SEED);
    issue_as(&portal, INES, "1", QUOTE);
    assert_eq!(issue_as(&portal, INES, "2", QUOTE).status, StatusCode::CONFLICT);
    assert_eq!(issue_as(&portal, INES, "3", SENT).status, StatusCode::CONFLICT);
    issue_as(&portal, RHEA, "4", NEIGHBOURS);
    issue_as(&portal, INES, "5", OTHER);
    assert_eq!(numbers(&portal), "harbour 2026-1001 harbour 2026-1002 ridgeline 2026-1001");
}

#[test]
fn the_year_of_a_number_is_in_the_time_zone_of_the_workspace() {
    let portal = Portal::open(SEED);
    portal
        .app
        .db
        .execute("UPDATE workspaces SET zone = 'Pacific/Kiritimati' WHERE slug = 'harbour'");
    issue_as(&portal, INES, "1", QUOTE);
    assert_eq!(portal.value("SELECT issued_on FROM invoices"), "2026-11-22");
}

#[test]
fn a_quote_is_billed_once_however_often_it_is_asked_for() {
    let portal = Portal::open(SEED);
    let (first, same) = (issue_as(&portal, INES, "k", QUOTE), issue_as(&portal, INES, "k", QUOTE));
    assert_eq!((first.status, first.location()), (same.status, same.location()));
    let other = issue_as(&portal, OLE, "other", QUOTE);
    assert_eq!(other.status, StatusCode::CONFLICT);
    assert!(other.has("Invoice 2026-1001 was issued for this quote already."), "{}", other.body);
    let page = portal.get(INES, &format!("/invoices/new?quote={QUOTE}"));
    assert_eq!(page.status, StatusCode::CONFLICT);
    insta::assert_snapshot!(
        portal.rows("SELECT count(*) AS invoices, (SELECT count(*) FROM outbox) AS waiting FROM invoices"),
        @"
    invoices: 1
    waiting: 3
    ");
}

#[test]
fn a_quote_that_changed_or_was_not_accepted_is_not_billed() {
    let portal = Portal::open(SEED);
    assert!(issue_as(&portal, INES, "1", SENT).has("Only an accepted quote can be billed."));
    portal.app.db.execute("UPDATE quotes SET version = 4");
    assert_eq!(issue_as(&portal, INES, "2", QUOTE).status, StatusCode::CONFLICT);
    assert_eq!(portal.value("SELECT count(*) FROM invoices"), "0");
}

#[test]
fn an_invoice_is_not_due_before_it_is_issued() {
    let portal = Portal::open(SEED);
    let with = |key, due| {
        portal.post(
            INES,
            "/invoices",
            &[
                ("key", key),
                ("quote", QUOTE),
                ("version", "3"),
                ("due_on", due),
                ("terms", "As agreed."),
                ("as_estimated.1", "yes"),
            ],
        )
    };
    for (key, due, shown, words) in [
        ("a", "2026-11-20", "Nov 20, 2026", "Choose today or a later day."),
        ("b", "soon", "soon", "Enter a date, such as Nov 21, 2026."),
    ] {
        let again = with(key, due);
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.has(words) && again.has(shown) && again.has("As agreed."), "{}", again.body);
    }
    assert_eq!(with("c", "2026-11-21").status, StatusCode::SEE_OTHER);
}

#[test]
fn payments_make_an_invoice_partly_paid_and_then_paid() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    portal.work();
    portal.app.mailer.sent.lock().unwrap().clear();
    let first = pay(&portal, &at, "1", "1", "23,906.40");
    assert_eq!(
        (first.status, first.location()),
        (StatusCode::SEE_OTHER, at.as_str()),
        "{}",
        first.body
    );
    let shown = portal.get(INES, &at);
    for words in [
        "Partly paid",
        "100,000.00",
        "SEB 88213",
        "Wire transfer",
        "Payment recorded: USD 23,906.40, Wire transfer, SEB 88213",
    ] {
        assert!(shown.has(words), "{words}");
    }
    portal.work();
    assert_eq!(
        portal.app.mailer.sent.lock().unwrap().first().unwrap().subject,
        "Payment received for invoice 2026-1001"
    );
    assert_eq!(pay(&portal, &at, "2", "2", "100000").status, StatusCode::SEE_OTHER);
    let shown = portal.get(INES, &at);
    assert!(
        shown.has("Paid") && shown.has("0.00 is outstanding; more becomes credit"),
        "{}",
        shown.body
    );
    insta::assert_snapshot!(
        portal.rows("SELECT total, paid, (SELECT sum(amount) FROM allocations) AS allocated FROM invoices"),
        @"
    total: 12390640
    paid: 12390640
    allocated: 12390640
    ");
}

#[test]
fn an_amount_that_is_not_above_zero_is_refused() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    for (key, amount, words) in [
        ("2", "0", "Enter an amount above zero."),
        ("3", "-5", "Enter an amount above zero."),
        ("4", "1.234", "Does “1.234” mean 1,234.00?"),
        ("5", "a lot", "Enter an amount"),
    ] {
        let again = pay(&portal, &at, key, "1", amount);
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{amount}");
        assert!(
            again.has(words) && again.has(&format!("value=\"{amount}\"")),
            "{amount}: {}",
            again.body
        );
    }
    assert_eq!(portal.value("SELECT count(*) FROM payments"), "0");
    assert_eq!(pay(&portal, &at, "6", "1", "123,906.40").status, StatusCode::SEE_OTHER);
}

#[test]
fn a_payment_dated_in_the_future_is_refused() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    let fields = [
        ("key", "k"),
        ("version", "1"),
        ("amount", "1"),
        ("method", "cash"),
        ("received_on", "2026-11-22"),
    ];
    let again = portal.post(INES, &format!("{at}/payments"), &fields);
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.has("Choose today or an earlier day."));
}

#[test]
fn of_two_payments_from_the_same_page_one_is_recorded() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    assert_eq!(pay(&portal, &at, "1", "1", "100").status, StatusCode::SEE_OTHER);
    assert_eq!(
        pay(&portal, &at, "1", "1", "100").status,
        StatusCode::SEE_OTHER,
        "the same form again"
    );
    let stale = pay(&portal, &at, "2", "1", "100");
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.has("This invoice changed while you were looking at it."));
    insta::assert_snapshot!(
        portal.rows("SELECT count(*) AS payments, (SELECT paid FROM invoices) AS paid FROM payments"),
        @"
    payments: 1
    paid: 10000
    ");
}

#[test]
fn an_invoice_is_overdue_the_day_after_it_is_due() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    let due = |day: &str| portal.app.db.execute(&format!("UPDATE invoices SET due_on = '{day}'"));
    due("2026-11-21");
    assert!(portal.get(INES, "/invoices?show=overdue").has("Nothing is overdue"));
    assert!(portal.get(INES, &at).has("Due Nov 21"));
    due("2026-11-20");
    assert!(portal.get(INES, "/invoices?show=overdue").has("2026-1001"));
    assert!(portal.get(INES, &at).has("Overdue") && portal.get(MIRA, &at).has("Overdue"));
    pay(&portal, &at, "1", "1", "123,906.40");
    assert!(portal.get(INES, "/invoices?show=overdue").has("Nothing is overdue"));
    assert!(portal.get(INES, "/invoices?show=paid").has("2026-1001"));
}

#[test]
fn each_tab_lists_its_invoices_and_its_pages_skip_none() {
    let portal = Portal::open(SEED);
    portal.app.db.execute(
        "WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < 60)
         INSERT INTO invoices (id, workspace_id, number, account_id, state, route, bill_to, currency, lines, subtotal, tax, total, issued_on, due_on, terms, created_at)
         SELECT printf('00000000-0000-7000-8000-0000000f%04d', k), '00000000-0000-7000-8000-000000000001', printf('N%04d', k),
           '00000000-0000-7000-8000-000000000a11', 'issued', 'TEB to LTN', 'x', 'USD', '[]', 100, 0, 100, '2026-11-01', printf('2026-12-%02d', 1 + k / 20), '', k / 10 FROM n",
    );
    for (who, first) in [
        (INES, "/invoices"),
        (INES, "/invoices?show=all"),
        (MIRA, "/invoices"),
        (MIRA, "/invoices?show=all"),
    ] {
        let (mut seen, mut next) = (Vec::new(), Some(first.to_owned()));
        while let Some(path) = next {
            let page = portal.get(who, &path);
            seen.extend((1..=60).map(|k| format!("N{k:04}")).filter(|number| page.has(number)));
            next = page
                .body
                .split("rel=\"next\" href=\"")
                .nth(1)
                .map(|rest| rest.split('"').next().unwrap().replace("&#38;", "&"));
        }
        let all = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!((all, seen.len()), (60, 60), "{first}");
    }
    assert!(portal.get(INES, "/invoices?show=paid").has("No paid invoices yet"));
}

#[test]
fn a_page_is_one_batch_and_a_change_two() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    let batches = |reply: &Reply| {
        reply.headers["server-timing"]
            .to_str()
            .unwrap()
            .split('"')
            .nth(1)
            .unwrap()
            .split(' ')
            .next()
            .unwrap()
            .to_owned()
    };
    assert_eq!(batches(&portal.get(INES, &at)), "1");
    assert_eq!(batches(&portal.get(MIRA, &at)), "1");
    assert_eq!(batches(&pay(&portal, &at, "1", "1", "100")), "2");
}

#[test]
fn staff_without_the_right_neither_issue_invoices_nor_record_payments() {
    let portal = Portal::open(SEED);
    assert_eq!(
        portal.get(DANA, &format!("/invoices/new?quote={QUOTE}")).status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(issue_as(&portal, DANA, "1", QUOTE).status, StatusCode::FORBIDDEN);
    let at = issued(&portal);
    let refused = portal.post(DANA, &format!("{at}/payments"), &[("key", "k"), ("version", "1")]);
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(!portal.get(DANA, &at).has("Record payment"));
}

#[test]
fn a_neighbor_sees_and_does_nothing() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    let form = [
        ("key", "k"),
        ("version", "1"),
        ("amount", "1"),
        ("method", "cash"),
        ("received_on", "2026-11-21"),
    ];
    for path in [
        at.clone(),
        format!("{at}/pdf"),
        format!("/invoices/new?quote={QUOTE}"),
        "/invoices/new".into(),
        "/invoices/nonsense".into(),
    ] {
        assert_eq!(portal.get(RHEA, &path).status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(issue_as(&portal, RHEA, "1", OTHER).status, StatusCode::NOT_FOUND);
    assert_eq!(portal.post(RHEA, &format!("{at}/payments"), &form).status, StatusCode::NOT_FOUND);
    assert!(!portal.get(RHEA, "/invoices?show=all").has("2026-1001"));
}

#[test]
fn a_void_invoice_is_not_owed_and_its_quote_can_be_billed_again() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    portal.app.db.execute("UPDATE invoices SET state = 'void', version = 2");
    for who in [INES, MIRA] {
        let shown = portal.get(who, &at);
        assert!(shown.has("Void") && !shown.has("How to pay"), "{}", shown.body);
    }
    assert!(pay(&portal, &at, "1", "2", "1").has("This invoice is void"));
    assert!(portal.get(MIRA, "/invoices").has("Nothing to pay"));
    assert_eq!(issue_as(&portal, INES, "again", QUOTE).status, StatusCode::SEE_OTHER);
    assert_eq!(numbers(&portal), "harbour 2026-1001 harbour 2026-1002");
}

#[test]
fn a_change_between_read_and_write_stops_the_write() {
    use crate::{
        invoices::{
            payment::{Method, Part, Receipt, Remittance},
            queries,
        },
        kit::ids::PaymentId,
        mail::Letter,
    };
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    let scope = scope_of(INES);
    let id = at.rsplit('/').next().unwrap().parse().unwrap();
    let (invoice, ..) =
        futures_executor::block_on(portal.app.db.run(queries::dossier(&scope, id))).unwrap();
    let invoice = invoice.unwrap();
    let letter = Letter {
        subject: "Paid".into(),
        lead: String::new(),
        facts: Vec::new(),
        action: String::new(),
        path: at.clone(),
    };
    let recorded = |n: u8| {
        let received = Remittance {
            method: Method::Wire,
            reference: String::new(),
            amount: 12_390_640,
            received_on: invoice.issued_on,
        };
        let receipt = Receipt {
            id: PaymentId::new(NOON, &[n; 10]),
            seen: 1,
            received,
            parts: vec![Part { invoice: id, amount: 12_390_640 }],
            outstanding: 0,
            surplus: 0,
        };
        portal.write(INES, queries::record(&receipt, &invoice, &letter, &[])).held
    };
    assert_eq!((recorded(1), recorded(2)), (true, false));
    assert_eq!(portal.value("SELECT count(*) FROM payments"), "1");
    assert_eq!(portal.value("SELECT count(*) FROM allocations"), "1");
}

#[test]
fn the_list_is_sorted_by_due_day_or_client() {
    let portal = Portal::open(SEED);
    portal.app.db.execute(
        "UPDATE accounts SET sort_name = lower(name);
         INSERT INTO invoices (id, workspace_id, number, account_id, state, route, bill_to, currency, lines, subtotal, tax, total, issued_on, due_on, terms, created_at)
         SELECT '00000000-0000-7000-8000-0000000f0' || value, '00000000-0000-7000-8000-000000000001', 'N-' || value, '00000000-0000-7000-8000-000000000' || value, 'issued', 'TEB to LTN', 'x', 'USD', '[]', 1, 0, 1,
           '2026-11-01', '2026-12-0' || (key + 1), '', key FROM json_each('[\"a12\", \"a11\"]')",
    );
    let is_okafor_first = |path: &str| {
        let page = portal.get(INES, path).body;
        page.find("N-a12").unwrap() < page.find("N-a11").unwrap()
    };
    for (path, okafor_first) in [
        ("/invoices", true),
        ("/invoices?sort=-due", false),
        ("/invoices?sort=client", false),
        ("/invoices?sort=-client", true),
        ("/invoices?sort=issued", true),
        ("/invoices?show=all", false),
        ("/invoices?show=all&sort=issued", true),
    ] {
        assert_eq!(is_okafor_first(path), okafor_first, "{path}");
    }
    assert!(portal.get(INES, "/invoices").has(
        "aria-sort=\"ascending\"><a class=\"sort\" href=\"/invoices?show=open&#38;sort=-due\">Due"
    ));
}

#[test]
fn a_payment_typed_with_a_decimal_comma_is_what_was_typed() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    assert_eq!(pay(&portal, &at, "a", "1", "350,00").status, StatusCode::SEE_OTHER);
    assert_eq!(portal.value("SELECT amount FROM payments"), "35000");
    let asked = pay(&portal, &at, "b", "2", "1.250");
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.has("Does “1.250” mean 1,250.00 or 1.25?") && asked.has("value=\"1.25\""));
    assert!(pay(&portal, &at, "c", "2", "€ 350").has("Amounts here are in USD"));
    assert_eq!(pay(&portal, &at, "d", "2", "$19,933.25").status, StatusCode::SEE_OTHER);
    assert_eq!(portal.value("SELECT max(amount) FROM payments"), "1993325");
}

/// Issues the invoice with this actual cost of the fuel surcharge.
fn issue_with(portal: &Portal, key: &str, more: &[(&str, &str)]) -> Reply {
    let mut fields = vec![
        ("key", key),
        ("quote", QUOTE),
        ("version", "3"),
        ("due_on", "2026-12-05"),
        ("terms", "Net 14."),
    ];
    fields.extend(more);
    portal.post(INES, "/invoices", &fields)
}

#[test]
fn an_estimate_is_issued_at_its_actual_cost() {
    let portal = Portal::open(SEED);
    let page = portal.get(INES, &format!("/invoices/new?quote={QUOTE}"));
    assert!(page.has("Actual costs") && page.has("As estimated: 10,120.00"));
    let asked = issue_with(&portal, "a", &[]);
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.has("“Fuel surcharge” was an estimate."), "{}", asked.body);
    let both = issue_with(&portal, "b", &[("actual.1", "9.000,50"), ("as_estimated.1", "yes")]);
    assert_eq!(both.status, StatusCode::UNPROCESSABLE_ENTITY);
    let issued = issue_with(&portal, "c", &[("actual.1", "9.000,50")]);
    assert_eq!(issued.status, StatusCode::SEE_OTHER, "{}", issued.body);
    insta::assert_snapshot!(portal.rows("SELECT subtotal, tax, total FROM invoices"), @"
    subtotal: 12252050
    tax: 26640
    total: 12278690
    ");
    let shown = portal.get(INES, issued.location());
    assert!(
        shown.has("9,000.50") && shown.has("estimate 10,120.00, difference "),
        "{}",
        shown.body
    );
}

#[test]
fn an_estimate_that_was_confirmed_is_an_actual_cost() {
    let portal = Portal::open(SEED);
    let shown = portal.get(INES, &issued(&portal));
    assert!(shown.has("10,120.00") && shown.has("as estimated"), "{}", shown.body);
}

#[test]
fn an_amount_beyond_what_is_exact_is_refused_at_its_field() {
    let portal = Portal::open(SEED);
    let huge = issue_with(&portal, "a", &[("actual.1", "1,000,000,000,000.00")]);
    assert_eq!(huge.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(huge.has("too large"), "{}", huge.body);
    let huge = issue_with(&portal, "b", &[("actual.1", "90,071,992,547,409.92")]);
    assert!(huge.has("This amount is too large."));
    assert_eq!(portal.value("SELECT count(*) FROM invoices"), "0");
}

#[test]
fn staff_read_the_invoices_of_some_days_and_those_that_are_void() {
    let portal = Portal::open(SEED);
    let first = issued(&portal);
    portal.later(3 * DAY);
    issue_as(&portal, INES, "b", OTHER);
    let listed = |query: &str| {
        let page = portal.get(INES, &format!("/invoices?{query}"));
        let numbers = ["2026-1001", "2026-1002"].into_iter();
        numbers.filter(|it| page.has(&format!(">{it}</a>"))).collect::<Vec<_>>()
    };
    assert_eq!(listed("show=all&from=2026-11-21&until=2026-11-21"), ["2026-1001"]);
    assert_eq!(listed("show=all&from=2026-11-22"), ["2026-1002"]);
    assert_eq!(listed("show=all&until=2026-11-23&sort=client"), ["2026-1001"]);
    assert_eq!(listed("show=void"), [""; 0]);
    let fields = [("key", "v"), ("version", "1"), ("reason", "Twice")];
    portal.post(INES, &format!("{first}/voidance"), &fields);
    assert_eq!(listed("show=void&until=2026-11-21"), ["2026-1001"]);
    assert_eq!(listed("show=void&from=2026-11-22"), [""; 0]);
}

#[test]
fn a_notice_of_an_invoice_names_it_and_is_gone_with_the_right_to_see_money() {
    let portal = Portal::open(SEED);
    issued(&portal);
    let number = portal.value("SELECT number FROM invoices");
    let page = portal.get(MIRA, "/notices");
    for words in [format!("Invoice issued: {number}"), "$".to_owned(), " to ".to_owned()] {
        assert!(page.has(&words), "{words}: {}", page.body);
    }
    assert!(portal.get(MIRA, "/profile").bell.contains(&number));
    let of_mira = "SELECT id FROM notices WHERE user_id = (SELECT id FROM users WHERE email = 'mira@harbour.example')";
    let id = portal.value(of_mira);
    portal.deny(MIRA, "see_money");
    let closed = portal.get(MIRA, "/notices");
    assert!(!closed.has(&number) && !closed.has("Invoice issued"), "{}", closed.body);
    let profile = portal.get(MIRA, "/profile");
    assert!(!profile.has("count news") && !profile.bell.contains("Invoice issued"));
    assert_eq!(portal.get(MIRA, &format!("/notices/{id}")).status, StatusCode::NOT_FOUND);
    portal.app.db.execute("UPDATE notices SET email = 'daily'");
    portal.later(DAY);
    futures_executor::block_on(crate::notices::tell(&portal.app)).unwrap();
    let digests = "SELECT count(*) FROM outbox WHERE to_email = 'mira@harbour.example' AND state = 'queued' AND subject NOT LIKE 'Invoice%'";
    assert_eq!(portal.value(digests), "0");
}
