//! Reminds clients of invoices that are not paid in full, and tells accounting of overdue ones: finds them by the clock, and
//! mails them by a job.
use crate::{
    app::App,
    error::{Error, Result},
    invoices::{
        mail as letters,
        queries::{self, REMINDED},
        reminding::Plan,
    },
    kit::{ids::InvoiceId, zoned::today},
    mail::{self, Mailed},
    outbox::{Done, Failed, Job, Row},
};
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// A reminder of an invoice. It is written by the job, because it tells what is outstanding when it is sent.
#[derive(Debug, Serialize, Deserialize)]
pub struct InvoiceReminder {
    pub invoice: InvoiceId,
}

impl Job for InvoiceReminder {
    const NAME: &'static str = "invoice_reminder";

    async fn run(self, app: &App, row: &Row) -> Result<Done, Failed> {
        let from = mail::sender(app, row).await?;
        let (invoice, payments) = super::whole(app, row.workspace_id, self.invoice).await?;
        if invoice.balance.outstanding() <= 0 {
            let subject = "Not sent: the invoice was paid or voided meanwhile".to_owned();
            return Ok(Done { subject, ..Done::default() });
        }
        let letter = letters::reminder(&invoice, &from.name, today(app.now(), &from.zone));
        super::with_paper(app, row, &from, (letter, (&invoice, &payments))).await
    }
}

impl Mailed for InvoiceReminder {
    fn subject(&self) -> &'static str {
        "Reminder of an invoice"
    }

    fn path(&self) -> String {
        format!("/invoices/{}", self.invoice)
    }
}

/// Reminds the clients of one workspace whose morning has come, and tells its accounting what became overdue, up to a number of
/// invoices each. Returns whether there may be more to do.
pub async fn remind(app: &App) -> Result<bool> {
    let now = app.now();
    let Some(of) = app.db.run(queries::reminding(now)).await? else { return Ok(false) };
    let (today, days, until) = match of.plan(now) {
        Plan::Wait { until } => {
            app.db.run(queries::wait(&of, until)).await?;
            return Ok(true);
        }
        Plan::Remind { today, days, until } => (today, days, until),
    };
    let workspace = of.workspace_id;
    let batch = (queries::due(workspace, today, &days), queries::overdue(workspace, today));
    let (due, overdue) = app.db.run(batch).await?;
    for it in &due {
        app.carry_out(workspace, queries::remind(it)).await?;
    }
    for it in &overdue {
        let invoice = app.db.run(queries::to_render(workspace, it.id)).await?;
        let letter = letters::overdue(&invoice.ok_or(Error::NotFound)?);
        app.carry_out(workspace, queries::tell_overdue(it, &letter)).await?;
    }
    if due.len().max(overdue.len()) < REMINDED {
        app.db.run(queries::wait(&of, until)).await?;
    }
    Ok(true)
}
