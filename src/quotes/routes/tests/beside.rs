//! Quotes beside each other, what is kept of an acceptance, and that it can be undone.
use super::*;
use crate::kit::text;

#[test]
fn a_client_reads_what_a_new_version_changes() {
    let portal = portal();
    let page = portal.get(MIRA, GLOBAL);
    assert!(page.has("What changed since the first version"), "{}", page.body);
    for words in ["Citation Latitude", "Global 6000", "Offered"] {
        assert!(page.has(words), "{words}: {}", page.body);
    }
    assert!(!portal.get(MIRA, LATITUDE).has("What changed since"), "it has one version");
    portal.deny(TOMAS, "see_money");
    let closed = portal.get(TOMAS, GLOBAL);
    assert!(closed.has("What changed since") && !closed.has("74,800.00"), "{}", closed.body);
}

#[test]
fn options_are_beside_each_other_with_their_differences_in_bold() {
    let portal = portal();
    assert!(portal.get(MIRA, GLOBAL).has("Compare side by side"));
    let page = portal.get(MIRA, &format!("{GLOBAL}/comparison"));
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let offered = r#"<td data-label="Q-1, version 2" class="font-semibold">Global 6000</td><td data-label="Q-2" class="font-semibold">Citation Latitude</td>"#;
    assert!(page.has(offered), "{}", page.body);
    assert!(page.has("$74,800.00") && !page.has("Secret aircraft"), "{}", page.body);
    assert_eq!(portal.get(RUTH, &format!("{GLOBAL}/comparison")).status, StatusCode::NOT_FOUND);
    portal.app.db.execute("UPDATE quotes SET valid_until = 0 WHERE reference = 'Q-2'");
    assert!(!portal.get(MIRA, GLOBAL).has("Compare side by side"));
    assert!(!portal.get(MIRA, &format!("{GLOBAL}/comparison")).has("Citation Latitude"));
}

fn sign_with_po(portal: &Portal) -> Reply {
    let fields = [
        ("key", "po"),
        ("version", "2"),
        ("name", "Mira Lindqvist"),
        ("terms", "yes"),
        ("po_number", "4711-B"),
    ];
    portal.post(MIRA, &format!("{GLOBAL}/acceptance"), &fields)
}

#[test]
fn what_was_agreed_to_is_kept_with_its_digest() {
    let portal = portal();
    assert_eq!(sign_with_po(&portal).status, StatusCode::SEE_OTHER);
    insta::assert_snapshot!(
        portal.rows("SELECT name, account, po_number, version, length(device) > 0 AS device, document ->> '$.total' AS total, document ->> '$.terms' AS terms FROM acceptances"),
        @"
    name: Mira Lindqvist
    account: Lindqvist Holdings
    po_number: 4711-B
    version: 2
    device: 1
    total: 7480000
    terms: Charter terms.
    "
    );
    let document = portal.value("SELECT document FROM acceptances");
    assert_eq!(portal.value("SELECT sha256 FROM acceptances"), text::sha256(&document));
    let desk = portal.get(DANA, GLOBAL);
    for words in ["Signed as", "4711-B", "SHA-256 of what was shown", &text::sha256(&document)] {
        assert!(desk.has(words), "{words}: {}", desk.body);
    }
    let theirs = portal.get(MIRA, GLOBAL);
    assert!(theirs.has("4711-B") && !theirs.has("Valid until"), "{}", theirs.body);
    portal.work();
    let letters = portal.app.mailer.sent.lock().unwrap().clone();
    assert!(
        letters.iter().any(|it| it.text.contains("PO number: 4711-B")),
        "staff read the number"
    );
}

const SIBLING: &str = "SELECT state FROM quotes WHERE reference = 'Q-2'";

#[test]
fn undoing_an_acceptance_says_what_was_paid_and_leaves_older_versions_replaced() {
    let portal = portal();
    portal.app.db.execute("UPDATE quotes SET state = 'change_requested' WHERE reference = 'Q-2'");
    portal.app.db.execute(
        "INSERT INTO stages (id, workspace_id, name, rank, kind) VALUES ('00000000-0000-7000-8000-000000001090', '00000000-0000-7000-8000-000000000001', 'Called off', 90, 'cancelled')",
    );
    let versions = "SELECT group_concat(state) FROM (SELECT state FROM quotes WHERE reference <> 'Q-3' ORDER BY id)";
    let before = portal.value(versions);
    sign_with_po(&portal);
    assert!(!portal.get(DANA, GLOBAL).has("was paid and is not returned"));
    portal.app.db.execute(
        "INSERT INTO payments (id, workspace_id, account_id, quote_id, currency, amount, method, received_on, created_at)
         SELECT '00000000-0000-7000-8000-000000000a01', workspace_id, account_id, id, 'USD', 3740000, 'wire', '2026-11-20', 0 FROM quotes WHERE id LIKE '%f02'",
    );
    let page = portal.get(DANA, GLOBAL);
    assert!(page.has("$37,400.00</span> was paid and is not returned"), "{}", page.body);
    let fields = [("key", "u"), ("version", "3"), ("reason", "Wrong option")];
    portal.post(DANA, &format!("{GLOBAL}/acceptance-undo"), &fields);
    assert_eq!(portal.value(versions), before);
}

#[test]
fn a_mistaken_acceptance_is_undone_and_the_quote_can_be_answered_again() {
    let portal = portal();
    portal.app.db.execute(
        "INSERT INTO stages (id, workspace_id, name, rank, kind) VALUES ('00000000-0000-7000-8000-000000001090', '00000000-0000-7000-8000-000000000001', 'Called off', 90, 'cancelled')",
    );
    assert_eq!(portal.value(SIBLING), "sent");
    sign_with_po(&portal);
    assert_eq!(portal.value(SIBLING), "superseded");
    assert!(portal.get(DANA, GLOBAL).has("Undo acceptance"));
    let undo = |key: &str, version: &str, reason: &str| {
        let fields = [("key", key), ("version", version), ("reason", reason)];
        portal.post(DANA, &format!("{GLOBAL}/acceptance-undo"), &fields)
    };
    assert_eq!(undo("a", "3", "").status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(undo("b", "2", "Wrong option").status, StatusCode::CONFLICT, "an old page");
    assert_eq!(undo("c", "3", "Wrong option").status, StatusCode::SEE_OTHER);
    assert_eq!(
        portal.value("SELECT q.state || ' ' || r.state || ' ' || (SELECT s.kind FROM trips t JOIN stages s ON s.id = t.stage_id) FROM quotes q JOIN requests r ON r.id = q.request_id WHERE q.id LIKE '%f02'"),
        "sent quoted cancelled"
    );
    assert_eq!(portal.value("SELECT undone_for FROM acceptances"), "Wrong option");
    assert_eq!(portal.value(SIBLING), "sent", "it awaits its answer again, too");
    let page = portal.get(MIRA, GLOBAL);
    assert!(page.has("Accept quote") && page.has("Valid until"), "{}", page.body);
    portal.work();
    let letters = portal.app.mailer.sent.lock().unwrap().clone();
    assert!(
        letters
            .iter()
            .any(|it| it.to == "mira@harbour.example" && it.subject.contains("was undone"))
    );
    assert_eq!(undo("d", "4", "Wrong option").status, StatusCode::CONFLICT, "once");
    let again = [("key", "z"), ("version", "4"), ("name", "Mira Lindqvist"), ("terms", "yes")];
    let again = portal.post(MIRA, &format!("{GLOBAL}/acceptance"), &again);
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.body);
}

#[test]
fn an_acceptance_that_was_invoiced_is_not_undone() {
    let portal = portal();
    sign_with_po(&portal);
    portal.app.db.execute(
        "INSERT INTO invoices (id, workspace_id, number, account_id, trip_id, quote_id, state, route, bill_to, currency, lines, subtotal, tax, total, paid, issued_on, due_on, terms, created_at)
         SELECT '00000000-0000-7000-8000-000000000901', workspace_id, '2026-1', account_id, trip_id, id, 'issued', route, 'x', 'USD', '[]', 1, 0, 1, 0, '2026-11-20', '2026-12-04', '', 0
         FROM quotes WHERE id LIKE '%f02'",
    );
    assert!(!portal.get(DANA, GLOBAL).has("Undo acceptance"));
    let fields = [("key", "u"), ("version", "3"), ("reason", "Wrong option")];
    let refused = portal.post(DANA, &format!("{GLOBAL}/acceptance-undo"), &fields);
    assert!(refused.status == StatusCode::CONFLICT && refused.has("Void the invoice first"));
}

#[test]
fn the_list_is_narrowed_to_a_status_in_plain_words() {
    let portal = portal();
    let shown = |status: &str| {
        let page = portal.get(MIRA, &format!("/quotes?show=all&status={status}"));
        let names = ["f01", "f02", "f03", "f05"].into_iter();
        names
            .filter(|it| page.has(&format!("/quotes/00000000-0000-7000-8000-000000000{it}\"")))
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(shown("awaiting"), "f02 f03");
    assert_eq!(
        (shown("superseded"), shown("expired"), shown("declined")),
        ("f01".into(), String::new(), String::new())
    );
    portal.app.db.execute("UPDATE quotes SET valid_until = 1 WHERE reference = 'Q-2'");
    assert_eq!((shown("expired"), shown("awaiting")), ("f03".into(), "f02".into()));
    sign_with_po(&portal);
    assert_eq!((shown("accepted"), shown("booked")), ("f02".into(), String::new()));
    portal.app.db.execute("UPDATE trips SET stage_id = '00000000-0000-7000-8000-000000000017'");
    assert_eq!((shown("accepted"), shown("booked")), (String::new(), "f02".into()));
    assert!(portal.get(MIRA, "/quotes?show=all").has(">Booked<"));
    assert_eq!(shown("nonsense").split(' ').count(), 3, "all of them");
}

#[test]
fn an_acceptance_books_at_once_where_the_operator_wants_that() {
    let portal = portal();
    portal.app.db.execute("UPDATE workspaces SET books_at_once = 1, owners_approve = 1");
    sign_with_po(&portal);
    let kind = "SELECT s.kind FROM trips t JOIN stages s ON s.id = t.stage_id";
    assert_eq!(portal.value(kind), "booked");
    let page = portal.get(MIRA, GLOBAL);
    assert!(page.has(">Booked<") && !page.has("when your trip is confirmed"), "{}", page.body);
}

#[test]
fn a_trip_that_an_owner_is_asked_about_is_not_booked_at_once() {
    let portal = portal();
    portal.app.db.execute(
        "UPDATE workspaces SET books_at_once = 1, owners_approve = 1;
         INSERT INTO account_tails (workspace_id, account_id, tail_id) SELECT workspace_id, '00000000-0000-7000-8000-000000000a12', tail_id FROM quotes WHERE id LIKE '%f02'",
    );
    sign_with_po(&portal);
    assert_eq!(
        portal.value("SELECT s.kind FROM trips t JOIN stages s ON s.id = t.stage_id"),
        "pending"
    );
}

#[test]
fn a_quote_that_can_no_longer_be_accepted_leads_to_a_new_request() {
    let portal = portal();
    let request = portal.value("SELECT request_id FROM quotes WHERE id LIKE '%f02'");
    let anew = format!("/requests/new?like={request}");
    assert!(!portal.get(MIRA, GLOBAL).has(&anew), "it awaits an answer");
    for change in [
        "valid_until = 1",
        "state = 'declined', valid_until = 9000000000000000",
        "state = 'withdrawn'",
    ] {
        portal.app.db.execute(&format!("UPDATE quotes SET {change} WHERE id LIKE '%f02'"));
        let page = portal.get(MIRA, GLOBAL);
        assert!(page.has(&anew) && page.has("Request a new quote"), "{change}: {}", page.body);
    }
    assert!(portal.get(MIRA, &anew).has("TEB"), "filled in as the first request");
    portal.deny(MIRA, "request_trips");
    assert!(!portal.get(MIRA, GLOBAL).has(&anew));
}

#[test]
fn the_history_of_a_deal_names_the_quotes() {
    let portal = portal();
    let offered = portal.get(MIRA, GLOBAL);
    assert!(
        offered.has("<span>I accept the terms of this quote.</span></label>"),
        "a click on the words ticks the box: {}",
        offered.body
    );
    sign_with_po(&portal);
    portal.work();
    let request =
        portal.value("SELECT '/requests/' || request_id FROM quotes WHERE id LIKE '%f02'");
    let desk = portal.get(DANA, &request);
    for words in ["Quote Q-1.2 accepted", "Quote Q-1.2 viewed", "Signed copy of quote Q-1.2 stored"]
    {
        assert!(desk.has(words), "{words}: {}", desk.body);
    }
    assert!(!desk.has("Quote sealed") && !desk.has(": d4"), "{}", desk.body);
    assert!(portal.get(MIRA, &request).has("Quote Q-1.2 accepted"));
    for (who, page) in [(MIRA, portal.get(MIRA, &request)), (DANA, desk)] {
        let href =
            page.body.split("href=\"/messages/new?").nth(1).and_then(|it| it.split('"').next());
        let href = href.unwrap_or_else(|| panic!("no link for {}: {}", who.name, page.body));
        let form = portal.get(who, &format!("/messages/new?{}", href.replace("&#38;", "&")));
        assert!(form.has("value=\"Request R-2, "), "{}", form.body);
    }
}
