//! A change as statements of one transaction, and how it ended.
use crate::{
    db::{
        limits::Counts,
        once::Once,
        query::{Batch, Query, Rows, Statement, as_json},
        scope::{Scope, begun, keyed},
    },
    error::{Error, Result},
    kit::ids::EventId,
};
use serde::Deserialize;

/// How the same form was answered when it was sent before.
#[derive(Debug, Deserialize)]
pub struct Before {
    pub digest: String,
    pub answer: String,
}

impl Before {
    /// The answer, to be given again. Fails if this form has the same key and different entries.
    pub fn answer_to(self, form: &impl AsRef<Once>) -> Result<String> {
        if self.digest == form.as_ref().digest {
            return Ok(self.answer);
        }
        Err(Error::refused(
            "This form was already sent, with different entries. Open the page again to send it anew.",
        ))
    }
}

/// The answer to this form, if the same visitor sent it before.
pub fn before(scope: &Scope, form: &impl AsRef<Once>) -> Query<Option<Before>> {
    scope
        .query(begun!(
            "SELECT e.digest, e.answer FROM me JOIN events e
             ON e.workspace_id = me.workspace_id AND e.actor_id = me.user_id AND e.key = :key"
        ))
        .bind("key", form.as_ref().key.as_str())
}

/// The answer to this request, if the same API key sent it before.
pub fn before_by_key(scope: &Scope, request: &impl AsRef<Once>) -> Query<Option<Before>> {
    scope
        .query(keyed!(
            "SELECT e.digest, e.answer FROM me JOIN events e INDEXED BY events_by_api_key
             ON e.workspace_id = me.workspace_id AND e.api_key_id = me.key_id AND e.key = :key"
        ))
        .bind("key", request.as_ref().key.as_str())
}

/// The rows that these events added to the outbox, to be announced to the queue.
fn tasks(events: &[EventId]) -> Query<Vec<TaskId>> {
    Query::new("SELECT o.id FROM json_each(:events) e JOIN outbox o ON o.event_id = e.value")
        .bind("events", as_json(&events))
}

#[derive(Debug, Deserialize)]
pub struct TaskId {
    pub id: String,
}

/// A change ready to run: the guard and its followers, then the rows they added to the outbox.
#[derive(Debug)]
pub struct Change {
    statements: Vec<Statement>,
    count: usize,
    events: Vec<EventId>,
    tasks: Query<Vec<TaskId>>,
}

impl Change {
    /// The first statement is the guard of the first event.
    pub fn new(statements: Vec<Statement>, events: &[EventId]) -> Self {
        Self { count: statements.len(), statements, events: events.to_vec(), tasks: tasks(events) }
    }
}

/// A [`Change`] that a form asked for, the answer to that form if it was sent before, and the limits of the
/// change if it was not written.
#[derive(Debug)]
pub struct Sent {
    change: Change,
    before: Query<Option<Before>>,
    counts: Query<Option<Counts>>,
}

impl Sent {
    pub fn new(
        change: Change,
        before: Query<Option<Before>>,
        counts: Query<Option<Counts>>,
    ) -> Self {
        Self { change, before, counts }
    }
}

/// How a change ended.
#[derive(Debug)]
pub struct Outcome {
    /// Whether the guard found a row, and so everything is written.
    pub held: bool,
    /// The events that were asked for; they are there if the change held.
    pub events: Vec<EventId>,
    pub before: Option<Before>,
    /// The limits of a change that was not written.
    pub counts: Option<Counts>,
    /// The rows added to the outbox.
    pub tasks: Vec<TaskId>,
}

impl Batch for Change {
    type Answers = Outcome;
    fn statements(&mut self) -> Vec<Statement> {
        let mut all = std::mem::take(&mut self.statements);
        all.extend(self.tasks.statements());
        all
    }
    fn answers<R: Rows>(self, rows: &mut impl Iterator<Item = R>) -> Result<Outcome> {
        let guard =
            rows.next().ok_or_else(|| Error::Internal("no answer to a guard".to_owned()))?;
        for _ in 1..self.count {
            rows.next();
        }
        let held = guard.changes()? > 0;
        let tasks = self.tasks.answers(rows)?;
        Ok(Outcome { held, events: self.events, before: None, counts: None, tasks })
    }
}

impl Batch for Sent {
    type Answers = Outcome;
    fn statements(&mut self) -> Vec<Statement> {
        let mut all = self.change.statements();
        all.extend(self.before.statements());
        all.extend(self.counts.statements());
        all
    }
    fn answers<R: Rows>(self, rows: &mut impl Iterator<Item = R>) -> Result<Outcome> {
        let outcome = self.change.answers(rows)?;
        let before = self.before.answers(rows)?;
        Ok(Outcome { before, counts: self.counts.answers(rows)?, ..outcome })
    }
}
