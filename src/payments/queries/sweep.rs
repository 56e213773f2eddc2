//! Statements of the sweep, which asks providers about attempts in every workspace.
use crate::{
    db::{
        page::Cursor,
        query::{Changes, Query},
    },
    kit::ids::AttemptId,
    payments::Attempt,
};
use serde::Deserialize;

/// How many attempts the sweep asks about at once.
pub const CHECKED: i64 = 20;

/// The attempts that the provider is to be asked about, with where its page leads back to.
#[derive(Debug, Clone, Deserialize)]
pub struct ToCheck {
    pub id: AttemptId,
    /// Whether one of its invoices takes less by now than it pays of it.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_stale: bool,
    pub host: String,
    pub next_check_at: i64,
}

pub fn to_check(now: i64, from: &Cursor) -> Query<Vec<ToCheck>> {
    Query::new(
        "SELECT t.id, t.next_check_at, t.state = 'open' AND EXISTS (SELECT 1 FROM json_each(t.shares) j LEFT JOIN invoices i ON i.id = j.value ->> 'invoice'
             AND i.state = 'issued' AND i.total - i.paid >= j.value ->> 'amount' WHERE i.id IS NULL) AS is_stale, coalesce((SELECT h.host FROM hosts h WHERE h.workspace_id = t.workspace_id AND h.face = 'client' AND h.is_canonical = 1), '') AS host
         FROM attempts t INDEXED BY attempts_to_check
         WHERE t.next_check_at IS NOT NULL AND t.next_check_at <= :now AND (t.next_check_at, t.id) > (:after, :after_id)
         ORDER BY t.next_check_at, t.id LIMIT :checked",
    )
    .bind("now", now)
    .bind("after", from.key())
    .bind("after_id", from.id())
    .bind("checked", CHECKED)
}

/// Stores what the provider answered while nothing else changed, and when it is asked again.
pub fn asked(it: &Attempt, next_check_at: i64) -> Query<Changes> {
    Query::new(
        "UPDATE attempts SET state = :state, url = :url, session = :provider_session, fault = :fault, next_check_at = :next_check_at, version = version + (state <> :state)
         WHERE id = :id AND version = :seen AND state IN ('starting', 'open', 'pending')",
    )
    .bind("id", it.id)
    .bind("seen", it.version)
    .bind("state", it.state.word())
    .bind("url", it.url.as_str())
    .bind("provider_session", it.session.clone())
    .bind("fault", it.fault.as_str())
    .bind("next_check_at", next_check_at)
    .repeats()
}
