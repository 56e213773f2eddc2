//! Sends the statement of an account.
use crate::{
    app::App,
    db::scope::Scope,
    error::Error,
    kit::ids::AccountId,
    mail::{self, Enclosed, Mailed, Mailing},
    outbox::{Done, Failed, Job, Row},
    payments::{
        mail as letters, paper, queries,
        statement::{self, Period},
    },
    workspaces::{self, Module, Modules},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The statement of the days from `from` until `until`, with its PDF for those who may read it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct StatementSent {
    pub account: AccountId,
    pub from: NaiveDate,
    pub until: NaiveDate,
}

impl Job for StatementSent {
    const NAME: &'static str = "statement_sent";

    async fn run(self, app: &App, row: &Row) -> Result<Done, Failed> {
        let from = mail::sender(app, row).await?;
        let workspace = app.db.run(workspaces::at(&from.client)).await?.ok_or(Error::NotFound)?;
        let (now, period) = (app.now(), Period { from: self.from, until: self.until });
        let (scope, account) = (Scope::system(row.workspace_id, now), self.account.to_string());
        let stated = queries::stated_for_mail(&scope, &account, period, workspace.today(now));
        let (payer, before, entries, ageing) = app.db.run(stated).await?;
        let payer = payer.ok_or(Error::NotFound)?;
        let all = statement::statements(&before, &entries, &ageing);
        let style = workspace.style(now);
        let modules = Modules::NONE.with(Module::Invoices).with(Module::Documents);
        let reads = (self.account, Mailing::Invoices);
        let enclosed = if mail::may_read(app, row, reads, modules).await? {
            let of = (account.as_str(), payer.name.as_str());
            let printed = paper::statement(&workspace, style, of, period, &all);
            Enclosed::of(period.file("pdf"), app.render(&printed).await)
        } else {
            Enclosed::Withheld
        };
        let mut letter = letters::statement(&payer, period, &all, (&from.name, style));
        letter.facts.extend(enclosed.told("PDF", "the page of the statement"));
        mail::post_with(app, row, &from, (&letter, [enclosed])).await
    }
}

impl Mailed for StatementSent {
    fn subject(&self) -> &'static str {
        "Statement sent"
    }

    fn path(&self) -> String {
        Period { from: self.from, until: self.until }.path(self.account)
    }
}
