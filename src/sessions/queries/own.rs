//! Statements by which users end and renew their own sessions. Each follows an event of theirs.
use super::{
    super::{LIFETIME, Step},
    forgive_tries,
};
use crate::{
    db::{
        scope::{Scope, anyone},
        write::{Follower, Write, begins, follows},
    },
    kit::ids::UserId,
    mail::{self, Letter, Recipients},
    users,
};

/// Ends one of their sessions.
pub fn end_one(digest: &str) -> Follower {
    Follower::new(follows!(
        "UPDATE sessions SET ended_at = (SELECT at FROM it)
         WHERE digest = :digest AND user_id = (SELECT actor_id FROM it) AND ended_at IS NULL AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("digest", digest)
}

/// Ends all their sessions but `kept`; all of them if it is empty.
pub fn end_all_but(kept: &str) -> Follower {
    Follower::new(follows!(
        "UPDATE sessions SET ended_at = (SELECT at FROM it)
         WHERE user_id = (SELECT actor_id FROM it) AND digest <> :kept AND ended_at IS NULL AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("kept", kept)
}

/// Ends the codes and links that were mailed to them.
pub fn end_codes() -> Follower {
    Follower::new(follows!(
        "UPDATE codes SET ended_at = (SELECT at FROM it)
         WHERE user_id = (SELECT actor_id FROM it) AND ended_at IS NULL AND workspace_id = (SELECT workspace_id FROM it)"
    ))
}

/// Changes the password of the visitor, if `old`, which the typed one was compared with, is still
/// theirs. This browser continues with the session `fresh`; every other session ends.
pub fn change_password(
    scope: &Scope,
    (user, old): (UserId, Option<&str>),
    hash: &str,
    (fresh, device): (&str, &str),
    letter: &Letter,
) -> Write {
    Write::begin(
        "password_changed",
        user,
        begins!(anyone, "JOIN users u ON u.id = me.user_id AND u.password IS :old"),
    )
    .bind("old", old)
    .with([
        users::set_password(hash),
        renew(scope, fresh, device),
        end_all_but(fresh),
        end_codes(),
        forgive_tries(Step::Proof),
        mail::to(Recipients::Actor, letter),
    ])
}

/// Inserts a new session in place of this visit's, with the same factors. A session got by a mail for a
/// lost password becomes an ordinary one, as the password may be set only once without the old one.
fn renew(scope: &Scope, digest: &str, device: &str) -> Follower {
    Follower::new(follows!(
        "INSERT INTO sessions (digest, workspace_id, user_id, face, device, address, created_at, seen_at, proven_at, expires_at, method, factors)
         SELECT :digest, it.workspace_id, s.user_id, s.face, :device, :address, it.at, it.at, s.proven_at, it.at + :lifetime,
           CASE s.method WHEN 'reset' THEN 'code' ELSE s.method END, s.factors
         FROM it JOIN sessions s ON s.digest = :session AND s.user_id = it.actor_id"
    ))
    .bind("digest", digest)
    .bind("device", device)
    .bind("address", scope.address.as_str())
    .bind("lifetime", LIFETIME)
    .bind("session", scope.session.as_str())
}
