//! Statements about a client's changes to their trip.
use super::{
    OwnTrip,
    aircraft::{AllowedTail, Reassignment},
};
use crate::{
    approvals,
    db::{
        query::{Query, as_json},
        scope::{Scope, client, granted},
        write::{Write, begins, follows},
    },
    itineraries::legs_of_trip,
    kit::ids::{EventId, TripId},
    mail::{self, Letter, Mailing, Recipients, Topic},
    trips::{self, Rerouting, is_below_limit, is_taken, prefer_fbos},
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
             q.id IS NOT NULL AS is_quoted, iif(",
            granted!("see_money"),
            ", q.currency, NULL) AS currency, iif(",
            granted!("see_money"),
            ", coalesce(q.lines, '[]'), '[]') AS lines
             FROM my_accounts m JOIN trips t ON t.id = :id AND t.account_id = m.account_id JOIN stages s ON s.id = t.stage_id
             JOIN accounts a ON a.id = t.account_id
             LEFT JOIN quotes q INDEXED BY quotes_by_trip ON q.trip_id = t.id AND q.state = 'accepted'"
        ))
        .bind("id", id)
}

/// Changes the itinerary, unless the trip changed or reached the limit meanwhile.
pub fn reroute(it: &Rerouting, letter: &Letter, note: &str) -> Write {
    Write::begin(
        "itinerary_changed",
        it.trip,
        begins!(
            client,
            "JOIN my_accounts m JOIN trips t ON t.id = :trip AND t.account_id = m.account_id AND t.version = :version
             JOIN stages s ON s.id = t.stage_id AND ",
            is_below_limit!()
        ),
    )
    .bind("trip", it.trip)
    .bind("version", it.version)
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

/// The tails with a seat for everybody that the client's account owns, or that nobody owns.
pub fn allowed_tails(scope: &Scope, id: TripId) -> Query<Vec<AllowedTail>> {
    scope
        .query(client!(
            "SELECT k.id, k.type, k.seats, k.speed_kt, iif(",
            is_theirs!("k.id"),
            ", k.registration, NULL) AS registration
         FROM my_accounts m JOIN trips t ON t.id = :id AND t.account_id = m.account_id
         JOIN tails k ON k.workspace_id = t.workspace_id AND k.seats >= t.passengers AND k.retired_at IS NULL AND (",
            is_theirs!("k.id"),
            " OR ",
            is_nobodys!("k.id"),
            ")
         ORDER BY k.type, k.registration LIMIT 100"
        ))
        .bind("id", id)
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
            " AND NOT EXISTS (SELECT 1 FROM json_each(:assigned) j WHERE NOT EXISTS (SELECT 1 FROM tails k WHERE k.id = j.value ->> 'tail'
                 AND k.workspace_id = t.workspace_id AND k.seats >= t.passengers AND (",
            is_theirs!("k.id"),
            " OR ",
            is_nobodys!("k.id"),
            ")))"
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
