//! Statements about calendar feeds.
use super::{AHEAD, BACK, Feed, FeedLeg, MOST, Reader, Taken};
use crate::{
    db::{
        query::Query,
        scope::{Scope, anyone, door},
        write::{Write, begins, follows},
    },
    kit::ids::UserId,
    trips::taken,
};

/// `reader`: whose feed it is on this host, as long as they have access.
macro_rules! reader {
    () => {
        ", reader AS (SELECT u.id AS user_id, u.face, u.role, u.contact_id FROM me JOIN feeds f ON f.digest = :digest AND f.workspace_id = me.workspace_id
           JOIN users u ON u.id = f.user_id AND u.workspace_id = me.workspace_id AND u.face = me.face AND u.state = 'active'
           LEFT JOIN contacts c ON c.id = u.contact_id WHERE c.deactivated_at IS NULL) "
    };
}

pub fn reader_of(scope: &Scope, digest: &str) -> Query<Option<Reader>> {
    scope
        .query(door!(
            reader!(),
            "SELECT r.face, w.name FROM me JOIN reader r JOIN workspaces w ON w.id = me.workspace_id"
        ))
        .bind("digest", digest)
}

/// When the trip or the block with this alias last changed.
macro_rules! changed_at {
    ($it:literal) => {
        concat!(
            "coalesce((SELECT max(e.at) FROM events e INDEXED BY events_by_subject WHERE e.workspace_id = me.workspace_id AND e.subject_id = ", $it, ".id), ",
            $it, ".created_at) AS changed_at"
        )
    };
}

/// The columns of a [`FeedLeg`] that legs and removed legs share, of the leg `l` of the trip `t`. A change of the trip,
/// such as that it was canceled, is a change of each of its legs.
macro_rules! leg {
    ($is_removed:literal, $by:literal) => {
        concat!(
            "SELECT l.id AS id, t.id AS trip_id, t.reference, iif(n.face = 'ops', a.name, '') AS account, t.vehicle,
               iif(n.face = 'ops', coalesce(k.registration, ''), '') AS registration, s.kind, ", $is_removed, " AS is_removed,
               l.departs_at AS departs_at, l.time_agreed, l.arrives_at, ", $by, " AS arrive_by, l.origin, l.destination, l.sequence + t.version AS sequence,
               max(l.changed_at, coalesce((SELECT max(e.at) FROM events e INDEXED BY events_by_subject
                 WHERE e.workspace_id = me.workspace_id AND e.subject_id = t.id), 0)) AS changed_at
             FROM me JOIN found n JOIN trips t ON t.id = n.id JOIN stages s ON s.id = t.stage_id JOIN accounts a ON a.id = t.account_id
             LEFT JOIN tails k ON k.id = t.tail_id "
        )
    };
}

/// The legs of a feed: for a client those of their accounts' trips, for staff all. A leg that is canceled or was removed
/// is there until its day is past.
pub fn legs(scope: &Scope, digest: &str) -> Query<Vec<FeedLeg>> {
    scope
        .query(door!(
            reader!(),
            ", found AS (
               SELECT id, face FROM (SELECT t.id, r.face FROM reader r JOIN memberships m ON m.contact_id = r.contact_id AND r.role IN ('owner', 'charter')
                 JOIN trips t INDEXED BY trips_by_account ON t.account_id = m.account_id AND t.ends_at > :now - :back AND t.ends_at < :now + :ahead
                 ORDER BY t.ends_at, t.id LIMIT :most)
               UNION ALL
               SELECT id, face FROM (SELECT t.id, r.face FROM me JOIN reader r ON r.face = 'ops'
                 JOIN trips t INDEXED BY trips_by_end ON t.workspace_id = me.workspace_id AND t.ends_at > :now - :back AND t.ends_at < :now + :ahead
                 ORDER BY t.ends_at, t.id LIMIT :most)) ",
            leg!("0", "l.arrive_by"),
            "JOIN legs l ON l.trip_id = t.id WHERE s.kind <> 'cancelled' OR l.arrives_at > :now - 86400000
             UNION ALL ",
            leg!("1", "NULL"),
            "JOIN removed_legs l INDEXED BY removed_legs_by_trip ON l.trip_id = t.id AND l.departs_at > :now - 172800000 WHERE l.arrives_at > :now - 86400000
             ORDER BY departs_at, id LIMIT :most"
        ))
        .bind("digest", digest)
        .bind("back", BACK)
        .bind("ahead", AHEAD)
        .bind("most", MOST)
        .apart()
}

/// The times in which tails of a client's accounts are taken, as the schedule shows them.
pub fn taken(scope: &Scope, digest: &str) -> Query<Vec<Taken>> {
    scope
        .query(door!(
            reader!(),
            ", tied AS (SELECT DISTINCT r.user_id, r.contact_id, r.role, l.tail_id FROM reader r JOIN memberships m ON m.contact_id = r.contact_id AND r.role IN ('owner', 'charter')
               JOIN account_tails l ON l.account_id = m.account_id)",
            taken!(":now - :back", ":now + :ahead"), "
             SELECT iif(t.tail_id IS d.tail_id, t.id, t.id || '.' || d.tail_id) AS id, NULL AS kind, 0 AS is_asked, '' AS words, iif(d.role = 'owner', k.registration, k.type) AS tail, x.starts_at AS starts_at, x.ends_at,
               t.version AS sequence, ", changed_at!("t"), "
             FROM me JOIN tied d JOIN tails k ON k.id = d.tail_id
             JOIN taken x ON x.tail_id = d.tail_id AND x.ends_at > :now - :back AND x.starts_at < :now + :ahead JOIN trips t ON t.id = x.trip_id
             WHERE t.account_id NOT IN (SELECT m.account_id FROM memberships m WHERE m.contact_id = d.contact_id)
             UNION ALL
             SELECT b.id AS id, b.kind, b.state = 'asked' AS is_asked, b.words, iif(d.role = 'owner', k.registration, k.type) AS tail, b.starts_at AS starts_at, b.ends_at,
               b.version AS sequence, ", changed_at!("b"), "
             FROM me JOIN tied d JOIN tails k ON k.id = d.tail_id
             JOIN blocks b INDEXED BY blocks_by_tail ON b.tail_id = d.tail_id AND b.ends_at > :now - :back AND b.ends_at < :now + :ahead AND b.removed_at IS NULL
             WHERE b.state = 'approved' OR (b.state = 'asked' AND b.asked_by = d.user_id)
             ORDER BY starts_at, id LIMIT :most"
        ))
        .bind("digest", digest)
        .bind("back", BACK)
        .bind("ahead", AHEAD)
        .bind("most", MOST)
        .apart()
}

/// The visitor's own feed, if they have one.
pub fn own(scope: &Scope) -> Query<Option<Feed>> {
    scope.query(anyone!("SELECT f.created_at FROM me JOIN feeds f ON f.user_id = me.user_id"))
}

/// Gives the visitor a new secret address. One that they had stops working.
pub fn make(user: UserId, digest: &str) -> Write {
    Write::begin("feed_made", user, begins!(anyone, "WHERE me.user_id = :user"))
        .bind("user", user)
        .bind("digest", digest)
        .then(follows!("DELETE FROM feeds WHERE user_id = :user AND workspace_id = (SELECT workspace_id FROM it)"))
        .then(follows!(
            "INSERT INTO feeds (user_id, workspace_id, digest, created_at) SELECT :user, it.workspace_id, :digest, it.at FROM it"
        ))
}

/// Ends the visitor's feed.
pub fn remove(user: UserId) -> Write {
    Write::begin(
        "feed_removed",
        user,
        begins!(anyone, "JOIN feeds f ON f.user_id = me.user_id WHERE me.user_id = :user"),
    )
    .bind("user", user)
    .then(follows!(
        "DELETE FROM feeds WHERE user_id = :user AND workspace_id = (SELECT workspace_id FROM it)"
    ))
}
