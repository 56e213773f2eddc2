//! Statements about the outbox. Followers are written with a change; the rest is the consumer's,
//! which works for every workspace and so is not scoped.
use super::{CLAIM, Job};
use crate::{
    db::{
        change::TaskId,
        query::{Changes, Query, as_json},
        write::{Follower, follows},
    },
    kit::ids::{EventId, UserId, WorkspaceId},
    workspaces::Face,
};
use serde::Deserialize;

/// Puts a job into the outbox that is no mail.
pub fn put<J: Job>(job: &J) -> Follower {
    Follower::named(follows!(
        "INSERT INTO outbox (id, workspace_id, event_id, job, task, state, next_at, created_at)
         SELECT lower(hex(randomblob(16))), it.workspace_id, it.id, :name, :job, 'queued', it.at, it.at FROM it"
    ))
        .bind("name", J::NAME)
        .bind("job", as_json(job))
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
    Query::named(
        "UPDATE outbox SET state = 'working', attempts = attempts + 1, next_at = :now + :claim
    WHERE id = :id AND state IN ('queued', 'working') AND next_at <= :now
    RETURNING id, workspace_id, job, task, to_face, to_user_id, to_email, to_name, attempts",
    )
    .bind("id", id)
    .bind("now", now)
    .bind("claim", CLAIM)
}

pub fn done(id: &str, attempts: i64, provider_id: &str, subject: &str, now: i64) -> Query<Changes> {
    Query::named("UPDATE outbox SET state = 'done', provider_id = :provider_id, subject = :subject, done_at = :now, fault = NULL
    WHERE id = :id AND attempts = :attempts AND state = 'working'")
        .bind("id", id)
        .bind("attempts", attempts)
        .bind("provider_id", provider_id)
        .bind("subject", subject)
        .bind("now", now)
}

pub fn failed(id: &str, attempts: i64, fault: &str, next_at: Option<i64>) -> Query<Changes> {
    Query::named("UPDATE outbox SET state = CASE WHEN :next_at IS NULL THEN 'dead' ELSE 'queued' END, next_at = coalesce(:next_at, next_at), fault = :fault
    WHERE id = :id AND attempts = :attempts AND state = 'working'")
        .bind("id", id)
        .bind("attempts", attempts)
        .bind("fault", fault)
        .bind("next_at", next_at)
}

/// What was forgotten: due, and not taken by anyone alive.
pub fn due(now: i64) -> Query<Vec<TaskId>> {
    Query::named("SELECT id FROM outbox WHERE state IN ('queued', 'working') AND next_at <= :now ORDER BY next_at LIMIT 100")
        .bind("now", now)
}

/// The row of this job out of those that an event left, where the queue is told of no other.
pub fn first<J: Job>(event: EventId) -> Query<Vec<TaskId>> {
    Query::named(follows!(
        "SELECT o.id FROM it JOIN outbox o ON o.event_id = it.id AND o.workspace_id = it.workspace_id AND o.job = :name"
    ))
        .bind("event", event)
        .bind("name", J::NAME)
}

/// What else the event of a row left, and waits.
pub fn siblings(id: &str) -> Query<Vec<TaskId>> {
    Query::named("SELECT o.id FROM outbox t JOIN outbox o ON o.event_id = t.event_id AND o.id <> t.id AND o.state = 'queued'
    WHERE t.id = :id ORDER BY o.id LIMIT 100")
        .bind("id", id)
}
