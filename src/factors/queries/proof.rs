//! Statements by which a signed-in user proves their identity again.
use crate::{
    db::{
        scope::{Scope, begun},
        write::{Write, begins, follows},
    },
    kit::ids::UserId,
    sessions::{self, Step},
};

/// What was typed and is right.
#[derive(Debug, Clone, Copy)]
pub enum Evidence {
    Password,
    /// And a code of the app, of this step.
    Both {
        step: i64,
    },
}

/// Records the proof by the `password` that the typed one was compared with, and by a code of the app if
/// there is a second factor.
pub fn by_password(scope: &Scope, user: UserId, (password, evidence): (&str, Evidence)) -> Write {
    let (step, note) = match evidence {
        Evidence::Password => (None, "Password"),
        Evidence::Both { step } => (Some(step), "Password and authenticator app"),
    };
    Write::begin(
        "proved",
        user,
        begins!(
            begun,
            "JOIN users u ON u.id = me.user_id AND u.password = :password
             LEFT JOIN authenticators a ON a.user_id = u.id AND a.confirmed_at IS NOT NULL
             WHERE u.factors = 1 OR a.last_step < :step"
        ),
    )
    .bind("password", password)
    .bind("step", step)
    .note(note)
    .then(follows!(
        "UPDATE authenticators SET last_step = max(last_step, coalesce(:step, 0))
         WHERE user_id = (SELECT actor_id FROM it) AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with([sessions::proven(scope), sessions::forgive_tries(Step::Proof)])
}
