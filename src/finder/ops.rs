//! `/search` on the operations side.
use super::{Hit, queries, views};
use crate::{
    error::Result,
    http::{
        page::{page, see},
        routes::Routes,
        visit::Visit,
    },
    search::Typed,
    users::staff,
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new().get("/search", staff(), index)
}

/// `GET /search`: what `?q` finds by a reference, a registration or the beginnings of words. A single hit by its
/// reference is opened.
async fn index(visit: Visit) -> Result<Response> {
    let (scope, q) = (&visit.scope, visit.param("q"));
    let typed = Typed::of(&q);
    let batch = typed.map(|typed| {
        (queries::records(scope, &q), queries::tails(scope, &q), queries::named(scope, &typed))
    });
    let (visitor, found) = visit.read(batch).await?;
    let Some((records, tails, (accounts, contacts, leads, passengers, fbos))) = found else {
        return page(&views::Index { visitor, q, is_asked: false, groups: Vec::new() });
    };
    let others = [tails, accounts, contacts, leads, passengers, fbos].concat();
    if let ([only], true) = (records.as_slice(), others.is_empty()) {
        return Ok(see(&only.href()));
    }
    let hits: Vec<Hit> = records.into_iter().chain(others).collect();
    let groups = views::groups(hits, &visitor);
    page(&views::Index { visitor, q, is_asked: true, groups })
}

#[cfg(test)]
mod tests;
