//! Statements about settings.
use super::{Access, Stored};
use crate::{
    db::{
        query::{Query, as_json},
        scope::{Scope, staff},
        write::{Write, begins, follows},
    },
    kit::ids::WorkspaceId,
};

pub fn access(scope: &Scope) -> Query<Option<Stored>> {
    scope.query(
        staff!(
            "SELECT w.idle_days, w.staff_factors, w.client_factors, w.hides_other_parties, w.takes_sign_ups, w.version,
               (SELECT json_group_array(email) FROM (SELECT a.email FROM approval_addresses a WHERE a.workspace_id = w.id ORDER BY a.email LIMIT 100)) AS addresses,
               (SELECT count(*) FROM (SELECT 1 FROM users u WHERE u.workspace_id = w.id AND u.face = 'ops' AND u.state = 'active' LIMIT 1000)) AS staff,
               (SELECT coalesce(sum(factors > 1), 0) FROM (SELECT u.factors FROM users u WHERE u.workspace_id = w.id AND u.face = 'ops' AND u.state = 'active' LIMIT 1000)) AS staff_with_factor
             FROM me JOIN workspaces w ON w.id = me.workspace_id"
        ),
        [],
    )
}

/// Sets them, if they are still the version that was read and an administrator asks.
pub fn set_access(workspace: WorkspaceId, was: &Stored, new: &Access) -> Write {
    Write::begin(
        "settings_changed",
        workspace,
        begins!(staff, "JOIN workspaces w ON w.id = me.workspace_id AND w.version = ?13 AND me.role = 'admin'"),
        [was.version.into()],
    )
    .note(was.access.changed_to(new))
    .then(
        follows!(
            "UPDATE workspaces SET idle_days = ?2, staff_factors = ?3, client_factors = ?4, hides_other_parties = ?5, takes_sign_ups = ?6,
               version = version + 1 WHERE id = (SELECT workspace_id FROM it)"
        ),
        [
            new.idle_days.into(),
            new.staff_factors.into(),
            new.client_factors.into(),
            i64::from(new.hides_other_parties).into(),
            i64::from(new.takes_sign_ups).into(),
        ],
    )
    .then(follows!("DELETE FROM approval_addresses WHERE workspace_id = (SELECT workspace_id FROM it)"), [])
    .then(
        follows!(
            "INSERT INTO approval_addresses (workspace_id, email) SELECT it.workspace_id, n.value FROM it, json_each(?2) n WHERE true
             ON CONFLICT DO NOTHING"
        ),
        [as_json(&new.addresses)],
    )
}
