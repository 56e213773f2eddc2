//! Statements that read the trips of a window of time, to find their conflicts and to show them in a calendar.
use crate::{
    blocks::{self, Around, Block},
    db::{
        query::{Batch, Query, as_json},
        scope::{Scope, staff},
    },
    itineraries::legs_of_trip,
    kit::ids::{RequestId, TailId, TripId},
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

/// The trips that have one of these tails from two weeks before to two weeks after the time that each is needed, as the
/// tail of the trip or of a single leg. `needed` has rows with `tail_id`, `begins` and `ends`.
macro_rules! planned_around {
    ($($needed:tt)+) => {
        staff!(
            ", needed AS (", $($needed)+, "), found AS (
               SELECT t.id FROM needed d JOIN trips t INDEXED BY trips_by_tail ON t.tail_id = d.tail_id AND t.ends_at > d.begins - 1209600000
                 AND t.ends_at < d.ends + 6393600000 AND t.departs_at < d.ends + 1209600000
               UNION SELECT l.trip_id FROM needed d JOIN legs l INDEXED BY legs_by_tail ON l.tail_id = d.tail_id AND l.departs_at > d.begins - 1209600000
                 AND l.departs_at < d.ends + 1209600000
               LIMIT 200) ",
            planned!(
                "FROM me JOIN found f JOIN trips t ON t.id = f.id AND t.workspace_id = me.workspace_id
                 JOIN stages s ON s.id = t.stage_id AND s.kind <> 'cancelled' JOIN accounts c ON c.id = t.account_id
                 ORDER BY t.departs_at, t.id LIMIT 100"
            )
        )
    };
}

/// `taken`: when each trip needs each of the tails `tied`, from the first to the last of its legs on that tail. The
/// tail is that of the trip or of a single leg. A leg whose time is not agreed takes up its day.
macro_rules! taken {
    ($from:literal, $until:literal) => {
        concat!(
            ", on_tail AS (
               SELECT d.tail_id, t.id FROM tied d JOIN trips t INDEXED BY trips_by_tail ON t.tail_id = d.tail_id AND t.ends_at > ", $from, " AND t.ends_at < ", $until, " + 5184000000
               UNION SELECT d.tail_id, l.trip_id FROM tied d JOIN legs l INDEXED BY legs_by_tail ON l.tail_id = d.tail_id AND l.departs_at > ", $from, " - 172800000 AND l.departs_at < ", $until, " + 43200000),
             taken AS (
               SELECT o.tail_id, t.id AS trip_id, min(iif(l.time_agreed, l.departs_at, l.departs_at - 43200000)) AS starts_at,
                 max(iif(l.time_agreed, l.arrives_at, l.departs_at + 43200000)) AS ends_at
               FROM on_tail o JOIN trips t ON t.id = o.id JOIN stages s ON s.id = t.stage_id AND s.kind <> 'cancelled'
               JOIN legs l ON l.trip_id = t.id AND coalesce(l.tail_id, t.tail_id) = o.tail_id GROUP BY o.tail_id, t.id)"
        )
    };
}
pub(crate) use taken;

/// What may conflict with a trip: the trips and blocks around it on its tails, and the trip itself.
pub fn beside(scope: &Scope, id: TripId) -> Beside {
    let trips = scope.query(planned_around!(blocks::tails_of_trip!())).bind("id", id);
    (trips, blocks::around(scope, Around::Trip(id)))
}

/// What may conflict with a trip that is planned on these tails between two moments, in place of those that it has.
pub fn beside_tails(
    scope: &Scope,
    trip: Option<TripId>,
    tails: &[TailId],
    (from, until): (i64, i64),
) -> Beside {
    let trips = scope
        .query(planned_around!(blocks::tails_between!()))
        .bind("tails", as_json(&tails))
        .bind("trip", trip)
        .bind("begins", from)
        .bind("ends", until);
    (trips, blocks::around(scope, Around::Tails { tails, trip, from, until }))
}

/// What may conflict with a trip that is made from a request on a tail.
pub fn beside_request(scope: &Scope, request: RequestId, tail: Option<TailId>) -> Beside {
    let trips = scope
        .query(planned_around!(blocks::tail_for_request!()))
        .bind("request", request)
        .bind("tail", tail);
    (trips, blocks::around(scope, Around::Request { request, tail }))
}

/// The trips and blocks that may conflict with a trip.
pub type Beside = (Query<Vec<Planned>>, Query<Vec<Block>>);

/// The same as they were read.
pub type Found = <Beside as Batch>::Answers;
