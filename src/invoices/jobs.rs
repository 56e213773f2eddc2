//! Renders an invoice's PDF into the files, mails that an invoice was issued, and reminds of it.
pub mod paper;
mod reminders;
pub use reminders::{InvoiceReminder, remind};

use super::{mail as letters, queries};
use crate::{
    app::App,
    error::{Error, Result},
    kit::ids::{InvoiceId, WorkspaceId},
    mail::{self, Mailed},
    outbox::{Done, Failed, Job, Row},
};
use paper::Paper;
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// Renders the PDF of an invoice in its present state.
#[derive(Debug, Serialize, Deserialize)]
pub struct InvoicePdf {
    pub invoice: InvoiceId,
}

impl Job for InvoicePdf {
    const NAME: &'static str = "invoice_pdf";

    async fn run(self, app: &App, row: &Row) -> Result<Done, Failed> {
        render(app, row.workspace_id, self.invoice).await?;
        Ok(Done::default())
    }
}

/// The email that an invoice was issued. It is written by the job, because the number is known only
/// after the invoice was stored.
#[derive(Debug, Serialize, Deserialize)]
pub struct InvoiceIssued {
    pub invoice: InvoiceId,
}

impl Job for InvoiceIssued {
    const NAME: &'static str = "invoice_issued";

    async fn run(self, app: &App, row: &Row) -> Result<Done, Failed> {
        let from = mail::sender(app, row).await?;
        let invoice = app.db.run(queries::to_render(row.workspace_id, self.invoice)).await?;
        let letter = letters::issued(&invoice.ok_or(Error::NotFound)?, &from.name);
        mail::post(app, row, &from, (&letter, None)).await
    }
}

impl Mailed for InvoiceIssued {
    fn subject(&self) -> &'static str {
        "Invoice issued"
    }

    fn path(&self) -> String {
        format!("/invoices/{}", self.invoice)
    }
}

/// Renders the invoice in its present state and stores it.
async fn render(app: &App, workspace: WorkspaceId, id: InvoiceId) -> Result<()> {
    let batch = (queries::to_render(workspace, id), queries::allocated(workspace, id));
    let (invoice, payments) = app.db.run(batch).await?;
    let invoice = invoice.ok_or(Error::NotFound)?;
    Paper::of(workspace, &invoice, &payments).store(app).await
}
