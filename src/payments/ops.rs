//! `/accounts/{id}/payments` and `/payments` on the operations side.
mod statement;

use super::{
    Owed,
    asking::Booked,
    dividing::{Division, Refusal, Remittance},
    mail, queries,
    refunding::Refund,
    routes::receipt::attached,
    views,
};
use crate::{
    db::page::{Cursor, Page},
    error::{Error, Result},
    http::{
        download::Wanted,
        form::Form,
        page::{again, page},
        routes::{Id, Routes},
        visit::Visit,
    },
    invoices::Method,
    kit::{
        clock::Dates,
        ids::{AccountId, EventId, PaymentId, RefundId},
        money::Currency,
    },
    ui::pieces::Pager,
    users::{Right, Visitor, may, staff},
};
use axum::response::Response;

#[cfg(test)]
mod tests;

pub fn routes() -> Routes {
    Routes::new()
        .get("/accounts/{id}/payments", staff(), index)
        .post("/accounts/{id}/payments", may(Right::Invoice), record)
        .post("/accounts/{id}/surcharge", may(Right::Invoice), waive)
        .get("/accounts/{id}/statement", staff(), statement::show)
        .post("/accounts/{id}/statement/sending", may(Right::Invoice), statement::send)
        .get("/accounts/{id}/statement.csv", staff(), statement::export)
        .get("/accounts/{id}/statement.pdf", staff(), statement::print)
        .get("/receipts/{id}", staff(), receipt)
        .get("/payments/{id}", staff(), show)
        .post("/payments/{id}/refunds", may(Right::Invoice), refund)
}

/// `GET /accounts/{id}/payments`: what the account paid, its credit, and its open invoices.
async fn index(visit: Visit, Id(id): Id<AccountId>) -> Result<Response> {
    let from = visit.cursor(Cursor::newest());
    let (visitor, ledger) = visit.read(queries::ledger(&visit.scope, id, &from)).await?;
    let currency = ledger.1.first().map_or(&visitor.workspace.currency, |it| &it.currency);
    let form = Form::of([
        ("received_on", visitor.today().to_string()),
        ("currency", currency.to_string()),
        ("how", "order".to_owned()),
    ]);
    page(&view(visitor, ledger, form)?)
}

fn view(visitor: Visitor, ledger: queries::Ledger, form: Form) -> Result<views::Index> {
    let (account, owed, credits, payments, booked) = ledger;
    let account = account.ok_or(Error::NotFound)?;
    let listed = Page::of(payments, queries::PER_PAGE, |it| Cursor::after(it.created_at, it.id));
    let pager = Pager::more(&listed, &format!("/accounts/{}/payments", account.id), &[]);
    Ok(views::Index { visitor, account, owed, credits, payments: listed.rows, booked, pager, form })
}

/// `POST /accounts/{id}/payments`: records what the bank shows. It pays the open invoices in the order in which they are
/// due, or what was typed for each; the rest is credit.
async fn record(visit: Visit, Id(id): Id<AccountId>, mut form: Form) -> Result<Response> {
    let batch = queries::ledger(&visit.scope, id, &Cursor::newest());
    let (visitor, ledger) = visit.read_once(&form, batch).await?;
    let account = ledger.0.as_ref().ok_or(Error::NotFound)?;
    let typed = typed(&mut form, &visitor.dates(), &ledger.4);
    let parts = parts(&mut form, &ledger.1);
    let Some((received, parts)) = typed.zip(parts).filter(|_| !form.has_complaints()) else {
        return again(&view(visitor, ledger, form)?);
    };
    let payment = PaymentId::new(visit.scope.now, &visit.chance());
    match divided(&form, payment, received, &parts, &ledger.1, &visitor) {
        Ok(division) => {
            let letter = mail::received(&division, &visitor.workspace, visitor.now);
            let events: Vec<_> = division
                .shares
                .iter()
                .map(|_| EventId::new(visit.scope.now, &visit.chance()))
                .collect();
            let write =
                queries::record(queries::By::Staff, account.id, &division, &letter, &events);
            visit.write(&form, write, &format!("/payments/{payment}"), "Payment recorded.").await
        }
        Err(refusal) => {
            form.complain(refusal.field(), refusal.words());
            again(&view(visitor, ledger, form)?)
        }
    }
}

fn divided(
    form: &Form,
    id: PaymentId,
    received: Remittance,
    typed: &[(&Owed, i64)],
    open: &[Owed],
    visitor: &Visitor,
) -> Result<Division, Refusal> {
    let today = visitor.today();
    match form.value("how") {
        // What is paid for a booked trip waits for its invoice.
        _ if received.quote.is_some() => received.typed(id, &[], today),
        "typed" => received.typed(id, typed, today),
        "credit" => received.typed(id, &[], today),
        _ => received.in_order(id, open, today),
    }
}

/// The payment that was typed; none where a field is not valid.
fn typed(form: &mut Form, dates: &Dates, booked: &[Booked]) -> Option<Remittance> {
    let method = Method::of(form.value("method"));
    if method.is_none() {
        form.complain("method", "Choose how it was paid.");
    }
    let currency = Currency::of(form.value("currency"));
    if currency.is_none() {
        form.complain("currency", "Enter the three letters of the currency, such as USD.");
    }
    let currency = currency?;
    let amount = amount(form, "amount", &currency);
    let received_on = form.date("received_on", dates);
    let reference = form.text("reference", 120);
    let quote = booked.iter().find(|it| form.is("quote", it.id)).map(|it| it.id);
    Some(Remittance {
        quote,
        method: method?,
        reference,
        currency,
        amount: amount?,
        received_on: received_on?,
    })
}

/// What it pays of each invoice; none where a field is not valid.
fn parts<'o>(form: &mut Form, open: &'o [Owed]) -> Option<Vec<(&'o Owed, i64)>> {
    let filled: Vec<_> = open.iter().filter(|it| !form.value(&it.field()).is_empty()).collect();
    let parts = filled.into_iter().map(|it| Some((it, amount(form, &it.field(), &it.currency)?)));
    let parts: Vec<_> = parts.collect();
    parts.into_iter().collect()
}

fn amount(form: &mut Form, name: &str, currency: &Currency) -> Option<i64> {
    form.number(name, "Enter an amount, such as 1,250.00.", |typed| currency.read(typed))
}

/// `POST /accounts/{id}/surcharge`: waives the card surcharge for the account, or no longer.
async fn waive(visit: Visit, Id(id): Id<AccountId>, form: Form) -> Result<Response> {
    let batch = queries::payer(&visit.scope, id);
    let (_, account) = visit.read_once(&form, batch).await?;
    let account = account.ok_or(Error::NotFound)?;
    let waives = match form.value("waives") {
        "yes" => true,
        "no" => false,
        _ => return Err(Error::refused("Choose whether the surcharge is waived.")),
    };
    let notice = if waives { "Card surcharge waived." } else { "Card surcharge charged again." };
    let write = queries::waive(account.id, waives);
    visit.write(&form, write, &format!("/accounts/{id}/payments"), notice).await
}

/// `GET /payments/{id}`: a payment, the invoices that it pays, and its refunds.
async fn show(visit: Visit, Id(id): Id<PaymentId>) -> Result<Response> {
    let batch = (queries::payment(&visit.scope, id), queries::refunds(&visit.scope, id));
    let (visitor, (payment, refunds)) = visit.read(batch).await?;
    let form = Form::of([("refunded_on", visitor.today().to_string())]);
    page(&views::Show { visitor, payment: payment.ok_or(Error::NotFound)?, refunds, form })
}

/// `GET /receipts/{id}`: the receipt of a payment, as the client gets it.
async fn receipt(visit: Visit, Id(id): Id<PaymentId>, wanted: Wanted) -> Result<Response> {
    let (visitor, payment) = visit.read(queries::payment(&visit.scope, id)).await?;
    attached(&visit, &visitor, &payment.ok_or(Error::NotFound)?, &wanted).await
}

/// `POST /payments/{id}/refunds`: records money that was sent back.
async fn refund(visit: Visit, Id(id): Id<PaymentId>, mut form: Form) -> Result<Response> {
    let batch = (queries::payment(&visit.scope, id), queries::refunds(&visit.scope, id));
    let (visitor, (payment, refunds)) = visit.read_once(&form, batch).await?;
    let payment = payment.ok_or(Error::NotFound)?;
    let amount = amount(&mut form, "amount", &payment.currency);
    let refunded_on = form.date("refunded_on", &visitor.dates());
    let reference = form.text("reference", 120);
    let reason = form.text("reason", 300);
    let ready = amount.zip(refunded_on).filter(|_| !form.has_complaints());
    let decided = ready.map(|(amount, on)| payment.refund(amount, &reference, on, visitor.today()));
    match decided {
        Some(Ok(refund)) => {
            let refund = Refund { reason, ..refund };
            let refund_id = RefundId::new(visit.scope.now, &visit.chance());
            let is_online = payment.provider.is_some();
            let notice = if is_online { "Refund on its way." } else { "Refund recorded." };
            let of = (&payment.currency, payment.amount, payment.received_on);
            let style = visitor.workspace.style(visitor.now);
            let letter = mail::refunded(of, (refund.amount, &refund.reason), style);
            let write = queries::refund(&refund, &payment, refund_id, &letter);
            visit.write(&form, write, &format!("/payments/{id}"), notice).await
        }
        Some(Err(refusal)) => {
            form.complain(refusal.field(), refusal.words());
            again(&views::Show { visitor, payment, refunds, form })
        }
        None => again(&views::Show { visitor, payment, refunds, form }),
    }
}
