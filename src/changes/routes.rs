//! `/trips/{id}/itinerary` in the client portal
mod aircraft;
mod cancellation;

use super::{mail, queries, summary, views::Edit};
use crate::{
    airports,
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::{Id, Routes},
        visit::Visit,
    },
    itineraries::{Detail, Ends, Reading, fields},
    kit::ids::{LegId, TripId},
    trips::{Rerouting, differences, out_of_order},
    users::{Grant, travelers},
};
use axum::response::Response;

pub fn routes() -> Routes {
    let may_change = travelers().granted(Grant::ChangeItineraries);
    Routes::new()
        .get("/trips/{id}/itinerary", may_change, edit)
        .post("/trips/{id}/itinerary", may_change, update)
        .merge(cancellation::routes())
        .merge(aircraft::routes())
}

/// `GET /trips/{id}/itinerary`: the legs to come, to be changed.
async fn edit(visit: Visit, Id(id): Id<TripId>) -> Result<Response> {
    let (visitor, trip) = visit.read(queries::own_trip(&visit.scope, id)).await?;
    let trip = trip.ok_or(Error::NotFound)?;
    trip.open()?;
    let mut form = Form::default();
    let (_, ahead) = trip.split(visitor.now)?;
    fields::fill(&mut form, ahead, &visitor.dates());
    page(&Edit { visitor, trip, change: None, form })
}

/// `POST /trips/{id}/itinerary`: shows what a change comes to, and saves it once that was seen. A button that adds or
/// removes a leg shows the form again instead.
async fn update(visit: Visit, Id(id): Id<TripId>, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let batch = (queries::own_trip(scope, id), airports::lookup(scope, &fields::typed(&form)));
    let (visitor, (trip, found)) = visit.read_once(&form, batch).await?;
    let trip = trip.ok_or(Error::NotFound)?;
    let changeable = trip.changeable(form.seen_of(trip.version))?;
    let (past, ahead) = trip.split(visitor.now)?;
    form.number_rows_after(past.len());
    if let Some(edit) = fields::edit(&mut form) {
        if let fields::Edit::Split(at) = edit {
            fields::leave_open(&mut form, at + 1);
        }
        return page(&Edit { visitor, trip, change: None, form });
    }
    let now = visitor.now;
    let reading = Reading {
        ends: Ends::of(&visitor.workspace, &found),
        detail: Detail::Asked,
        own_speeds: &[],
        agreed: ahead,
        dates: visitor.dates(),
        now,
    };
    let Some(legs) = reading.read(&mut form) else {
        return again(&Edit { visitor, trip, change: None, form });
    };
    let change = changeable.reroute(legs, now, || LegId::new(now, &visit.chance()))?;
    complain(&mut form, &change);
    if form.has_complaints() {
        return again(&Edit { visitor, trip, change: None, form });
    }
    let seen = summary(&change);
    if !form.is("then", "save") || form.value("shown") != seen {
        form.set("shown", seen);
        return page(&Edit { visitor, trip, change: Some(change), form });
    }
    let note = change.note(visitor.workspace.style(visitor.now));
    let letter = mail::rerouted(&trip, &change, &visitor);
    let write = queries::reroute(&change, &letter, &note);
    visit.write(&form, write, &format!("/trips/{id}"), "Itinerary changed.").await
}

/// Complains about legs that overlap, and where nothing is different.
fn complain(form: &mut Form, change: &Rerouting) {
    if form.has_complaints() {
        return;
    }
    let departed = change.became.len().saturating_sub(fields::count(form));
    if let Some(leg) = out_of_order(&change.became) {
        form.complain(
            format!("date.{}", leg.saturating_sub(departed)),
            "This leg departs before the one above it has arrived.",
        );
    } else if differences(&change.was, &change.became).is_empty() {
        form.complain("from.0", "Nothing is different from the itinerary as it is.");
    }
}

#[cfg(test)]
mod tests;
