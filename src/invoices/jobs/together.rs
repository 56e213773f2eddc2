//! The mail about several invoices that were issued at once.
use super::{letters, paper, whole};
use crate::{
    app::App,
    error::Error,
    kit::ids::InvoiceId,
    mail::{self, Enclosed, Mailed},
    outbox::{Done, Failed, Job, Row},
};
use serde::{Deserialize, Serialize};

/// One email about all of them. It is written by the job, because the numbers are known only after they were stored.
#[derive(Debug, Serialize, Deserialize)]
pub struct InvoicesIssued {
    pub invoices: Vec<InvoiceId>,
}

impl Job for InvoicesIssued {
    const NAME: &'static str = "invoices_issued";

    async fn run(self, app: &App, row: &Row) -> Result<Done, Failed> {
        let from = mail::sender(app, row).await?;
        let mut all = Vec::new();
        for id in self.invoices {
            all.push(whole(app, row.workspace_id, id).await?);
        }
        let (first, _) = all.first().ok_or(Error::NotFound)?;
        let may_read = paper::may_read(app, row, first).await?;
        let mut enclosed = Vec::new();
        for (invoice, payments) in &all {
            enclosed.push(if may_read {
                paper::printed(app, row, (invoice, payments)).await
            } else {
                Enclosed::Withheld
            });
        }
        let enclosed = mail::together(enclosed);
        let origin = app.config.address_of(&from.client);
        let each = all.iter().map(|(invoice, _)| invoice).zip(&enclosed);
        let letter = letters::issued_at_once(each.collect(), &from.name, &origin);
        mail::post_with(app, row, &from, (&letter, enclosed)).await
    }
}

impl Mailed for InvoicesIssued {
    fn subject(&self) -> &'static str {
        "Invoices issued"
    }

    fn path(&self) -> String {
        "/invoices".to_owned()
    }
}
