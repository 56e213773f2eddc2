//! The statement of a client's account, as a page and as a file.
use crate::{
    error::{Error, Result},
    http::{download::Wanted, form::Form, page::page, visit::Visit},
    kit::{ids::EventId, zoned},
    payments::{
        paper,
        queries::{self, Stated},
        statement::{self, Period},
        views::{ClientStatement, StatementSheet},
    },
    users::Visitor,
};
use axum::{
    http::header,
    response::{IntoResponse as _, Response},
};
use chrono::NaiveDate;

/// The period that the address asks for, its fields, and today. The workspace's time zone is not known before the read; what is
/// counted in days of overdue may differ by one in the hours around midnight.
pub fn asked(visit: &Visit) -> (Period, Form, NaiveDate) {
    let today = zoned::today(visit.scope.now, "UTC");
    let form = Form::days(["from", "until"], |name| visit.param(name));
    (Period::asked(&form, today), form, today)
}

/// `GET /statement`: the statement of one of the client's accounts, `?account`, in the days `?from` to `?until`.
pub async fn show(visit: Visit) -> Result<Response> {
    let (period, form, today) = asked(&visit);
    let account = visit.param("account");
    let batch = (
        queries::my_statement(&visit.scope, &account, period, today),
        queries::my_payers(&visit.scope),
    );
    let (visitor, (stated, accounts)) = visit.read(batch).await?;
    let sheet = StatementSheet::of(stated, period, "/statement", form).ok_or(Error::NotFound)?;
    page(&ClientStatement { visitor, sheet, accounts })
}

/// `GET /statement.csv`: the same as a file.
pub async fn export(visit: Visit) -> Result<Response> {
    let (period, _, today) = asked(&visit);
    let account = visit.param("account");
    let batch = queries::my_statement(&visit.scope, &account, period, today);
    let (_, stated) = visit.read(batch).await?;
    attached(stated, period)
}

/// `GET /statement.pdf`: the same in print. Downloading it is recorded.
pub async fn print(visit: Visit, wanted: Wanted) -> Result<Response> {
    let (period, _, today) = asked(&visit);
    let (scope, account) = (&visit.scope, visit.param("account"));
    let event = wanted.is_get().then(|| EventId::new(scope.now, &visit.chance()));
    let downloaded = event.map(|event| queries::statement_downloaded(scope, &account, event));
    let batch = (queries::my_statement(scope, &account, period, today), downloaded);
    let (visitor, (stated, _)) = visit.read(batch).await?;
    printed(&visit, &visitor, stated, period, &wanted).await
}

/// The statement in print, as a download.
pub async fn printed(
    visit: &Visit,
    visitor: &Visitor,
    (account, before, entries, ageing): Stated,
    period: Period,
    wanted: &Wanted,
) -> Result<Response> {
    let account = account.ok_or(Error::NotFound)?;
    let all = statement::statements(&before, &entries, &ageing);
    let workspace = &visitor.workspace;
    let of = (&*account.id.to_string(), &*account.name);
    let printed = paper::statement(workspace, workspace.style(visitor.now), of, period, &all);
    visit.app.download(&printed, &period.file("pdf"), wanted).await
}

/// The statement as a download.
pub fn attached(stated: Stated, period: Period) -> Result<Response> {
    let (account, before, entries, ageing) = stated;
    account.ok_or(Error::NotFound)?;
    let all = statement::statements(&before, &entries, &ageing);
    let file = statement::file(&all, period)
        .ok_or_else(|| Error::Internal("a statement could not be written".to_owned()))?;
    let name = format!("attachment; filename=\"{}\"", period.file("csv"));
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    // The mark by which spreadsheets read accents right.
    Ok((headers, format!("\u{feff}{file}")).into_response())
}
