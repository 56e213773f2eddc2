//! Statements that read orders.
mod changes;
pub use changes::*;

use super::{
    ListedService, OrderingAccount, OwnFbo, Service, ServiceEvent,
    listing::{PER_PAGE, Tab},
};
use crate::{
    db::{
        page::{Cursor, most},
        query::{Query, as_json},
        scope::{Scope, client, staff},
    },
    kit::ids::ServiceId,
};

/// The columns of a [`Service`], of the order `s` and the rows that `beside` joins.
macro_rules! service {
    ($($from:tt)+) => {
        concat!(
            "SELECT s.id, s.reference, s.account_id, a.name AS account, u.name AS [by], f.name AS fbo, f.address AS fbo_address, f.phone AS fbo_phone,
               p.code, p.city, p.zone, s.tail, s.arrives_at, s.departs_at, s.state, s.wanted, coalesce(s.before, 'null') AS before, s.note,
               (SELECT n.id FROM threads n WHERE n.service_id = s.id) AS thread_id,
               (SELECT i.id FROM invoices i WHERE i.service_id = s.id AND i.state = 'issued') AS invoice_id,
               (SELECT i.number FROM invoices i WHERE i.service_id = s.id AND i.state = 'issued') AS invoice, s.version ",
            $($from)+,
            " JOIN accounts a ON a.id = s.account_id JOIN users u ON u.id = s.user_id JOIN fbos f ON f.id = s.fbo_id JOIN airports p ON p.id = f.airport_id"
        )
    };
}

/// A page of orders `s` in the states `:states`, with the columns of a [`ListedService`].
macro_rules! listed {
    ($index:literal, $from:literal, $of:literal, $after:literal, $order:literal) => {
        concat!(
            "SELECT s.id, s.reference, a.name AS account, p.code, p.zone, f.name AS fbo, s.tail, s.arrives_at, s.state, s.wanted
             FROM ", $from, " CROSS JOIN json_each(:states) j CROSS JOIN services s ON s.id IN (
               SELECT x.id FROM services x INDEXED BY ", $index, " WHERE ", $of, " AND x.state = j.value AND (x.arrives_at, x.id) ", $after, " (:after, :after_id)
               ORDER BY x.arrives_at ", $order, ", x.id ", $order, " LIMIT :most)
             JOIN accounts a ON a.id = s.account_id JOIN fbos f ON f.id = s.fbo_id JOIN airports p ON p.id = f.airport_id
             ORDER BY s.arrives_at ", $order, ", s.id ", $order, " LIMIT :most"
        )
    };
}

macro_rules! listed_for_client {
    ($after:literal, $order:literal) => {
        client!(listed!(
            "services_of_account",
            "my_accounts m",
            "x.account_id = m.account_id",
            $after,
            $order
        ))
    };
}

macro_rules! listed_for_staff {
    ($after:literal, $order:literal) => {
        staff!(listed!(
            "services_by_arrival",
            "me",
            "x.workspace_id = me.workspace_id",
            $after,
            $order
        ))
    };
}

fn page_of(
    scope: &Scope,
    sql: &'static str,
    tab: Tab,
    from: &Cursor,
    rows: usize,
) -> Query<Vec<ListedService>> {
    scope
        .query(sql)
        .bind("states", as_json(&tab.states()))
        .bind("after", from.key())
        .bind("after_id", from.id())
        .bind("most", most(rows))
}

/// A page of the client's orders.
pub fn mine(scope: &Scope, tab: Tab, from: &Cursor) -> Query<Vec<ListedService>> {
    let sql = match tab {
        Tab::Closed => listed_for_client!("<", "DESC"),
        Tab::ToAnswer | Tab::Agreed | Tab::Open => listed_for_client!(">", "ASC"),
    };
    page_of(scope, sql, tab, from, PER_PAGE)
}

/// The client's open orders that arrive first.
pub fn coming(scope: &Scope, rows: usize) -> Query<Vec<ListedService>> {
    let from = Cursor::oldest();
    page_of(scope, listed_for_client!(">", "ASC"), Tab::Open, &from, rows)
}

/// A page of the workspace's orders.
pub fn all(scope: &Scope, tab: Tab, from: &Cursor) -> Query<Vec<ListedService>> {
    let sql = match tab {
        Tab::Closed => listed_for_staff!("<", "DESC"),
        Tab::ToAnswer | Tab::Agreed | Tab::Open => listed_for_staff!(">", "ASC"),
    };
    page_of(scope, sql, tab, from, PER_PAGE)
}

pub fn service(scope: &Scope, id: ServiceId) -> Query<Option<Service>> {
    scope
        .query(client!(service!(
            "FROM my_accounts m JOIN services s ON s.account_id = m.account_id AND s.id = :id"
        )))
        .bind("id", id)
}

pub fn service_for_staff(scope: &Scope, id: ServiceId) -> Query<Option<Service>> {
    scope
        .query(staff!(service!(
            "FROM me JOIN services s ON s.workspace_id = me.workspace_id AND s.id = :id"
        )))
        .bind("id", id)
}

/// The history of an order, newest first. Staff are not named to clients.
pub fn history(scope: &Scope, id: ServiceId) -> Query<Vec<ServiceEvent>> {
    scope.query(client!(
        "SELECT e.action, e.note, iif(e.face = 'client', u.name, NULL) AS who, e.at
         FROM my_accounts m JOIN services s ON s.account_id = m.account_id AND s.id = :id
         JOIN events e INDEXED BY events_by_subject ON e.workspace_id = s.workspace_id AND e.subject_id = s.id
         LEFT JOIN users u ON u.id = e.actor_id ORDER BY e.at DESC, e.id DESC LIMIT 50"
    ))
    .bind("id", id)
}

pub fn history_for_staff(scope: &Scope, id: ServiceId) -> Query<Vec<ServiceEvent>> {
    scope.query(staff!(
        "SELECT e.action, e.note, u.name AS who, e.at
         FROM me JOIN events e INDEXED BY events_by_subject ON e.workspace_id = me.workspace_id AND e.subject_id = :id
         LEFT JOIN users u ON u.id = e.actor_id ORDER BY e.at DESC, e.id DESC LIMIT 50"
    ))
    .bind("id", id)
}

/// The operator's own FBOs, at which a client may order services.
pub fn own_fbos(scope: &Scope) -> Query<Vec<OwnFbo>> {
    scope.query(client!(
        "SELECT f.id, f.name, p.code, p.city, p.zone
         FROM me CROSS JOIN fbos f INDEXED BY fbos_own ON f.workspace_id = me.workspace_id JOIN airports p ON p.id = f.airport_id
         WHERE f.is_own = 1 AND f.retired_at IS NULL AND me.user_id <> '' ORDER BY f.sort_name, f.id LIMIT 100"
    ))
}

/// The client's active accounts.
pub fn accounts(scope: &Scope) -> Query<Vec<OrderingAccount>> {
    scope.query(client!(
        "SELECT a.id, a.name FROM my_accounts m JOIN accounts a ON a.id = m.account_id AND a.deactivated_at IS NULL ORDER BY a.sort_name, a.id LIMIT 50"
    ))
}
