//! The payment schedule of a quote: a deposit on acceptance and a balance with a day of its own.
use super::*;

fn save(portal: &Portal, path: &str, more: &[(&str, &str)]) -> Reply {
    portal.post(DANA, path, &fields(more))
}

/// Sends a new quote whose balance is due two weeks before its departure on December 10.
fn sent(portal: &Portal) -> String {
    let saved = save(portal, &format!("{REQUEST}/quotes"), &[("balance_days", "14")]);
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let quote = saved.location().trim_end_matches("/edit").to_owned();
    act(portal, DANA, &format!("{quote}/sending"), "1");
    quote
}

fn accept(portal: &Portal, quote: &str) -> Reply {
    let fields = [("key", "a"), ("version", "2"), ("name", "Mira Lindqvist"), ("terms", "yes")];
    portal.post(MIRA, &format!("{quote}/acceptance"), &fields)
}

fn says(page: &Reply, words: &[&str]) {
    for words in words {
        assert!(page.has(words), "{words}: {}", page.body);
    }
}

#[test]
fn deposit_and_balance_are_two_dated_steps_from_the_draft_to_the_invoice() {
    let portal = portal();
    let typed =
        save(&portal, &format!("{REQUEST}/quotes"), &[("then", "totals"), ("balance_days", "14")]);
    let steps = ["Deposit, 50%", "due on acceptance", "Balance", "due Nov 26"];
    says(&typed, &steps);
    let quote = sent(&portal);
    assert!(portal.get(DANA, &quote).has("due Nov 26"));
    let mail = portal.value("SELECT task FROM outbox WHERE to_email = 'mira@harbour.example'");
    for words in ["$50,373.20, due on acceptance", "$50,373.20, due Nov 26"] {
        assert!(mail.contains(words), "{words}: {mail}");
    }
    says(&portal.get(MIRA, &quote), &steps);
    says(&portal.get(MIRA, &format!("{quote}/comparison")), &["Balance due", "Nov 26"]);

    let reply = accept(&portal, &quote);
    assert_eq!(reply.notice(), "Quote accepted. The deposit of $50,373.20 is due now.");
    says(
        &portal.get(MIRA, reply.location()),
        &["All of it: $100,746.40, with the balance due Nov"],
    );
    says(&portal.get(MIRA, &quote), &["The balance of $50,373.20 is due Nov 26"]);
    let kept = portal.value("SELECT document ->> 'balance_on' FROM acceptances");
    assert_eq!(kept, "2026-11-26", "what was signed says when");
    let trip = portal.value("SELECT '/trips/' || id FROM trips");
    for who in [MIRA, DANA] {
        says(&portal.get(who, &trip), &["Paid $0.00 of $100,746.40", "due Nov 26"]);
    }
    says(&portal.get(MIRA, "/"), &["Deposit, due now", "Balance of $50,373.20 due Nov 26"]);
    says(&portal.get(MIRA, "/invoices"), &["To be paid", "50,373.20", "Deposit, due now"]);
    says(&portal.get(MIRA, "/trips"), &["$50,373.20", "/payments/new?trip="]);

    let id = quote.trim_start_matches("/quotes/").to_owned();
    assert!(portal.get(INES, "/invoices?show=to-invoice").has("Balance due Nov 26"));
    let new = portal.get(INES, &format!("/invoices/new?quote={id}"));
    says(&new, &["Its quote says Nov 26", "value=\"Nov 26, 2026\""]);
    let deposit = portal.get(INES, &format!("{quote}/deposits/new"));
    assert!(deposit.has("value=\"Nov 21, 2026\""), "due at once: {}", deposit.body);
    portal.later(10 * DAY);
    let new = portal.get(INES, &format!("/invoices/new?quote={id}"));
    assert!(new.has("value=\"Dec 1, 2026\""), "never before its issue: {}", new.body);
}

#[test]
fn after_accepting_the_payment_of_the_trip_comes_before_other_invoices() {
    let portal = portal();
    portal.app.db.execute("UPDATE workspaces SET payment_instructions = 'Wire to First Bank'");
    let quote = sent(&portal);
    let reply = accept(&portal, &quote);
    let number = portal.value("SELECT reference FROM quotes WHERE state = 'accepted'");
    let alone = portal.get(MIRA, reply.location());
    says(&alone, &[&format!("Include {number} with your payment."), "value=\"deposit\" checked"]);
    assert!(!alone.has("numbers of the invoices"), "there is none: {}", alone.body);
    portal.app.db.execute(
        "INSERT INTO invoices (id, workspace_id, number, account_id, state, route, bill_to, currency, lines, subtotal, tax, total, paid, issued_on, due_on, terms, created_at)
         SELECT '00000000-0000-7000-8000-000000000901', workspace_id, '2026-77', account_id, 'issued', 'PBI to TEB', 'x', 'USD', '[]', 900, 0, 900, 0, '2026-11-20', '2026-12-04', '', 0
         FROM quotes WHERE state = 'accepted'",
    );
    let page = portal.get(MIRA, reply.location());
    let at =
        |words: &str| page.body.find(words).unwrap_or_else(|| panic!("{words}: {}", page.body));
    assert!(
        at("The deposit of $50,373.20") < at("Other invoices of") && at("Other") < at("2026-77")
    );
    let others = portal.get(MIRA, "/payments/new");
    assert!(others.has("Invoices of") && !others.has("Other invoices"), "{}", others.body);
    says(&others, &["numbers of the invoices or quotes"]);
}

#[test]
fn a_trip_that_departs_later_leaves_the_day_that_was_signed() {
    let portal = portal();
    let quote = sent(&portal);
    accept(&portal, &quote);
    portal.app.db.execute(
        "UPDATE trips SET departs_at = departs_at + 864000000; UPDATE legs SET departs_at = departs_at + 864000000",
    );
    let trip = portal.value("SELECT '/trips/' || id FROM trips");
    assert!(portal.get(MIRA, &trip).has("due Nov 26") && portal.get(MIRA, &quote).has("Nov 26"));
}

#[test]
fn an_acceptance_on_the_day_of_the_balance_owes_all_of_it() {
    let portal = portal();
    let dates = [("valid_on", "2026-12-05"), ("balance_days", "14")];
    let saved = save(&portal, &format!("{REQUEST}/quotes"), &dates);
    let quote = saved.location().trim_end_matches("/edit").to_owned();
    act(&portal, DANA, &format!("{quote}/sending"), "1");
    portal.later(5 * DAY);
    let page = portal.get(MIRA, &quote);
    assert!(page.has("Balance<small>due on acceptance"), "{}", page.body);
    let reply = accept(&portal, &quote);
    assert_eq!(reply.notice(), "Quote accepted. $100,746.40 is due now.");
    let mail = portal.value(
        "SELECT task FROM outbox WHERE to_email = 'mira@harbour.example' AND job = 'acceptance_receipt'",
    );
    assert!(mail.contains("The full amount is due now."), "{mail}");
    for page in ["/", "/invoices"] {
        says(&portal.get(MIRA, page), &["For booked trips, due now", "100,746.40"]);
    }
    says(&portal.get(MIRA, "/trips"), &["100,746.40"]);
    portal
        .app
        .db
        .execute("UPDATE stages SET kind = 'cancelled' WHERE id = (SELECT stage_id FROM trips)");
    for page in ["/", "/invoices", "/trips"] {
        assert!(!portal.get(MIRA, page).has("100,746.40"), "{page}");
    }
}

#[test]
fn without_a_deposit_the_full_amount_has_the_day() {
    let portal = portal();
    let typed = [("deposit", "0"), ("balance_on", "2026-12-01"), ("terms", "Due {balance_due}.")];
    let saved = save(&portal, &format!("{REQUEST}/quotes"), &typed);
    let quote = saved.location().trim_end_matches("/edit").to_owned();
    assert!(portal.get(DANA, saved.location()).has("value=\"Dec 1, 2026\""));
    act(&portal, DANA, &format!("{quote}/sending"), "1");
    says(&portal.get(MIRA, &quote), &["Full amount<small>due Dec 1", "Due Dec 1, 2026."]);
    accept(&portal, &quote);
    let trip = portal.value("SELECT id FROM trips");
    let pay = portal.get(MIRA, &format!("/payments/new?trip={trip}"));
    assert!(pay.has("All of it: $100,746.40 due Dec 1"), "{}", pay.body);
}

#[test]
fn a_new_version_counts_from_its_own_departure_and_tells_the_difference() {
    let portal = portal();
    let quote = sent(&portal);
    let next = act(&portal, DANA, &format!("{quote}/revisions"), "2");
    assert!(portal.get(DANA, next.location()).has("value=\"14\""), "it begins with the same rule");
    let draft = next.location().trim_end_matches("/edit").to_owned();
    let later = [("key", "e"), ("version", "1"), ("date.0", "2026-12-12"), ("balance_days", "14")];
    assert_eq!(save(&portal, &draft, &later).status, StatusCode::SEE_OTHER);
    act(&portal, DANA, &format!("{draft}/sending"), "2");
    let page = portal.get(MIRA, &draft);
    says(&page, &["What changed since", "Balance due", "Nov 28"]);
    assert!(portal.get(MIRA, &quote).has("Nov 26"), "a sent version keeps its day");
}

#[test]
fn a_balance_is_due_so_many_days_before_or_on_a_day_that_has_not_passed() {
    let portal = portal();
    for (days, date, words) in [
        ("14", "2026-12-01", "not both"),
        ("-1", "", "from 0 to 365"),
        ("366", "", "from 0 to 365"),
        ("", "2026-11-20", "Choose today or a later day."),
        ("", "someday", "Enter a date"),
    ] {
        let typed = [("balance_days", days), ("balance_on", date)];
        let reply = save(&portal, &format!("{REQUEST}/quotes"), &typed);
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{days} {date}");
        assert!(reply.has(words), "{words}: {}", reply.body);
    }
    let neither = save(&portal, &format!("{REQUEST}/quotes"), &[]);
    assert_eq!(neither.status, StatusCode::SEE_OTHER);
    assert_eq!(newest(&portal, "balance_on IS NULL AND balance_days IS NULL AS it"), "it: 1");
}

#[test]
fn a_new_quote_begins_with_the_days_of_the_settings() {
    let portal = portal();
    let new = format!("{REQUEST}/quotes/new");
    assert!(!portal.get(DANA, &new).body.contains("value=\"30\""));
    portal.app.db.execute("UPDATE workspaces SET balance_days = 30");
    let form = portal.get(DANA, &new);
    assert!(form.has("value=\"30\""), "{}", form.body);
}
