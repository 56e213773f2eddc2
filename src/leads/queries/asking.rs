//! Statements for people without a session who ask for a trip, themselves or through a program.
use super::{
    super::{OpenLead, Wish, Wished},
    Particulars, make,
};
use crate::{
    db::{
        query::{Query, as_json},
        scope::{Scope, door, keyed, staff},
        write::{Follower, follows},
    },
    kit::ids::LeadId,
};

/// Selects the open lead with an address, unless its notes are so long that no more is added to them.
macro_rules! open_lead {
    () => {
        "SELECT l.id FROM me JOIN leads l INDEXED BY leads_by_address ON l.workspace_id = me.workspace_id AND l.state = 'open' AND lower(l.email) = lower(:address)
             WHERE length(l.notes) < 2000 ORDER BY l.created_at DESC LIMIT 1"
    };
}

pub fn open_at(scope: &Scope, address: &str) -> Query<Option<OpenLead>> {
    scope.query(door!(open_lead!())).bind("address", address)
}

/// The same for a program.
pub fn open_by_key(scope: &Scope, address: &str) -> Query<Option<OpenLead>> {
    scope.query(keyed!(open_lead!())).bind("address", address)
}

/// Adds what a lead asks for to the notes of the one that is `known`, or else inserts a `new` one; keeps the newest wish.
pub fn asked(known: Option<LeadId>, new: LeadId, it: &Particulars, wish: &Wish) -> Vec<Follower> {
    let mut all = match known {
        None => make(new, it),
        Some(known) => {
            let noted = Follower::new(follows!(
                "UPDATE leads SET notes = ltrim(notes || char(10, 10) || :notes, char(10)), version = version + 1
                 WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
            ));
            vec![noted.bind("id", known).bind("notes", it.notes.as_str())]
        }
    };
    let wished = Follower::new(follows!(
        "UPDATE leads SET wish = :wish, asked_at = (SELECT at FROM it) WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
    ));
    all.push(wished.bind("id", known.unwrap_or(new)).bind("wish", as_json(wish)));
    all
}

/// Selects what a contact asked for as a lead, unless there is a request of theirs since.
pub fn wish_of(scope: &Scope, contact: &str) -> Query<Option<Wished>> {
    scope
        .query(staff!(
            "SELECT l.wish FROM me JOIN leads l INDEXED BY leads_by_contact ON l.contact_id = :contact AND l.workspace_id = me.workspace_id AND l.wish IS NOT NULL
             WHERE NOT EXISTS (SELECT 1 FROM requests r WHERE r.contact_id = l.contact_id AND r.created_at >= l.asked_at)
             ORDER BY l.asked_at DESC LIMIT 1"
        ))
        .bind("contact", contact)
}
