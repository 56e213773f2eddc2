//! Amounts in Stripe's special cases, and the calls to its API.
use super::*;
use crate::{
    kit::call::Verb,
    kit::ids::{AccountId, AttemptId, InvoiceId, WorkspaceId},
    payments::{AttemptState, Provider, Share},
};
use uuid::Uuid;

fn currency(code: &str) -> Currency {
    Currency(code.into())
}

#[test]
fn amounts_are_counted_as_stripe_counts_them() {
    for (code, minor_units, theirs) in [
        ("USD", 12_345, Some(12_345)),
        ("JPY", 5_000, Some(5_000)),
        ("KRW", 5_000, Some(5_000)),
        // Two decimals that must be zero, where we have none.
        ("ISK", 750, Some(75_000)),
        ("UGX", 1, Some(100)),
        // None there, two here.
        ("MGA", 12_300, Some(123)),
        ("MGA", 12_345, None),
        // Three decimals, the last of which is zero.
        ("KWD", 1_230, Some(1_230)),
        ("BHD", 1_234, None),
        ("TND", 10, Some(10)),
        // Two decimals for charges, although payouts have none.
        ("HUF", 12_345, Some(12_345)),
        ("TWD", 100, Some(100)),
        // Not taken at all.
        ("IQD", 1_000, None),
        ("LYD", 1_000, None),
    ] {
        assert_eq!(units(&currency(code), minor_units), theirs, "{code} {minor_units}");
        if let Some(theirs) = theirs {
            assert_eq!(minor(&currency(code), theirs), Some(minor_units), "{code} {theirs}");
        }
    }
    assert_eq!(minor(&currency("ISK"), 150), None, "a part of a krona");
}

fn stripe() -> Stripe {
    Stripe {
        api: "https://api.stripe.com".into(),
        secret_key: "sk_1".into(),
        webhook_secrets: Vec::new(),
    }
}

fn attempt(code: &str, way: Way, amount: i64, surcharge: i64) -> Attempt {
    let (invoice, about) = (InvoiceId(Uuid::nil()), String::new());
    let share = Share { invoice, number: "2026-1001".into(), about, amount };
    Attempt {
        id: AttemptId(Uuid::nil()),
        workspace_id: WorkspaceId(Uuid::nil()),
        account_id: AccountId(Uuid::nil()),
        basis: "b".into(),
        provider: Provider::Stripe,
        merchant: "acct_9".into(),
        way,
        currency: currency(code),
        amount,
        surcharge,
        shares: vec![share],
        quote_id: None,
        label: "Invoice 2026-1001".into(),
        state: AttemptState::Starting,
        url: String::new(),
        session: Some("cs_1".into()),
        fault: String::new(),
        version: 1,
        created_at: 0,
    }
}

#[test]
fn a_page_is_opened_once_for_each_attempt() {
    let call =
        open(&stripe(), &attempt("USD", Way::Card, 10_000, 290), "https://h.example/payments/0")
            .unwrap();
    assert_eq!(call.verb, Verb::Post);
    assert_eq!(call.url, "https://api.stripe.com/v1/checkout/sessions");
    let header = |name: &str| call.headers.iter().find(|it| it.0 == name).map(|it| it.1.as_str());
    assert_eq!(header("authorization"), Some("Bearer sk_1"));
    assert_eq!(header("stripe-version"), Some("2026-10-28.endive"));
    assert_eq!(header("stripe-account"), Some("acct_9"));
    assert_eq!(header("idempotency-key"), Some("00000000-0000-0000-0000-000000000000"));
    let form: Vec<(String, String)> = serde_html_form::from_str(&call.body).unwrap();
    let form: Vec<_> = form.iter().map(|(name, value)| format!("{name}={value}")).collect();
    assert_eq!(
        form,
        [
            "mode=payment",
            "line_items[0][quantity]=1",
            "line_items[0][price_data][currency]=usd",
            "line_items[0][price_data][unit_amount]=10000",
            "line_items[0][price_data][product_data][name]=Invoice 2026-1001",
            "line_items[1][quantity]=1",
            "line_items[1][price_data][currency]=usd",
            "line_items[1][price_data][unit_amount]=290",
            "line_items[1][price_data][product_data][name]=Card surcharge",
            "allowed_payment_method_types[0]=card",
            "client_reference_id=00000000-0000-0000-0000-000000000000",
            "metadata[attempt]=00000000-0000-0000-0000-000000000000",
            "payment_intent_data[metadata][attempt]=00000000-0000-0000-0000-000000000000",
            "payment_intent_data[description]=Invoice 2026-1001",
            "success_url=https://h.example/payments/0?back=1",
            "cancel_url=https://h.example/payments/0",
        ]
    );
}

#[test]
fn a_bank_account_is_debited_where_the_currency_has_one() {
    let method = |code| {
        let call = open(&stripe(), &attempt(code, Way::Bank, 1_000, 0), "https://h.example/p")?;
        let form: Vec<(String, String)> = serde_html_form::from_str(&call.body).unwrap();
        form.into_iter().find(|it| it.0 == "allowed_payment_method_types[0]").map(|it| it.1)
    };
    assert_eq!(method("EUR").as_deref(), Some("sepa_debit"));
    assert_eq!(method("JPY"), None);
}

#[test]
fn an_answer_is_a_page_a_refusal_or_nothing_that_is_known() {
    let answer = |status, body: &str| opened(&Answered { status, body: body.into() });
    let page = answer(200, r#"{"id":"cs_1","url":"https://checkout.stripe.com/c/1"}"#).unwrap();
    assert_eq!(
        (page.session.as_str(), page.url.as_str()),
        ("cs_1", "https://checkout.stripe.com/c/1")
    );
    assert_eq!(answer(200, r#"{"id":"cs_1","url":null}"#).unwrap().url, "");
    for status in [409, 429, 500, 503] {
        assert!(matches!(answer(status, "{}"), Err(Fault::Away(_))), "{status}");
    }
    let refused = answer(400, r#"{"error":{"message":"No such account"}}"#);
    assert_eq!(refused, Err(Fault::Refused("status 400: No such account".into())));
    assert!(matches!(answer(200, "<html>"), Err(Fault::Away(_))));
}
