//! Mails about a person's own access. Nobody can do without them, so none of them can be muted.
use super::{super::Notice, Task, UserId};
use crate::db::{
    query::{Changes, Query, as_json},
    write::{Follower, follows},
};

/// A mail to whoever did it.
pub fn to_actor(notice: &Notice) -> Follower {
    Follower::new(
        follows!(
            "INSERT INTO outbox (id, workspace_id, event_id, kind, task, to_user_id, to_email, to_name, state, next_at, created_at)
             SELECT lower(hex(randomblob(16))), it.workspace_id, it.id, 'mail', ?2, u.id, u.email, u.name, 'queued', it.at, it.at
             FROM it JOIN users u ON u.id = it.actor_id AND u.workspace_id = it.workspace_id"
        ),
        [as_json(&Task::Notice(notice.clone()))],
    )
}

/// A mail to a user at an address that is not theirs yet, or no longer.
pub fn to_user_at(user: UserId, email: &str, task: &Task) -> Follower {
    Follower::new(
        follows!(
            "INSERT INTO outbox (id, workspace_id, event_id, kind, task, to_user_id, to_email, to_name, state, next_at, created_at)
             SELECT lower(hex(randomblob(16))), it.workspace_id, it.id, 'mail', ?4, u.id, ?3, u.name, 'queued', it.at, it.at
             FROM it JOIN users u ON u.id = ?2 AND u.workspace_id = it.workspace_id"
        ),
        [user.into(), email.into(), as_json(task)],
    )
}

/// Keeps the digest of the code that a mail is about to carry, if it is still the newest one asked for.
pub fn draw(mail: &str, digest: &str, now: i64) -> Query<Changes> {
    Query::new(
        "UPDATE address_changes SET code = ?2, tries = 0 WHERE expires_at > ?3
         AND (user_id, event_id, email) IN (SELECT to_user_id, event_id, to_email FROM outbox WHERE id = ?1)",
        [mail.into(), digest.into(), now.into()],
    )
}
