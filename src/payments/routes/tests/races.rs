//! Payments that meet something else: one outcome, nothing lost, and any surplus is credit.
use super::{begun, sums, tell};
use crate::{
    payments::stage::{FIRST, PAGE, ask, event, paid},
    testing::cast::*,
};
use axum::http::StatusCode;

const SEED: &str = crate::payments::stage::SEED;

#[test]
fn a_wire_that_is_recorded_while_a_client_pays_leaves_credit() {
    let portal = Portal::open(SEED);
    let at = begun(&portal);
    let fields = [
        ("key", "w"),
        ("amount", "350.00"),
        ("currency", "USD"),
        ("method", "wire"),
        ("received_on", "2026-11-20"),
        ("how", "order"),
    ];
    let account = "/accounts/00000000-0000-7000-8000-000000000a11/payments";
    assert_eq!(portal.post(INES, account, &fields).status, StatusCode::SEE_OTHER);
    assert_eq!(tell(&portal, &paid("evt_1", &at, "usd", 50_000)), 200);
    assert_eq!(sums(&portal), "2026-1: 30000, 2026-2: 20000; USD 35000, USD 50000; 35000");
}

#[test]
fn what_is_paid_for_a_voided_invoice_is_credit() {
    let portal = Portal::open(SEED);
    let at = begun(&portal);
    portal
        .app
        .db
        .execute("UPDATE invoices SET state = 'void', version = 2 WHERE number = '2026-1'");
    assert_eq!(tell(&portal, &paid("evt_1", &at, "usd", 50_000)), 200);
    assert_eq!(sums(&portal), "2026-1: 0, 2026-2: 20000; USD 50000; 30000");
    assert!(portal.get(MIRA, "/invoices").has("Your credit"));
}

#[test]
fn two_attempts_that_are_both_paid_lose_nothing() {
    let portal = Portal::open(SEED);
    let both = begun(&portal);
    portal.app.web.answer(200, PAGE);
    let one = ask(&portal, "b", &[FIRST]).location().to_owned();
    assert_ne!(one, both);
    assert_eq!(tell(&portal, &paid("evt_1", &one, "usd", 30_000)), 200);
    assert_eq!(tell(&portal, &paid("evt_2", &both, "usd", 50_000)), 200);
    assert_eq!(sums(&portal), "2026-1: 30000, 2026-2: 20000; USD 30000, USD 50000; 30000");
    assert!(portal.get(MIRA, "/payments/new").has("Nothing to pay"));
    assert!(ask(&portal, "c", &[FIRST]).has("This is paid already"));
}

#[test]
fn another_amount_or_currency_than_was_asked_for_is_kept_and_told() {
    let portal = Portal::open(SEED);
    let at = begun(&portal);
    assert_eq!(tell(&portal, &paid("evt_1", &at, "usd", 40_000)), 200);
    assert_eq!(sums(&portal), "2026-1: 30000, 2026-2: 10000; USD 40000; 0");
    let note = "SELECT note FROM events WHERE action = 'payment_arrived'";
    assert!(portal.value(note).ends_with("not what was asked for"), "{}", portal.value(note));
    let portal = Portal::open(SEED);
    let at = begun(&portal);
    assert_eq!(tell(&portal, &paid("evt_1", &at, "eur", 50_000)), 200);
    assert_eq!(sums(&portal), "2026-1: 0, 2026-2: 0; EUR 50000; 50000");
}

#[test]
fn events_in_another_order_come_to_the_same() {
    let portal = Portal::open(SEED);
    let at = begun(&portal);
    let refund = event("evt_r", "charge.refunded", &at, r#""amount_refunded":5000"#);
    assert_eq!(tell(&portal, &refund), 409, "to be told again");
    assert_eq!(
        tell(&portal, &event("evt_x", "checkout.session.expired", &at, r#""status":"expired""#)),
        200
    );
    assert_eq!(portal.value("SELECT state FROM attempts"), "expired");
    assert_eq!(
        tell(&portal, &paid("evt_p", &at, "usd", 50_000)),
        200,
        "money that arrived is not refused"
    );
    assert_eq!(portal.value("SELECT state FROM attempts"), "succeeded");
    let unpaid = r#""status":"complete","payment_status":"unpaid""#;
    assert_eq!(tell(&portal, &event("evt_u", "checkout.session.completed", &at, unpaid)), 200);
    assert_eq!(portal.value("SELECT state FROM attempts"), "succeeded", "states move forward");
    for _ in 0..2 {
        assert_eq!(tell(&portal, &refund), 200);
    }
    assert_eq!(sums(&portal), "2026-1: 30000, 2026-2: 15000; USD 50000; 0");
    let whole = event("evt_w", "charge.refunded", &at, r#""amount_refunded":50000"#);
    assert_eq!(tell(&portal, &whole), 200);
    assert_eq!(tell(&portal, &refund), 200, "an older sum changes nothing");
    assert_eq!(sums(&portal), "2026-1: 0, 2026-2: 0; USD 50000; 0");
    assert_eq!(portal.value("SELECT count(*) || ' ' || sum(amount) FROM refunds"), "2 50000");
}

#[test]
fn a_dispute_is_shown_until_it_has_ended() {
    let portal = Portal::open(SEED);
    let at = begun(&portal);
    assert_eq!(tell(&portal, &paid("evt_1", &at, "usd", 50_000)), 200);
    // A dispute names the payment at Stripe, and not our attempt.
    let dispute = |id: &str, status: &str| {
        format!(
            r#"{{"id":"{id}","type":"charge.dispute.updated","data":{{"object":{{"payment_intent":"pi_1","status":"{status}"}}}}}}"#
        )
    };
    assert_eq!(tell(&portal, &dispute("evt_2", "needs_response")), 200);
    let payment = format!("/payments/{}", portal.value("SELECT id FROM payments"));
    assert!(portal.get(INES, &payment).has("Disputed"), "{}", portal.get(INES, &payment).body);
    assert_eq!(tell(&portal, &dispute("evt_3", "lost")), 200);
    assert_eq!(tell(&portal, &dispute("evt_4", "under_review")), 200, "told late");
    assert_eq!(portal.value("SELECT dispute FROM payments"), "lost");
}

#[test]
fn an_event_of_another_merchant_changes_nothing() {
    let portal = Portal::open(SEED);
    let at = begun(&portal);
    let foreign = paid("evt_1", &at, "usd", 50_000).replacen(
        "\"type\"",
        "\"account\":\"acct_x\",\"type\"",
        1,
    );
    assert_eq!(tell(&portal, &foreign), 200);
    assert_eq!(sums(&portal), "2026-1: 0, 2026-2: 0; none; 0");
}

/// Mira has paid both invoices; returns the path of the payment.
fn paid_online(portal: &Portal) -> String {
    let at = begun(portal);
    assert_eq!(tell(portal, &paid("evt_1", &at, "usd", 50_000)), 200);
    portal.work();
    format!("/payments/{}", portal.value("SELECT id FROM payments"))
}

fn send_back(portal: &Portal, at: &str) -> Reply {
    assert!(portal.get(INES, at).has("Send refund"));
    let fields = [("key", "r"), ("amount", "100.00"), ("refunded_on", "2026-11-21")];
    portal.post(INES, &format!("{at}/refunds"), &fields)
}

#[test]
fn a_refund_is_sent_by_the_provider_once() {
    let portal = Portal::open(SEED);
    let at = paid_online(&portal);
    assert_eq!(send_back(&portal, &at).location(), at);
    assert!(portal.get(INES, &at).has("Being sent"));
    portal.app.web.answer(503, "");
    portal.work();
    assert_eq!(portal.value("SELECT state FROM refunds"), "sending", "it is tried again");
    let told = "SELECT count(*) FROM notices WHERE occasion = 'payment_refunded' AND user_id IN (SELECT id FROM users WHERE email = 'mira@harbour.example')";
    assert_eq!(portal.value(told), "0", "it was not sent yet");
    portal.later(HOUR);
    portal.app.web.answer(200, r#"{"id":"re_1"}"#);
    portal.work();
    assert_eq!(portal.value("SELECT state FROM refunds"), "sent");
    assert_eq!(portal.value(told), "1");
    let calls = portal.app.web.asked.lock().unwrap().clone();
    let [.., first, second] = &calls[..] else { panic!("no calls") };
    assert_eq!(first, second, "the same key and the same fields");
    assert_eq!(second.url, "https://stripe.test/v1/refunds");
    assert!(second.body.contains("payment_intent=pi_1&amount=10000"), "{}", second.body);
    let path = portal.value("SELECT '/payments/' || id FROM attempts");
    let told = event("evt_r", "charge.refunded", &path, r#""amount_refunded":10000"#);
    assert_eq!(tell(&portal, &told), 200, "what we know already changes nothing");
    assert_eq!(
        portal.value("SELECT count(*) || ' ' || (SELECT refunded FROM payments) FROM refunds"),
        "1 10000"
    );
    assert_eq!(sums(&portal), "2026-1: 30000, 2026-2: 10000; USD 50000; 0");
}

#[test]
fn a_refund_that_the_provider_refuses_is_credit() {
    let portal = Portal::open(SEED);
    let at = paid_online(&portal);
    send_back(&portal, &at);
    portal.app.web.answer(400, r#"{"error":{"message":"Charge has been disputed"}}"#);
    portal.work();
    assert!(portal.get(INES, &at).has("Refused by the provider"));
    assert_eq!(sums(&portal), "2026-1: 30000, 2026-2: 10000; USD 50000; 10000");
}
