//! Statements that read the trips of a window of time, to find their conflicts and to show them in a calendar.
use crate::{
    blocks::{self, Block},
    db::{
        query::{Batch, Query},
        scope::{Scope, staff},
    },
    itineraries::legs_of_trip,
    kit::ids::TripId,
    trips::conflicts::Planned,
};

/// The most trips that a window shows.
pub const MOST_PLANNED: usize = 400;

/// The columns of a [`Planned`] of the trip `t`, its stage `s` and its account `c`.
macro_rules! planned {
    ($($from:tt)+) => {
        concat!(
            "SELECT t.id, t.tail_id, t.reference, t.route, c.name AS account, s.name AS stage, s.kind, t.departs_at, t.ends_at, ",
            legs_of_trip!(),
            " AS legs ",
            $($from)+
        )
    };
}

/// The workspace's trips between two moments, without those that are canceled. No trip takes sixty days.
pub fn planned_during(scope: &Scope, from: i64, until: i64) -> Query<Vec<Planned>> {
    scope
        .query(staff!(planned!(
            "FROM me JOIN trips t INDEXED BY trips_by_end ON t.workspace_id = me.workspace_id AND t.ends_at > :from AND t.ends_at < :until + 5184000000
             JOIN stages s ON s.id = t.stage_id AND s.kind <> 'cancelled' JOIN accounts c ON c.id = t.account_id
             WHERE t.departs_at < :until ORDER BY t.departs_at, t.id LIMIT :most"
        )))
        .bind("from", from)
        .bind("until", until)
        .bind("most", i64::try_from(MOST_PLANNED + 1).unwrap_or_default())
        .apart()
}

/// The trip itself and those on its tail from two weeks before it to two weeks after it.
fn planned_beside(scope: &Scope, id: TripId) -> Query<Vec<Planned>> {
    scope
        .query(staff!(planned!(
            "FROM me JOIN trips o ON o.workspace_id = me.workspace_id AND o.id = :id
             JOIN trips t INDEXED BY trips_by_tail ON t.tail_id = o.tail_id AND t.ends_at > o.departs_at - 1209600000 AND t.ends_at < o.ends_at + 6393600000
             JOIN stages s ON s.id = t.stage_id AND s.kind <> 'cancelled' JOIN accounts c ON c.id = t.account_id
             WHERE t.departs_at < o.ends_at + 1209600000 ORDER BY t.departs_at, t.id LIMIT 50"
        )))
        .bind("id", id)
}

/// What may conflict with a trip: the trips and blocks around it on its tail.
pub fn beside(scope: &Scope, id: TripId) -> (Query<Vec<Planned>>, Query<Vec<Block>>) {
    (planned_beside(scope, id), blocks::beside_trip(scope, id))
}

/// The answers of [`beside`].
pub type Beside = <(Query<Vec<Planned>>, Query<Vec<Block>>) as Batch>::Answers;
