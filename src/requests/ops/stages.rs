//! `/deal-stages`, and the stage of one deal
use super::super::{
    queries,
    stages::{DealStage, DealStageDraft, form_of, read},
    views::DealStages,
};
use crate::{
    error::Result,
    http::{
        form::Form,
        page::{again, page},
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::ids::{DealStageId, RequestId},
    users::{Right, may},
};
use axum::response::Response;

const LIST: &str = "/deal-stages";

pub fn routes() -> Routes {
    Routes::new()
        .get("/deal-stages", may(Right::Administer), index)
        .post("/deal-stages", may(Right::Administer), update)
        .post("/requests/{id}/stage", may(Right::WorkRequests), stage)
}

/// `GET /deal-stages`: all stages in one form.
async fn index(visit: Visit) -> Result<Response> {
    let (visitor, stages) = visit.read(queries::deal_stages(&visit.scope)).await?;
    page(&DealStages { visitor, version: version(&stages), form: form_of(&stages) })
}

/// `POST /deal-stages`: saves the list.
async fn update(visit: Visit, mut form: Form) -> Result<Response> {
    let (visitor, stages) = visit.read_once(&form, queries::deal_stages(&visit.scope)).await?;
    let new = || DealStageId::new(visit.scope.now, &visit.chance());
    let typed = read(&mut form, &stages, new);
    let before = list(stages.iter().map(DealStage::told));
    let after = list(typed.iter().map(DealStageDraft::told));
    if before == after && !form.has_complaints() {
        form.complain("name.0", "Nothing is different from what is set already.");
    }
    if form.has_complaints() {
        return again(&DealStages { visitor, version: version(&stages), form });
    }
    let write = queries::save_stages(visitor.workspace.id, form.seen(), &typed);
    let write = write.note(format!("{before} \u{2192} {after}"));
    visit.write(&form, write, LIST, "Deal stages saved.").await
}

/// The version of the list; 0 while it is empty.
fn version(stages: &[DealStage]) -> i64 {
    stages.first().map_or(0, |it| it.version)
}

fn list(told: impl Iterator<Item = String>) -> String {
    let told = told.collect::<Vec<_>>().join("; ");
    if told.is_empty() { "none".to_owned() } else { told }
}

/// `POST /requests/{id}/stage`: moves the deal to a stage, or to none. Nobody is told.
async fn stage(visit: Visit, Id(id): Id<RequestId>, mut form: Form) -> Result<Response> {
    let (visitor, file) = visit.read_once(&form, queries::file(&visit.scope, id)).await?;
    let view = super::opened(visitor, file, Form::default())?;
    let to = view.stages.iter().find(|it| form.is("stage", it.id));
    if to.is_none() && !form.value("stage").is_empty() {
        form.complain("stage", "Choose one of the stages.");
    } else if to == view.stages.iter().find(|it| it.deals > 0) {
        form.complain("stage", "The deal is at this stage already.");
    }
    if form.has_complaints() {
        return again(&super::OpsShow { form, ..view });
    }
    let staging = view.request.stage(form.seen(), &view.stages, to)?;
    visit.write(&form, queries::stage(&staging), &format!("/requests/{id}"), "Stage saved.").await
}
