//! Invoices as data. `tests/factur-x.test.ts` holds what they say to the schema and the rules of the standard.
use super::{credit_note, invoice};
use crate::{
    invoices::{
        Invoice, queries,
        stage::{QUOTE, SEED, issue_as, pay},
    },
    testing::cast::*,
};
use axum::http::StatusCode;
use futures_executor::block_on;

const HOLDINGS: &str = "/accounts/00000000-0000-7000-8000-000000000a11";

/// A quote in euros: a flight that is taxed in part, an estimate, a discount, VAT and a fee. Its parties lack countries.
const EUROS: &str = r#"
    UPDATE workspaces SET factur_x = 1, tax_number = 'DE123456789', currency = 'EUR' WHERE slug = 'harbour';
    UPDATE accounts SET tax_number = 'SE556677889901' WHERE id LIKE '%a11';
    UPDATE quotes SET currency = 'EUR', subtotal = 2127200, tax = 367120, total = 2494320, lines =
      '[{"label":"Flight time <TEB & LTN>","quantity":8800,"unit":"h","price":129000,"amount":1135200,"taxable":true,"taxed":800000,"basis":"fixed"},
        {"label":"Fuel surcharge","quantity":1000,"unit":"","price":1012000,"amount":1012000,"taxable":true,"taxed":1012000,"basis":"estimate"},
        {"label":"Discount","quantity":1000,"unit":"","price":-20000,"amount":-20000,"taxable":true,"taxed":-20000,"basis":"fixed"},
        {"label":"VAT","quantity":1000,"unit":"","price":340480,"amount":340480,"taxable":false,"basis":"tax","tax":{"percent":{"ppm":190000,"base":1792000}}},
        {"label":"Airport fee","quantity":12000,"unit":"","price":2220,"amount":26640,"taxable":false,"basis":"tax","tax":{"fee":{"passengers":6,"legs":2}}}]'
    WHERE reference = 'Q-901';"#;
const COUNTRIES: &str = "UPDATE workspaces SET country = 'DE' WHERE slug = 'harbour'; UPDATE accounts SET country = 'SE' WHERE id LIKE '%a11';";

fn europe() -> Portal {
    Portal::open(&format!("{SEED} {EUROS} {COUNTRIES}"))
}

fn read(portal: &Portal, at: &str) -> Invoice {
    let id = at.rsplit('/').next().unwrap().parse().unwrap();
    let workspace = "00000000-0000-7000-8000-000000000001".parse().unwrap();
    block_on(portal.app.db.run(queries::to_render(workspace, id))).unwrap().unwrap()
}

/// A deposit invoice of half of the quote.
fn half(portal: &Portal) -> String {
    let fields = [
        ("key", "half"),
        ("version", "3"),
        ("percent", "50"),
        ("due_on", "2026-11-25"),
        ("terms", "Net 4."),
    ];
    portal.post(INES, &format!("/quotes/{QUOTE}/deposits"), &fields).location().to_owned()
}

/// Compares data with the file that the rules are held against. `UPDATE_DOCS=1` writes it.
fn is_kept(name: &str, said: Option<String>) {
    let path = format!("{}/tests/fixtures/factur-x/{name}.xml", env!("CARGO_MANIFEST_DIR"));
    let said = said.unwrap() + "\n";
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &said).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap_or_default(), said, "{name}");
}

#[test]
fn an_invoice_its_deposit_and_its_credit_note_are_said_as_data() {
    let portal = europe();
    let deposit = half(&portal);
    is_kept("deposit", invoice(&read(&portal, &deposit)));
    let last = issue_as(&portal, INES, "last", QUOTE).location().to_owned();
    is_kept("invoice", invoice(&read(&portal, &last)));
    pay(&portal, &last, "pay", "1", "1,000.00");
    is_kept("partly-paid", invoice(&read(&portal, &last)));
    let fields = [("key", "void"), ("version", "2"), ("reason", "Flown by another")];
    portal.post(INES, &format!("{last}/voidance"), &fields);
    let void = read(&portal, &last);
    is_kept("credit-note", credit_note(&void, void.voiding_credit().unwrap()));
    assert!(!invoice(&void).unwrap().contains("TotalPrepaidAmount"), "it says what was issued");
}

#[test]
fn an_invoice_that_is_credited_in_part_and_its_credit_note_are_said_as_data() {
    let portal = europe();
    half(&portal);
    let at = issue_as(&portal, INES, "last", QUOTE).location().to_owned();
    let fields = [
        ("key", "credit"),
        ("version", "1"),
        ("credit.0", "1,135.20"),
        ("credit.4", "22.20"),
        ("reason", "Late by a day, with one passenger & one leg less"),
    ];
    let sent = portal.post(INES, &format!("{at}/credits"), &fields);
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    pay(&portal, &at, "pay", "2", "1,000.00");
    let it = read(&portal, &at);
    let note = it.credits.first().unwrap().id;
    is_kept("partly-credited", invoice(&it));
    is_kept("partial-credit-note", credit_note(&it, it.credit_in_part(note).unwrap()));
    let said = invoice(&it).unwrap();
    let paid = "<ram:TotalPrepaidAmount>1000.00</ram:TotalPrepaidAmount>";
    assert!(
        said.contains(paid),
        "what was credited is in the credit note, and was not paid: {said}"
    );
    let pdf = portal.get(MIRA, &format!("/credit-notes/{note}"));
    assert!(pdf.body.contains("factur-x.xml"));
}

#[test]
fn the_pdf_carries_the_data_and_announces_it() {
    let portal = europe();
    let at = issue_as(&portal, INES, "a", QUOTE).location().to_owned();
    let reply = portal.get(MIRA, &format!("{at}/pdf"));
    assert_eq!(reply.status, StatusCode::OK);
    for words in [
        "<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>",
        "<fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>",
        "/AFRelationship/Alternative",
        "/Prev ",
    ] {
        assert!(reply.body.contains(words), "{words}");
    }
    assert_eq!(reply.body.matches("%%EOF").count(), 2);
    let shown = portal.get(MIRA, &at);
    assert!(shown.has("Tax number SE556677889901"), "{}", shown.body);
}

#[test]
fn an_invoice_that_could_not_carry_data_is_not_issued_and_says_why() {
    let portal = Portal::open(&format!("{SEED} {EUROS}"));
    let words = "For that, enter your country (Document settings) and the country of Lindqvist Holdings (Edit account).";
    for path in [
        format!("/invoices/new?quote={QUOTE}"),
        format!("/quotes/{QUOTE}/deposits/new"),
        format!("{HOLDINGS}/invoices/new"),
    ] {
        let page = portal.get(INES, &path);
        assert!(page.status == StatusCode::CONFLICT && page.has(words), "{path}: {}", page.body);
    }
    assert!(issue_as(&portal, INES, "a", QUOTE).has(words));
    portal.app.db.execute(COUNTRIES);
    portal.app.db.execute(
        "UPDATE quotes SET lines = json_insert(lines, '$[#]', json('{\"label\":\"City tax\",\"quantity\":1000,\"unit\":\"\",\"price\":17920,\"amount\":17920,\"taxable\":false,\"basis\":\"tax\",\"tax\":{\"percent\":{\"ppm\":10000,\"base\":1792000}}}'))",
    );
    let refused = issue_as(&portal, INES, "b", QUOTE);
    assert!(refused.has("one percentage for each line"), "{}", refused.body);
    assert_eq!(portal.value("SELECT count(*) FROM invoices"), "0");
}

#[test]
fn without_the_setting_nothing_is_asked_and_nothing_is_carried() {
    let portal = Portal::open(SEED);
    let at = issue_as(&portal, INES, "a", QUOTE).location().to_owned();
    portal.app.db.execute(&format!("UPDATE workspaces SET factur_x = 1; {COUNTRIES}"));
    assert_eq!(invoice(&read(&portal, &at)), None, "it stays as it was issued");
    assert!(!portal.get(MIRA, &format!("{at}/pdf")).body.contains("factur-x"));
}
