//! Statements about the access of contacts to the portal, and what they may do there.
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

/// The columns of an [`ContactAccess`], of the contact `c` and its user `u`.
macro_rules! entry {
    ($($from:tt)+) => {
        concat!(
            "SELECT c.id AS contact, c.name, coalesce(u.sort_name, c.sort_name) AS sort_name, c.email, u.id AS user, u.email AS login, u.role, u.state, u.invited_at, u.temporary_until, u.activated_at, u.revoked_at,
               (SELECT max(s.created_at) FROM sessions s WHERE s.user_id = u.id) AS signed_in_at,
               (SELECT json_group_array(g.name) FROM grants g WHERE g.contact_id = c.id) AS grants,
               coalesce((SELECT group_concat(name, ', ') FROM (SELECT a.name FROM memberships m JOIN accounts a ON a.id = m.account_id
                 WHERE m.contact_id = c.id ORDER BY a.name LIMIT 5)), '') AS accounts,
               EXISTS (SELECT 1 FROM users o WHERE o.workspace_id = c.workspace_id AND o.face = 'client' AND o.email = lower(c.email)
                 AND o.contact_id <> c.id) AS is_taken, c.deactivated_at IS NOT NULL AS is_inactive,
               coalesce(u.factors, 1) AS factors, coalesce(u.version, 0) AS version ",
            $($from)+
        )
    };
}

pub fn entry(scope: &Scope, contact: ContactId) -> Query<Option<ContactAccess>> {
    scope.named(staff!(entry!(
        "FROM me JOIN contacts c ON c.workspace_id = me.workspace_id AND c.id = :contact LEFT JOIN users u ON u.contact_id = c.id"
    )))
        .bind("contact", contact)
}

/// Portal users on a page.
pub const PER_PAGE: usize = 50;

/// A page of everybody who was ever invited, by name.
pub fn entries(scope: &Scope, from: &Cursor) -> Query<Vec<ContactAccess>> {
    scope.named(staff!(entry!(
        "FROM me JOIN users u ON u.workspace_id = me.workspace_id AND u.face = 'client' AND (u.sort_name, u.id) > (:after, :after_id)
         JOIN contacts c ON c.id = u.contact_id ORDER BY u.sort_name, u.id LIMIT :most"
    )))
        .bind("after", from.key())
        .bind("after_id", from.id())
        .bind("most", most(PER_PAGE))
}

/// The same, of those in one state.
pub fn entries_in(scope: &Scope, state: &str, from: &Cursor) -> Query<Vec<ContactAccess>> {
    scope.named(staff!(entry!(
        "FROM me JOIN users u ON u.workspace_id = me.workspace_id AND u.face = 'client' AND u.state = :state AND (u.sort_name, u.id) > (:after, :after_id)
         JOIN contacts c ON c.id = u.contact_id ORDER BY u.sort_name, u.id LIMIT :most"
    )))
        .bind("state", state)
        .bind("after", from.key())
        .bind("after_id", from.id())
        .bind("most", most(PER_PAGE))
}

/// What a contact may do from now on: these and no others.
pub fn set_grants(contact: ContactId, grants: &[Grant]) -> [Follower; 2] {
    [
        Follower::named(follows!(
            "DELETE FROM grants WHERE contact_id = :contact AND workspace_id = (SELECT workspace_id FROM it)"
        ))
            .bind("contact", contact),
        Follower::named(follows!(
            "INSERT INTO grants (workspace_id, contact_id, name)
             SELECT it.workspace_id, :contact, n.value FROM it JOIN json_each(:grants) n"
        ))
            .bind("contact", contact)
            .bind("grants", as_json(&grants)),
    ]
}

/// Makes the contact a user who is invited, and has the activation mail sent. Of two who do so at
/// once, one does.
pub fn invite(it: &ContactInvitation, seen: i64) -> Write {
    Write::named(
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

/// Of a contact's user who is as they were when the page was made, and in one of these states.
macro_rules! unmoved {
    ($states:literal) => {
        concat!(
            "JOIN contacts c ON c.workspace_id = me.workspace_id AND c.id = :contact AND c.deactivated_at IS NULL
             JOIN users u ON u.contact_id = c.id AND u.version = :seen AND u.state IN ",
            $states
        )
    };
}

pub fn invite_again(contact: ContactId, user: UserId, seen: i64) -> Write {
    Write::named("client_invited_again", contact, begins!(staff, unmoved!("('invited')")))
        .bind("contact", contact)
        .bind("seen", seen)
        .with([
            users::invite_again(user),
            sessions::end_of(user),
            mail::to(Recipients::User(user), &Activation),
        ])
}

/// Ends access with the next request, sessions and whatever was mailed included.
pub fn remove(contact: ContactId, user: UserId, seen: i64) -> Write {
    Write::named(
        "client_access_removed",
        contact,
        begins!(staff, unmoved!("('invited', 'active')")),
    )
    .bind("contact", contact)
    .bind("seen", seen)
    .with([users::revoke(user), sessions::end_of(user)])
}

pub fn restore(contact: ContactId, user: UserId, seen: i64) -> Write {
    Write::named(
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

pub fn change(it: &RightsChange, seen: i64) -> Write {
    Write::named(
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
