//! Statements about blocks.
mod around;
mod changes;
pub(crate) use around::{
    edge, is_blocked, is_in_the_way, tail_for_request, tails_between, tails_of_trip,
};
pub use changes::{add, answer, ask, change, remove, withdraw};

use super::{Block, BlockedTail, TripMeanwhile};
use crate::{
    db::{
        query::{Batch, Query, as_json},
        scope::{Scope, client, staff},
    },
    kit::ids::{BlockId, RequestId, TailId, TripId},
};

/// The most blocks that a window shows.
const MOST: i64 = 300;

/// The columns of a [`Block`] `b` on the tail `k`.
macro_rules! block {
    ($($from:tt)+) => {
        concat!(
            "SELECT b.id, b.tail_id, k.registration, k.type AS vehicle, b.kind, b.state, b.starts_at, b.ends_at, b.words, b.asked_by,
               (SELECT u.name FROM users u WHERE u.id = b.asked_by) AS asker, b.answer, b.version ",
            $($from)+
        )
    };
}

/// `tied`: the tails that the client's accounts are tied to.
macro_rules! tied {
    () => {
        ", tied AS (SELECT DISTINCT l.tail_id FROM my_accounts m JOIN account_tails l ON l.account_id = m.account_id) "
    };
}

/// The workspace's tails, by registration.
pub fn tails(scope: &Scope) -> Query<Vec<BlockedTail>> {
    scope.query(staff!(
        "SELECT k.id, k.registration, k.type AS vehicle FROM me JOIN tails k ON k.workspace_id = me.workspace_id AND k.retired_at IS NULL ORDER BY k.registration LIMIT 300"
    ))
}

/// The tails that the client's accounts are tied to.
pub fn tied_tails(scope: &Scope) -> Query<Vec<BlockedTail>> {
    scope.query(client!(
        tied!(),
        "SELECT k.id, k.registration, k.type AS vehicle FROM tied d JOIN tails k ON k.id = d.tail_id ORDER BY k.registration LIMIT 100"
    ))
}

fn block(scope: &Scope, id: BlockId) -> Query<Option<Block>> {
    scope
        .query(staff!(block!(
            "FROM me JOIN blocks b ON b.workspace_id = me.workspace_id AND b.id = :id AND b.removed_at IS NULL JOIN tails k ON k.id = b.tail_id"
        )))
        .bind("id", id)
}

/// A block on a tail that the client's accounts are tied to. Those that somebody else asked for are seen once
/// they are approved.
pub fn own_block(scope: &Scope, id: BlockId) -> Query<Option<Block>> {
    scope
        .query(client!(
            tied!(),
            block!(
                "FROM me JOIN tied d JOIN blocks b ON b.tail_id = d.tail_id AND b.id = :id AND b.removed_at IS NULL JOIN tails k ON k.id = b.tail_id
                 WHERE b.state = 'approved' OR b.asked_by = me.user_id"
            )
        ))
        .bind("id", id)
}

/// What the page of a block shows: the block, the workspace's tails, and the trips at the same time.
pub fn file(
    scope: &Scope,
    id: BlockId,
) -> impl Batch<Answers = (Option<Block>, Vec<BlockedTail>, Vec<TripMeanwhile>)> {
    (block(scope, id), tails(scope), trips_meanwhile(scope, id))
}

/// The trips that the tail of a block has during it.
fn trips_meanwhile(scope: &Scope, id: BlockId) -> Query<Vec<TripMeanwhile>> {
    scope
        .query(staff!(
            "SELECT t.id, t.reference, t.route, t.departs_at, t.ends_at
             FROM me JOIN blocks b ON b.workspace_id = me.workspace_id AND b.id = :id
             JOIN trips t INDEXED BY trips_by_tail ON t.tail_id = b.tail_id AND t.ends_at > b.starts_at AND t.ends_at < b.ends_at + 5184000000
             JOIN stages s ON s.id = t.stage_id AND s.kind NOT IN ('completed', 'cancelled')
             WHERE t.departs_at < b.ends_at ORDER BY t.departs_at, t.id LIMIT 20"
        ))
        .bind("id", id)
}

/// The blocks of the workspace between two moments, those that were refused left out.
pub fn during(scope: &Scope, from: i64, until: i64) -> Query<Vec<Block>> {
    scope
        .query(staff!(block!(
            "FROM me JOIN blocks b INDEXED BY blocks_by_end ON b.workspace_id = me.workspace_id AND b.ends_at > :from AND b.ends_at < :until + 31622400000
               AND b.removed_at IS NULL
             JOIN tails k ON k.id = b.tail_id WHERE b.starts_at < :until AND b.state <> 'refused' ORDER BY b.starts_at, b.id LIMIT :most"
        )))
        .bind("from", from)
        .bind("until", until)
        .bind("most", MOST)
}

/// When tails are needed, whose blocks are looked for.
#[derive(Debug, Clone, Copy)]
pub enum Around<'t> {
    Trip(TripId),
    /// These tails and those of a trip, between two moments.
    Tails {
        tails: &'t [TailId],
        trip: Option<TripId>,
        from: i64,
        until: i64,
    },
    Request {
        request: RequestId,
        tail: Option<TailId>,
    },
}

/// The blocks of tails around the time that each is needed; `needed` has rows with `tail_id`, `begins` and `ends`.
macro_rules! blocks_around {
    ($($needed:tt)+) => {
        staff!(
            ", needed AS (", $($needed)+, ") ",
            block!(
                "FROM me JOIN needed d JOIN blocks b INDEXED BY blocks_by_tail ON b.tail_id = d.tail_id AND b.ends_at > d.begins - 86400000
                   AND b.ends_at < d.ends + 31708800000 AND b.removed_at IS NULL
                 JOIN tails k ON k.id = b.tail_id
                 WHERE b.starts_at < d.ends + 86400000 AND b.state <> 'refused' ORDER BY b.starts_at, b.id LIMIT 50"
            )
        )
    };
}

pub fn around(scope: &Scope, when: Around) -> Query<Vec<Block>> {
    match when {
        Around::Trip(id) => scope.query(blocks_around!(tails_of_trip!())).bind("id", id),
        Around::Tails { tails, trip, from, until } => scope
            .query(blocks_around!(tails_between!()))
            .bind("tails", as_json(&tails))
            .bind("trip", trip)
            .bind("begins", from)
            .bind("ends", until),
        Around::Request { request, tail } => scope
            .query(blocks_around!(tail_for_request!()))
            .bind("request", request)
            .bind("tail", tail),
    }
}

/// What owners asked for and wait for, the earliest first.
pub fn asked(scope: &Scope) -> Query<Vec<Block>> {
    scope.query(staff!(block!(
        "FROM me JOIN blocks b INDEXED BY blocks_asked ON b.workspace_id = me.workspace_id AND b.removed_at IS NULL AND b.state = 'asked'
         JOIN tails k ON k.id = b.tail_id ORDER BY b.starts_at, b.id LIMIT 20"
    )))
}

/// The blocks between two moments on the tails that the client's accounts are tied to: those that are approved,
/// and those that the client asked for.
pub fn of_client(scope: &Scope, from: i64, until: i64) -> Query<Vec<Block>> {
    scope
        .query(client!(
            tied!(),
            block!(
                "FROM me JOIN tied d JOIN blocks b INDEXED BY blocks_by_tail ON b.tail_id = d.tail_id AND b.ends_at > :from AND b.ends_at < :until + 31622400000
                   AND b.removed_at IS NULL
                 JOIN tails k ON k.id = b.tail_id
                 WHERE b.starts_at < :until AND (b.state = 'approved' OR b.asked_by = me.user_id) ORDER BY b.starts_at, b.id LIMIT :most"
            )
        ))
        .bind("from", from)
        .bind("until", until)
        .bind("most", MOST)
}
