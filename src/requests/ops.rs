//! `/requests` on the operations side
use super::{
    listing::Listing,
    mail as letters,
    queries::{self, File, PER_PAGE},
    views::{OpsIndex, OpsShow},
};
use crate::{
    db::page::Page,
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::ids::RequestId,
    mail::{self, Mailing, Recipients},
    ui::pieces::Pager,
    users::{Right, Visitor, may, staff},
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new()
        .get("/requests", staff(), index)
        .get("/requests/{id}", staff(), show)
        .post("/requests/{id}/review", may(Right::WorkRequests), review)
        .post("/requests/{id}/decline", may(Right::WorkRequests), decline)
}

/// `GET /requests`: one tab of the list, of all requests or with `?whose=mine` of one's own, sorted by
/// `?sort`.
async fn index(visit: Visit) -> Result<Response> {
    let scope = &visit.scope;
    let listing = Listing::of(|name| visit.param(name));
    let from = visit.cursor(listing.sorting.start());
    let batch = (queries::listed(scope, listing, &from), queries::heights(scope));
    let (visitor, (lines, heights)) = visit.read(batch).await?;
    let listed = Page::of(lines, PER_PAGE, |it| it.place(listing.sorting.by));
    let sort = listing.sorting.unless(listing.pile.usual());
    let filters =
        [("pile", listing.pile.word()), ("whose", listing.whose()), ("sort", sort.as_str())];
    let pager = Pager::more(&listed, "/requests", &filters);
    let heights = heights.unwrap_or_default();
    page(&OpsIndex { visitor, listing, lines: listed.rows, heights, pager })
}

/// `GET /requests/{id}`: the request, its client, its quotes, and what staff can do next.
async fn show(visit: Visit, Id(id): Id<RequestId>) -> Result<Response> {
    let (visitor, file) = visit.read(queries::file(&visit.scope, id)).await?;
    page(&opened(visitor, file, Form::default())?)
}

/// `POST /requests/{id}/review`: the dispatcher takes the request under review.
async fn review(visit: Visit, Id(id): Id<RequestId>, form: Form) -> Result<Response> {
    let request = queries::request_for_staff(&visit.scope, id);
    let (_visitor, request) = visit.read_once(&form, request).await?;
    let step = request.ok_or(Error::NotFound)?.review(form.seen())?;
    let place = format!("/requests/{id}");
    visit.write(&form, queries::review(&step), &place, "Request taken under review.").await
}

/// `POST /requests/{id}/decline`: declines the request; the client is told the reason.
async fn decline(visit: Visit, Id(id): Id<RequestId>, mut form: Form) -> Result<Response> {
    let (visitor, file) = visit.read_once(&form, queries::file(&visit.scope, id)).await?;
    let reason = form.required("reason", 1_000, "Enter a reason. The client sees it.");
    let view = opened(visitor, file, form.clone())?;
    let request = &view.request;
    let open = request.closable()?;
    if form.has_complaints() {
        return again(&view);
    }
    let step = open.close(form.seen(), &reason)?;
    let letter = letters::declined(request, &view.visitor.workspace, &reason);
    let clients = Recipients::Clients { account: request.account_id, mailing: Mailing::Trips };
    let write = queries::decline(&step, mail::to(clients, &letter));
    visit.write(&form, write, &format!("/requests/{id}"), "Request declined.").await
}

fn opened(visitor: Visitor, file: File, form: Form) -> Result<OpsShow> {
    let (request, travelers, offers, history, trips, requests, billing) = file;
    let request = request.ok_or(Error::NotFound)?;
    Ok(OpsShow { visitor, request, travelers, offers, history, trips, requests, billing, form })
}

#[cfg(test)]
mod tests;
