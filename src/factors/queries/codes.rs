//! Statements about recovery codes.
use super::fresh;
use crate::{
    db::{
        query::as_json,
        scope::begun,
        write::{Follower, Write, begins, follows},
    },
    kit::ids::UserId,
    mail::{self, Letter, Recipients},
    users::PROOF,
};

/// Replaces the recovery codes of a user who has a second factor.
pub fn make_codes(user: UserId, digests: &[String], letter: &Letter) -> Write {
    Write::begin("recovery_codes_made", user, begins!(begun, fresh!("WHERE u.factors = 2")))
        .bind("proof", PROOF)
        .with(keep(digests))
        .with([mail::to(Recipients::User(user), letter)])
}

/// Replaces the stored digests.
pub fn keep(digests: &[String]) -> [Follower; 2] {
    [
        Follower::new(follows!(
            "DELETE FROM recovery_codes WHERE user_id = (SELECT actor_id FROM it) AND workspace_id = (SELECT workspace_id FROM it)"
        )),
        Follower::new(follows!(
            "INSERT INTO recovery_codes (workspace_id, user_id, digest)
             SELECT it.workspace_id, it.actor_id, d.value FROM it, json_each(:digests) d"
        ))
        .bind("digests", as_json(&digests)),
    ]
}

/// Deletes the recovery codes of a user who has no second factor left.
pub fn drop_unneeded(user: UserId) -> Follower {
    Follower::new(follows!(
        "DELETE FROM recovery_codes WHERE user_id = :user AND workspace_id = (SELECT workspace_id FROM it)
         AND EXISTS (SELECT 1 FROM users u WHERE u.id = :user AND u.factors = 1)"
    ))
    .bind("user", user)
}
