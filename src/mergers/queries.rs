//! Statements about mergers: they select the two, and merge them.
mod accounts;
pub use accounts::*;

use super::{ChosenDetails, MergeCandidate, MergedContact};
use crate::{
    contacts,
    db::{
        query::{Batch, Query, as_json},
        scope::{Scope, staff},
        write::{Write, begins},
    },
    kit::ids::ContactId,
    leads,
    mail::{self, Letter, Recipients},
    requests,
    search::{self, Noun, Typed, found},
    sessions, users,
};

/// Selects both contacts, and the candidates for a merger with the first: those that the search `q`
/// finds or, without a search, those with the same name or address.
pub fn both_contacts(
    scope: &Scope,
    id: ContactId,
    with: &str,
    q: &str,
) -> impl Batch<Answers = (Option<MergedContact>, Option<MergedContact>, Vec<MergeCandidate>)> {
    let id = id.to_string();
    (merged_contact(scope, &id, with), merged_contact(scope, with, &id), alike(scope, &id, q))
}

/// Selects one contact of a merger; `other` is the id of the other.
fn merged_contact(scope: &Scope, id: &str, other: &str) -> Query<Option<MergedContact>> {
    scope.query(staff!(
        "SELECT c.id, c.name, c.email, c.phone, c.deactivated_at, c.merged_into, c.version, u.state,
           coalesce((SELECT group_concat(name, ', ') FROM (SELECT a.name FROM memberships m JOIN accounts a ON a.id = m.account_id
             WHERE m.contact_id = c.id ORDER BY a.sort_name, a.id LIMIT 20)), '') AS accounts,
           (SELECT count(*) FROM (SELECT 1 FROM requests r WHERE r.contact_id = c.id LIMIT 1000)) AS requests,
           EXISTS (SELECT 1 FROM users o WHERE o.workspace_id = me.workspace_id AND o.face = 'client' AND o.email = c.email
             AND o.contact_id NOT IN (:id, :other)) AS is_taken
         FROM me JOIN contacts c ON c.workspace_id = me.workspace_id AND c.id = :id LEFT JOIN users u ON u.contact_id = c.id"
    ))
    .bind("id", id)
    .bind("other", other)
}

/// Selects the candidates for a merger with the contact `id`.
fn alike(scope: &Scope, id: &str, q: &str) -> Query<Vec<MergeCandidate>> {
    let (first, others) = Typed::of(q).map(|it| (it.first, it.others)).unzip();
    scope.query(staff!(
        found!("contact"),
        ", alike AS (SELECT id FROM hits
           UNION SELECT x.id FROM me JOIN contacts s ON s.workspace_id = me.workspace_id AND s.id = :id AND s.email <> ''
             JOIN contacts x ON x.workspace_id = me.workspace_id AND x.email = s.email WHERE :first IS NULL
           UNION SELECT x.id FROM me JOIN contacts s ON s.workspace_id = me.workspace_id AND s.id = :id
             JOIN contacts x ON x.workspace_id = me.workspace_id AND x.name = s.name WHERE :first IS NULL)
         SELECT c.id, c.name, c.email AS about FROM me CROSS JOIN alike h
         CROSS JOIN contacts c ON c.id = h.id AND c.workspace_id = me.workspace_id
         WHERE c.id <> :id AND c.merged_into IS NULL ORDER BY c.sort_name, c.id LIMIT 20"
    ))
    .bind("first", first)
    .bind("others", as_json(&others.unwrap_or_default()))
    .bind("id", id)
}

/// Merges two contacts. If the address that the merged contact signs in with is new to a user, `letter`
/// goes to their old one.
pub fn merge_contacts(
    (stays, version): (&MergedContact, i64),
    (goes, goes_version): (&MergedContact, i64),
    it: &ChosenDetails,
    letter: &Letter,
) -> Write {
    let (id, other) = (stays.id, goes.id);
    Write::begin(
        "contacts_merged",
        id,
        begins!(
            staff,
            "JOIN contacts c ON c.workspace_id = me.workspace_id AND c.id = :id AND c.version = :version AND c.deactivated_at IS NULL
             JOIN contacts o ON o.workspace_id = me.workspace_id AND o.id = :other AND o.version = :goes_version AND o.merged_into IS NULL AND o.id <> c.id
             WHERE NOT EXISTS (SELECT 1 FROM users u WHERE u.contact_id IN (:id, :other))
               OR (:email <> '' AND NOT EXISTS (SELECT 1 FROM users x WHERE x.workspace_id = me.workspace_id AND x.face = 'client' AND x.email = :email
                 AND x.contact_id NOT IN (:id, :other)))"
        ),
    )
    .bind("id", id)
    .bind("version", version)
    .bind("other", other)
    .bind("goes_version", goes_version)
    .bind("email", it.email.as_str())
    .note(format!("{}, {}", goes.name, if goes.email.is_empty() { "no address" } else { &goes.email }))
    .with(users::merge_access(other, id, &it.email))
    .with([sessions::end_of_contact(other), sessions::end_codes_of_contact(other)])
    .with([mail::to(Recipients::Moved { contact: id, to: &it.email }, letter), sessions::end_codes_of_contact(id)])
    .with([users::set_name_and_email(id, &it.name, &it.email), requests::hand_over(other, id), leads::change_contact(other, id)])
    .with(contacts::merge(other, id, (&it.name, &it.email, &it.phone)))
    .with(search::set_words(Noun::Contact, id, &[&it.name, &it.email]))
    .with(search::move_words(Noun::Contact, other, id))
}
