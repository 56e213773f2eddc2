//! `/trips`
use super::{
    lists::{Column, Tab, paged},
    queries, views,
};
use crate::{
    error::{Error, Result},
    http::{
        page::page,
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::ids::TripId,
    ui::pieces::Pager,
    users::travelers,
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new().get("/trips", travelers(), index).get("/trips/{id}", travelers(), show)
}

/// `GET /trips`: upcoming trips, or past ones with `?tab=past`.
async fn index(visit: Visit) -> Result<Response> {
    let scope = &visit.scope;
    let tab = Tab::of(&visit.param("tab"));
    let from = visit.cursor(tab.usual().start());
    let (visitor, lines) = visit.read(queries::lines(scope, tab, &from)).await?;
    let listed = paged(lines, Column::Departure);
    let pager = Pager::more(&listed, "/trips", &[("tab", tab.word())]);
    page(&views::Index { visitor, tab, lines: listed.rows, pager })
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
        queries::changes_for_client(scope, id),
    );
    let (visitor, (trip, travelers, history, offer, bills, changes)) = visit.read(batch).await?;
    let trip = trip.ok_or(Error::NotFound)?;
    let parts = views::TripParts::of(trip.created_at, travelers, history, offer, bills, changes);
    page(&views::Show { visitor, trip, parts })
}

#[cfg(test)]
mod tests;
