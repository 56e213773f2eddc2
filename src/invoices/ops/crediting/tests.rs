//! Credit notes for a part of an invoice.
use crate::{
    invoices::stage::{QUOTE, SEED, issue_as, pay},
    testing::cast::*,
};
use axum::http::StatusCode;

/// A flight of 1,000.00 taxed with 7.5 %, a landing of 333.33 that is taxed too, and a fee of 10.40: 1,443.73 in all.
const LINES: &str = r#"
    UPDATE quotes SET subtotal = 133333, tax = 11040, total = 144373, lines =
      '[{"label":"Flight","quantity":1000,"unit":"","price":100000,"amount":100000,"taxable":true,"taxed":100000,"basis":"fixed"},
        {"label":"Landing","quantity":1000,"unit":"","price":33333,"amount":33333,"taxable":true,"taxed":33333,"basis":"fixed"},
        {"label":"Excise","quantity":1000,"unit":"","price":10000,"amount":10000,"taxable":false,"basis":"tax","tax":{"percent":{"ppm":75000,"base":133333}}},
        {"label":"Segment fees","quantity":2000,"unit":"","price":520,"amount":1040,"taxable":false,"basis":"tax","tax":{"fee":{"passengers":2,"legs":1}}}]'
    WHERE reference = 'Q-901';"#;

fn billed() -> (Portal, String) {
    let portal = Portal::open(&format!("{SEED} {LINES}"));
    let at = issue_as(&portal, INES, "issue", QUOTE).location().to_owned();
    (portal, at)
}

fn credit(portal: &Portal, at: &str, key: &str, version: &str, parts: &[(&str, &str)]) -> Reply {
    let fields = [("key", key), ("version", version), ("reason", "Late by a day")];
    portal.post(INES, &format!("{at}/credits"), &[&fields[..], parts].concat())
}

fn standing(portal: &Portal) -> String {
    portal.value("SELECT total || ' credited ' || credited || ' settled ' || paid FROM invoices")
}

fn notes(portal: &Portal) -> String {
    portal.value("SELECT group_concat(number || ' ' || subtotal || ' + ' || tax, ', ') FROM (SELECT * FROM credit_notes ORDER BY number)")
}

#[test]
fn a_part_of_a_line_is_credited_with_its_tax() {
    let (portal, at) = billed();
    let form = portal.get(INES, &format!("{at}/credits/new"));
    for words in
        ["Flight", "1,000.00 of 1,000.00 is left.", "Segment fees", "$1,443.73 may be credited"]
    {
        assert!(form.has(words), "{words}: {}", form.body);
    }
    assert!(!form.has("Excise\""), "percentages follow from the lines");
    let sent = credit(&portal, &at, "a", "1", &[("credit.0", "200.00")]);
    assert_eq!(sent.location(), at, "{}", sent.body);
    assert_eq!(notes(&portal), "CN-2026-1001 20000 + 1500");
    assert_eq!(standing(&portal), "144373 credited 21500 settled 21500");
    for who in [MIRA, INES] {
        let page = portal.get(who, &at);
        for words in ["CN-2026-1001", "Late by a day", "Credited", "1,228.73"] {
            assert!(page.has(words), "{words}: {}", page.body);
        }
    }
    let id = portal.value("SELECT id FROM credit_notes");
    for who in [MIRA, INES] {
        let pdf = portal.get(who, &format!("/credit-notes/{id}"));
        assert!(pdf.status == StatusCode::OK && pdf.body.starts_with("%PDF"));
    }
    assert_eq!(portal.get(RHEA, &format!("/credit-notes/{id}")).status, StatusCode::NOT_FOUND);
    portal.work();
    let sent = portal.app.mailer.sent.lock().unwrap().clone();
    assert!(sent.iter().any(|it| it.text.contains("has credited $215.00 of invoice 2026-1001")));
    let file = portal.get(MIRA, "/statement.csv?from=2026-11-01&until=2026-11-30").body;
    assert!(
        file.contains(
            "\"Credit note\",\"CN-2026-1001\",\"2026-1001, TEB to LTN\",\"USD\",\"\",\"215.00\""
        ),
        "{file}"
    );
}

#[test]
fn the_last_credit_note_takes_what_rounding_left() {
    let (portal, at) = billed();
    credit(&portal, &at, "a", "1", &[("credit.0", "333.33")]);
    credit(&portal, &at, "b", "2", &[("credit.0", "333.33"), ("credit.1", "0.01")]);
    let rest = [("credit.0", "333.34"), ("credit.1", "333.32"), ("credit.3", "10.40")];
    assert_eq!(credit(&portal, &at, "c", "3", &rest).location(), at);
    assert_eq!(
        portal.value("SELECT sum(subtotal) || ' + ' || sum(tax) FROM credit_notes"),
        "133333 + 11040"
    );
    assert_eq!(standing(&portal), "144373 credited 144373 settled 144373");
    let more = portal.get(INES, &format!("{at}/credits/new"));
    assert!(more.status == StatusCode::CONFLICT && more.has("credited in full"), "{}", more.body);
}

#[test]
fn no_more_is_credited_than_is_left() {
    let (portal, at) = billed();
    for (parts, words) in [
        (&[][..], "Enter what is credited of at least one line"),
        (&[("credit.0", "1,000.01")], "At most 1,000.00 is left of it"),
        (&[("credit.0", "-5")], "At most 1,000.00 is left of it"),
        (&[("credit.0", "soon")], "credited of “Flight”"),
        (&[("credit.2", "5.00")], "Enter what is credited of at least one line"),
    ] {
        let reply = credit(&portal, &at, "x", "1", parts);
        assert!(
            reply.status == StatusCode::UNPROCESSABLE_ENTITY && reply.has(words),
            "{words}: {}",
            reply.body
        );
    }
    credit(&portal, &at, "a", "1", &[("credit.0", "900.00")]);
    let again = credit(&portal, &at, "b", "2", &[("credit.0", "100.01")]);
    assert!(again.has("At most 100.00 is left of it"), "{}", again.body);
    let void = portal.post(
        INES,
        &format!("{at}/voidance"),
        &[("key", "v"), ("version", "2"), ("reason", "x")],
    );
    assert!(
        void.status == StatusCode::CONFLICT && void.has("Credit the rest of it instead"),
        "{}",
        void.body
    );
}

#[test]
fn of_two_credit_notes_at_once_one_is_issued() {
    let (portal, at) = billed();
    let parts = [("credit.0", "800.00")];
    assert_eq!(credit(&portal, &at, "a", "1", &parts).status, StatusCode::SEE_OTHER);
    let too_much = credit(&portal, &at, "b", "1", &parts);
    assert!(too_much.has("At most 200.00 is left of it"), "{}", too_much.body);
    let second = credit(&portal, &at, "c", "1", &[("credit.0", "100.00")]);
    assert_eq!(second.status, StatusCode::CONFLICT, "{}", second.body);
    assert!(second.has("value=\"100.00\""), "what was typed comes back: {}", second.body);
    assert_eq!(notes(&portal), "CN-2026-1001 80000 + 6000");
    // The same in the very change: whoever read the page before the other one wrote writes nothing.
    portal.app.db.execute("UPDATE invoices SET version = 1");
    let invoice = portal.value("SELECT id FROM invoices");
    let scope = scope_of(INES);
    let read = crate::invoices::queries::invoice(&scope, invoice.parse().unwrap());
    let stale = futures_executor::block_on(portal.app.db.run(read)).unwrap().unwrap();
    let fresh = crate::invoices::Invoice {
        credits: Vec::new(),
        balance: crate::invoices::Balance { credited: 0, paid: 0, ..stale.balance.clone() },
        ..stale
    };
    let mut form =
        crate::http::form::Form::of([("version", "1"), ("reason", "x"), ("credit.0", "800.00")]);
    let id = crate::kit::ids::CreditNoteId(uuid::Uuid::from_u128(7));
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    let it = fresh.read_credit(&mut form, id, &[], day).unwrap().unwrap();
    let letter = crate::mail::Letter {
        subject: String::new(),
        lead: String::new(),
        facts: Vec::new(),
        action: String::new(),
        path: String::new(),
    };
    assert!(!portal.write(INES, crate::invoices::queries::credit_part(&it, &fresh, &letter)).held);
}

#[test]
fn what_was_paid_beyond_the_rest_becomes_credit() {
    let (portal, at) = billed();
    pay(&portal, &at, "p", "1", "400.00");
    pay(&portal, &at, "q", "2", "1,043.73");
    assert_eq!(credit(&portal, &at, "a", "3", &[("credit.0", "1,000.00")]).location(), at);
    assert_eq!(standing(&portal), "144373 credited 107500 settled 144373");
    let left = "SELECT group_concat(amount || ' ' || unallocated, ', ') FROM (SELECT * FROM payments ORDER BY amount)";
    assert_eq!(
        portal.value(left),
        "40000 3127, 104373 104373",
        "the latest payment is released first"
    );
    assert_eq!(portal.value("SELECT group_concat(amount) FROM allocations"), "36873");
    pay(&portal, &at, "r", "4", "1.00");
    assert_eq!(standing(&portal), "144373 credited 107500 settled 144373", "it stays settled");
    let page = portal.get(MIRA, &at);
    assert!(page.has("-368.73") && page.has("-1,075.00"), "{}", page.body);
}

#[test]
fn a_deposit_is_credited_as_a_whole_only() {
    let portal = Portal::open(SEED);
    let fields = [
        ("key", "d"),
        ("version", "3"),
        ("percent", "50"),
        ("due_on", "2026-11-25"),
        ("terms", "x"),
    ];
    let at = portal.post(INES, &format!("/quotes/{QUOTE}/deposits"), &fields).location().to_owned();
    assert!(!portal.get(INES, &at).has("Credit a part"));
    let page = portal.get(INES, &format!("{at}/credits/new"));
    assert!(
        page.status == StatusCode::CONFLICT && page.has("credited as a whole"),
        "{}",
        page.body
    );
}
