//! Statements of the sweep that deletes bytes without a row. It works for every workspace.
use crate::db::query::{Changes, Query, as_json};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub struct Key {
    pub key: String,
}

/// Those of the keys that belong to a file.
pub fn known(keys: &[String]) -> Query<Vec<Key>> {
    Query::new(
        "SELECT f.key FROM json_each(:keys) k JOIN files f ON f.key = k.value AND f.removed_at IS NULL LIMIT 1000",
    )
    .bind("keys", as_json(&keys))
}

/// The key up to which the last sweep went.
pub fn left_off() -> Query<Option<Key>> {
    Query::new("SELECT after AS key FROM file_sweeps WHERE id = 1")
}

/// Notes the key after which the next sweep goes on.
pub fn go_on(after: &str) -> Query<Changes> {
    Query::new("UPDATE file_sweeps SET after = :after WHERE id = 1").repeats().bind("after", after)
}
