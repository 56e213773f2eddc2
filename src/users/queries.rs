//! Statements about users.
use super::User;
use crate::{
    query::Query,
    scope::{Scope, alive, needed},
};

/// Whoever this session belongs to on this host, whoever is not quite in included: they must be told
/// what is left to do. What waits for them is counted among the newest, so that it costs the same
/// in a workspace of any size.
pub fn visitor(scope: &Scope) -> Query<Option<User>> {
    scope.query(
        concat!("SELECT u.id, u.name, u.email, u.face, u.role, u.state, u.factors, s.factors AS shown_factors, ",
           needed!(), " AS needed_factors, s.seen_at, s.proven_at, s.method = 'reset' AS lost_password, u.language, u.hours, u.times,
           (SELECT json_group_array(g.name) FROM grants g WHERE g.contact_id = u.contact_id) AS grants,
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
         ", alive!(), "JOIN users u ON u.id = s.user_id AND u.workspace_id = h.workspace_id AND u.state <> 'disabled'
         WHERE h.host = ?1"),
        [],
    )
}
