//! Statements that create a trip.
use crate::{
    approvals,
    db::{
        query::as_json,
        write::{Follower, follows},
    },
    itineraries,
    kit::ids::{AccountId, TripId},
    search::Noun,
    trips::{Birth, assigned, queries::handling::prefer_fbos},
    workspaces,
};

/// Creates the trip of an accepted quote, with its legs and its manifest.
pub fn born_of(it: &Birth) -> Vec<Follower> {
    let asks = assigned(it.tail, &it.legs).into_iter();
    let asks = asks.map(|its| approvals::asks(it.id, Some(its.tail), &it.legs));
    let mut followers = vec![
        Follower::new(follows!(
            "INSERT INTO trips (id, workspace_id, reference, account_id, tail_id, vehicle, stage_id, route, passengers, vehicles, wishes, departs_at, ends_at, created_at)
             SELECT :id, it.workspace_id, (SELECT printf('T-%d', next) FROM counters WHERE workspace_id = it.workspace_id AND noun = 'trip'),
               a.id, (SELECT id FROM tails WHERE id = :tail AND workspace_id = it.workspace_id), :vehicle,
               (SELECT id FROM stages WHERE workspace_id = it.workspace_id AND kind NOT IN ('completed', 'cancelled') ORDER BY rank LIMIT 1),
               :route, :passengers, coalesce((SELECT vehicles FROM requests WHERE id = :request AND workspace_id = it.workspace_id), 1), :wishes, :departs_at, :ends_at, it.at
             FROM it JOIN accounts a ON a.id = :account AND a.workspace_id = it.workspace_id"
        ))
        .bind("id", it.id)
        .bind("account", it.account)
        .bind("tail", it.tail)
        .bind("vehicle", it.vehicle.as_str())
        .bind("route", itineraries::route(&it.legs))
        .bind("passengers", it.passengers)
        .bind("request", it.request)
        .bind("wishes", it.wishes.as_str())
        .bind("departs_at", it.departs_at())
        .bind("ends_at", it.ends_at()),
        workspaces::count("trip"),
        Follower::new(follows!(
            "INSERT INTO legs (trip_id, position, workspace_id, id, departs_at, time_agreed, arrives_at, arrive_by, lasts, origin, destination, tail_id, changed_at)
             SELECT :id, j.key, it.workspace_id, :id || '.' || j.key, j.value ->> 'departs_at', j.value ->> 'time_agreed',
               coalesce(j.value ->> 'arrives_at', j.value ->> 'departs_at'), j.value ->> 'arrive_by', j.value ->> 'lasts', j.value -> 'origin', j.value -> 'destination', j.value ->> 'tail', it.at
             FROM it, json_each(:legs) j"
        ))
        .bind("id", it.id)
        .bind("legs", as_json(&it.legs)),
        prefer_fbos(it.id),
        Follower::new(follows!(
            "INSERT INTO trip_passengers (trip_id, passenger_id, workspace_id)
             SELECT DISTINCT :id, p.id, it.workspace_id
             FROM it JOIN requests r ON r.id = :request AND r.workspace_id = it.workspace_id
             JOIN json_each(r.travellers) j JOIN passengers p ON p.id = j.value AND p.account_id = r.account_id"
        ))
        .bind("id", it.id)
        .bind("request", it.request),
    ];
    followers.extend(asks);
    followers.extend(itineraries::set_words(Noun::Trip, it.id, &it.legs));
    followers
}

/// Books a new trip where its workspace does that at once, unless an owner is to be asked about it.
pub fn booked_at_once(id: TripId) -> Follower {
    Follower::new(follows!(
        "UPDATE trips SET stage_id = coalesce((SELECT s.id FROM workspaces w JOIN stages s ON s.workspace_id = w.id AND s.kind = 'booked'
             WHERE w.id = trips.workspace_id AND w.books_at_once = 1 ORDER BY s.rank LIMIT 1), stage_id)
         WHERE id = :trip AND workspace_id = (SELECT workspace_id FROM it) AND NOT EXISTS (SELECT 1 FROM workspaces w JOIN account_tails o ON o.tail_id = trips.tail_id
           WHERE w.id = trips.workspace_id AND w.owners_approve = 1
             AND NOT EXISTS (SELECT 1 FROM account_tails own WHERE own.tail_id = trips.tail_id AND own.account_id = trips.account_id))"
    ))
    .bind("trip", id)
}

/// Moves the trips of one account to another, when the two are merged.
pub fn change_account(from: AccountId, to: AccountId) -> Follower {
    Follower::new(follows!(
        "UPDATE trips SET account_id = :to WHERE account_id = :from AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("from", from)
    .bind("to", to)
}
