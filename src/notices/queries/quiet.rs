//! Statements about the hours in which people want no emails.
use crate::{
    db::{
        columns::json,
        query::Query,
        scope::{Scope, anyone},
        write::{Follower, follows},
    },
    kit::{ids::TripId, quiet::Quiet},
    outbox::Row,
};
use serde::Deserialize;

/// The visitor's quiet hours.
#[derive(Debug, Clone, Deserialize)]
pub struct Hours {
    #[serde(deserialize_with = "json")]
    pub quiet: Quiet,
}

pub fn quiet(scope: &Scope) -> Query<Option<Hours>> {
    scope.query(anyone!(
        "SELECT json_object('from', q.from_hour, 'until', q.until_hour, 'zone', q.zone) AS quiet
         FROM me JOIN quiet_hours q ON q.user_id = me.user_id"
    ))
}

/// Replaces the quiet hours of whoever makes the change.
pub fn set_quiet(quiet: Option<&Quiet>) -> [Follower; 2] {
    let (from, until, zone) = match quiet {
        Some(it) => (Some(i64::from(it.from)), i64::from(it.until), it.zone.as_str()),
        None => (None, 0, ""),
    };
    [
        Follower::new(follows!(
            "DELETE FROM quiet_hours WHERE user_id = (SELECT actor_id FROM it) AND workspace_id = (SELECT workspace_id FROM it)"
        )),
        Follower::new(follows!(
            "INSERT INTO quiet_hours (user_id, workspace_id, from_hour, until_hour, zone)
             SELECT it.actor_id, it.workspace_id, :from, :until, :zone FROM it WHERE :from IS NOT NULL"
        ))
        .bind("from", from)
        .bind("until", until)
        .bind("zone", zone),
    ]
}

/// A trip that departs within a day or is under way.
#[derive(Debug, Clone, Deserialize)]
pub struct NearTrip {
    #[allow(dead_code)] // that there is one is the answer
    pub id: TripId,
}

/// The near trip that a mail is about, or that its conversation is about.
pub fn about_near(row: &Row, now: i64) -> Query<Option<NearTrip>> {
    Query::new(
        "SELECT t.id FROM notices n INDEXED BY notices_by_event LEFT JOIN threads c ON n.path LIKE '/messages/%' AND c.id = substr(n.path, 11, 36)
         JOIN trips t ON t.id = iif(n.path LIKE '/trips/%', substr(n.path, 8, 36), c.trip_id) AND t.departs_at <= :now + 86400000 AND t.ends_at >= :now
         WHERE n.event_id = :event AND n.user_id = :user AND n.workspace_id = :workspace LIMIT 1",
    )
    .bind("event", row.event_id)
    .bind("user", row.to_user_id)
    .bind("workspace", row.workspace_id)
    .bind("now", now)
}
