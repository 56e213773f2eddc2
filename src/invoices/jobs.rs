//! Renders an invoice's PDF into the files, mails that an invoice was issued, and reminds of it.
pub mod paper;
mod reminders;
mod together;
pub use reminders::{InvoiceReminder, remind};
pub use together::InvoicesIssued;

use super::{Invoice, mail as letters, payment::Payment, queries};
use crate::{
    app::App,
    error::{Error, Result},
    kit::ids::{InvoiceId, WorkspaceId},
    mail::{self, Letter, Mailed},
    outbox::{Done, Failed, Job, Row},
    workspaces::Canonical,
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
        let (invoice, payments) = whole(app, row.workspace_id, self.invoice).await?;
        let letter = letters::issued(&invoice, &from.name);
        with_paper(app, row, &from, (letter, (&invoice, &payments))).await
    }
}

/// An invoice with what was paid of it.
async fn whole(
    app: &App,
    workspace: WorkspaceId,
    id: InvoiceId,
) -> Result<(Invoice, Vec<Payment>)> {
    let batch = (queries::to_render(workspace, id), queries::allocated(workspace, id));
    let (invoice, payments) = app.db.run(batch).await?;
    Ok((invoice.ok_or(Error::NotFound)?, payments))
}

/// Sends a letter about an invoice, with its PDF if its reader may have that.
async fn with_paper(
    app: &App,
    row: &Row,
    from: &Canonical,
    (mut letter, of): (Letter, (&Invoice, &[Payment])),
) -> Result<Done, Failed> {
    let enclosed = paper::enclosed(app, row, of).await?;
    letter.facts.extend(enclosed.told("PDF", "the page of the invoice"));
    mail::post_with(app, row, from, (&letter, [enclosed])).await
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
    let (invoice, payments) = whole(app, workspace, id).await?;
    Paper::of(workspace, &invoice, &payments).store(app).await
}
