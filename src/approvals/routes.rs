//! `/approvals`: an owner answers about a trip of somebody else on their aircraft.
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
    users::travelers,
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new().get("/approvals/{id}", travelers(), show).post(
        "/approvals/{id}",
        travelers(),
        answer,
    )
}

/// `GET /approvals/{id}`: the question about a trip. Not found once it is answered.
async fn show(visit: Visit, Id(id): Id<TripId>) -> Result<Response> {
    let (visitor, question) = visit.read(queries::question(&visit.scope, id)).await?;
    let question = question.ok_or(Error::NotFound)?;
    page(&views::Show { visitor, question, form: Form::default() })
}

/// `POST /approvals/{id}`: approves or refuses the trip.
async fn answer(visit: Visit, Id(id): Id<TripId>, mut form: Form) -> Result<Response> {
    let (visitor, question) = visit.read_once(&form, queries::question(&visit.scope, id)).await?;
    let question = question.ok_or(Error::NotFound)?;
    let words = form.text("words", 300);
    let is_approved = form.is("decision", "approve");
    if !is_approved && !form.is("decision", "refuse") {
        form.complain("decision", "Choose whether to approve or to refuse it.");
    }
    let decided = question.answer(is_approved, &words, form.seen());
    if decided == Err(Refusal::NoWords) && !form.has_complaints() {
        form.complain("words", "Say why, so that operations understand it.");
    }
    if form.has_complaints() {
        return again(&views::Show { visitor, question, form });
    }
    let it = decided?;
    let letter = mail::answered(&question, it.state, &it.words, &visitor);
    let notice = if is_approved { "Trip approved." } else { "Trip refused." };
    visit.write(&form, queries::answer(&it, &letter), "/schedule", notice).await
}
