//! Statements about mergers of accounts.
use super::super::{MergeCandidate, MergedAccount};
use crate::{
    accounts, contacts,
    db::{
        query::{Batch, Query, as_json},
        scope::{Scope, staff},
        write::{Write, begins},
    },
    fbos, invoices,
    kit::ids::AccountId,
    messages, passengers, payments, quotes, requests,
    search::{self, Noun, Typed, found},
    services, trips,
    workspaces::Trade,
};

/// Selects both accounts, and the candidates for a merger with the first.
pub fn both_accounts(
    scope: &Scope,
    id: AccountId,
    with: &str,
    q: &str,
) -> impl Batch<Answers = (Option<MergedAccount>, Option<MergedAccount>, Vec<MergeCandidate>)> {
    let id = id.to_string();
    (merged_account(scope, &id), merged_account(scope, with), alike(scope, &id, q))
}

/// Counts the rows of a table that belong to the account `a`, up to 1,000.
macro_rules! count {
    ($table:literal) => {
        concat!(
            "(SELECT count(*) FROM (SELECT 1 FROM ",
            $table,
            " x WHERE x.account_id = a.id LIMIT 1000)) AS "
        )
    };
}

/// Selects one account of a merger, with how much belongs to it.
fn merged_account(scope: &Scope, id: &str) -> Query<Option<MergedAccount>> {
    scope.query(staff!(
        "SELECT a.id, a.name, a.billing_name, a.billing_address, a.deactivated_at, a.merged_into, a.version, ",
        count!("memberships"),
        "people, ",
        count!("account_tails"),
        "tails, ",
        count!("passengers"),
        "passengers, ",
        count!("trips"),
        "trips, ",
        count!("requests"),
        "requests, ",
        count!("quotes"),
        "quotes, ",
        count!("invoices"),
        "invoices, ",
        count!("threads"),
        "threads FROM me JOIN accounts a ON a.workspace_id = me.workspace_id AND a.id = :id"
    ))
    .bind("id", id)
}

/// Selects the accounts that the search finds or, without a search, those with the same name.
fn alike(scope: &Scope, id: &str, q: &str) -> Query<Vec<MergeCandidate>> {
    let (first, others) = Typed::of(q).map(|it| (it.first, it.others)).unzip();
    scope.query(staff!(
        found!("account"),
        ", alike AS (SELECT id FROM hits
           UNION SELECT x.id FROM me JOIN accounts s ON s.workspace_id = me.workspace_id AND s.id = :id
             JOIN accounts x ON x.workspace_id = me.workspace_id AND x.name = s.name WHERE :first IS NULL)
         SELECT a.id, a.name, a.billing_name AS about FROM me CROSS JOIN alike h
         CROSS JOIN accounts a ON a.id = h.id AND a.workspace_id = me.workspace_id
         WHERE a.id <> :id AND a.merged_into IS NULL ORDER BY a.sort_name, a.id LIMIT 20"
    ))
    .bind("first", first)
    .bind("others", as_json(&others.unwrap_or_default()))
    .bind("id", id)
}

/// Merges two accounts: everything that belongs to `goes` moves to `stays`.
pub fn merge_accounts(
    (stays, version): (&MergedAccount, i64),
    (goes, goes_version): (&MergedAccount, i64),
    trade: Trade,
) -> Write {
    let (id, other) = (stays.id, goes.id);
    Write::begin(
        "accounts_merged",
        id,
        begins!(
            staff,
            "JOIN accounts a ON a.workspace_id = me.workspace_id AND a.id = :id AND a.version = :version AND a.deactivated_at IS NULL
             JOIN accounts o ON o.workspace_id = me.workspace_id AND o.id = :other AND o.version = :goes_version AND o.merged_into IS NULL AND o.id <> a.id"
        ),
    )
    .bind("id", id)
    .bind("version", version)
    .bind("other", other)
    .bind("goes_version", goes_version)
    .note(match goes.belongings(trade).as_str() {
        "" => goes.name.clone(),
        told => format!("{}: {told}", goes.name),
    })
    .with(accounts::merge(other, id))
    .with(contacts::change_account(other, id))
    .with([
        passengers::change_account(other, id),
        trips::change_account(other, id),
        requests::change_account(other, id),
        quotes::change_account(other, id),
        services::change_account(other, id),
    ])
    .with(fbos::change_account(other, id))
    .with(invoices::change_account(other, id))
    .with(payments::change_account(other, id))
    .with([messages::change_account(other, id)])
    .with(search::move_words(Noun::Account, other, id))
}
