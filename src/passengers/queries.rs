//! Statements about passengers.
use super::{DirectoryAccount, Particulars, Passenger};
use crate::{
    db::{
        page::{Cursor, most},
        query::{Bindings, Changes, Query},
        scope::{Scope, client, staff},
        write::{Follower, Write, begins, follows},
    },
    kit::{
        ids::{AccountId, PassengerId},
        text::folded,
    },
};
use chrono::NaiveDate;

/// The columns of a [`Passenger`], of `p` and its account `a`.
macro_rules! passenger {
    ($($from:tt)+) => {
        concat!(
            "SELECT p.id, p.account_id, a.name AS account, p.name, p.sort_name, p.email, p.phone, p.document_country, p.document_expires_on, p.note, p.version ",
            $($from)+
        )
    };
}

/// Passengers on a page.
pub const PER_PAGE: usize = 50;

/// A page of the client's passengers by name.
pub fn passengers(scope: &Scope, from: &Cursor) -> Query<Vec<Passenger>> {
    scope.query(client!(passenger!(
        "FROM my_accounts m JOIN passengers p ON p.id IN (SELECT x.id FROM passengers x WHERE x.account_id = m.account_id
           AND x.removed_at IS NULL AND (x.sort_name, x.id) > (:after, :after_id) ORDER BY x.sort_name, x.id LIMIT :most)
         JOIN accounts a ON a.id = p.account_id ORDER BY p.sort_name, p.id LIMIT :most"
    )))
    .bind("after", from.key())
    .bind("after_id", from.id())
    .bind("most", most(PER_PAGE))
}

/// The client's passengers whose passport expires before a day, the earliest first.
pub fn expiring(scope: &Scope, before: NaiveDate, most: i64) -> Query<Vec<Passenger>> {
    scope.query(client!(passenger!(
        "FROM my_accounts m JOIN passengers p ON p.id IN (SELECT x.id FROM passengers x WHERE x.account_id = m.account_id
           AND x.removed_at IS NULL AND x.document_expires_on <> '' AND x.document_expires_on < :before
           ORDER BY x.document_expires_on LIMIT :most)
         JOIN accounts a ON a.id = p.account_id ORDER BY p.document_expires_on LIMIT :most"
    )))
    .bind("before", before.to_string())
    .bind("most", most)
}

pub fn passenger(scope: &Scope, id: PassengerId) -> Query<Option<Passenger>> {
    scope.query(client!(passenger!(
        "FROM me JOIN passengers p ON p.workspace_id = me.workspace_id AND p.id = :id AND p.removed_at IS NULL
         JOIN my_accounts m ON m.account_id = p.account_id JOIN accounts a ON a.id = p.account_id"
    )))
    .bind("id", id)
}

pub fn accounts(scope: &Scope) -> Query<Vec<DirectoryAccount>> {
    scope.query(client!("SELECT a.id, a.name FROM my_accounts m JOIN accounts a ON a.id = m.account_id ORDER BY a.sort_name, a.id LIMIT 50"))
}

/// A page of every account's passengers by name.
pub fn all_passengers(scope: &Scope, from: &Cursor) -> Query<Vec<Passenger>> {
    scope.query(staff!(passenger!(
        "FROM me JOIN passengers p ON p.workspace_id = me.workspace_id AND p.removed_at IS NULL AND (p.sort_name, p.id) > (:after, :after_id)
         JOIN accounts a ON a.id = p.account_id ORDER BY p.sort_name, p.id LIMIT :most"
    )))
    .bind("after", from.key())
    .bind("after_id", from.id())
    .bind("most", most(PER_PAGE))
}

pub fn add(id: PassengerId, account: AccountId, it: &Particulars) -> Write {
    Write::begin(
        "passenger_added",
        id,
        begins!(
            client,
            "JOIN my_accounts m ON m.account_id = :account"
        ),
    )
    .bind("account", account)
    .with([Follower::new(follows!(
            "INSERT INTO passengers (id, workspace_id, account_id, name, sort_name, email, phone, document_country, document_expires_on, note, created_at)
             SELECT :id, it.workspace_id, :account, :name, :sort_name, :email, :phone, :document_country, :document_expires_on, :note, it.at FROM it"
        )).bind_all(columns(id, it)).bind("account", account)])
}

/// The id and the columns of a passenger.
fn columns(id: PassengerId, it: &Particulars) -> Bindings {
    vec![
        ("id", id.into()),
        ("name", it.name.as_str().into()),
        ("email", it.email.as_deref().unwrap_or_default().into()),
        ("phone", it.phone.as_str().into()),
        ("document_country", it.document_country.as_str().into()),
        ("document_expires_on", it.document_expires_on.as_str().into()),
        ("note", it.note.as_str().into()),
        ("sort_name", folded(&it.name).into()),
    ]
}

/// Finds the passenger if they are still in the directory and still the version that was read.
macro_rules! unchanged {
    () => {
        "JOIN passengers p ON p.workspace_id = me.workspace_id AND p.id = :id AND p.version = :version AND p.removed_at IS NULL
         JOIN my_accounts m ON m.account_id = p.account_id"
    };
}

pub fn change(id: PassengerId, version: i64, it: &Particulars) -> Write {
    Write::begin(
        "passenger_changed",
        id,
        begins!(client, unchanged!()),
    )
    .bind("id", id)
    .bind("version", version).with([Follower::new(follows!(
            "UPDATE passengers SET name = :name, sort_name = :sort_name, email = :email, phone = :phone, document_country = :document_country, document_expires_on = :document_expires_on, note = :note, version = version + 1
             WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
        )).bind_all(columns(id, it))])
}

/// Removes a passenger from the directory. The row is kept, because manifests of trips refer to it.
pub fn remove(id: PassengerId, version: i64) -> Write {
    Write::begin("passenger_removed", id, begins!(client, unchanged!()))
        .bind("id", id)
        .bind("version", version)
        .then(follows!(
            "UPDATE passengers SET removed_at = (SELECT at FROM it), version = version + 1
             WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
        ))
}

/// Deletes the particulars of up to 500 passengers who were removed longer ago than their workspace keeps
/// them. The rows stay, for the manifests of past trips.
pub fn forget(now: i64) -> Query<Changes> {
    Query::new(
        "UPDATE passengers SET name = 'Removed passenger', sort_name = 'removed passenger', email = '', phone = '', document_country = '',
           document_expires_on = '', note = '', forgotten_at = :now
         WHERE id IN (SELECT p.id FROM workspaces w CROSS JOIN passengers p INDEXED BY passengers_to_forget
           ON p.workspace_id = w.id AND p.removed_at < :now - w.keeps_passenger_days * 86400000
           WHERE p.removed_at IS NOT NULL AND p.forgotten_at IS NULL LIMIT 500)",
    )
    .bind("now", now)
}

/// Moves the passengers of one account to another, when the two are merged.
pub fn change_account(from: AccountId, to: AccountId) -> Follower {
    Follower::new(follows!(
        "UPDATE passengers SET account_id = :to WHERE account_id = :from AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("from", from)
    .bind("to", to)
}
