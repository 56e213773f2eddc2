//! Dropping a lead, and reopening it.
use super::{found, queries};
use crate::{
    error::Result,
    http::{form::Form, routes::Id, visit::Visit},
    kit::{ids::LeadId, text::excerpt},
};
use axum::response::Response;

/// `POST /leads/{id}/drop`: drops the lead, with a reason for the history.
pub(super) async fn drop_lead(visit: Visit, Id(id): Id<LeadId>, form: Form) -> Result<Response> {
    let (_, lead) = found(&visit, &form, id).await?;
    let write = queries::drop_lead(id, form.seen(), &excerpt(form.value("reason"), 500));
    let notice = format!("{} dropped.", lead.name);
    visit.write(&form, write, &format!("/leads/{id}"), &notice).await
}

/// `POST /leads/{id}/reopening`: reopens a dropped lead.
pub(super) async fn reopen(visit: Visit, Id(id): Id<LeadId>, form: Form) -> Result<Response> {
    let (_, lead) = found(&visit, &form, id).await?;
    let notice = format!("{} reopened.", lead.name);
    let write = queries::reopen(id, form.seen());
    visit.write(&form, write, &format!("/leads/{id}"), &notice).await
}
