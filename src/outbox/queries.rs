//! Statements about the outbox. Followers are written with a change; the rest is the consumer's,
//! which works for every workspace and so is not scoped.
use super::{CLAIM, Job};
use crate::{
    db::{
        query::{Changes, Query, as_json},
        write::{Follower, TaskId, follows},
    },
    kit::ids::{EventId, UserId, WorkspaceId},
    workspaces::Face,
};
use serde::Deserialize;

/// Puts a job into the outbox that is no mail.
pub fn put<J: Job>(job: &J) -> Follower {
    Follower::new(
        follows!(
            "INSERT INTO outbox (id, workspace_id, event_id, job, task, state, next_at, created_at)
             SELECT lower(hex(randomblob(16))), it.workspace_id, it.id, ?2, ?3, 'queued', it.at, it.at FROM it"
        ),
        [J::NAME.into(), as_json(job)],
    )
}

/// A job in hand.
#[derive(Debug, Deserialize)]
pub struct Row {
    pub id: String,
    pub workspace_id: WorkspaceId,
    /// The job's name, and the job as JSON.
    pub job: String,
    pub task: String,
    /// Whom a mail is for; `to_email` is empty where the job is no mail.
    pub to_face: Face,
    pub to_user_id: Option<UserId>,
    pub to_email: String,
    pub to_name: String,
    pub attempts: i64,
}

/// Takes a job that is due; a second taker finds nothing.
pub fn claim(id: &str, now: i64) -> Query<Option<Row>> {
    Query::new(
        "UPDATE outbox SET state = 'working', attempts = attempts + 1, next_at = ?2 + ?3
         WHERE id = ?1 AND state IN ('queued', 'working') AND next_at <= ?2
         RETURNING id, workspace_id, job, task, to_face, to_user_id, to_email, to_name, attempts",
        [id.into(), now.into(), CLAIM.into()],
    )
}

pub fn done(id: &str, attempts: i64, provider_id: &str, subject: &str, now: i64) -> Query<Changes> {
    Query::new(
        "UPDATE outbox SET state = 'done', provider_id = ?3, subject = ?4, done_at = ?5, fault = NULL
         WHERE id = ?1 AND attempts = ?2 AND state = 'working'",
        [id.into(), attempts.into(), provider_id.into(), subject.into(), now.into()],
    )
}

pub fn failed(id: &str, attempts: i64, fault: &str, next_at: Option<i64>) -> Query<Changes> {
    Query::new(
        "UPDATE outbox SET state = CASE WHEN ?4 IS NULL THEN 'dead' ELSE 'queued' END, next_at = coalesce(?4, next_at), fault = ?3
         WHERE id = ?1 AND attempts = ?2 AND state = 'working'",
        [id.into(), attempts.into(), fault.into(), next_at.into()],
    )
}

/// What was forgotten: due, and not taken by anyone alive.
pub fn due(now: i64) -> Query<Vec<TaskId>> {
    Query::new(
        "SELECT id FROM outbox WHERE state IN ('queued', 'working') AND next_at <= ?1 ORDER BY next_at LIMIT 100",
        [now.into()],
    )
}

/// The row of this job out of those that an event left, where the queue is told of no other.
pub fn first<J: Job>(event: EventId) -> Query<Vec<TaskId>> {
    Query::new(
        follows!(
            "SELECT o.id FROM it JOIN outbox o ON o.event_id = it.id AND o.workspace_id = it.workspace_id AND o.job = ?2"
        ),
        [event.into(), J::NAME.into()],
    )
}

/// What else the event of a row left, and waits.
pub fn siblings(id: &str) -> Query<Vec<TaskId>> {
    Query::new(
        "SELECT o.id FROM outbox t JOIN outbox o ON o.event_id = t.event_id AND o.id <> t.id AND o.state = 'queued'
         WHERE t.id = ?1 ORDER BY o.id LIMIT 100",
        [id.into()],
    )
}
