//! Statements about the stages of open deals.
use super::super::stages::{DealStage, DealStageDraft, Staging};
use super::{is_open, open_deal};
use crate::{
    db::{
        query::{Query, as_json},
        scope::{Scope, staff},
        write::{Write, begins, follows},
    },
    kit::ids::{RequestId, WorkspaceId},
};

/// The columns of a [`DealStage`], in the order of the workspace; `$deals` counts.
macro_rules! deal_stages {
    ($($deals:expr),+) => {
        staff!(
            "SELECT s.id, s.name, s.probability, s.version, ", $($deals,)+
            " AS deals FROM me JOIN deal_stages s ON s.workspace_id = me.workspace_id ORDER BY s.rank LIMIT 12"
        )
    };
}

/// The stages, each with the number of its open deals; at most a hundred are counted.
pub fn deal_stages(scope: &Scope) -> Query<Vec<DealStage>> {
    scope.query(deal_stages!(
        "(SELECT count(*) FROM (SELECT 1 FROM requests r INDEXED BY requests_by_deal_stage WHERE r.workspace_id = s.workspace_id AND r.deal_stage = s.id AND ",
        is_open!("r"),
        " LIMIT 100))"
    ))
}

/// The stages; the one at which a deal is counts it.
pub fn stages_of(scope: &Scope, id: RequestId) -> Query<Vec<DealStage>> {
    scope
        .query(deal_stages!(
            "(SELECT count(*) FROM requests r WHERE r.id = :id AND r.workspace_id = s.workspace_id AND r.deal_stage = s.id)"
        ))
        .bind("id", id)
}

/// Replaces the list that was at this version, unless it would lose a stage at which open deals are.
pub fn save_stages(workspace: WorkspaceId, version: i64, to: &[DealStageDraft]) -> Write {
    Write::begin(
        "deal_stages_saved",
        workspace,
        begins!(
            staff,
            "WHERE coalesce((SELECT max(s.version) FROM deal_stages s WHERE s.workspace_id = me.workspace_id), 0) = :version
             AND NOT EXISTS (SELECT 1 FROM deal_stages s JOIN requests r INDEXED BY requests_by_deal_stage ON r.workspace_id = s.workspace_id AND r.deal_stage = s.id AND ",
            is_open!("r"),
            " WHERE s.workspace_id = me.workspace_id AND s.id NOT IN (SELECT value ->> 'id' FROM json_each(:stages)))"
        ),
    )
    .bind("version", version)
    .bind("stages", as_json(&to))
    .then(follows!("DELETE FROM deal_stages WHERE workspace_id = (SELECT workspace_id FROM it)"))
    .then(follows!(
        "INSERT INTO deal_stages (id, workspace_id, name, rank, probability, version)
         SELECT j.value ->> 'id', it.workspace_id, j.value ->> 'name', j.key, j.value ->> 'probability', :version + 1 FROM it JOIN json_each(:stages) j"
    ))
}

/// Moves a deal to a stage, or to none. Nobody is told.
pub fn stage(it: &Staging) -> Write {
    Write::begin(
        "deal_staged",
        it.step.request,
        begins!(
            staff,
            open_deal!(),
            " AND (:stage IS NULL OR EXISTS (SELECT 1 FROM deal_stages s WHERE s.workspace_id = me.workspace_id AND s.id = :stage))"
        ),
    )
    .bind("request", it.step.request)
    .bind("version", it.step.version)
    .bind("stage", it.to)
    .note(it.step.words.as_str())
    .then(follows!(
        "UPDATE requests SET deal_stage = :stage, version = version + 1 WHERE id = :request AND workspace_id = (SELECT workspace_id FROM it)"
    ))
}
