//! What people do with their own sessions: each follows an event of theirs.
use super::super::{LIFETIME, MOST_FOR_ACCOUNT, Try, WINDOW};
use crate::{
    db::{
        scope::{Scope, anyone},
        write::{Follower, Write, begins, follows},
    },
    kit::ids::UserId,
    mail::{self, Letter, Recipients},
    users,
};

pub fn end_one(digest: &str) -> Follower {
    Follower::named(follows!(
        "UPDATE sessions SET ended_at = (SELECT at FROM it)
         WHERE digest = :digest AND user_id = (SELECT actor_id FROM it) AND ended_at IS NULL AND workspace_id = (SELECT workspace_id FROM it)"
    ))
        .bind("digest", digest)
}

/// Ends all of them but one, or all where none is named.
pub fn end_all_but(kept: &str) -> Follower {
    Follower::named(follows!(
        "UPDATE sessions SET ended_at = (SELECT at FROM it)
         WHERE user_id = (SELECT actor_id FROM it) AND digest <> :kept AND ended_at IS NULL AND workspace_id = (SELECT workspace_id FROM it)"
    ))
        .bind("kept", kept)
}

/// Ends what was mailed to let them in.
pub fn end_codes() -> Follower {
    Follower::named(follows!(
        "UPDATE codes SET ended_at = (SELECT at FROM it)
         WHERE user_id = (SELECT actor_id FROM it) AND ended_at IS NULL AND workspace_id = (SELECT workspace_id FROM it)"
    ))
}

/// Sets the password of whoever is signed in, if what they typed was compared with the one they still
/// have and they are not locked out. This browser goes on in the session `fresh`; every other one ends.
pub fn change_password(
    scope: &Scope,
    (user, old, it): (UserId, Option<&str>, &Try),
    hash: &str,
    (fresh, device): (&str, &str),
    letter: &Letter,
) -> Write {
    Write::named(
        "password_changed",
        user,
        begins!(
            anyone,
            "JOIN users u ON u.id = me.user_id AND u.password IS :old
             WHERE NOT EXISTS (SELECT 1 FROM sign_in_failures f WHERE f.workspace_id = me.workspace_id AND f.face = me.face AND f.who = :account
               AND f.count >= :most_for_account AND f.since + :window > :now)"
        ),
    )
    .bind("old", old)
    .bind("account", it.account.as_str())
    .bind("most_for_account", MOST_FOR_ACCOUNT)
    .bind("window", WINDOW)
    .with([
        users::set_password(hash),
        renew(scope, fresh, device),
        end_all_but(fresh),
        end_codes(),
        mail::to(Recipients::Actor, letter),
    ])
}

/// A new session in place of this visit's, with what was shown for that one. Whoever got in by having
/// lost the password has now set one, and does so but once.
fn renew(scope: &Scope, digest: &str, device: &str) -> Follower {
    Follower::named(follows!(
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
