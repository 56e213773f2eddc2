//! What the tests of payments share.
use super::provider::notice;
use crate::testing::cast::*;
use axum::{
    body::Body,
    http::{Request, StatusCode},
};

pub const FIRST: &str = "00000000-0000-7000-8000-0000000e4001";
pub const SECOND: &str = "00000000-0000-7000-8000-0000000e4002";

/// Harbour takes payments by Stripe. Invoices of 300.00 and 200.00 to Lindqvist Holdings.
pub const SEED: &str = "UPDATE workspaces SET payment_provider = 'stripe' WHERE slug = 'harbour';
INSERT INTO invoices (id, workspace_id, number, account_id, state, route, bill_to, currency, lines, subtotal, tax, total, issued_on, due_on, terms, created_at) VALUES
 ('00000000-0000-7000-8000-0000000e4001', '00000000-0000-7000-8000-000000000001', '2026-1', '00000000-0000-7000-8000-000000000a11', 'issued', 'TEB to PBI', 'x', 'USD', '[]', 30000, 0, 30000, '2026-11-01', '2026-11-10', '', 1),
 ('00000000-0000-7000-8000-0000000e4002', '00000000-0000-7000-8000-000000000001', '2026-2', '00000000-0000-7000-8000-000000000a11', 'issued', 'PBI to TEB', 'x', 'USD', '[]', 20000, 0, 20000, '2026-11-02', '2026-11-20', '', 2);";

/// Stripe's answer to a page that was opened.
pub const PAGE: &str = r#"{"id":"cs_1","url":"https://checkout.stripe.test/c/1"}"#;

/// Mira begins to pay both invoices; returns the path of the attempt.
pub fn begun(portal: &Portal) -> String {
    portal.app.web.answer(200, PAGE);
    let reply = ask(portal, "a", &[FIRST, SECOND]);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    reply.location().to_owned()
}

pub fn ask(portal: &Portal, key: &str, invoices: &[&str]) -> Reply {
    let mut fields = vec![("key", key), ("way", "card")];
    fields.extend(invoices.iter().map(|it| ("invoice", *it)));
    portal.post(MIRA, "/payments", &fields)
}

/// An event as Stripe tells it of an attempt, by its path.
pub fn event(id: &str, kind: &str, at: &str, object: &str) -> String {
    let attempt = at.rsplit('/').next().unwrap();
    format!(
        r#"{{"id":"{id}","type":"{kind}","data":{{"object":{{"metadata":{{"attempt":"{attempt}"}},"payment_intent":"pi_1",{object}}}}}}}"#
    )
}

/// The event that the page was paid.
pub fn paid(id: &str, at: &str, currency: &str, units: i64) -> String {
    let object = format!(
        r#""status":"complete","payment_status":"paid","currency":"{currency}","amount_total":{units}"#
    );
    event(id, "checkout.session.completed", at, &object)
}

/// Tells it to the portal, signed now; returns the status of the answer.
pub fn tell(portal: &Portal, body: &str) -> u16 {
    let header = notice::signed("whsec_cast", body.as_bytes(), portal.app.now());
    tell_with(portal, body, &header)
}

pub fn tell_with(portal: &Portal, body: &str, header: &str) -> u16 {
    let request = Request::post("http://portal.test/webhooks/stripe")
        .header("stripe-signature", header)
        .header("content-type", "application/json")
        .body(Body::from(body.to_owned()));
    portal.send(STRANGER, request.unwrap()).status.as_u16()
}

/// What is paid of each invoice, the payments and the credit.
pub fn sums(portal: &Portal) -> String {
    portal.value("SELECT (SELECT group_concat(number || ': ' || paid, ', ' ORDER BY number) FROM invoices) || '; ' || (SELECT coalesce(group_concat(currency || ' ' || amount, ', '), 'none') || '; ' || coalesce(sum(unallocated), 0) FROM payments)")
}
