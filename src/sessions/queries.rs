//! Statements about sessions. They make the scope, so they are not scoped themselves.
mod codes;
mod own;
mod steps;
mod tries;
pub use codes::{Asking, Drawn, arm, ask, miss, of_browser, of_link, redeem};
pub use own::{change_password, end_all_but, end_codes, end_one};
pub use steps::{factor_tries, forgive_tries, tried};
pub(crate) use tries::unlocked;
pub use tries::{
    Kept, candidate, failed, failures, forgive_after, forgiven, noted, own, proven, signed_in,
    wrong,
};

use super::{CHOOSING, LIFETIME, Method, jobs::NewDevice};
use crate::{
    db::{
        query::{Batch, Changes, Query, Rows, Statement},
        scope::{Scope, alive},
        write::{Follower, TaskId, follows, tasks},
    },
    error::Result,
    kit::{
        ids::{ContactId, EventId, UserId},
        zoned::DAY,
    },
    mail::{self, Recipients},
};

/// What follows the event of a sign-in: the session this browser had ends, a new one begins, got with
/// so many factors, and its owner is told if it is on a device they never used.
pub fn begin(
    event: EventId,
    scope: &Scope,
    digest: &str,
    device: &str,
    how: (Method, i64),
) -> Beginning {
    let newcomer = NewDevice { device: device.to_owned(), at: scope.now };
    Beginning((
        end_after(event, &scope.session),
        start(event, digest, (device, &scope.address), how),
        mail::to(Recipients::Newcomer { session: digest }, &newcomer).after(event),
        tasks(&[event]),
    ))
}

pub struct Beginning((Query<Changes>, Query<Changes>, Query<Changes>, Query<Vec<TaskId>>));

/// Whether a session began, and the mail that says so.
pub struct Began {
    pub held: bool,
    pub tasks: Vec<TaskId>,
}

impl Batch for Beginning {
    type Answers = Began;
    fn statements(&mut self) -> Vec<Statement> {
        self.0.statements()
    }
    fn answers<R: Rows>(self, rows: &mut impl Iterator<Item = R>) -> Result<Began> {
        let (_, started, _, tasks) = self.0.answers(rows)?;
        Ok(Began { held: started.0 > 0, tasks })
    }
}

/// A session for whoever an event is of, unless their access was withdrawn a moment ago. One that is
/// good for choosing a password only ends sooner.
fn start(
    event: EventId,
    digest: &str,
    (device, address): (&str, &str),
    (method, factors): (Method, i64),
) -> Query<Changes> {
    Query::named(follows!(
        "INSERT INTO sessions (digest, workspace_id, user_id, face, device, address, created_at, seen_at, proven_at, expires_at, method, factors)
         SELECT :digest, it.workspace_id, u.id, u.face, :device, :address, it.at, it.at, it.at, it.at + CASE u.state WHEN 'invited' THEN :choosing ELSE :lifetime END, :method, :factors
         FROM it JOIN users u ON u.id = it.actor_id AND u.workspace_id = it.workspace_id AND u.state <> 'disabled'"
    ))
        .bind("event", event)
        .bind("digest", digest)
        .bind("device", device)
        .bind("address", address)
        .bind("lifetime", LIFETIME)
        .bind("method", method.word())
        .bind("factors", factors)
        .bind("choosing", CHOOSING)
}

/// A temporary password is spent by signing in with it: what is left is the time to choose another.
pub fn spend(event: EventId) -> Query<Changes> {
    Query::named(follows!(
        "UPDATE users SET spent_password = password, password = NULL, temporary_until = min(temporary_until, (SELECT at FROM it) + :choosing)
         WHERE id = (SELECT actor_id FROM it) AND workspace_id = (SELECT workspace_id FROM it) AND state = 'invited'"
    ))
        .bind("event", event)
        .bind("choosing", CHOOSING)
}

/// A new temporary password for someone still invited, whose address is still the one it is mailed to.
pub fn invite(user: UserId, email: &str, hash: &str, until: i64) -> Query<Changes> {
    Query::named("UPDATE users SET password = :hash, temporary_until = :until WHERE id = :user AND state = 'invited' AND email = :email")
        .bind("user", user)
        .bind("email", email)
        .bind("hash", hash)
        .bind("until", until)
}

/// The temporary password that whoever is yet to choose a permanent one came with.
pub fn spent(scope: &Scope) -> Query<Option<Kept>> {
    scope.named(concat!(
        "SELECT u.spent_password AS password ",
        alive!(),
        "JOIN users u ON u.id = s.user_id AND u.workspace_id = h.workspace_id AND u.state = 'invited' WHERE h.host = :host"
    ))
}

/// Removes some of what ended so long ago that nobody asks for it any more.
pub fn forget(now: i64) -> (Query<Changes>, Query<Changes>, Query<Changes>) {
    (
        codes::forget(now - DAY),
        Query::named("DELETE FROM sessions WHERE digest IN
        (SELECT s.digest FROM sessions s WHERE s.ended_at < :now OR s.expires_at < :now LIMIT 1000)")
            .bind("now", now - LIFETIME),
        Query::named("DELETE FROM sign_in_failures WHERE (workspace_id, face, who) IN
        (SELECT f.workspace_id, f.face, f.who FROM sign_in_failures f WHERE f.since < :now LIMIT 1000)")
            .bind("now", now - DAY),
    )
}

/// Ends a session, if this event came about.
fn end_after(event: EventId, digest: &str) -> Query<Changes> {
    Query::named(follows!(
        "UPDATE sessions SET ended_at = (SELECT at FROM it)
         WHERE digest = :digest AND ended_at IS NULL AND workspace_id = (SELECT workspace_id FROM it)"
    ))
        .bind("event", event)
        .bind("digest", digest)
}

/// Notes that the session of this visit is in use.
pub fn seen(scope: &Scope) -> Query<Changes> {
    Query::named("UPDATE sessions SET seen_at = :now, address = :address WHERE digest = :session AND ended_at IS NULL")
        .bind("session", scope.session.as_str())
        .bind("now", scope.now)
        .bind("address", scope.address.as_str())
}

pub fn end(scope: &Scope) -> Query<Changes> {
    Query::named("UPDATE sessions SET ended_at = :now WHERE digest = :session AND ended_at IS NULL")
        .bind("session", scope.session.as_str())
        .bind("now", scope.now)
}

/// Sets the permanent password of whoever has this session, if it is still the temporary one.
pub fn choose(scope: &Scope, user: UserId, hash: &str) -> Query<Changes> {
    Query::named("UPDATE users SET password = :hash, spent_password = NULL, temporary_until = NULL, state = 'active', activated_at = :now
  WHERE id = :user AND state = 'invited'
    AND id IN (SELECT user_id FROM sessions WHERE digest = :session AND ended_at IS NULL AND expires_at > :now)")
        .bind("user", user)
        .bind("session", scope.session.as_str())
        .bind("hash", hash)
        .bind("now", scope.now)
}

/// Ends every session of whoever an event is of but the one with this digest.
pub fn end_others(event: EventId, kept: &str) -> Query<Changes> {
    end_all_but(kept).after(event)
}

/// Ends the codes and links that were mailed to a contact and can still be used.
pub fn end_codes_of_contact(contact: ContactId) -> Follower {
    Follower::named(follows!(
        "UPDATE codes SET ended_at = (SELECT at FROM it)
         WHERE created_at > (SELECT at FROM it) - :day AND ended_at IS NULL AND workspace_id = (SELECT workspace_id FROM it)
           AND user_id = (SELECT id FROM users WHERE contact_id = :contact)"
    ))
        .bind("contact", contact)
        .bind("day", DAY)
}

/// Ends every session of a contact.
pub fn end_of_contact(contact: ContactId) -> Follower {
    Follower::named(follows!(
        "UPDATE sessions SET ended_at = (SELECT at FROM it)
         WHERE user_id = (SELECT id FROM users WHERE contact_id = :contact) AND ended_at IS NULL AND workspace_id = (SELECT workspace_id FROM it)"
    ))
        .bind("contact", contact)
}

/// Ends every session of a user.
pub fn end_of(user: UserId) -> Follower {
    Follower::named(follows!(
        "UPDATE sessions SET ended_at = (SELECT at FROM it)
         WHERE user_id = :user AND ended_at IS NULL AND workspace_id = (SELECT workspace_id FROM it)"
    ))
        .bind("user", user)
}

/// That whoever has this session chose their permanent password, if they just did.
pub fn chosen(scope: &Scope, id: EventId, user: UserId) -> Query<Changes> {
    Query::named("INSERT INTO events (id, workspace_id, actor_id, face, action, subject_id, address, host, at)
    SELECT :id, u.workspace_id, u.id, u.face, 'password_chosen', u.id, :address, :host, :now
    FROM hosts h JOIN users u ON u.id = :user AND u.workspace_id = h.workspace_id WHERE h.host = :host AND changes() > 0")
        .bind("host", scope.host.as_str())
        .bind("user", user)
        .bind("id", id)
        .bind("address", scope.address.as_str())
        .bind("now", scope.now)
}

/// The trail of whoever is in.
pub fn event(scope: &Scope, id: EventId, action: &str, user: UserId) -> Query<Changes> {
    Query::named("INSERT INTO events (id, workspace_id, actor_id, face, action, subject_id, address, host, at)
    SELECT :id, h.workspace_id, :user, h.face, :action, :user, :address, :host, :now FROM hosts h WHERE h.host = :host")
        .bind("host", scope.host.as_str())
        .bind("id", id)
        .bind("user", user)
        .bind("action", action)
        .bind("address", scope.address.as_str())
        .bind("now", scope.now)
}
