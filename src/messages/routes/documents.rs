//! The thread of a quote or an invoice: what both sides do, and the addresses of the client's.
use crate::{
    error::{Error, Result},
    http::{form::Form, page::see, routes::Id, visit::Visit},
    kit::ids::{InvoiceId, MessageId, QuoteId, ThreadId},
    messages::{AboutDocument, NewMessage, Opening, queries, routes::words, views::NewAbout},
    users::Visitor,
};
use axum::response::Response;

/// `GET /quotes/{id}/thread`: the conversation about a quote, or the form that begins it.
pub async fn of_quote(visit: Visit, Id(id): Id<QuoteId>) -> Result<Response> {
    let about = queries::my_quote(&visit.scope, id);
    show(visit, about).await
}

/// `POST /quotes/{id}/thread`: writes about a quote.
pub async fn write_of_quote(visit: Visit, Id(id): Id<QuoteId>, form: Form) -> Result<Response> {
    let about = queries::my_quote(&visit.scope, id);
    write(visit, about, form).await
}

/// `GET /invoices/{id}/thread`: the conversation about an invoice, or the form that begins it.
pub async fn of_invoice(visit: Visit, Id(id): Id<InvoiceId>) -> Result<Response> {
    let about = queries::my_invoice(&visit.scope, id);
    show(visit, about).await
}

/// `POST /invoices/{id}/thread`: writes about an invoice.
pub async fn write_of_invoice(visit: Visit, Id(id): Id<InvoiceId>, form: Form) -> Result<Response> {
    let about = queries::my_invoice(&visit.scope, id);
    write(visit, about, form).await
}

/// Shows the conversation about the document, or the form that begins it, in the visitor's frame.
pub async fn show(visit: Visit, about: queries::AboutQuery) -> Result<Response> {
    let (visitor, about) = visit.read(about).await?;
    let about = about.ok_or(Error::NotFound)?;
    match about.thread_id {
        Some(thread) => Ok(see(&format!("/messages/{thread}"))),
        None => NewAbout::of(visitor, Form::default(), about).page(),
    }
}

/// Writes about the document, for either side.
pub async fn write(visit: Visit, about: queries::AboutQuery, mut form: Form) -> Result<Response> {
    let (visitor, about) = visit.read_once(&form, about).await?;
    let about = about.ok_or(Error::NotFound)?;
    let body = words(&mut form);
    if form.has_complaints() {
        return NewAbout::of(visitor, form, about).again();
    }
    said(&visit, &form, &visitor, &about, body).await
}

/// Opens the thread of the document with a first message, or adds it to the thread that there is.
async fn said(
    visit: &Visit,
    form: &Form,
    visitor: &Visitor,
    about: &AboutDocument,
    body: String,
) -> Result<Response> {
    let now = visit.scope.now;
    let thread = about.thread_id.unwrap_or_else(|| ThreadId::new(now, &visit.chance()));
    let id = MessageId::new(now, &visit.chance());
    let (account, subject) = (about.account_id, about.subject());
    let first = NewMessage::new(id, thread, account, &subject, &visitor.user, body);
    let write = match about.thread_id {
        Some(_) => queries::reply(&first),
        None => queries::open(&Opening { about: about.about(), first }),
    };
    visit.write(form, write, &format!("/messages/{thread}"), "Message sent.").await
}
