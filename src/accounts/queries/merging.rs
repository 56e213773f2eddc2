//! Statements of a merger that change accounts and their tails.
use crate::{
    db::write::{Follower, follows},
    kit::ids::AccountId,
};

/// Merges the account `from` into `to`, which gets the tails of both. `from` is marked as merged and
/// becomes inactive.
pub fn merge(from: AccountId, to: AccountId) -> [Follower; 4] {
    [
        Follower::new(follows!(
            "UPDATE accounts SET version = version + 1 WHERE id = :to AND workspace_id = (SELECT workspace_id FROM it)"
        ))
        .bind("to", to),
        Follower::new(follows!(
            "UPDATE accounts SET merged_into = :to, deactivated_at = coalesce(deactivated_at, (SELECT at FROM it)), version = version + 1
             WHERE id = :from AND workspace_id = (SELECT workspace_id FROM it)"
        ))
        .bind("from", from)
        .bind("to", to),
        Follower::new(follows!(
            "INSERT OR IGNORE INTO account_tails (workspace_id, account_id, tail_id)
             SELECT it.workspace_id, :to, l.tail_id FROM it JOIN account_tails l ON l.account_id = :from AND l.workspace_id = it.workspace_id"
        ))
        .bind("from", from)
        .bind("to", to),
        Follower::new(follows!("DELETE FROM account_tails WHERE account_id = :from AND workspace_id = (SELECT workspace_id FROM it)"))
            .bind("from", from),
    ]
}
