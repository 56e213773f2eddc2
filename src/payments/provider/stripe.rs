//! Stripe Checkout: its amounts, the calls to its API, and its answers.
use super::{Fault, Opened};
use crate::{
    config::Stripe,
    http::pairs::{self, Fields},
    kit::{
        call::{Answered, Call, Verb},
        money::Currency,
    },
    payments::{Attempt, Way, refunding::Sending},
};
use serde_json::Value;

/// The version of the API that these calls and answers are written for.
pub const VERSION: &str = "2026-10-28.endive";

/// How many of our minor units are one of Stripe's, as a fraction. `None` for currencies that it does not take.
#[allow(clippy::match_same_arms)] // each group has a reason of its own
fn ratio(currency: &Currency) -> Option<(i64, i64)> {
    match currency.0.as_str() {
        // Without decimals here and there.
        "BIF" | "CLP" | "DJF" | "GNF" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "VND" | "VUV"
        | "XAF" | "XOF" | "XPF" => Some((1, 1)),
        // With two decimals here, and none there.
        "MGA" => Some((100, 1)),
        // Without decimals here; there with two, which are zero.
        "ISK" | "UGX" => Some((1, 100)),
        // With three decimals, of which the last must be zero.
        "BHD" | "JOD" | "KWD" | "OMR" | "TND" => Some((1, 1)),
        _ if currency.exponent() == 2 => Some((1, 1)),
        _ => None,
    }
}

/// An amount as Stripe counts it. `None` if it cannot be charged exactly.
pub fn units(currency: &Currency, minor: i64) -> Option<i64> {
    let (ours, theirs) = ratio(currency)?;
    let step = if currency.exponent() == 3 { 10 } else { ours };
    (minor % step == 0).then(|| minor / ours).and_then(|it| it.checked_mul(theirs))
}

/// The minor units of an amount that Stripe names.
pub fn minor(currency: &Currency, units: i64) -> Option<i64> {
    let (ours, theirs) = ratio(currency)?;
    (units % theirs == 0).then(|| units / theirs).and_then(|it| it.checked_mul(ours))
}

/// The debit of a bank account in a currency.
pub fn bank_debit(currency: &Currency) -> Option<&'static str> {
    match currency.0.as_str() {
        "USD" => Some("us_bank_account"),
        "EUR" => Some("sepa_debit"),
        "GBP" => Some("bacs_debit"),
        "CAD" => Some("acss_debit"),
        "AUD" => Some("au_becs_debit"),
        _ => None,
    }
}

/// Opens the page. Everything in it follows from the attempt, whose id is the idempotency key: Stripe refuses other
/// fields under the same key.
pub fn open(stripe: &Stripe, it: &Attempt, back: &str) -> Option<Call> {
    let id = it.id.to_string();
    let method = match it.way {
        Way::Card => "card",
        Way::Bank => bank_debit(&it.currency)?,
    };
    let mut form: Fields = vec![("mode".into(), "payment".into())];
    let mut item = |n: usize, name: &str, amount: i64| -> Option<()> {
        let amount = units(&it.currency, amount)?;
        for (field, value) in [
            ("[quantity]", "1".to_owned()),
            ("[price_data][currency]", it.currency.0.to_lowercase()),
            ("[price_data][unit_amount]", amount.to_string()),
            ("[price_data][product_data][name]", name.to_owned()),
        ] {
            form.push((format!("line_items[{n}]{field}"), value));
        }
        Some(())
    };
    item(0, &it.label, it.amount)?;
    if it.surcharge > 0 {
        item(1, "Card surcharge", it.surcharge)?;
    }
    for (name, value) in [
        ("allowed_payment_method_types[0]", method),
        ("client_reference_id", &id),
        ("metadata[attempt]", &id),
        ("payment_intent_data[metadata][attempt]", &id),
        ("payment_intent_data[description]", &it.label),
        ("success_url", &format!("{back}?back=1")),
        ("cancel_url", back),
    ] {
        form.push((name.to_owned(), value.to_owned()));
    }
    let mut headers = headers(stripe, &it.merchant);
    headers.push(("idempotency-key", id));
    headers.push(("content-type", "application/x-www-form-urlencoded".to_owned()));
    let url = format!("{}/v1/checkout/sessions", stripe.api);
    Some(Call { verb: Verb::Post, url, headers, body: pairs::written(&form) })
}

/// Asks for the state of the page.
pub fn session(stripe: &Stripe, it: &Attempt) -> Option<Call> {
    let url = format!("{}/v1/checkout/sessions/{}", stripe.api, it.session.as_ref()?);
    let headers = headers(stripe, &it.merchant);
    Some(Call { verb: Verb::Get, url, headers, body: String::new() })
}

/// Closes the page, so that nobody pays what was settled otherwise.
pub fn expire(stripe: &Stripe, it: &Attempt) -> Option<Call> {
    let asked = session(stripe, it)?;
    Some(Call { verb: Verb::Post, url: format!("{}/expire", asked.url), ..asked })
}

/// Sends back a part of a payment, once for each refund.
pub fn refund(stripe: &Stripe, it: &Sending) -> Option<Call> {
    let form: Fields = vec![
        ("payment_intent".into(), it.intent.clone()),
        ("amount".into(), units(&it.currency, it.amount)?.to_string()),
        ("metadata[refund]".into(), it.id.to_string()),
    ];
    let mut headers = headers(stripe, &it.merchant);
    headers.push(("idempotency-key", it.id.to_string()));
    headers.push(("content-type", "application/x-www-form-urlencoded".to_owned()));
    let url = format!("{}/v1/refunds", stripe.api);
    Some(Call { verb: Verb::Post, url, headers, body: pairs::written(&form) })
}

fn headers(stripe: &Stripe, merchant: &str) -> Vec<(&'static str, String)> {
    let mut headers = vec![
        ("authorization", format!("Bearer {}", stripe.secret_key)),
        ("stripe-version", VERSION.to_owned()),
    ];
    if !merchant.is_empty() {
        headers.push(("stripe-account", merchant.to_owned()));
    }
    headers
}

/// The page that was opened.
pub fn opened(answer: &Answered) -> Result<Opened, Fault> {
    let json = answered(answer)?;
    let text = |name: &str| json.get(name).and_then(Value::as_str).map(str::to_owned);
    match (text("id"), text("url")) {
        (Some(session), Some(url)) if url.starts_with("https://") => Ok(Opened { session, url }),
        // The same attempt was opened before, and its page is closed: what became of it is asked for.
        (Some(session), _) => Ok(Opened { session, url: String::new() }),
        (None, _) => Err(Fault::Away("an answer without an id".to_owned())),
    }
}

/// The JSON of an answer that is no fault.
pub fn answered(answer: &Answered) -> Result<Value, Fault> {
    let json = serde_json::from_str::<Value>(&answer.body).unwrap_or_default();
    let said = json.pointer("/error/message").and_then(Value::as_str);
    match answer.status {
        200 => Ok(json),
        // The idempotency key is in use by a request that is still running.
        409 | 429 | 500.. => Err(Fault::Away(format!("status {}", answer.status))),
        status => Err(Fault::Refused(format!("status {status}: {}", said.unwrap_or("no reason")))),
    }
}

#[cfg(test)]
mod tests;
