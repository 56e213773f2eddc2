//! Renders an invoice's PDF into the files.
use crate::{
    app::App,
    error::Result,
    kit::ids::{InvoiceId, WorkspaceId},
};

pub async fn render(_app: &App, _workspace: WorkspaceId, _invoice: InvoiceId) -> Result<()> {
    Ok(())
}
