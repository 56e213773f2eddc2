//! Statements for people without a session; the host decides the workspace.
use crate::{
    db::{
        change::Before,
        query::{Changes, Query},
        scope::door,
        write::{Follower, Write, begins, follows},
    },
    http::form::Form,
    kit::ids::{SignUpId, WorkspaceId},
    mail::{self, Letter, Recipients},
    sign_ups::{
        Known, Particulars, Pending,
        jobs::SignUpReply,
        tries::{Counters, Tries, WINDOW},
    },
};

/// Selects the counts of tries of a network address, and of an address or a link.
pub fn tries(host: &str, counters: &Counters) -> Query<Vec<Tries>> {
    Query::new("SELECT f.who = :network AS is_network, f.count, f.since FROM hosts h
                JOIN sign_in_failures f ON f.workspace_id = h.workspace_id AND f.face = h.face AND f.who IN (:one, :network)
                WHERE h.host = :host")
        .bind("host", host)
        .bind("one", counters.one.as_str())
        .bind("network", counters.network.as_str())
}

/// Counts a try for both counters, before it is compared.
pub fn claim(host: &str, now: i64, counters: &Counters) -> Query<Changes> {
    Query::new(
        "INSERT INTO sign_in_failures (workspace_id, face, who, count, since)
         SELECT h.workspace_id, h.face, n.value, 1, :now FROM hosts h JOIN json_each(json_array(:one, :network)) n WHERE h.host = :host
         ON CONFLICT (workspace_id, face, who) DO UPDATE SET
           count = CASE WHEN since + :window <= excluded.since THEN 1 ELSE count + 1 END,
           since = CASE WHEN since + :window <= excluded.since THEN excluded.since ELSE since END",
    )
    .bind("host", host)
    .bind("now", now)
    .bind("one", counters.one.as_str())
    .bind("network", counters.network.as_str())
    .bind("window", WINDOW)
}

/// A right try counts no more.
fn uncounted(counters: &Counters) -> Follower {
    Follower::new(follows!(
        "UPDATE sign_in_failures SET count = count - 1
         WHERE who IN (:one, :network) AND face = (SELECT face FROM it) AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("one", counters.one.as_str())
    .bind("network", counters.network.as_str())
}

/// Counts one more try for both counters.
pub fn counted(counters: &Counters) -> Follower {
    Follower::new(follows!(
        "INSERT INTO sign_in_failures (workspace_id, face, who, count, since)
         SELECT it.workspace_id, it.face, n.value, 1, it.at FROM it, json_each(json_array(:one, :network)) n WHERE true
         ON CONFLICT (workspace_id, face, who) DO UPDATE SET
           count = CASE WHEN since + :window <= excluded.since THEN 1 ELSE count + 1 END,
           since = CASE WHEN since + :window <= excluded.since THEN excluded.since ELSE since END"
    ))
    .bind("one", counters.one.as_str())
    .bind("network", counters.network.as_str())
    .bind("window", WINDOW)
}

/// Selects the earlier answer to the same form.
pub fn before(host: &str, form: &Form) -> Query<Option<Before>> {
    Query::new("SELECT e.digest, e.answer FROM hosts h
                JOIN events e ON e.workspace_id = h.workspace_id AND e.actor_id IS NULL AND e.key = :after WHERE h.host = :host")
        .bind("host", host)
        .bind("after", form.key())
}

/// Records that somebody asked for access with an address, unless this very form did so before, and
/// counts the try. The event is about what the address has: a request that waits, a user, or nothing yet.
pub fn asked(fresh: SignUpId, email: &str, counters: &Counters) -> Write {
    Write::begin(
        "sign_up_requested",
        "",
        begins!(
            door,
            subject = "coalesce(
                       (SELECT s.id FROM sign_ups s WHERE s.workspace_id = me.workspace_id AND s.email = :email AND s.state = 'waiting'),
                       (SELECT u.id FROM users u WHERE u.workspace_id = me.workspace_id AND u.face = me.face AND u.email = :email), :fresh)",
            "JOIN workspaces w ON w.id = me.workspace_id AND w.takes_sign_ups = 1
             WHERE me.face = 'client' AND NOT EXISTS (SELECT 1 FROM events e WHERE e.workspace_id = me.workspace_id AND e.actor_id IS NULL AND e.key = :form_key)"
        ),
    )
    .bind("fresh", fresh)
    .bind("email", email)
    .with([counted(counters)])
}

/// Stores the request, and mails the address and those who approve. Only the database checks whether the
/// address is known, so that the response takes the same time for every address.
pub fn kept(id: SignUpId, it: &Particulars, hash: &str, letter: &Letter) -> [Follower; 4] {
    [
        keep(id, it, hash),
        mail::to(Recipients::Stranger { email: &it.email, name: "" }, &SignUpReply),
        mail::to(Recipients::Approvers(id), letter),
        mail::to(Recipients::SignUp(id), letter),
    ]
}

/// Stores a request, unless the address has a user. Another request before the address is confirmed
/// replaces the details and the password; a confirmed one is not changed.
fn keep(id: SignUpId, it: &Particulars, hash: &str) -> Follower {
    Follower::new(follows!(
        "INSERT INTO sign_ups (id, workspace_id, name, email, phone, company, message, password, state, created_at)
         SELECT :id, it.workspace_id, :name, :email, :phone, :company, :message, :hash, 'waiting', it.at FROM it
         WHERE NOT EXISTS (SELECT 1 FROM users u
           WHERE u.workspace_id = it.workspace_id AND u.face = 'client' AND u.email = :email AND u.state <> 'disabled')
         ON CONFLICT (workspace_id, email) WHERE state = 'waiting' DO UPDATE SET
           name = excluded.name, phone = excluded.phone, company = excluded.company, message = excluded.message,
           password = excluded.password, version = version + 1
         WHERE confirmed_at IS NULL"
    ))
    .bind("id", id)
    .bind("name", it.name.as_str())
    .bind("email", &it.email)
    .bind("phone", it.phone.as_str())
    .bind("company", it.company.as_str())
    .bind("message", it.message.as_str())
    .bind("hash", hash)
}

/// Selects what the workspace has about an address when its mail is written.
pub fn known(workspace: WorkspaceId, email: &str) -> Query<Option<Known>> {
    Query::new(
        "SELECT u.state AS user, s.id AS waiting, s.confirmed_at FROM workspaces w
         LEFT JOIN users u ON u.workspace_id = w.id AND u.face = 'client' AND u.email = :email
         LEFT JOIN sign_ups s ON s.workspace_id = w.id AND s.email = :email AND s.state = 'waiting'
         WHERE w.id = :workspace",
    )
    .bind("workspace", workspace)
    .bind("email", email)
}

/// Selects the sign-up of a link on a host.
pub fn pending(host: &str, id: Option<SignUpId>) -> Query<Option<Pending>> {
    Query::new("SELECT s.id, s.state, s.password, s.confirmed_at FROM hosts h
                JOIN sign_ups s ON s.workspace_id = h.workspace_id AND s.id = :id WHERE h.host = :host AND h.face = 'client'")
        .bind("host", host)
        .bind("id", id)
}

/// Confirms the address, if the stored password is still the one that the typed one was compared with.
pub fn confirmed(it: &Pending, counters: &Counters) -> Write {
    Write::begin(
        "sign_up_confirmed",
        it.id,
        begins!(
            door,
            "JOIN sign_ups s ON s.workspace_id = me.workspace_id AND s.id = :id AND s.state = 'waiting'
             AND s.confirmed_at IS NULL AND s.password = :password"
        ),
    )
    .bind("id", it.id)
    .bind("password", it.password.as_deref())
    .then(follows!(
        "UPDATE sign_ups SET confirmed_at = (SELECT at FROM it), version = version + 1
         WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with([uncounted(counters)])
}

/// Records a wrong password for the link of a sign-up.
pub fn mistaken(id: Option<SignUpId>) -> Write {
    let subject = id.map(|id| id.to_string()).unwrap_or_default();
    let guard = begins!(door, "WHERE me.workspace_id IS NOT NULL");
    Write::begin("sign_up_confirmation_failed", subject, guard)
}
