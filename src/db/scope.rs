//! Who asks, of which host, and when: what every tenant statement opens with.
use crate::{db::query::Query, kit::ids::WorkspaceId};
use std::sync::OnceLock;

/// The session `s` of this host `h` and its workspace `w`, if it is alive: not ended, not at its end,
/// and not idle for too long.
macro_rules! alive {
    () => {
        "FROM hosts h JOIN workspaces w ON w.id = h.workspace_id
         JOIN sessions s ON s.digest = :session AND s.workspace_id = h.workspace_id AND s.face = h.face
           AND s.ended_at IS NULL AND s.expires_at > :now AND s.seen_at > :now - w.idle_days * 86400000 "
    };
}
pub(crate) use alive;

/// How many factors the user `u` has to show on a host `h` of the workspace `w`.
macro_rules! needed {
    () => {
        "max(u.factors, CASE h.face WHEN 'ops' THEN w.staff_factors ELSE w.client_factors END)"
    };
}
pub(crate) use needed;

/// The CTE of the scope: `me` is the user this session belongs to on this host, or no row.
macro_rules! me {
    ($($of:tt)+) => {
        concat!(
            "WITH me AS (SELECT u.id AS user_id, u.workspace_id, h.face, u.role, u.contact_id, u.name, u.version ",
            $crate::db::scope::alive!(),
            "JOIN users u ON u.id = s.user_id AND u.workspace_id = h.workspace_id AND u.state = 'active' ",
            "WHERE h.host = :host",
            $($of)+,
            ") "
        )
    };
}
pub(crate) use me;

/// The end of the condition on `me`: every factor that is needed was shown.
macro_rules! entered {
    ($of:literal) => {
        concat!(" AND s.factors >= ", $crate::db::scope::needed!(), $of)
    };
}
pub(crate) use entered;

/// Opens a statement of whoever has begun to sign in, and may have a factor yet to show or to set up.
macro_rules! begun {
    ($($sql:tt)+) => {
        concat!($crate::db::scope::me!(""), $($sql)+)
    };
}
pub(crate) use begun;

/// Opens a statement for either face.
macro_rules! anyone {
    ($($sql:tt)+) => {
        concat!($crate::db::scope::me!($crate::db::scope::entered!("")), $($sql)+)
    };
}
pub(crate) use anyone;

/// Opens a client's statement; `my_accounts` are those their contact is a member of.
macro_rules! client {
    ($($sql:tt)+) => {
        concat!(
            $crate::db::scope::me!($crate::db::scope::entered!(" AND h.face = 'client'")),
            ", my_accounts AS (SELECT m.account_id FROM me JOIN memberships m ON m.contact_id = me.contact_id) ",
            $($sql)+
        )
    };
}
pub(crate) use client;

/// Opens a statement that records what a client reads, in the batch that reads it.
macro_rules! reader {
    ($($sql:tt)+) => {
        $crate::db::scope::client!($($sql)+)
    };
}
pub(crate) use reader;

/// Opens a statement of the operations side.
macro_rules! staff {
    ($($sql:tt)+) => {
        concat!($crate::db::scope::me!($crate::db::scope::entered!(" AND h.face = 'ops'")), $($sql)+)
    };
}
pub(crate) use staff;

/// Opens a statement of somebody without a session: `me` is the host that was asked, and no user.
macro_rules! door {
    ($($sql:tt)+) => {
        concat!(
            "WITH me AS (SELECT h.workspace_id, h.face, NULL AS user_id FROM hosts h WHERE h.host = :host) ",
            $($sql)+
        )
    };
}
pub(crate) use door;

/// Opens a statement of the portal's own work, by the queue, the clock or a webhook: `me` is the
/// workspace that it is done for, and no user.
macro_rules! system {
    ($($sql:tt)+) => {
        concat!(
            "WITH me AS (SELECT w.id AS workspace_id, 'system' AS face, NULL AS user_id FROM workspaces w WHERE w.id = :workspace) ",
            $($sql)+
        )
    };
}
pub(crate) use system;

/// Whether the client who asks was granted this, by its stored word: a condition of any statement.
macro_rules! granted {
    ($name:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM me JOIN grants g ON g.contact_id = me.contact_id AND g.name = '",
            $name,
            "')"
        )
    };
}
pub(crate) use granted;

#[derive(Debug, Clone)]
pub struct Scope {
    /// As hosts are stored: the first label below the portal's domain, or a custom host in full.
    /// Empty where nobody asks and the portal works by itself.
    pub host: String,
    /// Digest of the session's secret; empty when signed out.
    pub session: String,
    /// UTC milliseconds.
    pub now: i64,
    /// The visitor's network address, for the audit trail.
    pub address: String,
    /// The visitor's version when they were read, with the rights they had then.
    pub read_as: OnceLock<i64>,
    /// Of the portal's own work.
    workspace: Option<WorkspaceId>,
}

impl Scope {
    pub fn new(host: &str, session: String, now: i64, address: &str) -> Self {
        let (host, address) = (host.to_owned(), address.to_owned());
        Self { host, session, now, address, read_as: OnceLock::new(), workspace: None }
    }

    /// Of work that the portal does by itself for a workspace.
    pub fn system(workspace: WorkspaceId, now: i64) -> Self {
        Self { workspace: Some(workspace), ..Self::new("", String::new(), now, "") }
    }

    /// A statement made by one of the macros above; its own values follow by [`Query::bind`].
    pub fn named<T>(&self, sql: &'static str) -> Query<T> {
        let query = Query::named(sql)
            .bind("host", self.host.as_str())
            .bind("session", self.session.as_str())
            .bind("now", self.now);
        match self.workspace {
            Some(workspace) => query.bind("workspace", workspace),
            None => query,
        }
    }
}
