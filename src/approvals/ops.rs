//! Going ahead without the owner's approval, on the operations side
use super::{Refusal, mail, queries, views};
use crate::{
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::ids::TripId,
    users::{Right, may},
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new()
        .get("/trips/{id}/approval", may(Right::MoveTrips), show)
        .post("/trips/{id}/approval", may(Right::MoveTrips), override_it)
        .post("/trips/{id}/approval-request", may(Right::MoveTrips), ask)
}

/// `POST /trips/{id}/approval-request`: asks the owners by email who have not answered.
async fn ask(visit: Visit, Id(id): Id<TripId>, form: Form) -> Result<Response> {
    let batch = (queries::of_trip(&visit.scope, id), queries::unanswered(&visit.scope, id));
    let (visitor, (approval, questions)) = visit.read_once(&form, batch).await?;
    let approval = approval.ok_or(Error::NotFound)?;
    let seen = approval.ask(form.seen())?;
    let write = queries::ask(id, seen, &questions, visitor.workspace.trade);
    visit.write(&form, write, &format!("/trips/{id}"), "The owner was asked by email.").await
}

/// `GET /trips/{id}/approval`: how the trip stands with the owner, and the form to go ahead without them.
async fn show(visit: Visit, Id(id): Id<TripId>) -> Result<Response> {
    let (visitor, approval) = visit.read(queries::of_trip(&visit.scope, id)).await?;
    let approval = approval.ok_or(Error::NotFound)?;
    page(&views::Override { visitor, approval, form: Form::default() })
}

/// `POST /trips/{id}/approval`: goes ahead without the owner's yes, with a reason.
async fn override_it(visit: Visit, Id(id): Id<TripId>, mut form: Form) -> Result<Response> {
    let (visitor, approval) = visit.read_once(&form, queries::of_trip(&visit.scope, id)).await?;
    let approval = approval.ok_or(Error::NotFound)?;
    let words = form.text("words", 300);
    let decided = approval.override_it(&words, form.seen());
    if decided == Err(Refusal::NoWords) {
        form.complain("words", "Enter a reason: the owner reads it.");
    }
    if form.has_complaints() {
        return again(&views::Override { visitor, approval, form });
    }
    let it = decided?;
    let letter = mail::overridden(&approval, &it.words, &visitor);
    let write = queries::override_it(&it, &letter);
    visit.write(&form, write, &format!("/trips/{id}"), "Went ahead without the owner.").await
}

#[cfg(test)]
mod tests;
