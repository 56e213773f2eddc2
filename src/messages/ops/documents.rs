//! The thread of a quote or an invoice, on the operations side.
use crate::{
    error::Result,
    http::{form::Form, routes::Id, visit::Visit},
    kit::ids::{InvoiceId, QuoteId},
    messages::{
        queries,
        routes::documents::{show, write},
    },
};
use axum::response::Response;

/// `GET /quotes/{id}/thread`: the conversation about a quote, or the form that begins it.
pub async fn of_quote(visit: Visit, Id(id): Id<QuoteId>) -> Result<Response> {
    let about = queries::quote_for_staff(&visit.scope, id);
    show(visit, about).await
}

/// `POST /quotes/{id}/thread`: writes about a quote.
pub async fn write_of_quote(visit: Visit, Id(id): Id<QuoteId>, form: Form) -> Result<Response> {
    let about = queries::quote_for_staff(&visit.scope, id);
    write(visit, about, form).await
}

/// `GET /invoices/{id}/thread`: the conversation about an invoice, or the form that begins it.
pub async fn of_invoice(visit: Visit, Id(id): Id<InvoiceId>) -> Result<Response> {
    let about = queries::invoice_for_staff(&visit.scope, id);
    show(visit, about).await
}

/// `POST /invoices/{id}/thread`: writes about an invoice.
pub async fn write_of_invoice(visit: Visit, Id(id): Id<InvoiceId>, form: Form) -> Result<Response> {
    let about = queries::invoice_for_staff(&visit.scope, id);
    write(visit, about, form).await
}
