//! Statements about leads.
mod asking;
mod conversion;
pub use asking::{asked, open_at, open_by_key, wish_of};
pub use conversion::*;

use super::{Lead, Particulars};
use crate::{
    db::{
        query::{Bindings, Query},
        scope::{Scope, staff},
        write::{Follower, Write, begins, follows},
    },
    kit::{
        ids::{ContactId, LeadId},
        text::folded,
    },
    search::{self, ListFilter, Noun, bindings, found},
};

/// Selects the columns of a [`Lead`] from the lead `l`.
macro_rules! lead {
    ($($from:tt)+) => {
        concat!(
            "SELECT l.id, l.name, l.sort_name, l.email, l.phone, l.company, l.source, l.notes, l.state, l.contact_id,
             (SELECT c.name FROM contacts c WHERE c.id = l.contact_id) AS contact, l.version, l.created_at ",
            $($from)+
        )
    };
}

/// Selects a page of leads sorted by name, or those that a search finds.
pub fn leads(scope: &Scope, filter: &ListFilter) -> Query<Vec<Lead>> {
    let sql = match (filter.typed(), filter.show) {
        (Some(_), _) => staff!(
            found!("lead"),
            lead!(
                "FROM me CROSS JOIN hits h CROSS JOIN leads l ON l.id = h.id AND l.workspace_id = me.workspace_id
                 WHERE :show = 'all' OR l.state = :show ORDER BY l.sort_name, l.id LIMIT :most"
            )
        ),
        (None, "all") => staff!(lead!(
            "FROM me JOIN leads l ON l.workspace_id = me.workspace_id AND (l.sort_name, l.id) > (:after, :after_id)
             WHERE :show = 'all' ORDER BY l.sort_name, l.id LIMIT :most"
        )),
        (None, _) => staff!(lead!(
            "FROM me JOIN leads l ON l.workspace_id = me.workspace_id AND l.state = :show AND (l.sort_name, l.id) > (:after, :after_id)
             ORDER BY l.sort_name, l.id LIMIT :most"
        )),
    };
    scope.query(sql).bind_all(bindings(filter))
}

/// Selects one lead.
pub fn lead(scope: &Scope, id: LeadId) -> Query<Option<Lead>> {
    scope
        .query(staff!(lead!(
            "FROM me JOIN leads l ON l.workspace_id = me.workspace_id AND l.id = :id"
        )))
        .bind("id", id)
}

/// Adds a lead.
pub fn add(id: LeadId, it: &Particulars) -> Write {
    Write::begin("lead_added", id, begins!(staff, "WHERE true"))
        .note(it.name.as_str())
        .with(make(id, it))
}

/// Inserts an open lead.
fn make(id: LeadId, it: &Particulars) -> Vec<Follower> {
    let lead = Follower::new(follows!(
        "INSERT INTO leads (id, workspace_id, name, email, phone, company, source, notes, sort_name, state, created_at)
         SELECT :id, it.workspace_id, :name, :email, :phone, :company, :source, :notes, :sort_name, 'open', it.at FROM it"
    ));
    [lead.bind_all(columns(id, it))].into_iter().chain(search_words(id, it)).collect()
}

/// The values of the columns that a lead's details are stored in.
fn columns(id: LeadId, it: &Particulars) -> Bindings {
    vec![
        ("id", id.into()),
        ("name", it.name.as_str().into()),
        ("email", it.email.as_deref().unwrap_or_default().into()),
        ("phone", it.phone.as_str().into()),
        ("company", it.company.as_str().into()),
        ("source", it.source.as_str().into()),
        ("notes", it.notes.as_str().into()),
        ("sort_name", folded(&it.name).into()),
    ]
}

/// Replaces the words by which a search finds the lead: name, address and company.
fn search_words(id: LeadId, it: &Particulars) -> [Follower; 2] {
    search::set_words(
        Noun::Lead,
        id,
        &[&it.name, it.email.as_deref().unwrap_or_default(), &it.company],
    )
}

/// Joins the lead `:id`, which has the version that the page showed.
macro_rules! unmoved {
    () => {
        "JOIN leads l ON l.workspace_id = me.workspace_id AND l.id = :id AND l.version = :version "
    };
}
use unmoved;

/// Changes the details of a lead that was not converted.
pub fn change(lead: &Lead, version: i64, it: &Particulars) -> Write {
    let id = lead.id;
    Write::begin(
        "lead_changed",
        id,
        begins!(staff, unmoved!(), "AND l.state <> 'converted'"),
    )
    .bind("id", id)
    .bind("version", version)
    .note(lead.changes(it))
    .with([Follower::new(follows!(
            "UPDATE leads SET name = :name, email = :email, phone = :phone, company = :company, source = :source, notes = :notes, sort_name = :sort_name, version = version + 1
             WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
        )).bind_all(columns(id, it))])
    .with(search_words(id, it))
}

/// Drops an open lead.
pub fn drop_lead(id: LeadId, version: i64, reason: &str) -> Write {
    Write::begin("lead_dropped", id, begins!(staff, unmoved!(), "AND l.state = 'open'"))
        .bind("id", id)
        .bind("version", version)
        .note(reason)
        .with([set_state(id, "dropped")])
}

/// Reopens a dropped lead.
pub fn reopen(id: LeadId, version: i64) -> Write {
    Write::begin("lead_reopened", id, begins!(staff, unmoved!(), "AND l.state = 'dropped'"))
        .bind("id", id)
        .bind("version", version)
        .with([set_state(id, "open")])
}

/// Sets the state of a lead.
fn set_state(id: LeadId, state: &str) -> Follower {
    Follower::new(follows!(
        "UPDATE leads SET state = :state, version = version + 1 WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("id", id)
    .bind("state", state)
}

/// Makes leads that were converted to the contact `from` point to `to`, who they were merged into.
pub fn change_contact(from: ContactId, to: ContactId) -> Follower {
    Follower::new(follows!(
        "UPDATE leads SET contact_id = :to WHERE contact_id = :from AND workspace_id = (SELECT workspace_id FROM it)"
    ))
    .bind("from", from)
    .bind("to", to)
}
