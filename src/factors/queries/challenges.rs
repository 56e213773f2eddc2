//! Statements about answered challenges.
use super::super::challenge::Challenge;
use crate::db::{
    query::{Changes, Query},
    write::{Follower, follows},
};

/// Stores an answered challenge, so that it is not answered again.
pub fn spent(challenge: &Challenge) -> Follower {
    Follower::new(follows!(
        "INSERT INTO spent_challenges (digest, workspace_id, expires_at) SELECT :digest, it.workspace_id, :expires_at FROM it"
    ))
    .bind("digest", challenge.digest.as_str())
    .bind("expires_at", challenge.expires_at)
}

/// Deletes up to 1,000 challenges that have expired.
pub fn forget(now: i64) -> Query<Changes> {
    Query::new("DELETE FROM spent_challenges WHERE digest IN (SELECT x.digest FROM spent_challenges x WHERE x.expires_at < :now LIMIT 1000)")
        .bind("now", now)
}
