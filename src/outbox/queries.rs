//! Statements about the outbox. Followers are written with a change. The others are the queue
//! consumer's, which works for every workspace, so they are not scoped.
use super::{CLAIM, Job};
use crate::{
    db::{
        change::TaskId,
        columns::json,
        page::{Cursor, most},
        query::{Changes, Query, as_json},
        write::{Follower, follows},
    },
    kit::{
        ids::{EventId, UserId, WorkspaceId},
        keys::Key,
        quiet::Quiet,
        text,
    },
    workspaces::Face,
};
use serde::Deserialize;

/// Puts a job that is not a mail into the outbox.
pub fn put<J: Job>(job: &J) -> Follower {
    Follower::new(follows!(
        "INSERT INTO outbox (id, workspace_id, event_id, job, task, state, next_at, created_at)
         SELECT lower(hex(randomblob(16))), it.workspace_id, it.id, :name, :job, 'queued', it.at, it.at FROM it"
    ))
    .bind("name", J::NAME)
    .bind("job", as_json(job))
}

/// A claimed job.
#[derive(Debug, Deserialize)]
pub struct Row {
    pub id: String,
    /// The change that the job belongs to; of a mail that staff sent again, that of sending it again.
    pub event_id: EventId,
    pub workspace_id: WorkspaceId,
    /// The job's name, and the job as JSON.
    pub job: String,
    pub task: String,
    /// The recipient of a mail; `to_email` is empty where the job is not a mail.
    pub to_face: Face,
    pub to_user_id: Option<UserId>,
    pub to_email: String,
    pub to_name: String,
    /// What the mail is about, if its reader can stop such mails; else empty.
    pub occasion: String,
    pub attempts: i64,
    /// When the recipient wants no mails that they can stop.
    #[serde(deserialize_with = "json")]
    pub quiet: Option<Quiet>,
}

impl Row {
    /// The bytes that the secrets of a mail are made of. They are the same each time the mail is made, so
    /// that one which goes out twice brings the same password or code, and the first still works.
    pub fn secret(&self, key: &Key, purpose: &str) -> [u8; 32] {
        let (key, event) = (key.derived("secret of a mail"), self.event_id.to_string());
        text::digest_bytes(&[&key, purpose.as_bytes(), self.id.as_bytes(), event.as_bytes()])
    }
}

/// Claims a job that is due. Until the claim ends, a second one finds no row.
pub fn claim(id: &str, now: i64) -> Query<Option<Row>> {
    Query::new(
        "UPDATE outbox SET state = 'working', attempts = attempts + 1, next_at = :now + :claim
         WHERE id = :id AND state IN ('queued', 'working') AND next_at <= :now
         RETURNING id, event_id, workspace_id, job, task, to_face, to_user_id, to_email, to_name, occasion, attempts,
           coalesce((SELECT json_object('from', q.from_hour, 'until', q.until_hour, 'zone', q.zone) FROM quiet_hours q
             WHERE q.user_id = outbox.to_user_id AND outbox.occasion <> ''), 'null') AS quiet",
    )
    .bind("id", id)
    .bind("now", now)
    .bind("claim", CLAIM)
}

pub fn done(id: &str, attempts: i64, provider_id: &str, subject: &str, now: i64) -> Query<Changes> {
    Query::new("UPDATE outbox SET state = 'done', provider_id = :provider_id, subject = :subject, done_at = :now, fault = NULL
                WHERE id = :id AND attempts = :attempts AND state = 'working'")
        .bind("id", id)
        .bind("attempts", attempts)
        .bind("provider_id", provider_id)
        .bind("subject", subject)
        .bind("now", now)
        .repeats()
}

pub fn failed(id: &str, attempts: i64, fault: &str, next_at: Option<i64>) -> Query<Changes> {
    Query::new("UPDATE outbox SET state = CASE WHEN :next_at IS NULL THEN 'dead' ELSE 'queued' END, next_at = coalesce(:next_at, next_at), fault = :fault
                WHERE id = :id AND attempts = :attempts AND state = 'working'")
        .bind("id", id)
        .bind("attempts", attempts)
        .bind("fault", fault)
        .bind("next_at", next_at)
        .repeats()
}

/// Puts a job back that waits. It was not tried.
pub fn later(id: &str, attempts: i64, next_at: i64) -> Query<Changes> {
    Query::new(
        "UPDATE outbox SET state = 'queued', attempts = attempts - 1, next_at = :next_at
                WHERE id = :id AND attempts = :attempts AND state = 'working'",
    )
    .bind("id", id)
    .bind("attempts", attempts)
    .bind("next_at", next_at)
    .repeats()
}

/// A job that is due, and since when.
#[derive(Debug, Deserialize)]
pub struct Due {
    pub id: String,
    pub next_at: i64,
}

/// How many jobs a page of [`due`] has: as many as go to the queue at once.
pub const DUE: usize = 100;

/// A page of the jobs that are due and that nobody has claimed, because their queue message was lost or
/// their worker died.
pub fn due(now: i64, from: &Cursor) -> Query<Vec<Due>> {
    Query::new(
        "SELECT id, next_at FROM outbox WHERE state IN ('queued', 'working') AND next_at <= :now
                AND (next_at, id) > (:after, :after_id) ORDER BY next_at, id LIMIT :most",
    )
    .bind("now", now)
    .bind("after", from.key())
    .bind("after_id", from.id())
    .bind("most", most(DUE))
}

/// Deletes up to 500 mails, and as many other jobs, that were done or given up longer ago than their workspace keeps mails.
pub fn forget(now: i64) -> (Query<Changes>, Query<Changes>) {
    let mails = Query::new(
        "DELETE FROM outbox WHERE id IN (SELECT o.id FROM workspaces w CROSS JOIN outbox o INDEXED BY outbox_mails
           ON o.workspace_id = w.id AND o.to_email <> '' AND o.created_at < :now - w.keeps_mail_days * 86400000
           WHERE o.state IN ('done', 'dead') LIMIT 500)",
    );
    let chores = Query::new(
        "DELETE FROM outbox WHERE id IN (SELECT o.id FROM workspaces w CROSS JOIN outbox o INDEXED BY outbox_chores
           ON o.workspace_id = w.id AND o.to_email = '' AND o.created_at < :now - w.keeps_mail_days * 86400000
           WHERE o.state IN ('done', 'dead') LIMIT 500)",
    );
    (mails.bind("now", now), chores.bind("now", now))
}

/// The outbox row of one job of an event, where only that is announced to the queue.
pub fn first<J: Job>(event: EventId) -> Query<Vec<TaskId>> {
    Query::new(follows!(
        "SELECT o.id FROM it JOIN outbox o ON o.event_id = it.id AND o.workspace_id = it.workspace_id AND o.job = :name"
    ))
    .bind("event", event)
    .bind("name", J::NAME)
}

/// The other queued rows of the same event.
pub fn siblings(id: &str) -> Query<Vec<TaskId>> {
    Query::new("SELECT o.id FROM outbox t JOIN outbox o ON o.event_id = t.event_id AND o.id <> t.id AND o.state = 'queued'
                WHERE t.id = :id ORDER BY o.id LIMIT 100")
        .bind("id", id)
}
