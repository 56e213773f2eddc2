//! `/trips/{id}/aircraft` in the client portal
use super::super::{
    OwnTrip, Refusal, aircraft::AllowedTail, busy::first_busy, mail, queries, views::Aircraft,
};
use crate::{
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::ids::{TailId, TripId},
    trips::out_of_order,
    users::{Grant, travelers},
};
use axum::response::Response;

pub fn routes() -> Routes {
    let may_schedule = travelers().granted(Grant::Schedule);
    Routes::new().get("/trips/{id}/aircraft", may_schedule, edit).post(
        "/trips/{id}/aircraft",
        may_schedule,
        update,
    )
}

/// `GET /trips/{id}/aircraft`: the tails to choose from.
async fn edit(visit: Visit, Id(id): Id<TripId>) -> Result<Response> {
    let scope = &visit.scope;
    let (visitor, (trip, tails, busy)) = visit.read(queries::choices(scope, id)).await?;
    let trip = trip.ok_or(Error::NotFound)?;
    trip.opened(&visitor)?;
    let form = filled(&trip, visitor.now)?;
    page(&Aircraft { visitor, trip, tails, busy, change: None, form })
}

/// `POST /trips/{id}/aircraft`: shows what changes with other tails for the trip or some of its legs, and puts it on
/// them once that was seen.
async fn update(visit: Visit, Id(id): Id<TripId>, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let (visitor, (trip, tails, busy)) =
        visit.read_once(&form, queries::choices(scope, id)).await?;
    let trip = trip.ok_or(Error::NotFound)?;
    trip.opened(&visitor)?;
    let changeable = trip.changeable(form.seen_of(trip.version))?;
    let (_, ahead) = trip.split(visitor.now)?;
    let whole = chosen(&mut form, "tail", &tails);
    let by_leg: Vec<_> =
        (0..ahead.len()).map(|i| chosen(&mut form, &format!("tail.{i}"), &tails)).collect();
    let it = changeable.reassign(whole, &by_leg, visitor.now)?;
    if it.assigned.is_empty() && it.tail == trip.tail_id && !form.has_complaints() {
        form.complain("tail", "Nothing is different from the trip as it is.");
    } else if out_of_order(&it.rerouting.became).is_some() {
        let words = "With this aircraft, a leg would depart before the one above it has arrived. Change the times first.";
        form.complain("tail", visitor.workspace.says(words));
    } else if let Some(taken) = first_busy(&busy, &it.assigned) {
        let is_whole = whole.is_some_and(|it| it.id == taken.tail);
        let leg = by_leg.iter().position(|it| it.is_some_and(|it| it.id == taken.tail));
        let field = leg.filter(|_| !is_whole).map_or("tail".to_owned(), |i| format!("tail.{i}"));
        let words =
            "This aircraft is not free then. Choose another one, or change the times first.";
        form.complain(field, visitor.workspace.says(words));
    }
    if form.has_complaints() {
        return again(&Aircraft { visitor, trip, tails, busy, change: None, form });
    }
    let seen = it.summary();
    if !form.is("then", "save") || form.value("shown") != seen {
        form.set("shown", seen);
        return page(&Aircraft { visitor, trip, tails, busy, change: Some(it), form });
    }
    let letter = mail::rerouted(&trip, &it.rerouting, &visitor);
    let write = queries::reassign(&it, &letter);
    let notice = visitor.workspace.says("Aircraft changed.");
    visit.write(&form, write, &format!("/trips/{id}"), &notice).await
}

fn filled(trip: &OwnTrip, now: i64) -> std::result::Result<Form, Refusal> {
    let (_, ahead) = trip.split(now)?;
    let mut form = Form::default();
    for (i, leg) in ahead.iter().enumerate() {
        let tail = leg.tail.map(|id: TailId| id.to_string());
        form.set(&format!("tail.{i}"), tail.unwrap_or_default());
    }
    Ok(form)
}

/// The tail that was chosen in a field; none where it is to stay. Complains about others than those allowed.
fn chosen<'t>(form: &mut Form, field: &str, tails: &'t [AllowedTail]) -> Option<&'t AllowedTail> {
    let typed = form.value(field).to_owned();
    let found = tails.iter().find(|it| it.id.to_string() == typed);
    if found.is_none() && !typed.is_empty() {
        form.complain(field, "Choose one of the list.");
    }
    found
}
