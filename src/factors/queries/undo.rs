//! What staff undo for somebody who is locked out.
use crate::{
    db::{
        query::Query,
        scope::{Scope, staff},
        write::{Write, begins, follows},
    },
    kit::ids::{ContactId, UserId},
    mail::{self, Letter, Recipients},
    sessions,
    users::{self, PROOF},
};
use serde::Deserialize;

/// Whose factors are to be undone.
#[derive(Debug, Deserialize)]
pub struct Whose {
    pub id: UserId,
    pub name: String,
    pub factors: i64,
}

pub fn whose_contact(scope: &Scope, contact: ContactId) -> Query<Option<Whose>> {
    scope.query(
        staff!(
            "SELECT u.id, u.name, u.factors FROM me JOIN users u ON u.workspace_id = me.workspace_id AND u.contact_id = ?4"
        ),
        [contact.into()],
    )
}

pub fn whose_user(scope: &Scope, user: UserId) -> Query<Option<Whose>> {
    scope.query(
        staff!(
            "SELECT u.id, u.name, u.factors FROM me
             JOIN users u ON u.workspace_id = me.workspace_id AND u.id = ?4 AND u.face = 'ops'"
        ),
        [user.into()],
    )
}

/// Undoes the factors of a user who is not the visitor, for an administrator who signed in just now.
/// `subject` is what the history tells it of; every session of theirs ends.
pub fn undo(
    subject: impl std::fmt::Display,
    (face, user): (&'static str, UserId),
    letter: &Letter,
) -> Write {
    Write::begin(
        "factors_reset",
        subject,
        begins!(
            staff,
            "JOIN sessions s ON s.digest = ?2 AND s.proven_at > ?3 - ?13
             JOIN users u ON u.workspace_id = me.workspace_id AND u.id = ?14 AND u.face = ?15 AND u.id <> me.user_id AND u.factors = 2"
        ),
        [PROOF.into(), user.into(), face.into()],
    )
    .then(
            follows!("DELETE FROM authenticators WHERE user_id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"),
            [user.into()],
        )
    .then(
            follows!("DELETE FROM passkeys WHERE user_id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"),
            [user.into()],
        )
    .then(
            follows!("DELETE FROM recovery_codes WHERE user_id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"),
            [user.into()],
        )
    .with([users::count_factors(user), sessions::end_of(user), mail::to(Recipients::User(user), letter)])
}
