//! Statements about passengers.
use super::{Account, Particulars, Passenger};
use crate::{
    db::{
        page::{Cursor, most},
        query::{Query, Value},
        scope::{Scope, client, granted, staff},
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
    scope.query(
        client!(passenger!(
            "FROM my_accounts m JOIN passengers p ON p.id IN (SELECT x.id FROM passengers x WHERE x.account_id = m.account_id
               AND x.removed_at IS NULL AND (x.sort_name, x.id) > (?4, ?5) ORDER BY x.sort_name, x.id LIMIT ?6)
             JOIN accounts a ON a.id = p.account_id ORDER BY p.sort_name, p.id LIMIT ?6"
        )),
        [from.key(), from.id(), most(PER_PAGE)],
    )
}

/// Those of the client's whose passport is expired, or will be before a day, the soonest first.
pub fn expiring(scope: &Scope, before: NaiveDate, most: i64) -> Query<Vec<Passenger>> {
    scope.query(
        client!(passenger!(
            "FROM my_accounts m JOIN passengers p ON p.id IN (SELECT x.id FROM passengers x WHERE x.account_id = m.account_id
               AND x.removed_at IS NULL AND x.document_expires_on <> '' AND x.document_expires_on < ?4
               ORDER BY x.document_expires_on LIMIT ?5)
             JOIN accounts a ON a.id = p.account_id ORDER BY p.document_expires_on LIMIT ?5"
        )),
        [before.to_string().into(), most.into()],
    )
}

pub fn passenger(scope: &Scope, id: PassengerId) -> Query<Option<Passenger>> {
    scope.query(
        client!(passenger!(
            "FROM me JOIN passengers p ON p.workspace_id = me.workspace_id AND p.id = ?4 AND p.removed_at IS NULL
             JOIN my_accounts m ON m.account_id = p.account_id JOIN accounts a ON a.id = p.account_id"
        )),
        [id.into()],
    )
}

pub fn accounts(scope: &Scope) -> Query<Vec<Account>> {
    scope.query(
        client!("SELECT a.id, a.name FROM my_accounts m JOIN accounts a ON a.id = m.account_id ORDER BY a.name LIMIT 50"),
        [],
    )
}

/// A page of every account's passengers by name.
pub fn all_passengers(scope: &Scope, from: &Cursor) -> Query<Vec<Passenger>> {
    scope.query(
        staff!(passenger!(
            "FROM me JOIN passengers p ON p.workspace_id = me.workspace_id AND p.removed_at IS NULL AND (p.sort_name, p.id) > (?4, ?5)
             JOIN accounts a ON a.id = p.account_id ORDER BY p.sort_name, p.id LIMIT ?6"
        )),
        [from.key(), from.id(), most(PER_PAGE)],
    )
}

pub fn add(id: PassengerId, account: AccountId, it: &Particulars) -> Write {
    Write::begin(
        "passenger_added",
        id,
        begins!(
            client,
            "JOIN my_accounts m ON m.account_id = ?13 WHERE me.role IN ('owner', 'charter') AND ",
            granted!("manage_passengers")
        ),
        [account.into()],
    )
    .then(
        follows!(
            "INSERT INTO passengers (id, workspace_id, account_id, name, sort_name, email, phone, document_country, document_expires_on, note, created_at)
             SELECT ?2, it.workspace_id, ?10, ?3, ?9, ?4, ?5, ?6, ?7, ?8, it.at FROM it"
        ),
        [columns(id, it).as_slice(), &[account.into()]].concat(),
    )
}

/// Id and particulars, as statements that write them bind them.
fn columns(id: PassengerId, it: &Particulars) -> [Value; 8] {
    [
        id.into(),
        it.name.as_str().into(),
        it.email.as_deref().unwrap_or_default().into(),
        it.phone.as_str().into(),
        it.document_country.as_str().into(),
        it.document_expires_on.as_str().into(),
        it.note.as_str().into(),
        folded(&it.name).into(),
    ]
}

/// Of a passenger still in the directory, as it was when the page was made.
macro_rules! unmoved {
    () => {
        concat!(
            "JOIN passengers p ON p.workspace_id = me.workspace_id AND p.id = ?13 AND p.version = ?14 AND p.removed_at IS NULL
             JOIN my_accounts m ON m.account_id = p.account_id WHERE me.role IN ('owner', 'charter') AND ",
            granted!("manage_passengers")
        )
    };
}

pub fn change(id: PassengerId, version: i64, it: &Particulars) -> Write {
    Write::begin("passenger_changed", id, begins!(client, unmoved!()), [id.into(), version.into()]).then(
        follows!(
            "UPDATE passengers SET name = ?3, sort_name = ?9, email = ?4, phone = ?5, document_country = ?6, document_expires_on = ?7, note = ?8, version = version + 1
             WHERE id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        columns(id, it),
    )
}

/// Takes a passenger out of the directory; trips they are on keep their name.
pub fn remove(id: PassengerId, version: i64) -> Write {
    Write::begin("passenger_removed", id, begins!(client, unmoved!()), [id.into(), version.into()])
        .then(
            follows!(
                "UPDATE passengers SET removed_at = (SELECT at FROM it), version = version + 1
             WHERE id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"
            ),
            [id.into()],
        )
}

/// Has the directory of an account that is merged into another be of that.
pub fn change_account(from: AccountId, to: AccountId) -> Follower {
    Follower::new(
        follows!(
            "UPDATE passengers SET account_id = ?3 WHERE account_id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        [from.into(), to.into()],
    )
}
