//! Statements about API keys.
mod documents;
pub use documents::{lead, one, page};

use super::{Key, NewKey};
use crate::{
    db::{
        query::{Query, as_json},
        scope::{Scope, staff},
        write::{Write, begins, follows},
    },
    kit::ids::ApiKeyId,
};

/// The keys of the workspace: those that are valid first, then the newest.
pub fn keys(scope: &Scope) -> Query<Vec<Key>> {
    scope.query(staff!(
        "SELECT k.id, k.name, k.ending, k.abilities, u.name AS made_by, k.created_at, k.expires_at, k.used_at, k.revoked_at
         FROM me JOIN api_keys k INDEXED BY api_keys_by_workspace ON k.workspace_id = me.workspace_id JOIN users u ON u.id = k.made_by
         ORDER BY k.revoked_at IS NOT NULL, coalesce(k.expires_at, :now) < :now, k.created_at DESC, k.id LIMIT 50"
    ))
}

/// Adds a key, of which the digest is stored and the last characters.
pub fn make(id: ApiKeyId, key: &NewKey, digest: &str, ending: &str) -> Write {
    let words: Vec<_> = key.abilities.iter().map(|it| it.word()).collect();
    Write::begin("api_key_made", id, begins!(staff, "WHERE true"))
        .bind("id", id)
        .bind("name", key.name.as_str())
        .bind("digest", digest)
        .bind("ending", ending)
        .bind("abilities", as_json(&words))
        .bind("expires_at", key.expires_at)
        .note(words.join(", "))
        .then(follows!(
            "INSERT INTO api_keys (id, workspace_id, name, digest, ending, abilities, made_by, created_at, expires_at)
             SELECT :id, it.workspace_id, :name, :digest, :ending, :abilities, it.actor_id, it.at, :expires_at FROM it"
        ))
}

/// Revokes a key, unless it was revoked already.
pub fn revoke(id: ApiKeyId) -> Write {
    Write::begin(
        "api_key_revoked",
        id,
        begins!(
            staff,
            "JOIN api_keys k ON k.workspace_id = me.workspace_id AND k.id = :id AND k.revoked_at IS NULL"
        ),
    )
    .bind("id", id)
    .then(follows!(
        "UPDATE api_keys SET revoked_at = (SELECT at FROM it) WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
    ))
}
