//! The statement of the start page on a developer's machine.
use super::super::{Face, Trade};
use crate::{db::query::Query, users::Role};
use serde::Deserialize;

/// A user of the demonstration data.
#[derive(Debug, Deserialize)]
pub struct DemoLogin {
    pub client: String,
    pub ops: String,
    pub name: String,
    pub trade: Trade,
    pub who: String,
    pub email: String,
    pub face: Face,
    pub role: Role,
}

/// Selects every active user of every workspace, for the front door of a portal that runs locally and
/// holds only demonstration data.
pub fn demo_logins() -> Query<Vec<DemoLogin>> {
    Query::new(
        "SELECT c.host AS client, o.host AS ops, w.name, w.trade, u.name AS who, u.email, u.face, u.role
         FROM workspaces w
         JOIN hosts c ON c.workspace_id = w.id AND c.face = 'client' AND c.is_canonical = 1
         JOIN hosts o ON o.workspace_id = w.id AND o.face = 'ops' AND o.is_canonical = 1
         JOIN users u ON u.workspace_id = w.id AND u.state = 'active'
         ORDER BY w.rowid, u.face DESC, u.rowid LIMIT 100",
    )
}
