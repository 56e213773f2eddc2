//! A page that plays a payment provider on a developer's machine. It tells of a payment as Stripe does: by a signed event.
use super::outside::taken;
use crate::{
    app::App,
    error::{Error, Result},
    http::{form::Form, page::page},
    payments::{Attempt, Provider, provider::notice, queries, views},
};
use axum::extract::{FromRequest as _, Request};
use notice::{Notice, Said};
use serde_json::json;

/// The page of an attempt; a form that it sends says what became of it.
pub async fn practice(
    app: &App,
    request: Request,
    is_post: bool,
) -> Result<axum::response::Response> {
    let id = request.uri().path().trim_start_matches("/practice/").to_owned();
    let lookup = Notice {
        id: String::new(),
        kind: String::new(),
        merchant: String::new(),
        attempt: id.parse().ok(),
        intent: None,
        said: Said::Nothing,
    };
    let mut found = None;
    for place in app.everywhere() {
        let batch = (queries::attempt_of(&lookup), queries::setting_of(&lookup));
        if let (Some(attempt), Some(setting)) = place?.db.run(batch).await? {
            found = Some((attempt, setting));
        }
    }
    let (attempt, setting) = found.ok_or(Error::NotFound)?;
    if attempt.provider != Provider::Practice {
        return Err(Error::NotFound);
    }
    let back = format!("{}{}", app.config.address_of(&setting.host), attempt.path());
    if !is_post {
        return page(&views::Practice { attempt, back, is_done: false });
    }
    let form = Form::from_request(request, &()).await?;
    let event = telling(&attempt, form.value("outcome")).ok_or(Error::NotFound)?;
    // As the real one does it: the same signature, the same check, the same code behind it.
    let secret = "practice";
    let header = notice::signed(secret, event.as_bytes(), app.now());
    taken(app, [secret], &header, event.as_bytes()).await?;
    // A link and no redirect: the policy of these pages lets forms lead to their own host only.
    page(&views::Practice { attempt, back: format!("{back}?back=1"), is_done: true })
}

/// What a provider tells of an outcome.
fn telling(it: &Attempt, outcome: &str) -> Option<String> {
    let (kind, status, paid) = match outcome {
        "paid" => ("checkout.session.completed", "complete", "paid"),
        "pending" => ("checkout.session.completed", "complete", "unpaid"),
        "declined" => ("checkout.session.async_payment_failed", "complete", "unpaid"),
        _ => return None,
    };
    let event = json!({
        "id": format!("evt_practice_{outcome}_{}_{}", it.id, it.version),
        "type": kind,
        "account": it.merchant,
        "data": { "object": {
            "id": it.session, "object": "checkout.session", "status": status, "payment_status": paid,
            "currency": it.currency.0.to_lowercase(), "amount_total": it.charged(),
            "payment_intent": format!("practice-{}", it.id),
            "metadata": { "attempt": it.id.to_string() },
        } },
    });
    Some(event.to_string())
}
