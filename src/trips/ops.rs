//! `/trips` on the operations side
mod extras;
mod handling;
mod planning;
mod pricing;
mod stages;

use super::{
    Kind, Move, Refusal,
    lists::{Days, Listing, paged},
    mail, queries,
    routes::sheet_of,
    sheet::TripSheet,
    views,
};
use crate::{
    approvals::Approval,
    db::{page::Page, sorting},
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::{
        ids::{EventId, TripId},
        text::sentence,
    },
    ui::pieces::Pager,
    users::{Right, Visitor, may, staff},
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new()
        .get("/trips", staff(), index)
        .get("/trips/{id}", staff(), show)
        .get("/trips/{id}/sheet.pdf", staff(), print)
        .post("/trips/{id}/stage", may(Right::MoveTrips), move_on)
        .get("/trips/{id}/services", staff(), extras::index)
        .post("/trips/{id}/services/answers", may(Right::Handle), extras::answer)
        .get("/trips/{id}/fbos", may(Right::Handle).of_aircraft(), handling::edit)
        .post("/trips/{id}/fbos", may(Right::Handle).of_aircraft(), handling::update)
        .merge(planning::routes())
        .merge(pricing::routes())
        .merge(stages::routes())
}

/// `GET /trips`: upcoming trips, or past ones with `?tab=past`; at one `?stage`, those that depart `?from` a day `?to`
/// another, sorted by `?sort`; or those that a search for `?q` finds.
async fn index(visit: Visit) -> Result<Response> {
    let scope = &visit.scope;
    let form = Form::days(["from", "to"], |name| visit.param(name));
    let listing = Listing::of(|name| visit.param(name), Days::of(&form));
    let sorting = listing.sorting;
    let from = visit.cursor(sorting.start());
    let lines = if listing.q.is_empty() {
        queries::lines_for_staff(scope, &listing, &from)
    } else {
        queries::search(scope, &listing.q, listing.days)
    };
    let (visitor, (lines, stages)) = visit.read((lines, queries::stages_of(scope))).await?;
    let mut listed = if listing.q.is_empty() {
        paged(lines, sorting.by)
    } else {
        Page { rows: lines, next: None }
    };
    let sort = sorting.unless(listing.tab.usual());
    let filters = listing.filters();
    let mut filters: Vec<_> = filters.iter().map(|(name, it)| (*name, it.as_str())).collect();
    filters.push((sorting::PARAM, &sort));
    let pager = Pager::more(&listed, "/trips", &filters);
    let days = listing.days;
    listed.rows.retain(|trip| days.holds(trip.departure(&visitor).date()));
    page(&views::OpsIndex { visitor, listing, form, stages, lines: listed.rows, pager })
}

fn view(visitor: Visitor, answers: queries::Answers, form: Form) -> Result<views::OpsShow> {
    let (trip, stages, callers, travelers, history, offer, bills, others) = answers;
    let (changes, beside, approval, extras, files) = others;
    let trip = trip.ok_or(Error::NotFound)?;
    let parts = views::TripParts::of(trip.created_at, travelers, history, offer, bills, changes);
    Ok(views::OpsShow {
        visitor,
        trip,
        stages,
        callers,
        parts,
        beside,
        approval,
        extras,
        files,
        form,
    })
}

/// `GET /trips/{id}`: everything about a trip.
async fn show(visit: Visit, Id(id): Id<TripId>) -> Result<Response> {
    let (visitor, answers) = visit.read(queries::whole(&visit.scope, id)).await?;
    let mut view = view(visitor, answers, Form::default())?;
    if let Some(next) = view.trip.next_stage(&view.stages) {
        view.form.set("stage", next.id.to_string());
    }
    page(&view)
}

/// `GET /trips/{id}/sheet.pdf`: the itinerary on paper.
async fn print(visit: Visit, Id(id): Id<TripId>) -> Result<Response> {
    let (visitor, (trip, travelers)) = visit.read(queries::printed(&visit.scope, id)).await?;
    let trip = trip.ok_or(Error::NotFound)?;
    sheet_of(&visit, &TripSheet::for_staff(&visitor, &trip, &travelers)).await
}

/// `POST /trips/{id}/stage`: moves a trip to another stage.
async fn move_on(visit: Visit, Id(id): Id<TripId>, form: Form) -> Result<Response> {
    let (visitor, answers) = visit.read_once(&form, queries::whole(&visit.scope, id)).await?;
    let mut view = view(visitor, answers, form)?;
    let Some(it) = asked(&mut view)? else { return again(&view) };
    let letter = mail::moved(&view.trip, &it, &view.visitor);
    let announcement = EventId::new(visit.scope.now, &visit.chance());
    let write = queries::move_trip(&it, &view.trip, &letter, announcement);
    let words = sentence(format!("Trip moved to {}", it.to.name));
    visit.write(&view.form, write, &format!("/trips/{id}"), &words).await
}

/// The move that the form asks for; none where the form has something to correct.
fn asked(view: &mut views::OpsShow) -> Result<Option<Move>> {
    let form = &mut view.form;
    let reason = form.text("reason", 300);
    let seen = form.seen();
    let chosen = view.stages.iter().find(|it| it.id.to_string() == form.value("stage"));
    if chosen.is_none() {
        form.complain("stage", "Choose the stage to move it to.");
    }
    let is_held = view.approval.as_ref().is_some_and(Approval::holds_back);
    let confirms = |kind| matches!(kind, Kind::Booked | Kind::Dispatched | Kind::InProgress);
    if is_held && chosen.is_some_and(|it| confirms(it.kind)) {
        form.complain(
            "stage",
            "The owner has not approved this trip. Go ahead without them first, with a reason.",
        );
    }
    let Some(to) = chosen.filter(|_| !form.has_complaints()) else { return Ok(None) };
    match view.trip.move_to(to, &view.stages, &reason, seen) {
        Err(Refusal::NoReason) => {
            form.complain("reason", "Enter a reason: it is required to go back or to cancel.");
            Ok(None)
        }
        decided => Ok(Some(decided?)),
    }
}

#[cfg(test)]
mod tests;
