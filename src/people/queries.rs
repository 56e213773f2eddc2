//! Statements about the people of a client's own accounts.
use super::{AccountUser, AccountUserInvitation, Addition};
use crate::{
    accounts::AccountChoice,
    contacts::{self, Grants},
    db::{
        page::{Cursor, most},
        query::{Query, as_json},
        scope::{Scope, anyone, client},
        write::{Write, begins},
    },
    kit::ids::{ContactId, UserId},
    mail::{self, Recipients},
    sessions::{self, jobs::Activation},
    users::{self, Grant, Role},
};
use serde::Deserialize;

/// Selects the columns of an [`AccountUser`] from the contact `c` and its user `u`.
macro_rules! account_user {
    ($($from:tt)+) => {
        concat!(
            "SELECT c.id AS contact, c.name, c.sort_name, coalesce(u.email, c.email) AS email, u.id AS user, u.role, u.state, u.temporary_until, u.activated_at, u.revoked_at,
             (SELECT json_group_array(g.name) FROM grants g WHERE g.contact_id = c.id) AS grants,
             coalesce((SELECT group_concat(name, ', ') FROM (SELECT a.name FROM my_accounts m JOIN memberships o ON o.account_id = m.account_id AND o.contact_id = c.id
               JOIN accounts a ON a.id = m.account_id ORDER BY a.sort_name, a.id LIMIT 5)), '') AS accounts,
             EXISTS (SELECT 1 FROM memberships o WHERE o.contact_id = c.id AND o.account_id NOT IN (SELECT account_id FROM my_accounts)) AS is_shared,
             coalesce(u.state, '') = 'disabled' AND coalesce((SELECT e.face FROM events e INDEXED BY events_by_subject WHERE e.workspace_id = c.workspace_id AND e.subject_id = c.id
               AND e.action = 'client_access_removed' ORDER BY e.at DESC, e.id DESC LIMIT 1), 'ops') <> 'client' AS is_withheld,
             c.deactivated_at IS NOT NULL AS is_inactive, coalesce(u.version, 0) AS version ",
            $($from)+
        )
    };
}

/// How many people a page shows.
pub const PER_PAGE: usize = 50;

/// Selects a page of the people of the visitor's accounts, sorted by name, without inactive people who
/// never had access.
pub fn people(scope: &Scope, from: &Cursor) -> Query<Vec<AccountUser>> {
    scope.query(client!(account_user!(
        "FROM (SELECT DISTINCT o.contact_id FROM my_accounts m JOIN memberships o ON o.account_id = m.account_id) x
         JOIN contacts c ON c.id = x.contact_id AND (c.sort_name, c.id) > (:after, :after_id) LEFT JOIN users u ON u.contact_id = c.id
         WHERE c.merged_into IS NULL AND (c.deactivated_at IS NULL OR u.id IS NOT NULL) ORDER BY c.sort_name, c.id LIMIT :most"
    )))
    .bind("after", from.key())
    .bind("after_id", from.id())
    .bind("most", most(PER_PAGE))
}

/// Whether the contact `c` belongs to one of the visitor's accounts.
macro_rules! in_my_accounts {
    () => {
        "EXISTS (SELECT 1 FROM my_accounts m JOIN memberships o ON o.account_id = m.account_id AND o.contact_id = c.id)"
    };
}

/// Selects a person of the visitor's accounts.
pub fn person(scope: &Scope, id: ContactId) -> Query<Option<AccountUser>> {
    scope.query(client!(account_user!(
        "FROM me JOIN contacts c ON c.workspace_id = me.workspace_id AND c.id = :id AND c.merged_into IS NULL LEFT JOIN users u ON u.contact_id = c.id WHERE ",
        in_my_accounts!()
    )))
    .bind("id", id)
}

/// Selects the people of the visitor's accounts who have this address, two at most.
pub fn people_at(scope: &Scope, email: &str) -> Query<Vec<AccountUser>> {
    scope.query(client!(account_user!(
        "FROM me JOIN contacts c ON c.workspace_id = me.workspace_id AND c.email = :email AND c.merged_into IS NULL LEFT JOIN users u ON u.contact_id = c.id WHERE ",
        in_my_accounts!(),
        " LIMIT 2"
    )))
    .bind("email", email)
}

/// How many people of the workspace have an address.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct AddressUse {
    pub people: i64,
}

/// Counts the people of the workspace with an address, in any account. The visitor learns nothing else
/// about them.
pub fn address_use(scope: &Scope, email: &str) -> Query<Option<AddressUse>> {
    scope.query(anyone!(
        "SELECT count(*) AS people FROM (
         SELECT c.id FROM me JOIN contacts c ON c.workspace_id = me.workspace_id AND c.email = :email AND c.merged_into IS NULL
         UNION SELECT u.contact_id FROM me JOIN users u ON u.workspace_id = me.workspace_id AND u.face = 'client' AND u.email = :email)"
    ))
    .bind("email", email)
}

/// Selects the visitor's active accounts.
pub fn accounts(scope: &Scope) -> Query<Vec<AccountChoice>> {
    scope.query(client!(
        "SELECT a.id, a.name FROM my_accounts m JOIN accounts a ON a.id = m.account_id AND a.deactivated_at IS NULL ORDER BY a.sort_name, a.id LIMIT 50"
    ))
}

/// Whether the visitor holds all the grants `:given` at the moment of writing: nobody gives away what
/// they do not have.
macro_rules! still_held {
    () => {
        "NOT EXISTS (SELECT 1 FROM json_each(:given) n WHERE n.value NOT IN (SELECT g.name FROM grants g WHERE g.contact_id = me.contact_id))"
    };
}

/// Adds a contact with a new address to one of the visitor's accounts, and invites them.
pub fn add(it: &Addition) -> Write {
    let note = format!(
        "{}, {}. {}",
        it.person.name,
        it.person.email_or_empty(),
        Grants::given(it.role, &it.grants)
    );
    Write::begin(
        "client_invited",
        it.contact,
        begins!(
            client,
            "JOIN my_accounts m ON m.account_id = :account
             WHERE ",
            still_held!(),
            " AND NOT EXISTS (SELECT 1 FROM contacts c WHERE c.workspace_id = me.workspace_id AND c.email = :email_or_empty AND c.merged_into IS NULL)
             AND NOT EXISTS (SELECT 1 FROM users u WHERE u.workspace_id = me.workspace_id AND u.face = 'client' AND u.email = :email_or_empty)"
        ),
    )
    .bind("account", it.account)
    .bind("email_or_empty", it.person.email_or_empty())
    .bind("given", as_json(&it.grants))
    .note(note)
    .with(contacts::make(it.contact, &it.person))
    .with([
        contacts::join(it.contact, it.account),
        users::invite_contact(it.user, it.contact, it.role),
    ])
    .with(contacts::set_grants(it.contact, &it.grants))
    .with([mail::to(Recipients::User(it.user), &Activation)])
}

/// Joins the contact `c`, who is not the visitor and whose accounts are all the visitor's, and their
/// user `u`, who has the version that the page showed.
macro_rules! unmoved {
    ($($and:tt)+) => {
        concat!(
            "JOIN contacts c ON c.workspace_id = me.workspace_id AND c.id = :contact AND c.id <> me.contact_id AND c.deactivated_at IS NULL AND c.merged_into IS NULL
             LEFT JOIN users u ON u.contact_id = c.id
             WHERE coalesce(u.version, 0) = :seen AND ", in_my_accounts!(),
            " AND NOT EXISTS (SELECT 1 FROM memberships o WHERE o.contact_id = c.id AND o.account_id NOT IN (SELECT account_id FROM my_accounts))
             AND ",
            $($and)+
        )
    };
}

/// A change of a person's access, with the bindings of [`unmoved`].
fn change_of(
    (action, guard): (&'static str, &'static str),
    contact: ContactId,
    seen: i64,
) -> Write {
    Write::begin(action, contact, guard).bind("contact", contact).bind("seen", seen)
}

/// Invites a person of the account: inserts or updates their user, sets their rights and queues the
/// activation mail.
pub fn invite(it: &AccountUserInvitation, seen: i64) -> Write {
    change_of(("client_invited", begins!(
            client,
            unmoved!(
                still_held!(),
                " AND coalesce(u.state, 'disabled') = 'disabled' AND u.activated_at IS NULL AND NOT EXISTS (SELECT 1 FROM users o
                 WHERE o.workspace_id = me.workspace_id AND o.face = 'client' AND o.email = lower(c.email) AND o.contact_id <> c.id)"
            )
        )), it.contact, seen)
    .bind("given", as_json(&it.grants))
    .note(Grants::given(it.role, &it.grants))
    .with([users::invite_contact(it.user, it.contact, it.role)])
    .with(contacts::set_grants(it.contact, &it.grants))
    .with([mail::to(Recipients::User(it.user), &Activation)])
}

/// Sends the activation mail again: deletes the old temporary password and ends the sessions.
pub fn invite_again(contact: ContactId, user: UserId, seen: i64) -> Write {
    change_of(
        ("client_invited_again", begins!(client, unmoved!("u.state = 'invited'"))),
        contact,
        seen,
    )
    .with([
        users::invite_again(user),
        sessions::end_of(user),
        mail::to(Recipients::User(user), &Activation),
    ])
}

/// Revokes an invitation or the access of an active user, and ends their sessions.
pub fn remove(contact: ContactId, user: UserId, seen: i64) -> Write {
    change_of(
        ("client_access_removed", begins!(client, unmoved!("u.state IN ('invited', 'active')"))),
        contact,
        seen,
    )
    .with([users::revoke(user), sessions::end_of(user)])
}

/// Restores access that was removed from a user who had chosen a password.
pub fn restore(contact: ContactId, user: UserId, seen: i64) -> Write {
    change_of(("client_access_restored", begins!(
            client,
            unmoved!(
                "u.state = 'disabled' AND u.revoked_at IS NOT NULL AND u.activated_at IS NOT NULL"
            )
        )), contact, seen)
    .with([users::restore(user)])
}

/// Changes the rights; the role stays.
pub fn change(
    it: &AccountUser,
    (user, role): (UserId, Role),
    grants: &[Grant],
    seen: i64,
) -> Write {
    change_of(
        (
            "client_rights_changed",
            begins!(client, unmoved!(still_held!(), " AND u.state IN ('invited', 'active')")),
        ),
        it.contact,
        seen,
    )
    .bind("given", as_json(&it.added(grants)))
    .note(it.difference(grants))
    .with([users::set_role(user, role)])
    .with(contacts::set_grants(it.contact, grants))
}
