//! `/quotes` on the operations side
mod copies;
mod drafts;

use super::{Refusal, mail, queries, routes::attached, suggestions, views};
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
    kit::ids::QuoteId,
    rates,
    ui::pieces::Pager,
    users::{Right, Visitor, may, staff},
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new()
        .get("/quotes", staff(), index)
        .get("/quotes/{id}", staff(), show)
        .get("/quotes/{id}/pdf", staff(), pdf)
        .post("/quotes/{id}/approval", may(Right::Quote), approve)
        .post("/quotes/{id}/sending", may(Right::Quote), send)
        .post("/quotes/{id}/withdrawal", may(Right::Quote), withdraw)
        .post("/quotes/{id}/revisions", may(Right::Quote), revise)
        .post("/quotes/{id}/acceptance-undo", may(Right::Quote), undo)
        .merge(drafts::routes())
        .merge(copies::routes())
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
    let (visitor, whole) = visit.read(queries::whole(&visit.scope, id)).await?;
    page(&shown(visitor, whole, Form::default())?)
}

fn shown(visitor: Visitor, whole: queries::WholeAnswers, form: Form) -> Result<views::OpsShow> {
    let (quote, beside, history, bookings, previous, signature, attention) = whole;
    let quote = quote.ok_or(Error::NotFound)?;
    let attention = attention.unwrap_or_default();
    Ok(views::OpsShow {
        visitor,
        quote,
        beside,
        history,
        bookings,
        previous,
        signature,
        attention,
        form,
    })
}

/// `POST /quotes/{id}/acceptance-undo`: undoes an acceptance that was a mistake, with a reason that the client reads.
async fn undo(visit: Visit, Id(id): Id<QuoteId>, form: Form) -> Result<Response> {
    let (visitor, whole) = visit.read_once(&form, queries::whole(&visit.scope, id)).await?;
    let mut view = shown(visitor, whole, form)?;
    let reason = view.form.text("reason", 500);
    let decided = view.quote.undo(view.form.seen(), &reason);
    if decided == Err(Refusal::NoReason) {
        view.form.complain("reason", Refusal::NoReason.words());
    }
    if view.form.has_complaints() {
        return again(&view);
    }
    let it = decided?;
    let letter = mail::undone(&view.quote, &reason, &view.visitor.workspace, view.visitor.now);
    let write = queries::undo(&it, &letter);
    visit.write(&view.form, write, &format!("/quotes/{id}"), "Acceptance undone.").await
}

/// `GET /quotes/{id}/pdf`: the quote as a document, as the client has it.
async fn pdf(visit: Visit, Id(id): Id<QuoteId>, wanted: Wanted) -> Result<Response> {
    let (visitor, quote) = visit.read(queries::quote_for_staff(&visit.scope, id)).await?;
    attached(&visit, &visitor, &quote.ok_or(Error::NotFound)?, &wanted).await
}

/// `POST /quotes/{id}/approval`: approves a draft that somebody else changed last.
async fn approve(visit: Visit, Id(id): Id<QuoteId>, form: Form) -> Result<Response> {
    let (visitor, quote) =
        visit.read_once(&form, queries::quote_for_staff(&visit.scope, id)).await?;
    let quote = quote.ok_or(Error::NotFound)?;
    let write = queries::approve(&quote.approve(form.seen(), visitor.user.id)?);
    visit.write(&form, write, &format!("/quotes/{id}"), "Quote approved.").await
}

/// `POST /quotes/{id}/sending`: sends a draft to the client, unless another trip takes its tail or its seats do not do.
async fn send(visit: Visit, Id(id): Id<QuoteId>, form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let reads = (queries::quote_for_staff(scope, id), rates::rates(scope));
    let (visitor, (quote, rates)) = visit.read_once(&form, reads).await?;
    let quote = quote.ok_or(Error::NotFound)?;
    let sending = quote.editable()?.send(form.seen(), &rates, scope.now)?;
    quote.offerable()?;
    // The figures of a quote with extras depend on what the client ticks.
    let terms = if quote.extras.is_empty() {
        quote.terms_told(&visitor.workspace.zone, visitor.workspace.style(visitor.now))
    } else {
        quote.terms.clone()
    };
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
    let withdrawal = quote.withdrawable()?.withdraw(form.seen(), &beside)?;
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
