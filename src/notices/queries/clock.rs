//! Statements by which the clock finds what people are to be told: trips that depart soon, and documents that expire. They work
//! for every workspace.
use crate::{
    db::{
        query::Query,
        scope::system,
        write::{Follower, Write, begins},
    },
    kit::{
        ids::{AccountId, PassengerId, TripId, WorkspaceId},
        style::{DateOrder, Hours},
    },
    workspaces::Trade,
};
use serde::Deserialize;

/// How many are told in one go.
pub const MOST: usize = 50;

/// A trip that departs within a day.
#[derive(Debug, Clone, Deserialize)]
pub struct Near {
    pub id: TripId,
    pub workspace_id: WorkspaceId,
    pub account_id: AccountId,
    pub trade: Trade,
    pub reference: String,
    pub route: String,
    pub passengers: i64,
    pub departs_at: i64,
    /// The time zone of the place that it departs from.
    pub zone: String,
    pub clock: Hours,
    pub date_order: DateOrder,
}

/// Booked trips that depart within a day and of which nobody was told on that day.
pub fn near(now: i64) -> Query<Vec<Near>> {
    Query::new(
        "SELECT t.id, t.workspace_id, t.account_id, w.trade, t.reference, t.route, t.passengers, t.departs_at,
           coalesce((SELECT l.origin ->> '$.zone' FROM legs l WHERE l.trip_id = t.id ORDER BY l.position LIMIT 1), w.zone) AS zone, w.clock, w.date_order
         FROM workspaces w CROSS JOIN trips t INDEXED BY trips_by_departure ON t.workspace_id = w.id AND t.departs_at > :now AND t.departs_at <= :now + 86400000
         JOIN stages s ON s.id = t.stage_id AND s.kind IN ('booked', 'dispatched')
         WHERE NOT EXISTS (SELECT 1 FROM events e INDEXED BY events_by_subject WHERE e.workspace_id = t.workspace_id AND e.subject_id = t.id AND e.action = 'trip_near'
           AND e.at > t.departs_at - 90000000) LIMIT 50",
    )
    .bind("now", now)
}

/// Records that the account and staff are told of a trip, unless it was.
pub fn tell_near(it: &Near, told: [Follower; 2]) -> Write {
    Write::begin(
        "trip_near",
        it.id,
        begins!(
            system,
            "JOIN trips t ON t.workspace_id = me.workspace_id AND t.id = :trip AND t.departs_at = :departs_at
             WHERE NOT EXISTS (SELECT 1 FROM events e INDEXED BY events_by_subject WHERE e.workspace_id = t.workspace_id AND e.subject_id = t.id AND e.action = 'trip_near'
               AND e.at > t.departs_at - 90000000)"
        ),
    )
    .bind("trip", it.id)
    .bind("departs_at", it.departs_at)
    .with(told)
}

/// A passenger whose document expires soon.
#[derive(Debug, Clone, Deserialize)]
pub struct Expiring {
    pub id: PassengerId,
    pub workspace_id: WorkspaceId,
    pub account_id: AccountId,
    pub name: String,
    pub account: String,
    pub expires_on: String,
    pub date_order: DateOrder,
}

/// Passengers whose document expires between two dates and of which nobody was told.
pub fn expiring(from: &str, until: &str) -> Query<Vec<Expiring>> {
    Query::new(
        "SELECT p.id, p.workspace_id, p.account_id, p.name, a.name AS account, p.document_expires_on AS expires_on, w.date_order
         FROM workspaces w CROSS JOIN passengers p INDEXED BY passengers_expiring ON p.workspace_id = w.id AND p.removed_at IS NULL
           AND p.document_expires_on <> '' AND p.document_expires_on BETWEEN :from AND :until
         JOIN accounts a ON a.id = p.account_id
         WHERE NOT EXISTS (SELECT 1 FROM events e INDEXED BY events_by_subject WHERE e.workspace_id = p.workspace_id AND e.subject_id = p.id AND e.action = 'document_expiring'
           AND e.note = p.document_expires_on) LIMIT 50",
    )
    .bind("from", from)
    .bind("until", until)
}

/// Records that the account and staff are told of a document, unless it was.
pub fn tell_expiring(it: &Expiring, told: [Follower; 2]) -> Write {
    Write::begin(
        "document_expiring",
        it.id,
        begins!(
            system,
            "JOIN passengers p ON p.workspace_id = me.workspace_id AND p.id = :passenger AND p.removed_at IS NULL AND p.document_expires_on = :expires_on
             WHERE NOT EXISTS (SELECT 1 FROM events e INDEXED BY events_by_subject WHERE e.workspace_id = p.workspace_id AND e.subject_id = p.id AND e.action = 'document_expiring'
               AND e.note = p.document_expires_on)"
        ),
    )
    .bind("passenger", it.id)
    .bind("expires_on", it.expires_on.as_str())
    .note(it.expires_on.as_str())
    .with(told)
}
