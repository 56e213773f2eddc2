//! Statements about mails that wait for the end of a move. They are about the directory, which knows every workspace.
use crate::{
    db::query::{Changes, Query},
    kit::ids::{MailId, WorkspaceId},
};
use serde::Deserialize;

/// A mail that waits.
#[derive(Debug, Clone, Deserialize)]
pub struct Held {
    pub id: MailId,
    /// Of the raw mail.
    pub key: String,
    pub recipient: String,
    pub sender: String,
}

/// A workspace that is being moved.
#[derive(Debug, Clone, Deserialize)]
pub struct Moving {
    #[allow(dead_code)] // that there is one is the answer
    pub workspace_id: WorkspaceId,
}

pub fn moving(workspace: WorkspaceId) -> Query<Option<Moving>> {
    Query::new(
        "SELECT e.workspace_id FROM elsewhere e WHERE e.workspace_id = :workspace AND e.database IS NULL LIMIT 1",
    )
    .bind("workspace", workspace)
}

pub fn hold(workspace: WorkspaceId, it: &Held, now: i64) -> Query<Changes> {
    Query::new(
        "INSERT INTO mails_held (id, workspace_id, key, recipient, sender, at) VALUES (:id, :workspace, :key, :recipient, :sender, :now)
         ON CONFLICT DO NOTHING",
    )
    .bind("id", it.id)
    .bind("workspace", workspace)
    .bind("key", it.key.as_str())
    .bind("recipient", it.recipient.as_str())
    .bind("sender", it.sender.as_str())
    .bind("now", now)
    .repeats()
}

/// The mails whose workspace is not being moved any more.
pub fn held() -> Query<Vec<Held>> {
    Query::new(
        "SELECT h.id, h.key, h.recipient, h.sender FROM mails_held h
         WHERE NOT EXISTS (SELECT 1 FROM elsewhere e WHERE e.workspace_id = h.workspace_id AND e.database IS NULL) ORDER BY h.at, h.id LIMIT 50",
    )
}

pub fn taken(id: MailId) -> Query<Changes> {
    Query::new("DELETE FROM mails_held WHERE id = :id").bind("id", id).repeats()
}
