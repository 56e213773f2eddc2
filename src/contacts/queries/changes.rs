//! Changes of contacts, their standing and their accounts.
use super::super::{Contact, Particulars};
use crate::{
    accounts,
    db::{
        query::Value,
        scope::staff,
        write::{Follower, Write, begins, follows},
    },
    kit::{
        ids::{AccountId, ContactId},
        text::folded,
    },
    mail::{self, Letter, Recipients},
    search::{self, Noun},
    sessions, users,
};

/// A contact who is new, found by name and address.
pub fn make(id: ContactId, it: &Particulars) -> impl IntoIterator<Item = Follower> {
    let made = Follower::new(
        follows!(
            "INSERT INTO contacts (id, workspace_id, name, email, phone, title, notes, sort_name, created_at)
             SELECT ?2, it.workspace_id, ?3, ?4, ?5, ?6, ?7, ?8, it.at FROM it"
        ),
        columns(id, it),
    );
    std::iter::once(made).chain(indexed(id, it))
}

/// Id and particulars, as statements that write them bind them.
fn columns(id: ContactId, it: &Particulars) -> [Value; 7] {
    [
        id.into(),
        it.name.as_str().into(),
        it.email_or_empty().into(),
        it.phone.as_str().into(),
        it.title.as_str().into(),
        it.notes.as_str().into(),
        folded(&it.name).into(),
    ]
}

fn indexed(id: ContactId, it: &Particulars) -> [Follower; 2] {
    search::indexed(Noun::Contact, id, &[&it.name, it.email_or_empty()])
}

/// Has a contact belong to an account, if they do not yet.
pub fn join(id: ContactId, account: AccountId) -> Follower {
    Follower::new(
        follows!(
            "INSERT OR IGNORE INTO memberships (workspace_id, contact_id, account_id) SELECT it.workspace_id, ?2, ?3 FROM it"
        ),
        [id.into(), account.into()],
    )
}

/// Adds a contact, of an account if one is named.
pub fn add(id: ContactId, it: &Particulars, account: Option<&accounts::Choice>) -> Write {
    Write::begin(
        "contact_added",
        id,
        begins!(
            staff,
            "WHERE ?13 IS NULL OR EXISTS (SELECT 1 FROM accounts a WHERE a.workspace_id = me.workspace_id AND a.id = ?13 AND a.deactivated_at IS NULL)"
        ),
        [account.map(|it| it.id).into()],
    )
    .note(account.map_or(it.name.clone(), |account| format!("{}, {}", it.name, account.name)))
    .with(make(id, it))
    .with(account.map(|account| join(id, account.id)))
}

/// Of a contact who was not merged, as they were when the page was made.
macro_rules! unmoved {
    () => {
        "JOIN contacts c ON c.workspace_id = me.workspace_id AND c.id = ?13 AND c.version = ?14 AND c.merged_into IS NULL "
    };
}

/// Changes what is known of a contact. Whoever has access signs in with the new address from then on,
/// unless another does: `told` goes to the one they had.
pub fn change(contact: &Contact, version: i64, it: &Particulars, told: Option<&Letter>) -> Write {
    let id = contact.id;
    Write::begin(
        "contact_changed",
        id,
        begins!(
            staff,
            unmoved!(),
            "WHERE NOT EXISTS (SELECT 1 FROM users u JOIN users o ON o.workspace_id = u.workspace_id AND o.face = u.face AND o.email = ?15 AND o.id <> u.id
               WHERE u.contact_id = c.id) AND (?15 <> '' OR NOT EXISTS (SELECT 1 FROM users u WHERE u.contact_id = c.id))"
        ),
        [id.into(), version.into(), it.email_or_empty().into()],
    )
    .note(contact.changes(it))
    .then(
        follows!(
            "UPDATE contacts SET name = ?3, email = ?4, phone = ?5, title = ?6, notes = ?7, sort_name = ?8, version = version + 1
             WHERE id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        columns(id, it),
    )
    .with(told.map(|letter| mail::to(Recipients::Contact(id), letter)))
    .with(told.map(|_| sessions::end_codes_of_contact(id)))
    .with([users::renamed(id, &it.name, it.email_or_empty())])
    .with(indexed(id, it))
}

/// Marks a contact inactive; their access rests from the same moment on.
pub fn deactivate(id: ContactId, version: i64, reason: &str) -> Write {
    Write::begin(
        "contact_deactivated",
        id,
        begins!(staff, unmoved!(), "AND c.deactivated_at IS NULL"),
        [id.into(), version.into()],
    )
    .note(reason)
    .then(
        follows!(
            "UPDATE contacts SET deactivated_at = (SELECT at FROM it), version = version + 1
             WHERE id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        [id.into()],
    )
    .with([users::rest(id), sessions::end_of_contact(id), sessions::end_codes_of_contact(id)])
}

/// Has a contact be active again, with the access that rested.
pub fn restore(id: ContactId, version: i64) -> Write {
    Write::begin(
        "contact_restored",
        id,
        begins!(staff, unmoved!(), "AND c.deactivated_at IS NOT NULL"),
        [id.into(), version.into()],
    )
    .then(
        follows!(
            "UPDATE contacts SET deactivated_at = NULL, version = version + 1
             WHERE id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        [id.into()],
    )
    .with([users::wake(id)])
}

/// Has an active contact belong to an active account.
pub fn add_to(id: ContactId, account: &accounts::Choice) -> Write {
    Write::begin(
        "contact_joined",
        id,
        begins!(
            staff,
            "JOIN contacts c ON c.workspace_id = me.workspace_id AND c.id = ?13 AND c.deactivated_at IS NULL
             JOIN accounts a ON a.workspace_id = me.workspace_id AND a.id = ?14 AND a.deactivated_at IS NULL
             WHERE NOT EXISTS (SELECT 1 FROM memberships m WHERE m.contact_id = c.id AND m.account_id = a.id)"
        ),
        [id.into(), account.id.into()],
    )
    .note(account.name.as_str())
    .with([join(id, account.id)])
}

/// Has a contact belong to an account no more.
pub fn take_from(id: ContactId, account: AccountId, name: &str) -> Write {
    Write::begin(
        "contact_left",
        id,
        begins!(
            staff,
            "JOIN memberships m ON m.workspace_id = me.workspace_id AND m.contact_id = ?13 AND m.account_id = ?14"
        ),
        [id.into(), account.into()],
    )
    .note(name)
    .then(
        follows!(
            "DELETE FROM memberships WHERE contact_id = ?2 AND account_id = ?3 AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        [id.into(), account.into()],
    )
}
