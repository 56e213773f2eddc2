//! Statements that add and change accounts, deactivate and restore them, and tie tails to them.
use super::super::{Account, Particulars, Tail};
use crate::{
    db::{
        query::Bindings,
        scope::staff,
        write::{Follower, Write, begins, follows},
    },
    kit::{
        ids::{AccountId, TailId},
        text::folded,
    },
    search::{self, Noun},
};

/// Inserts an account, and the words by which a search finds it: name and billing name.
pub fn open(id: AccountId, it: &Particulars) -> impl IntoIterator<Item = Follower> {
    let opened = Follower::new(follows!(
            "INSERT INTO accounts (id, workspace_id, name, kind, phone, billing_name, billing_address, country, tax_number, sort_name, created_at)
             SELECT :id, it.workspace_id, :name, :kind, :phone, :billing_name, :billing_address, :country, :tax_number, :sort_name, it.at FROM it"
        )).bind_all(columns(id, it));
    std::iter::once(opened).chain(search_words(id, it))
}

/// The values of the columns that an account's details are stored in.
fn columns(id: AccountId, it: &Particulars) -> Bindings {
    vec![
        ("id", id.into()),
        ("name", it.name.as_str().into()),
        ("kind", it.kind.word().into()),
        ("phone", it.phone.as_str().into()),
        ("billing_name", it.billing_name.as_str().into()),
        ("billing_address", it.billing_address.as_str().into()),
        ("country", it.country.as_str().into()),
        ("tax_number", it.tax_number.as_str().into()),
        ("sort_name", folded(&it.name).into()),
    ]
}

/// Replaces the words by which a search finds the account.
fn search_words(id: AccountId, it: &Particulars) -> [Follower; 2] {
    search::set_words(Noun::Account, id, &[&it.name, &it.billing_name])
}

/// Adds an account.
pub fn add(id: AccountId, it: &Particulars) -> Write {
    Write::begin("account_added", id, begins!(staff, "WHERE true"))
        .note(it.name.as_str())
        .with(open(id, it))
}

/// Joins the account `:id`, which was not merged and has the version that the page showed.
macro_rules! unmoved {
    () => {
        "JOIN accounts a ON a.workspace_id = me.workspace_id AND a.id = :id AND a.version = :version AND a.merged_into IS NULL "
    };
}

/// Changes the details of an account.
pub fn change(account: &Account, version: i64, it: &Particulars) -> Write {
    let id = account.id;
    Write::begin(
        "account_changed",
        id,
        begins!(staff, unmoved!()),
    )
    .bind("id", id)
    .bind("version", version)
    .note(account.changes(it))
    .with([Follower::new(follows!(
            "UPDATE accounts SET name = :name, kind = :kind, phone = :phone, billing_name = :billing_name, billing_address = :billing_address, country = :country, tax_number = :tax_number, sort_name = :sort_name, version = version + 1
             WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
        )).bind_all(columns(id, it))])
        .with(search_words(id, it))
}

/// Marks an account inactive, so that no trip is requested for it.
pub fn deactivate(id: AccountId, version: i64, reason: &str) -> Write {
    Write::begin(
        "account_deactivated",
        id,
        begins!(staff, unmoved!(), "AND a.deactivated_at IS NULL"),
    )
    .bind("id", id)
    .bind("version", version)
    .note(reason)
    .then(follows!(
        "UPDATE accounts SET deactivated_at = (SELECT at FROM it), version = version + 1
         WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
    ))
}

/// Marks an account active again.
pub fn restore(id: AccountId, version: i64) -> Write {
    Write::begin(
        "account_restored",
        id,
        begins!(staff, unmoved!(), "AND a.deactivated_at IS NOT NULL"),
    )
    .bind("id", id)
    .bind("version", version)
    .then(follows!(
        "UPDATE accounts SET deactivated_at = NULL, version = version + 1
         WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
    ))
}

/// Ties a tail to an account. The owners who belong to the account then see the trips of the tail.
pub fn tie(id: AccountId, tail: &Tail) -> Write {
    Write::begin(
        "tail_tied",
        id,
        begins!(
            staff,
            "JOIN accounts a ON a.workspace_id = me.workspace_id AND a.id = :id AND a.deactivated_at IS NULL
             JOIN tails t ON t.workspace_id = me.workspace_id AND t.id = :tail
             WHERE NOT EXISTS (SELECT 1 FROM account_tails l WHERE l.account_id = a.id AND l.tail_id = t.id)"
        ),
    )
    .bind("id", id)
    .bind("tail", tail.id)
    .note(tail.registration.as_str())
    .then(follows!(
        "INSERT INTO account_tails (workspace_id, account_id, tail_id) SELECT it.workspace_id, :id, :tail FROM it"
    ))
}

/// Unties a tail from an account.
pub fn untie(id: AccountId, tail: TailId, registration: &str) -> Write {
    Write::begin(
        "tail_untied",
        id,
        begins!(
            staff,
            "JOIN account_tails l ON l.workspace_id = me.workspace_id AND l.account_id = :id AND l.tail_id = :tail"
        ),
    )
    .bind("id", id)
    .bind("tail", tail)
    .note(registration)
    .then(follows!(
        "DELETE FROM account_tails WHERE account_id = :id AND tail_id = :tail AND workspace_id = (SELECT workspace_id FROM it)"
    ))
}
