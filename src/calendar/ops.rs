//! `/calendar` on the operations side
use super::{CalendarTail, entries::Entry, queries, rows::rows, views, window::Asked};
use crate::{
    blocks::{self, Block},
    error::Result,
    http::{page::page, routes::Routes, visit::Visit},
    kit::ids::BlockId,
    trips::{
        self, MOST_PLANNED,
        conflicts::{self, Conflict, Planned},
    },
    users::{Visitor, staff},
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new().get("/calendar", staff(), index)
}

/// `GET /calendar`: trips and blocks by tail, of the `?view` month, week or list around the day `?on`.
async fn index(visit: Visit) -> Result<Response> {
    let scope = &visit.scope;
    let asked = Asked::of(&visit.param("view"), &visit.param("on"), scope.now);
    let (from, until) = asked.span();
    let batch = (
        queries::tails(scope),
        trips::planned_during(scope, from, until),
        blocks::during(scope, from, until),
        blocks::asked(scope),
    );
    let (visitor, (tails, trips, blocks, waiting)) = visit.read(batch).await?;
    let (window, today) = (asked.window(visitor.today()), visitor.today());
    let found = conflicts::find(&trips, &blocks);
    let entries = entries(&tails, &trips, &blocks, &found, &visitor);
    let (first, after) = window.span(&visitor.workspace.zone);
    let is_in = |trip: &Planned| trip.departs_at < after && trip.ends_at >= first;
    let is_shown = |it: &&Conflict| it.trips().into_iter().flatten().any(is_in);
    let lines = found.iter().filter(is_shown).map(|it| line(it, &visitor)).collect();
    let others = format!("No {} yet", visitor.workspace.vehicle());
    let calendar = views::Calendar {
        path: "/calendar",
        window,
        today,
        style: visitor.style().local(),
        rows: rows(&tails, entries, &others, &window, today),
        is_cut: trips.len() > MOST_PLANNED,
    };
    page(&views::Ops { visitor, calendar, conflicts: lines, asked: waiting })
}

fn entries(
    tails: &[CalendarTail],
    trips: &[Planned],
    blocks: &[Block],
    found: &[Conflict],
    visitor: &Visitor,
) -> Vec<Entry> {
    let is_against = |id: BlockId| {
        found.iter().any(|it| matches!(it, Conflict::Blocked { block, .. } if block.id == id))
    };
    let trips = trips.iter().flat_map(|trip| {
        Entry::planned(trip, tails, visitor, found.iter().any(|it| it.concerns(trip.id)))
    });
    let blocks = blocks.iter().map(|block| Entry::block(block, visitor, is_against(block.id)));
    trips.chain(blocks).collect()
}

fn line(it: &Conflict, visitor: &Visitor) -> views::ConflictLine {
    let trips = it.trips().into_iter().flatten();
    views::ConflictLine {
        words: it.words(visitor.style(), &visitor.workspace.zone),
        trips: trips.map(|trip| (trip.id, trip.reference.clone())).collect(),
    }
}

#[cfg(test)]
mod tests;
