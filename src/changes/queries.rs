//! Statements about a client's changes to their trip.
use super::{
    OwnTrip,
    aircraft::{AllowedTail, Reassignment},
    busy::Busy,
};
use crate::{
    approvals,
    db::{
        query::{Batch, Query, as_json},
        scope::{Scope, client},
        write::{Write, begins, follows},
    },
    itineraries::legs_of_trip,
    kit::ids::{EventId, TripId},
    mail::{self, Letter, Mailing, Recipients, Topic},
    trips::{self, Rerouting, assigned, is_below_limit, is_taken, prefer_fbos},
};

/// Whether an account of the client owns the tail `$tail`.
macro_rules! is_theirs {
    ($tail:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM account_tails o WHERE o.tail_id = ",
            $tail,
            " AND o.account_id IN (SELECT account_id FROM my_accounts))"
        )
    };
}

/// Whether no account owns it.
macro_rules! is_nobodys {
    ($tail:literal) => {
        concat!("NOT EXISTS (SELECT 1 FROM account_tails o WHERE o.tail_id = ", $tail, ")")
    };
}

/// Whether the trip `t` had the tail `$tail`, or its quote names it.
macro_rules! was_its {
    ($tail:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM quotes q INDEXED BY quotes_by_trip WHERE q.trip_id = t.id AND q.state = 'accepted' AND q.tail_id = ",
            $tail,
            ") OR EXISTS (SELECT 1 FROM itinerary_changes c JOIN json_each(c.was) j WHERE c.trip_id = t.id AND j.value ->> 'tail' = ",
            $tail,
            ")"
        )
    };
}

/// Whether a client may choose the tail `k` for the trip `t`.
macro_rules! is_allowed {
    () => {
        concat!(
            "k.workspace_id = t.workspace_id AND k.seats >= t.passengers AND (",
            is_theirs!("k.id"),
            " OR ",
            is_nobodys!("k.id"),
            " OR ",
            was_its!("k.id"),
            ")"
        )
    };
}

/// The trip, if it is one of the client's accounts.
pub fn own_trip(scope: &Scope, id: TripId) -> Query<Option<OwnTrip>> {
    scope
        .query(client!(
            "SELECT t.id, t.reference, t.account_id, a.name AS account, t.route, t.tail_id, t.vehicle, s.kind, t.version, ",
            legs_of_trip!(),
            " AS legs, ",
            is_below_limit!(),
            " AS is_below_limit,
             coalesce((SELECT k.speed_kt FROM tails k WHERE k.id = t.tail_id),
               (SELECT max(k.speed_kt) FROM tails k WHERE k.workspace_id = t.workspace_id AND lower(k.type) = lower(t.vehicle))) AS speed_kt,
             q.id IS NOT NULL AS is_quoted, q.currency, coalesce(q.lines, '[]') AS lines
             FROM my_accounts m JOIN trips t ON t.id = :id AND t.account_id = m.account_id JOIN stages s ON s.id = t.stage_id
             JOIN accounts a ON a.id = t.account_id
             LEFT JOIN quotes q INDEXED BY quotes_by_trip ON q.trip_id = t.id AND q.state = 'accepted'"
        ))
        .bind("id", id)
}

/// Changes the itinerary, unless the trip changed or reached the limit meanwhile, or its aircraft is taken at the new
/// times.
pub fn reroute(trip: &OwnTrip, it: &Rerouting, letter: &Letter, note: &str) -> Write {
    Write::begin(
        "itinerary_changed",
        it.trip,
        begins!(
            client,
            "JOIN my_accounts m JOIN trips t ON t.id = :trip AND t.account_id = m.account_id AND t.version = :version
             JOIN stages s ON s.id = t.stage_id AND ",
            is_below_limit!(),
            " WHERE NOT ",
            is_taken!("t.account_id")
        ),
    )
    .bind("trip", it.trip)
    .bind("version", it.version)
    .bind("assigned", as_json(&assigned(trip.tail_id, &it.moved())))
    .note(note)
    .with(trips::reroute(it))
    .with([prefer_fbos(it.trip), mail::to(Recipients::TripChanges, letter), mail::to(Recipients::Topic(Topic::Trip), letter)])
}

/// Cancels the trip, unless it changed, departed or reached the limit meanwhile. The first letter is for operations,
/// the second for the account.
pub fn cancel(
    trip: &OwnTrip,
    reason: &str,
    letters: (&Letter, &Letter),
    announcement: EventId,
) -> Write {
    let told = format!("Canceled: {reason}");
    Write::begin(
        "trip_cancelled",
        trip.id,
        begins!(
            client,
            "JOIN my_accounts m JOIN trips t ON t.id = :trip AND t.account_id = m.account_id AND t.version = :version
             JOIN stages s ON s.id = t.stage_id AND ",
            is_below_limit!(),
            " WHERE EXISTS (SELECT 1 FROM stages x WHERE x.workspace_id = t.workspace_id AND x.kind = 'cancelled')
               AND NOT EXISTS (SELECT 1 FROM legs l WHERE l.trip_id = t.id AND l.time_agreed = 1 AND l.departs_at <= :now)"
        ),
    )
    .bind("trip", trip.id)
    .bind("version", trip.version)
    .note(told.as_str())
    .then(follows!(
        "UPDATE trips SET stage_id = (SELECT x.id FROM stages x WHERE x.workspace_id = trips.workspace_id AND x.kind = 'cancelled' ORDER BY x.rank LIMIT 1),
           version = version + 1 WHERE id = :trip AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with([
        trips::touched(trip.id),
        mail::to(Recipients::TripChanges, letters.0),
        mail::to(Recipients::Topic(Topic::Trip), letters.0),
        mail::to(Recipients::Clients { account: trip.account_id, mailing: Mailing::Trips }, letters.1),
    ])
    .also(
        announcement,
        Write::begin(
            "trip_announced",
            trip.id,
            begins!(
                client,
                "JOIN events c ON c.id = :cause AND c.workspace_id = me.workspace_id AND c.subject_id IN (SELECT t.id FROM my_accounts m JOIN trips t ON t.account_id = m.account_id AND t.id = c.subject_id)"
            ),
        )
        .note(told),
    )
}

/// When the tails of the trip are not free between two moments: other trips on them, and blocks. Without moments it is
/// the time of the trip, and also those of the tails that the client may choose.
pub fn busy(scope: &Scope, id: TripId, between: Option<(i64, i64)>) -> Query<Vec<Busy>> {
    scope
        .query(client!(
            ", own AS (SELECT t.id, t.workspace_id, t.account_id, t.tail_id, t.passengers, coalesce(:from, t.departs_at - 172800000) AS begins, coalesce(:until, t.ends_at + 345600000) AS ends
               FROM my_accounts m JOIN trips t ON t.id = :id AND t.account_id = m.account_id),
             tied AS (SELECT t.tail_id FROM own t UNION SELECT l.tail_id FROM own t JOIN legs l ON l.trip_id = t.id
               UNION SELECT id FROM (SELECT k.id FROM own t JOIN tails k ON :from IS NULL AND k.retired_at IS NULL AND ",
            is_allowed!(),
            " ORDER BY k.type, k.registration LIMIT 100)),
             others AS (SELECT d.tail_id, b.id FROM own t JOIN tied d JOIN trips b INDEXED BY trips_by_tail ON b.tail_id = d.tail_id AND b.ends_at > t.begins AND b.ends_at < t.ends + 5184000000
               UNION SELECT l.tail_id, l.trip_id FROM own t JOIN tied d JOIN legs l INDEXED BY legs_by_tail ON l.tail_id = d.tail_id AND l.departs_at > t.begins - 2592000000 AND l.departs_at < t.ends)
             SELECT o.tail_id, iif(l.time_agreed, l.departs_at, l.departs_at - 43200000) AS starts_at, iif(l.time_agreed, l.arrives_at, l.departs_at + 43200000) AS ends_at, 0 AS is_block
             FROM own t JOIN others o JOIN trips b ON b.id = o.id AND b.id <> :id JOIN stages s ON s.id = b.stage_id AND s.kind NOT IN ('completed', 'cancelled')
             JOIN legs l ON l.trip_id = b.id AND coalesce(l.tail_id, b.tail_id) = o.tail_id AND l.departs_at < t.ends
             UNION ALL SELECT d.tail_id, kb.starts_at, kb.ends_at, 1 FROM tied d JOIN own t JOIN blocks kb INDEXED BY blocks_by_tail ON kb.tail_id = d.tail_id AND kb.removed_at IS NULL
               AND kb.state = 'approved' AND kb.ends_at > t.begins AND kb.ends_at < t.ends + 31622400000 AND kb.starts_at < t.ends
             WHERE NOT (kb.kind = 'owner' AND EXISTS (SELECT 1 FROM account_tails ko WHERE ko.tail_id = kb.tail_id AND ko.account_id = t.account_id))"
        ))
        .bind("id", id)
        .bind("from", between.map(|it| it.0))
        .bind("until", between.map(|it| it.1))
}

/// The tails with a seat for everybody that the client's account owns or that nobody owns, and those that the trip had.
fn allowed_tails(scope: &Scope, id: TripId) -> Query<Vec<AllowedTail>> {
    scope
        .query(client!(
            "SELECT k.id, k.type, k.seats, k.speed_kt, iif(",
            is_theirs!("k.id"),
            ", k.registration, NULL) AS registration
         FROM my_accounts m JOIN trips t ON t.id = :id AND t.account_id = m.account_id
         JOIN tails k ON k.retired_at IS NULL AND ",
            is_allowed!(),
            " ORDER BY k.type, k.registration LIMIT 100"
        ))
        .bind("id", id)
}

/// The trip, the tails to choose from, and when they are not free.
pub type Choices = (Option<OwnTrip>, Vec<AllowedTail>, Vec<Busy>);

pub fn choices(scope: &Scope, id: TripId) -> impl Batch<Answers = Choices> {
    (own_trip(scope, id), allowed_tails(scope, id), busy(scope, id, None))
}

/// Puts the trip or its legs on other tails, unless the trip changed or one of the tails is taken meanwhile. Their
/// owners are asked.
pub fn reassign(it: &Reassignment, letter: &Letter) -> Write {
    Write::begin(
        "aircraft_changed",
        it.rerouting.trip,
        begins!(
            client,
            "JOIN my_accounts m JOIN trips t ON t.id = :trip AND t.account_id = m.account_id AND t.version = :version
             JOIN stages s ON s.id = t.stage_id AND ",
            is_below_limit!(),
            " WHERE NOT ",
            is_taken!("t.account_id"),
            " AND NOT EXISTS (SELECT 1 FROM json_each(:assigned) j WHERE NOT EXISTS (SELECT 1 FROM tails k WHERE k.id = j.value ->> 'tail' AND ",
            is_allowed!(),
            "))"
        ),
    )
    .bind("trip", it.rerouting.trip)
    .bind("version", it.rerouting.version)
    .bind("assigned", as_json(&it.assigned))
    .bind("tail", it.tail)
    .bind("vehicle", it.vehicle.as_str())
    .note(it.vehicle.as_str())
    .then(follows!("UPDATE trips SET tail_id = :tail, vehicle = :vehicle WHERE id = :trip AND workspace_id = (SELECT workspace_id FROM it)"))
    .with(trips::reroute(&it.rerouting))
    .with(it.assigned.iter().map(|new| approvals::asks(it.rerouting.trip, Some(new.tail), &it.rerouting.became)))
    .with([mail::to(Recipients::TripChanges, letter), mail::to(Recipients::Topic(Topic::Trip), letter)])
}
