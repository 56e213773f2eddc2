//! Statements about contacts.
pub mod access;
mod changes;
mod merging;
mod own;
pub use own::{move_to, set_own_details};
pub use {changes::*, merging::*};

use super::{Contact, Membership, access::ContactAccess};
use crate::{
    accounts::{self, AccountChoice},
    db::{
        query::{Batch, Query},
        scope::{Scope, staff},
    },
    kit::ids::ContactId,
    search::{ListFilter, bindings, found},
};
use serde::Deserialize;

/// Selects the columns of a [`Contact`] from the contact `c` and its user `u`.
macro_rules! contact {
    ($($from:tt)+) => {
        concat!(
            "SELECT c.id, c.name, c.sort_name, c.email, coalesce((SELECT f.words FROM address_faults f WHERE f.workspace_id = c.workspace_id AND f.email = lower(c.email)), '') AS email_fault, c.phone, c.title, c.notes, c.version, c.deactivated_at, c.merged_into, u.state, u.temporary_until, u.revoked_at,
             coalesce((SELECT group_concat(name, ', ') FROM (SELECT a.name FROM memberships m JOIN accounts a ON a.id = m.account_id
               WHERE m.contact_id = c.id ORDER BY a.sort_name, a.id LIMIT 5)), '') AS accounts ",
            $($from)+
        )
    };
}

/// Selects a page of contacts sorted by name, or those that a search finds.
pub fn contacts(scope: &Scope, filter: &ListFilter) -> Query<Vec<Contact>> {
    let sql = match (filter.typed(), filter.show) {
        (Some(_), _) => staff!(
            found!("contact"),
            contact!(
                "FROM me CROSS JOIN hits h CROSS JOIN contacts c ON c.id = h.id AND c.workspace_id = me.workspace_id
                 LEFT JOIN users u ON u.contact_id = c.id
                 WHERE :show = 'all' OR (c.deactivated_at IS NULL) = (:show = 'active') ORDER BY c.sort_name, c.id LIMIT :most"
            )
        ),
        (None, "all") => staff!(contact!(
            "FROM me JOIN contacts c ON c.workspace_id = me.workspace_id AND (c.sort_name, c.id) > (:after, :after_id)
             LEFT JOIN users u ON u.contact_id = c.id WHERE :show = 'all' ORDER BY c.sort_name, c.id LIMIT :most"
        )),
        (None, _) => staff!(contact!(
            "FROM me JOIN contacts c ON c.workspace_id = me.workspace_id AND (c.deactivated_at IS NULL) = (:show = 'active')
               AND (c.sort_name, c.id) > (:after, :after_id)
             LEFT JOIN users u ON u.contact_id = c.id ORDER BY c.sort_name, c.id LIMIT :most"
        )),
    };
    scope.query(sql).bind_all(bindings(filter))
}

/// Selects one contact.
pub fn contact(scope: &Scope, id: ContactId) -> Query<Option<Contact>> {
    scope.query(staff!(contact!(
        "FROM me JOIN contacts c ON c.workspace_id = me.workspace_id AND c.id = :id LEFT JOIN users u ON u.contact_id = c.id"
    )))
    .bind("id", id)
}

/// What the page of a contact shows: the contact, their access, their accounts, and the accounts found.
pub type File = (Option<Contact>, Option<ContactAccess>, Vec<Membership>, Vec<AccountChoice>);

/// Selects what the page of a contact shows, with the accounts that the words `find` match.
pub fn file(scope: &Scope, id: ContactId, find: &str) -> impl Batch<Answers = File> {
    (
        contact(scope, id),
        access::contact_access(scope, id),
        memberships(scope, id),
        accounts::matching(scope, find),
    )
}

/// Selects the accounts that a contact belongs to.
pub fn memberships(scope: &Scope, contact: ContactId) -> Query<Vec<Membership>> {
    scope.query(staff!(
        "SELECT a.id, a.name, coalesce((SELECT group_concat(t.registration, ', ') FROM account_tails l JOIN tails t ON t.id = l.tail_id
           WHERE l.account_id = a.id), '') AS tails
         FROM me JOIN memberships m ON m.workspace_id = me.workspace_id AND m.contact_id = :contact
         JOIN accounts a ON a.id = m.account_id ORDER BY a.sort_name, a.id LIMIT 50"
    ))
    .bind("contact", contact)
}

/// Another contact with the same address.
#[derive(Debug, Clone, Deserialize)]
pub struct ContactNamesake {
    pub id: ContactId,
    pub name: String,
    /// Whether they sign in with the address.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub has_user: bool,
}

/// Selects the other contacts who have this address or sign in with it; those who sign in come first.
pub fn namesakes(
    scope: &Scope,
    email: &str,
    but: Option<ContactId>,
) -> Query<Vec<ContactNamesake>> {
    scope.query(staff!(
        "SELECT c.id, c.name, max(n.has_user) AS has_user FROM me JOIN (
           SELECT x.id, x.workspace_id, 0 AS has_user FROM me JOIN contacts x ON x.workspace_id = me.workspace_id AND x.email = :email AND x.merged_into IS NULL
           UNION ALL
           SELECT u.contact_id, u.workspace_id, 1 FROM me JOIN users u ON u.workspace_id = me.workspace_id AND u.face = 'client' AND u.email = :email
         ) n JOIN contacts c ON c.id = n.id AND c.workspace_id = me.workspace_id
         WHERE :email <> '' AND c.id IS NOT :but GROUP BY c.id ORDER BY has_user DESC, c.sort_name, c.id LIMIT 5"
    ))
    .bind("email", email)
    .bind("but", but)
}
