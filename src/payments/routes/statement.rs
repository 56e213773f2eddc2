//! The statement of a client's account, as a page and as a file.
use crate::{
    error::{Error, Result},
    http::{page::page, visit::Visit},
    kit::zoned,
    payments::{
        queries::{self, Stated},
        statement::{self, Period},
        views::{ClientStatement, StatementSheet},
    },
};
use axum::{
    http::header,
    response::{IntoResponse as _, Response},
};
use chrono::NaiveDate;

/// The period that the address asks for, and today. The workspace's time zone is not known before the read; what is
/// counted in days of overdue may differ by one in the hours around midnight.
pub fn asked(visit: &Visit) -> (Period, NaiveDate) {
    let today = zoned::today(visit.scope.now, "UTC");
    (Period::asked(&visit.param("from"), &visit.param("until"), today), today)
}

/// `GET /statement`: the statement of one of the client's accounts, `?account`, in the days `?from` to `?until`.
pub async fn show(visit: Visit) -> Result<Response> {
    let (period, today) = asked(&visit);
    let account = visit.param("account");
    let batch = (
        queries::my_statement(&visit.scope, &account, period, today),
        queries::my_payers(&visit.scope),
    );
    let (visitor, (stated, accounts)) = visit.read(batch).await?;
    let sheet = StatementSheet::of(stated, period, "/statement").ok_or(Error::NotFound)?;
    page(&ClientStatement { visitor, sheet, accounts })
}

/// `GET /statement.csv`: the same as a file.
pub async fn export(visit: Visit) -> Result<Response> {
    let (period, today) = asked(&visit);
    let account = visit.param("account");
    let batch = queries::my_statement(&visit.scope, &account, period, today);
    let (_, stated) = visit.read(batch).await?;
    attached(stated, period)
}

/// The statement as a download.
pub fn attached(stated: Stated, period: Period) -> Result<Response> {
    let (account, before, entries, ageing) = stated;
    account.ok_or(Error::NotFound)?;
    let all = statement::statements(&before, &entries, &ageing);
    let file = statement::file(&all, period)
        .ok_or_else(|| Error::Internal("a statement could not be written".to_owned()))?;
    let name =
        format!("attachment; filename=\"Statement {} to {}.csv\"", period.from, period.until);
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    // The mark by which spreadsheets read accents right.
    Ok((headers, format!("\u{feff}{file}")).into_response())
}
