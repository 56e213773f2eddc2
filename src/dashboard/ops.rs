//! `/` on the operations side
use super::{queries::today, today::Desk, views};
use crate::{
    error::Result,
    kit::zoned::{self, DAY},
    messages,
    page::page,
    routes::Routes,
    visit::Visit,
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new().get("/", index)
}

/// `GET /`: what needs doing, what departs in two days and what was answered in three.
async fn index(visit: Visit) -> Result<Response> {
    let scope = &visit.scope;
    // Nowhere is the date later than this, so what is late by the workspace's own is among these.
    let latest = zoned::today(scope.now + DAY, "UTC");
    let (visitor, (waiting, changes, answers, departures, unanswered, mut late, failed)) = visit
        .read((
            today::waiting(scope),
            today::changes(scope),
            today::answers(scope, scope.now - 3 * DAY),
            today::departures(scope, scope.now + 2 * DAY),
            messages::unanswered(scope, 0, 8),
            today::late(scope, latest),
            today::failed(scope),
        ))
        .await?;
    let date = zoned::today(visitor.now, &visitor.workspace.zone);
    late.retain(|invoice| invoice.due_on < date);
    let desk = Desk { waiting, changes, answers, departures, unanswered, late, failed };
    page(&views::Today { visitor, desk })
}
