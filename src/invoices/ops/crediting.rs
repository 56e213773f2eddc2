//! `/invoices/{id}/credits` on the operations side: credit notes for a part of an invoice.
use super::super::{mail, queries, routes::credited_in_part, views::CreditNew};
use crate::{
    error::{Error, Result},
    http::{
        download::Wanted,
        form::Form,
        page::{again, page},
        routes::Id,
        visit::Visit,
    },
    kit::ids::{CreditNoteId, InvoiceId},
};
use axum::response::Response;

#[cfg(test)]
mod tests;

/// `GET /invoices/{id}/credits/new`: the form, with what is left of each line.
pub(super) async fn new(visit: Visit, Id(id): Id<InvoiceId>) -> Result<Response> {
    let (visitor, invoice) = visit.read(queries::invoice(&visit.scope, id)).await?;
    let invoice = invoice.ok_or(Error::NotFound)?;
    invoice.creditable()?;
    page(&CreditNew { visitor, invoice, form: Form::default() })
}

/// `POST /invoices/{id}/credits`: issues the credit note.
pub(super) async fn create(
    visit: Visit,
    Id(id): Id<InvoiceId>,
    mut form: Form,
) -> Result<Response> {
    let scope = &visit.scope;
    let batch = (queries::invoice(scope, id), queries::payments(scope, id));
    let (visitor, (invoice, payments)) = visit.read_once(&form, batch).await?;
    let invoice = invoice.ok_or(Error::NotFound)?;
    let note = CreditNoteId::new(scope.now, &visit.chance());
    let Some(it) = invoice.read_credit(&mut form, note, &payments, visitor.today())? else {
        return again(&CreditNew { visitor, invoice, form });
    };
    let letter = mail::credited_in_part(&it, &invoice, &visitor);
    let write = queries::credit_part(&it, &invoice, &letter);
    visit.write(&form, write, &format!("/invoices/{id}"), "Credit note issued.").await
}

/// `GET /credit-notes/{id}`: the credit note in print.
pub(super) async fn show(
    visit: Visit,
    Id(id): Id<CreditNoteId>,
    wanted: Wanted,
) -> Result<Response> {
    let (visitor, invoice) = visit.read(queries::credited_invoice(&visit.scope, id)).await?;
    credited_in_part(&visit, &visitor, (invoice, id), &wanted).await
}
