//! `/passengers` on the operations side
use super::{
    queries,
    routes::{most, next},
    views,
};
use crate::{
    error::Result,
    http::{page::page, routes::Routes, visit::Visit},
    users::staff,
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new().get("/passengers", staff(), index)
}

/// `GET /passengers`: everyone the clients travel with, by name, from `?from` on.
async fn index(visit: Visit) -> Result<Response> {
    let from = visit.param("from");
    let (visitor, mut passengers) =
        visit.read(queries::all_passengers(&visit.scope, &from, most())).await?;
    let next = next(&mut passengers);
    page(&views::OpsIndex { visitor, passengers, from, next })
}
