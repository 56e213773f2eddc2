//! Statements about users.
use super::User;
use crate::{query::Query, scope::Scope};

/// Whoever this session belongs to on this host, invited people included: they must be told to
/// choose a password. What waits for them is counted among the newest, so that it costs the same
/// in a workspace of any size.
pub fn visitor(scope: &Scope) -> Query<Option<User>> {
    scope.query(
        "SELECT u.id, u.name, u.email, u.face, u.role, u.state,
           CASE u.face WHEN 'client' THEN (
             SELECT count(*) FROM memberships m
               JOIN threads t ON t.id IN (SELECT n.id FROM threads n WHERE n.account_id = m.account_id ORDER BY n.last_at DESC LIMIT 20)
               LEFT JOIN readings r ON r.thread_id = t.id AND r.user_id = u.id
             WHERE m.contact_id = u.contact_id AND t.last_side = 'ops' AND t.last_at > coalesce(r.read_at, 0))
           ELSE (
             SELECT count(*) FROM (SELECT n.id, n.last_side, n.last_at FROM threads n WHERE n.workspace_id = u.workspace_id ORDER BY n.last_at DESC LIMIT 30) t
               LEFT JOIN readings r ON r.thread_id = t.id AND r.user_id = u.id
             WHERE t.last_side = 'client' AND t.last_at > coalesce(r.read_at, 0)) END AS unread,
           CASE u.face WHEN 'client' THEN 0 ELSE (
             SELECT count(*) FROM (SELECT 1 FROM requests q WHERE q.workspace_id = u.workspace_id AND q.state = 'submitted' LIMIT 100)) END AS waiting
         FROM hosts h
         JOIN sessions s ON s.digest = ?2 AND s.workspace_id = h.workspace_id AND s.face = h.face
           AND s.ended_at IS NULL AND s.expires_at > ?3
         JOIN users u ON u.id = s.user_id AND u.workspace_id = h.workspace_id AND u.state <> 'disabled'
         WHERE h.host = ?1",
        [],
    )
}
