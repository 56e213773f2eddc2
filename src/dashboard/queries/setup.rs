//! Statements about the first steps of a workspace.
use crate::{
    dashboard::setup::Setup,
    db::{
        query::Query,
        scope::{Scope, staff},
        write::{Write, begins, follows},
    },
    kit::ids::WorkspaceId,
};

/// Which of the first steps are done.
pub fn setup(scope: &Scope) -> Query<Option<Setup>> {
    scope.query(staff!(
        "SELECT w.setup_dismissed_at IS NOT NULL AS is_dismissed, json_array(
           w.legal_name <> '' AND w.address <> '' AND w.phone <> '',
           w.logo IS NOT NULL,
           EXISTS (SELECT 1 FROM tails k WHERE k.workspace_id = w.id),
           EXISTS (SELECT 1 FROM rates r WHERE r.workspace_id = w.id),
           w.quote_terms <> '',
           EXISTS (SELECT 1 FROM users u WHERE u.workspace_id = w.id AND u.face = 'ops' AND u.id <> me.user_id),
           EXISTS (SELECT 1 FROM accounts a WHERE a.workspace_id = w.id),
           EXISTS (SELECT 1 FROM users u WHERE u.workspace_id = w.id AND u.face = 'client')) AS done
         FROM me JOIN workspaces w ON w.id = me.workspace_id AND me.role = 'admin'"
    ))
}

/// Puts the list of first steps away.
pub fn dismiss(workspace: WorkspaceId) -> Write {
    Write::begin(
        "setup_dismissed",
        workspace,
        begins!(
            staff,
            "JOIN workspaces w ON w.id = me.workspace_id AND w.setup_dismissed_at IS NULL"
        ),
    )
    .then(follows!(
        "UPDATE workspaces SET setup_dismissed_at = (SELECT at FROM it) WHERE id = (SELECT workspace_id FROM it)"
    ))
}
