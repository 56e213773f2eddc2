//! `/requests` on the operations side
mod alternatives;
mod entry;
mod stages;

use super::{
    CloseReason,
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
    kit::ids::{RequestId, TripId},
    mail::{self, Mailing, Recipients},
    trips::{self, confirming, conflicts::Planned},
    ui::pieces::Pager,
    users::{Right, Visitor, may, staff},
    workspaces::Trade,
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new()
        .get("/requests", staff(), index)
        .get("/requests/{id}", staff(), show)
        .post("/requests/{id}/review", may(Right::WorkRequests), review)
        .post("/requests/{id}/assignment", may(Right::WorkRequests), assign)
        .post("/requests/{id}/trip", may(Right::WorkRequests), book)
        .post("/requests/{id}/decline", may(Right::WorkRequests), decline)
        .post("/requests/{id}/loss", may(Right::WorkRequests), lose)
        .merge(alternatives::routes())
        .merge(entry::routes())
        .merge(stages::routes())
}

/// `GET /requests`: one tab of the deals, with `?whose` those of the reader or of nobody, sorted by `?sort`; or
/// those that a search finds.
async fn index(visit: Visit) -> Result<Response> {
    let scope = &visit.scope;
    let listing = Listing::of(|name| visit.param(name));
    let from = visit.cursor(listing.sorting.start());
    let q = visit.param("q");
    let lines = if q.is_empty() {
        queries::listed(scope, listing, &from)
    } else {
        queries::search(scope, &q)
    };
    let beside = (queries::heights(scope), queries::deal_stages(scope));
    let (visitor, (lines, (heights, stages))) = visit.read((lines, beside)).await?;
    let listed = if q.is_empty() {
        Page::of(lines, PER_PAGE, |it| it.place(listing.sorting.by))
    } else {
        Page { rows: lines, next: None }
    };
    let sort = listing.sorting.unless(listing.pile.usual());
    let filters =
        [("pile", listing.pile.word()), ("whose", listing.whose.word()), ("sort", sort.as_str())];
    let pager = Pager::more(&listed, "/requests", &filters);
    let heights = heights.unwrap_or_default();
    page(&OpsIndex { visitor, listing, q, lines: listed.rows, heights, stages, pager })
}

/// `GET /requests/{id}`: the request, its client, its quotes, and what staff can do next.
async fn show(visit: Visit, Id(id): Id<RequestId>) -> Result<Response> {
    let (visitor, file) = visit.read(queries::file(&visit.scope, id)).await?;
    page(&opened(visitor, file, Form::default())?)
}

/// `POST /requests/{id}/review`: the dispatcher takes the request under review.
async fn review(visit: Visit, Id(id): Id<RequestId>, form: Form) -> Result<Response> {
    let request = queries::request_for_staff(&visit.scope, id);
    let (visitor, request) = visit.read_once(&form, request).await?;
    let request = request.ok_or(Error::NotFound)?;
    let letter = letters::reviewed(&request, &visitor.workspace);
    let clients = Recipients::Clients { account: request.account_id, mailing: Mailing::Trips };
    let told = mail::to(clients, &letter);
    let step = request.review(form.seen())?;
    let place = format!("/requests/{id}");
    visit
        .write(&form, queries::review(&step, Some(told)), &place, "Request taken under review.")
        .await
}

/// `POST /requests/{id}/assignment`: gives the request to a colleague, who is told, or to nobody.
async fn assign(visit: Visit, Id(id): Id<RequestId>, mut form: Form) -> Result<Response> {
    let (visitor, file) = visit.read_once(&form, queries::file(&visit.scope, id)).await?;
    let colleague = file.1.0.iter().find(|it| form.is("colleague", it.id)).cloned();
    if colleague.is_none() && !form.value("colleague").is_empty() {
        form.complain("colleague", "Choose one of your colleagues.");
    }
    let view = opened(visitor, file, form.clone())?;
    if form.has_complaints() {
        return again(&view);
    }
    let (request, by) = (&view.request, &view.visitor.user);
    let it = request.assign(form.seen(), colleague)?;
    let other = it.to.as_ref().filter(|to| to.id != by.id);
    let letter = letters::assigned(request, &by.name);
    let mail = other.map(|to| mail::to(Recipients::Colleague(to.id), &letter));
    let words = match &it.to {
        Some(to) => format!("{} works on this request now.", to.name),
        None => "Nobody works on this request now.".to_owned(),
    };
    visit.write(&form, queries::assign(&it, mail), &format!("/requests/{id}"), &words).await
}

/// `POST /requests/{id}/trip`: makes the trip without a quote. Asks about conflicts on the tail that was chosen.
async fn book(visit: Visit, Id(id): Id<RequestId>, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let beside = trips::beside_request(scope, id, form.value("tail").parse().ok());
    let batch = (queries::file(scope, id), beside);
    let (visitor, (file, beside)) = visit.read_once(&form, batch).await?;
    let vehicle = form.text("vehicle", 80);
    let tail = file.1.1.iter().find(|it| form.is("tail", it.id)).cloned();
    if tail.is_none() && !form.value("tail").is_empty() {
        form.complain("tail", format!("Choose one of your {}.", fleet_of(&visitor)));
    }
    let mut view = opened(visitor, file, form)?;
    let workspace = &view.visitor.workspace;
    let trip = TripId::new(visit.scope.now, &visit.chance());
    let seen = view.form.seen();
    let booked = view.request.book(seen, trip, tail.as_ref(), &vehicle, workspace.trade);
    let (step, birth) = booked?;
    let planned = Planned::drafted(trip, "This trip", birth.tail, &birth.legs);
    let despite = confirming::ask(&mut view.form, &planned, None, &beside, &view.visitor);
    if view.form.has_complaints() {
        return again(&view);
    }
    let letter = letters::booked(&view.request, workspace, trip);
    let account = view.request.account_id;
    let mail = mail::to(Recipients::Clients { account, mailing: Mailing::Trips }, &letter);
    let write = queries::book(&step, &birth, despite, mail);
    visit.write(&view.form, write, &format!("/trips/{trip}"), "Trip created.").await
}

fn fleet_of(visitor: &Visitor) -> &'static str {
    match visitor.workspace.trade {
        Trade::Air => "aircraft",
        Trade::Coach => "coaches",
    }
}

/// `POST /requests/{id}/decline`: declines the request; the client is told the reason.
async fn decline(visit: Visit, Id(id): Id<RequestId>, mut form: Form) -> Result<Response> {
    let (visitor, file) = visit.read_once(&form, queries::file(&visit.scope, id)).await?;
    let words = form.text("reason", 1_000);
    let reason = reason(&mut form, "why", &CloseReason::TO_DECLINE);
    let view = opened(visitor, file, form.clone())?;
    let request = &view.request;
    let open = request.closable()?;
    let Some(reason) = reason.filter(|_| !form.has_complaints()) else { return again(&view) };
    let workspace = &view.visitor.workspace;
    let told = reason.with(&words, workspace.trade);
    let closing = open.close(form.seen(), reason, &words)?;
    let letter = letters::declined(request, workspace, &told);
    let clients = Recipients::Clients { account: request.account_id, mailing: Mailing::Trips };
    let write = queries::decline(&closing, &told, mail::to(clients, &letter));
    visit.write(&form, write, &format!("/requests/{id}"), "Request declined.").await
}

/// `POST /requests/{id}/loss`: marks the deal as lost; the client is not told.
async fn lose(visit: Visit, Id(id): Id<RequestId>, mut form: Form) -> Result<Response> {
    let (visitor, file) = visit.read_once(&form, queries::file(&visit.scope, id)).await?;
    let words = form.text("words", 1_000);
    let reason = reason(&mut form, "lost_for", &CloseReason::OF_LOSS);
    let view = opened(visitor, file, form.clone())?;
    let open = view.request.closable()?;
    let Some(reason) = reason.filter(|_| !form.has_complaints()) else { return again(&view) };
    let told = reason.with(&words, view.visitor.workspace.trade);
    let closing = open.close(form.seen(), reason, &words)?;
    let write = queries::lose(&closing, &told);
    visit.write(&form, write, &format!("/requests/{id}"), "Marked as lost.").await
}

/// The reason that was chosen in this field.
fn reason(form: &mut Form, field: &str, all: &[CloseReason]) -> Option<CloseReason> {
    let reason = CloseReason::among(all, form.value(field));
    if reason.is_none() {
        form.complain(field, "Choose a reason.");
    }
    reason
}

fn opened(visitor: Visitor, file: File, form: Form) -> Result<OpsShow> {
    let (record, (colleagues, fleet, asked_tails, alternative, owed, stages)) = file;
    let (request, travelers, offers, history, trips, requests, billing) = record;
    let request = request.ok_or(Error::NotFound)?;
    Ok(OpsShow {
        visitor,
        request,
        travelers,
        offers,
        history,
        trips,
        requests,
        billing,
        colleagues,
        fleet,
        asked_tails,
        alternative,
        owed,
        stages,
        form,
    })
}

#[cfg(test)]
mod tests;
