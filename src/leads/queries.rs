//! Statements about leads.
mod conversion;
pub use conversion::*;

use super::{Lead, Particulars};
use crate::{
    db::{
        query::{Query, Value},
        scope::{Scope, staff},
        write::{Follower, Write, begins, follows},
    },
    kit::{
        ids::{ContactId, LeadId},
        text::folded,
    },
    search::{self, Asked, Noun, bindings, found},
};

/// The columns of a [`Lead`], of `l`.
macro_rules! lead {
    ($($from:tt)+) => {
        concat!(
            "SELECT l.id, l.name, l.sort_name, l.email, l.phone, l.company, l.source, l.notes, l.state, l.contact_id,
               (SELECT c.name FROM contacts c WHERE c.id = l.contact_id) AS contact, l.version, l.created_at ",
            $($from)+
        )
    };
}

/// A list by name, or whom a search finds.
pub fn leads(scope: &Scope, asked: &Asked) -> Query<Vec<Lead>> {
    let sql = match (asked.typed(), asked.show) {
        (Some(_), _) => staff!(
            found!("lead"),
            lead!(
                "FROM me CROSS JOIN hits h CROSS JOIN leads l ON l.id = h.id AND l.workspace_id = me.workspace_id
                 WHERE ?7 = 'all' OR l.state = ?7 ORDER BY l.sort_name, l.id LIMIT ?6"
            )
        ),
        (None, "all") => staff!(lead!(
            "FROM me JOIN leads l ON l.workspace_id = me.workspace_id AND (l.sort_name, l.id) > (?4, ?5)
             WHERE ?7 = 'all' ORDER BY l.sort_name, l.id LIMIT ?6"
        )),
        (None, _) => staff!(lead!(
            "FROM me JOIN leads l ON l.workspace_id = me.workspace_id AND l.state = ?7 AND (l.sort_name, l.id) > (?4, ?5)
             ORDER BY l.sort_name, l.id LIMIT ?6"
        )),
    };
    scope.query(sql, bindings(asked))
}

pub fn lead(scope: &Scope, id: LeadId) -> Query<Option<Lead>> {
    scope.query(
        staff!(lead!("FROM me JOIN leads l ON l.workspace_id = me.workspace_id AND l.id = ?4")),
        [id.into()],
    )
}

pub fn add(id: LeadId, it: &Particulars) -> Write {
    Write::begin("lead_added", id, begins!(staff, "WHERE me.workspace_id IS NOT NULL"), [])
        .note(it.name.as_str())
        .then(
            follows!(
                "INSERT INTO leads (id, workspace_id, name, email, phone, company, source, notes, sort_name, state, created_at)
                 SELECT ?2, it.workspace_id, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'open', it.at FROM it"
            ),
            columns(id, it),
        )
        .with(indexed(id, it))
}

/// Id and particulars, as statements that write them bind them.
fn columns(id: LeadId, it: &Particulars) -> [Value; 8] {
    [
        id.into(),
        it.name.as_str().into(),
        it.email.as_deref().unwrap_or_default().into(),
        it.phone.as_str().into(),
        it.company.as_str().into(),
        it.source.as_str().into(),
        it.notes.as_str().into(),
        folded(&it.name).into(),
    ]
}

fn indexed(id: LeadId, it: &Particulars) -> [Follower; 2] {
    search::indexed(
        Noun::Lead,
        id,
        &[&it.name, it.email.as_deref().unwrap_or_default(), &it.company],
    )
}

/// Of a lead as it was when the page was made.
macro_rules! unmoved {
    () => {
        "JOIN leads l ON l.workspace_id = me.workspace_id AND l.id = ?13 AND l.version = ?14 "
    };
}
use unmoved;

pub fn change(lead: &Lead, version: i64, it: &Particulars) -> Write {
    let id = lead.id;
    Write::begin(
        "lead_changed",
        id,
        begins!(staff, unmoved!(), "AND l.state <> 'converted'"),
        [id.into(), version.into()],
    )
    .note(lead.changes(it))
    .then(
        follows!(
            "UPDATE leads SET name = ?3, email = ?4, phone = ?5, company = ?6, source = ?7, notes = ?8, sort_name = ?9, version = version + 1
             WHERE id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        columns(id, it),
    )
    .with(indexed(id, it))
}

/// Gives a lead up, for a reason.
pub fn drop_lead(id: LeadId, version: i64, reason: &str) -> Write {
    Write::begin(
        "lead_dropped",
        id,
        begins!(staff, unmoved!(), "AND l.state = 'open'"),
        [id.into(), version.into()],
    )
    .note(reason)
    .with([put(id, "dropped")])
}

/// Takes a lead up again that was given up.
pub fn reopen(id: LeadId, version: i64) -> Write {
    Write::begin(
        "lead_reopened",
        id,
        begins!(staff, unmoved!(), "AND l.state = 'dropped'"),
        [id.into(), version.into()],
    )
    .with([put(id, "open")])
}

fn put(id: LeadId, state: &str) -> Follower {
    Follower::new(
        follows!(
            "UPDATE leads SET state = ?3, version = version + 1 WHERE id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        [id.into(), state.into()],
    )
}

/// Has what became of leads lead to the contact that theirs was merged into.
pub fn hand_over(from: ContactId, to: ContactId) -> Follower {
    Follower::new(
        follows!(
            "UPDATE leads SET contact_id = ?3 WHERE contact_id = ?2 AND workspace_id = (SELECT workspace_id FROM it)"
        ),
        [from.into(), to.into()],
    )
}
