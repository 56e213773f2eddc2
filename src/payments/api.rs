//! `/api/v1/invoices/{id}/payments`, where accounting software tells of payments.
use super::{
    dividing::Remittance,
    mail,
    queries::{self, By},
};
use crate::{
    api::{self, Resource},
    error::{Error, Result},
    http::{
        form::{Form, Json},
        page::origin,
        routes::{Id, Routes},
        visit::{Sent, Visit},
    },
    invoices::Method,
    kit::{
        clock::iso_date,
        ids::{EventId, InvoiceId, PaymentId},
        money::Currency,
    },
    users::{Ability, programs},
};
use axum::{http::Uri, response::Response};

pub fn routes() -> Routes {
    Routes::new().post("/api/v1/invoices/{id}/payments", programs(Ability::RecordPayments), record)
}

const FIELDS: [&str; 5] = ["amount", "currency", "received_on", "method", "reference"];

/// `POST /api/v1/invoices/{id}/payments`: records what the bank shows. It pays this invoice; the rest is the account\u{2019}s credit.
async fn record(
    visit: Visit,
    (Id(id), uri): (Id<InvoiceId>, Uri),
    Json(mut form): Json,
) -> Result<Response> {
    let document = |id: &str| api::one(&visit.scope, Resource::Payments, id, &origin(&uri));
    let batch = queries::payable(&visit.scope, id);
    let (workspace, asked) = visit.read_once_by_key(&form, batch).await?;
    let payable = match asked {
        Sent::New(payable) => payable.ok_or(Error::NotFound)?,
        Sent::Before(payment) => {
            let (_, document) = visit.read_by_key(document(&payment)).await?;
            return api::created(document);
        }
    };
    let received = received(&mut form)?;
    if received.currency != payable.currency {
        form.complain("currency", format!("This invoice is in {}.", payable.currency));
    } else if payable.outstanding <= 0 {
        return Err(Error::refused("Nothing is outstanding of this invoice."));
    }
    let (now, account) = (visit.scope.now, payable.account_id);
    let payment = PaymentId::new(now, &visit.chance());
    let division = received
        .in_order(payment, &[payable.owed()], workspace.today(now))
        .map_err(|refusal| form.complain(refusal.field(), refusal.words()));
    form.settled(&FIELDS)?;
    let division = division.map_err(|()| Error::NotFound)?;
    let letter = mail::received(&division, &workspace, now);
    let event = EventId::new(now, &visit.chance());
    let write = queries::record(By::Key, account, &division, &letter, &[event]);
    let payment = payment.to_string();
    api::created(visit.write_by_key(&form, write, &payment, document(&payment)).await?)
}

/// The payment that was sent.
fn received(form: &mut Form) -> Result<Remittance> {
    // The word is spelled as on the screen.
    let method = Method::ALL.into_iter().find(|it| form.is("method", it.api_word()));
    if method.is_none() {
        form.complain("method", "Send wire, ach, check, card or cash.");
    }
    let currency = Currency::of(form.value("currency"));
    if currency.is_none() {
        form.complain("currency", "Send the three letters of the currency, such as USD.");
    }
    let amount = form.value("amount").parse().ok().filter(|it| *it <= Currency::MOST);
    if amount.is_none() {
        form.complain("amount", "Send the amount in the smallest unit: 125000 for USD 1,250.00.");
    }
    let received_on = iso_date(form.value("received_on"));
    if received_on.is_none() {
        form.complain("received_on", "Send a date, such as 2026-11-30.");
    }
    let reference = form.text("reference", 120);
    form.settled(&FIELDS)?;
    let all = method.zip(currency).zip(amount).zip(received_on).ok_or(Error::NotFound)?;
    let (((method, currency), amount), received_on) = all;
    Ok(Remittance { quote: None, method, reference, currency, amount, received_on })
}
