//! Paying online: the client's pages, the provider's answers and webhooks, and their races.
use crate::{
    kit::call::{Call, Verb},
    payments::stage::*,
    testing::cast::*,
};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use futures_executor::block_on;

mod races;
mod statement;

fn state(portal: &Portal) -> String {
    portal.value("SELECT group_concat(state, ', ') FROM attempts")
}

fn calls(portal: &Portal) -> Vec<Call> {
    portal.app.web.asked.lock().unwrap().clone()
}

fn sweep(portal: &Portal) {
    block_on(crate::jobs::sweep(&portal.app)).unwrap();
}

#[test]
fn a_client_pays_two_invoices_at_once_and_gets_a_receipt() {
    let portal = Portal::open(SEED);
    let page = portal.get(MIRA, "/payments/new");
    assert!(
        page.has("2026-1") && page.has("$500.00") && page.has("Wire to Harbour."),
        "{}",
        page.body
    );
    let at = begun(&portal);
    let page = portal.get(MIRA, &at);
    assert!(
        page.has("https://checkout.stripe.test/c/1") && page.has("Continue to payment"),
        "{}",
        page.body
    );
    assert!(page.headers.get(header::REFRESH).is_none());
    let back = portal.get(MIRA, &format!("{at}?back=1"));
    assert!(back.has("Waiting for the payment to be confirmed"), "{}", back.body);
    assert_eq!(back.headers.get(header::REFRESH).unwrap(), "4");
    assert_eq!(sums(&portal), "2026-1: 0, 2026-2: 0; none; 0", "coming back proves nothing");
    assert_eq!(tell(&portal, &paid("evt_1", &at, "usd", 50_000)), 200);
    assert_eq!(sums(&portal), "2026-1: 30000, 2026-2: 20000; USD 50000; 0");
    assert!(portal.get(MIRA, &at).has("has received your payment"));
    portal.work();
    let mails = portal.app.mailer.sent.lock().unwrap();
    let mail = mails.iter().find(|it| &*it.to == "mira@harbour.example").unwrap();
    assert_eq!(mail.subject, "Receipt for your payment of $500.00");
    assert!(mail.text.contains("Invoice 2026-2"), "{}", mail.text);
    let invoice = portal.get(INES, &format!("/invoices/{FIRST}"));
    assert!(invoice.has("Invoices 2026-1, 2026-2, paid online"), "{}", invoice.body);
}

#[test]
fn a_second_tab_a_reload_and_a_lost_answer_go_on_with_the_same_attempt() {
    let portal = Portal::open(SEED);
    let at = begun(&portal);
    for key in ["b", "c"] {
        assert_eq!(ask(&portal, key, &[SECOND, FIRST]).location(), at);
    }
    assert_eq!((calls(&portal).len(), state(&portal)), (1, "open".to_owned()));

    let portal = Portal::open(SEED);
    let at = ask(&portal, "a", &[FIRST]).location().to_owned();
    let page = portal.get(MIRA, &at);
    assert!(
        page.has("did not answer. Nothing was charged") && page.has("Try again"),
        "{}",
        page.body
    );
    assert_eq!(ask(&portal, "b", &[FIRST]).location(), at);
    portal.app.web.answer(200, PAGE);
    let fields = [("key", "c"), ("version", "1")];
    assert_eq!(portal.post(MIRA, &format!("{at}/opening"), &fields).location(), at);
    assert!(portal.get(MIRA, &at).has("Continue to payment"));
    let calls = calls(&portal);
    assert_eq!((calls.len(), &calls[0]), (2, &calls[1]), "the same key and the same fields");
}

#[test]
fn the_sweep_opens_a_page_that_did_not_answer() {
    let portal = Portal::open(SEED);
    let at = ask(&portal, "a", &[FIRST]).location().to_owned();
    portal.later(MINUTE);
    portal.app.web.answer(503, "");
    sweep(&portal);
    assert_eq!(state(&portal), "starting");
    portal.later(MINUTE);
    portal.app.web.answer(200, PAGE);
    sweep(&portal);
    assert!(portal.get(MIRA, &at).has("Continue to payment"));
}

#[test]
fn the_sweep_asks_about_a_payment_of_which_nothing_was_told() {
    let portal = Portal::open(SEED);
    let at = begun(&portal);
    portal.later(10 * MINUTE);
    portal.app.web.answer(200, r#"{"id":"cs_1","status":"open","payment_status":"unpaid"}"#);
    sweep(&portal);
    assert_eq!(state(&portal), "open");
    let call = calls(&portal).pop().unwrap();
    assert_eq!(
        (call.verb == Verb::Post, call.url.as_str()),
        (false, "https://stripe.test/v1/checkout/sessions/cs_1")
    );
    sweep(&portal);
    assert_eq!(calls(&portal).len(), 2, "not before its time");
    portal.later(10 * MINUTE);
    sweep(&portal);
    assert_eq!(state(&portal), "open", "no answer is no proof of anything");
    portal.later(10 * MINUTE);
    let paid_page = r#"{"id":"cs_1","status":"complete","payment_status":"paid","currency":"usd","amount_total":50000,"payment_intent":"pi_1"}"#;
    portal.app.web.answer(200, paid_page);
    sweep(&portal);
    assert_eq!(state(&portal), "succeeded");
    assert_eq!(tell(&portal, &paid("evt_late", &at, "usd", 50_000)), 200);
    assert_eq!(sums(&portal), "2026-1: 30000, 2026-2: 20000; USD 50000; 0");
}

#[test]
fn a_page_for_what_was_settled_otherwise_is_closed() {
    let portal = Portal::open(SEED);
    begun(&portal);
    portal.app.db.execute("UPDATE invoices SET paid = total WHERE number = '2026-1'");
    portal.later(10 * MINUTE);
    portal.app.web.answer(200, r#"{"id":"cs_1","status":"expired","payment_status":"unpaid"}"#);
    sweep(&portal);
    let call = calls(&portal).pop().unwrap();
    assert!(
        call.verb == Verb::Post && call.url.ends_with("/v1/checkout/sessions/cs_1/expire"),
        "{}",
        call.url
    );
    assert_eq!(state(&portal), "expired");
}

#[test]
fn only_signed_and_fresh_events_count_and_each_once() {
    let portal = Portal::open(SEED);
    let at = begun(&portal);
    let event = paid("evt_1", &at, "usd", 50_000);
    assert_eq!(tell_with(&portal, &event, ""), 400);
    assert_eq!(tell_with(&portal, &event, "t=1,v1=00"), 400);
    let header = crate::payments::provider::notice::signed("whsec_cast", event.as_bytes(), NOON);
    portal.later(301_000);
    assert_eq!(tell_with(&portal, &event, &header), 400, "a replay");
    assert_eq!(sums(&portal), "2026-1: 0, 2026-2: 0; none; 0");
    for _ in 0..3 {
        assert_eq!(tell(&portal, &event), 200);
    }
    assert_eq!(tell(&portal, &paid("evt_2", &at, "usd", 50_000)), 200, "the same in other words");
    assert_eq!(sums(&portal), "2026-1: 30000, 2026-2: 20000; USD 50000; 0");
    assert_eq!(
        tell(&portal, r#"{"id":"evt_3","type":"customer.created","data":{"object":{}}}"#),
        200
    );
    assert_eq!(tell(&portal, "[]"), 400);
}

#[test]
fn a_bank_takes_days_and_a_card_may_be_declined() {
    let portal = Portal::open(SEED);
    let at = begun(&portal);
    let unpaid = r#""status":"complete","payment_status":"unpaid""#;
    assert_eq!(tell(&portal, &event("evt_1", "checkout.session.completed", &at, unpaid)), 200);
    assert!(portal.get(MIRA, &at).has("Your bank is making the payment"));
    assert_eq!(ask(&portal, "b", &[FIRST, SECOND]).location(), at, "not a second charge");
    assert_eq!(
        tell(&portal, &event("evt_2", "checkout.session.async_payment_failed", &at, unpaid)),
        200
    );
    let page = portal.get(MIRA, &at);
    assert!(
        page.has("Your bank did not make the payment") && page.has("Pay again"),
        "{}",
        page.body
    );
    portal.app.web.answer(200, PAGE);
    let again = ask(&portal, "c", &[FIRST, SECOND]).location().to_owned();
    assert_ne!(again, at, "a new attempt");
    assert_eq!(state(&portal), "failed, open");
}

#[test]
fn the_surcharge_is_charged_and_is_not_credit() {
    let portal = Portal::open(SEED);
    portal.app.db.execute("UPDATE workspaces SET card_surcharge_ppm = 29000");
    assert!(portal.get(MIRA, "/payments/new").has("plus a surcharge of 2.9%"));
    let at = begun(&portal);
    let body = calls(&portal)[0].body.clone();
    assert!(
        body.contains("unit_amount%5D=50000") && body.contains("unit_amount%5D=1450"),
        "{body}"
    );
    assert_eq!(tell(&portal, &paid("evt_1", &at, "usd", 51_450)), 200);
    assert_eq!(sums(&portal), "2026-1: 30000, 2026-2: 20000; USD 51450; 0");
    let waived = Portal::open(SEED);
    waived.app.db.execute("UPDATE workspaces SET card_surcharge_ppm = 29000; UPDATE accounts SET waives_surcharge = 1");
    assert!(!waived.get(MIRA, "/payments/new").has("surcharge"));
}

#[test]
fn currencies_without_and_with_three_decimals_are_paid_exactly() {
    for (code, total, units, is_taken) in [
        ("JPY", 30_000, 30_000, true),
        ("ISK", 30_000, 3_000_000, true),
        ("KWD", 30_010, 30_010, true),
        ("KWD", 30_011, 0, false),
    ] {
        let portal = Portal::open(SEED);
        portal.app.db.execute(&format!("UPDATE invoices SET currency = '{code}', total = {total}, subtotal = {total} WHERE number = '2026-1'"));
        portal.app.web.answer(200, PAGE);
        let reply = ask(&portal, "a", &[FIRST]);
        if !is_taken {
            assert!(reply.has("cannot be paid in this way"), "{code}: {}", reply.body);
            continue;
        }
        let at = reply.location();
        assert!(calls(&portal)[0].body.contains(&format!("unit_amount%5D={units}")), "{code}");
        assert_eq!(tell(&portal, &paid("evt_1", at, &code.to_lowercase(), units)), 200, "{code}");
        assert_eq!(sums(&portal), format!("2026-1: {total}, 2026-2: 0; {code} {total}; 0"));
    }
}

#[test]
fn instructions_that_changed_lately_come_with_a_warning() {
    let portal = Portal::open(SEED);
    assert!(!portal.get(MIRA, "/payments/new").has("were changed on"));
    portal.app.db.execute("UPDATE workspaces SET payment_instructions = 'Wire to Elsewhere.'");
    let page = portal.get(MIRA, "/payments/new");
    assert!(page.has("were changed on") && page.has("+1 201 555 0100"), "{}", page.body);
    portal.app.db.execute(&format!(
        "UPDATE workspaces SET payment_instructions_changed_at = {NOON} - 30 * 86400000"
    ));
    assert!(!portal.get(MIRA, "/payments/new").has("were changed on"));
}

#[test]
fn who_may_not_pay_begins_nothing_and_sees_no_attempt_of_others() {
    let portal = Portal::open(SEED);
    let at = begun(&portal);
    portal.deny(TOMAS, "pay");
    assert_eq!(portal.get(TOMAS, "/payments/new").status, StatusCode::FORBIDDEN);
    let page = portal.get(TOMAS, &at);
    assert!(page.status == StatusCode::OK && !page.has("checkout.stripe.test"), "{}", page.body);
    for who in [RUTH, CARL] {
        assert_eq!(portal.get(who, &at).status, StatusCode::NOT_FOUND);
        let fields = [("key", "x"), ("way", "card"), ("invoice", FIRST)];
        let reply = portal.post(who, "/payments", &fields);
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", reply.body);
    }
    assert_eq!(portal.value("SELECT count(*) FROM attempts"), "1");
}

#[test]
fn the_practice_provider_drives_the_same_webhook() {
    let portal = Portal::open(SEED);
    portal.app.db.execute("UPDATE workspaces SET payment_provider = 'practice'");
    let at = ask(&portal, "a", &[FIRST]).location().to_owned();
    assert!(portal.get(MIRA, &at).has("no money moves"));
    let address = format!("http://portal.test/practice/{}", at.rsplit('/').next().unwrap());
    let page = portal.send(STRANGER, Request::get(&address).body(Body::empty()).unwrap());
    assert!(page.has("No money moves") && page.has("300.00"), "{}", page.body);
    let form = Request::post(&address)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from("outcome=paid"));
    let done = portal.send(STRANGER, form.unwrap());
    assert!(done.has("Back to the portal"), "{}", done.body);
    assert_eq!(sums(&portal), "2026-1: 30000, 2026-2: 0; USD 30000; 0");
    assert!(calls(&portal).is_empty());
    let unknown = Request::get("http://portal.test/practice/x").body(Body::empty()).unwrap();
    assert_eq!(portal.send(STRANGER, unknown).status, StatusCode::NOT_FOUND);
}
