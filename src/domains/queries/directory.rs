//! Statements about domains of workspaces in several databases: the directory says who has a host.
use super::word;
use crate::{
    db::query::{Changes, Query, as_json},
    kit::{database::Database, ids::WorkspaceId, zoned::HOUR},
    workspaces::Face,
};
use serde::Deserialize;

/// Whose a host is.
#[derive(Debug, Deserialize)]
pub struct Claim {
    pub workspace_id: WorkspaceId,
}

#[derive(Debug, Deserialize)]
pub struct ClaimedHost {
    pub host: String,
}

/// Whether another workspace of a database had a domain live.
#[derive(Debug, Deserialize)]
pub struct Had {
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub had: bool,
}

/// In the directory: claims a host for a workspace of another database, unless somebody else has it.
pub fn claimed(name: &str, face: Face, of: (WorkspaceId, &Database), now: i64) -> Query<Changes> {
    Query::new(
        "INSERT INTO elsewhere (host, workspace_id, face, database, claimed_at)
         SELECT :name, :workspace, :face, :database, :now
         WHERE NOT EXISTS (SELECT 1 FROM domains d WHERE d.host = :name AND d.removed_at IS NULL)
           AND NOT EXISTS (SELECT 1 FROM hosts h WHERE h.host = :name) AND NOT EXISTS (SELECT 1 FROM disabled_hosts h WHERE h.host = :name)
         ON CONFLICT (host) DO UPDATE SET claimed_at = excluded.claimed_at WHERE workspace_id = excluded.workspace_id",
    )
    .repeats()
    .bind("name", name)
    .bind("workspace", of.0)
    .bind("face", word(face))
    .bind("database", of.1.to_string())
    .bind("now", now)
}

/// In the directory: the workspace of another database that has a host.
pub fn claimed_by(name: &str) -> Query<Option<Claim>> {
    Query::new("SELECT workspace_id FROM elsewhere WHERE host = :name").bind("name", name)
}

/// Whether another workspace of the database had the domain live, so that a proof is asked for.
pub fn had(name: &str, workspace: WorkspaceId) -> Query<Option<Had>> {
    Query::new(
        "SELECT EXISTS (SELECT 1 FROM domains d WHERE d.host = :name AND d.workspace_id <> :workspace AND d.live_at IS NOT NULL) AS had",
    )
    .bind("name", name)
    .bind("workspace", workspace)
}

/// In the directory: hosts of a database that were claimed before the last hour, after the host `after`.
pub fn claims_of(database: &Database, after: &str, now: i64) -> Query<Vec<ClaimedHost>> {
    Query::new(
        "SELECT host FROM elsewhere WHERE database = :database AND host > :after AND claimed_at < :before ORDER BY host LIMIT 500",
    )
    .bind("database", database.to_string())
    .bind("after", after)
    .bind("before", now - HOUR)
}

/// Those of the hosts that a workspace of this database has, or has asked for.
pub fn in_use(hosts: &[String]) -> Query<Vec<ClaimedHost>> {
    Query::new(
        "SELECT k.value AS host FROM json_each(:hosts) k
         WHERE EXISTS (SELECT 1 FROM hosts h WHERE h.host = k.value) OR EXISTS (SELECT 1 FROM disabled_hosts h WHERE h.host = k.value)
           OR EXISTS (SELECT 1 FROM domains d WHERE d.host = k.value AND d.removed_at IS NULL) LIMIT 500",
    )
    .bind("hosts", as_json(&hosts))
}

/// In the directory: frees hosts that no workspace of this database has any more.
pub fn free(database: &Database, hosts: &[String]) -> Query<Changes> {
    Query::new(
        "DELETE FROM elsewhere WHERE database = :database AND host IN (SELECT value FROM json_each(:hosts))",
    )
    .repeats()
    .bind("database", database.to_string())
    .bind("hosts", as_json(&hosts))
}
