//! Statements that seal passengers' details anew, for every workspace.
use super::super::Detail;
use crate::{
    db::query::{Changes, Query, as_json},
    kit::ids::{PassengerId, WorkspaceId},
};
use serde::{Deserialize, Serialize};

#[derive(Debug, Deserialize)]
pub struct SealedDetail {
    pub passenger_id: PassengerId,
    pub workspace_id: WorkspaceId,
    pub field: Detail,
    pub sealed: String,
}

/// A detail that was sealed anew.
#[derive(Debug, Serialize)]
pub struct Resealed {
    pub passenger: PassengerId,
    pub field: Detail,
    pub was: String,
    pub sealed: String,
}

/// Selects up to 500 details that are sealed under the key with this id.
pub fn sealed_under(key: &str) -> Query<Vec<SealedDetail>> {
    Query::new(
        "SELECT d.passenger_id, d.workspace_id, d.field, d.sealed FROM passenger_details d
         WHERE d.sealed > :key || '.' AND d.sealed < :key || '/' LIMIT 500",
    )
    .bind("key", key)
}

/// Stores the new texts, except where a detail was replaced in the meantime.
pub fn reseal(renewed: &[Resealed]) -> Query<Changes> {
    Query::new(
        "UPDATE passenger_details SET sealed = j.value ->> '$.sealed' FROM json_each(:renewed) j
         WHERE passenger_details.passenger_id = j.value ->> '$.passenger' AND passenger_details.field = j.value ->> '$.field'
           AND passenger_details.sealed = j.value ->> '$.was'",
    )
    .bind("renewed", as_json(&renewed))
}
