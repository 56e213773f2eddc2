//! Statements that select accounts: lists, and one account with its people and tails.
mod changes;
mod merging;
pub use {changes::*, merging::*};

use super::{Account, AccountChoice, AccountContact, PreferredFbo, Tail};
use crate::{
    db::{
        query::{Batch, Query, as_json},
        scope::{Scope, staff},
    },
    kit::ids::AccountId,
    search::{ListFilter, Typed, bindings, found},
};

/// Selects the columns of an [`Account`] from the account `a`.
macro_rules! account {
    ($($from:tt)+) => {
        concat!(
            "SELECT a.id, a.name, a.sort_name, a.kind, a.phone, a.billing_name, a.billing_address, a.country, a.tax_number, a.deactivated_at, a.merged_into, a.version,
             coalesce((SELECT group_concat(name, ', ') FROM (SELECT c.name FROM memberships m JOIN contacts c ON c.id = m.contact_id
               WHERE m.account_id = a.id ORDER BY c.sort_name, c.id LIMIT 4)), '') AS people,
             coalesce((SELECT group_concat(registration, ', ') FROM (SELECT t.registration FROM account_tails l JOIN tails t ON t.id = l.tail_id
               WHERE l.account_id = a.id ORDER BY t.registration LIMIT 5)), '') AS tails,
             (SELECT json_group_array(json_array(c.currency, c.amount)) FROM (SELECT p.currency, ", $crate::db::columns::sum_of!("p.unallocated"), " AS amount
               FROM payments p INDEXED BY payments_with_credit WHERE p.account_id = a.id AND p.unallocated > 0 GROUP BY p.currency) c) AS credits ",
            $($from)+
        )
    };
}

/// Selects a page of accounts sorted by name, or those that a search finds.
pub fn accounts(scope: &Scope, filter: &ListFilter) -> Query<Vec<Account>> {
    let sql = match (filter.typed(), filter.show) {
        (Some(_), _) => staff!(
            found!("account"),
            account!(
                "FROM me CROSS JOIN hits h CROSS JOIN accounts a ON a.id = h.id AND a.workspace_id = me.workspace_id
                 WHERE :show = 'all' OR (a.deactivated_at IS NULL) = (:show = 'active') ORDER BY a.sort_name, a.id LIMIT :most"
            )
        ),
        (None, "all") => staff!(account!(
            "FROM me JOIN accounts a ON a.workspace_id = me.workspace_id AND (a.sort_name, a.id) > (:after, :after_id)
             WHERE :show = 'all' ORDER BY a.sort_name, a.id LIMIT :most"
        )),
        (None, _) => staff!(account!(
            "FROM me JOIN accounts a ON a.workspace_id = me.workspace_id AND (a.deactivated_at IS NULL) = (:show = 'active')
             AND (a.sort_name, a.id) > (:after, :after_id) ORDER BY a.sort_name, a.id LIMIT :most"
        )),
    };
    scope.query(sql).bind_all(bindings(filter))
}

/// Selects one account.
pub fn account(scope: &Scope, id: AccountId) -> Query<Option<Account>> {
    scope
        .query(staff!(account!(
            "FROM me JOIN accounts a ON a.workspace_id = me.workspace_id AND a.id = :id"
        )))
        .bind("id", id)
}

/// Selects what the page of an account shows: the account, its people, the operator's tails and the FBOs
/// that it prefers.
pub fn file(
    scope: &Scope,
    id: AccountId,
) -> impl Batch<Answers = (Option<Account>, Vec<AccountContact>, Vec<Tail>, Vec<PreferredFbo>)> {
    (account(scope, id), people(scope, id), tails(scope, id), preferred_fbos(scope, id))
}

/// Selects the FBOs that an account prefers, sorted by the codes of their airports.
fn preferred_fbos(scope: &Scope, account: AccountId) -> Query<Vec<PreferredFbo>> {
    scope.query(staff!(
        "SELECT p.code, f.name FROM me JOIN preferred_fbos r ON r.workspace_id = me.workspace_id AND r.account_id = :account
         JOIN fbos f ON f.id = r.fbo_id JOIN airports p ON p.id = f.airport_id ORDER BY p.code LIMIT 50"
    ))
    .bind("account", account)
}

/// Selects the contacts who belong to an account.
fn people(scope: &Scope, account: AccountId) -> Query<Vec<AccountContact>> {
    scope.query(staff!(
        "SELECT c.id, c.name, c.email, c.deactivated_at, u.state, u.revoked_at
         FROM me JOIN memberships m ON m.workspace_id = me.workspace_id AND m.account_id = :account
         JOIN contacts c ON c.id = m.contact_id LEFT JOIN users u ON u.contact_id = c.id ORDER BY c.sort_name, c.id LIMIT 100"
    ))
    .bind("account", account)
}

/// Selects the operator's tails; those tied to the account come first.
fn tails(scope: &Scope, account: AccountId) -> Query<Vec<Tail>> {
    scope
        .query(staff!(
            "SELECT t.id, t.registration, t.type AS kind, t.seats, l.tail_id IS NOT NULL AS is_tied
             FROM me JOIN tails t ON t.workspace_id = me.workspace_id AND t.retired_at IS NULL
             LEFT JOIN account_tails l ON l.tail_id = t.id AND l.account_id = :account
             ORDER BY is_tied DESC, t.registration LIMIT 300"
        ))
        .bind("account", account)
}

/// Selects the accounts with this name, in upper or lower case.
pub fn namesakes(scope: &Scope, name: &str) -> Query<Vec<AccountChoice>> {
    scope.query(staff!(
        "SELECT a.id, a.name FROM me JOIN accounts a ON a.workspace_id = me.workspace_id AND lower(a.name) = lower(:name)
         WHERE a.merged_into IS NULL ORDER BY a.id LIMIT 5"
    ))
    .bind("name", name)
}

/// Selects the active account with this name, in upper or lower case.
pub fn named(scope: &Scope, name: &str) -> Query<Option<AccountChoice>> {
    scope.query(staff!(
        "SELECT a.id, a.name FROM me JOIN accounts a ON a.workspace_id = me.workspace_id AND lower(a.name) = lower(:name)
         WHERE a.deactivated_at IS NULL ORDER BY a.id LIMIT 1"
    ))
    .bind("name", name)
}

/// Selects the active accounts that the typed words match, for a form to choose from.
pub fn matching(scope: &Scope, typed: &str) -> Query<Vec<AccountChoice>> {
    let typed = Typed::of(typed);
    let (first, others) = typed.map(|it| (it.first, it.others)).unzip();
    scope.query(staff!(
        found!("account"),
        "SELECT a.id, a.name FROM me CROSS JOIN hits h CROSS JOIN accounts a ON a.id = h.id AND a.workspace_id = me.workspace_id
         WHERE a.deactivated_at IS NULL ORDER BY a.sort_name, a.id LIMIT 20"
    ))
    .bind("first", first)
    .bind("others", as_json(&others.unwrap_or_default()))
}

/// Selects an active account by the id that a form sent.
pub fn active(scope: &Scope, id: &str) -> Query<Option<AccountChoice>> {
    scope.query(staff!(
        "SELECT a.id, a.name FROM me JOIN accounts a ON a.workspace_id = me.workspace_id AND a.id = :id AND a.deactivated_at IS NULL"
    ))
    .bind("id", id)
}
