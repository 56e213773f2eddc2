//! Optional extras, from the builder to the invoice, and the statements to confirm.
use super::*;

/// A draft of a flight for 100,000.00 taxed at 7.5 %, with two extras.
fn offer(portal: &Portal) -> String {
    let fields = fields(&[
        ("area.0", "domestic"),
        ("area.1", "domestic"),
        ("basis.1", "optional_estimate"),
        ("label.2", "Wi-Fi"),
        ("quantity.2", "1"),
        ("price.2", "1,000.00"),
        ("taxable.2", "yes"),
        ("basis.2", "optional"),
        ("terms", "{total} in all, {deposit} now."),
    ]);
    let reply = portal.post(DANA, &format!("{REQUEST}/quotes"), &fields);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    reply.location().trim_end_matches("/edit").to_owned()
}

fn sent(portal: &Portal) -> String {
    let quote = offer(portal);
    let reply = act(portal, DANA, &format!("{quote}/sending"), "1");
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    quote
}

fn answer(portal: &Portal, quote: &str, more: &[(&str, &str)]) -> Reply {
    let key = format!("{more:?}");
    let mut fields =
        vec![("key", key.as_str()), ("version", "2"), ("name", "Mira Lindqvist"), ("terms", "yes")];
    fields.extend(more);
    portal.post(MIRA, &format!("{quote}/acceptance"), &fields)
}

const STATES: &str = "SELECT count(*) FROM trips";

#[test]
fn what_is_optional_is_not_in_the_total_until_the_client_ticks_it() {
    let portal = portal();
    let quote = sent(&portal);
    assert_eq!(
        newest(&portal, "total, deposit, json_array_length(extras) AS extras, terms"),
        "total: 10750000\ndeposit: 5375000\nextras: 2\nterms: {total} in all, {deposit} now."
    );
    let page = portal.get(MIRA, &quote);
    for words in [
        "Optional extras",
        "Wi-Fi",
        "1,075.00 with taxes",
        "480.00",
        "$107,500.00 in all, $53,750.00 now.",
        "Review and accept",
        "name=\"total\" value=\"10750000\"",
    ] {
        assert!(page.has(words), "{words}: {}", page.body);
    }
    let ticked = answer(&portal, &quote, &[("extra", "1"), ("then", "totals")]);
    assert_eq!(ticked.status, StatusCode::OK);
    // 7.5 % of 101,000.00 is 7,575.00.
    for words in [
        "108,575.00",
        "54,287.50",
        "7,575.00",
        "name=\"total\" value=\"10857500\"",
        "Mira Lindqvist",
    ] {
        assert!(ticked.has(words), "{words}: {}", ticked.body);
    }
    assert!(ticked.has("value=\"1\" checked") && !ticked.has("value=\"0\" checked"));
    assert_eq!(portal.value(STATES), "0", "asking for the total accepts nothing");
    let staff = portal.get(DANA, &quote);
    assert!(staff.has("Optional extras") && !staff.has("name=\"extra\""));
}

#[test]
fn an_acceptance_carries_the_ticks_into_its_record_the_quote_and_the_invoice() {
    let portal = portal();
    let quote = sent(&portal);
    let reply = answer(&portal, &quote, &[("extra", "1"), ("total", "10857500")]);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    assert_eq!(
        newest(&portal, "state, subtotal, tax, total, deposit, terms"),
        "state: accepted\nsubtotal: 10100000\ntax: 757500\ntotal: 10857500\ndeposit: 5428750\nterms: $108,575.00 in all, $54,287.50 now."
    );
    insta::assert_snapshot!(
        portal.rows("SELECT document ->> '$.total' AS total, document ->> '$.terms' AS terms, document ->> '$.extras[0].extra' AS catering,
           document ->> '$.extras[1].extra' AS wifi FROM acceptances"),
        @"
    total: 10857500
    terms: $108,575.00 in all, $54,287.50 now.
    catering: offered
    wifi: chosen
    "
    );
    let document = portal.value("SELECT document FROM acceptances");
    assert_eq!(portal.value("SELECT sha256 FROM acceptances"), crate::kit::text::sha256(&document));
    for who in [MIRA, DANA] {
        let page = portal.get(who, &quote);
        assert!(page.has("not chosen") && page.has(", chosen") && page.has("108,575.00"));
        assert!(!page.has("name=\"extra\""));
    }
    let mail = portal.value("SELECT group_concat(task) FROM outbox");
    assert!(mail.contains("$108,575.00") && mail.contains("$54,287.50"), "{mail}");
    let id = quote.trim_start_matches("/quotes/");
    let bill = portal.get(INES, &format!("/invoices/new?quote={id}"));
    assert!(bill.has("Wi-Fi") && !bill.has("Catering"), "{}", bill.body);
}

#[test]
fn nobody_accepts_a_total_that_they_have_not_seen() {
    let portal = portal();
    let quote = sent(&portal);
    for more in [
        &[("extra", "1")][..],
        &[("extra", "1"), ("total", "10750000")],
        &[("total", "10857500")],
        &[("total", "soon")],
    ] {
        let reply = answer(&portal, &quote, more);
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{more:?}");
        assert!(reply.has("With what you ticked, the total is $"), "{}", reply.body);
        assert!(reply.has("value=\"Mira Lindqvist\""), "nothing typed is lost");
    }
    for extra in ["2", "-1", "all", "99999999999999999999"] {
        let reply = answer(&portal, &quote, &[("extra", extra), ("total", "10750000")]);
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{extra}");
        assert!(reply.has("is not offered with this quote") && reply.has("Mira Lindqvist"));
    }
    assert_eq!(portal.value(STATES), "0");
}

#[test]
fn a_tax_that_ended_after_sending_still_applies_to_an_extra() {
    let portal = portal();
    let quote = sent(&portal);
    portal.app.db.execute("UPDATE rates SET in_force_until = '2026-02-01'");
    let reply = answer(&portal, &quote, &[("extra", "1"), ("total", "10857500")]);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
}

#[test]
fn an_undone_acceptance_takes_the_choice_back() {
    let portal = portal();
    portal.app.db.execute(
        "INSERT INTO stages (id, workspace_id, name, rank, kind) VALUES ('00000000-0000-7000-8000-000000001090', '00000000-0000-7000-8000-000000000001', 'Canceled', 90, 'cancelled')",
    );
    let quote = sent(&portal);
    answer(&portal, &quote, &[("extra", "0"), ("extra", "1"), ("total", "10905500")]);
    let fields = [("key", "u"), ("version", "3"), ("reason", "The wrong option")];
    let undone = portal.post(DANA, &format!("{quote}/acceptance-undo"), &fields);
    assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", undone.body);
    assert_eq!(
        newest(&portal, "state, total, deposit, terms, extras ->> '$[1].extra' AS wifi"),
        "state: sent\ntotal: 10750000\ndeposit: 5375000\nterms: {total} in all, {deposit} now.\nwifi: offered"
    );
}

#[test]
fn a_new_version_and_the_builder_keep_the_extras() {
    let portal = portal();
    let quote = sent(&portal);
    let revised = act(&portal, DANA, &format!("{quote}/revisions"), "2");
    let page = portal.get(DANA, revised.location());
    assert!(page.has("value=\"optional\" selected") && page.has("Without 2 optional extras."));
    assert!(page.has("value=\"optional_estimate\" selected"));
    let discount = fields(&[("key", "discount"), ("price.1", "-80"), ("basis.1", "optional")]);
    let reply = portal.post(DANA, &format!("{REQUEST}/quotes"), &discount);
    assert!(reply.has("A discount cannot be optional."));
}

#[test]
fn each_statement_is_confirmed_and_kept_as_it_was_sent() {
    let portal = portal();
    portal.app.db.execute(
        "UPDATE workspaces SET quote_disclaimers = 'No pets without notice.' || char(10) || 'Times may change.' WHERE slug = 'harbour'",
    );
    let quote = sent(&portal);
    portal.app.db.execute("UPDATE workspaces SET quote_disclaimers = 'Another.'");
    let page = portal.get(MIRA, &quote);
    assert!(page.has("No pets without notice.") && !page.has("Another."));
    let one = answer(&portal, &quote, &[("statement", "0")]);
    assert_eq!(one.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(one.has("href=\"#statement-1\"") && !one.has("href=\"#statement-0\""), "{}", one.body);
    assert!(one.has("Check the box to confirm this statement."));
    assert!(one.has("name=\"statement\" value=\"0\" checked"));
    let both = answer(&portal, &quote, &[("statement", "0"), ("statement", "1")]);
    assert_eq!(both.status, StatusCode::SEE_OTHER, "{}", both.body);
    assert_eq!(
        portal.value("SELECT document ->> '$.statements' FROM acceptances"),
        "[\"No pets without notice.\",\"Times may change.\"]"
    );
    let staff = portal.get(DANA, &quote);
    assert!(staff.has("Confirmed on acceptance") && staff.has("Times may change."));
}

#[test]
fn a_coach_has_extras_too() {
    let portal = portal();
    portal.app.db.execute("UPDATE workspaces SET trade = 'coach' WHERE slug = 'harbour'");
    portal.app.db.execute(
        "UPDATE quotes SET extras = '[{\"label\":\"Driver gratuity\",\"quantity\":1000,\"unit\":\"\",\"price\":15000,\"amount\":15000,\"taxable\":false,\"basis\":\"fixed\",\"extra\":\"offered\"}]' WHERE id LIKE '%f02'",
    );
    let reply = answer(&portal, SENT, &[("extra", "0"), ("total", "7495000")]);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    assert_eq!(portal.value("SELECT total FROM quotes WHERE state = 'accepted'"), "7495000");
}
