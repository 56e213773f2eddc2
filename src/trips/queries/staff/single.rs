//! A trip as staff see it.
use crate::{
    db::{
        query::Query,
        scope::{Scope, staff},
    },
    itineraries::legs_of_trip,
    kit::ids::TripId,
    trips::{
        NamedTraveler, Trip, is_booked,
        queries::aboard::{abroad, legs_of_passenger},
        queries::fragments::{crew_of_trip, duty_rules},
    },
};

/// Whether the tail of the trip `t` is booked for another trip during one of its legs.
macro_rules! is_displaced {
    () => {
        concat!(
            "EXISTS (SELECT 1 FROM (SELECT t.tail_id, t.departs_at, t.ends_at, ",
            legs_of_trip!(),
            " AS itinerary) d WHERE ",
            is_booked!("d", "t.id"),
            ")"
        )
    };
}

pub(super) use is_displaced;

macro_rules! staffs_trip {
    ($of:literal) => {
        staff!(
            "SELECT t.id, t.reference, t.account_id, c.name AS account, t.route, t.vehicle, t.tail_id, a.registration, t.passengers, t.vehicles, t.wishes,
             t.stage_id, s.name AS stage, s.rank, s.kind, t.version, t.created_at, (SELECT id FROM threads WHERE trip_id = t.id) AS thread_id,
             t.crew_released_at IS NOT NULL AS is_crew_released, t.price_review_at, t.price_words, ",
            crew_of_trip!(),
            " AS crew, ",
            duty_rules!(),
            "s.kind = 'cancelled' AND ",
            is_displaced!(),
            " AS is_displaced, ",
            legs_of_trip!(),
            " AS legs FROM me JOIN trips t ON t.workspace_id = me.workspace_id AND t.id = ", $of, " JOIN stages s ON s.id = t.stage_id
             JOIN accounts c ON c.id = t.account_id LEFT JOIN tails a ON a.id = t.tail_id"
        )
    };
}

pub fn trip(scope: &Scope, id: TripId) -> Query<Option<Trip>> {
    scope.query(staffs_trip!(":id")).bind("id", id)
}

pub(super) fn travelers(scope: &Scope, id: TripId) -> Query<Vec<NamedTraveler>> {
    scope.query(staff!(
        "SELECT p.id, p.name, p.document_expires_on, ", abroad!(), ", ", legs_of_passenger!(), " FROM me JOIN trips t ON t.id = :id AND t.workspace_id = me.workspace_id
         JOIN trip_passengers l ON l.trip_id = t.id JOIN passengers p ON p.id = l.passenger_id ORDER BY p.sort_name, p.id LIMIT 500"
    ))
    .bind("id", id)
}

/// What a trip's sheet shows.
pub fn printed(scope: &Scope, id: TripId) -> (Query<Option<Trip>>, Query<Vec<NamedTraveler>>) {
    (trip(scope, id), travelers(scope, id))
}

/// The trip that ends last, and its passengers: an example of the workspace's trips.
pub fn newest(scope: &Scope) -> (Query<Option<Trip>>, Query<Vec<NamedTraveler>>) {
    let trip = scope.query(staffs_trip!(
        "(SELECT x.id FROM trips x INDEXED BY trips_by_end WHERE x.workspace_id = me.workspace_id ORDER BY x.ends_at DESC, x.id DESC LIMIT 1)"
    ));
    let travelers = scope.query(staff!(
        "SELECT p.id, p.name, p.document_expires_on, ", abroad!(), ", ", legs_of_passenger!(), " FROM me JOIN trips t ON t.id =
           (SELECT x.id FROM trips x INDEXED BY trips_by_end WHERE x.workspace_id = me.workspace_id ORDER BY x.ends_at DESC, x.id DESC LIMIT 1)
         JOIN trip_passengers l ON l.trip_id = t.id JOIN passengers p ON p.id = l.passenger_id ORDER BY p.sort_name, p.id LIMIT 500"
    ));
    (trip, travelers)
}
