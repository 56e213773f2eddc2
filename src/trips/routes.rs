//! `/trips`
mod extras;

use super::{
    lists::{Column, Days, Tab, paged},
    queries,
    sheet::TripSheet,
    views,
};
use crate::{
    error::{Error, Result},
    files,
    http::{
        form::Form,
        page::page,
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::ids::TripId,
    ui::pieces::Pager,
    users::{Grant, travelers},
    workspaces::Module,
};
use axum::{
    http::header,
    response::{IntoResponse as _, Response},
};

pub fn routes() -> Routes {
    Routes::new()
        .get("/trips", travelers(), index)
        .get("/trips/{id}", travelers(), show)
        .get("/trips/{id}/sheet.pdf", travelers().of(Module::Documents), print)
        .merge(services())
}

/// Of the services on a trip.
fn services() -> Routes {
    let may_ask = travelers().granted(Grant::RequestTrips);
    Routes::of(Module::Services)
        .get("/trips/{id}/services", travelers(), extras::index)
        .post("/trips/{id}/services", may_ask, extras::create)
        .post("/trips/{id}/services/cancellation", may_ask, extras::cancel)
}

/// `GET /trips`: upcoming trips, or past ones with `?tab=past`; those that depart `?from` a day `?to` another.
async fn index(visit: Visit) -> Result<Response> {
    let scope = &visit.scope;
    let tab = Tab::of(&visit.param("tab"));
    let form = Form::days(["from", "to"], |name| visit.param(name));
    let days = Days::of(&form);
    let from = visit.cursor(tab.usual().start());
    let (visitor, lines) = visit.read(queries::lines(scope, tab, days, &from)).await?;
    let mut listed = paged(lines, Column::Departure);
    let filters = [("tab", tab.word()), ("from", form.value("from")), ("to", form.value("to"))];
    let pager = Pager::more(&listed, "/trips", &filters);
    listed.rows.retain(|trip| days.holds(trip.departure(&visitor).date()));
    page(&views::Index { visitor, tab, days, form, lines: listed.rows, pager })
}

/// `GET /trips/{id}`: everything about a trip. An owner does not see the details of another party.
async fn show(visit: Visit, Id(id): Id<TripId>) -> Result<Response> {
    let scope = &visit.scope;
    let batch = (
        queries::shown(scope, id),
        queries::travelers(scope, id),
        queries::history(scope, id),
        queries::offer(scope, id),
        queries::bills(scope, id),
        (queries::changes_for_client(scope, id), queries::extras(scope, id)),
        (queries::talk(scope, id), files::files(scope, id)),
    );
    let (visitor, (trip, travelers, history, offer, bills, (changes, extras), (talk, files))) =
        visit.read(batch).await?;
    let trip = trip.ok_or(Error::NotFound)?;
    let offer = offer.filter(|_| visitor.may_open("/quotes/{id}"));
    let bills = if visitor.may_open("/invoices/{id}") { bills } else { Vec::new() };
    let parts = views::TripParts::of(trip.created_at, travelers, history, offer, bills, changes);
    page(&views::Show { visitor, trip, parts, talk, extras, files })
}

/// `GET /trips/{id}/sheet.pdf`: the itinerary on paper.
async fn print(visit: Visit, Id(id): Id<TripId>) -> Result<Response> {
    let batch = (queries::shown(&visit.scope, id), queries::travelers(&visit.scope, id));
    let (visitor, (trip, travelers)) = visit.read(batch).await?;
    let trip = trip.ok_or(Error::NotFound)?;
    let sheet = TripSheet {
        workspace: &visitor.workspace,
        style: visitor.style(),
        reference: &trip.reference,
        legs: &trip.legs,
        kind: trip.kind,
        vehicle: &trip.vehicle,
        registration: trip.registration.as_deref(),
        account: trip.account.as_deref(),
        passengers: trip.passengers,
        vehicles: trip.vehicles,
        travelers: &travelers,
        crew: &trip.crew,
        wishes: &trip.wishes,
        now: visitor.now,
    };
    sheet_of(&visit, &sheet).await
}

/// The sheet of a trip as a download.
pub async fn sheet_of(visit: &Visit, sheet: &TripSheet<'_>) -> Result<Response> {
    let logo = sheet.workspace.logo_key();
    let bytes = visit.app.print(&sheet.sheet(), logo.as_deref()).await?;
    let name = format!("attachment; filename=\"Trip {}.pdf\"", sheet.reference);
    let headers =
        [(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}

#[cfg(test)]
mod tests;
