//! Statements that add and change contacts, deactivate and restore them, and add them to accounts.
use super::super::{Contact, Particulars};
use crate::{
    accounts,
    db::{
        query::Bindings,
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

/// Inserts a contact, and the words by which a search finds them: name and address.
pub fn make(id: ContactId, it: &Particulars) -> impl IntoIterator<Item = Follower> {
    let made = Follower::new(follows!(
            "INSERT INTO contacts (id, workspace_id, name, email, phone, title, notes, sort_name, created_at)
             SELECT :id, it.workspace_id, :name, :email, :phone, :title, :notes, :sort_name, it.at FROM it"
        )).bind_all(columns(id, it));
    std::iter::once(made).chain(search_words(id, it))
}

/// The values of the columns that a contact's details are stored in.
fn columns(id: ContactId, it: &Particulars) -> Bindings {
    vec![
        ("id", id.into()),
        ("name", it.name.as_str().into()),
        ("email", it.email_or_empty().into()),
        ("phone", it.phone.as_str().into()),
        ("title", it.title.as_str().into()),
        ("notes", it.notes.as_str().into()),
        ("sort_name", folded(&it.name).into()),
    ]
}

/// Replaces the words by which a search finds the contact.
fn search_words(id: ContactId, it: &Particulars) -> [Follower; 2] {
    search::set_words(Noun::Contact, id, &[&it.name, it.email_or_empty()])
}

/// Adds a contact to an account, unless they belong to it.
pub fn join(id: ContactId, account: AccountId) -> Follower {
    Follower::new(follows!(
        "INSERT OR IGNORE INTO memberships (workspace_id, contact_id, account_id) SELECT it.workspace_id, :id, :account FROM it"
    ))
    .bind("id", id)
    .bind("account", account)
}

/// Adds a contact, who belongs to the account if there is one, or to a new one of this name.
pub fn add(
    id: ContactId,
    it: &Particulars,
    account: Option<&accounts::AccountChoice>,
    new: Option<&(AccountId, String)>,
) -> Write {
    let opened: Vec<_> = new.map_or_else(Vec::new, |(id, name)| {
        accounts::open(*id, &accounts::Particulars::named(name)).into_iter().collect()
    });
    let belongs = account.map(|it| it.name.as_str()).or(new.map(|(_, name)| name.as_str()));
    Write::begin(
        "contact_added",
        id,
        begins!(
            staff,
            "WHERE :account IS NULL OR EXISTS (SELECT 1 FROM accounts a WHERE a.workspace_id = me.workspace_id AND a.id = :account AND a.deactivated_at IS NULL)"
        ),
    )
    .bind("account", account.map(|it| it.id))
    .note(belongs.map_or(it.name.clone(), |account| format!("{}, {account}", it.name)))
    .with(make(id, it))
    .with(opened)
    .with(account.map(|it| it.id).or(new.map(|(id, _)| *id)).map(|account| join(id, account)))
}

/// Joins the contact `:id`, who was not merged and has the version that the page showed.
macro_rules! unmoved {
    () => {
        "JOIN contacts c ON c.workspace_id = me.workspace_id AND c.id = :id AND c.version = :version AND c.merged_into IS NULL "
    };
}

/// Changes the details of a contact. A contact with access then signs in with the new address, which
/// must not be another user's. `letter` goes to the old address.
pub fn change(contact: &Contact, version: i64, it: &Particulars, letter: Option<&Letter>) -> Write {
    let id = contact.id;
    Write::begin(
        "contact_changed",
        id,
        begins!(
            staff,
            unmoved!(),
            "WHERE NOT EXISTS (SELECT 1 FROM users u JOIN users o ON o.workspace_id = u.workspace_id AND o.face = u.face AND o.email = :email_or_empty AND o.id <> u.id
             WHERE u.contact_id = c.id) AND (:email_or_empty <> '' OR NOT EXISTS (SELECT 1 FROM users u WHERE u.contact_id = c.id))"
        ),
    )
    .bind("id", id)
    .bind("version", version)
    .bind("email_or_empty", it.email_or_empty())
    .note(contact.changes(it))
    .with([Follower::new(follows!(
            "UPDATE contacts SET name = :name, email = :email, phone = :phone, title = :title, notes = :notes, sort_name = :sort_name, version = version + 1
             WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
        )).bind_all(columns(id, it))])
    .with(letter.map(|letter| mail::to(Recipients::Contact(id), letter)))
    .with(letter.map(|_| sessions::end_codes_of_contact(id)))
    .with([users::set_name_and_email(id, &it.name, it.email_or_empty())])
    .with(search_words(id, it))
}

/// Deactivates a contact: suspends their access, and ends their sessions and their mailed codes.
pub fn deactivate(id: ContactId, version: i64, reason: &str) -> Write {
    Write::begin(
        "contact_deactivated",
        id,
        begins!(staff, unmoved!(), "AND c.deactivated_at IS NULL"),
    )
    .bind("id", id)
    .bind("version", version)
    .note(reason)
    .then(follows!(
        "UPDATE contacts SET deactivated_at = (SELECT at FROM it), version = version + 1
         WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with([
        users::suspend(id),
        sessions::end_of_contact(id),
        sessions::end_codes_of_contact(id),
    ])
}

/// Marks a contact active again, and restores the access that was suspended.
pub fn restore(id: ContactId, version: i64) -> Write {
    Write::begin(
        "contact_restored",
        id,
        begins!(staff, unmoved!(), "AND c.deactivated_at IS NOT NULL"),
    )
    .bind("id", id)
    .bind("version", version)
    .then(follows!(
        "UPDATE contacts SET deactivated_at = NULL, version = version + 1
         WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .with([users::resume(id)])
}

/// Adds an active contact to an active account.
pub fn add_to(id: ContactId, account: &accounts::AccountChoice) -> Write {
    Write::begin(
        "contact_joined",
        id,
        begins!(
            staff,
            "JOIN contacts c ON c.workspace_id = me.workspace_id AND c.id = :id AND c.deactivated_at IS NULL
             JOIN accounts a ON a.workspace_id = me.workspace_id AND a.id = :account AND a.deactivated_at IS NULL
             WHERE NOT EXISTS (SELECT 1 FROM memberships m WHERE m.contact_id = c.id AND m.account_id = a.id)"
        ),
    )
    .bind("id", id)
    .bind("account", account.id)
    .note(account.name.as_str())
    .with([join(id, account.id)])
}

/// Removes a contact from an account.
pub fn take_from(id: ContactId, account: AccountId, name: &str) -> Write {
    Write::begin(
        "contact_left",
        id,
        begins!(
            staff,
            "JOIN memberships m ON m.workspace_id = me.workspace_id AND m.contact_id = :id AND m.account_id = :account"
        ),
    )
    .bind("id", id)
    .bind("account", account)
    .note(name)
    .then(follows!(
        "DELETE FROM memberships WHERE contact_id = :id AND account_id = :account AND workspace_id = (SELECT workspace_id FROM it)"
    ))
}
