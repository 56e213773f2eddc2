//! Statements of the sweep that deletes bytes without a row. It works for every workspace.
use crate::db::query::{Changes, Query, as_json};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub struct Key {
    pub key: String,
}

/// Those of the keys that belong to a file, or to a mail that is kept as it arrived.
pub fn known(keys: &[String]) -> Query<Vec<Key>> {
    Query::new(
        "SELECT k.value AS key FROM json_each(:keys) k WHERE EXISTS (SELECT 1 FROM files f WHERE f.key = k.value AND f.removed_at IS NULL)
           OR EXISTS (SELECT 1 FROM mails_in i WHERE i.key = k.value) LIMIT 1000",
    )
    .bind("keys", as_json(&keys))
}

/// The key up to which the last sweep of these keys went.
pub fn left_off(prefix: &'static str) -> Query<Option<Key>> {
    Query::new("SELECT after AS key FROM key_sweeps WHERE prefix = :prefix").bind("prefix", prefix)
}

/// Notes the key after which the next sweep goes on.
pub fn go_on(prefix: &'static str, after: &str) -> Query<Changes> {
    Query::new("UPDATE key_sweeps SET after = :after WHERE prefix = :prefix")
        .repeats()
        .bind("prefix", prefix)
        .bind("after", after)
}
