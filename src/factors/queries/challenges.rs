//! Challenges: answered, and forgotten.
use super::super::challenge::Challenge;
use crate::db::{
    query::{Changes, Query},
    write::{Follower, follows},
};

/// It is not good for another answer.
pub fn spent(challenge: &Challenge) -> Follower {
    Follower::named(follows!(
        "INSERT INTO spent_challenges (digest, workspace_id, expires_at) SELECT :digest, it.workspace_id, :expires_at FROM it"
    ))
        .bind("digest", challenge.digest.as_str())
        .bind("expires_at", challenge.expires_at)
}

/// Forgets some challenges that nobody can answer any more.
pub fn forget(now: i64) -> Query<Changes> {
    Query::named("DELETE FROM spent_challenges WHERE digest IN (SELECT x.digest FROM spent_challenges x WHERE x.expires_at < :now LIMIT 1000)")
        .bind("now", now)
}
