//! `/passengers` on the operations side
use super::{queries, views};
use crate::{
    db::page::Cursor,
    error::Result,
    http::{page::page, routes::Routes, visit::Visit},
    kit::text::folded,
    ui::pieces::Pager,
    users::staff,
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new().get("/passengers", staff(), index)
}

/// `GET /passengers`: the passengers of all accounts by name, starting with the name `?from`.
async fn index(visit: Visit) -> Result<Response> {
    let from = visit.param("from");
    let cursor = visit.cursor(Cursor::named(&folded(&from)));
    let (visitor, passengers) = visit.read(queries::all_passengers(&visit.scope, &cursor)).await?;
    let listed = views::paged(passengers);
    let pager = Pager::more(&listed, "/passengers", &[("from", &from)]);
    page(&views::OpsIndex { visitor, passengers: listed.rows, from, pager })
}
