//! Statements about sessions. The scope is made from these, so they are not scoped themselves.
mod codes;
mod own;
mod steps;
mod tries;
pub use codes::{Asking, Drawn, arm, ask, miss, of_browser, of_link, redeem, try_code};
pub use own::{change_password, end_all_but, end_codes, end_one};
pub use steps::{forgive_tries, step_tries, tried};
pub use tries::{
    Kept, awaiting, candidate, claim, failures, forgiven, lock, lock_proof, noted, own, proven,
    signed_in,
};

use super::{CHOOSING, LIFETIME, Method, SignInUser, jobs::NewDevice};
use crate::{
    db::{
        query::{Changes, Query},
        scope::{Scope, alive, door, system},
        write::{Follower, Write, begins, follows},
    },
    kit::{
        ids::{ContactId, UserId, WorkspaceId},
        zoned::DAY,
    },
    mail::{self, Recipients},
};
use serde::Deserialize;

/// What the operator says in every invitation of a client.
#[derive(Debug, Deserialize)]
pub struct InvitationWords {
    pub words: String,
}

pub fn invitation_words(workspace: WorkspaceId) -> Query<Option<InvitationWords>> {
    Query::new("SELECT w.invitation_words AS words FROM workspaces w WHERE w.id = :workspace")
        .bind("workspace", workspace)
}

/// Begins a session after a sign-in: ends the one this browser had, and mails its owner if it is on
/// a device they never used. `how` is the method, and how many factors were shown.
pub fn begin(scope: &Scope, digest: &str, device: &str, how: (Method, i64)) -> [Follower; 3] {
    let newcomer = NewDevice { device: device.to_owned(), at: scope.now };
    [
        end_this(scope),
        start(digest, (device, &scope.address), how),
        mail::to(Recipients::Newcomer { session: digest }, &newcomer),
    ]
}

/// Inserts the session of the user who signed in. The session of an invited user, which only lets them
/// choose a password, ends sooner.
fn start(
    digest: &str,
    (device, address): (&str, &str),
    (method, factors): (Method, i64),
) -> Follower {
    Follower::new(follows!(
        "INSERT INTO sessions (digest, workspace_id, user_id, face, device, address, created_at, seen_at, proven_at, expires_at, method, factors)
         SELECT :digest, it.workspace_id, u.id, u.face, :device, :address, it.at, it.at, it.at,
           it.at + CASE u.state WHEN 'invited' THEN :choosing ELSE :lifetime END, :method, :factors
         FROM it JOIN users u ON u.id = it.actor_id AND u.workspace_id = it.workspace_id AND u.state <> 'disabled'"
    ))
    .bind("digest", digest)
    .bind("device", device)
    .bind("address", address)
    .bind("lifetime", LIFETIME)
    .bind("choosing", CHOOSING)
    .bind("method", method.word())
    .bind("factors", factors)
}

/// Uses up the temporary password that an invited user signed in with. They have a day to choose the
/// permanent one.
pub fn spend() -> Follower {
    Follower::new(follows!(
        "UPDATE users SET spent_password = password, password = NULL, temporary_until = min(temporary_until, (SELECT at FROM it) + :choosing)
         WHERE id = (SELECT actor_id FROM it) AND workspace_id = (SELECT workspace_id FROM it) AND state = 'invited'"
    ))
    .bind("choosing", CHOOSING)
}

/// Replaces the hash of the permanent password that a user signed in with.
pub fn renew(user: &SignInUser, hash: &str) -> Follower {
    Follower::new(follows!(
        "UPDATE users SET password = :hash
         WHERE id = (SELECT actor_id FROM it) AND workspace_id = (SELECT workspace_id FROM it) AND state = 'active' AND password = :was"
    ))
    .bind("was", user.password.as_deref())
    .bind("hash", hash)
}

/// Sets a new temporary password for a user who is still invited and still has the address that it is
/// mailed to.
pub fn invite(user: UserId, email: &str, hash: &str, until: i64) -> Write {
    Write::begin(
        "temporary_password_made",
        user,
        begins!(
            system,
            "JOIN users u ON u.workspace_id = me.workspace_id AND u.id = :user AND u.state = 'invited' AND u.email = :email"
        ),
    )
    .bind("user", user)
    .bind("email", email)
    .bind("hash", hash)
    .bind("until", until)
    .then(follows!(
        "UPDATE users SET password = :hash, temporary_until = :until WHERE id = :user AND workspace_id = (SELECT workspace_id FROM it)"
    ))
}

/// Selects the temporary password that an invited user signed in with.
pub fn spent(scope: &Scope) -> Query<Option<Kept>> {
    scope.query(concat!(
        "SELECT u.spent_password AS password ",
        alive!(),
        "JOIN users u ON u.id = s.user_id AND u.workspace_id = h.workspace_id AND u.state = 'invited' WHERE h.host = :host"
    ))
}

/// Deletes up to 1,000 rows each of codes, sessions and failure counts that ended long ago.
pub fn forget(now: i64) -> (Query<Changes>, Query<Changes>, Query<Changes>) {
    (
        codes::forget(now - DAY),
        Query::new("DELETE FROM sessions WHERE digest IN
                    (SELECT s.digest FROM sessions s WHERE s.ended_at < :now OR s.expires_at < :now LIMIT 1000)")
            .bind("now", now - LIFETIME),
        Query::new("DELETE FROM sign_in_failures WHERE (workspace_id, face, who) IN
                    (SELECT f.workspace_id, f.face, f.who FROM sign_in_failures f WHERE f.since < :now LIMIT 1000)")
            .bind("now", now - DAY),
    )
}

/// Ends the session of this visit.
fn end_this(scope: &Scope) -> Follower {
    Follower::new(follows!(
        "UPDATE sessions SET ended_at = (SELECT at FROM it)
         WHERE digest = :session AND ended_at IS NULL AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("session", scope.session.as_str())
}

/// Records when the session of this visit was last used, and from which network address.
pub fn seen(scope: &Scope) -> Query<Changes> {
    Query::new("UPDATE sessions SET seen_at = :now, address = :address WHERE digest = :session AND ended_at IS NULL")
        .bind("session", scope.session.as_str())
        .bind("now", scope.now)
        .bind("address", scope.address.as_str())
        .repeats()
}

/// Signs out, also while a password is to be chosen or a second factor to be shown.
pub fn end(scope: &Scope, user: UserId) -> Write {
    Write::begin(
        "signed_out",
        user,
        begins!(
            door,
            actor = "u.id",
            subject = "u.id",
            "JOIN sessions s ON s.digest = :session AND s.workspace_id = me.workspace_id AND s.ended_at IS NULL
             JOIN users u ON u.id = s.user_id"
        ),
    )
    .with([end_this(scope)])
}

/// Sets the permanent password of the invited user of this session and ends their sessions; `digest` is
/// that of the new session.
pub fn choose(scope: &Scope, user: UserId, hash: &str, digest: &str, device: &str) -> Write {
    Write::begin(
        "password_chosen",
        user,
        begins!(
            door,
            actor = "u.id",
            subject = "u.id",
            "JOIN users u ON u.id = :user AND u.workspace_id = me.workspace_id AND u.state = 'invited'
             JOIN sessions s ON s.digest = :session AND s.user_id = u.id AND s.ended_at IS NULL AND s.expires_at > :now"
        ),
    )
    .bind("user", user)
    .bind("hash", hash)
    .then(follows!(
        "UPDATE users SET password = :hash, spent_password = NULL, temporary_until = NULL, state = 'active', activated_at = (SELECT at FROM it)
         WHERE id = :user AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with(begin(scope, digest, device, (Method::Password, 1)))
    .with([end_all_but(digest)])
}

/// Ends the codes and links that were mailed to a contact and can still be used.
pub fn end_codes_of_contact(contact: ContactId) -> Follower {
    Follower::new(follows!(
        "UPDATE codes SET ended_at = (SELECT at FROM it)
         WHERE created_at > (SELECT at FROM it) - :day AND ended_at IS NULL AND workspace_id = (SELECT workspace_id FROM it)
           AND user_id = (SELECT id FROM users WHERE contact_id = :contact)"
    ))
    .bind("contact", contact)
    .bind("day", DAY)
}

/// Ends every session of a contact.
pub fn end_of_contact(contact: ContactId) -> Follower {
    Follower::new(follows!(
        "UPDATE sessions SET ended_at = (SELECT at FROM it)
         WHERE user_id = (SELECT id FROM users WHERE contact_id = :contact) AND ended_at IS NULL AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("contact", contact)
}

/// Ends every session of a user.
pub fn end_of(user: UserId) -> Follower {
    Follower::new(follows!(
        "UPDATE sessions SET ended_at = (SELECT at FROM it)
         WHERE user_id = :user AND ended_at IS NULL AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("user", user)
}
