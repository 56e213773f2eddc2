//! Statements that record that a client opened a quote or downloaded it, and that count it.
use super::super::Attention;
use crate::{
    db::{
        change::Change,
        query::{Query, Value},
        scope::{Scope, granted, reader, staff},
        write::{Write, begins},
    },
    kit::ids::{EventId, QuoteId},
    workspaces::shown,
};

/// A client who travels reads a quote that was sent to an account of theirs, where the workspace shows them these parts of the portal.
macro_rules! reads {
    ($($module:literal),+) => {
        begins!(
            reader,
            "JOIN my_accounts m JOIN quotes q ON q.account_id = m.account_id AND q.id = :id AND q.sent_at IS NOT NULL WHERE me.role IN ('owner', 'charter') AND ",
            shown!($($module),+)
        )
    };
}

/// Records that a client opened a quote.
pub fn viewed(scope: &Scope, id: QuoteId, event: EventId) -> Change {
    Write::begin("quote_viewed", id, reads!("quotes")).bind("id", id).by(scope, event)
}

/// Records that a client downloaded it.
pub fn downloaded(scope: &Scope, id: QuoteId, event: EventId) -> Change {
    Write::begin("quote_downloaded", id, reads!("quotes", "documents"))
        .bind("id", id)
        .by(scope, event)
}

/// Records that a client downloaded its signed copy, as those may who see what it costs.
pub fn copy_downloaded(scope: &Scope, id: QuoteId, event: EventId) -> Change {
    const SEALED: &str = begins!(
        reader,
        "JOIN my_accounts m JOIN quotes q ON q.account_id = m.account_id AND q.id = :id AND EXISTS (SELECT 1 FROM acceptances x
           WHERE x.quote_id = q.id AND x.undone_at IS NULL AND x.sealed_at IS NOT NULL) WHERE me.role IN ('owner', 'charter') AND ",
        granted!("see_money"),
        " AND ",
        shown!("quotes")
    );
    Write::begin("quote_downloaded", id, SEALED).bind("id", id).by(scope, event)
}

/// How often clients opened the subject, of which `viewed` is the event.
pub fn attention(
    scope: &Scope,
    id: impl Into<Value>,
    viewed: &'static str,
) -> Query<Option<Attention>> {
    scope
        .query(staff!(
            "SELECT count(*) AS times, max(e.at) AS last, coalesce(u.name, '') AS who
             FROM me JOIN events e INDEXED BY events_by_subject ON e.workspace_id = me.workspace_id AND e.subject_id = :id AND e.action = :viewed AND e.face = 'client'
             LEFT JOIN users u ON u.id = e.actor_id"
        ))
        .bind("id", id)
        .bind("viewed", viewed)
}
