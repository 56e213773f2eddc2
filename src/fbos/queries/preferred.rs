//! Statements about the FBOs that accounts prefer.
use super::super::Preference;
use crate::{
    db::{
        query::{Query, as_json},
        scope::{Scope, staff},
        write::{Follower, Write, begins, follows},
    },
    kit::ids::AccountId,
    search::{Typed, found},
};
use serde::Deserialize;

/// The account whose preferences are shown.
#[derive(Debug, Clone, Deserialize)]
pub struct PreferringAccount {
    pub id: AccountId,
    pub name: String,
}

/// Selects an account that was not merged into another.
pub fn preferring(scope: &Scope, id: AccountId) -> Query<Option<PreferringAccount>> {
    scope.query(staff!(
        "SELECT a.id, a.name FROM me JOIN accounts a ON a.workspace_id = me.workspace_id AND a.id = :id AND a.merged_into IS NULL"
    ))
    .bind("id", id)
}

/// Selects the FBOs that an account prefers, sorted by the codes of their airports.
pub fn preferred(scope: &Scope, account: AccountId) -> Query<Vec<Preference>> {
    scope.query(staff!(
        "SELECT f.id, f.airport_id, p.code, f.name, f.address, 1 AS is_preferred, '' AS instead_of
         FROM me JOIN preferred_fbos r ON r.workspace_id = me.workspace_id AND r.account_id = :account
         JOIN fbos f ON f.id = r.fbo_id JOIN airports p ON p.id = f.airport_id ORDER BY p.code, f.id LIMIT 200"
    ))
    .bind("account", account)
}

/// Selects the FBOs in use that the typed words match, with what the account prefers at their airports.
pub fn matching(scope: &Scope, account: AccountId, typed: &str) -> Query<Vec<Preference>> {
    let (first, others) = Typed::of(typed).map(|it| (it.first, it.others)).unzip();
    scope.query(staff!(
        found!("fbo"),
        "SELECT f.id, f.airport_id, p.code, f.name, f.address, coalesce(r.fbo_id = f.id, 0) AS is_preferred,
           coalesce((SELECT o.name FROM fbos o WHERE o.id = r.fbo_id), '') AS instead_of
         FROM me CROSS JOIN hits h CROSS JOIN fbos f ON f.id = h.id AND f.workspace_id = me.workspace_id AND f.retired_at IS NULL
         JOIN airports p ON p.id = f.airport_id LEFT JOIN preferred_fbos r ON r.account_id = :account AND r.airport_id = f.airport_id
         ORDER BY p.code, f.sort_name, f.id LIMIT 20"
    ))
    .bind("account", account)
    .bind("first", first)
    .bind("others", as_json(&others.unwrap_or_default()))
}

/// Selects an FBO in use by the id that a form sent.
pub fn chosen(scope: &Scope, id: &str) -> Query<Option<Preference>> {
    scope.query(staff!(
        "SELECT f.id, f.airport_id, p.code, f.name, f.address, 0 AS is_preferred, '' AS instead_of
         FROM me JOIN fbos f ON f.workspace_id = me.workspace_id AND f.id = :id AND f.retired_at IS NULL JOIN airports p ON p.id = f.airport_id"
    ))
    .bind("id", id)
}

/// Makes an FBO the one that the account prefers at its airport.
pub fn prefer(account: AccountId, it: &Preference) -> Write {
    Write::begin(
        "fbo_preferred",
        account,
        begins!(
            staff,
            "JOIN accounts a ON a.workspace_id = me.workspace_id AND a.id = :account AND a.merged_into IS NULL
             JOIN fbos f ON f.workspace_id = me.workspace_id AND f.id = :fbo AND f.retired_at IS NULL AND f.airport_id = :airport
             WHERE NOT EXISTS (SELECT 1 FROM preferred_fbos r WHERE r.account_id = a.id AND r.fbo_id = f.id)"
        ),
    )
    .bind("account", account)
    .bind("fbo", it.id)
    .bind("airport", it.airport_id.as_str())
    .note(format!("{}: {}", it.code, it.name))
    .then(follows!(
        "INSERT INTO preferred_fbos (workspace_id, account_id, airport_id, fbo_id) SELECT it.workspace_id, :account, :airport, :fbo FROM it WHERE true
         ON CONFLICT (account_id, airport_id) DO UPDATE SET fbo_id = excluded.fbo_id"
    ))
}

/// Has the account prefer no FBO at an airport.
pub fn prefer_none(account: AccountId, it: &Preference) -> Write {
    Write::begin(
        "fbo_no_longer_preferred",
        account,
        begins!(
            staff,
            "JOIN preferred_fbos r ON r.workspace_id = me.workspace_id AND r.account_id = :account AND r.fbo_id = :fbo"
        ),
    )
    .bind("account", account)
    .bind("fbo", it.id)
    .note(format!("{}: {}", it.code, it.name))
    .then(follows!(
        "DELETE FROM preferred_fbos WHERE account_id = :account AND fbo_id = :fbo AND workspace_id = (SELECT workspace_id FROM it)"
    ))
}

/// Moves the preferences of one account to another, when the two are merged. Where both have one, the
/// account that stays keeps its own.
pub fn change_account(from: AccountId, to: AccountId) -> [Follower; 2] {
    [
        Follower::new(follows!(
            "INSERT OR IGNORE INTO preferred_fbos (workspace_id, account_id, airport_id, fbo_id)
             SELECT it.workspace_id, :to, r.airport_id, r.fbo_id FROM it JOIN preferred_fbos r ON r.account_id = :from"
        ))
        .bind("from", from)
        .bind("to", to),
        Follower::new(follows!(
            "DELETE FROM preferred_fbos WHERE account_id = :from AND workspace_id = (SELECT workspace_id FROM it)"
        ))
        .bind("from", from),
    ]
}
