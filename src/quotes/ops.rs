//! `/quotes` on the operations side
mod drafts;

use super::{
    mail, queries,
    routes::{attached, seen},
    suggestions, views,
};
use crate::{
    db::page::{Cursor, Page},
    error::{Error, Result},
    http::{
        download::Wanted,
        form::Form,
        page::page,
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::ids::QuoteId,
    rates,
    ui::pieces::Pager,
    users::{Right, may, staff},
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new()
        .get("/quotes", staff(), index)
        .get("/quotes/{id}", staff(), show)
        .get("/quotes/{id}/pdf", staff(), pdf)
        .post("/quotes/{id}/sending", may(Right::Quote), send)
        .post("/quotes/{id}/withdrawal", may(Right::Quote), withdraw)
        .post("/quotes/{id}/revisions", may(Right::Quote), revise)
        .merge(drafts::routes())
}

/// `GET /quotes`: one tab of quotes by state, newest first.
async fn index(visit: Visit) -> Result<Response> {
    let tab = views::Tab::of(&visit.param("show"));
    let from = visit.cursor(Cursor::newest());
    let query = queries::in_states(&visit.scope, tab.states(), &from);
    let (visitor, quotes) = visit.read(query).await?;
    let listed = Page::of(quotes, queries::PER_PAGE, |it| Cursor::after(it.created_at, it.id));
    let pager = Pager::by_age(&listed, &from, "/quotes", &[("show", tab.word())]);
    page(&views::OpsIndex { visitor, tab, quotes: listed.rows, pager })
}

/// `GET /quotes/{id}`: the quote with its state, its history, and what the client sees.
async fn show(visit: Visit, Id(id): Id<QuoteId>) -> Result<Response> {
    let scope = &visit.scope;
    let reads = (
        queries::quote_for_staff(scope, id),
        queries::beside_for_staff(scope, id),
        queries::history(scope, id),
        queries::bookings_beside(scope, id),
    );
    let (visitor, (quote, beside, history, bookings)) = visit.read(reads).await?;
    let quote = quote.ok_or(Error::NotFound)?;
    page(&views::OpsShow { visitor, quote, beside, history, bookings })
}

/// `GET /quotes/{id}/pdf`: the quote as a document, as the client has it.
async fn pdf(visit: Visit, Id(id): Id<QuoteId>, wanted: Wanted) -> Result<Response> {
    let (visitor, quote) = visit.read(queries::quote_for_staff(&visit.scope, id)).await?;
    attached(&visit, &visitor, &quote.ok_or(Error::NotFound)?, &wanted).await
}

/// `POST /quotes/{id}/sending`: sends a draft to the client, unless another trip takes its tail or its seats do not do.
async fn send(visit: Visit, Id(id): Id<QuoteId>, form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let reads = (queries::quote_for_staff(scope, id), rates::rates(scope));
    let (visitor, (quote, rates)) = visit.read_once(&form, reads).await?;
    let quote = quote.ok_or(Error::NotFound)?;
    let sending = quote.editable()?.send(seen(&form), &rates, scope.now)?;
    quote.offerable()?;
    let terms = quote.terms_told(&visitor.workspace.zone, visitor.workspace.style(visitor.now));
    let letter = mail::sent(&quote, &visitor.workspace, visitor.now);
    let write = queries::send(&sending, &terms, &letter);
    visit.write(&form, write, &format!("/quotes/{id}"), "Quote sent.").await
}

/// `POST /quotes/{id}/withdrawal`: withdraws a quote, so that it can no longer be accepted.
async fn withdraw(visit: Visit, Id(id): Id<QuoteId>, form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let reads = (queries::quote_for_staff(scope, id), queries::beside_for_staff(scope, id));
    let (_visitor, (quote, beside)) = visit.read_once(&form, reads).await?;
    let quote = quote.ok_or(Error::NotFound)?;
    let withdrawal = quote.withdrawable()?.withdraw(seen(&form), &beside)?;
    let write = queries::withdraw(&withdrawal);
    visit.write(&form, write, &format!("/quotes/{id}"), "Quote withdrawn.").await
}

/// `POST /quotes/{id}/revisions`: drafts a new version of a quote that was sent.
async fn revise(visit: Visit, Id(id): Id<QuoteId>, form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let reads = (queries::quote_for_staff(scope, id), queries::beside_for_staff(scope, id));
    let (visitor, (quote, beside)) = visit.read_once(&form, reads).await?;
    let quote = quote.ok_or(Error::NotFound)?;
    let sent = quote.revisable(&beside)?;
    let draft = QuoteId::new(scope.now, &visit.chance());
    let until = suggestions::valid_until(&visitor.workspace, scope.now);
    let write = queries::revise(&sent.revise(draft, until));
    visit.write(&form, write, &format!("/quotes/{draft}/edit"), "New version drafted.").await
}

#[cfg(test)]
mod tests;
