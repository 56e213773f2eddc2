//! Statements by which an administrator removes the factors of another user.
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

/// The user whose factors are to be removed.
#[derive(Debug, Deserialize)]
pub struct Whose {
    pub id: UserId,
    pub name: String,
    pub factors: i64,
}

/// Selects the user of a contact.
pub fn whose_contact(scope: &Scope, contact: ContactId) -> Query<Option<Whose>> {
    scope.query(staff!(
        "SELECT u.id, u.name, u.factors FROM me JOIN users u ON u.workspace_id = me.workspace_id AND u.contact_id = :contact"
    ))
    .bind("contact", contact)
}

/// Selects a member of staff.
pub fn whose_user(scope: &Scope, user: UserId) -> Query<Option<Whose>> {
    scope
        .query(staff!(
            "SELECT u.id, u.name, u.factors FROM me
             JOIN users u ON u.workspace_id = me.workspace_id AND u.id = :user AND u.face = 'ops'"
        ))
        .bind("user", user)
}

/// Removes the factors of another user and ends their sessions, if the visitor proved their identity
/// recently. `subject` is the contact or the user whose history has the event.
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
            "JOIN sessions s ON s.digest = :session AND s.proven_at > :now - :proof
             JOIN users u ON u.workspace_id = me.workspace_id AND u.id = :user AND u.face = :face AND u.id <> me.user_id AND u.factors = 2"
        ),
    )
    .bind("proof", PROOF)
    .bind("user", user)
    .bind("face", face)
    .then(follows!("DELETE FROM authenticators WHERE user_id = :user AND workspace_id = (SELECT workspace_id FROM it)"))
    .then(follows!("DELETE FROM passkeys WHERE user_id = :user AND workspace_id = (SELECT workspace_id FROM it)"))
    .then(follows!("DELETE FROM recovery_codes WHERE user_id = :user AND workspace_id = (SELECT workspace_id FROM it)"))
    .with([users::count_factors(user), sessions::end_of(user), mail::to(Recipients::User(user), letter)])
}
