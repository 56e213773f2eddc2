//! Statements about changes of a trip's legs.
use crate::{
    db::{
        query::{Query, as_json},
        scope::{Scope, client, staff},
        write::{Follower, follows},
    },
    itineraries,
    kit::ids::TripId,
    search::Noun,
    trips::{ItineraryChange, Rerouting, rerouting::is_alike},
};
use serde_json::json;

/// The latest changes of the itinerary, for who flies. Staff are not named to them.
pub fn changes_for_client(scope: &Scope, id: TripId) -> Query<Vec<ItineraryChange>> {
    scope.query(client!(
        "SELECT c.was, c.became, NULL AS estimate, iif(e.face = 'client', u.name, NULL) AS who, c.at
         FROM my_accounts m JOIN trips t ON t.id = :id AND t.account_id = m.account_id
         JOIN itinerary_changes c ON c.trip_id = t.id JOIN events e ON e.id = c.id LEFT JOIN users u ON u.id = e.actor_id
         ORDER BY c.at DESC LIMIT 10"
    ))
    .bind("id", id)
}

/// The same for staff, with the names of everybody.
pub fn changes_for_staff(scope: &Scope, id: TripId) -> Query<Vec<ItineraryChange>> {
    scope.query(staff!(
        "SELECT c.was, c.became, c.estimate, u.name AS who, c.at FROM me JOIN itinerary_changes c ON c.trip_id = :id AND c.workspace_id = me.workspace_id
         JOIN events e ON e.id = c.id LEFT JOIN users u ON u.id = e.actor_id ORDER BY c.at DESC LIMIT 10"
    ))
    .bind("id", id)
}

/// Replaces the trip's legs. A leg that stays keeps its id and counts its changes; one that goes is kept apart, for
/// calendars. The trip is marked for a review of its price where it has an accepted quote. `:trip` has to be bound by
/// the change, which holds the guard.
pub fn reroute(it: &Rerouting) -> Vec<Follower> {
    let changed =
        |leg: &itineraries::Leg| !it.was.iter().any(|was| was.id == leg.id && is_alike(was, leg));
    let legs: Vec<_> = it
        .became
        .iter()
        .map(|leg| json!({ "leg": leg, "id": leg.id, "changed": changed(leg) }))
        .collect();
    let legs = as_json(&legs);
    let with_legs = |sql| Follower::new(sql).bind("trip", it.trip).bind("legs", legs.clone());
    let mut followers = vec![
        with_legs(follows!(
            "INSERT INTO removed_legs (id, workspace_id, trip_id, departs_at, time_agreed, arrives_at, origin, destination, sequence, changed_at)
             SELECT l.id, l.workspace_id, l.trip_id, l.departs_at, l.time_agreed, l.arrives_at, l.origin, l.destination, l.sequence + 1, it.at
             FROM it JOIN legs l ON l.trip_id = :trip AND l.workspace_id = it.workspace_id
             WHERE l.id NOT IN (SELECT j.value ->> 'id' FROM json_each(:legs) j)"
        )),
        with_legs(follows!(
            "DELETE FROM legs WHERE trip_id = :trip AND workspace_id = (SELECT workspace_id FROM it)
               AND id NOT IN (SELECT j.value ->> 'id' FROM json_each(:legs) j)"
        )),
        // Moves the rows out of the way of the new positions.
        Follower::new(follows!(
            "UPDATE legs SET position = -1 - position WHERE trip_id = :trip AND workspace_id = (SELECT workspace_id FROM it)"
        ))
        .bind("trip", it.trip),
        with_legs(follows!(
            "UPDATE legs SET position = j.key, departs_at = j.value ->> '$.leg.departs_at', time_agreed = j.value ->> '$.leg.time_agreed',
               arrives_at = coalesce(j.value ->> '$.leg.arrives_at', j.value ->> '$.leg.departs_at'),
               arrive_by = j.value ->> '$.leg.arrive_by', lasts = j.value ->> '$.leg.lasts',
               origin = j.value -> '$.leg.origin', destination = j.value -> '$.leg.destination', tail_id = j.value ->> '$.leg.tail',
               sequence = sequence + (j.value ->> 'changed'), changed_at = iif(j.value ->> 'changed', (SELECT at FROM it), changed_at)
             FROM json_each(:legs) j WHERE legs.trip_id = :trip AND legs.workspace_id = (SELECT workspace_id FROM it) AND legs.id = j.value ->> 'id'"
        )),
        with_legs(follows!(
            "INSERT INTO legs (trip_id, position, workspace_id, id, departs_at, time_agreed, arrives_at, arrive_by, lasts, origin, destination, tail_id, changed_at)
             SELECT :trip, j.key, it.workspace_id, j.value ->> 'id', j.value ->> '$.leg.departs_at', j.value ->> '$.leg.time_agreed',
               coalesce(j.value ->> '$.leg.arrives_at', j.value ->> '$.leg.departs_at'), j.value ->> '$.leg.arrive_by', j.value ->> '$.leg.lasts', j.value -> '$.leg.origin', j.value -> '$.leg.destination', j.value ->> '$.leg.tail', it.at
             FROM it JOIN json_each(:legs) j WHERE NOT EXISTS (SELECT 1 FROM legs l WHERE l.id = j.value ->> 'id')"
        )),
        Follower::new(follows!(
            "UPDATE trips SET route = :route, departs_at = :departs_at, ends_at = :ends_at, version = version + 1,
               price_review_at = iif(EXISTS (SELECT 1 FROM quotes q INDEXED BY quotes_by_trip WHERE q.trip_id = trips.id AND q.state = 'accepted'),
                 coalesce(price_review_at, (SELECT at FROM it)), price_review_at)
             WHERE id = :trip AND workspace_id = (SELECT workspace_id FROM it)"
        ))
        .bind("trip", it.trip)
        .bind("route", itineraries::route(&it.became))
        .bind("departs_at", it.departs_at())
        .bind("ends_at", it.ends_at()),
        Follower::new(follows!(
            "INSERT INTO itinerary_changes (id, workspace_id, trip_id, was, became, estimate, at) SELECT it.id, it.workspace_id, :trip, :was, :became, :estimate, it.at FROM it"
        ))
        .bind("trip", it.trip)
        .bind("was", as_json(&it.was))
        .bind("became", as_json(&it.became))
        .bind("estimate", it.estimate),
    ];
    followers.extend(itineraries::set_words(Noun::Trip, it.trip, &it.became));
    followers
}

/// Puts the legs of a trip on their tails, where nothing else of them changed.
pub fn on_tails(trip: TripId, legs: &[itineraries::Leg]) -> Follower {
    Follower::new(follows!(
        "UPDATE legs SET tail_id = j.value ->> 'tail' FROM json_each(:legs) j
         WHERE legs.trip_id = :trip AND legs.workspace_id = (SELECT workspace_id FROM it) AND legs.id = j.value ->> 'id'"
    ))
    .bind("trip", trip)
    .bind("legs", as_json(&legs))
}

/// Cancels the trip. It follows a change that holds the guard, in a workspace that has such a stage.
pub fn canceled(trip: TripId) -> [Follower; 2] {
    let moved = Follower::new(follows!(
        "UPDATE trips SET stage_id = (SELECT x.id FROM stages x WHERE x.workspace_id = trips.workspace_id AND x.kind = 'cancelled' ORDER BY x.rank LIMIT 1),
           version = version + 1 WHERE id = :trip AND workspace_id = (SELECT workspace_id FROM it)"
    ));
    [moved.bind("trip", trip), touched(trip)]
}

/// Counts a change of every leg of the trip, for calendars: it was canceled or restored.
pub fn touched(trip: TripId) -> Follower {
    Follower::new(follows!(
        "UPDATE legs SET sequence = sequence + 1, changed_at = (SELECT at FROM it) WHERE trip_id = :trip AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("trip", trip)
}
