//! Statements that make a trip.
use crate::{
    db::{
        query::as_json,
        write::{Follower, follows},
    },
    itineraries,
    kit::ids::AccountId,
    trips::Birth,
    workspaces,
};

/// What an accepted quote leaves: the trip, its legs and its manifest.
pub fn born_of(it: &Birth) -> Vec<Follower> {
    vec![
        Follower::new(
            follows!(
                "INSERT INTO trips (id, workspace_id, reference, account_id, tail_id, vehicle, stage_id, route, passengers, wishes, departs_at, ends_at, created_at)
                 SELECT ?2, it.workspace_id, (SELECT printf('T-%d', next) FROM counters WHERE workspace_id = it.workspace_id AND noun = 'trip'),
                   a.id, (SELECT id FROM tails WHERE id = ?4 AND workspace_id = it.workspace_id), ?5,
                   (SELECT id FROM stages WHERE workspace_id = it.workspace_id AND kind NOT IN ('completed', 'cancelled') ORDER BY rank LIMIT 1),
                   ?6, ?7, ?8, ?9, ?10, it.at
                 FROM it JOIN accounts a ON a.id = ?3 AND a.workspace_id = it.workspace_id"
            ),
            [
                it.id.into(),
                it.account.into(),
                it.tail.into(),
                it.vehicle.as_str().into(),
                itineraries::route(&it.legs).into(),
                it.passengers.into(),
                it.wishes.as_str().into(),
                it.departs_at().into(),
                it.ends_at().into(),
            ],
        ),
        workspaces::count("trip"),
        Follower::new(
            follows!(
                "INSERT INTO legs (trip_id, position, workspace_id, departs_at, time_agreed, arrives_at, origin, destination)
                 SELECT ?2, j.key, it.workspace_id, j.value ->> 'departs_at', j.value ->> 'time_agreed',
                   coalesce(j.value ->> 'arrives_at', j.value ->> 'departs_at'), j.value -> 'origin', j.value -> 'destination'
                 FROM it, json_each(?3) j"
            ),
            [it.id.into(), as_json(&it.legs)],
        ),
        Follower::new(
            follows!(
                "INSERT INTO trip_passengers (trip_id, passenger_id, workspace_id)
                 SELECT DISTINCT ?2, p.id, it.workspace_id
                 FROM it JOIN requests r ON r.id = ?3 AND r.workspace_id = it.workspace_id
                 JOIN json_each(r.travellers) j JOIN passengers p ON p.id = j.value AND p.account_id = r.account_id"
            ),
            [it.id.into(), it.request.into()],
        ),
    ]
}

/// Has the trips of an account that is merged into another be of that.
pub fn change_account(from: AccountId, to: AccountId) -> Follower {
    Follower::new(
        follows!(
            "UPDATE trips SET account_id = ?3 WHERE account_id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        [from.into(), to.into()],
    )
}
