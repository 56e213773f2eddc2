//! Statements about the fleet.
use super::{Particulars, Tail};
use crate::{
    db::{
        page::{Cursor, most},
        query::{Bindings, Query},
        scope::{Scope, staff},
        write::{Follower, Write, begins, follows},
    },
    kit::ids::TailId,
};

/// How many a page shows.
pub const PER_PAGE: usize = 100;

/// Selects the columns of a [`Tail`] from the tail `k`.
macro_rules! tail {
    ($($from:tt)+) => {
        concat!(
            "SELECT k.id, k.registration, k.type AS kind, k.seats, k.speed_kt, k.speed_mph, k.retired_at, k.version,
             coalesce((SELECT group_concat(name, ', ') FROM (SELECT a.name FROM account_tails l JOIN accounts a ON a.id = l.account_id
               WHERE l.tail_id = k.id ORDER BY a.sort_name LIMIT 20)), '') AS owners ",
            $($from)+
        )
    };
}

/// Selects a page of the fleet by registration.
pub fn tails(scope: &Scope, from: &Cursor) -> Query<Vec<Tail>> {
    scope
        .query(staff!(tail!(
            "FROM me JOIN tails k ON k.workspace_id = me.workspace_id AND (k.registration, k.id) > (:after, :after_id)
             ORDER BY k.registration, k.id LIMIT :most"
        )))
        .bind("after", from.key())
        .bind("after_id", from.id())
        .bind("most", most(PER_PAGE))
}

/// Selects one.
pub fn one(scope: &Scope, id: TailId) -> Query<Option<Tail>> {
    scope
        .query(staff!(tail!(
            "FROM me JOIN tails k ON k.workspace_id = me.workspace_id AND k.id = :id"
        )))
        .bind("id", id)
}

/// Selects the one with a registration.
pub fn named(scope: &Scope, registration: &str) -> Query<Option<Tail>> {
    scope
        .query(staff!(tail!(
            "FROM me JOIN tails k ON k.workspace_id = me.workspace_id AND k.registration = :registration"
        )))
        .bind("registration", registration)
}

fn columns(id: TailId, it: &Particulars) -> Bindings {
    vec![
        ("id", id.into()),
        ("registration", it.registration.as_str().into()),
        ("type", it.kind.as_str().into()),
        ("seats", it.seats.into()),
        ("speed_kt", it.speed.knots().into()),
        ("speed_mph", it.speed.mph().into()),
    ]
}

/// Adds one.
pub fn add(id: TailId, it: &Particulars) -> Write {
    Write::begin(
        "tail_added",
        id,
        begins!(
            staff,
            "WHERE NOT EXISTS (SELECT 1 FROM tails k WHERE k.workspace_id = me.workspace_id AND k.registration = :registration)"
        ),
    )
    .bind("registration", it.registration.as_str())
    .note(format!("{}, {}", it.registration, it.kind))
    .with([Follower::new(follows!(
        "INSERT INTO tails (id, workspace_id, registration, type, seats, speed_kt, speed_mph)
         SELECT :id, it.workspace_id, :registration, :type, :seats, :speed_kt, :speed_mph FROM it"
    ))
    .bind_all(columns(id, it))])
}

/// Joins the tail `:id`, which has the version that the page showed.
macro_rules! unmoved {
    () => {
        "JOIN tails k ON k.workspace_id = me.workspace_id AND k.id = :id AND k.version = :version "
    };
}

/// Changes the details. Trips keep the type that they were promised.
pub fn change(id: TailId, version: i64, it: &Particulars, note: String) -> Write {
    Write::begin(
        "tail_changed",
        id,
        begins!(
            staff,
            unmoved!(),
            "WHERE NOT EXISTS (SELECT 1 FROM tails o WHERE o.workspace_id = me.workspace_id AND o.registration = :registration AND o.id <> k.id)"
        ),
    )
    .bind("id", id)
    .bind("version", version)
    .bind("registration", it.registration.as_str())
    .note(note)
    .with([Follower::new(follows!(
        "UPDATE tails SET registration = :registration, type = :type, seats = :seats, speed_kt = :speed_kt, speed_mph = :speed_mph,
           version = version + 1
         WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind_all(columns(id, it))])
}

/// Takes one out of use. Its trips keep it.
pub fn retire(id: TailId, version: i64) -> Write {
    Write::begin("tail_retired", id, begins!(staff, unmoved!(), "AND k.retired_at IS NULL"))
        .bind("id", id)
        .bind("version", version)
        .then(follows!(
            "UPDATE tails SET retired_at = (SELECT at FROM it), version = version + 1
             WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
        ))
}

/// Takes one back into use.
pub fn restore(id: TailId, version: i64) -> Write {
    Write::begin("tail_restored", id, begins!(staff, unmoved!(), "AND k.retired_at IS NOT NULL"))
        .bind("id", id)
        .bind("version", version)
        .then(follows!(
            "UPDATE tails SET retired_at = NULL, version = version + 1
             WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
        ))
}
