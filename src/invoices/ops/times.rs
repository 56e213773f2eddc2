//! `/trips/{id}/times` on the operations side: when the legs of a trip really began and ended.
use super::super::{queries, views::Times};
use crate::{
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::Id,
        visit::Visit,
    },
    kit::ids::TripId,
};
use axum::response::Response;

#[cfg(test)]
mod tests;

/// `GET /trips/{id}/times`: the form, with what was logged.
pub(super) async fn edit(visit: Visit, Id(id): Id<TripId>) -> Result<Response> {
    let (visitor, trip) = visit.read(queries::timed_trip(&visit.scope, id)).await?;
    let trip = trip.ok_or(Error::NotFound)?;
    let form = trip.form(&visitor.dates());
    page(&Times { visitor, trip, form })
}

/// `POST /trips/{id}/times`: logs them. Legs without times stay without.
pub(super) async fn update(visit: Visit, Id(id): Id<TripId>, mut form: Form) -> Result<Response> {
    let (visitor, trip) = visit.read_once(&form, queries::timed_trip(&visit.scope, id)).await?;
    let trip = trip.ok_or(Error::NotFound)?;
    let Some(times) = trip.read(&mut form, &visitor.dates(), visit.scope.now) else {
        return again(&Times { visitor, trip, form });
    };
    let write = queries::log_times(&trip, &times);
    visit.write(&form, write, &format!("/trips/{id}/times"), "Times saved.").await
}
