//! Several invoices at once.
use crate::{invoices::stage::SEED, testing::cast::*};
use axum::http::StatusCode;

const FIRST: &str = "00000000-0000-7000-8000-00000000ef01";
const SECOND: &str = "00000000-0000-7000-8000-00000000ef02";

/// Two accepted quotes that depart in December without estimates, and one with.
const DECEMBER: &str = "UPDATE quotes SET departs_at = 1796951700000, lines = replace(lines, '\"estimate\"', '\"fixed\"'), total = total;";

fn at(portal: &Portal) -> String {
    let account = portal.value(&format!("SELECT account_id FROM quotes WHERE id = '{FIRST}'"));
    format!("/accounts/{account}/invoices/batch")
}

fn issue(portal: &Portal, key: &str, quotes: &[&str]) -> Reply {
    let mut fields =
        vec![("key", key), ("month", "2026-12"), ("due_on", "2026-12-31"), ("terms", "Net 30.")];
    fields.extend(quotes.iter().map(|it| ("quote", *it)));
    portal.post(INES, &at(portal), &fields)
}

fn numbers(portal: &Portal) -> String {
    portal.value("SELECT group_concat(number || ' ' || total || ' ' || paid, ', ') FROM (SELECT * FROM invoices ORDER BY number)")
}

#[test]
fn a_months_trips_are_invoiced_at_once_and_mailed_once() {
    let portal = Portal::open(&format!("{SEED}{DECEMBER}"));
    let page = portal.get(INES, &format!("{}?month=2026-12", at(&portal)));
    for id in [FIRST, SECOND] {
        assert!(page.has(&format!("value=\"{id}\" checked")), "{}", page.body);
    }
    assert!(portal.get(INES, &format!("{}?month=2026-11", at(&portal))).has("Nothing to invoice"));
    let reply = issue(&portal, "a", &[FIRST, SECOND]);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    assert_eq!(numbers(&portal), "2026-1001 12390640 0, 2026-1002 12390640 0");
    assert_eq!(issue(&portal, "a", &[FIRST, SECOND]).location(), reply.location());
    assert_eq!(numbers(&portal), "2026-1001 12390640 0, 2026-1002 12390640 0");
    portal.work();
    let subjects: Vec<_> =
        portal.app.mailer.sent.lock().unwrap().iter().map(|it| it.subject.clone()).collect();
    assert_eq!(subjects, ["2 invoices from Harbour Aviation"; 2], "Mira and Tomas");
    let id = portal.value("SELECT id FROM invoices WHERE number = '2026-1002'");
    let page = portal.get(INES, &format!("/invoices/{id}"));
    assert!(page.has("Issued") && page.has("Net 30."), "{}", page.body);
    assert!(portal.get(MIRA, &format!("/invoices/{id}/pdf")).body.starts_with("%PDF"));
    assert!(portal.get(INES, reply.location()).has("Nothing to invoice"));
    assert_eq!(
        portal.value("SELECT next FROM counters WHERE noun = 'invoice' AND workspace_id LIKE '%1'"),
        "1003"
    );
}

#[test]
fn what_was_paid_before_and_the_deposits_are_taken_into_account() {
    let portal = Portal::open(&format!("{SEED}{DECEMBER}"));
    let fields = [
        ("key", "d"),
        ("version", "3"),
        ("amount", "1,000.00"),
        ("due_on", "2026-11-25"),
        ("terms", ""),
    ];
    portal.post(INES, &format!("/quotes/{FIRST}/deposits"), &fields);
    portal.app.db.execute(&format!(
        "INSERT INTO payments (id, workspace_id, account_id, method, currency, amount, unallocated, quote_id, received_on, created_at)
         SELECT 'p1', workspace_id, account_id, 'wire', 'USD', 700, 700, id, '2026-11-20', 0 FROM quotes WHERE id = '{SECOND}'"
    ));
    issue(&portal, "a", &[FIRST, SECOND]);
    assert_eq!(
        numbers(&portal),
        "2026-1001 12290640 0, 2026-1002 12390640 700, D-2026-1001 100000 0"
    );
    assert_eq!(portal.value("SELECT unallocated FROM payments WHERE id = 'p1'"), "0");
    assert_eq!(portal.value("SELECT count(*) FROM invoices WHERE deducted_by IS NOT NULL"), "1");
}

#[test]
fn one_that_was_invoiced_meanwhile_stops_all() {
    let portal = Portal::open(&format!("{SEED}{DECEMBER}"));
    issue(&portal, "a", &[SECOND]);
    let late = issue(&portal, "b", &[FIRST, SECOND]);
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.has("What you ticked has changed."), "{}", late.body);
    assert_eq!(issue(&portal, "c", &[]).status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(numbers(&portal), "2026-1001 12390640 0");
}

#[test]
fn of_two_at_the_same_moment_one_is_written() {
    use crate::{
        http::form::Form,
        invoices::{batch, queries},
        kit::ids::InvoiceId,
    };
    use futures_executor::block_on;
    let portal = Portal::open(&format!("{SEED}{DECEMBER}"));
    let scope = scope_of(INES);
    let account = portal.value(&format!("SELECT account_id FROM quotes WHERE id = '{FIRST}'"));
    let account = account.parse().unwrap();
    let all =
        block_on(portal.app.db.run(queries::bills(&scope, account, [0, i64::MAX >> 11]))).unwrap();
    let workspace = block_on(portal.app.db.run(crate::workspaces::at("harbour"))).unwrap().unwrap();
    let mut n = 0_u128;
    let mut held = || {
        let mut form = Form::of([("due_on", "2026-12-31"), ("terms", "")]);
        for bill in &all {
            form.add("quote", bill.quote_id.to_string());
        }
        let reading = (workspace.dates(NOON), workspace.style(NOON));
        let it = batch::read(&mut form, &all, reading, || {
            n += 1;
            InvoiceId(uuid::Uuid::from_u128(n))
        });
        let it = it.unwrap().unwrap();
        portal.write(INES, queries::issue_all(account, &it, &[])).held
    };
    assert_eq!([held(), held()], [true, false]);
    assert_eq!(numbers(&portal), "2026-1001 12390640 0, 2026-1002 12390640 0");
}

/// Trips that depart in December: of the first quote, of the second one, of none, canceled, and of a quote for November.
const TRIPS: &str = "INSERT INTO stages (id, workspace_id, name, rank, kind) VALUES
   ('00000000-0000-7000-8000-000000001090', '00000000-0000-7000-8000-000000000001', 'Canceled', 90, 'cancelled');
 INSERT INTO trips (id, workspace_id, reference, account_id, vehicle, stage_id, route, passengers, departs_at, ends_at, created_at)
   SELECT '00000000-0000-7000-8000-0000000e900' || (j.value ->> 0), '00000000-0000-7000-8000-000000000001', 'T-90' || (j.value ->> 0), '00000000-0000-7000-8000-000000000a11', 'Global 6000',
     iif(j.value ->> 0 = 4, '00000000-0000-7000-8000-000000001090', '00000000-0000-7000-8000-000000000017'), 'TEB to LTN', 6, j.value ->> 1, 1796976300000, 0
   FROM json_each('[[1,1796951700000],[2,1796951700000],[3,1796951700000],[4,1796951700000],[5,1796951700000],[6,1795262400000]]') j;
 UPDATE quotes SET trip_id = '00000000-0000-7000-8000-0000000e900' || substr(reference, -1) WHERE account_id LIKE '%a11';
 UPDATE quotes SET trip_id = '00000000-0000-7000-8000-0000000e9005', state = 'accepted', departs_at = 1795262400000 WHERE reference = 'Q-903';";

#[test]
fn the_trips_of_the_month_that_are_left_out_are_listed_with_the_reason() {
    let portal = Portal::open(&format!("{SEED}{DECEMBER}{TRIPS}"));
    issue(&portal, "a", &[SECOND]);
    let page = portal.get(INES, &format!("{}?month=2026-12", at(&portal)));
    let left = page.body.split("id=\"left-out\"").nth(1).unwrap();
    let entries: Vec<&str> = left.split("<li>").skip(1).collect();
    let account = at(&portal).replace("/invoices/batch", "");
    let invoice = portal.value("SELECT id FROM invoices");
    let expected = [
        ("T-902", "Invoiced: 2026-1001", format!("/invoices/{invoice}")),
        (
            "T-903",
            "No quote: enter what it cost",
            format!("{account}/invoices/new?trip=00000000-0000-7000-8000-0000000e9003"),
        ),
        (
            "T-904",
            "Canceled: invoice only what is still due",
            format!("{account}/invoices/new?trip=00000000-0000-7000-8000-0000000e9004"),
        ),
        (
            "T-905",
            "Its quote is for another month",
            "/invoices/new?quote=00000000-0000-7000-8000-00000000ef03".to_owned(),
        ),
    ];
    assert_eq!(entries.len(), expected.len(), "{left}");
    for (entry, (trip, why, path)) in entries.iter().zip(&expected) {
        for words in [*trip, *why, path.as_str()] {
            assert!(entry.contains(words), "{words}: {entry}");
        }
    }
    let november = portal.get(INES, &format!("{}?month=2026-11", at(&portal)));
    assert!(november.has("T-906") && !november.has("T-903"), "{}", november.body);
}

#[test]
fn the_invoice_of_a_trip_without_a_quote_begins_with_the_hours_that_were_logged() {
    let portal = Portal::open(&format!(
        "{SEED}{DECEMBER}{TRIPS}
         INSERT INTO legs (trip_id, position, workspace_id, id, departs_at, time_agreed, arrives_at, origin, destination)
           SELECT id, 0, workspace_id, 'leg', departs_at, 1, ends_at, '{{\"code\":\"TEB\",\"name\":\"Teterboro\",\"city\":\"Teterboro\",\"zone\":\"America/New_York\"}}',
             '{{\"code\":\"LTN\",\"name\":\"London Luton\",\"city\":\"London\",\"zone\":\"Europe/London\"}}' FROM trips WHERE reference = 'T-906';"
    ));
    let new = format!(
        "{}?trip=00000000-0000-7000-8000-0000000e9006",
        at(&portal).replace("/batch", "/new")
    );
    assert!(!portal.get(INES, &new).has("Flight time"));
    portal.app.db.execute(
        "INSERT INTO leg_times (leg_id, workspace_id, trip_id, out_at, in_at) SELECT id, workspace_id, trip_id, departs_at, departs_at + 9900000 FROM legs",
    );
    let page = portal.get(INES, &new);
    for words in ["value=\"Flight time\"", "value=\"2.8\"", "value=\"h\""] {
        assert!(page.has(words), "{words}: {}", page.body);
    }
}

#[test]
fn the_mail_about_several_brings_the_pdf_of_each() {
    let portal = Portal::open(&format!("{SEED}{DECEMBER}"));
    issue(&portal, "a", &[FIRST, SECOND]);
    portal.deny(TOMAS, "see_money");
    portal.work();
    let sent = portal.app.mailer.sent.lock().unwrap().clone();
    let to = |who: &str| sent.iter().find(|it| it.to.starts_with(who)).unwrap();
    let mail = to("mira");
    let names: Vec<_> = mail.attached.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Invoice 2026-1001.pdf", "Invoice 2026-1002.pdf"]);
    assert!(mail.attached.iter().all(|it| it.bytes.starts_with(b"%PDF")));
    for words in ["Invoice 2026-1001: ", "$123,906.40, due Dec 31, 2026", "PDF attached"] {
        assert!(mail.text.contains(words), "{words}: {}", mail.text);
    }
    assert!(mail.text.contains("We never send them by email.") && !mail.text.contains("Wire to"));
    assert!(to("tomas").attached.is_empty() && !to("tomas").text.contains("PDF"));
}

#[test]
fn each_is_due_as_its_quote_says_and_the_others_on_the_day_that_was_typed() {
    let portal = Portal::open(&format!("{SEED}{DECEMBER}"));
    portal
        .app
        .db
        .execute(&format!("UPDATE quotes SET balance_on = '2026-11-26' WHERE id = '{FIRST}'"));
    let page = portal.get(INES, &format!("{}?month=2026-12", at(&portal)));
    assert!(page.has("due Nov 26"), "{}", page.body);
    issue(&portal, "a", &[FIRST, SECOND]);
    assert_eq!(
        portal.value("SELECT group_concat(due_on || ' ' || terms, ', ') FROM (SELECT * FROM invoices ORDER BY due_on)"),
        "2026-11-26 Net 30., 2026-12-31 Net 30."
    );
}
