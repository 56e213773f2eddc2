//! `/trips/new` and `/trips/{id}/edit` on the operations side
mod forms;
mod reading;

use super::super::{
    Rerouting, Trip, differences, mail, named,
    queries::{self, planning as plans},
    views::planning::Editor,
};
use crate::{
    accounts::{self, AccountChoice},
    airports,
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::{Id, Routes},
        visit::Visit,
    },
    itineraries::{fields, span},
    kit::ids::{LegId, TripId},
    users::{Right, may},
};
use axum::response::Response;
use forms::{blank, copied, filled};
use reading::{PlanReader, account, tails};

pub fn routes() -> Routes {
    Routes::new()
        .get("/trips/new", may(Right::MoveTrips), new)
        .post("/trips", may(Right::MoveTrips), create)
        .get("/trips/{id}/edit", may(Right::MoveTrips), edit)
        .post("/trips/{id}", may(Right::MoveTrips), update)
}

/// `GET /trips/new`: an empty form, one for `?account`, or a copy of the trip `?from`.
async fn new(visit: Visit) -> Result<Response> {
    let scope = &visit.scope;
    let from = match visit.param("from").as_str() {
        "" => None,
        id => Some(queries::trip(scope, id.parse().map_err(|_| Error::NotFound)?)),
    };
    let account = accounts::active(scope, &visit.param("account"));
    let (visitor, (fleet, from, account)) =
        visit.read((plans::fleet(scope), from, account)).await?;
    let form = match from {
        Some(trip) => copied(&trip.ok_or(Error::NotFound)?, &visitor),
        None => blank(&account.map(|it| it.name).unwrap_or_default(), &visitor),
    };
    page(&Editor { visitor, trip: None, fleet, form })
}

/// `POST /trips`: makes a trip. A button that adds or removes a leg shows the form again instead.
async fn create(visit: Visit, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let batch = (
        plans::fleet(scope),
        queries::beside_tails(scope, None, &tails(&form), span(&form, scope.now)),
        accounts::matching(scope, form.value("account")),
        airports::lookup(scope, &fields::typed(&form)),
    );
    let (visitor, (fleet, beside, accounts, airports)) = visit.read_once(&form, batch).await?;
    if edits(&mut form) {
        return page(&Editor { visitor, trip: None, fleet, form });
    }
    let reader = PlanReader {
        visitor: &visitor,
        fleet: &fleet,
        beside: &beside,
        airports: &airports,
        trip: None,
    };
    let account = account(&mut form, &accounts);
    let Some(plan) = reader.read(&mut form, account.as_ref()) else {
        return again(&Editor { visitor, trip: None, fleet, form });
    };
    let id = TripId::new(scope.now, &visit.chance());
    let letter = mail::planned(id, &plan, &visitor);
    visit
        .write(&form, plans::create(id, &plan, &letter), &format!("/trips/{id}"), "Trip added.")
        .await
}

/// `GET /trips/{id}/edit`: the form of a trip.
async fn edit(visit: Visit, Id(id): Id<TripId>) -> Result<Response> {
    let scope = &visit.scope;
    let (visitor, (trip, fleet)) =
        visit.read((queries::trip(scope, id), plans::fleet(scope))).await?;
    let trip = trip.ok_or(Error::NotFound)?;
    trip.editable()?;
    let form = filled(&trip, &visitor);
    page(&Editor { visitor, trip: Some(trip), fleet, form })
}

/// `POST /trips/{id}`: saves the trip; the account is told if its legs changed.
async fn update(visit: Visit, Id(id): Id<TripId>, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let batch = (
        queries::trip(scope, id),
        plans::fleet(scope),
        queries::beside_tails(scope, Some(id), &tails(&form), span(&form, scope.now)),
        airports::lookup(scope, &fields::typed(&form)),
    );
    let (visitor, (trip, fleet, beside, airports)) = visit.read_once(&form, batch).await?;
    let trip: Trip = trip.ok_or(Error::NotFound)?;
    trip.editable()?;
    trip.seen(form.seen_of(trip.version))?;
    if edits(&mut form) {
        return page(&Editor { visitor, trip: Some(trip), fleet, form });
    }
    let reader = PlanReader {
        visitor: &visitor,
        fleet: &fleet,
        beside: &beside,
        airports: &airports,
        trip: Some(&trip),
    };
    let account = AccountChoice { id: trip.account_id, name: trip.account.clone() };
    let Some(plan) = reader.read(&mut form, Some(&account)) else {
        return again(&Editor { visitor, trip: Some(trip), fleet, form });
    };
    let became = named(plan.legs.clone(), || LegId::new(scope.now, &visit.chance()));
    let rerouting = Rerouting {
        trip: id,
        version: trip.version,
        was: trip.legs.clone(),
        became,
        estimate: None,
    };
    let note = rerouting.note(visitor.workspace.style(visitor.now));
    let letter = mail::replanned(&trip, &rerouting, &visitor);
    let rerouting = Some(&rerouting).filter(|it| !differences(&it.was, &it.became).is_empty());
    let write = plans::change(&trip, &plan, rerouting, &note, &letter);
    visit.write(&form, write, &format!("/trips/{id}"), "Trip saved.").await
}

/// Adds or removes a leg or a stop, or adds a row of crew, if one of those buttons was pressed; returns whether one was.
fn edits(form: &mut Form) -> bool {
    if form.value("add-crew").is_empty() {
        return fields::edit(form).is_some();
    }
    let row = form.rows("crew_name");
    form.set(&format!("crew_name.{row}"), "");
    true
}

#[cfg(test)]
mod tests;
