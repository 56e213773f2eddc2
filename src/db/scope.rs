//! The scope of a statement: the CTE `me`, which turns (host, session, now) into the signed-in user. It has
//! no row if they are signed out, disabled or of another workspace, so a statement that joins it finds
//! nothing. Every tenant statement opens with one of the macros here:
//!
//! | macro | `me` is | statements of |
//! |---|---|---|
//! | [`client`] | a user of the client portal, with `my_accounts` | the client's pages |
//! | [`reader`] | the same as of `client` | what a client reads, recorded with it |
//! | [`staff`] | a user of the operations side | the operator's pages |
//! | [`anyone`] | either of them | pages that both sides have |
//! | [`begun`] | either, with a second factor yet to show | the steps of signing in |
//! | [`door`] | the host only, without a user | forms of people who are signed out |
//! | [`system`] | a workspace, without a user | the queue, cron and webhooks |
//! | [`keyed`] | the workspace of an API key, without a user | the API |
//!
//! ```ignore
//! scope
//!     .query(client!(
//!         "SELECT t.id FROM my_accounts m JOIN trips t ON t.account_id = m.account_id AND t.id = :trip"
//!     ))
//!     .bind("trip", id)
//! ```
use crate::{
    db::query::{Answer, Query},
    kit::{ids::WorkspaceId, network},
};
use std::sync::OnceLock;

/// The session `s` on the host `h` of the workspace `w`, if it is alive: not ended, not expired, and used
/// within the workspace's idle days.
macro_rules! alive {
    () => {
        "FROM hosts h JOIN workspaces w ON w.id = h.workspace_id
         JOIN sessions s ON s.digest = :session AND s.workspace_id = h.workspace_id AND s.face = h.face
           AND s.ended_at IS NULL AND s.expires_at > :now AND s.seen_at > :now - w.idle_days * 86400000 "
    };
}
pub(crate) use alive;

/// How many factors (1 or 2) the user `u` must show on the host `h` of the workspace `w`.
macro_rules! needed {
    () => {
        "max(u.factors, CASE h.face WHEN 'ops' THEN w.staff_factors ELSE w.client_factors END)"
    };
}
pub(crate) use needed;

/// The CTE `me`: the active user whose session this is on this host, or no row.
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

/// A condition for [`me`]: the session has shown every factor that the user must show.
macro_rules! entered {
    ($of:literal) => {
        concat!(" AND s.factors >= ", $crate::db::scope::needed!(), $of)
    };
}
pub(crate) use entered;

/// Opens a statement for a user whose session has begun, but who may still have a second factor to show
/// or to set up.
macro_rules! begun {
    ($($sql:tt)+) => {
        concat!($crate::db::scope::me!(""), $($sql)+)
    };
}
pub(crate) use begun;

/// Opens a statement for a signed-in user of either face.
macro_rules! anyone {
    ($($sql:tt)+) => {
        concat!($crate::db::scope::me!($crate::db::scope::entered!("")), $($sql)+)
    };
}
pub(crate) use anyone;

/// Opens a statement for a client, to whom the portal is open. `my_accounts` are the accounts that the client's contact
/// belongs to.
macro_rules! client {
    ($($sql:tt)+) => {
        concat!(
            $crate::db::scope::me!($crate::db::scope::entered!(" AND h.face = 'client' AND w.portal_is_open = 1")),
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

/// Opens a statement for a member of the operator's staff.
macro_rules! staff {
    ($($sql:tt)+) => {
        concat!($crate::db::scope::me!($crate::db::scope::entered!(" AND h.face = 'ops'")), $($sql)+)
    };
}
pub(crate) use staff;

/// Opens a statement for somebody who is not signed in: `me` is the workspace of the host, without a user.
macro_rules! door {
    ($($sql:tt)+) => {
        concat!(
            "WITH me AS (SELECT h.workspace_id, h.face, NULL AS user_id FROM hosts h WHERE h.host = :host) ",
            $($sql)+
        )
    };
}
pub(crate) use door;

/// Opens a statement of the portal's own work, in the queue, the cron job or a webhook: `me` is the
/// workspace that the work is for, without a user.
macro_rules! system {
    ($($sql:tt)+) => {
        concat!(
            "WITH me AS (SELECT w.id AS workspace_id, 'system' AS face, NULL AS user_id FROM workspaces w WHERE w.id = :workspace) ",
            $($sql)+
        )
    };
}
pub(crate) use system;

/// Opens a statement for a program that sends an API key: `me` is the key's workspace, without a user. The host must be
/// the operator's side of that workspace, and the key neither revoked nor expired.
macro_rules! keyed {
    ($($sql:tt)+) => {
        concat!(
            "WITH me AS (SELECT k.id AS key_id, k.workspace_id, 'system' AS face, NULL AS user_id FROM hosts h
             JOIN api_keys k ON k.digest = :session AND k.workspace_id = h.workspace_id AND k.revoked_at IS NULL AND coalesce(k.expires_at, :now) >= :now
             WHERE h.host = :host AND h.face = 'ops') ",
            $($sql)+
        )
    };
}
pub(crate) use keyed;

/// The names that the macros above use, bound by [`Scope::query`].
pub const NAMES: [&str; 4] = ["host", "session", "now", "workspace"];

/// The CTEs by which one of the macros above opens a statement.
pub fn opening(sql: &str) -> Option<&'static str> {
    const ALL: [&str; 7] =
        [client!(""), staff!(""), anyone!(""), begun!(""), door!(""), system!(""), keyed!("")];
    ALL.into_iter().find(|it| sql.starts_with(it))
}

/// A condition for any statement: the client was granted this permission, named as it is stored.
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

/// Who sends a request, to which host and when: the values that the macros above bind.
#[derive(Debug, Clone)]
pub struct Scope {
    /// As in the table `hosts`: the first label below the portal's domain (`harbour`), or a custom
    /// host in full. Empty for the portal's own work.
    pub host: String,
    /// Digest of the session's secret, or of an API key; empty when signed out.
    pub session: String,
    /// UTC milliseconds.
    pub now: i64,
    /// The visitor's network address, for the audit trail.
    pub address: String,
    /// The country of that address, in two letters; empty where the platform does not know it.
    pub country: String,
    /// The version of the user's row when it was read. A change is refused if it has increased since,
    /// because the user's rights may have changed.
    pub read_as: OnceLock<i64>,
    /// The workspace of the portal's own work.
    workspace: Option<WorkspaceId>,
}

impl Scope {
    pub fn new(host: &str, session: String, now: i64, address: &str) -> Self {
        Self {
            host: host.to_owned(),
            session,
            now,
            address: address.to_owned(),
            country: String::new(),
            read_as: OnceLock::new(),
            workspace: None,
        }
    }

    /// The same, from this country.
    #[must_use]
    pub fn in_country(mut self, country: &str) -> Self {
        let is_country = country.len() == 2 && country.bytes().all(|it| it.is_ascii_uppercase());
        // The platform writes XX where it does not know.
        if is_country && country != "XX" {
            country.clone_into(&mut self.country);
        }
        self
    }

    /// The scope of work that the portal does by itself for a workspace.
    pub fn system(workspace: WorkspaceId, now: i64) -> Self {
        Self { workspace: Some(workspace), ..Self::new("", String::new(), now, "") }
    }

    /// The visitor's network address as tries are counted for it.
    pub fn network(&self) -> String {
        network::subscriber(&self.address)
    }

    /// A statement that one of the macros above opens. Its own values are added by [`Query::bind`].
    pub fn query<T: Answer>(&self, sql: &'static str) -> Query<T> {
        let query = Query::new(sql)
            .bind("host", self.host.as_str())
            .bind("session", self.session.as_str())
            .bind("now", self.now);
        match self.workspace {
            Some(workspace) => query.bind("workspace", workspace),
            None => query,
        }
    }
}
