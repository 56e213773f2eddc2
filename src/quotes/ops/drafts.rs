//! The builder: `/requests/{id}/quotes` and `/quotes/{id}/edit` on the operations side
use super::super::{
    builder::DraftReader,
    queries,
    routes::seen,
    suggestions::{self, ROWS},
    views::{Builder, ClientWishes},
};
use crate::{
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::ids::{QuoteId, RequestId},
    rates, requests,
    users::{Right, may},
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new()
        .get("/requests/{id}/quotes/new", may(Right::Quote), new)
        .post("/requests/{id}/quotes", may(Right::Quote), create)
        .get("/quotes/{id}/edit", may(Right::Quote), edit)
        .post("/quotes/{id}", may(Right::Quote), update)
}

/// `GET /requests/{id}/quotes/new`: the builder, filled in from the request.
async fn new(visit: Visit, Id(id): Id<RequestId>) -> Result<Response> {
    let scope = &visit.scope;
    let reads =
        (requests::request_for_staff(scope, id), queries::tails(scope), queries::terms(scope));
    let (visitor, (request, tails, terms)) = visit.read(reads).await?;
    let request = request.ok_or(Error::NotFound)?;
    let terms = terms.map(|terms| terms.text).unwrap_or_default();
    let form = suggestions::of_request(&request, &tails, &visitor.workspace, &terms, visitor.now);
    let (asked, legs) = (ClientWishes::from(&request), request.itinerary.clone());
    page(&Builder { visitor, asked, legs, tails, saved: None, rows: Builder::rows(&form), form })
}

/// `POST /requests/{id}/quotes`: saves a new draft, or with `add` shows more rows.
async fn create(visit: Visit, Id(id): Id<RequestId>, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let reads =
        (requests::request_for_staff(scope, id), queries::tails(scope), rates::rates(scope));
    let (visitor, (request, tails, rates)) = visit.read_once(&form, reads).await?;
    let request = request.ok_or(Error::NotFound)?;
    let (asked, legs) = (ClientWishes::from(&request), request.itinerary.clone());
    let rows = Builder::rows(&form);
    if form.has("add", "rows") {
        let rows = rows + ROWS / 2;
        return page(&Builder { visitor, asked, legs, tails, saved: None, rows, form });
    }
    let desk =
        DraftReader { workspace: &visitor.workspace, tails: &tails, rates: &rates, now: scope.now };
    let Some(draft) = desk.read(&mut form, &legs) else {
        return again(&Builder { visitor, asked, legs, tails, saved: None, rows, form });
    };
    if !request.state.is_open() {
        return Err(super::super::Refusal::RequestClosed.into());
    }
    let quote = QuoteId::new(scope.now, &visit.chance());
    let write = queries::create(quote, id, &draft);
    visit.write(&form, write, &format!("/quotes/{quote}/edit"), "Draft saved.").await
}

/// `GET /quotes/{id}/edit`: the builder of a draft, with its sums.
async fn edit(visit: Visit, Id(id): Id<QuoteId>) -> Result<Response> {
    let scope = &visit.scope;
    let reads = (queries::quote_for_staff(scope, id), queries::tails(scope));
    let (visitor, (quote, tails)) = visit.read(reads).await?;
    let quote = quote.ok_or(Error::NotFound)?;
    quote.editable()?;
    let form = suggestions::of_draft(&quote, &tails, &visitor.workspace, visitor.now);
    let (asked, legs) = (ClientWishes::from(&quote), quote.itinerary.clone());
    let rows = Builder::rows(&form);
    page(&Builder { visitor, asked, legs, tails, saved: Some(quote), rows, form })
}

/// `POST /quotes/{id}`: saves a draft again, or with `add` shows more rows.
async fn update(visit: Visit, Id(id): Id<QuoteId>, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let reads = (queries::quote_for_staff(scope, id), queries::tails(scope), rates::rates(scope));
    let (visitor, (quote, tails, rates)) = visit.read_once(&form, reads).await?;
    let quote = quote.ok_or(Error::NotFound)?;
    let version = quote.editable()?.version(seen(&form))?;
    let (asked, legs) = (ClientWishes::from(&quote), quote.itinerary.clone());
    let rows = Builder::rows(&form);
    if form.has("add", "rows") {
        let rows = rows + ROWS / 2;
        return page(&Builder { visitor, asked, legs, tails, saved: Some(quote), rows, form });
    }
    let desk =
        DraftReader { workspace: &visitor.workspace, tails: &tails, rates: &rates, now: scope.now };
    let Some(draft) = desk.read(&mut form, &legs) else {
        return again(&Builder { visitor, asked, legs, tails, saved: Some(quote), rows, form });
    };
    let write = queries::update(id, version, &draft);
    visit.write(&form, write, &format!("/quotes/{id}/edit"), "Draft saved.").await
}
