//! The statement of an account for staff, as a page and as a file.
use crate::{
    error::{Error, Result},
    http::{download::Wanted, page::page, routes::Id, visit::Visit},
    kit::ids::AccountId,
    payments::{
        queries,
        routes::statement::{asked, attached, printed},
        views::{OpsStatement, StatementSheet},
    },
};
use axum::response::Response;

/// `GET /accounts/{id}/statement`: the statement of an account in the days `?from` to `?until`.
pub async fn show(visit: Visit, Id(id): Id<AccountId>) -> Result<Response> {
    let (period, form, today) = asked(&visit);
    let batch = queries::stated(&visit.scope, &id.to_string(), period, today);
    let (visitor, stated) = visit.read(batch).await?;
    let path = format!("/accounts/{id}/statement");
    let sheet = StatementSheet::of(stated, period, &path, form).ok_or(Error::NotFound)?;
    page(&OpsStatement { visitor, sheet })
}

/// `GET /accounts/{id}/statement.csv`: the same as a file.
pub async fn export(visit: Visit, Id(id): Id<AccountId>) -> Result<Response> {
    let (period, _, today) = asked(&visit);
    let batch = queries::stated(&visit.scope, &id.to_string(), period, today);
    let (_, stated) = visit.read(batch).await?;
    attached(stated, period)
}

/// `GET /accounts/{id}/statement.pdf`: the same in print.
pub async fn print(visit: Visit, Id(id): Id<AccountId>, wanted: Wanted) -> Result<Response> {
    let (period, _, today) = asked(&visit);
    let batch = queries::stated(&visit.scope, &id.to_string(), period, today);
    let (visitor, stated) = visit.read(batch).await?;
    printed(&visit, &visitor, stated, period, &wanted).await
}
