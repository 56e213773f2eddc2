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
    Query::named("SELECT f.who = :network AS is_network, f.count, f.since FROM hosts h
    JOIN sign_in_failures f ON f.workspace_id = h.workspace_id AND f.face = h.face AND f.who IN (:one, :network)
    WHERE h.host = :host")
        .bind("host", host)
        .bind("one", counters.one.as_str())
        .bind("network", counters.network.as_str())
}

/// One more of both.
pub fn tried(scope: &Scope, counters: &Counters) -> Query<Changes> {
    Query::named("INSERT INTO sign_in_failures (workspace_id, face, who, count, since)
  SELECT h.workspace_id, h.face, n.value, 1, :now FROM hosts h, json_each(json_array(:one, :network)) n WHERE h.host = :host
  ON CONFLICT (workspace_id, face, who) DO UPDATE SET
    count = CASE WHEN since + :window <= excluded.since THEN 1 ELSE count + 1 END,
    since = CASE WHEN since + :window <= excluded.since THEN excluded.since ELSE since END")
        .bind("host", scope.host.as_str())
        .bind("one", counters.one.as_str())
        .bind("network", counters.network.as_str())
        .bind("now", scope.now)
        .bind("window", WINDOW)
}

/// Whether this form of a stranger's was carried out already.
pub fn before(host: &str, form: &Form) -> Query<Option<Before>> {
    Query::named("SELECT e.digest, e.answer FROM hosts h
    JOIN events e ON e.workspace_id = h.workspace_id AND e.actor_id IS NULL AND e.key = :after WHERE h.host = :host")
        .bind("host", host)
        .bind("after", form.key())
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
    Query::named("INSERT INTO events (id, workspace_id, actor_id, face, action, subject_id, key, digest, answer, address, host, at)
  SELECT :event, h.workspace_id, NULL, h.face, 'sign_up_requested', coalesce(
      (SELECT s.id FROM sign_ups s WHERE s.workspace_id = h.workspace_id AND s.email = :email AND s.state = 'waiting'),
      (SELECT u.id FROM users u WHERE u.workspace_id = h.workspace_id AND u.face = h.face AND u.email = :email), :fresh),
    :after, :form, :answer, :address, :host, :now
  FROM hosts h JOIN workspaces w ON w.id = h.workspace_id AND w.takes_sign_ups = 1
  WHERE h.host = :host
    AND NOT EXISTS (SELECT 1 FROM events e WHERE e.workspace_id = h.workspace_id AND e.actor_id IS NULL AND e.key = :after)")
        .bind("host", scope.host.as_str())
        .bind("event", event)
        .bind("fresh", fresh)
        .bind("email", email)
        .bind("after", form.key())
        .bind("form", form.digest())
        .bind("answer", answer)
        .bind("address", scope.address.as_str())
        .bind("now", scope.now)
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
    Query::named(follows!(
        "INSERT INTO sign_ups (id, workspace_id, name, email, phone, company, message, password, state, created_at)
         SELECT :id, it.workspace_id, :name, :email, :phone, :company, :message, :hash, 'waiting', it.at FROM it
         WHERE NOT EXISTS (SELECT 1 FROM users u
           WHERE u.workspace_id = it.workspace_id AND u.face = 'client' AND u.email = :email AND u.state <> 'disabled')
         ON CONFLICT (workspace_id, email) WHERE state = 'waiting' DO UPDATE SET
           name = excluded.name, phone = excluded.phone, company = excluded.company, message = excluded.message,
           password = excluded.password, version = version + 1
         WHERE confirmed_at IS NULL"
    ))
        .bind("event", event)
        .bind("id", id)
        .bind("name", it.name.as_str())
        .bind("email", &it.email)
        .bind("phone", it.phone.as_str())
        .bind("company", it.company.as_str())
        .bind("message", it.message.as_str())
        .bind("hash", hash)
}

/// How an address stands when its mail is written.
pub fn known(workspace: WorkspaceId, email: &str) -> Query<Option<Known>> {
    Query::named(
        "SELECT u.state AS user, s.id AS waiting, s.confirmed_at FROM workspaces w
    LEFT JOIN users u ON u.workspace_id = w.id AND u.face = 'client' AND u.email = :email
    LEFT JOIN sign_ups s ON s.workspace_id = w.id AND s.email = :email AND s.state = 'waiting'
    WHERE w.id = :workspace",
    )
    .bind("workspace", workspace)
    .bind("email", email)
}

/// The sign-up of a link, at the host that was asked.
pub fn pending(host: &str, id: Option<SignUpId>) -> Query<Option<Pending>> {
    Query::named("SELECT s.id, s.state, s.password, s.confirmed_at FROM hosts h
    JOIN sign_ups s ON s.workspace_id = h.workspace_id AND s.id = :id WHERE h.host = :host AND h.face = 'client'")
        .bind("host", host)
        .bind("id", id)
}

/// That whoever reads the mail knows the password too, if it is still the one that was compared.
pub fn confirmed(scope: &Scope, event: EventId, it: &Pending) -> (Query<Changes>, Query<Changes>) {
    let trail = Query::named("INSERT INTO events (id, workspace_id, actor_id, face, action, subject_id, address, host, at)
    SELECT :event, h.workspace_id, NULL, h.face, 'sign_up_confirmed', s.id, :address, :host, :now
    FROM hosts h JOIN sign_ups s ON s.workspace_id = h.workspace_id AND s.id = :id AND s.state = 'waiting'
      AND s.confirmed_at IS NULL AND s.password = :password
    WHERE h.host = :host")
        .bind("host", scope.host.as_str())
        .bind("event", event)
        .bind("id", it.id)
        .bind("password", it.password.as_deref())
        .bind("address", scope.address.as_str())
        .bind("now", scope.now);
    let mark = Query::named(follows!(
        "UPDATE sign_ups SET confirmed_at = (SELECT at FROM it), version = version + 1
         WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("event", event)
    .bind("id", it.id);
    (trail, mark)
}

/// That somebody had a link, and not its password.
pub fn mistaken(scope: &Scope, event: EventId, id: Option<SignUpId>) -> Query<Changes> {
    Query::named("INSERT INTO events (id, workspace_id, actor_id, face, action, subject_id, address, host, at)
    SELECT :event, h.workspace_id, NULL, h.face, 'sign_up_confirmation_failed', coalesce(:id, ''), :address, :host, :now
    FROM hosts h WHERE h.host = :host")
        .bind("host", scope.host.as_str())
        .bind("event", event)
        .bind("id", id)
        .bind("address", scope.address.as_str())
        .bind("now", scope.now)
}
