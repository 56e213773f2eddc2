//! Statements that change manifests, and that record their export.
use super::super::Change;
use crate::{
    db::{
        query::as_json,
        scope::{client, staff},
        write::{Write, begins, follows},
    },
    kit::ids::TripId,
    trips::is_below_limit,
    workspaces::Face,
};

/// The legs `:legs` are all of the trip `t`, whose manifests can still be changed.
macro_rules! open_legs {
    ($of_leg:literal) => {
        concat!(
            "JOIN stages s ON s.id = t.stage_id AND s.kind NOT IN ('completed', 'cancelled')
             WHERE NOT EXISTS (SELECT 1 FROM json_each(:legs) j WHERE NOT EXISTS (
               SELECT 1 FROM legs l WHERE l.trip_id = t.id AND l.id = j.value",
            $of_leg,
            "))"
        )
    };
}

/// Puts passengers of the trip's account on a leg, takes others off, and makes the manifests of other legs the same. What
/// somebody else changed about other passengers meanwhile stays. A leg whose time is not agreed is stored to depart at
/// noon, and may depart until the end of that day: twelve hours are added.
pub fn change(face: Face, it: &Change, note: String) -> Write {
    let guard = match face {
        Face::Client => begins!(
            client,
            "JOIN my_accounts m JOIN trips t ON t.account_id = m.account_id AND t.id = :trip ",
            open_legs!(" AND l.departs_at + iif(l.time_agreed, 0, 43200000) > :now"),
            " AND ",
            is_below_limit!()
        ),
        Face::Ops => begins!(
            staff,
            "JOIN trips t ON t.workspace_id = me.workspace_id AND t.id = :trip ",
            open_legs!("")
        ),
    };
    let legs: Vec<&String> = std::iter::once(&it.leg).chain(&it.also).collect();
    Write::begin("manifest_changed", it.trip, guard)
        .bind("trip", it.trip)
        .bind("legs", as_json(&legs))
        .bind("leg", it.leg.as_str())
        .bind("also", as_json(&it.also))
        .bind("added", as_json(&it.added))
        .bind("removed", as_json(&it.removed))
        .bind("first_night", it.first_night.as_deref())
        .note(note)
        .then(follows!(
            "INSERT OR IGNORE INTO leg_passengers (trip_id, passenger_id, leg_id, workspace_id)
             SELECT t.id, p.id, :leg, it.workspace_id FROM it JOIN trips t ON t.id = :trip AND t.workspace_id = it.workspace_id
             JOIN json_each(:added) j JOIN passengers p ON p.id = j.value AND p.account_id = t.account_id AND p.removed_at IS NULL"
        ))
        .then(follows!(
            "DELETE FROM leg_passengers WHERE trip_id = :trip AND leg_id = :leg AND passenger_id IN (SELECT j.value FROM json_each(:removed) j)
             AND workspace_id = (SELECT workspace_id FROM it)"
        ))
        .then(follows!(
            "INSERT OR IGNORE INTO leg_passengers (trip_id, passenger_id, leg_id, workspace_id)
             SELECT x.trip_id, x.passenger_id, j.value, it.workspace_id FROM it JOIN json_each(:also) j
             JOIN leg_passengers x ON x.trip_id = :trip AND x.leg_id = :leg AND x.workspace_id = it.workspace_id"
        ))
        .then(follows!(
            "DELETE FROM leg_passengers WHERE trip_id = :trip AND leg_id IN (SELECT j.value FROM json_each(:also) j)
             AND workspace_id = (SELECT workspace_id FROM it)
             AND passenger_id NOT IN (SELECT x.passenger_id FROM leg_passengers x WHERE x.trip_id = :trip AND x.leg_id = :leg)"
        ))
        .then(follows!(
            "DELETE FROM first_nights WHERE leg_id = :leg AND trip_id = :trip AND :first_night IS NOT NULL
             AND workspace_id = (SELECT workspace_id FROM it)"
        ))
        .then(follows!(
            "INSERT INTO first_nights (leg_id, trip_id, workspace_id, address)
             SELECT :leg, :trip, it.workspace_id, :first_night FROM it WHERE :first_night <> ''"
        ))
}

/// Records that the visitor takes the manifests out of the portal. The file can be had for five minutes.
pub fn export(trip: TripId, note: String) -> Write {
    Write::begin(
        "manifest_exported",
        trip,
        begins!(staff, "JOIN trips t ON t.workspace_id = me.workspace_id AND t.id = :trip"),
    )
    .bind("trip", trip)
    .note(note)
}
