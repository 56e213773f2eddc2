//! Statements about contacts.
use super::{Contact, Invitation, Membership};
use crate::{
    kit::ids::ContactId,
    outbox,
    query::Query,
    scope::{Scope, staff},
    write::{Write, begins, follows},
};

/// The columns of a [`Contact`], of `c` and its user `u`.
macro_rules! contact {
    ($($from:tt)+) => {
        concat!(
            "SELECT c.id, c.name, c.email, c.phone, c.title, c.notes, c.version, u.id AS user_id, u.role, u.state, u.invited_at, u.temporary_until,
               coalesce((SELECT group_concat(name, ', ') FROM (SELECT a.name FROM memberships m JOIN accounts a ON a.id = m.account_id
                 WHERE m.contact_id = c.id ORDER BY a.name LIMIT 5)), '') AS accounts ",
            $($from)+
        )
    };
}

/// Contacts from a name on, in the order of their names.
pub fn contacts(scope: &Scope, from: &str, most: i64) -> Query<Vec<Contact>> {
    scope.query(
        staff!(contact!(
            "FROM me JOIN contacts c ON c.workspace_id = me.workspace_id AND c.name >= ?4
             LEFT JOIN users u ON u.contact_id = c.id ORDER BY c.name LIMIT ?5"
        )),
        [from.into(), most.into()],
    )
}

pub fn contact(scope: &Scope, id: ContactId) -> Query<Option<Contact>> {
    scope.query(
        staff!(contact!(
            "FROM me JOIN contacts c ON c.workspace_id = me.workspace_id AND c.id = ?4 LEFT JOIN users u ON u.contact_id = c.id"
        )),
        [id.into()],
    )
}

pub fn memberships(scope: &Scope, contact: ContactId) -> Query<Vec<Membership>> {
    scope.query(
        staff!(
            "SELECT a.id, a.name, coalesce((SELECT group_concat(t.registration, ', ') FROM account_tails l JOIN tails t ON t.id = l.tail_id
               WHERE l.account_id = a.id), '') AS tails
             FROM me JOIN memberships m ON m.workspace_id = me.workspace_id AND m.contact_id = ?4
             JOIN accounts a ON a.id = m.account_id ORDER BY a.name LIMIT 50"
        ),
        [contact.into()],
    )
}

/// Makes the contact a user who is invited, and has the activation mail sent.
pub fn invite(it: &Invitation) -> Write {
    Write::begin(
        "client_invited",
        it.contact,
        begins!(
            staff,
            "JOIN contacts c ON c.workspace_id = me.workspace_id AND c.id = ?12 AND c.version = ?13
             LEFT JOIN users u ON u.contact_id = c.id WHERE coalesce(u.state, 'invited') <> 'active'"
        ),
        [it.contact.into(), it.version.into()],
    )
    .then(
        follows!(
            "INSERT INTO users (id, workspace_id, face, contact_id, email, name, role, state, invited_at)
             SELECT ?2, it.workspace_id, 'client', c.id, lower(c.email), c.name, ?4, 'invited', it.at
             FROM it JOIN contacts c ON c.id = ?3 WHERE true
             ON CONFLICT (id) DO UPDATE SET state = 'invited', invited_at = excluded.invited_at, role = excluded.role, email = excluded.email,
               password = NULL, temporary_until = NULL"
        ),
        [it.user.into(), it.contact.into(), it.role.word().into()],
    )
    .then(
        follows!("UPDATE contacts SET version = version + 1 WHERE id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"),
        [it.contact.into()],
    )
    .with([outbox::to_user_activation(it.user)])
}
