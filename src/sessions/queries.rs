//! Statements about sessions. They make the scope, so they are not scoped themselves.
use super::{Candidate, Failures, LIFETIME, Method, WINDOW};
use crate::{
    kit::ids::{EventId, UserId},
    query::{Changes, Query, Value},
    scope::Scope,
    write::follows,
};

pub fn candidate(host: &str, email: &str) -> Query<Option<Candidate>> {
    Query::new(
        "SELECT u.id, u.state, u.password, u.temporary_until FROM hosts h
         JOIN users u ON u.workspace_id = h.workspace_id AND u.face = h.face AND u.email = ?2
         WHERE h.host = ?1",
        [host.into(), email.into()],
    )
}

pub fn failures(host: &str, account: &str, address: &str) -> Query<Vec<Failures>> {
    Query::new(
        "SELECT f.who = ?2 AS is_account, f.count, f.since FROM hosts h
         JOIN sign_in_failures f ON f.workspace_id = h.workspace_id AND f.face = h.face AND f.who IN (?2, ?3)
         WHERE h.host = ?1",
        [host.into(), account.into(), address.into()],
    )
}

/// One more wrong password for an account or an address.
pub fn failed(host: &str, who: &str, now: i64) -> Query<Changes> {
    Query::new(
        "INSERT INTO sign_in_failures (workspace_id, face, who, count, since)
         SELECT workspace_id, face, ?2, 1, ?3 FROM hosts WHERE host = ?1
         ON CONFLICT (workspace_id, face, who) DO UPDATE SET
           count = CASE WHEN since + ?4 < excluded.since THEN 1 ELSE count + 1 END,
           since = CASE WHEN since + ?4 < excluded.since THEN excluded.since ELSE since END",
        [host.into(), who.into(), now.into(), WINDOW.into()],
    )
}

pub fn forgive(host: &str, account: &str) -> Query<Changes> {
    Query::new(
        "DELETE FROM sign_in_failures WHERE who = ?2
         AND (workspace_id, face) IN (SELECT workspace_id, face FROM hosts WHERE host = ?1)",
        [host.into(), account.into()],
    )
}

/// What follows the event of a sign-in: the session this browser had ends, and a new one begins, got
/// with so many factors. The second answer is whether it did.
pub fn begin(
    event: EventId,
    scope: &Scope,
    digest: &str,
    device: &str,
    how: (Method, i64),
) -> (Query<Changes>, Query<Changes>) {
    (end_after(event, &scope.session), start(event, digest, (device, &scope.address), how))
}

/// A session for whoever an event is of, unless their access was withdrawn a moment ago.
fn start(
    event: EventId,
    digest: &str,
    (device, address): (&str, &str),
    (method, factors): (Method, i64),
) -> Query<Changes> {
    Query::new(
        follows!(
            "INSERT INTO sessions (digest, workspace_id, user_id, face, device, address, created_at, seen_at, proven_at, expires_at, method, factors)
             SELECT ?2, it.workspace_id, u.id, u.face, ?3, ?4, it.at, it.at, it.at, it.at + ?5, ?6, ?7
             FROM it JOIN users u ON u.id = it.actor_id AND u.workspace_id = it.workspace_id AND u.state <> 'disabled'"
        ),
        [
            event.into(),
            digest.into(),
            device.into(),
            address.into(),
            LIFETIME.into(),
            method.word().into(),
            factors.into(),
        ],
    )
}

/// Ends a session, if this event came about.
fn end_after(event: EventId, digest: &str) -> Query<Changes> {
    Query::new(
        follows!(
            "UPDATE sessions SET ended_at = (SELECT at FROM it)
             WHERE digest = ?2 AND ended_at IS NULL AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        [event.into(), digest.into()],
    )
}

/// Notes that the session of this visit is in use.
pub fn seen(scope: &Scope) -> Query<Changes> {
    Query::new(
        "UPDATE sessions SET seen_at = ?2, address = ?3 WHERE digest = ?1 AND ended_at IS NULL",
        [scope.session.as_str().into(), scope.now.into(), scope.address.as_str().into()],
    )
}

pub fn end(scope: &Scope) -> Query<Changes> {
    Query::new(
        "UPDATE sessions SET ended_at = ?2 WHERE digest = ?1 AND ended_at IS NULL",
        [scope.session.as_str().into(), scope.now.into()],
    )
}

/// Sets the permanent password of whoever has this session, if it is still the temporary one.
pub fn choose(scope: &Scope, user: UserId, hash: &str) -> Query<Changes> {
    Query::new(
        "UPDATE users SET password = ?3, temporary_until = NULL, state = 'active', activated_at = ?4
         WHERE id = ?1 AND state = 'invited'
           AND id IN (SELECT user_id FROM sessions WHERE digest = ?2 AND ended_at IS NULL AND expires_at > ?4)",
        [user.into(), scope.session.as_str().into(), hash.into(), scope.now.into()],
    )
}

/// Ends every session of whoever an event is of but the one with this digest.
pub fn end_others(event: EventId, kept: &str) -> Query<Changes> {
    Query::new(
        follows!(
            "UPDATE sessions SET ended_at = (SELECT at FROM it)
             WHERE user_id = (SELECT actor_id FROM it) AND digest <> ?2 AND ended_at IS NULL AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        [event.into(), kept.into()],
    )
}

/// That whoever has this session chose their permanent password, if they just did.
pub fn chosen(scope: &Scope, id: EventId, user: UserId) -> Query<Changes> {
    Query::new(
        "INSERT INTO events (id, workspace_id, actor_id, face, action, subject_id, address, host, at)
         SELECT ?3, u.workspace_id, u.id, u.face, 'password_chosen', u.id, ?4, ?1, ?5
         FROM hosts h JOIN users u ON u.id = ?2 AND u.workspace_id = h.workspace_id WHERE h.host = ?1 AND changes() > 0",
        [
            scope.host.as_str().into(),
            user.into(),
            id.into(),
            scope.address.as_str().into(),
            scope.now.into(),
        ],
    )
}

/// The trail of getting in and out, with a user or, for a stranger, without.
pub fn event(scope: &Scope, id: EventId, action: &str, user: Option<UserId>) -> Query<Changes> {
    Query::new(
        "INSERT INTO events (id, workspace_id, actor_id, face, action, subject_id, address, host, at)
         SELECT ?2, h.workspace_id, ?3, h.face, ?4, coalesce(?3, ''), ?5, ?1, ?6 FROM hosts h WHERE h.host = ?1",
        [
            scope.host.as_str().into(),
            id.into(),
            user.map_or(Value::Null, Into::into),
            action.into(),
            scope.address.as_str().into(),
            scope.now.into(),
        ],
    )
}
