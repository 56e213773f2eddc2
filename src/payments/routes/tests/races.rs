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
