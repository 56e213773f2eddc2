//! Statements about passengers.
mod changes;
mod sealed;
pub use {changes::*, sealed::*};

use super::{DirectoryAccount, Passenger};
use crate::{
    db::{
        page::{Cursor, most},
        query::{Changes, Query, as_json},
        scope::{Scope, client, staff},
    },
    kit::{ids::PassengerId, text::folded},
    search::{Typed, found},
    workspaces::Face,
};
use chrono::NaiveDate;

/// The columns of a [`Passenger`], of `p` and its account `a`. The first argument tells whether the visitor had the
/// details shown.
macro_rules! passenger_row {
    ($revealed:literal, $($from:tt)+) => {
        concat!(
            "SELECT p.id, p.account_id, a.name AS account, p.name, p.sort_name, p.surname, p.email, p.phone, p.sex, p.nationality, p.residence,
             p.document_country, p.document_expires_on, p.weight, p.weight_unit, p.preferences, p.note,
             (SELECT json_group_object(d.field, d.sealed) FROM passenger_details d WHERE d.passenger_id = p.id) AS details, ",
            $revealed, " AS is_revealed, p.version ",
            $($from)+
        )
    };
}

pub(crate) use passenger_row;

/// Whether all is known about the passenger `p` that [`Passenger::missing`] asks for.
macro_rules! has_documents {
    () => {
        "(p.sex <> '' AND p.nationality <> '' AND p.residence <> '' AND p.document_country <> '' AND p.document_expires_on <> ''
          AND (SELECT count(*) FROM passenger_details d WHERE d.passenger_id = p.id AND d.field IN ('born_on', 'document_number')) = 2)"
    };
}

pub(crate) use has_documents;

/// Whether each word of `:words` begins a word of the name of the passenger `x`. Words end at a hyphen, an apostrophe or a
/// slash as well, and are found with those, too.
macro_rules! is_named_like {
    () => {
        "NOT EXISTS (SELECT 1 FROM json_each(:words) w WHERE instr(' ' || x.sort_name || ' '
           || replace(replace(replace(replace(x.sort_name, '-', ' '), '''', ' '), char(8217), ' '), '/', ' '), ' ' || w.value) = 0)"
    };
}

pub(crate) use is_named_like;

/// The words of a name that is searched for, as `:words`.
pub fn words(find: &str) -> crate::db::query::Value {
    let find = folded(find);
    as_json(&find.split_whitespace().take(8).collect::<Vec<_>>())
}

/// Passengers on a page.
pub const PER_PAGE: usize = 50;

/// For how long details are shown after they were asked for, in milliseconds; the statement below says it, too.
#[cfg(test)]
pub const SHOWN_FOR: i64 = 300_000;

/// A page of the client's passengers by name, of those that a search finds.
pub fn passengers(scope: &Scope, find: &str, from: &Cursor) -> Query<Vec<Passenger>> {
    scope.query(client!(passenger_row!(
        "0",
        "FROM my_accounts m JOIN passengers p ON p.id IN (SELECT x.id FROM passengers x WHERE x.account_id = m.account_id
           AND x.removed_at IS NULL AND (x.sort_name, x.id) > (:after, :after_id) AND ", is_named_like!(), " ORDER BY x.sort_name, x.id LIMIT :most)
         JOIN accounts a ON a.id = p.account_id ORDER BY p.sort_name, p.id LIMIT :most"
    )))
    .bind("words", words(find))
    .bind("after", from.key())
    .bind("after_id", from.id())
    .bind("most", most(PER_PAGE))
}

/// The client's passengers whose passport expires before a day, the earliest first.
pub fn expiring(scope: &Scope, before: NaiveDate, most: i64) -> Query<Vec<Passenger>> {
    scope.query(client!(passenger_row!(
        "0",
        "FROM my_accounts m JOIN passengers p ON p.id IN (SELECT x.id FROM passengers x WHERE x.account_id = m.account_id
           AND x.removed_at IS NULL AND x.document_expires_on <> '' AND x.document_expires_on < :before
           ORDER BY x.document_expires_on LIMIT :most)
         JOIN accounts a ON a.id = p.account_id ORDER BY p.document_expires_on LIMIT :most"
    )))
    .bind("before", before.to_string())
    .bind("most", most)
}

/// Whether the visitor asked for the details of the passenger `p` within the last five minutes.
macro_rules! one_passenger {
    ($($from:tt)+) => {
        passenger_row!(
            "EXISTS (SELECT 1 FROM events e INDEXED BY events_by_subject WHERE e.workspace_id = me.workspace_id AND e.subject_id = p.id
               AND e.action = 'passenger_revealed' AND e.actor_id = me.user_id AND e.at > :now - 300000)",
            $($from)+
        )
    };
}

/// One passenger in the directory of an account of the client, or of any for staff.
pub fn passenger(scope: &Scope, face: Face, id: PassengerId) -> Query<Option<Passenger>> {
    let sql = match face {
        Face::Client => client!(one_passenger!(
            "FROM me JOIN passengers p ON p.workspace_id = me.workspace_id AND p.id = :id AND p.removed_at IS NULL
             JOIN my_accounts m ON m.account_id = p.account_id JOIN accounts a ON a.id = p.account_id"
        )),
        Face::Ops => staff!(one_passenger!(
            "FROM me JOIN passengers p ON p.workspace_id = me.workspace_id AND p.id = :id AND p.removed_at IS NULL
             JOIN accounts a ON a.id = p.account_id"
        )),
    };
    scope.query(sql).bind("id", id)
}

pub fn accounts(scope: &Scope) -> Query<Vec<DirectoryAccount>> {
    scope.query(client!("SELECT a.id, a.name FROM my_accounts m JOIN accounts a ON a.id = m.account_id ORDER BY a.sort_name, a.id LIMIT 50"))
}

/// A page of every account's passengers by name, of those that a search finds.
pub fn all_passengers(scope: &Scope, find: &str, from: &Cursor) -> Query<Vec<Passenger>> {
    let query = match Typed::of(find) {
        None => scope.query(staff!(passenger_row!(
            "0",
            "FROM me JOIN passengers p ON p.workspace_id = me.workspace_id AND p.removed_at IS NULL AND (p.sort_name, p.id) > (:after, :after_id)
             JOIN accounts a ON a.id = p.account_id ORDER BY p.sort_name, p.id LIMIT :most"
        ))),
        Some(typed) => scope
            .query(staff!(
                found!("passenger", "1000"),
                passenger_row!(
                    "0",
                    "FROM me CROSS JOIN hits h CROSS JOIN passengers p ON p.id = h.id AND p.workspace_id = me.workspace_id AND p.removed_at IS NULL
                     JOIN accounts a ON a.id = p.account_id WHERE (p.sort_name, p.id) > (:after, :after_id) ORDER BY p.sort_name, p.id LIMIT :most"
                )
            ))
            .bind("first", typed.first)
            .bind("others", as_json(&typed.others)),
    };
    query.bind("after", from.key()).bind("after_id", from.id()).bind("most", most(PER_PAGE))
}

/// Deletes the particulars of up to 500 passengers who were removed longer ago than their workspace keeps
/// them, and by a trigger their encrypted details. The rows stay, for the manifests of past trips.
pub fn forget(now: i64) -> Query<Changes> {
    Query::new(
        "UPDATE passengers SET name = 'Removed passenger', sort_name = 'removed passenger', surname = '', email = '', phone = '', sex = '',
           nationality = '', residence = '', document_country = '', document_expires_on = '', weight = NULL, preferences = '', note = '', forgotten_at = :now
         WHERE id IN (SELECT p.id FROM workspaces w CROSS JOIN passengers p INDEXED BY passengers_to_forget
           ON p.workspace_id = w.id AND p.removed_at < :now - w.keeps_passenger_days * 86400000
           WHERE p.removed_at IS NOT NULL AND p.forgotten_at IS NULL LIMIT 500)",
    )
    .bind("now", now)
}
