//! Statements that set up an authenticator app, confirm it and remove it.
use super::{Entering, codes, fresh, spare};
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
    users::{self, PROOF},
};

/// Stores a secret that is not confirmed yet; it replaces an earlier one.
pub fn begin_app(user: UserId, sealed: &str) -> Write {
    Write::begin(
        "authenticator_begun",
        user,
        begins!(
            begun,
            fresh!("WHERE NOT EXISTS (SELECT 1 FROM authenticators a WHERE a.user_id = me.user_id AND a.confirmed_at IS NOT NULL)")
        ),
    )
    .bind("proof", PROOF)
    .bind("sealed", sealed)
    .then(follows!(
        "INSERT INTO authenticators (user_id, workspace_id, sealed, begun_at)
         SELECT it.actor_id, it.workspace_id, :sealed, it.at FROM it WHERE true
         ON CONFLICT (user_id) DO UPDATE SET sealed = excluded.sealed, begun_at = excluded.begun_at, last_step = 0
           WHERE confirmed_at IS NULL"
    ))
}

/// Confirms the secret after its first code was right. `codes` are the digests of new recovery codes, if
/// there were none. Every session ends, and a new one begins.
pub fn confirm_app(
    scope: &Scope,
    form: &Form,
    (user, sealed, step): (UserId, &str, i64),
    digests: Option<&[String]>,
    (letter, answer): (&Letter, &str),
    entry: &Entering<'_>,
) -> Sent {
    Write::begin(
        "authenticator_added",
        user,
        begins!(
            begun,
            fresh!("JOIN authenticators a ON a.user_id = me.user_id AND a.sealed = :sealed AND a.confirmed_at IS NULL")
        ),
    )
    .bind("proof", PROOF)
    .bind("sealed", sealed)
    .bind("step", step)
    .then(follows!(
        "UPDATE authenticators SET confirmed_at = (SELECT at FROM it), last_step = :step
         WHERE user_id = (SELECT actor_id FROM it) AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with(digests.into_iter().flat_map(codes::keep))
    .with([users::count_factors(user), mail::to(Recipients::User(user), letter)])
    .with(entry.begins(scope))
    .with([sessions::end_all_but(&entry.digest)])
    .sent_by(scope, form, entry.event, answer)
}

/// Removes the app, and the recovery codes if it was the last factor; other sessions end.
pub fn remove_app(user: UserId, session: &str, letter: &Letter) -> Write {
    Write::begin(
        "authenticator_removed",
        user,
        begins!(
            begun,
            fresh!(
                "JOIN authenticators a ON a.user_id = me.user_id AND a.confirmed_at IS NOT NULL WHERE ",
                spare!("1")
            )
        ),
    )
    .bind("proof", PROOF)
    .then(follows!(
        "DELETE FROM authenticators WHERE user_id = (SELECT actor_id FROM it) AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with([users::count_factors(user), codes::drop_unneeded(user), mail::to(Recipients::User(user), letter)])
    .with([sessions::end_all_but(session)])
}
