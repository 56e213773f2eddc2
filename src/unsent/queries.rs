//! Statements about forms that were not carried out.
use super::{KEPT, MOST};
use crate::{
    db::{
        query::{Changes, Query},
        scope::{Scope, anyone, door},
    },
    kit::ids::UserId,
};
use serde::Deserialize;

/// Keeps a form for a user, in place of an earlier one with the same key, unless too many are kept.
pub fn keep(scope: &Scope, id: &str, user: UserId, sealed: &str) -> Query<Changes> {
    scope
        .query(door!(
            "INSERT INTO unsent_forms (id, workspace_id, user_id, sealed, expires_at)
             SELECT :id, me.workspace_id, u.id, :sealed, :now + :kept FROM me
             JOIN users u ON u.id = :user AND u.workspace_id = me.workspace_id AND u.face = me.face
             WHERE (SELECT count(*) FROM unsent_forms f WHERE f.user_id = u.id AND f.id <> :id AND f.expires_at > :now) < :most
             ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed, expires_at = excluded.expires_at"
        ))
        .bind("id", id)
        .bind("user", user)
        .bind("sealed", sealed)
        .bind("kept", KEPT)
        .bind("most", MOST)
}

/// A form as it is stored, encrypted.
#[derive(Debug, Deserialize)]
pub struct SealedForm {
    pub sealed: String,
}

/// Selects a form that is kept for the visitor.
pub fn kept(scope: &Scope, id: &str) -> Query<Option<SealedForm>> {
    scope
        .query(anyone!(
            "SELECT f.sealed FROM me JOIN unsent_forms f ON f.id = :id AND f.user_id = me.user_id AND f.workspace_id = me.workspace_id
             AND f.expires_at > :now"
        ))
        .bind("id", id)
}

/// Deletes up to 1,000 forms that were kept long enough.
pub fn forget(now: i64) -> Query<Changes> {
    Query::new(
        "DELETE FROM unsent_forms WHERE id IN (SELECT f.id FROM unsent_forms f WHERE f.expires_at <= :now LIMIT 1000)",
    )
    .bind("now", now)
}
