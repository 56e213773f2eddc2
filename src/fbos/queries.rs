//! Statements about the directory of FBOs.
mod preferred;
pub use preferred::*;

use super::{Fbo, Particulars};
use crate::{
    db::{
        query::{Bindings, Query},
        scope::{Scope, staff},
        write::{Follower, Write, begins, follows},
    },
    kit::{
        ids::{FboId, TripId},
        text::folded,
    },
    search::{self, ListFilter, Noun, bindings, found},
};

/// Selects the columns of an [`Fbo`] from the FBO `f` and its airport `p`.
macro_rules! fbo {
    ($($from:tt)+) => {
        concat!(
            "SELECT f.id, f.airport_id, p.code, p.name AS airport, p.latitude, p.longitude, f.name, f.sort_name, f.address, f.phone, f.email, f.is_own,
             f.notes, f.retired_at, f.version ",
            $($from)+
        )
    };
}

/// A page of one tab of the list, sorted by name.
macro_rules! listed {
    ($index:literal, $which:literal) => {
        fbo!(concat!(
            "FROM me CROSS JOIN fbos f INDEXED BY ",
            $index,
            " ON f.workspace_id = me.workspace_id AND (f.sort_name, f.id) > (:after, :after_id)
             JOIN airports p ON p.id = f.airport_id WHERE :show <> '' AND ",
            $which,
            " ORDER BY f.sort_name, f.id LIMIT :most"
        ))
    };
}

/// Selects a page of FBOs sorted by name, or those that a search finds.
pub fn fbos(scope: &Scope, filter: &ListFilter) -> Query<Vec<Fbo>> {
    let sql = match (filter.typed(), filter.show) {
        (Some(_), _) => staff!(
            found!("fbo"),
            fbo!(
                "FROM me CROSS JOIN hits h CROSS JOIN fbos f ON f.id = h.id AND f.workspace_id = me.workspace_id
                 JOIN airports p ON p.id = f.airport_id
                 WHERE (f.retired_at IS NULL) = (:show <> 'retired') AND (:show <> 'own' OR f.is_own = 1) ORDER BY f.sort_name, f.id LIMIT :most"
            )
        ),
        (None, "own") => staff!(listed!("fbos_own", "f.is_own = 1 AND f.retired_at IS NULL")),
        (None, "retired") => staff!(listed!("fbos_retired", "f.retired_at IS NOT NULL")),
        (None, _) => staff!(listed!("fbos_in_use", "f.retired_at IS NULL")),
    };
    scope.query(sql).bind_all(bindings(filter))
}

/// Selects one FBO.
pub fn one(scope: &Scope, id: FboId) -> Query<Option<Fbo>> {
    scope
        .query(staff!(fbo!(
            "FROM me JOIN fbos f ON f.workspace_id = me.workspace_id AND f.id = :id JOIN airports p ON p.id = f.airport_id"
        )))
        .bind("id", id)
}

/// Selects the FBOs in use at the airports where the legs of a trip begin and end.
pub fn along(scope: &Scope, trip: TripId) -> Query<Vec<Fbo>> {
    scope
        .query(staff!(fbo!(
            "FROM me CROSS JOIN (SELECT DISTINCT e.value AS airport_id FROM me JOIN trips t ON t.workspace_id = me.workspace_id AND t.id = :trip
               JOIN legs l ON l.trip_id = t.id CROSS JOIN json_each(json_array(l.origin ->> 'airport', l.destination ->> 'airport')) e) j
             CROSS JOIN fbos f INDEXED BY fbos_at_airport ON f.workspace_id = me.workspace_id AND f.airport_id = j.airport_id
             JOIN airports p ON p.id = f.airport_id WHERE f.retired_at IS NULL ORDER BY f.sort_name, f.id LIMIT 500"
        )))
        .bind("trip", trip)
}

/// The values of the columns that an FBO's details are stored in.
fn columns(id: FboId, it: &Particulars) -> Bindings {
    vec![
        ("id", id.into()),
        ("airport", it.airport.id.as_str().into()),
        ("name", it.name.as_str().into()),
        ("sort_name", folded(&it.name).into()),
        ("address", it.address.as_str().into()),
        ("phone", it.phone.as_str().into()),
        ("email", it.email.as_str().into()),
        ("is_own", i64::from(it.is_own).into()),
        ("notes", it.notes.as_str().into()),
    ]
}

/// Replaces the words by which a search finds the FBO: its name, and its airport's codes, name and city.
fn search_words(id: FboId, it: &Particulars) -> [Follower; 2] {
    let at = &it.airport;
    search::set_words(Noun::Fbo, id, &[&it.name, &at.code, &at.icao, &at.name, &at.city])
}

/// Adds an FBO.
pub fn add(id: FboId, it: &Particulars) -> Write {
    Write::begin("fbo_added", id, begins!(staff, "WHERE true"))
        .note(format!("{}, {}", it.name, it.airport.code))
        .with([Follower::new(follows!(
            "INSERT INTO fbos (id, workspace_id, airport_id, name, sort_name, address, phone, email, is_own, notes, created_at)
             SELECT :id, it.workspace_id, :airport, :name, :sort_name, :address, :phone, :email, :is_own, :notes, it.at FROM it"
        ))
        .bind_all(columns(id, it))])
        .with(search_words(id, it))
}

/// Joins the FBO `:id`, which has the version that the page showed.
macro_rules! unmoved {
    () => {
        "JOIN fbos f ON f.workspace_id = me.workspace_id AND f.id = :id AND f.version = :version "
    };
}

/// Changes the details of an FBO. An account that prefers it at another airport no longer does.
pub fn change(fbo: &Fbo, version: i64, it: &Particulars) -> Write {
    let id = fbo.id;
    Write::begin("fbo_changed", id, begins!(staff, unmoved!()))
        .bind("id", id)
        .bind("version", version)
        .note(fbo.changes(it))
        .with([
            Follower::new(follows!(
                "UPDATE fbos SET airport_id = :airport, name = :name, sort_name = :sort_name, address = :address, phone = :phone, email = :email,
                   is_own = :is_own, notes = :notes, version = version + 1
                 WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
            ))
            .bind_all(columns(id, it)),
            Follower::new(follows!(
                "DELETE FROM preferred_fbos WHERE fbo_id = :id AND airport_id <> :airport AND workspace_id = (SELECT workspace_id FROM it)"
            ))
            .bind("id", id)
            .bind("airport", it.airport.id.as_str()),
        ])
        .with(search_words(id, it))
}

/// Takes an FBO out of use. What trips copied of it stays.
pub fn retire(id: FboId, version: i64) -> Write {
    Write::begin("fbo_retired", id, begins!(staff, unmoved!(), "AND f.retired_at IS NULL"))
        .bind("id", id)
        .bind("version", version)
        .then(follows!(
            "UPDATE fbos SET retired_at = (SELECT at FROM it), version = version + 1
             WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
        ))
}

/// Takes a retired FBO back into use.
pub fn restore(id: FboId, version: i64) -> Write {
    Write::begin("fbo_restored", id, begins!(staff, unmoved!(), "AND f.retired_at IS NOT NULL"))
        .bind("id", id)
        .bind("version", version)
        .then(follows!(
            "UPDATE fbos SET retired_at = NULL, version = version + 1
             WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
        ))
}
