//! Statements of strangers, who have no session: they open with the host that was asked.
use crate::{
    db::{
        query::{Changes, Query},
        scope::Scope,
        write::{Before, TaskId, follows},
    },
    http::form::Form,
    kit::ids::{EventId, SignUpId, WorkspaceId},
    mail::{self, Letter, Recipients},
    outbox,
    sign_ups::{
        Known, Particulars, Pending,
        jobs::SignUpReply,
        tries::{Counters, Tries, WINDOW},
    },
};

/// Tries so far from a network address, and for an address or a link.
pub fn tries(host: &str, counters: &Counters) -> Query<Vec<Tries>> {
    Query::new(
        "SELECT f.who = ?3 AS is_network, f.count, f.since FROM hosts h
         JOIN sign_in_failures f ON f.workspace_id = h.workspace_id AND f.face = h.face AND f.who IN (?2, ?3)
         WHERE h.host = ?1",
        [host.into(), counters.one.as_str().into(), counters.network.as_str().into()],
    )
}

/// One more of both.
pub fn tried(scope: &Scope, counters: &Counters) -> Query<Changes> {
    Query::new(
        "INSERT INTO sign_in_failures (workspace_id, face, who, count, since)
         SELECT h.workspace_id, h.face, n.value, 1, ?4 FROM hosts h, json_each(json_array(?2, ?3)) n WHERE h.host = ?1
         ON CONFLICT (workspace_id, face, who) DO UPDATE SET
           count = CASE WHEN since + ?5 <= excluded.since THEN 1 ELSE count + 1 END,
           since = CASE WHEN since + ?5 <= excluded.since THEN excluded.since ELSE since END",
        [
            scope.host.as_str().into(),
            counters.one.as_str().into(),
            counters.network.as_str().into(),
            scope.now.into(),
            WINDOW.into(),
        ],
    )
}

/// Whether this form of a stranger's was carried out already.
pub fn before(host: &str, form: &Form) -> Query<Option<Before>> {
    Query::new(
        "SELECT e.digest, e.answer FROM hosts h
         JOIN events e ON e.workspace_id = h.workspace_id AND e.actor_id IS NULL AND e.key = ?2 WHERE h.host = ?1",
        [host.into(), form.key().into()],
    )
}

/// That somebody asked with this address, unless this very form did so before. It is about what the
/// address has: a request that waits, a user, or nothing yet.
pub fn asked(
    scope: &Scope,
    event: EventId,
    fresh: SignUpId,
    email: &str,
    (form, answer): (&Form, &str),
) -> Query<Changes> {
    Query::new(
        "INSERT INTO events (id, workspace_id, actor_id, face, action, subject_id, key, digest, answer, address, host, at)
         SELECT ?2, h.workspace_id, NULL, h.face, 'sign_up_requested', coalesce(
             (SELECT s.id FROM sign_ups s WHERE s.workspace_id = h.workspace_id AND s.email = ?4 AND s.state = 'waiting'),
             (SELECT u.id FROM users u WHERE u.workspace_id = h.workspace_id AND u.face = h.face AND u.email = ?4), ?3),
           ?5, ?6, ?7, ?8, ?1, ?9
         FROM hosts h JOIN workspaces w ON w.id = h.workspace_id AND w.takes_sign_ups = 1
         WHERE h.host = ?1
           AND NOT EXISTS (SELECT 1 FROM events e WHERE e.workspace_id = h.workspace_id AND e.actor_id IS NULL AND e.key = ?5)",
        [
            scope.host.as_str().into(),
            event.into(),
            fresh.into(),
            email.into(),
            form.key().into(),
            form.digest().into(),
            answer.into(),
            scope.address.as_str().into(),
            scope.now.into(),
        ],
    )
}

/// What an event of that kind leaves: the request, and the mails about it. Whether the address is
/// known is asked here and nowhere else, so that the answer takes the same for every address; for that
/// the queue is told of the reply only, as how many other mails there are depends on the address.
pub type Kept = (Query<Changes>, Query<Changes>, Query<Changes>, Query<Vec<TaskId>>);

pub fn kept(event: EventId, id: SignUpId, it: &Particulars, hash: &str, letter: &Letter) -> Kept {
    (
        keep(event, id, it, hash),
        mail::to(Recipients::Stranger { email: &it.email, name: "" }, &SignUpReply).after(event),
        mail::to(Recipients::Approvers(id), letter).after(event),
        outbox::first::<SignUpReply>(event),
    )
}

/// A request, unless the address has access already. Asked again before the mailbox was confirmed,
/// the newest words and the newest password count; afterwards they are whose the mailbox is.
fn keep(event: EventId, id: SignUpId, it: &Particulars, hash: &str) -> Query<Changes> {
    Query::new(
        follows!(
            "INSERT INTO sign_ups (id, workspace_id, name, email, phone, company, message, password, state, created_at)
             SELECT ?2, it.workspace_id, ?3, ?4, ?5, ?6, ?7, ?8, 'waiting', it.at FROM it
             WHERE NOT EXISTS (SELECT 1 FROM users u
               WHERE u.workspace_id = it.workspace_id AND u.face = 'client' AND u.email = ?4 AND u.state <> 'disabled')
             ON CONFLICT (workspace_id, email) WHERE state = 'waiting' DO UPDATE SET
               name = excluded.name, phone = excluded.phone, company = excluded.company, message = excluded.message,
               password = excluded.password, version = version + 1
             WHERE confirmed_at IS NULL"
        ),
        [
            event.into(),
            id.into(),
            it.name.as_str().into(),
            (&it.email).into(),
            it.phone.as_str().into(),
            it.company.as_str().into(),
            it.message.as_str().into(),
            hash.into(),
        ],
    )
}

/// How an address stands when its mail is written.
pub fn known(workspace: WorkspaceId, email: &str) -> Query<Option<Known>> {
    Query::new(
        "SELECT u.state AS user, s.id AS waiting, s.confirmed_at FROM workspaces w
         LEFT JOIN users u ON u.workspace_id = w.id AND u.face = 'client' AND u.email = ?2
         LEFT JOIN sign_ups s ON s.workspace_id = w.id AND s.email = ?2 AND s.state = 'waiting'
         WHERE w.id = ?1",
        [workspace.into(), email.into()],
    )
}

/// The sign-up of a link, at the host that was asked.
pub fn pending(host: &str, id: Option<SignUpId>) -> Query<Option<Pending>> {
    Query::new(
        "SELECT s.id, s.state, s.password, s.confirmed_at FROM hosts h
         JOIN sign_ups s ON s.workspace_id = h.workspace_id AND s.id = ?2 WHERE h.host = ?1 AND h.face = 'client'",
        [host.into(), id.into()],
    )
}

/// That whoever reads the mail knows the password too, if it is still the one that was compared.
pub fn confirmed(scope: &Scope, event: EventId, it: &Pending) -> (Query<Changes>, Query<Changes>) {
    let trail = Query::new(
        "INSERT INTO events (id, workspace_id, actor_id, face, action, subject_id, address, host, at)
         SELECT ?2, h.workspace_id, NULL, h.face, 'sign_up_confirmed', s.id, ?5, ?1, ?6
         FROM hosts h JOIN sign_ups s ON s.workspace_id = h.workspace_id AND s.id = ?3 AND s.state = 'waiting'
           AND s.confirmed_at IS NULL AND s.password = ?4
         WHERE h.host = ?1",
        [
            scope.host.as_str().into(),
            event.into(),
            it.id.into(),
            it.password.as_deref().into(),
            scope.address.as_str().into(),
            scope.now.into(),
        ],
    );
    let mark = Query::new(
        follows!(
            "UPDATE sign_ups SET confirmed_at = (SELECT at FROM it), version = version + 1
             WHERE id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        [event.into(), it.id.into()],
    );
    (trail, mark)
}

/// That somebody had a link, and not its password.
pub fn mistaken(scope: &Scope, event: EventId, id: Option<SignUpId>) -> Query<Changes> {
    Query::new(
        "INSERT INTO events (id, workspace_id, actor_id, face, action, subject_id, address, host, at)
         SELECT ?2, h.workspace_id, NULL, h.face, 'sign_up_confirmation_failed', coalesce(?3, ''), ?4, ?1, ?5
         FROM hosts h WHERE h.host = ?1",
        [
            scope.host.as_str().into(),
            event.into(),
            id.into(),
            scope.address.as_str().into(),
            scope.now.into(),
        ],
    )
}
