//! Statements about the workspace's stages.
use crate::{
    db::{
        query::Query,
        scope::{Scope, staff},
        write::{Write, begins, follows},
    },
    kit::{
        ids::{StageId, WorkspaceId},
        text::changes_of,
    },
    trips::stages::{EditedStage, StageDraft},
};

/// The stages with what hinders their change, in their order.
pub fn edited_stages(scope: &Scope) -> Query<Vec<EditedStage>> {
    scope.query(staff!(
        "SELECT s.id, s.name, s.rank, s.kind, s.color, w.stage_limit IS s.id AS is_limit,
           EXISTS (SELECT 1 FROM trips t INDEXED BY trips_by_stage WHERE t.workspace_id = s.workspace_id AND t.stage_id = s.id) AS has_trips
         FROM me JOIN workspaces w ON w.id = me.workspace_id JOIN stages s ON s.workspace_id = me.workspace_id ORDER BY s.rank LIMIT 100"
    ))
}

/// No other stage has the name or the place of `:id`.
macro_rules! is_free {
    () => {
        "NOT EXISTS (SELECT 1 FROM stages o WHERE o.workspace_id = me.workspace_id AND o.id <> :id AND (o.rank = :rank OR lower(o.name) = lower(:name)))"
    };
}

pub fn add_stage(id: StageId, it: &StageDraft) -> Write {
    Write::begin("stage_added", id, begins!(staff, "WHERE ", is_free!()))
        .bind("id", id)
        .bind("name", it.name.as_str())
        .bind("rank", it.rank)
        .bind("kind", it.kind.stored())
        .bind("color", it.color.as_str())
        .note(it.name.as_str())
        .then(follows!(
            "INSERT INTO stages (id, workspace_id, name, rank, kind, color) SELECT :id, it.workspace_id, :name, :rank, :kind, :color FROM it"
        ))
}

/// Changes a stage. Trips at it keep what it means to clients.
pub fn change_stage(from: &EditedStage, it: &StageDraft) -> Write {
    Write::begin(
        "stage_changed",
        from.id,
        begins!(
            staff,
            "JOIN stages s ON s.workspace_id = me.workspace_id AND s.id = :id
             AND (s.kind = :kind OR NOT EXISTS (SELECT 1 FROM trips t INDEXED BY trips_by_stage WHERE t.workspace_id = s.workspace_id AND t.stage_id = s.id))
             WHERE ",
            is_free!()
        ),
    )
    .bind("id", from.id)
    .bind("name", it.name.as_str())
    .bind("rank", it.rank)
    .bind("kind", it.kind.stored())
    .bind("color", it.color.as_str())
    .note(changes_of(&[
        ("Name", &from.name, &it.name),
        ("Place", &from.rank.to_string(), &it.rank.to_string()),
        ("Meaning", from.kind.stored(), it.kind.stored()),
        ("Color", &from.color, &it.color),
    ]))
    .then(follows!(
        "UPDATE stages SET name = :name, rank = :rank, kind = :kind, color = :color WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"
    ))
}

/// Deletes a stage that no trip is at and that is not the limit.
pub fn delete_stage(it: &EditedStage) -> Write {
    Write::begin(
        "stage_deleted",
        it.id,
        begins!(
            staff,
            "JOIN stages s ON s.workspace_id = me.workspace_id AND s.id = :id JOIN workspaces w ON w.id = me.workspace_id AND w.stage_limit IS NOT s.id
             WHERE NOT EXISTS (SELECT 1 FROM trips t INDEXED BY trips_by_stage WHERE t.workspace_id = s.workspace_id AND t.stage_id = s.id)"
        ),
    )
    .bind("id", it.id)
    .note(it.name.as_str())
    .then(follows!("DELETE FROM stages WHERE id = :id AND workspace_id = (SELECT workspace_id FROM it)"))
}

/// Sets the stage from which on clients can change nothing, or none.
pub fn limit_at(
    workspace: WorkspaceId,
    was: Option<&EditedStage>,
    stage: Option<&EditedStage>,
) -> Write {
    let name = |it: Option<&EditedStage>| it.map_or("none", |it| it.name.as_str()).to_owned();
    Write::begin(
        "stage_limit_set",
        workspace,
        begins!(
            staff,
            "WHERE :stage IS NULL OR EXISTS (SELECT 1 FROM stages s WHERE s.workspace_id = me.workspace_id AND s.id = :stage)"
        ),
    )
    .bind("stage", stage.map(|it| it.id))
    .note(format!("{} \u{2192} {}", name(was), name(stage)))
    .then(follows!("UPDATE workspaces SET stage_limit = :stage WHERE id = (SELECT workspace_id FROM it)"))
}
