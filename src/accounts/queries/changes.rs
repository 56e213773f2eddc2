//! Changes of accounts.
use super::super::{Account, Particulars, Tail};
use crate::{
    db::{
        query::Value,
        scope::staff,
        write::{Follower, Write, begins, follows},
    },
    kit::{
        ids::{AccountId, TailId},
        text::folded,
    },
    search::{self, Noun},
};

/// An account that is new, found by its name.
pub fn open(id: AccountId, it: &Particulars) -> impl IntoIterator<Item = Follower> {
    let opened = Follower::new(
        follows!(
            "INSERT INTO accounts (id, workspace_id, name, kind, phone, billing_name, billing_address, sort_name, created_at)
             SELECT ?2, it.workspace_id, ?3, ?4, ?5, ?6, ?7, ?8, it.at FROM it"
        ),
        columns(id, it),
    );
    std::iter::once(opened).chain(indexed(id, it))
}

/// Id and particulars, as statements that write them bind them.
fn columns(id: AccountId, it: &Particulars) -> [Value; 7] {
    [
        id.into(),
        it.name.as_str().into(),
        it.kind.word().into(),
        it.phone.as_str().into(),
        it.billing_name.as_str().into(),
        it.billing_address.as_str().into(),
        folded(&it.name).into(),
    ]
}

fn indexed(id: AccountId, it: &Particulars) -> [Follower; 2] {
    search::indexed(Noun::Account, id, &[&it.name, &it.billing_name])
}

pub fn add(id: AccountId, it: &Particulars) -> Write {
    Write::begin("account_added", id, begins!(staff, "WHERE me.workspace_id IS NOT NULL"), [])
        .note(it.name.as_str())
        .with(open(id, it))
}

/// Of an account that was not merged, as it was when the page was made.
macro_rules! unmoved {
    () => {
        "JOIN accounts a ON a.workspace_id = me.workspace_id AND a.id = ?13 AND a.version = ?14 AND a.merged_into IS NULL "
    };
}

pub fn change(account: &Account, version: i64, it: &Particulars) -> Write {
    let id = account.id;
    Write::begin("account_changed", id, begins!(staff, unmoved!()), [id.into(), version.into()])
        .note(account.changes(it))
        .then(
            follows!(
                "UPDATE accounts SET name = ?3, kind = ?4, phone = ?5, billing_name = ?6, billing_address = ?7, sort_name = ?8, version = version + 1
                 WHERE id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"
            ),
            columns(id, it),
        )
        .with(indexed(id, it))
}

/// Takes no new requests for an account.
pub fn deactivate(id: AccountId, version: i64, reason: &str) -> Write {
    Write::begin(
        "account_deactivated",
        id,
        begins!(staff, unmoved!(), "AND a.deactivated_at IS NULL"),
        [id.into(), version.into()],
    )
    .note(reason)
    .then(
        follows!(
            "UPDATE accounts SET deactivated_at = (SELECT at FROM it), version = version + 1
             WHERE id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        [id.into()],
    )
}

pub fn restore(id: AccountId, version: i64) -> Write {
    Write::begin(
        "account_restored",
        id,
        begins!(staff, unmoved!(), "AND a.deactivated_at IS NOT NULL"),
        [id.into(), version.into()],
    )
    .then(
        follows!(
            "UPDATE accounts SET deactivated_at = NULL, version = version + 1
             WHERE id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        [id.into()],
    )
}

/// Ties a tail to an account, whose owners then see the trips on it.
pub fn tie(id: AccountId, tail: &Tail) -> Write {
    Write::begin(
        "tail_tied",
        id,
        begins!(
            staff,
            "JOIN accounts a ON a.workspace_id = me.workspace_id AND a.id = ?13 AND a.deactivated_at IS NULL
             JOIN tails t ON t.workspace_id = me.workspace_id AND t.id = ?14
             WHERE NOT EXISTS (SELECT 1 FROM account_tails l WHERE l.account_id = a.id AND l.tail_id = t.id)"
        ),
        [id.into(), tail.id.into()],
    )
    .note(tail.registration.as_str())
    .then(
        follows!(
            "INSERT INTO account_tails (workspace_id, account_id, tail_id) SELECT it.workspace_id, ?2, ?3 FROM it"
        ),
        [id.into(), tail.id.into()],
    )
}

pub fn untie(id: AccountId, tail: TailId, registration: &str) -> Write {
    Write::begin(
        "tail_untied",
        id,
        begins!(
            staff,
            "JOIN account_tails l ON l.workspace_id = me.workspace_id AND l.account_id = ?13 AND l.tail_id = ?14"
        ),
        [id.into(), tail.into()],
    )
    .note(registration)
    .then(
        follows!(
            "DELETE FROM account_tails WHERE account_id = ?2 AND tail_id = ?3 AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        [id.into(), tail.into()],
    )
}
