//! What becomes of contacts in a merger.
use crate::{
    db::write::{Follower, follows},
    kit::{
        ids::{AccountId, ContactId},
        text::folded,
    },
};

/// Has a contact take up another, who is marked: the accounts are theirs, and their details are these.
pub fn take_up(
    from: ContactId,
    to: ContactId,
    (name, email, phone): (&str, &str, &str),
) -> [Follower; 4] {
    [
        Follower::new(
            follows!(
                "UPDATE contacts SET name = ?3, email = ?4, phone = ?5, sort_name = ?6, version = version + 1
                 WHERE id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"
            ),
            [to.into(), name.into(), email.into(), phone.into(), folded(name).into()],
        ),
        Follower::new(
            follows!(
                "UPDATE contacts SET merged_into = ?3, deactivated_at = coalesce(deactivated_at, (SELECT at FROM it)), version = version + 1
                 WHERE id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"
            ),
            [from.into(), to.into()],
        ),
        Follower::new(
            follows!(
                "INSERT OR IGNORE INTO memberships (workspace_id, contact_id, account_id)
                 SELECT it.workspace_id, ?3, m.account_id FROM it JOIN memberships m ON m.contact_id = ?2 AND m.workspace_id = it.workspace_id"
            ),
            [from.into(), to.into()],
        ),
        Follower::new(
            follows!("DELETE FROM memberships WHERE contact_id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"),
            [from.into()],
        ),
    ]
}

/// Has the people of an account that is merged into another belong to that.
pub fn change_account(from: AccountId, to: AccountId) -> [Follower; 2] {
    [
        Follower::new(
            follows!(
                "INSERT OR IGNORE INTO memberships (workspace_id, contact_id, account_id)
                 SELECT it.workspace_id, m.contact_id, ?3 FROM it JOIN memberships m ON m.account_id = ?2 AND m.workspace_id = it.workspace_id"
            ),
            [from.into(), to.into()],
        ),
        Follower::new(
            follows!("DELETE FROM memberships WHERE account_id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"),
            [from.into()],
        ),
    ]
}
