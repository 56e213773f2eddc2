//! The client's pages of invoices.
use crate::{
    invoices::stage::{SEED, issue_as, issued, pay},
    testing::cast::*,
};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};

fn views(portal: &Portal) -> String {
    portal.value("SELECT count(*) FROM events WHERE action = 'invoice_viewed'")
}

#[test]
fn an_invoice_shows_what_is_owed_and_how_to_pay() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    pay(&portal, &at, "1", "1", "23,906.40");
    let list = portal.get(MIRA, "/invoices");
    for words in
        ["2026-1001", "TEB to LTN", "Partly paid", "123,906.40", "100,000.00", "Dec 5, 2026"]
    {
        assert!(list.has(words), "{words}: {}", list.body);
    }
    let page = portal.get(MIRA, &at);
    for words in [
        "Invoice 2026-1001",
        "Harbour Aviation LLC",
        "Łukasz Żółć",
        "Thu, Dec 10, 8:15 PM EST",
        "Head tax, 12 × 22.20",
        "SEB 88213",
        "-23,906.40",
        "100,000.00",
        "Dec 5, 2026",
        "Net 14.",
        "Wire to Harbour.",
        "Partly paid",
    ] {
        assert!(page.has(words), "{words}: {}", page.body);
    }
    assert!(portal.get(MIRA, "/invoices").has("To be paid"));
    pay(&portal, &at, "2", "2", "100,000.00");
    assert!(portal.get(MIRA, "/invoices").has("Nothing to pay"));
    assert!(portal.get(MIRA, "/invoices?show=all").has("2026-1001"));
    assert!(!portal.get(MIRA, &at).has("Wire to Harbour."), "nothing is left to pay");
}

#[test]
fn a_workspace_chooses_how_dates_times_and_amounts_are_written() {
    let formats = "UPDATE workspaces SET clock = 24, date_order = 'day_first', amounts = 'code';";
    let portal = Portal::open(&format!("{SEED}{formats}"));
    let at = issued(&portal);
    let page = portal.get(MIRA, &at);
    for words in ["Thu 10 Dec, 20:15 EST", "5 Dec 2026", "USD\u{a0}123,906.40"] {
        assert!(page.has(words), "{words}: {}", page.body);
    }
    portal.work();
    let text = portal.app.mailer.sent.lock().unwrap()[0].text.clone();
    assert!(text.contains("USD\u{a0}123,906.40") && text.contains("5 Dec 2026"), "{text}");
}

#[test]
fn views_by_clients_are_counted_and_those_by_staff_are_not() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    portal.get(INES, &at);
    assert_eq!(views(&portal), "0");
    portal.get(MIRA, &at);
    portal.get(TOMAS, &at);
    let mut head = Request::builder().method(Method::HEAD);
    head = head.uri(format!("http://harbour.portal.test{at}"));
    assert_eq!(portal.send(MIRA, head.body(Body::empty()).unwrap()).status, StatusCode::OK);
    portal.get(RUTH, &at);
    assert_eq!(views(&portal), "2");
    let page = portal.get(INES, &at);
    assert!(page.has("Viewed twice, last Sat, Nov 21, 7:00 AM EST by"), "{}", page.body);
}

#[test]
fn invoices_of_other_accounts_are_not_found() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    portal.work();
    for who in [RUTH, CARL, MILO, BEA] {
        for path in [at.clone(), format!("{at}/pdf")] {
            assert_eq!(portal.get(who, &path).status, StatusCode::NOT_FOUND, "{} {path}", who.name);
        }
        assert!(!portal.get(who, "/invoices").has("2026-1001"));
    }
    let unknown = portal.get(MIRA, "/invoices/00000000-0000-7000-8000-00000000ffff");
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert_eq!(unknown.body, portal.get(RUTH, &at).body);
    assert_eq!(portal.get(STRANGER, &at).status, StatusCode::SEE_OTHER);
    assert_eq!(portal.get(STRANGER, &format!("{at}/pdf")).status, StatusCode::SEE_OTHER);
}

#[test]
fn a_customer_of_the_fbo_reads_the_invoices_of_their_accounts() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    portal
        .app
        .db
        .execute("UPDATE invoices SET account_id = '00000000-0000-7000-8000-000000000a13'");
    assert!(portal.get(CARL, "/invoices").has("2026-1001"));
    let page = portal.get(CARL, &at);
    assert!(page.has("Invoice 2026-1001") && !page.has("View quote"), "{}", page.body);
}

#[test]
fn clients_do_not_see_what_only_staff_may_know() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    let page = portal.get(MIRA, &at);
    assert!(!page.has("Viewed") && !page.has("Record payment") && !page.has("Ines"));
}

#[test]
fn a_client_who_may_not_see_money_finds_no_invoices() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    portal.work();
    portal.deny(MIRA, "see_money");
    let unknown = portal.get(MIRA, "/invoices/00000000-0000-7000-8000-00000000ffff").body;
    for path in ["/invoices".to_owned(), at.clone(), format!("{at}/pdf")] {
        let reply = portal.get(MIRA, &path);
        assert_eq!((reply.status, &reply.body), (StatusCode::NOT_FOUND, &unknown), "{path}");
        assert_eq!(portal.get(TOMAS, &path).status, StatusCode::OK, "{path}");
    }
    assert!(!portal.get(MIRA, "/").has("/invoices") && portal.get(TOMAS, "/").has("/invoices"));
    assert_eq!(views(&portal), "1", "Tomas alone has seen it");
}

#[test]
fn payment_instructions_are_shown_to_clients_who_may_pay() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    portal.deny(MIRA, "pay");
    let page = portal.get(MIRA, &at);
    assert!(page.has("123,906.40") && !page.has("Wire to Harbour."), "{}", page.body);
    assert!(portal.get(TOMAS, &at).has("Wire to Harbour."));
}

#[test]
fn an_owner_sees_invoices_to_others_for_their_aircraft_and_does_not_owe_them() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    portal.work();
    assert_eq!(portal.get(RUTH, &at).status, StatusCode::NOT_FOUND);
    portal.app.db.execute("UPDATE workspaces SET shows_other_parties = 1");
    portal.app.db.execute(
        "INSERT INTO trips (id, workspace_id, reference, account_id, tail_id, vehicle, stage_id, route, passengers, departs_at, ends_at, created_at)
         VALUES ('00000000-0000-7000-8000-00000000eeee', '00000000-0000-7000-8000-000000000001', 'T-E', '00000000-0000-7000-8000-000000000a11',
          '00000000-0000-7000-8000-000000000b51', 'Citation Latitude', '00000000-0000-7000-8000-000000000017', 'TEB to LTN', 2, 1796817600000, 1796828100000, 0);
         UPDATE invoices SET trip_id = '00000000-0000-7000-8000-00000000eeee'",
    );
    let list = portal.get(RUTH, "/invoices?show=aircraft");
    assert!(list.has("2026-1001") && list.has("Lindqvist Holdings"), "{}", list.body);
    assert!(!portal.get(RUTH, "/invoices").has("2026-1001"), "it is not their invoice");
    assert!(!portal.get(RUTH, "/invoices?show=open").has("2026-1001"), "nor theirs to pay");
    let page = portal.get(RUTH, &at);
    assert!(page.has("123,906.40") && page.has("nothing for you to pay"), "{}", page.body);
    assert!(!page.has("Wire to Harbour.") && !page.has("View quote"), "{}", page.body);
    assert_eq!(portal.get(RUTH, &format!("{at}/pdf")).status, StatusCode::OK);
    assert_eq!(views(&portal), "0", "only views by clients are counted");
    assert!(portal.get(RUTH, "/").has("Nothing to pay"));
    for change in ["UPDATE workspaces SET shows_other_parties = 0", "DELETE FROM account_tails"] {
        portal.app.db.execute("SAVEPOINT s");
        portal.app.db.execute(change);
        for path in [at.clone(), format!("{at}/pdf")] {
            assert_eq!(portal.get(RUTH, &path).status, StatusCode::NOT_FOUND, "{change}: {path}");
        }
        assert!(!portal.get(RUTH, "/invoices?show=aircraft").has("2026-1001"), "{change}");
        portal.app.db.execute("ROLLBACK TO s; RELEASE s");
    }
    portal.deny(RUTH, "see_money");
    assert_eq!(portal.get(RUTH, &at).status, StatusCode::NOT_FOUND);
}

#[test]
fn no_sum_is_too_large_for_a_page() {
    let portal = Portal::open(SEED);
    issued(&portal);
    issue_as(&portal, INES, "other", "00000000-0000-7000-8000-00000000ef02");
    portal.app.db.execute("UPDATE invoices SET total = 9007199254740000");
    let home = portal.get(MIRA, "/");
    assert_eq!(home.status, StatusCode::OK, "{}", home.body);
    assert!(home.has("over ") && home.has("90,071,992,547,409.91"), "{}", home.body);
    let file = portal.get(DANA, "/requests/00000000-0000-7000-8000-00000000ee01");
    assert_eq!(file.status, StatusCode::OK, "{}", file.body);
}

#[test]
fn a_download_is_in_the_audit_trail_and_a_head_request_is_not() {
    let portal = Portal::open(SEED);
    let at = format!("{}/pdf", issued(&portal));
    let url = format!("http://harbour.portal.test{at}");
    portal.send(MIRA, Request::head(url).body(Body::empty()).unwrap());
    let who = "SELECT group_concat(u.name) FROM events e JOIN users u ON u.id = e.actor_id WHERE e.action = 'invoice_downloaded'";
    assert_eq!(portal.value(who), "null");
    portal.get(MIRA, &at);
    portal.get(RUTH, &at);
    assert_eq!(portal.value(who), "Mira Lindqvist");
    assert!(portal.get(OLE, "/audit").has("Downloaded"));
}

#[test]
fn clients_filter_their_invoices_by_status_and_day() {
    let portal = Portal::open(SEED);
    let paid = issued(&portal);
    pay(&portal, &paid, "p", "1", "123,906.40");
    portal.later(2 * DAY);
    let other = "00000000-0000-7000-8000-00000000ef02";
    let second = issue_as(&portal, INES, "b", other).location().to_owned();
    let listed = |query: &str| {
        let page = portal.get(MIRA, &format!("/invoices?show=all{query}"));
        ["2026-1001", "2026-1002"]
            .into_iter()
            .filter(|it| page.has(&format!(">{it}</a>")))
            .collect::<Vec<_>>()
    };
    assert_eq!(listed(""), ["2026-1001", "2026-1002"]);
    assert_eq!(listed("&status=paid"), ["2026-1001"]);
    assert_eq!(listed("&status=pending"), ["2026-1002"]);
    assert_eq!(listed("&from=2026-11-22"), ["2026-1002"]);
    assert_eq!(listed("&until=2026-11-22"), ["2026-1001"]);
    assert_eq!(listed("&status=paid&from=2026-11-22"), [""; 0]);
    let fields = [
        ("key", "half"),
        ("version", "1"),
        ("amount", "10.00"),
        ("method", "wire"),
        ("received_on", "2026-11-21"),
    ];
    portal.post(INES, &format!("{second}/payments"), &fields);
    assert_eq!(listed("&status=partly-paid"), ["2026-1002"]);
    portal.later(20 * DAY);
    assert_eq!(listed("&status=overdue"), ["2026-1002"]);
    assert_eq!(listed("&status=partly-paid"), [""; 0]);
}

#[test]
fn an_invoice_is_refunded_once_what_was_paid_of_it_was_sent_back() {
    let portal = Portal::open(SEED);
    let at = issued(&portal);
    pay(&portal, &at, "p", "1", "1,000.00");
    let fields = [("key", "v"), ("version", "2"), ("reason", "Trip canceled")];
    portal.post(INES, &format!("{at}/voidance"), &fields);
    let status = |portal: &Portal| {
        let listed = |status| {
            portal.get(MIRA, &format!("/invoices?show=all&status={status}")).has(">2026-1001</a>")
        };
        (listed("void"), listed("refunded"))
    };
    assert_eq!(status(&portal), (true, false));
    let payment = portal.value("SELECT id FROM payments");
    let send = |key: &str, amount: &str| {
        let fields = [("key", key), ("amount", amount), ("refunded_on", "2026-11-21")];
        portal.post(INES, &format!("/payments/{payment}/refunds"), &fields)
    };
    send("a", "400.00");
    assert_eq!(status(&portal), (true, false), "a part of it");
    send("b", "600.00");
    assert_eq!(status(&portal), (false, true));
    assert!(portal.get(MIRA, &at).has("Refunded") && portal.get(INES, &at).has("Refunded"));
}
