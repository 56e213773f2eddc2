//! The statement that deletes rejected sign-ups.
use crate::db::query::{Changes, Query};

/// Deletes up to 500 sign-ups that were rejected longer ago than their workspace keeps them.
pub fn forget(now: i64) -> Query<Changes> {
    Query::new(
        "DELETE FROM sign_ups WHERE id IN (SELECT s.id FROM workspaces w CROSS JOIN sign_ups s INDEXED BY sign_ups_by_state
           ON s.workspace_id = w.id AND s.state = 'rejected' AND s.created_at < :now - w.keeps_sign_up_days * 86400000
           WHERE s.decided_at < :now - w.keeps_sign_up_days * 86400000 LIMIT 500)",
    )
    .bind("now", now)
}
