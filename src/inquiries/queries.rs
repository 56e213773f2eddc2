//! The statement of an inquiry; the host decides the workspace.
use crate::{
    db::{
        scope::{door, keyed},
        write::{Write, begins},
    },
    kit::ids::LeadId,
    sign_ups::{self, Counters},
};

/// Records that a program sent what somebody asks for.
pub fn told(lead: LeadId) -> Write {
    Write::begin("api_lead_sent", lead, begins!(keyed, "WHERE true"))
}

/// Records that somebody asked for a trip, unless this very form did so before, and counts the try.
pub fn sent(lead: LeadId, counters: &Counters) -> Write {
    Write::begin(
        "inquiry_sent",
        lead,
        begins!(
            door,
            "JOIN workspaces w ON w.id = me.workspace_id AND w.takes_inquiries = 1
             WHERE me.face = 'client' AND NOT EXISTS (SELECT 1 FROM events e WHERE e.workspace_id = me.workspace_id AND e.actor_id IS NULL AND e.key = :form_key)"
        ),
    )
    .with([sign_ups::counted(counters)])
}
