//! Whoever is signed in shows again that it is them.
use crate::{
    db::{
        scope::{Scope, begun},
        write::{Write, begins, follows},
    },
    kit::ids::UserId,
    sessions::{self, MOST_FOR_ACCOUNT, Try, WINDOW, unlocked},
};

/// What was typed, and was right.
#[derive(Debug, Clone, Copy)]
pub enum Evidence {
    Password,
    /// And a code of the app, of this step.
    Both {
        step: i64,
    },
}

/// By the `password` that was compared with what they typed, and by a code of the app where they have
/// a second factor. While the account is locked to passwords it proves nothing.
pub fn by_password(
    scope: &Scope,
    user: UserId,
    (password, evidence): (&str, Evidence),
    it: &Try,
) -> Write {
    let (step, note) = match evidence {
        Evidence::Password => (None, "Password"),
        Evidence::Both { step } => (Some(step), "Password and authenticator app"),
    };
    Write::begin(
        "proved",
        user,
        begins!(
            begun,
            concat!(
                "JOIN users u ON u.id = me.user_id AND u.password = ?13
                 LEFT JOIN authenticators a ON a.user_id = u.id AND a.confirmed_at IS NOT NULL
                 WHERE (u.factors = 1 OR a.last_step < ?17) AND ",
                unlocked!("me", "?14", "?3", "?15", "?16")
            )
        ),
        [
            password.into(),
            it.account.as_str().into(),
            MOST_FOR_ACCOUNT.into(),
            WINDOW.into(),
            step.into(),
        ],
    )
    .note(note)
    .then(
        follows!(
            "UPDATE authenticators SET last_step = max(last_step, coalesce(?2, 0))
             WHERE user_id = (SELECT actor_id FROM it) AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        [step.into()],
    )
    .with([sessions::proven(scope), sessions::forgiven(scope, it)])
}
