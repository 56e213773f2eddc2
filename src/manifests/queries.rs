//! Statements about manifests.
mod changes;
pub use changes::{change, export};

use super::{Boarding, ManifestTrip};
use crate::{
    db::{
        page::{Cursor, most},
        query::{Query, as_json},
        scope::{Scope, client, staff},
    },
    itineraries::legs_of_trip,
    kit::ids::TripId,
    passengers::{Passenger, is_named_like, passenger_row, words},
    trips::is_below_limit,
    workspaces::Face,
};
use serde::Deserialize;

/// The trip `t` of an account of the client.
macro_rules! own_trip {
    () => {
        "FROM my_accounts m JOIN trips t ON t.account_id = m.account_id AND t.id = :id "
    };
}

/// The trip `t` of the workspace.
macro_rules! any_trip {
    () => {
        "FROM me JOIN trips t ON t.workspace_id = me.workspace_id AND t.id = :id "
    };
}

macro_rules! manifest_trip {
    ($($trip:tt)+) => {
        concat!(
            "SELECT t.id, t.reference, t.account_id, c.name AS account, t.passengers, s.kind, ", is_below_limit!(), " AS is_below_limit, ", legs_of_trip!(), " AS legs,
               (SELECT json_group_object(f.leg_id, f.address) FROM first_nights f WHERE f.trip_id = t.id) AS first_nights ",
            $($trip)+,
            "JOIN stages s ON s.id = t.stage_id JOIN accounts c ON c.id = t.account_id"
        )
    };
}

fn trip(scope: &Scope, face: Face, id: TripId) -> Query<Option<ManifestTrip>> {
    let sql = match face {
        Face::Client => client!(manifest_trip!(own_trip!())),
        Face::Ops => staff!(manifest_trip!(any_trip!())),
    };
    scope.query(sql).bind("id", id)
}

macro_rules! aboard {
    ($($trip:tt)+) => {
        passenger_row!(
            "0",
            $($trip)+,
            "JOIN passengers p ON p.id IN (SELECT x.passenger_id FROM leg_passengers x WHERE x.trip_id = t.id)
             JOIN accounts a ON a.id = p.account_id ORDER BY p.sort_name, p.id LIMIT 1000"
        )
    };
}

/// Everybody who is on a leg of the trip, also those who were removed from the directory since.
fn people(scope: &Scope, face: Face, id: TripId) -> Query<Vec<Passenger>> {
    let sql = match face {
        Face::Client => client!(aboard!(own_trip!())),
        Face::Ops => staff!(aboard!(any_trip!())),
    };
    scope.query(sql).bind("id", id).apart()
}

macro_rules! boarding {
    ($($trip:tt)+) => {
        concat!("SELECT x.leg_id, x.passenger_id ", $($trip)+, "JOIN leg_passengers x ON x.trip_id = t.id")
    };
}

fn boarding(scope: &Scope, face: Face, id: TripId) -> Query<Vec<Boarding>> {
    let sql = match face {
        Face::Client => client!(boarding!(own_trip!())),
        Face::Ops => staff!(boarding!(any_trip!())),
    };
    scope.query(sql).bind("id", id)
}

/// The manifests of a trip.
pub type Whole = (Query<Option<ManifestTrip>>, Query<Vec<Passenger>>, Query<Vec<Boarding>>);

pub fn whole(scope: &Scope, face: Face, id: TripId) -> Whole {
    (trip(scope, face, id), people(scope, face, id), boarding(scope, face, id))
}

/// Passengers that the directory shows at a time.
pub const PER_PAGE: usize = 50;

macro_rules! found {
    ($($trip:tt)+) => {
        passenger_row!(
            "0",
            $($trip)+,
            "JOIN passengers p ON p.id IN (SELECT x.id FROM passengers x WHERE x.account_id = t.account_id AND x.removed_at IS NULL
               AND (x.sort_name, x.id) > (:after, :after_id) AND ", is_named_like!(), " ORDER BY x.sort_name, x.id LIMIT :most)
             JOIN accounts a ON a.id = p.account_id ORDER BY p.sort_name, p.id LIMIT :most"
        )
    };
}

/// A page of the passengers of the trip's account whose name is like `find`.
pub fn directory(
    scope: &Scope,
    face: Face,
    id: TripId,
    find: &str,
    from: &Cursor,
) -> Query<Vec<Passenger>> {
    let sql = match face {
        Face::Client => client!(found!(own_trip!())),
        Face::Ops => staff!(found!(any_trip!())),
    };
    scope
        .query(sql)
        .bind("id", id)
        .bind("words", words(find))
        .bind("after", from.key())
        .bind("after_id", from.id())
        .bind("most", most(PER_PAGE))
}

macro_rules! picked {
    ($($trip:tt)+) => {
        passenger_row!(
            "0",
            $($trip)+,
            "JOIN json_each(:picked) j JOIN passengers p ON p.id = j.value AND p.account_id = t.account_id AND p.removed_at IS NULL
             JOIN accounts a ON a.id = p.account_id ORDER BY p.sort_name, p.id LIMIT 1000"
        )
    };
}

/// Those of the passengers with these ids who are in the directory of the trip's account.
pub fn picked(scope: &Scope, face: Face, id: TripId, picked: &[&str]) -> Query<Vec<Passenger>> {
    let sql = match face {
        Face::Client => client!(picked!(own_trip!())),
        Face::Ops => staff!(picked!(any_trip!())),
    };
    scope.query(sql).bind("id", id).bind("picked", as_json(&picked)).apart()
}

/// Whether the visitor exported the manifests of the trip within the last five minutes.
#[derive(Debug, Deserialize)]
pub struct Export {
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_recorded: bool,
}

pub fn recorded_export(scope: &Scope, id: TripId) -> Query<Option<Export>> {
    scope
        .query(staff!(
            "SELECT EXISTS (SELECT 1 FROM events e INDEXED BY events_by_subject WHERE e.workspace_id = me.workspace_id AND e.subject_id = :id
               AND e.action = 'manifest_exported' AND e.actor_id = me.user_id AND e.at > :now - 300000) AS is_recorded FROM me"
        ))
        .bind("id", id)
}
