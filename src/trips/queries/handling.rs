//! Statements about the FBOs of a trip's legs.
use super::staff::trip;
use crate::{
    db::{
        query::{Query, as_json},
        scope::{Scope, staff},
        write::{Follower, Write, begins, follows},
    },
    fbos::{self, Fbo},
    kit::ids::TripId,
    mail::{self, Letter, Mailing, Recipients},
    trips::{Trip, handling::Handling},
};

/// An end of a leg with the FBO that the trip's account prefers at its airport, unless it has one already.
macro_rules! with_preferred {
    ($end:literal) => {
        concat!(
            "coalesce((SELECT json_set(legs.", $end, ", '$.fbo', json_object('name', f.name, 'address', f.address, 'phone', f.phone))
               FROM trips t JOIN preferred_fbos p ON p.account_id = t.account_id AND p.airport_id = legs.", $end, " ->> 'airport'
               JOIN fbos f ON f.id = p.fbo_id AND f.retired_at IS NULL
               WHERE t.id = legs.trip_id AND legs.", $end, " ->> 'fbo' IS NULL), ", $end, ")"
        )
    };
}

/// Copies the FBOs that the trip's account prefers into the legs' ends at their airports. It follows the
/// statement that made the legs.
pub fn prefer_fbos(trip: TripId) -> Follower {
    Follower::new(follows!(
        "UPDATE legs SET origin = ",
        with_preferred!("origin"),
        ", destination = ",
        with_preferred!("destination"),
        " WHERE trip_id = :trip AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("trip", trip)
}

/// A trip, and the FBOs to choose from at its airports.
pub fn fbos_of(scope: &Scope, id: TripId) -> (Query<Option<Trip>>, Query<Vec<Fbo>>) {
    (trip(scope, id), fbos::along(scope, id))
}

/// An end of a leg with the FBO that `:ends` has for it, if it has one.
macro_rules! with_chosen {
    ($end:literal) => {
        concat!(
            "coalesce((SELECT iif(j.value ->> 'fbo' IS NULL, json_remove(legs.", $end, ", '$.fbo'), json_set(legs.", $end, ", '$.fbo', j.value -> 'fbo'))
               FROM json_each(:ends) j WHERE j.value ->> 'leg' = legs.id AND j.value ->> 'end' = '", $end, "'), ", $end, ")"
        )
    };
}

/// Sets the FBOs of a trip's legs, and mails the account.
pub fn set_fbos(it: &Handling, from: &Trip, letter: &Letter) -> Write {
    Write::begin(
        "trip_fbos_set",
        it.trip,
        begins!(
            staff,
            "JOIN trips t ON t.workspace_id = me.workspace_id AND t.id = :trip AND t.version = :version
             JOIN stages s ON s.id = t.stage_id AND s.kind NOT IN ('completed', 'cancelled')"
        ),
    )
    .bind("trip", it.trip)
    .bind("version", it.version)
    .bind("ends", as_json(&it.ends))
    .note(it.note())
    .then(follows!(
        "UPDATE legs SET origin = ",
        with_chosen!("origin"),
        ", destination = ",
        with_chosen!("destination"),
        ", sequence = sequence + 1, changed_at = (SELECT at FROM it)
         WHERE trip_id = :trip AND workspace_id = (SELECT workspace_id FROM it) AND id IN (SELECT j.value ->> 'leg' FROM json_each(:ends) j)"
    ))
    .then(follows!(
        "UPDATE trips SET version = version + 1 WHERE id = :trip AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with([mail::to(
        Recipients::Clients { account: from.account_id, mailing: Mailing::Trips },
        letter,
    )])
}
