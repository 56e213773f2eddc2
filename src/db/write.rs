//! A change, begun by its event. The guard inserts the event if the change may happen; every
//! follower hangs on that row, so a lost race and a form sent twice write nothing.
use crate::{
    db::{
        query::{Batch, Changes, Query, Rows, Statement, Value},
        scope::Scope,
    },
    error::Result,
    http::form::Form,
    kit::ids::EventId,
};
use serde::Deserialize;

/// Opens the statement that begins a change: `begins!(client!, "guard")`, where the guard is what
/// follows `FROM me`, with the change's own bindings from `?13`. Whoever has other rights by now than when they
/// were read changes nothing.
macro_rules! begins {
    ($face:ident, $($guard:tt)+) => {
        $face!(concat!(
            " INSERT INTO events (id, workspace_id, actor_id, face, action, subject_id, note, key, digest, answer, address, host, at) ",
            "SELECT ?4, me.workspace_id, me.user_id, me.face, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?1, ?3 FROM (SELECT * FROM me WHERE version = ?12) me ",
            $($guard)+,
            " ON CONFLICT DO NOTHING"
        ))
    };
}
pub(crate) use begins;

/// Opens a statement that follows: `it` is the event, or no row. `?1` is the event; the rest from `?2`.
macro_rules! follows {
    ($($sql:tt)+) => {
        concat!("WITH it AS (SELECT id, workspace_id, actor_id, subject_id, at FROM events WHERE id = ?1) ", $($sql)+)
    };
}
pub(crate) use follows;

/// What is to be written, if nothing moved since it was decided.
#[derive(Debug)]
pub struct Write {
    action: &'static str,
    subject: String,
    note: String,
    guard: &'static str,
    guarded: Vec<Value>,
    followers: Vec<Follower>,
}

/// A statement that hangs on a change's event.
#[derive(Debug)]
pub struct Follower {
    sql: &'static str,
    params: Vec<Value>,
}

impl Follower {
    /// `sql` is made by [`follows`]; `params` are its bindings, from `?2`.
    pub fn new(sql: &'static str, params: impl Into<Vec<Value>>) -> Self {
        Self { sql, params: params.into() }
    }

    /// As a statement that follows an event.
    pub fn after(self, event: EventId) -> Query<Changes> {
        Query::new(self.sql, std::iter::once(event.into()).chain(self.params).collect::<Vec<_>>())
    }
}

impl Write {
    /// `guard` is made by [`begins`]; `guarded` are its own bindings, from `?13`.
    pub fn begin(
        action: &'static str,
        subject: impl std::fmt::Display,
        guard: &'static str,
        guarded: impl Into<Vec<Value>>,
    ) -> Self {
        Self {
            action,
            subject: subject.to_string(),
            note: String::new(),
            guard,
            guarded: guarded.into(),
            followers: Vec::new(),
        }
    }

    /// What the history says beside the action: a reason, a stage's name.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// `sql` is made by [`follows`]; `params` are its bindings, from `?2`.
    #[must_use]
    pub fn then(self, sql: &'static str, params: impl Into<Vec<Value>>) -> Self {
        self.with([Follower::new(sql, params)])
    }

    /// What another noun does in consequence.
    #[must_use]
    pub fn with(mut self, followers: impl IntoIterator<Item = Follower>) -> Self {
        self.followers.extend(followers);
        self
    }

    /// The statements, for the form that asked and the page it will be answered with.
    pub fn sent_by(self, scope: &Scope, form: &Form, event: EventId, answer: &str) -> Sent {
        let guard = [
            event.into(),
            self.action.into(),
            self.subject.into(),
            self.note.into(),
            form.key().into(),
            form.digest().into(),
            answer.into(),
            scope.address.as_str().into(),
            scope.read_as.get().copied().into(),
        ];
        let mut statements = vec![
            scope
                .query::<Changes>(
                    self.guard,
                    guard.into_iter().chain(self.guarded).collect::<Vec<_>>(),
                )
                .statement,
        ];
        statements.extend(self.followers.into_iter().map(|it| it.after(event).statement));
        Sent { statements, before: before(scope, form), tasks: tasks(event) }
    }
}

/// An earlier answer to the same form.
#[derive(Debug, Deserialize)]
pub struct Before {
    pub digest: String,
    pub answer: String,
}

/// Whether this form of this visitor was carried out already.
pub fn before(scope: &Scope, form: &Form) -> Query<Option<Before>> {
    use crate::db::scope::begun;
    scope.query(
        begun!(
            "SELECT e.digest, e.answer FROM me JOIN events e
             ON e.workspace_id = me.workspace_id AND e.actor_id = me.user_id AND e.key = ?4"
        ),
        [form.key().into()],
    )
}

/// What an event left in the outbox, for the queue.
pub fn tasks(event: EventId) -> Query<Vec<TaskId>> {
    Query::new(follows!("SELECT o.id FROM it JOIN outbox o ON o.event_id = it.id"), [event.into()])
}

#[derive(Debug, Deserialize)]
pub struct TaskId {
    pub id: String,
}

/// A [`Write`] on its way: the guard, its followers, and what is to be known afterwards.
#[derive(Debug)]
pub struct Sent {
    statements: Vec<Statement>,
    before: Query<Option<Before>>,
    tasks: Query<Vec<TaskId>>,
}

impl Sent {
    /// What else is to happen in the same transaction, each statement hung on the event.
    #[must_use]
    pub fn followed_by(mut self, batch: impl Batch) -> Self {
        self.statements.extend(batch.statements());
        self
    }
}

/// How a write ended.
#[derive(Debug)]
pub struct Outcome {
    /// Whether the guard held, and all of it is written.
    pub held: bool,
    pub before: Option<Before>,
    /// Work that it left in the outbox.
    pub tasks: Vec<TaskId>,
}

impl Batch for Sent {
    type Answers = Outcome;
    fn statements(self) -> Vec<Statement> {
        let mut all = self.statements;
        all.extend([self.before.statement, self.tasks.statement]);
        all
    }
    fn answers<R: Rows>(rows: &mut impl Iterator<Item = R>) -> Result<Outcome> {
        let mut rows: Vec<R> = rows.collect();
        let mut last = rows.split_off(rows.len().saturating_sub(2)).into_iter();
        let guard = rows.into_iter().next();
        Ok(Outcome {
            held: guard.map_or(Ok(0), |guard| guard.changes())? > 0,
            before: <Query<Option<Before>> as Batch>::answers(&mut last)?,
            tasks: <Query<Vec<TaskId>> as Batch>::answers(&mut last)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{db::scope::staff, testing::cast::*};

    fn noted() -> Write {
        Write::begin("noted", "x", begins!(staff, "WHERE me.role = ?13"), ["dispatcher".into()])
    }

    #[test]
    fn what_was_decided_by_rights_that_went_meanwhile_is_not_written() {
        let portal = Portal::open("");
        assert!(portal.write(DANA, noted()).held);
        portal.app.db.execute("UPDATE users SET version = 2 WHERE name = 'Dana Whitfield'");
        assert!(!portal.write(DANA, noted()).held);
        assert_eq!(portal.value("SELECT count(*) FROM events"), "1");
    }

    #[test]
    fn nothing_is_written_for_whom_nobody_read() {
        let portal = Portal::open("");
        let scope = scope_of(DANA);
        let unread = Scope::new(&scope.host, scope.session, scope.now, "");
        let form = Form::posted("/", b"key=k").unwrap();
        let sent = noted().sent_by(&unread, &form, EventId::new(NOON, &[1; 10]), "/");
        assert!(!futures_executor::block_on(portal.app.db.run(sent)).unwrap().held);
    }
}
