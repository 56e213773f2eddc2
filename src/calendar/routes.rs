//! `/schedule`: the client's trips, and what else their aircraft or coaches are taken for.
use super::{entries::Entry, queries, rows::rows, views, window::Asked};
use crate::{
    approvals, blocks,
    error::Result,
    http::{page::page, routes::Routes, visit::Visit},
    trips::MOST_PLANNED,
    users::travelers,
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new().get("/schedule", travelers(), index)
}

/// `GET /schedule`: the client's trips, and on tails of their accounts also the times of others and blocks.
async fn index(visit: Visit) -> Result<Response> {
    let scope = &visit.scope;
    let asked = Asked::of(&visit.param("view"), &visit.param("on"), scope.now).ahead();
    let (from, until) = asked.span();
    let batch = (
        queries::tied_tails(scope),
        queries::scheduled(scope, from, until),
        queries::busy(scope, from, until),
        blocks::of_client(scope, from, until),
        approvals::questions(scope),
    );
    let (visitor, (tails, trips, busy, blocks, questions)) = visit.read(batch).await?;
    let (window, today) = (asked.window(visitor.today()), visitor.today());
    let own = trips.iter().flat_map(|it| Entry::scheduled(it, &tails, &visitor));
    let others = busy.iter().map(|it| Entry::busy(it, &visitor));
    let blocked = blocks.iter().filter(|it| it.holds()).map(|it| Entry::block(it, &visitor, false));
    let rest = if tails.is_empty() { "Your trips" } else { "Your other trips" };
    let calendar = views::Calendar {
        path: "/schedule",
        window,
        today,
        style: visitor.style().local(),
        rows: rows(&tails, own.chain(others).chain(blocked).collect(), rest, &window, today),
        is_cut: trips.len().max(busy.len()) > MOST_PLANNED,
    };
    page(&views::Schedule { visitor, calendar, questions, is_tied: !tails.is_empty() })
}

#[cfg(test)]
mod tests;
