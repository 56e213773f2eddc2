//! What becomes of the access of a contact who is merged into another.
use crate::{
    kit::ids::ContactId,
    write::{Follower, follows},
};

/// Has the access of a contact who is merged into another go over to them with its rights, if they have
/// none; else it ends, and leaves its address where that is to be the other's.
pub fn hand_over(from: ContactId, to: ContactId, email: &str) -> [Follower; 5] {
    let both = || [from.into(), to.into()];
    [
        Follower::new(
            follows!(
                "DELETE FROM grants WHERE contact_id = ?3 AND workspace_id = (SELECT workspace_id FROM it)
                   AND NOT EXISTS (SELECT 1 FROM users u WHERE u.contact_id = ?3) AND EXISTS (SELECT 1 FROM users u WHERE u.contact_id = ?2)"
            ),
            both(),
        ),
        Follower::new(
            follows!(
                "INSERT OR IGNORE INTO grants (workspace_id, contact_id, name) SELECT it.workspace_id, ?3, g.name
                 FROM it JOIN grants g ON g.contact_id = ?2 JOIN users u ON u.contact_id = ?2
                 WHERE NOT EXISTS (SELECT 1 FROM users x WHERE x.contact_id = ?3)"
            ),
            both(),
        ),
        Follower::new(
            follows!("DELETE FROM grants WHERE contact_id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"),
            [from.into()],
        ),
        Follower::new(
            follows!(
                "UPDATE users SET contact_id = ?3, version = version + 1,
                   revoked_at = CASE state WHEN 'disabled' THEN coalesce(revoked_at, (SELECT at FROM it)) ELSE revoked_at END
                 WHERE contact_id = ?2 AND workspace_id = (SELECT workspace_id FROM it)
                   AND NOT EXISTS (SELECT 1 FROM users x WHERE x.contact_id = ?3)"
            ),
            both(),
        ),
        Follower::new(
            follows!(
                "UPDATE users SET state = 'disabled', revoked_at = coalesce(revoked_at, (SELECT at FROM it)), temporary_until = NULL,
                   email = CASE email WHEN ?3 THEN id || '@merged.invalid' ELSE email END, version = version + 1
                 WHERE contact_id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"
            ),
            [from.into(), email.into()],
        ),
    ]
}
