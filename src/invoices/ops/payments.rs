//! Recording payments of an invoice, and applying the account's credit to it.
use super::view;
use crate::{
    error::{Error, Result},
    http::{form::Form, page::again, routes::Id, visit::Visit},
    invoices::{
        mail,
        payment::{Method, OpenInvoice, Remittance},
        queries,
    },
    kit::{
        clock::Dates,
        ids::{EventId, InvoiceId, PaymentId},
        money::Currency,
    },
};
use axum::response::Response;

#[cfg(test)]
mod tests;

/// `POST /invoices/{id}/payments`: records what the bank shows. It pays this invoice, and others of the
/// account as it was typed; the rest is credit.
pub async fn record(visit: Visit, Id(id): Id<InvoiceId>, mut form: Form) -> Result<Response> {
    let (visitor, file) = visit.read_once(&form, queries::dossier(&visit.scope, id)).await?;
    let invoice = file.0.as_ref().ok_or(Error::NotFound)?;
    let currency = &invoice.balance.currency;
    let seen = form.seen();
    let received = typed(&mut form, currency, &visitor.dates());
    let others = parts(&mut form, currency, &file.4);
    let Some((received, others)) = received.zip(others) else {
        return again(&view(visitor, file, form)?);
    };
    let payment_id = PaymentId::new(visit.scope.now, &visit.chance());
    match invoice.receive(payment_id, seen, received, &others, visitor.today()) {
        Ok(receipt) => {
            let letter = mail::paid(&receipt, invoice, &visitor);
            let events: Vec<_> = receipt
                .others(id)
                .map(|_| EventId::new(visit.scope.now, &visit.chance()))
                .collect();
            let write = queries::record(&receipt, invoice, &letter, &events);
            visit.write(&form, write, &format!("/invoices/{id}"), "Payment recorded.").await
        }
        Err(refusal) => {
            let Some(field) = refusal.field() else { return Err(refusal.into()) };
            form.complain(field, refusal.words());
            again(&view(visitor, file, form)?)
        }
    }
}

/// `POST /invoices/{id}/credit`: applies the account's credit, as much as is outstanding.
pub async fn apply(visit: Visit, Id(id): Id<InvoiceId>, form: Form) -> Result<Response> {
    let (visitor, file) = visit.read_once(&form, queries::dossier(&visit.scope, id)).await?;
    let invoice = file.0.as_ref().ok_or(Error::NotFound)?;
    let credit = file.5.as_ref().map_or(0, |it| it.amount);
    let application = invoice.apply(form.seen(), credit)?;
    let letter = mail::credited(&application, invoice, &visitor);
    let write = queries::apply(&application, invoice, &letter);
    visit.write(&form, write, &format!("/invoices/{id}"), "Credit applied.").await
}

/// The payment that was typed; none where a field is not valid.
fn typed(form: &mut Form, currency: &Currency, dates: &Dates) -> Option<Remittance> {
    let method = Method::of(form.value("method"));
    if method.is_none() {
        form.complain("method", "Choose how it was paid.");
    }
    let amount = amount(form, "amount", currency);
    let received_on = form.date("received_on", dates);
    let reference = form.text("reference", 120);
    if form.has_complaints() {
        return None;
    }
    Some(Remittance { method: method?, reference, amount: amount?, received_on: received_on? })
}

/// What it pays of other invoices; none where a field is not valid.
fn parts<'o>(
    form: &mut Form,
    currency: &Currency,
    others: &'o [OpenInvoice],
) -> Option<Vec<(&'o OpenInvoice, i64)>> {
    let filled = others.iter().filter(|it| !form.value(&it.field()).is_empty());
    let filled: Vec<_> = filled.collect();
    let parts = filled.into_iter().map(|it| Some((it, amount(form, &it.field(), currency)?)));
    let parts: Vec<_> = parts.collect();
    parts.into_iter().collect()
}

fn amount(form: &mut Form, name: &str, currency: &Currency) -> Option<i64> {
    form.number(name, "Enter an amount, such as 1,250.00.", |typed| currency.read(typed))
}
