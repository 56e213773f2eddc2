//! Statements of the job that renders an invoice. It works for every workspace, so they name it.
use crate::{
    db::query::{Changes, Query},
    invoices::{Invoice, payment::Payment},
    kit::ids::{InvoiceId, WorkspaceId},
};

pub fn to_render(workspace: WorkspaceId, id: InvoiceId) -> Query<Option<Invoice>> {
    Query::new(
        invoice!(
            "1",
            "FROM (SELECT ?1 AS workspace_id, ?2 AS id) x JOIN invoices i ON i.workspace_id = x.workspace_id AND i.id = x.id"
        ),
        [workspace.into(), id.into()],
    )
}

pub fn allocated(workspace: WorkspaceId, id: InvoiceId) -> Query<Vec<Payment>> {
    Query::new(
        payment!(
            "FROM (SELECT ?1 AS workspace_id, ?2 AS id) x JOIN invoices i ON i.workspace_id = x.workspace_id AND i.id = x.id"
        ),
        [workspace.into(), id.into()],
    )
}

/// Where the rendering of a version is. One of an older version is not remembered: what changed the
/// invoice left a task to render it anew.
pub fn rendered(workspace: WorkspaceId, it: &Invoice, key: &str, digest: &str) -> Query<Changes> {
    Query::new(
        "UPDATE invoices SET pdf_key = ?4, pdf_digest = ?5 WHERE id = ?1 AND workspace_id = ?2 AND version = ?3",
        [it.id.into(), workspace.into(), it.version.into(), key.into(), digest.into()],
    )
}
