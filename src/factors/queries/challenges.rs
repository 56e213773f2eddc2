//! Challenges: answered, and forgotten.
use super::super::challenge::Challenge;
use crate::db::{
    query::{Changes, Query},
    write::{Follower, follows},
};

/// It is not good for another answer.
pub fn spent(challenge: &Challenge) -> Follower {
    Follower::new(
        follows!(
            "INSERT INTO spent_challenges (digest, workspace_id, expires_at) SELECT ?2, it.workspace_id, ?3 FROM it"
        ),
        [challenge.digest.as_str().into(), challenge.expires_at.into()],
    )
}

/// Forgets some challenges that nobody can answer any more.
pub fn forget(now: i64) -> Query<Changes> {
    Query::new(
        "DELETE FROM spent_challenges WHERE digest IN (SELECT x.digest FROM spent_challenges x WHERE x.expires_at < ?1 LIMIT 1000)",
        [now.into()],
    )
}
