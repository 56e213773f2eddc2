//! Renders an invoice's PDF into the files.
use super::{queries, sheet};
use crate::{
    app::App,
    edge::Stored,
    error::{Error, Result},
    kit::{
        ids::{InvoiceId, WorkspaceId},
        text,
    },
};

#[cfg(test)]
mod tests;

pub const PDF: &str = "application/pdf";

/// Renders what is true now, under a name made of its contents: run twice, it leaves the same.
pub async fn render(app: &App, workspace: WorkspaceId, id: InvoiceId) -> Result<()> {
    let batch = (queries::to_render(workspace, id), queries::allocated(workspace, id));
    let (invoice, payments) = app.db.run(batch).await?;
    let invoice = invoice.ok_or(Error::NotFound)?;
    let bytes = sheet::sheet(&invoice, &payments).print(app.typeface().await?)?;
    let digest = text::digest(&[&bytes]);
    let key = format!("{workspace}/invoices/{id}/{digest}.pdf");
    app.files.put(&key, Stored { bytes, content_type: PDF.to_owned() }).await?;
    app.db.run(queries::rendered(workspace, &invoice, &key, &digest)).await?;
    Ok(())
}
