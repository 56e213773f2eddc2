//! Statements about the actual times of a trip's legs.
use crate::{
    db::{
        query::{Query, as_json},
        scope::{Scope, staff},
        write::{Write, begins, follows},
    },
    invoices::times::{LegTime, TimedTrip},
    itineraries::legs_of_trip,
    kit::ids::TripId,
};

pub fn timed_trip(scope: &Scope, id: TripId) -> Query<Option<TimedTrip>> {
    scope
        .query(staff!(
            "SELECT t.id, t.reference, ", legs_of_trip!(), " AS legs,
               (SELECT json_group_array(json_object('leg', x.leg_id, 'out_at', x.out_at, 'in_at', x.in_at)) FROM leg_times x INDEXED BY leg_times_by_trip WHERE x.trip_id = t.id) AS times
             FROM me JOIN trips t ON t.workspace_id = me.workspace_id AND t.id = :trip"
        ))
        .bind("trip", id)
}

/// Replaces what was logged of the trip's legs.
pub fn log_times(of: &TimedTrip, times: &[LegTime]) -> Write {
    Write::begin(
        "times_logged",
        of.id,
        begins!(staff, "JOIN trips t ON t.workspace_id = me.workspace_id AND t.id = :trip"),
    )
    .bind("trip", of.id)
    .bind("times", as_json(&times))
    .note(of.told(times))
    .then(follows!(
        "DELETE FROM leg_times WHERE trip_id = :trip AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .then(follows!(
        "INSERT INTO leg_times (leg_id, workspace_id, trip_id, out_at, in_at)
         SELECT l.id, it.workspace_id, l.trip_id, j.value ->> 'out_at', j.value ->> 'in_at'
         FROM it JOIN json_each(:times) j JOIN legs l ON l.id = j.value ->> 'leg' AND l.trip_id = :trip AND l.workspace_id = it.workspace_id"
    ))
}
