//! Statements about passwords that were tried: whose they are, and how often they were wrong.
use super::super::{Candidate, Failures, MOST_FOR_ACCOUNT, Try, WINDOW, jobs::Locked};
use crate::{
    db::{
        query::{Batch, Changes, Query, Rows, Statement, Value},
        scope::{Scope, begun},
        write::{Follower, TaskId, follows, tasks},
    },
    error::Result,
    kit::ids::{EventId, UserId},
    mail::{self, Recipients},
};
use serde::Deserialize;

/// That the account `who`, bound as `$who`, is not locked on the host `h` at `$now`.
macro_rules! unlocked {
    ($of:literal, $who:literal, $now:literal, $most:literal, $window:literal) => {
        concat!(
            "NOT EXISTS (SELECT 1 FROM sign_in_failures f WHERE f.workspace_id = ",
            $of,
            ".workspace_id AND f.face = ",
            $of,
            ".face AND f.who = ",
            $who,
            " AND f.count >= ",
            $most,
            " AND f.since + ",
            $window,
            " > ",
            $now,
            ")"
        )
    };
}
pub(crate) use unlocked;

pub fn candidate(host: &str, email: &str) -> Query<Option<Candidate>> {
    Query::named(
        "SELECT u.id, u.state, u.password, u.temporary_until FROM hosts h
    JOIN users u ON u.workspace_id = h.workspace_id AND u.face = h.face AND u.email = :email
    WHERE h.host = :host",
    )
    .bind("host", host)
    .bind("email", email)
}

#[derive(Debug, Deserialize)]
pub struct Kept {
    pub password: Option<String>,
}

/// The password of whoever is signed in.
pub fn own(scope: &Scope) -> Query<Option<Kept>> {
    scope.named(begun!("SELECT u.password FROM me JOIN users u ON u.id = me.user_id"))
}

pub fn failures(host: &str, account: &str, address: &str) -> Query<Vec<Failures>> {
    Query::named("SELECT f.who = :account AS is_account, f.count, f.since FROM hosts h
    JOIN sign_in_failures f ON f.workspace_id = h.workspace_id AND f.face = h.face AND f.who IN (:account, :address)
    WHERE h.host = :host")
        .bind("host", host)
        .bind("account", account)
        .bind("address", address)
}

/// One more for an account or an address.
pub fn failed(host: &str, who: &str, now: i64) -> Query<Changes> {
    Query::named(
        "INSERT INTO sign_in_failures (workspace_id, face, who, count, since)
  SELECT workspace_id, face, :who, 1, :now FROM hosts WHERE host = :host
  ON CONFLICT (workspace_id, face, who) DO UPDATE SET
    count = CASE WHEN since + :window <= excluded.since THEN 1 ELSE count + 1 END,
    since = CASE WHEN since + :window <= excluded.since THEN excluded.since ELSE since END",
    )
    .bind("host", host)
    .bind("who", who)
    .bind("now", now)
    .bind("window", WINDOW)
}

const FORGIVE: &str = follows!(
    "DELETE FROM sign_in_failures WHERE who = :account AND (workspace_id, face) IN
       (SELECT h.workspace_id, h.face FROM it JOIN hosts h ON h.host = :host AND h.workspace_id = it.workspace_id)"
);

/// Wrong ones are forgotten once the right one came.
pub fn forgiven(scope: &Scope, it: &Try) -> Follower {
    Follower::named(FORGIVE).bind("host", scope.host.as_str()).bind("account", it.account.as_str())
}

/// The same of somebody who is at the door.
pub fn forgive_after(event: EventId, host: &str, account: &str) -> Query<Changes> {
    Query::named(FORGIVE).bind("event", event).bind("host", host).bind("account", account)
}

/// A wrong password: counted, noted, and at the tenth of an account its owner is told.
pub struct Wrong {
    counted: (Query<Changes>, Query<Changes>),
    noted: Query<Changes>,
    locked: (Query<Changes>, Query<Changes>),
    failures: Query<Vec<Failures>>,
    tasks: Query<Vec<TaskId>>,
}

/// How often it was wrong by now, and the mail that says so.
pub struct Denied {
    pub failures: Vec<Failures>,
    pub tasks: Vec<TaskId>,
}

impl Batch for Wrong {
    type Answers = Denied;
    fn statements(&mut self) -> Vec<Statement> {
        let Self { counted, noted, locked, failures, tasks } = self;
        [
            counted.statements(),
            noted.statements(),
            locked.statements(),
            failures.statements(),
            tasks.statements(),
        ]
        .concat()
    }
    fn answers<R: Rows>(self, rows: &mut impl Iterator<Item = R>) -> Result<Denied> {
        for _ in 0..5 {
            rows.next();
        }
        let (failures, tasks) = (self.failures, self.tasks).answers(rows)?;
        Ok(Denied { failures, tasks })
    }
}

/// `ids` are of the two events: that it was wrong, and that the account is locked. `user` is whoever
/// the address is of, if it is of anybody.
pub fn wrong(
    scope: &Scope,
    ids: (EventId, EventId),
    it: &Try,
    user: Option<UserId>,
    (action, note): (&str, &str),
) -> Wrong {
    let (denied, locked) = ids;
    let mail = Locked { address: scope.address.clone(), at: scope.now, until: scope.now + WINDOW };
    Wrong {
        counted: (
            failed(&scope.host, &it.account, scope.now),
            failed(&scope.host, &it.address, scope.now),
        ),
        noted: noted(scope, denied, action, user, note),
        locked: (
            lock(scope, locked, it, user),
            mail::to(Recipients::Locked { host: &scope.host }, &mail).after(locked),
        ),
        failures: failures(&scope.host, &it.account, &it.address),
        tasks: tasks(&[locked]),
    }
}

/// Records a failed attempt to sign in, with the user if it is known whose access was tried. Nobody is
/// signed in yet, so the event has no actor.
pub fn noted(
    scope: &Scope,
    id: EventId,
    action: &str,
    user: Option<UserId>,
    note: &str,
) -> Query<Changes> {
    Query::named("INSERT INTO events (id, workspace_id, actor_id, face, action, subject_id, note, address, host, at)
    SELECT :id, h.workspace_id, NULL, h.face, :action, :user, :note, :address, :host, :now FROM hosts h WHERE h.host = :host")
        .bind("host", scope.host.as_str())
        .bind("id", id)
        .bind("action", action)
        .bind("user", user.map(|user| user.to_string()).unwrap_or_default())
        .bind("note", note)
        .bind("address", scope.address.as_str())
        .bind("now", scope.now)
}

/// That an account is locked from now on: true of one wrong password only, however many come at once.
fn lock(scope: &Scope, id: EventId, it: &Try, user: Option<UserId>) -> Query<Changes> {
    Query::named("INSERT INTO events (id, workspace_id, actor_id, face, action, subject_id, address, host, at)
    SELECT :id, u.workspace_id, NULL, u.face, 'account_locked', u.id, :address, :host, :now
    FROM hosts h JOIN users u ON u.id = :user AND u.workspace_id = h.workspace_id AND u.face = h.face
    JOIN sign_in_failures f ON f.workspace_id = h.workspace_id AND f.face = h.face AND f.who = :account AND f.count = :most_for_account
    WHERE h.host = :host")
        .bind("host", scope.host.as_str())
        .bind("id", id)
        .bind("address", scope.address.as_str())
        .bind("now", scope.now)
        .bind("user", user.map_or(Value::Null, Into::into))
        .bind("account", it.account.as_str())
        .bind("most_for_account", MOST_FOR_ACCOUNT)
}

/// That somebody signs in by their password, if it is still theirs and they are not locked out.
pub fn signed_in(scope: &Scope, id: EventId, user: &Candidate, it: &Try) -> Query<Changes> {
    Query::named(concat!(
        "INSERT INTO events (id, workspace_id, actor_id, face, action, subject_id, note, address, host, at)
         SELECT :id, u.workspace_id, u.id, u.face, 'signed_in', u.id, CASE u.state WHEN 'invited' THEN 'Temporary password' ELSE 'Password' END, :address, :host, :now
         FROM hosts h JOIN users u ON u.id = :user AND u.workspace_id = h.workspace_id AND u.face = h.face AND u.password = :password
           AND (u.state = 'active' OR u.state = 'invited' AND u.temporary_until >= :now)
         WHERE h.host = :host AND ",
        unlocked!("h", ":account", ":now", ":most_for_account", ":window")
    ))
        .bind("host", scope.host.as_str())
        .bind("id", id)
        .bind("address", scope.address.as_str())
        .bind("now", scope.now)
        .bind("user", user.id)
        .bind("password", user.password.clone())
        .bind("account", it.account.as_str())
        .bind("most_for_account", MOST_FOR_ACCOUNT)
        .bind("window", WINDOW)
}

/// The session that asks was shown to be its owner's just now.
pub fn proven(scope: &Scope) -> Follower {
    Follower::named(follows!(
        "UPDATE sessions SET proven_at = (SELECT at FROM it)
         WHERE digest = :session AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("session", scope.session.as_str())
}
