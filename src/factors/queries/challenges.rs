//! Challenges: answered, answered in vain, and forgotten.
use super::super::challenge::Challenge;
use crate::{
    kit::ids::EventId,
    query::{Changes, Query},
    scope::Scope,
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

/// That a passkey was shown in vain, and why. It has no actor: nobody is known to have shown it.
pub fn in_vain(
    scope: &Scope,
    event: EventId,
    (action, note): (&'static str, &str),
    subject: &str,
) -> Query<Changes> {
    Query::new(
        "INSERT INTO events (id, workspace_id, actor_id, face, action, subject_id, note, address, host, at)
         SELECT ?2, h.workspace_id, NULL, h.face, ?3, ?4, ?5, ?6, ?1, ?7 FROM hosts h WHERE h.host = ?1",
        [
            scope.host.as_str().into(),
            event.into(),
            action.into(),
            subject.into(),
            note.into(),
            scope.address.as_str().into(),
            scope.now.into(),
        ],
    )
}

/// Forgets some challenges that nobody can answer any more.
pub fn forget(now: i64) -> Query<Changes> {
    Query::new(
        "DELETE FROM spent_challenges WHERE digest IN (SELECT x.digest FROM spent_challenges x WHERE x.expires_at < ?1 LIMIT 1000)",
        [now.into()],
    )
}
