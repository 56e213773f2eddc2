//! Statements that count what a user who has begun to sign in tries: codes of a second factor, and the
//! password again.
use super::super::{Step, WINDOW};
use crate::db::{
    query::{Changes, Query},
    scope::{Scope, begun},
    write::{Follower, follows},
};
use serde::de::DeserializeOwned;

/// Counts a try. It counts before the try is checked, so that tries sent at once count too.
pub fn tried(scope: &Scope, step: Step) -> Query<Changes> {
    scope
        .query(begun!(
            "INSERT INTO sign_in_failures (workspace_id, face, who, count, since)
             SELECT me.workspace_id, me.face, :step || ' ' || me.user_id, 1, :now FROM me WHERE true
             ON CONFLICT (workspace_id, face, who) DO UPDATE SET
               count = CASE WHEN since + :window <= excluded.since THEN 1 ELSE count + 1 END,
               since = CASE WHEN since + :window <= excluded.since THEN excluded.since ELSE since END"
        ))
        .bind("step", step.word())
        .bind("window", WINDOW)
}

/// Selects how many tries there were, and since when.
pub fn step_tries<T: DeserializeOwned>(scope: &Scope, step: Step) -> Query<Option<T>> {
    scope
        .query(begun!(
            "SELECT f.count, f.since, 1 AS is_account FROM me JOIN sign_in_failures f
             ON f.workspace_id = me.workspace_id AND f.face = me.face AND f.who = :step || ' ' || me.user_id"
        ))
        .bind("step", step.word())
}

/// Deletes the count after a right try.
pub fn forgive_tries(step: Step) -> Follower {
    Follower::new(follows!(
        "DELETE FROM sign_in_failures WHERE who = :step || ' ' || (SELECT actor_id FROM it) AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("step", step.word())
}
