//! Statements that read trips for clients, and the fragments they share with those for staff.
mod birth;
pub use birth::{born_of, change_account};

use super::{
    AcceptedQuote, BilledInvoice, ClientTrip, ListedTrip, NamedTraveler, TripEvent,
    lists::{PER_PAGE, Tab},
};
use crate::{
    db::{
        page::{Cursor, most},
        query::Query,
        scope::{Scope, client, granted},
    },
    itineraries::legs_of_trip,
    kit::ids::TripId,
};

/// `theirs`: the tails that the client owns, and whether the workspace hides from them who else
/// flies.
macro_rules! theirs {
    () => {
        ", theirs AS (SELECT DISTINCT l.tail_id, w.shows_other_parties = 0 AS is_closed FROM me JOIN workspaces w ON w.id = me.workspace_id
         JOIN my_accounts m JOIN account_tails l ON l.account_id = m.account_id WHERE me.role = 'owner') "
    };
}

/// Whether the client may see the names and invoices of the trip `t`.
macro_rules! is_told {
    () => {
        "(t.account_id IN (SELECT account_id FROM my_accounts) OR t.tail_id IN (SELECT tail_id FROM theirs WHERE is_closed = 0))"
    };
}

/// The columns of a [`ListedTrip`] that anyone may see, of `t`, its stage `s` and its first leg `l`.
macro_rules! columns {
    () => {
        "t.id, t.reference, t.route, t.departs_at, t.ends_at, t.vehicle, s.kind, l.origin ->> 'zone' AS zone, coalesce(l.time_agreed, 1) AS time_agreed"
    };
}

macro_rules! stage_and_first_leg {
    () => {
        " JOIN stages s ON s.id = t.stage_id
         LEFT JOIN legs l ON l.trip_id = t.id AND l.position = (SELECT min(position) FROM legs WHERE trip_id = t.id)"
    };
}

// A macro is visible only to modules that are declared after it.
mod staff;
pub use staff::{Answers, lines_for_staff, move_trip, stages, whole};

macro_rules! clients_lines {
    ($compare:literal, $order:literal) => {
        client!(
            theirs!(), ", found AS (SELECT t.id FROM my_accounts m JOIN trips t ON t.id IN (SELECT x.id FROM trips x
                        WHERE x.account_id = m.account_id AND (x.ends_at, x.id) ", $compare, " (:after, :after_id) ORDER BY x.ends_at ", $order, ", x.id ", $order, " LIMIT :most)
                                                                                                                                                                     UNION SELECT t.id FROM theirs o JOIN trips t ON t.id IN (SELECT x.id FROM trips x
                                                                                                                                                                       WHERE x.tail_id = o.tail_id AND (x.ends_at, x.id) ", $compare, " (:after, :after_id) ORDER BY x.ends_at ", $order, ", x.id ", $order, " LIMIT :most))
                                                                                                                                                                                                                                                                                                              SELECT ", columns!(), ", CASE WHEN t.tail_id IN (SELECT tail_id FROM theirs) THEN a.registration END AS registration,
                                                                                                                                                                                                                                                                                                                                     t.passengers, t.account_id IN (SELECT account_id FROM my_accounts) AS is_own, CASE WHEN ", is_told!(), " THEN c.name END AS account
                                                                                                                                                                                                                                                                                                                                                                                                                                             FROM found f JOIN trips t ON t.id = f.id JOIN accounts c ON c.id = t.account_id LEFT JOIN tails a ON a.id = t.tail_id", stage_and_first_leg!(),
            " ORDER BY t.ends_at ", $order, ", t.id ", $order, " LIMIT :most"
        )
    };
}

/// A page of the client's trips after a cursor: upcoming ones by their end, or past ones, newest
/// first.
pub fn lines(scope: &Scope, tab: Tab, from: &Cursor) -> Query<Vec<ListedTrip>> {
    let sql = match tab {
        Tab::Upcoming => clients_lines!(">", "ASC"),
        Tab::Past => clients_lines!("<", "DESC"),
    };
    scope
        .query(sql)
        .bind("after", from.key())
        .bind("after_id", from.id())
        .bind("most", most(PER_PAGE))
}

/// A trip of the client's accounts, or one that somebody else flies on a tail they own, without the
/// other party's details.
pub fn shown(scope: &Scope, id: TripId) -> Query<Option<ClientTrip>> {
    scope.query(client!(
        theirs!(), ", seen AS (SELECT t.id, t.reference, t.route, t.vehicle, t.tail_id, t.stage_id, t.passengers, t.wishes, t.created_at,
                    CASE WHEN ", is_told!(), " THEN (SELECT name FROM accounts WHERE id = t.account_id) END AS account,
                                                  t.account_id IN (SELECT account_id FROM my_accounts) AS is_own, t.tail_id IN (SELECT tail_id FROM theirs) AS is_theirs
                                                FROM me JOIN trips t ON t.id = :id AND t.workspace_id = me.workspace_id)
                                              SELECT t.id, t.reference, t.route, t.vehicle, s.kind, t.is_own, t.account, t.passengers, t.created_at, ", legs_of_trip!(), " AS legs,
                                                                                                                                                                            CASE WHEN t.is_theirs THEN (SELECT registration FROM tails WHERE id = t.tail_id) END AS registration,
                                                                                                                                                                            CASE WHEN t.is_own THEN t.wishes ELSE '' END AS wishes
                                                                                                                                                                          FROM seen t JOIN stages s ON s.id = t.stage_id WHERE t.is_own OR t.is_theirs"
    ))
    .bind("id", id)
}

pub fn travelers(scope: &Scope, id: TripId) -> Query<Vec<NamedTraveler>> {
    scope.query(client!(
        theirs!(), "SELECT p.name FROM me JOIN trips t ON t.id = :id AND t.workspace_id = me.workspace_id AND ", is_told!(), "
                                                                                                                              JOIN trip_passengers l ON l.trip_id = t.id JOIN passengers p ON p.id = l.passenger_id ORDER BY p.name LIMIT 200"
    ))
    .bind("id", id)
}

pub fn history(scope: &Scope, id: TripId) -> Query<Vec<TripEvent>> {
    scope.query(client!(
        "SELECT e.note, NULL AS who, e.at FROM my_accounts m JOIN trips t ON t.id = :id AND t.account_id = m.account_id
         JOIN events e INDEXED BY events_by_subject ON e.workspace_id = t.workspace_id AND e.subject_id = t.id AND e.action = 'trip_announced'
         ORDER BY e.at DESC, e.id DESC LIMIT 50"
    ))
    .bind("id", id)
}

pub fn offer(scope: &Scope, id: TripId) -> Query<Option<AcceptedQuote>> {
    scope.query(client!(
        "SELECT q.id, q.reference FROM my_accounts m JOIN quotes q INDEXED BY quotes_by_trip ON q.trip_id = :id AND q.account_id = m.account_id
         WHERE q.state = 'accepted' LIMIT 1"
    ))
    .bind("id", id)
}

pub fn bills(scope: &Scope, id: TripId) -> Query<Vec<BilledInvoice>> {
    scope
        .query(client!(
            theirs!(),
            "SELECT i.id, i.number, i.currency, i.total, i.paid, i.state = 'void' AS is_void
             FROM me JOIN trips t ON t.id = :id AND t.workspace_id = me.workspace_id AND ",
            is_told!(),
            "
             JOIN invoices i INDEXED BY invoices_by_trip ON i.trip_id = t.id WHERE ",
            granted!("see_money"),
            " ORDER BY i.number LIMIT 50"
        ))
        .bind("id", id)
}
