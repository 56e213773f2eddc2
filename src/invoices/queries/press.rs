//! Statements of the job that renders an invoice. They name the workspace, because a job has no
//! visitor.
use crate::{
    db::query::{Changes, Query},
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
        "FROM (SELECT :workspace AS workspace_id, :id AS id) x JOIN invoices i ON i.workspace_id = x.workspace_id AND i.id = x.id"
    ))
    .bind("workspace", workspace)
    .bind("id", id)
}

/// Records where the PDF is stored, if the invoice is still the version that was rendered.
/// Otherwise the change has left another job to render it.
pub fn rendered(workspace: WorkspaceId, it: &Invoice, key: &str, digest: &str) -> Query<Changes> {
    Query::new("UPDATE invoices SET pdf_key = :key, pdf_digest = :digest WHERE id = :id AND workspace_id = :workspace AND version = :version")
        .bind("id", it.id)
        .bind("workspace", workspace)
        .bind("version", it.version)
        .bind("key", key)
        .bind("digest", digest)
}
