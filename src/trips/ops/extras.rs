//! The services that clients ask for on a trip: `/trips/{id}/services` on the operations side.
use super::{mail, queries, views};
use crate::{
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::Id,
        visit::Visit,
    },
    kit::ids::TripId,
    trips::extras::ExtraState,
};
use axum::response::Response;

/// `GET /trips/{id}/services`: what the client asked for, and the forms that answer it.
pub(super) async fn index(visit: Visit, Id(id): Id<TripId>) -> Result<Response> {
    let scope = &visit.scope;
    let batch = (queries::trip(scope, id), queries::extras_for_staff(scope, id));
    let (visitor, (trip, extras)) = visit.read(batch).await?;
    let trip = trip.ok_or(Error::NotFound)?;
    page(&views::OpsExtras { visitor, trip, extras, form: Form::default() })
}

/// `POST /trips/{id}/services/answers`: confirms, completes or declines a service.
pub(super) async fn answer(visit: Visit, Id(id): Id<TripId>, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let batch = (queries::trip(scope, id), queries::extras_for_staff(scope, id));
    let (visitor, (trip, extras)) = visit.read_once(&form, batch).await?;
    let trip = trip.ok_or(Error::NotFound)?;
    let extra = extras.iter().find(|it| form.is("extra", it.id)).cloned();
    let extra = extra.ok_or_else(|| Error::refused("Choose one of the services of this trip."))?;
    let words = form.text("words", 500);
    let chosen = extra.state.answers().iter().copied().find(|it| form.is("answer", it.stored()));
    let Some(to) = chosen else {
        return Err(crate::trips::extras::ExtraRefusal::NotNow.into());
    };
    if to == ExtraState::Declined && words.is_empty() {
        form.complain("words", "Say why: the client reads it.");
    }
    if form.has_complaints() {
        return again(&views::OpsExtras { visitor, trip, extras, form });
    }
    let step = extra.answer(form.seen(), to, &words)?;
    let letter = mail::extra_answered(&trip, &extra, &step);
    let write = queries::answer(id, &step, trip.account_id, &letter);
    let notice = format!("{} {}.", extra.kind.name(), to.name().to_lowercase());
    visit.write(&form, write, &format!("/trips/{id}/services"), &notice).await
}

#[cfg(test)]
mod tests;
