//! Statements that convert a lead to a contact.
use super::super::{Conversion, ConvertedAccount, ConvertedContact, KnownContact, Lead};
use super::unmoved;
use crate::{
    accounts::{self, AccountChoice},
    contacts,
    db::{
        query::{Batch, Query},
        scope::{Scope, staff},
        write::{Follower, Write, begins, follows},
    },
    kit::{
        email::Email,
        ids::{ContactId, LeadId},
    },
};

/// Selects what the page of a lead shows: the lead, the contacts with its address, and the accounts
/// that the words `find` match.
pub fn file(
    scope: &Scope,
    id: LeadId,
    find: &str,
) -> impl Batch<Answers = (Option<Lead>, Vec<KnownContact>, Vec<AccountChoice>)> {
    (super::lead(scope, id), known(scope, id), accounts::matching(scope, find))
}

/// Selects the active contacts with the lead's address.
fn known(scope: &Scope, id: LeadId) -> Query<Vec<KnownContact>> {
    scope.query(staff!(
        "SELECT c.id, c.name, coalesce((SELECT group_concat(name, ', ') FROM (SELECT a.name FROM memberships m JOIN accounts a ON a.id = m.account_id
           WHERE m.contact_id = c.id ORDER BY a.sort_name, a.id LIMIT 5)), '') AS accounts
         FROM me JOIN leads l ON l.workspace_id = me.workspace_id AND l.id = :id AND l.email <> ''
         JOIN contacts c ON c.workspace_id = me.workspace_id AND c.email = l.email AND c.deactivated_at IS NULL
         ORDER BY c.sort_name, c.id LIMIT 5"
    ))
    .bind("id", id)
}

/// Converts an open lead to a new or an existing contact, and adds them to the account if one was chosen.
pub fn convert(lead: &Lead, version: i64, it: &Conversion) -> Write {
    let (contact, old) = match &it.contact {
        ConvertedContact::New(id) => (*id, None),
        ConvertedContact::Known(known) => (known.id, Some(known.id)),
    };
    let tied = match &it.account {
        ConvertedAccount::Known(account) => Some(account.id),
        ConvertedAccount::None | ConvertedAccount::New(..) => None,
    };
    let write = Write::begin(
        "lead_converted",
        lead.id,
        begins!(
            staff,
            unmoved!(),
            "AND l.state = 'open'
             WHERE (:old IS NULL OR EXISTS (SELECT 1 FROM contacts c WHERE c.workspace_id = me.workspace_id AND c.id = :old AND c.deactivated_at IS NULL))
               AND (:tied IS NULL OR EXISTS (SELECT 1 FROM accounts a WHERE a.workspace_id = me.workspace_id AND a.id = :tied AND a.deactivated_at IS NULL))"
        ),
    )
    .bind("id", lead.id)
    .bind("version", version)
    .bind("old", old)
    .bind("tied", tied)
    .note(it.history(lead));
    let write = match &it.contact {
        ConvertedContact::New(id) => write.with(contacts::make(*id, &details_of(lead))),
        ConvertedContact::Known(_) => write,
    };
    let write = match &it.account {
        ConvertedAccount::None => write,
        ConvertedAccount::Known(account) => write.with([contacts::join(contact, account.id)]),
        ConvertedAccount::New(id, name) => write
            .with(accounts::open(*id, &accounts::Particulars::named(name)))
            .with([contacts::join(contact, *id)]),
    };
    write.with([mark_converted(lead.id, contact)])
}

/// The details of the new contact.
fn details_of(lead: &Lead) -> contacts::Particulars {
    contacts::Particulars {
        name: lead.name.clone(),
        email: Email::parse(&lead.email).ok(),
        phone: lead.phone.clone(),
        title: String::new(),
        notes: lead.notes.clone(),
    }
}

/// Marks the lead as converted to the contact.
fn mark_converted(id: LeadId, contact: ContactId) -> Follower {
    Follower::new(follows!(
        "UPDATE leads SET state = 'converted', contact_id = :contact, version = version + 1
         WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("id", id)
    .bind("contact", contact)
}
