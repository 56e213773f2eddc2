//! `/trips/{id}/itinerary` in the client portal
mod aircraft;
mod cancellation;

use super::{
    OwnTrip,
    busy::{Busy, first_busy, is_busy},
    mail, queries, summary,
    views::Edit,
};
use crate::{
    airports,
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::{Id, Routes},
        visit::Visit,
    },
    itineraries::{Detail, Ends, Reading, fields, span},
    kit::ids::{LegId, TripId},
    trips::{Rerouting, assigned, differences, out_of_order},
    users::{Grant, Visitor, travelers},
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
    trip.opened(&visitor)?;
    let mut form = Form::default();
    let (_, ahead) = trip.split(visitor.now)?;
    fields::fill(&mut form, ahead, &visitor.dates());
    page(&Edit { visitor, trip, change: None, form })
}

/// `POST /trips/{id}/itinerary`: shows what a change comes to, and saves it once that was seen. A button that adds or
/// removes a leg shows the form again instead.
async fn update(visit: Visit, Id(id): Id<TripId>, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let batch = (
        queries::own_trip(scope, id),
        airports::lookup(scope, &fields::typed(&form)),
        queries::busy(scope, id, Some(span(&form, scope.now))),
    );
    let (visitor, (trip, found, busy)) = visit.read_once(&form, batch).await?;
    let trip = trip.ok_or(Error::NotFound)?;
    trip.opened(&visitor)?;
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
    complain(&mut form, &change, &visitor);
    complain_of_tail(&mut form, &trip, &change, &busy, &visitor);
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
    let write = queries::reroute(&trip, &change, &letter, &note);
    visit.write(&form, write, &format!("/trips/{id}"), "Itinerary changed.").await
}

/// Complains about legs that overlap, and where nothing is different.
fn complain(form: &mut Form, change: &Rerouting, visitor: &Visitor) {
    if form.has_complaints() {
        return;
    }
    let departed = change.became.len().saturating_sub(fields::count(form));
    if let Some(leg) = out_of_order(&change.became) {
        form.complain(
            format!("date.{}", leg.saturating_sub(departed)),
            visitor.workspace.says("This leg departs before the one above it has arrived."),
        );
    } else if differences(&change.was, &change.became).is_empty() {
        form.complain("from.0", "Nothing is different from the itinerary as it is.");
    }
}

/// Complains at the first leg for which its aircraft is not free.
fn complain_of_tail(
    form: &mut Form,
    trip: &OwnTrip,
    change: &Rerouting,
    busy: &[Busy],
    visitor: &Visitor,
) {
    let moved = assigned(trip.tail_id, &change.moved());
    let Some(it) = first_busy(busy, &moved).filter(|_| !form.has_complaints()) else { return };
    let alone = it.legs.iter().find(|leg| is_busy(busy, it.tail, std::slice::from_ref(leg)));
    let leg = alone.or(it.legs.first()).and_then(|leg| leg.id.as_ref());
    let at = change.became.iter().position(|it| it.id.as_ref() == leg).unwrap_or_default();
    let departed = change.became.len().saturating_sub(fields::count(form));
    let other = if visitor.may_open("/trips/{id}/aircraft") { "change the aircraft, " } else { "" };
    let words = format!(
        "Your aircraft is not free then. Choose another time, {other}or message operations."
    );
    form.complain(format!("date.{}", at.saturating_sub(departed)), visitor.workspace.says(&words));
}

#[cfg(test)]
mod tests;
