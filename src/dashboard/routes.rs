//! `/` and `/profile`
use super::{queries, views};
use crate::{
    error::{Error, Result},
    kit::zoned::{self, DAY},
    messages,
    page::page,
    passengers,
    routes::Routes,
    visit::Visit,
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new().get("/", home).get("/profile", profile)
}

/// `GET /`: what is ahead of the client, and what waits for them.
async fn home(visit: Visit) -> Result<Response> {
    let scope = &visit.scope;
    // Nowhere is the date later than this, so what expires by the workspace's own is among these.
    let latest = zoned::today(scope.now + DAY, "UTC");
    let (visitor, (trips, wishes, offers, dues, threads, expiring)) = visit
        .read((
            queries::trips(scope, 6),
            queries::wishes(scope, 6),
            queries::offers(scope, 3),
            queries::dues(scope),
            messages::threads(scope, i64::MAX >> 11, 3),
            passengers::expiring(scope, passengers::in_six_months(latest), 5),
        ))
        .await?;
    let journeys = if visitor.travels() {
        views::Journeys::of(&visitor, trips, wishes, offers, expiring)
    } else {
        views::Journeys::default()
    };
    page(&views::Home::of(visitor, journeys, &dues, threads))
}

/// `GET /profile`: who the client is to the operator, and what they may see.
async fn profile(visit: Visit) -> Result<Response> {
    let scope = &visit.scope;
    let (visitor, (person, accounts)) =
        visit.read((queries::person(scope), queries::accounts(scope))).await?;
    let person = person.ok_or(Error::NotFound)?;
    page(&views::Profile { visitor, person, accounts })
}
