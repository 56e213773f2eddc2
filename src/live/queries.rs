//! What a client may hear of, and what a change touches.
use crate::{
    db::{
        columns::json,
        query::{Query, as_json},
        scope::{Scope, anyone},
    },
    kit::ids::{EventId, UserId, WorkspaceId},
};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub struct Own {
    pub topic: String,
}

/// The accounts of a client and the aircraft of these. None for staff.
pub fn own(scope: &Scope) -> Query<Vec<Own>> {
    scope.query(anyone!(
        "SELECT m.account_id AS topic FROM me JOIN memberships m ON m.contact_id = me.contact_id AND m.workspace_id = me.workspace_id
         UNION SELECT t.tail_id FROM me JOIN memberships m ON m.contact_id = me.contact_id AND m.workspace_id = me.workspace_id
           JOIN account_tails t ON t.account_id = m.account_id
         LIMIT 100"
    ))
}

/// What one event is about.
#[derive(Debug, Deserialize)]
pub struct Touched {
    pub workspace: WorkspaceId,
    #[serde(deserialize_with = "json")]
    pub topics: Vec<Option<String>>,
    /// The users whose rights it may concern.
    #[serde(deserialize_with = "json")]
    pub users: Vec<Option<UserId>>,
}

/// What events are about: their subject, what that belongs to, and the lists that show it.
pub fn touched(events: &[EventId]) -> Query<Vec<Touched>> {
    Query::new(
        "SELECT e.workspace_id AS workspace, json_array(e.subject_id, q.request_id, coalesce(q.trip_id, i.trip_id, h.trip_id),
           coalesce(t.account_id, r.account_id, q.account_id, i.account_id, p.account_id, h.account_id, g.account_id, o.account_id), t.tail_id,
           iif(coalesce(t.id, q.trip_id) IS NULL, NULL, 'trips'), iif(coalesce(r.id, q.id) IS NULL, NULL, 'requests'), iif(q.id IS NULL, NULL, 'quotes'),
           iif(coalesce(i.id, p.id) IS NULL, NULL, 'invoices'), iif(h.id IS NULL, NULL, 'messages'), iif(g.id IS NULL, NULL, 'passengers'),
           iif(s.id IS NULL, NULL, 'sign-ups'), iif(o.id IS NULL, NULL, 'services')) AS topics, json_array(u.id, c.id) AS users
         FROM json_each(:events) v JOIN events e ON e.id = v.value
           LEFT JOIN trips t ON t.id = e.subject_id LEFT JOIN requests r ON r.id = e.subject_id LEFT JOIN quotes q ON q.id = e.subject_id
           LEFT JOIN invoices i ON i.id = e.subject_id LEFT JOIN payments p ON p.id = e.subject_id LEFT JOIN threads h ON h.id = e.subject_id
           LEFT JOIN passengers g ON g.id = e.subject_id LEFT JOIN sign_ups s ON s.id = e.subject_id LEFT JOIN services o ON o.id = e.subject_id
           LEFT JOIN users u ON u.id = e.subject_id LEFT JOIN users c ON c.contact_id = e.subject_id",
    )
    .bind("events", as_json(&events))
}
