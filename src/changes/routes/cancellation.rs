//! `/trips/{id}/cancellation` in the client portal
use super::super::{mail, queries, views::Cancel};
use crate::{
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::ids::{EventId, TripId},
    users::{Grant, travelers},
};
use axum::response::Response;

pub fn routes() -> Routes {
    let may_schedule = travelers().granted(Grant::Schedule);
    Routes::new().get("/trips/{id}/cancellation", may_schedule, confirm).post(
        "/trips/{id}/cancellation",
        may_schedule,
        cancel,
    )
}

/// `GET /trips/{id}/cancellation`: asks for the reason.
async fn confirm(visit: Visit, Id(id): Id<TripId>) -> Result<Response> {
    let (visitor, trip) = visit.read(queries::own_trip(&visit.scope, id)).await?;
    let trip = trip.ok_or(Error::NotFound)?;
    trip.opened(&visitor)?;
    trip.cancelable(visitor.now)?;
    page(&Cancel { visitor, trip, form: Form::default() })
}

/// `POST /trips/{id}/cancellation`: cancels the trip and tells operations.
async fn cancel(visit: Visit, Id(id): Id<TripId>, mut form: Form) -> Result<Response> {
    let (visitor, trip) = visit.read_once(&form, queries::own_trip(&visit.scope, id)).await?;
    let trip = trip.ok_or(Error::NotFound)?;
    trip.opened(&visitor)?;
    trip.cancelable(visitor.now)?;
    trip.changeable(form.seen_of(trip.version))?;
    let reason = form.required("reason", 300, "Enter a reason, so that operations know.");
    if form.has_complaints() {
        return again(&Cancel { visitor, trip, form });
    }
    let announcement = EventId::new(visit.scope.now, &visit.chance());
    let letters =
        (mail::canceled(&trip, &reason, &visitor), mail::confirmed(&trip, &reason, &visitor));
    let write = queries::cancel(&trip, &reason, (&letters.0, &letters.1), announcement);
    visit.write(&form, write, &format!("/trips/{id}"), "Trip canceled.").await
}
