//! Statements about colleagues.
use super::{AccountUser, AccountUserInvitation, Addition};
use crate::{
    accounts::AccountChoice,
    contacts::{self, Grants},
    db::{
        page::{Cursor, most},
        query::{Query, Value, as_json},
        scope::{Scope, anyone, client},
        write::{Write, begins},
    },
    kit::ids::{ContactId, UserId},
    mail::{self, Recipients},
    sessions::{self, jobs::Activation},
    users::{self, Grant, Role},
};
use serde::Deserialize;

/// The columns of a [`AccountUser`], of the contact `c` and its user `u`.
macro_rules! account_user {
    ($($from:tt)+) => {
        concat!(
            "SELECT c.id AS contact, c.name, c.sort_name, coalesce(u.email, c.email) AS email, u.id AS user, u.role, u.state, u.temporary_until, u.activated_at, u.revoked_at,
               (SELECT json_group_array(g.name) FROM grants g WHERE g.contact_id = c.id) AS grants,
               coalesce((SELECT group_concat(name, ', ') FROM (SELECT a.name FROM my_accounts m JOIN memberships o ON o.account_id = m.account_id AND o.contact_id = c.id
                 JOIN accounts a ON a.id = m.account_id ORDER BY a.name LIMIT 5)), '') AS accounts,
               EXISTS (SELECT 1 FROM memberships o WHERE o.contact_id = c.id AND o.account_id NOT IN (SELECT account_id FROM my_accounts)) AS is_shared,
               coalesce(u.state, '') = 'disabled' AND coalesce((SELECT e.face FROM events e INDEXED BY events_by_subject WHERE e.workspace_id = c.workspace_id AND e.subject_id = c.id
                 AND e.action = 'client_access_removed' ORDER BY e.at DESC, e.id DESC LIMIT 1), 'ops') <> 'client' AS is_withheld,
               c.deactivated_at IS NOT NULL AS is_inactive, coalesce(u.version, 0) AS version ",
            $($from)+
        )
    };
}

/// Colleagues on a page.
pub const PER_PAGE: usize = 50;

/// A page of the people of the visitor's accounts by name. Whoever is inactive and never had access
/// is left out.
pub fn people(scope: &Scope, from: &Cursor) -> Query<Vec<AccountUser>> {
    scope.named(client!(account_user!(
        "FROM (SELECT DISTINCT o.contact_id FROM my_accounts m JOIN memberships o ON o.account_id = m.account_id) x
         JOIN contacts c ON c.id = x.contact_id AND (c.sort_name, c.id) > (:after, :after_id) LEFT JOIN users u ON u.contact_id = c.id
         WHERE c.merged_into IS NULL AND (c.deactivated_at IS NULL OR u.id IS NOT NULL) ORDER BY c.sort_name, c.id LIMIT :most"
    )))
        .bind("after", from.key())
        .bind("after_id", from.id())
        .bind("most", most(PER_PAGE))
}

/// Of a contact `c` of one of the visitor's accounts.
macro_rules! of_mine {
    () => {
        "EXISTS (SELECT 1 FROM my_accounts m JOIN memberships o ON o.account_id = m.account_id AND o.contact_id = c.id)"
    };
}

pub fn person(scope: &Scope, id: ContactId) -> Query<Option<AccountUser>> {
    scope.named(client!(account_user!(
        "FROM me JOIN contacts c ON c.workspace_id = me.workspace_id AND c.id = :id AND c.merged_into IS NULL LEFT JOIN users u ON u.contact_id = c.id WHERE ",
        of_mine!()
    )))
        .bind("id", id)
}

/// Those of the visitor's accounts who have an address.
pub fn people_at(scope: &Scope, email: &str) -> Query<Vec<AccountUser>> {
    scope.named(client!(account_user!(
        "FROM me JOIN contacts c ON c.workspace_id = me.workspace_id AND c.email = :email AND c.merged_into IS NULL LEFT JOIN users u ON u.contact_id = c.id WHERE ",
        of_mine!(),
        " LIMIT 2"
    )))
        .bind("email", email)
}

#[derive(Debug, Clone, Copy, Deserialize)]
pub struct AddressUse {
    pub people: i64,
}

/// How many people the workspace knows by an address, whosever they are. Nothing else is told of them.
pub fn known(scope: &Scope, email: &str) -> Query<Option<AddressUse>> {
    scope.named(anyone!(
        "SELECT count(*) AS people FROM (
           SELECT c.id FROM me JOIN contacts c ON c.workspace_id = me.workspace_id AND c.email = :email AND c.merged_into IS NULL
           UNION SELECT u.contact_id FROM me JOIN users u ON u.workspace_id = me.workspace_id AND u.face = 'client' AND u.email = :email)"
    ))
        .bind("email", email)
}

pub fn accounts(scope: &Scope) -> Query<Vec<AccountChoice>> {
    scope.named(client!(
        "SELECT a.id, a.name FROM my_accounts m JOIN accounts a ON a.id = m.account_id AND a.deactivated_at IS NULL ORDER BY a.name LIMIT 50"
    ))
}

/// What the visitor must have at the moment of writing: the right to manage users, and all they give.
fn held(given: &[Grant]) -> Value {
    let held: Vec<_> = given.iter().chain([&Grant::ManageUsers]).collect();
    as_json(&held)
}

/// Adds somebody whom nobody in the workspace knows yet, and lets them in.
pub fn add(it: &Addition) -> Write {
    let note = format!(
        "{}, {}. {}",
        it.person.name,
        it.person.email_or_empty(),
        Grants::given(it.role, &it.grants)
    );
    Write::named(
        "client_invited",
        it.contact,
        begins!(
            client,
            "JOIN my_accounts m ON m.account_id = :account
             WHERE NOT EXISTS (SELECT 1 FROM json_each(:grants) n WHERE n.value NOT IN (SELECT g.name FROM grants g WHERE g.contact_id = me.contact_id))
               AND NOT EXISTS (SELECT 1 FROM contacts c WHERE c.workspace_id = me.workspace_id AND c.email = :email_or_empty AND c.merged_into IS NULL)
               AND NOT EXISTS (SELECT 1 FROM users u WHERE u.workspace_id = me.workspace_id AND u.face = 'client' AND u.email = :email_or_empty)"
        ),
    )
    .bind("account", it.account)
    .bind("email_or_empty", it.person.email_or_empty())
    .bind("grants", held(&it.grants))
    .note(note)
    .with(contacts::make(it.contact, &it.person))
    .with([
        contacts::join(it.contact, it.account),
        users::invite_contact(it.user, it.contact, it.role),
    ])
    .with(contacts::set_grants(it.contact, &it.grants))
    .with([mail::to(Recipients::User(it.user), &Activation)])
}

/// Of a colleague `c` and their user `u` as they were when the page was made, all of whose accounts
/// are the visitor's, and who is not the visitor; for a visitor who still has what they give.
macro_rules! unmoved {
    ($and:literal) => {
        concat!(
            "JOIN contacts c ON c.workspace_id = me.workspace_id AND c.id = :contact AND c.id <> me.contact_id AND c.deactivated_at IS NULL AND c.merged_into IS NULL
             LEFT JOIN users u ON u.contact_id = c.id
             WHERE coalesce(u.version, 0) = :seen AND ", of_mine!(),
            " AND NOT EXISTS (SELECT 1 FROM memberships o WHERE o.contact_id = c.id AND o.account_id NOT IN (SELECT account_id FROM my_accounts))
              AND NOT EXISTS (SELECT 1 FROM json_each(:held) n WHERE n.value NOT IN (SELECT g.name FROM grants g WHERE g.contact_id = me.contact_id))
              AND ",
            $and
        )
    };
}

/// A change of a contact who is as they were when the page was made, by somebody who still has what
/// they give.
fn change_of(
    (action, guard): (&'static str, &'static str),
    contact: ContactId,
    seen: i64,
    given: &[Grant],
) -> Write {
    Write::named(action, contact, guard)
        .bind("contact", contact)
        .bind("seen", seen)
        .bind("held", held(given))
}

pub fn invite(it: &AccountUserInvitation, given: &[Grant], seen: i64) -> Write {
    change_of(("client_invited", begins!(
            client,
            unmoved!("coalesce(u.state, 'disabled') = 'disabled' AND u.activated_at IS NULL AND NOT EXISTS (SELECT 1 FROM users o
               WHERE o.workspace_id = me.workspace_id AND o.face = 'client' AND o.email = lower(c.email) AND o.contact_id <> c.id)")
        )), it.contact, seen, given)
    .note(Grants::given(it.role, &it.grants))
    .with([users::invite_contact(it.user, it.contact, it.role)])
    .with(contacts::set_grants(it.contact, &it.grants))
    .with([mail::to(Recipients::User(it.user), &Activation)])
}

pub fn invite_again(contact: ContactId, user: UserId, seen: i64) -> Write {
    change_of(
        ("client_invited_again", begins!(client, unmoved!("u.state = 'invited'"))),
        contact,
        seen,
        &[],
    )
    .with([
        users::invite_again(user),
        sessions::end_of(user),
        mail::to(Recipients::User(user), &Activation),
    ])
}

pub fn remove(contact: ContactId, user: UserId, seen: i64) -> Write {
    change_of(
        ("client_access_removed", begins!(client, unmoved!("u.state IN ('invited', 'active')"))),
        contact,
        seen,
        &[],
    )
    .with([users::revoke(user), sessions::end_of(user)])
}

pub fn restore(contact: ContactId, user: UserId, seen: i64) -> Write {
    change_of(("client_access_restored", begins!(
            client,
            unmoved!(
                "u.state = 'disabled' AND u.revoked_at IS NOT NULL AND u.activated_at IS NOT NULL"
            )
        )), contact, seen, &[])
    .with([users::restore(user)])
}

/// Other rights; the role stays.
pub fn change(
    it: &AccountUser,
    (user, role): (UserId, Role),
    grants: &[Grant],
    seen: i64,
) -> Write {
    change_of(
        ("client_rights_changed", begins!(client, unmoved!("u.state IN ('invited', 'active')"))),
        it.contact,
        seen,
        &it.added(grants),
    )
    .note(it.difference(grants))
    .with([users::set_role(user, role)])
    .with(contacts::set_grants(it.contact, grants))
}
