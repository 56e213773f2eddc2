//! Statements about files.
mod sweep;
pub use sweep::{go_on, known, left_off};

use super::{Audience, FiledTrip, TripFile};
use crate::{
    db::{
        query::Query,
        scope::{Scope, client, staff},
        write::{Write, begins, follows},
    },
    kit::ids::{FileId, TripId},
};

/// The columns of a [`TripFile`], of the file `f`.
macro_rules! file {
    ($($from:tt)+) => {
        concat!(
            "SELECT f.id, f.trip_id, f.name, f.content_type, f.size, f.digest, f.key, f.user_id, f.face, u.name AS [by], f.is_internal, f.created_at AS at ",
            $($from)+
        )
    };
}

/// The trip `t` of the client, and its files `f` that they may see.
macro_rules! theirs {
    () => {
        "FROM my_accounts m JOIN trips t ON t.account_id = m.account_id
         JOIN files f ON f.trip_id = t.id AND f.removed_at IS NULL AND f.is_internal = 0 JOIN users u ON u.id = f.user_id "
    };
}

macro_rules! all {
    () => {
        "FROM me JOIN trips t ON t.workspace_id = me.workspace_id
         JOIN files f ON f.trip_id = t.id AND f.removed_at IS NULL JOIN users u ON u.id = f.user_id "
    };
}

/// The trip of a client's own account. Whoever owns the aircraft that others fly on does not see their files.
pub fn trip(scope: &Scope, id: TripId) -> Query<Option<FiledTrip>> {
    scope
        .query(client!(
            "SELECT t.id, t.reference, t.route FROM my_accounts m JOIN trips t ON t.account_id = m.account_id AND t.id = :trip"
        ))
        .bind("trip", id)
}

pub fn trip_for_staff(scope: &Scope, id: TripId) -> Query<Option<FiledTrip>> {
    scope
        .query(staff!(
            "SELECT t.id, t.reference, t.route FROM me JOIN trips t ON t.workspace_id = me.workspace_id AND t.id = :trip"
        ))
        .bind("trip", id)
}

/// The files of a client's trip, the oldest first.
pub fn files(scope: &Scope, trip: TripId) -> Query<Vec<TripFile>> {
    scope
        .query(client!(file!(
            theirs!(),
            "WHERE t.id = :trip ORDER BY f.created_at, f.id LIMIT 100"
        )))
        .bind("trip", trip)
}

pub fn files_for_staff(scope: &Scope, trip: TripId) -> Query<Vec<TripFile>> {
    scope
        .query(staff!(file!(all!(), "WHERE t.id = :trip ORDER BY f.created_at, f.id LIMIT 100")))
        .bind("trip", trip)
}

pub fn file(scope: &Scope, id: FileId) -> Query<Option<TripFile>> {
    scope.query(client!(file!(theirs!(), "WHERE f.id = :file"))).bind("file", id)
}

pub fn file_for_staff(scope: &Scope, id: FileId) -> Query<Option<TripFile>> {
    scope.query(staff!(file!(all!(), "WHERE f.id = :file"))).bind("file", id)
}

/// A change of the files of a trip.
pub type FileChange = Write;

/// A file whose bytes are stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    pub id: FileId,
    pub name: String,
    pub content_type: &'static str,
    pub size: i64,
    pub digest: String,
    pub key: String,
}

/// Adds a file of a client to a trip of theirs.
pub fn add(trip: TripId, it: &NewFile) -> Write {
    let guard = begins!(
        client,
        "JOIN my_accounts m JOIN trips t ON t.account_id = m.account_id AND t.id = :trip
         WHERE (SELECT count(*) FROM files f WHERE f.trip_id = t.id AND f.removed_at IS NULL) < 100"
    );
    added(Write::begin("file_added", trip, guard).bind("trip", trip), it, Audience::Everyone)
}

/// Adds a file of the staff.
pub fn add_for_staff(trip: TripId, it: &NewFile, audience: Audience) -> Write {
    let guard = begins!(
        staff,
        "JOIN trips t ON t.workspace_id = me.workspace_id AND t.id = :trip
         WHERE (SELECT count(*) FROM files f WHERE f.trip_id = t.id AND f.removed_at IS NULL) < 100"
    );
    added(Write::begin("file_added", trip, guard).bind("trip", trip), it, audience)
}

fn added(write: Write, it: &NewFile, audience: Audience) -> Write {
    write
        .bind("id", it.id)
        .bind("name", it.name.as_str())
        .bind("content_type", it.content_type)
        .bind("size", it.size)
        .bind("digest", it.digest.as_str())
        .bind("key", it.key.as_str())
        .bind("is_internal", i64::from(audience == Audience::Staff))
        .note(it.name.as_str())
        .then(follows!(
            "INSERT INTO files (id, workspace_id, trip_id, user_id, face, name, content_type, size, digest, key, is_internal, created_at)
             SELECT :id, it.workspace_id, :trip, it.actor_id, it.face, :name, :content_type, :size, :digest, :key, :is_internal, it.at FROM it"
        ))
}

/// A client removes a file that they added.
pub fn remove(it: &TripFile) -> Write {
    let guard = begins!(
        client,
        "JOIN my_accounts m JOIN trips t ON t.account_id = m.account_id
         JOIN files f ON f.trip_id = t.id AND f.id = :file AND f.removed_at IS NULL AND f.is_internal = 0 AND f.user_id = me.user_id"
    );
    removed(Write::begin("file_removed", it.trip_id, guard), it)
}

pub fn remove_for_staff(it: &TripFile) -> Write {
    let guard = begins!(
        staff,
        "JOIN files f ON f.workspace_id = me.workspace_id AND f.id = :file AND f.removed_at IS NULL"
    );
    removed(Write::begin("file_removed", it.trip_id, guard), it)
}

fn removed(write: Write, it: &TripFile) -> Write {
    write.bind("file", it.id).note(it.name.as_str()).then(follows!(
        "UPDATE files SET removed_at = (SELECT at FROM it) WHERE id = :file AND workspace_id = (SELECT workspace_id FROM it)"
    ))
}

/// Staff decide who sees a file of theirs.
pub fn show_to(it: &TripFile, audience: Audience) -> Write {
    let (value, words) = match audience {
        Audience::Everyone => (0, "Clients see"),
        Audience::Staff => (1, "Only staff see"),
    };
    Write::begin(
        "file_audience_set",
        it.trip_id,
        begins!(
            staff,
            "JOIN files f ON f.workspace_id = me.workspace_id AND f.id = :file AND f.removed_at IS NULL AND f.face = 'ops'"
        ),
    )
    .bind("file", it.id)
    .bind("is_internal", value)
    .note(format!("{words} {}", it.name))
    .then(follows!(
        "UPDATE files SET is_internal = :is_internal WHERE id = :file AND workspace_id = (SELECT workspace_id FROM it)"
    ))
}
