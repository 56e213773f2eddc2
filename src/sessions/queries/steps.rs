//! Statements that count the tried codes of a second factor for each user.
use super::super::WINDOW;
use crate::db::{
    query::{Changes, Query},
    scope::{Scope, begun},
    write::{Follower, follows},
};
use serde::de::DeserializeOwned;

/// Counts a code that a half signed-in user tries. It counts before the code is checked, so that codes
/// sent at once count too.
pub fn tried(scope: &Scope) -> Query<Changes> {
    scope
        .query(begun!(
            "INSERT INTO sign_in_failures (workspace_id, face, who, count, since)
             SELECT me.workspace_id, me.face, 'factor ' || me.user_id, 1, :now FROM me WHERE true
             ON CONFLICT (workspace_id, face, who) DO UPDATE SET
               count = CASE WHEN since + :window <= excluded.since THEN 1 ELSE count + 1 END,
               since = CASE WHEN since + :window <= excluded.since THEN excluded.since ELSE since END"
        ))
        .bind("window", WINDOW)
}

/// Selects how many codes they have tried, and since when.
pub fn factor_tries<T: DeserializeOwned>(scope: &Scope) -> Query<Option<T>> {
    scope.query(begun!(
        "SELECT f.count, f.since FROM me JOIN sign_in_failures f
         ON f.workspace_id = me.workspace_id AND f.face = me.face AND f.who = 'factor ' || me.user_id"
    ))
}

/// Deletes the count of wrong codes after the right one.
pub fn forgive_tries() -> Follower {
    Follower::new(follows!(
        "DELETE FROM sign_in_failures WHERE who = 'factor ' || (SELECT actor_id FROM it) AND workspace_id = (SELECT workspace_id FROM it)"
    ))
}
