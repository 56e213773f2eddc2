//! Every list of money says which trip a row belongs to, and its route.
use super::*;
use crate::{
    payments::{
        paper, queries,
        statement::{Period, statements},
    },
    pdf::pages::says,
    workspaces,
};
use futures_executor::block_on;

const ACCOUNT: &str = "00000000-0000-7000-8000-000000000a11";
const BOTH: &str = "T-1, TEB to LTN";

/// An accepted quote whose trip is booked, departs in December, and asks for a deposit of 50,000.00.
const BOOKED: &str = "UPDATE quotes SET deposit = 5000000, departs_at = 1796951700000, lines = replace(lines, '\"estimate\"', '\"fixed\"') WHERE id LIKE '%ef01';
    INSERT INTO trips (id, workspace_id, reference, account_id, vehicle, stage_id, route, passengers, departs_at, ends_at, created_at)
    SELECT '00000000-0000-7000-8000-0000000e3001', workspace_id, 'T-1', account_id, 'Global', (SELECT id FROM stages WHERE kind = 'booked' AND workspace_id = quotes.workspace_id), 'TEB to LTN', 1, 1797000000000, 1797100000000, 0 FROM quotes WHERE id LIKE '%ef01';
    UPDATE quotes SET trip_id = '00000000-0000-7000-8000-0000000e3001' WHERE id LIKE '%ef01'";

/// Whether a page says both, one after the other.
fn tells(portal: &Portal, who: Person, path: &str) {
    let page = portal.get(who, path);
    assert_eq!(page.status, StatusCode::OK, "{path}");
    let main = page.body.split("<main").last().unwrap_or_default();
    let is_told = main.contains("T-1") && main.contains("TEB to LTN");
    assert!(is_told, "{path}: {}", page.body);
}

fn wire(portal: &Portal, key: &str, amount: &str, more: &[(&str, &str)]) -> String {
    let fields = [
        ("key", key),
        ("amount", amount),
        ("currency", "USD"),
        ("method", "wire"),
        ("reference", "SEB 1"),
        ("received_on", "2026-11-20"),
        ("how", "order"),
    ];
    let path = format!("/accounts/{ACCOUNT}/payments");
    portal.post(INES, &path, &[&fields[..], more].concat()).location().to_owned()
}

/// The newest mail to Mira.
fn mail(portal: &Portal) -> String {
    portal.work();
    let sent = portal.app.mailer.sent.lock().unwrap();
    sent.iter().rev().find(|it| it.to.starts_with("mira")).unwrap().text.clone()
}

/// What the statement and the receipt of a payment say in print.
fn in_print(portal: &Portal, payment: &str) {
    let workspace = block_on(portal.app.db.run(workspaces::at("harbour"))).unwrap().unwrap();
    let style = workspace.style(portal.app.now());
    let day = |text: &str| text.parse().unwrap();
    let period = Period { from: day("2026-11-01"), until: day("2026-11-30") };
    let scope = scope_of(INES);
    let stated = queries::stated(&scope, ACCOUNT, period, period.until);
    let received = queries::payment(&scope, payment.rsplit('/').next().unwrap().parse().unwrap());
    let (stated, received) = block_on(portal.app.db.run((stated, received))).unwrap();
    let (account, before, entries, ageing) = stated;
    let all = statements(&before, &entries, &ageing);
    let of = (ACCOUNT, &*account.unwrap().name);
    let statement = paper::statement(&workspace, style, of, period, &all);
    assert!(says(statement.sheet(), BOTH), "the statement");
    let receipt = paper::receipt(&workspace, style, &received.unwrap());
    assert!(says(receipt.sheet(), BOTH), "the receipt");
}

#[test]
fn every_list_of_money_says_the_trip_and_its_route() {
    let portal = Portal::open(&format!("{SEED}{BOOKED}"));
    let statement = "/statement?from=2026-11-01&until=2026-11-30";
    let payments = format!("/accounts/{ACCOUNT}/payments");
    let file = |name: &str| format!("/{name}.csv?from=2026-11-01&until=2026-11-30");
    let batch = format!("/accounts/{ACCOUNT}/invoices/batch");

    // Booked, and not invoiced: the trips, what can be paid, and what is to be invoiced.
    tells(&portal, MIRA, "/trips");
    tells(&portal, MIRA, "/payments/new");
    for path in ["/invoices?show=to-invoice", &payments, &format!("{batch}?month=2026-12")] {
        tells(&portal, INES, path);
    }

    // A deposit that came before its invoice.
    let advance = wire(&portal, "a", "1,000.00", &[("quote", QUOTE)]);
    tells(&portal, INES, &payments);
    tells(&portal, INES, &advance);
    tells(&portal, MIRA, statement);
    assert!(portal.get(INES, &file("payments")).has(BOTH));
    in_print(&portal, &advance);

    // Invoiced with others of the month.
    let fields = [
        ("key", "b"),
        ("month", "2026-12"),
        ("due_on", "2026-12-31"),
        ("terms", ""),
        ("quote", QUOTE),
    ];
    assert_eq!(portal.post(INES, &batch, &fields).status, StatusCode::SEE_OTHER);
    let text = mail(&portal);
    assert!(text.contains(BOTH), "{text}");
    for show in ["", "?show=all"] {
        tells(&portal, MIRA, &format!("/invoices{show}"));
        tells(&portal, INES, &format!("/invoices{show}"));
    }
    tells(&portal, MIRA, "/payments/new");
    tells(&portal, INES, &payments);
    assert!(portal.get(INES, &file("invoices")).has("\"T-1\",\"TEB to LTN\""));

    // Paid.
    let rest = wire(&portal, "c", "2,000.00", &[]);
    let text = mail(&portal);
    assert!(text.contains(BOTH), "{text}");
    tells(&portal, INES, &payments);
    tells(&portal, INES, &rest);
    for (who, path) in
        [(MIRA, statement.to_owned()), (INES, format!("/accounts/{ACCOUNT}{statement}"))]
    {
        tells(&portal, who, &path);
        let exported = portal.get(who, &path.replace("statement?", "statement.csv?")).body;
        for kind in ["\"Invoice\"", "\"Payment\""] {
            let row = exported.lines().find(|it| it.contains(kind)).unwrap();
            assert!(row.contains(BOTH), "{row}");
        }
    }
    assert!(portal.get(INES, &file("payments")).has(BOTH));
    in_print(&portal, &rest);
}
