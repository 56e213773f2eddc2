//! Statements about what belongs to a trip, for clients.
use crate::{
    db::{
        query::Query,
        scope::{Scope, client},
    },
    kit::ids::TripId,
    trips::{
        NamedTraveler, Talk, TripEvent,
        queries::aboard::{abroad, legs_of_passenger},
    },
};

/// The conversation about a trip of the client.
pub fn talk(scope: &Scope, id: TripId) -> Query<Option<Talk>> {
    scope
        .query(client!(
            "SELECT n.id, n.last_author, n.last_words, n.last_at, n.last_side = 'ops' AND n.last_at > coalesce(r.read_at, 0) AS is_new
             FROM me JOIN threads n ON n.trip_id = :id AND n.workspace_id = me.workspace_id JOIN my_accounts m ON m.account_id = n.account_id
             LEFT JOIN readings r ON r.thread_id = n.id AND r.user_id = me.user_id"
        ))
        .bind("id", id)
}

pub fn history(scope: &Scope, id: TripId) -> Query<Vec<TripEvent>> {
    scope.query(client!(
        "SELECT e.note, NULL AS who, e.at FROM my_accounts m JOIN trips t ON t.id = :id AND t.account_id = m.account_id
         JOIN events e INDEXED BY events_by_subject ON e.workspace_id = t.workspace_id AND e.subject_id = t.id AND e.action IN ('trip_announced', 'trip_fbos_set', 'trip_service_requested', 'trip_service_answered', 'trip_service_canceled')
         ORDER BY e.at DESC, e.id DESC LIMIT 50"
    ))
    .bind("id", id)
}

/// The passengers on the manifest. Only who travels themselves reads about their passports.
pub fn travelers(scope: &Scope, id: TripId) -> Query<Vec<NamedTraveler>> {
    scope.query(client!(
        theirs!(), "SELECT p.id, p.name, iif(t.account_id IN (SELECT account_id FROM my_accounts), p.document_expires_on, '') AS document_expires_on, ", abroad!(), ", ", legs_of_passenger!(), "
         FROM me JOIN trips t ON t.id = :id AND t.workspace_id = me.workspace_id AND ", is_told!(), "
         JOIN trip_passengers l ON l.trip_id = t.id JOIN passengers p ON p.id = l.passenger_id ORDER BY p.sort_name, p.id LIMIT 500"
    ))
    .bind("id", id)
}
