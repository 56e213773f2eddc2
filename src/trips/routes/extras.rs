//! The services that a client asks for on a trip: `/trips/{id}/services`.
use super::{queries, views};
use crate::{
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::Id,
        visit::Visit,
    },
    kit::ids::{ExtraId, TripId},
    trips::{extras::ExtraKind, mail, queries::NewExtra},
};
use axum::response::Response;

/// `GET /trips/{id}/services`: what was asked for on a trip of the client's own, and the form to ask for more.
pub(super) async fn index(visit: Visit, Id(id): Id<TripId>) -> Result<Response> {
    let scope = &visit.scope;
    let batch = (queries::shown(scope, id), queries::extras(scope, id));
    let (visitor, (trip, extras)) = visit.read(batch).await?;
    let trip = trip.filter(|it| it.is_own).ok_or(Error::NotFound)?;
    page(&views::AskedServices { visitor, trip, extras, form: Form::default() })
}

/// `POST /trips/{id}/services`: asks for a service on a leg that is ahead.
pub(super) async fn create(visit: Visit, Id(id): Id<TripId>, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let batch = (queries::shown(scope, id), queries::extras(scope, id));
    let (visitor, (trip, extras)) = visit.read_once(&form, batch).await?;
    let trip = trip.filter(|it| it.is_own).ok_or(Error::NotFound)?;
    let ahead = trip.legs_ahead(scope.now, visitor.workspace.trade);
    let leg = ahead.iter().find(|(id, _)| form.is("leg", id)).map(|(id, _)| id.clone());
    if leg.is_none() {
        form.complain("leg", visitor.workspace.says("Choose a leg that has not departed."));
    }
    let kind = ExtraKind::of(form.value("kind"));
    if kind.is_none() {
        form.complain("kind", "Choose what you would like.");
    }
    let words = form.required("words", 1_000, "Say what you would like.");
    let asked = leg.zip(kind).filter(|_| !form.has_complaints());
    let Some((leg, kind)) = asked else {
        return again(&views::AskedServices { visitor, trip, extras, form });
    };
    let extra = ExtraId::new(scope.now, &visit.chance());
    let letter = mail::extra_asked(&trip, (kind, &words), &visitor);
    let it = NewExtra { id: extra, trip: id, leg: &leg, kind, words: &words };
    let write = queries::ask(&it, &letter);
    visit.write(&form, write, &format!("/trips/{id}/services"), "Sent to operations.").await
}

/// `POST /trips/{id}/services/cancellation`: the client no longer wants a service.
pub(super) async fn cancel(visit: Visit, Id(id): Id<TripId>, form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let batch = (queries::shown(scope, id), queries::extras(scope, id));
    let (visitor, (trip, extras)) = visit.read_once(&form, batch).await?;
    let trip = trip.filter(|it| it.is_own).ok_or(Error::NotFound)?;
    let extra = extras.iter().find(|it| form.is("extra", it.id));
    let extra = extra.ok_or_else(|| Error::refused("Choose one of the services of this trip."))?;
    let step = extra.cancel(form.seen())?;
    let letter = mail::extra_canceled(&trip, extra, &visitor);
    let write = queries::cancel(id, &step, &letter);
    visit.write(&form, write, &format!("/trips/{id}/services"), "Service canceled.").await
}
