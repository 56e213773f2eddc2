//! Statements about users.
mod own;
mod program;
pub use own::{set_own_details, set_own_email, set_own_style, set_password};
pub use program::{program, program_seen};

use super::{Role, User};
use crate::{
    db::{
        query::Query,
        scope::{Scope, alive, needed},
        write::{Follower, follows},
    },
    kit::{
        ids::{ContactId, UserId},
        text::folded,
    },
    workspaces::{readable, told_subject},
};

/// Selects the user of this session on this host, also while they still have a password to choose or
/// a second factor to show. The counts look at the newest rows only, so that they cost the same in a
/// workspace of any size.
pub fn visitor(scope: &Scope) -> Query<Option<User>> {
    scope.query(concat!("SELECT u.id, u.name, u.email, u.face, u.role, u.state, u.version, u.factors, s.factors AS shown_factors, ",
      needed!(), " AS needed_factors, s.seen_at, s.proven_at, s.method = 'reset' AS lost_password, u.language, u.clock AS hours, u.times,
                    (SELECT json_group_array(g.name) FROM grants g WHERE g.contact_id = u.contact_id) AS grants,
                    CASE u.face WHEN 'client' THEN (
                      SELECT count(*) FROM memberships m
                        JOIN threads t ON t.id IN (SELECT n.id FROM threads n WHERE n.account_id = m.account_id ORDER BY n.last_at DESC LIMIT 20)
                        LEFT JOIN readings r ON r.thread_id = t.id AND r.user_id = u.id
                      WHERE m.contact_id = u.contact_id AND t.last_side = 'ops' AND t.last_at > coalesce(r.read_at, 0))
                    ELSE (
                      SELECT count(*) FROM (SELECT n.id, n.last_side, n.last_at FROM threads n WHERE n.workspace_id = u.workspace_id ORDER BY n.last_at DESC LIMIT 30) t
                        LEFT JOIN readings r ON r.thread_id = t.id AND r.user_id = u.id
                      WHERE t.last_side = 'client' AND t.last_at > coalesce(r.read_at, 0)) END AS unread,
                    CASE u.face WHEN 'client' THEN 0 ELSE (
                      SELECT (SELECT count(*) FROM (SELECT 1 FROM requests q WHERE q.workspace_id = u.workspace_id AND q.state = 'submitted' AND q.ends_at > :now LIMIT 100))
                           + (SELECT count(*) FROM (SELECT 1 FROM requests q WHERE q.workspace_id = u.workspace_id AND q.state = 'under_review' AND q.ends_at > :now LIMIT 100))) END AS waiting,
                    CASE u.face WHEN 'client' THEN 0 ELSE (
                      SELECT count(*) FROM (SELECT 1 FROM sign_ups i WHERE i.workspace_id = u.workspace_id AND i.state = 'waiting' LIMIT 100)) END AS sign_ups,
                    (SELECT count(*) FROM (SELECT 1 FROM notices n WHERE n.user_id = u.id AND n.shown = 1 AND n.read_at IS NULL AND ", readable!("n", "u.contact_id"), " LIMIT 100)) AS news,
                    (SELECT json_group_array(json_object('id', n.id, 'subject', n.subject, 'path', n.path, 'at', n.at, 'read_at', n.read_at)) FROM (
                      SELECT x.id, ", told_subject!("x"), " AS subject, x.path, x.at, x.read_at FROM notices x WHERE x.user_id = u.id AND x.shown = 1 AND ", readable!("x", "u.contact_id"), " ORDER BY x.at DESC, x.id DESC LIMIT 6) n) AS latest
                  ", alive!(), "JOIN users u ON u.id = s.user_id AND u.workspace_id = h.workspace_id AND u.state <> 'disabled'
                                WHERE h.host = :host"))
}

/// Suspends the access of a contact who is deactivated: disables their user. `activated_at` is cleared
/// if they have not chosen a password yet.
pub fn suspend(contact: ContactId) -> Follower {
    Follower::new(follows!(
        "UPDATE users SET state = 'disabled', activated_at = CASE state WHEN 'invited' THEN NULL ELSE activated_at END, version = version + 1
         WHERE contact_id = :contact AND state <> 'disabled' AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("contact", contact)
}

/// Restores the access of a contact that deactivating them suspended. If they never chose a password,
/// it is revoked instead, and they have to be invited again.
pub fn resume(contact: ContactId) -> Follower {
    Follower::new(follows!(
        "UPDATE users SET state = CASE WHEN activated_at IS NULL THEN 'disabled' ELSE 'active' END,
           revoked_at = CASE WHEN activated_at IS NULL THEN (SELECT at FROM it) END, version = version + 1
         WHERE contact_id = :contact AND state = 'disabled' AND revoked_at IS NULL AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("contact", contact)
}

/// Gives the user of a contact the contact's name and email address. A temporary password that was
/// mailed to another address stops working.
pub fn set_name_and_email(contact: ContactId, name: &str, email: &str) -> Follower {
    Follower::new(follows!(
        "UPDATE users SET name = :name, sort_name = :sort_name, version = version + 1,
           password = CASE WHEN state = 'invited' AND email <> :email THEN NULL ELSE password END,
           temporary_until = CASE WHEN state = 'invited' AND email <> :email THEN (SELECT at FROM it) ELSE temporary_until END,
           email = :email
         WHERE contact_id = :contact AND (name <> :name OR email <> :email) AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("contact", contact)
    .bind("name", name)
    .bind("email", email)
    .bind("sort_name", folded(name))
}

/// Makes a contact a user who is invited, or invites again whoever they are.
pub fn invite_contact(user: UserId, contact: ContactId, role: Role) -> Follower {
    Follower::new(follows!(
        "INSERT INTO users (id, workspace_id, face, contact_id, email, name, sort_name, role, state, invited_at)
         SELECT :user, it.workspace_id, 'client', c.id, lower(c.email), c.name, c.sort_name, :role, 'invited', it.at
         FROM it JOIN contacts c ON c.id = :contact AND c.workspace_id = it.workspace_id WHERE true
         ON CONFLICT (id) DO UPDATE SET state = 'invited', invited_at = excluded.invited_at, role = excluded.role, email = excluded.email,
           name = excluded.name, sort_name = excluded.sort_name, password = NULL, temporary_until = NULL, activated_at = NULL, revoked_at = NULL,
           version = version + 1"
    ))
    .bind("user", user)
    .bind("contact", contact)
    .bind("role", role.word())
}

/// Inserts a member of staff who is invited.
pub fn invite(user: UserId, name: &str, email: &str, role: Role) -> Follower {
    Follower::new(follows!(
        "INSERT INTO users (id, workspace_id, face, email, name, sort_name, role, state, invited_at)
         SELECT :user, it.workspace_id, 'ops', :email, :name, :sort_name, :role, 'invited', it.at FROM it"
    ))
    .bind("user", user)
    .bind("name", name)
    .bind("email", email)
    .bind("role", role.word())
    .bind("sort_name", folded(name))
}

/// Invites a user again: deletes their password, so that the next mail brings a new one.
pub fn invite_again(user: UserId) -> Follower {
    Follower::new(follows!(
        "UPDATE users SET state = 'invited', invited_at = (SELECT at FROM it), password = NULL, temporary_until = NULL, activated_at = NULL,
           revoked_at = NULL, version = version + 1
         WHERE id = :user AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("user", user)
}

/// Disables a user and records that their access or their invitation was revoked.
pub fn revoke(user: UserId) -> Follower {
    Follower::new(follows!(
        "UPDATE users SET state = 'disabled', revoked_at = (SELECT at FROM it), temporary_until = NULL, version = version + 1
         WHERE id = :user AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("user", user)
}

/// Restores the access of a user who had chosen a password, with the password and factors they had.
pub fn restore(user: UserId) -> Follower {
    Follower::new(follows!(
        "UPDATE users SET state = 'active', revoked_at = NULL, version = version + 1
         WHERE id = :user AND activated_at IS NOT NULL AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("user", user)
}

/// Sets the role, and increases the version even if only other rights change.
pub fn set_role(user: UserId, role: Role) -> Follower {
    Follower::new(follows!(
        "UPDATE users SET role = :role, version = version + 1 WHERE id = :user AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("user", user)
    .bind("role", role.word())
}

/// Updates how many factors a user has, after a second factor was added or removed.
pub fn count_factors(user: UserId) -> Follower {
    Follower::new(follows!(
        "UPDATE users SET factors = 1 + (
           EXISTS (SELECT 1 FROM authenticators a WHERE a.user_id = users.id AND a.confirmed_at IS NOT NULL)
           OR EXISTS (SELECT 1 FROM passkeys p WHERE p.user_id = users.id))
         WHERE id = :user AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("user", user)
}

/// Merges the access of the contact `from` into `to`. If `to` has no user, the user of `from` moves to
/// them with its rights. Otherwise the user of `from` is disabled, and gives up its address if `email`,
/// the address of the merged contact, is the same.
pub fn merge_access(from: ContactId, to: ContactId, email: &str) -> [Follower; 5] {
    let both = |sql| Follower::new(sql).bind("from", from).bind("to", to);
    [
        both(follows!(
                "DELETE FROM grants WHERE contact_id = :to AND workspace_id = (SELECT workspace_id FROM it)
                 AND NOT EXISTS (SELECT 1 FROM users u WHERE u.contact_id = :to) AND EXISTS (SELECT 1 FROM users u WHERE u.contact_id = :from)"
            )),
        both(follows!(
                "INSERT OR IGNORE INTO grants (workspace_id, contact_id, name) SELECT it.workspace_id, :to, g.name
                 FROM it JOIN grants g ON g.contact_id = :from JOIN users u ON u.contact_id = :from
                 WHERE NOT EXISTS (SELECT 1 FROM users x WHERE x.contact_id = :to)"
            )),
        Follower::new(follows!("DELETE FROM grants WHERE contact_id = :from AND workspace_id = (SELECT workspace_id FROM it)"))
            .bind("from", from),
        both(follows!(
                "UPDATE users SET contact_id = :to, version = version + 1,
                   revoked_at = CASE state WHEN 'disabled' THEN coalesce(revoked_at, (SELECT at FROM it)) ELSE revoked_at END
                 WHERE contact_id = :from AND workspace_id = (SELECT workspace_id FROM it)
                   AND NOT EXISTS (SELECT 1 FROM users x WHERE x.contact_id = :to)"
            )),
        Follower::new(follows!(
            "UPDATE users SET state = 'disabled', revoked_at = coalesce(revoked_at, (SELECT at FROM it)), temporary_until = NULL,
               email = CASE email WHEN :email THEN id || '@merged.invalid' ELSE email END, version = version + 1
             WHERE contact_id = :from AND workspace_id = (SELECT workspace_id FROM it)"
        ))
        .bind("from", from)
        .bind("email", email),
    ]
}
