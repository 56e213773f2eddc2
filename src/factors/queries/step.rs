//! Statements of the second step of signing in: right and wrong codes, and the lock.
use super::Entering;
use crate::{
    db::{
        change::Sent,
        scope::{Scope, begun},
        write::{Write, begins, follows},
    },
    http::form::Form,
    kit::ids::UserId,
    mail::{self, Letter, Recipients},
    sessions,
};

/// Completes the sign-in by a code of the app, whose time step is later than the last one used.
pub fn by_app(
    scope: &Scope,
    form: &Form,
    (user, step): (UserId, i64),
    answer: &str,
    entry: &Entering<'_>,
) -> Sent {
    Write::begin(
        "factor_shown",
        user,
        begins!(
            begun,
            "JOIN authenticators a ON a.user_id = me.user_id AND a.confirmed_at IS NOT NULL AND a.last_step < :step"
        ),
    )
    .bind("step", step)
    .note("Authenticator app")
    .then(follows!(
        "UPDATE authenticators SET last_step = :step
         WHERE user_id = (SELECT actor_id FROM it) AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with(entry.begins(scope))
    .with([sessions::forgive_tries(sessions::Step::Factor)])
    .sent_by(scope, form, entry.event, answer)
}

/// Completes the sign-in by a recovery code, which works once; its owner gets a mail.
pub fn by_code(
    scope: &Scope,
    form: &Form,
    (user, digest): (UserId, &str),
    (letter, answer): (&Letter, &str),
    entry: &Entering<'_>,
) -> Sent {
    Write::begin(
        "factor_shown",
        user,
        begins!(
            begun,
            "JOIN recovery_codes c ON c.user_id = me.user_id AND c.digest = :digest AND c.used_at IS NULL"
        ),
    )
    .bind("digest", digest)
    .note("Recovery code")
    .then(follows!(
        "UPDATE recovery_codes SET used_at = (SELECT at FROM it)
         WHERE user_id = (SELECT actor_id FROM it) AND digest = :digest AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with([mail::to(Recipients::User(user), letter)])
    .with(entry.begins(scope))
    .with([sessions::forgive_tries(sessions::Step::Factor)])
    .sent_by(scope, form, entry.event, answer)
}

/// Records a wrong code.
pub fn refused(user: UserId) -> Write {
    of_half_way("factor_refused", user)
}

/// Records that the second step is locked, and mails the owner of the account.
pub fn locked(user: UserId, letter: &Letter) -> Write {
    of_half_way("factor_locked", user).with([mail::to(Recipients::User(user), letter)])
}

/// An event of a user who has begun to sign in.
fn of_half_way(action: &'static str, user: UserId) -> Write {
    Write::begin(action, user, begins!(begun, "WHERE me.user_id = :user")).bind("user", user)
}
