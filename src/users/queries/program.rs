//! Statements about the key that a program sends.
use crate::{
    db::{
        query::{Changes, Query},
        scope::{Scope, keyed},
    },
    users::Program,
};

/// The key of this request, if it is valid on this host.
pub fn program(scope: &Scope) -> Query<Option<Program>> {
    scope.query(keyed!(
        "SELECT k.abilities, k.used_at FROM me JOIN api_keys k ON k.id = me.key_id AND k.workspace_id = me.workspace_id"
    ))
}

/// Notes that the key is used.
pub fn program_seen(scope: &Scope) -> Query<Changes> {
    scope
        .query(keyed!(
            "UPDATE api_keys SET used_at = :now WHERE id = (SELECT key_id FROM me) AND workspace_id = (SELECT workspace_id FROM me)"
        ))
        .repeats()
}
