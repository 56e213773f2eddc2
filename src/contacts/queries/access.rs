//! Statements about the access of contacts to the portal, and about their rights.
use super::super::access::{ContactAccess, ContactInvitation, RightsChange};
use crate::{
    db::{
        page::{Cursor, most},
        query::{Query, as_json},
        scope::{Scope, staff},
        write::{Follower, Write, begins, follows},
    },
    kit::ids::{ContactId, UserId},
    mail::{self, Recipients},
    sessions::{self, jobs::Activation},
    users::{self, Grant},
};

/// Selects the columns of a [`ContactAccess`] from the contact `c` and its user `u`.
macro_rules! contact_access {
    ($($from:tt)+) => {
        concat!(
            "SELECT c.id AS contact, c.name, coalesce(u.sort_name, c.sort_name) AS sort_name, c.email, u.id AS user, u.email AS login, u.role, u.state, u.invited_at, u.temporary_until, u.activated_at, u.revoked_at,
             (SELECT max(s.created_at) FROM sessions s WHERE s.user_id = u.id) AS signed_in_at,
             (SELECT json_group_array(g.name) FROM grants g WHERE g.contact_id = c.id) AS grants,
             coalesce((SELECT group_concat(name, ', ') FROM (SELECT a.name FROM memberships m JOIN accounts a ON a.id = m.account_id
               WHERE m.contact_id = c.id ORDER BY a.sort_name, a.id LIMIT 5)), '') AS accounts,
             EXISTS (SELECT 1 FROM users o WHERE o.workspace_id = c.workspace_id AND o.face = 'client' AND o.email = lower(c.email)
               AND o.contact_id <> c.id) AS is_taken, c.deactivated_at IS NOT NULL AS is_inactive,
             coalesce(u.factors, 1) AS factors, coalesce(u.version, 0) AS version ",
            $($from)+
        )
    };
}

/// Selects one contact and their access.
pub fn contact_access(scope: &Scope, contact: ContactId) -> Query<Option<ContactAccess>> {
    scope.query(staff!(contact_access!(
        "FROM me JOIN contacts c ON c.workspace_id = me.workspace_id AND c.id = :contact LEFT JOIN users u ON u.contact_id = c.id"
    )))
    .bind("contact", contact)
}

/// How many portal users a page shows.
pub const PER_PAGE: usize = 50;

/// Selects a page of everybody who was ever invited, sorted by name.
pub fn portal_users(scope: &Scope, from: &Cursor) -> Query<Vec<ContactAccess>> {
    scope.query(staff!(contact_access!(
        "FROM me JOIN users u ON u.workspace_id = me.workspace_id AND u.face = 'client' AND (u.sort_name, u.id) > (:after, :after_id)
         JOIN contacts c ON c.id = u.contact_id ORDER BY u.sort_name, u.id LIMIT :most"
    )))
    .bind("after", from.key())
    .bind("after_id", from.id())
    .bind("most", most(PER_PAGE))
}

/// Selects a page of the portal users in one state, sorted by name.
pub fn portal_users_in(scope: &Scope, state: &str, from: &Cursor) -> Query<Vec<ContactAccess>> {
    scope.query(staff!(contact_access!(
        "FROM me JOIN users u ON u.workspace_id = me.workspace_id AND u.face = 'client' AND u.state = :state AND (u.sort_name, u.id) > (:after, :after_id)
         JOIN contacts c ON c.id = u.contact_id ORDER BY u.sort_name, u.id LIMIT :most"
    )))
    .bind("state", state)
    .bind("after", from.key())
    .bind("after_id", from.id())
    .bind("most", most(PER_PAGE))
}

/// Replaces the rights of a contact.
pub fn set_grants(contact: ContactId, grants: &[Grant]) -> [Follower; 2] {
    [
        Follower::new(follows!(
            "DELETE FROM grants WHERE contact_id = :contact AND workspace_id = (SELECT workspace_id FROM it)"
        ))
        .bind("contact", contact),
        Follower::new(follows!(
            "INSERT INTO grants (workspace_id, contact_id, name)
             SELECT it.workspace_id, :contact, n.value FROM it JOIN json_each(:grants) n"
        ))
        .bind("contact", contact)
        .bind("grants", as_json(&grants)),
    ]
}

/// Invites the contact: inserts or updates their user, sets their rights and queues the activation
/// mail. Of two invitations at once, the second is refused.
pub fn invite(it: &ContactInvitation, seen: i64) -> Write {
    Write::begin(
        "client_invited",
        it.contact,
        begins!(
            staff,
            "JOIN contacts c ON c.workspace_id = me.workspace_id AND c.id = :contact AND c.deactivated_at IS NULL LEFT JOIN users u ON u.contact_id = c.id
             WHERE coalesce(u.version, 0) = :seen AND EXISTS (SELECT 1 FROM memberships m WHERE m.contact_id = c.id) AND coalesce(u.state, 'invited') <> 'active'
               AND NOT EXISTS (SELECT 1 FROM users o WHERE o.workspace_id = me.workspace_id AND o.face = 'client' AND o.email = lower(c.email)
                 AND o.contact_id <> c.id)"
        ),
    )
    .bind("contact", it.contact)
    .bind("seen", seen)
    .note(it.note.as_str())
    .with([users::invite_contact(it.user, it.contact, it.role)])
    .with(set_grants(it.contact, &it.grants))
    .with([sessions::end_of(it.user), mail::to(Recipients::User(it.user), &Activation)])
}

/// Joins the active contact `:contact` and their user `u`, who has the version that the page showed
/// and is in one of these states.
macro_rules! unmoved {
    ($states:literal) => {
        concat!(
            "JOIN contacts c ON c.workspace_id = me.workspace_id AND c.id = :contact AND c.deactivated_at IS NULL
             JOIN users u ON u.contact_id = c.id AND u.version = :seen AND u.state IN ",
            $states
        )
    };
}

/// Sends the activation mail again: deletes the old temporary password and ends the sessions.
pub fn invite_again(contact: ContactId, user: UserId, seen: i64) -> Write {
    Write::begin("client_invited_again", contact, begins!(staff, unmoved!("('invited')")))
        .bind("contact", contact)
        .bind("seen", seen)
        .with([
            users::invite_again(user),
            sessions::end_of(user),
            mail::to(Recipients::User(user), &Activation),
        ])
}

/// Revokes an invitation or the access of an active user, and ends their sessions.
pub fn remove(contact: ContactId, user: UserId, seen: i64) -> Write {
    Write::begin(
        "client_access_removed",
        contact,
        begins!(staff, unmoved!("('invited', 'active')")),
    )
    .bind("contact", contact)
    .bind("seen", seen)
    .with([users::revoke(user), sessions::end_of(user)])
}

/// Restores access that was removed from a user who had chosen a password.
pub fn restore(contact: ContactId, user: UserId, seen: i64) -> Write {
    Write::begin(
        "client_access_restored",
        contact,
        begins!(
            staff,
            unmoved!("('disabled') AND u.revoked_at IS NOT NULL AND u.activated_at IS NOT NULL")
        ),
    )
    .bind("contact", contact)
    .bind("seen", seen)
    .with([users::restore(user)])
}

/// Changes the role and the rights of a portal user.
pub fn change(it: &RightsChange, seen: i64) -> Write {
    Write::begin(
        "client_rights_changed",
        it.contact,
        begins!(staff, unmoved!("('invited', 'active')")),
    )
    .bind("contact", it.contact)
    .bind("seen", seen)
    .note(it.note.as_str())
    .with([users::set_role(it.user, it.role)])
    .with(set_grants(it.contact, &it.grants))
}
