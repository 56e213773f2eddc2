//! `POST /invoices/{id}/voidance`
use super::super::{mail, queries};
use super::view;
use crate::{
    error::{Error, Result},
    http::{form::Form, page::again, routes::Id, visit::Visit},
    kit::ids::InvoiceId,
};
use axum::response::Response;

/// `POST /invoices/{id}/voidance`: voids the invoice, for a reason that the client reads.
pub(super) async fn void(visit: Visit, Id(id): Id<InvoiceId>, mut form: Form) -> Result<Response> {
    let (visitor, file) = visit.read_once(&form, queries::dossier(&visit.scope, id)).await?;
    let reason = form.required("reason", 300, "Enter a reason: the client reads it.");
    if form.has_complaints() {
        return again(&view(visitor, file, form)?);
    }
    let invoice = file.0.ok_or(Error::NotFound)?;
    let it = invoice.void(form.seen(), &reason, visitor.today())?;
    let letter = mail::voided(&invoice, &it, &visitor);
    let write = queries::void(&it, &invoice, &letter);
    visit.write(&form, write, &format!("/invoices/{id}"), "Invoice voided.").await
}
