//! Statements that seal the secrets of authenticator apps anew, for every workspace.
use crate::{
    db::query::{Changes, Query, as_json},
    kit::ids::{UserId, WorkspaceId},
};
use serde::{Deserialize, Serialize};

#[derive(Debug, Deserialize)]
pub struct SealedSecret {
    pub user_id: UserId,
    pub workspace_id: WorkspaceId,
    pub sealed: String,
}

/// A secret that was sealed anew.
#[derive(Debug, Serialize)]
pub struct Resealed {
    pub user: String,
    pub was: String,
    pub sealed: String,
}

/// Selects up to 100 secrets that are sealed under the key with this id.
pub fn sealed_under(key: &str) -> Query<Vec<SealedSecret>> {
    Query::new(
        "SELECT a.user_id, a.workspace_id, a.sealed FROM authenticators a
         WHERE a.sealed > :key || '.' AND a.sealed < :key || '/' LIMIT 100",
    )
    .bind("key", key)
}

/// Stores the new texts, except where a secret was replaced in the meantime.
pub fn reseal(renewed: &[Resealed]) -> Query<Changes> {
    Query::new(
        "UPDATE authenticators SET sealed = j.value ->> '$.sealed' FROM json_each(:renewed) j
         WHERE authenticators.user_id = j.value ->> '$.user' AND authenticators.sealed = j.value ->> '$.was'",
    )
    .bind("renewed", as_json(&renewed))
}
