//! Who asks, of which host, and when: the three bindings every tenant statement opens with.
use crate::query::{Query, Value};

/// The CTE of the scope: `me` is the user this session belongs to on this host, or no row.
macro_rules! me {
    ($of:literal) => {
        concat!(
            "WITH me AS (SELECT u.id AS user_id, u.workspace_id, h.face, u.role, u.contact_id, u.name ",
            "FROM hosts h JOIN sessions s ON s.digest = ?2 AND s.workspace_id = h.workspace_id AND s.face = h.face ",
            "AND s.ended_at IS NULL AND s.expires_at > ?3 ",
            "JOIN users u ON u.id = s.user_id AND u.workspace_id = h.workspace_id AND u.state = 'active' ",
            "WHERE h.host = ?1",
            $of,
            ") "
        )
    };
}
pub(crate) use me;

/// Opens a statement for either face.
macro_rules! anyone {
    ($($sql:tt)+) => {
        concat!($crate::scope::me!(""), $($sql)+)
    };
}
pub(crate) use anyone;

/// Opens a client's statement; `my_accounts` are those their contact is a member of.
macro_rules! client {
    ($($sql:tt)+) => {
        concat!(
            $crate::scope::me!(" AND h.face = 'client'"),
            ", my_accounts AS (SELECT m.account_id FROM me JOIN memberships m ON m.contact_id = me.contact_id) ",
            $($sql)+
        )
    };
}
pub(crate) use client;

/// Opens a statement of the operations side.
macro_rules! staff {
    ($($sql:tt)+) => {
        concat!($crate::scope::me!(" AND h.face = 'ops'"), $($sql)+)
    };
}
pub(crate) use staff;

#[derive(Debug, Clone)]
pub struct Scope {
    /// As hosts are stored: the first label below the portal's domain, or a custom host in full.
    pub host: String,
    /// Digest of the session's secret; empty when signed out.
    pub session: String,
    /// UTC milliseconds.
    pub now: i64,
    /// The visitor's network address, for the audit trail.
    pub address: String,
}

impl Scope {
    /// A statement made by [`client`], [`staff`] or [`anyone`]; `rest` are its bindings from `?4`.
    pub fn query<T>(&self, sql: &'static str, rest: impl Into<Vec<Value>>) -> Query<T> {
        let mut params: Vec<Value> =
            vec![self.host.as_str().into(), self.session.as_str().into(), self.now.into()];
        params.extend(rest.into());
        Query::new(sql, params)
    }
}
