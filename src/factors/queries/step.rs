//! The second step: a factor is shown, refused, or locked for a while.
use super::Entering;
use crate::{
    db::{
        query::{Changes, Query},
        scope::{Scope, begun},
        write::{Sent, TaskId, Write, begins, follows, tasks},
    },
    http::form::Form,
    kit::ids::{EventId, UserId},
    mail::{self, Letter, Recipients},
    sessions,
};

/// A code of the app, of a step later than the last one used, lets a session in that was half-way.
pub fn by_app(
    scope: &Scope,
    form: &Form,
    (user, step): (UserId, i64),
    answer: &str,
    entry: &Entering<'_>,
) -> Sent {
    Write::named(
        "factor_shown",
        user,
        begins!(
            begun,
            "JOIN authenticators a ON a.user_id = me.user_id AND a.confirmed_at IS NOT NULL AND a.last_step < :step"
        ),
    )
    .bind("step", step)
    .note("Authenticator app")
    .then_named(follows!(
        "UPDATE authenticators SET last_step = :step
         WHERE user_id = (SELECT actor_id FROM it) AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .sent_by(scope, form, entry.event, answer)
    .followed_by(entry.begins(scope))
    .followed_by(sessions::forgive_tries(entry.event))
}

/// A recovery code does the same, once; its owner is told.
pub fn by_code(
    scope: &Scope,
    form: &Form,
    (user, digest): (UserId, &str),
    (letter, answer): (&Letter, &str),
    entry: &Entering<'_>,
) -> Sent {
    Write::named(
        "factor_shown",
        user,
        begins!(
            begun,
            "JOIN recovery_codes c ON c.user_id = me.user_id AND c.digest = :digest AND c.used_at IS NULL"
        ),
    )
    .bind("digest", digest)
    .note("Recovery code")
    .then_named(follows!(
        "UPDATE recovery_codes SET used_at = (SELECT at FROM it)
         WHERE user_id = (SELECT actor_id FROM it) AND digest = :digest AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with([mail::to(Recipients::User(user), letter)])
    .sent_by(scope, form, entry.event, answer)
    .followed_by(entry.begins(scope))
    .followed_by(sessions::forgive_tries(entry.event))
}

/// Records a wrong code.
pub fn refused(scope: &Scope, event: EventId, user: UserId) -> Query<Changes> {
    sessions::event(scope, event, "factor_refused", user)
}

/// Records the lockout after too many wrong codes, and mails the owner of the account.
pub fn locked(
    scope: &Scope,
    event: EventId,
    user: UserId,
    letter: &Letter,
) -> (Query<Changes>, Query<Changes>, Query<Vec<TaskId>>) {
    (
        sessions::event(scope, event, "factor_locked", user),
        mail::to(Recipients::User(user), letter).after(event),
        tasks(&[event]),
    )
}
