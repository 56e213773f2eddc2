//! Statements for a request that staff enter for a client: whom it is for, and the passengers to choose from.
use super::{
    Directory, ListedPassenger,
    choices::{listed_passenger, listing},
};
use crate::{
    db::{
        query::{Batch, Query, as_json},
        scope::{Scope, staff},
    },
    kit::ids::{AccountId, ContactId},
    passengers::is_named_like,
    search::{Typed, found},
};
use serde::Deserialize;

/// A contact who asks for a trip of one of their accounts.
#[derive(Debug, Clone, Deserialize)]
pub struct Caller {
    pub contact_id: ContactId,
    pub contact: String,
    pub email: String,
    pub account_id: AccountId,
    pub account: String,
}

/// The columns of a [`Caller`], of the contact `c` and the account `a`, where both are active.
macro_rules! caller {
    ($($from:tt)+) => {
        concat!(
            "SELECT c.id AS contact_id, c.name AS contact, c.email, a.id AS account_id, a.name AS account ", $($from)+
        )
    };
}

/// The contacts whose name or address is typed, and those of the accounts that it names.
pub fn callers(scope: &Scope, typed: &str) -> impl Batch<Answers = (Vec<Caller>, Vec<Caller>)> {
    let (first, others) = Typed::of(typed).map(|it| (it.first, it.others)).unzip();
    let others = as_json(&others.unwrap_or_default());
    let named = |sql| scope.query(sql).bind("first", first.clone()).bind("others", others.clone());
    (
        named(staff!(
            found!("contact"),
            caller!(
                "FROM me CROSS JOIN hits h CROSS JOIN contacts c ON c.id = h.id AND c.workspace_id = me.workspace_id AND c.deactivated_at IS NULL
                 JOIN memberships m ON m.contact_id = c.id JOIN accounts a ON a.id = m.account_id AND a.deactivated_at IS NULL
                 ORDER BY c.sort_name, c.id, a.sort_name LIMIT 30"
            )
        )),
        named(staff!(
            found!("account"),
            caller!(
                "FROM me CROSS JOIN hits h CROSS JOIN accounts a ON a.id = h.id AND a.workspace_id = me.workspace_id AND a.deactivated_at IS NULL
                 JOIN memberships m ON m.account_id = a.id JOIN contacts c ON c.id = m.contact_id AND c.deactivated_at IS NULL
                 ORDER BY a.sort_name, a.id, c.sort_name LIMIT 30"
            )
        )),
    )
}

/// The active contact of an active account, by the ids that a form or an address has.
pub fn caller(scope: &Scope, contact: &str, account: &str) -> Query<Option<Caller>> {
    scope
        .query(staff!(caller!(
            "FROM me JOIN contacts c ON c.workspace_id = me.workspace_id AND c.id = :contact AND c.deactivated_at IS NULL
             JOIN memberships m ON m.contact_id = c.id AND m.account_id = :account JOIN accounts a ON a.id = m.account_id AND a.deactivated_at IS NULL"
        )))
        .bind("contact", contact)
        .bind("account", account)
}

/// The passengers of an account, as the client's own form lists them.
pub fn directory_of(scope: &Scope, account: &str, of: Directory) -> Query<Vec<ListedPassenger>> {
    scope.query(staff!(
        listed_passenger!(),
        "FROM me CROSS JOIN accounts a ON a.workspace_id = me.workspace_id AND a.id = :account
         CROSS JOIN passengers p ON +p.account_id = a.id AND p.removed_at IS NULL AND p.id IN (SELECT j.value FROM json_each(:picked) j
           UNION SELECT f.id FROM (SELECT x.id FROM passengers x WHERE x.account_id = :account AND x.removed_at IS NULL
             AND (x.sort_name, x.id) > (:after, :after_id) AND ", is_named_like!(), " ORDER BY x.sort_name, x.id LIMIT :most) f)
         ORDER BY p.sort_name, p.id LIMIT 6000"
    ))
    .bind("account", account)
    .bind_all(listing(of))
}
