//! Statements of the job that renders an invoice. They name the workspace, because a job has no
//! visitor.
use crate::{
    db::query::Query,
    invoices::{Invoice, payment::Payment},
    kit::ids::{InvoiceId, WorkspaceId},
};

pub fn to_render(workspace: WorkspaceId, id: InvoiceId) -> Query<Option<Invoice>> {
    Query::new(invoice!(
        "1",
        "FROM (SELECT :workspace AS workspace_id, :id AS id) x JOIN invoices i ON i.workspace_id = x.workspace_id AND i.id = x.id"
    ))
    .bind("workspace", workspace)
    .bind("id", id)
}

pub fn allocated(workspace: WorkspaceId, id: InvoiceId) -> Query<Vec<Payment>> {
    Query::new(payment!(
        "p.id",
        "FROM (SELECT :workspace AS workspace_id, :id AS id) x JOIN invoices i ON i.workspace_id = x.workspace_id AND i.id = x.id"
    ))
    .bind("workspace", workspace)
    .bind("id", id)
}
