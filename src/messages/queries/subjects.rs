//! Statements about what a thread is about: a trip, an order of services, or an account in general.
use super::super::{About, AboutServices, ThreadAccount};
use crate::{
    db::{
        query::Query,
        scope::{Scope, client, staff},
    },
    kit::ids::{AccountId, ServiceId, ThreadId, TripId},
};

/// The columns of an [`About`], of the trip `t`, its account `a` and its thread `n`; `joined` is
/// the condition for taking part in that.
macro_rules! about {
    ($joined:literal, $($from:tt)+) => {
        concat!(
            "SELECT t.id AS trip_id, t.account_id, iif(", $joined, ", a.name, '') AS account, t.reference, t.route, t.departs_at,
                                                                    coalesce((SELECT l.origin ->> '$.zone' FROM legs l WHERE l.trip_id = t.id ORDER BY l.position LIMIT 1), w.zone) AS zone,
                                                                    n.id AS thread_id, ", $joined, " AS is_joined ",
            $($from)+
        )
    };
}

/// A trip that the client sees: of their accounts, or on an aircraft they own.
fn trip(scope: &Scope, id: Option<TripId>) -> Query<Option<About>> {
    scope.query(client!(about!(
        "t.account_id IN (SELECT account_id FROM my_accounts)",
        "FROM me JOIN workspaces w ON w.id = me.workspace_id JOIN trips t ON t.workspace_id = me.workspace_id AND t.id = :id
         JOIN accounts a ON a.id = t.account_id
         LEFT JOIN threads n ON n.trip_id = t.id AND n.account_id IN (SELECT account_id FROM my_accounts)
         WHERE t.account_id IN (SELECT account_id FROM my_accounts) OR (me.role = 'owner'
           AND t.tail_id IN (SELECT l.tail_id FROM my_accounts m JOIN account_tails l ON l.account_id = m.account_id))"
    )))
    .bind("id", id)
}

fn trip_for_staff(scope: &Scope, id: Option<TripId>) -> Query<Option<About>> {
    scope.query(staff!(about!(
        "1",
        "FROM me JOIN workspaces w ON w.id = me.workspace_id JOIN trips t ON t.workspace_id = me.workspace_id AND t.id = :id
         JOIN accounts a ON a.id = t.account_id LEFT JOIN threads n ON n.trip_id = t.id"
    )))
    .bind("id", id)
}

/// The columns of an [`AboutServices`], of the order `s`.
macro_rules! about_services {
    ($from:literal) => {
        concat!(
            "SELECT s.id AS service_id, s.account_id, a.name AS account, s.reference, s.tail, p.code, n.id AS thread_id ",
            $from,
            " JOIN accounts a ON a.id = s.account_id JOIN fbos f ON f.id = s.fbo_id JOIN airports p ON p.id = f.airport_id
             LEFT JOIN threads n ON n.service_id = s.id"
        )
    };
}

/// An order of services of the client's accounts.
fn services(scope: &Scope, id: Option<ServiceId>) -> Query<Option<AboutServices>> {
    scope
        .query(client!(about_services!(
            "FROM my_accounts m JOIN services s ON s.account_id = m.account_id AND s.id = :id"
        )))
        .bind("id", id)
}

fn services_for_staff(scope: &Scope, id: Option<ServiceId>) -> Query<Option<AboutServices>> {
    scope
        .query(staff!(about_services!(
            "FROM me JOIN services s ON s.workspace_id = me.workspace_id AND s.id = :id"
        )))
        .bind("id", id)
}

fn accounts(scope: &Scope) -> Query<Vec<ThreadAccount>> {
    scope.query(client!("SELECT a.id, a.name FROM my_accounts m JOIN accounts a ON a.id = m.account_id ORDER BY a.sort_name, a.id LIMIT 50"))
}

fn account_for_staff(scope: &Scope, id: Option<AccountId>) -> Query<Option<ThreadAccount>> {
    scope.query(staff!("SELECT a.id, a.name FROM me JOIN accounts a ON a.workspace_id = me.workspace_id AND a.id = :id"))
        .bind("id", id)
}

/// The trip that the thread is about, which staff see beside it.
pub fn trip_of(scope: &Scope, thread: ThreadId) -> Query<Option<About>> {
    scope.query(staff!(about!(
        "1",
        "FROM me JOIN workspaces w ON w.id = me.workspace_id JOIN threads n ON n.workspace_id = me.workspace_id AND n.id = :thread
         JOIN trips t ON t.id = n.trip_id JOIN accounts a ON a.id = t.account_id"
    )))
    .bind("thread", thread)
}

/// The account, the trip or the order of services that staff open a new thread for.
pub type NewThread =
    (Query<Option<ThreadAccount>>, Query<Option<About>>, Query<Option<AboutServices>>);

pub fn asked(
    scope: &Scope,
    account: Option<AccountId>,
    trip: Option<TripId>,
    service: Option<ServiceId>,
) -> NewThread {
    (
        account_for_staff(scope, account),
        trip_for_staff(scope, trip),
        services_for_staff(scope, service),
    )
}

/// The accounts, the trip or the order of services that a client opens a new thread for.
pub type ClientsNewThread =
    (Query<Vec<ThreadAccount>>, Query<Option<About>>, Query<Option<AboutServices>>);

pub fn subjects(
    scope: &Scope,
    trip: Option<TripId>,
    service: Option<ServiceId>,
) -> ClientsNewThread {
    (accounts(scope), self::trip(scope, trip), services(scope, service))
}
