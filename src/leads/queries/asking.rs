//! Statements for people without a session who ask for a trip, themselves or through a program.
use super::{super::OpenLead, Particulars, make};
use crate::{
    db::{
        query::Query,
        scope::{Scope, door, keyed},
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

/// Adds what a lead asks for to the notes of the one that is `known`, or else inserts a `new` one.
pub fn asked(known: Option<LeadId>, new: LeadId, it: &Particulars) -> Vec<Follower> {
    let Some(known) = known else { return make(new, it) };
    let wish = Follower::new(follows!(
        "UPDATE leads SET notes = ltrim(notes || char(10, 10) || :notes, char(10)), version = version + 1
         WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
    ));
    vec![wish.bind("id", known).bind("notes", it.notes.as_str())]
}
