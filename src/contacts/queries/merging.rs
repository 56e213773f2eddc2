//! Statements of a merger that change contacts and the accounts they belong to.
use crate::{
    db::write::{Follower, follows},
    kit::{
        ids::{AccountId, ContactId},
        text::folded,
    },
};

/// Merges the contact `from` into `to`, who gets these details and the accounts of both. `from` is
/// marked as merged and becomes inactive.
pub fn merge(
    from: ContactId,
    to: ContactId,
    (name, email, phone): (&str, &str, &str),
) -> [Follower; 4] {
    [
        Follower::new(follows!(
            "UPDATE contacts SET name = :name, email = :email, phone = :phone, sort_name = :sort_name, version = version + 1
             WHERE id = :to AND workspace_id = (SELECT workspace_id FROM it)"
        ))
        .bind("to", to)
        .bind("name", name)
        .bind("email", email)
        .bind("phone", phone)
        .bind("sort_name", folded(name)),
        Follower::new(follows!(
            "UPDATE contacts SET merged_into = :to, deactivated_at = coalesce(deactivated_at, (SELECT at FROM it)), version = version + 1
             WHERE id = :from AND workspace_id = (SELECT workspace_id FROM it)"
        ))
        .bind("from", from)
        .bind("to", to),
        Follower::new(follows!(
            "INSERT OR IGNORE INTO memberships (workspace_id, contact_id, account_id)
             SELECT it.workspace_id, :to, m.account_id FROM it JOIN memberships m ON m.contact_id = :from AND m.workspace_id = it.workspace_id"
        ))
        .bind("from", from)
        .bind("to", to),
        Follower::new(follows!("DELETE FROM memberships WHERE contact_id = :from AND workspace_id = (SELECT workspace_id FROM it)"))
            .bind("from", from),
    ]
}

/// Moves the contacts of the account `from` to the account `to`.
pub fn change_account(from: AccountId, to: AccountId) -> [Follower; 2] {
    [
        Follower::new(follows!(
            "INSERT OR IGNORE INTO memberships (workspace_id, contact_id, account_id)
             SELECT it.workspace_id, m.contact_id, :to FROM it JOIN memberships m ON m.account_id = :from AND m.workspace_id = it.workspace_id"
        ))
        .bind("from", from)
        .bind("to", to),
        Follower::new(follows!("DELETE FROM memberships WHERE account_id = :from AND workspace_id = (SELECT workspace_id FROM it)"))
            .bind("from", from),
    ]
}
