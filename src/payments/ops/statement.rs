//! The statement of an account for staff, as a page and as a file.
use crate::{
    error::{Error, Result},
    http::{download::Wanted, form::Form, page::page, routes::Id, visit::Visit},
    kit::ids::AccountId,
    payments::{
        jobs::StatementSent,
        queries,
        routes::statement::{asked, attached, printed},
        statement::Period,
        views::{OpsStatement, StatementSheet},
    },
};
use axum::response::Response;

/// `GET /accounts/{id}/statement`: the statement of an account in the days `?from` to `?until`.
pub async fn show(visit: Visit, Id(id): Id<AccountId>) -> Result<Response> {
    let (period, form, today) = asked(&visit);
    let batch = (
        queries::stated(&visit.scope, &id.to_string(), period, today),
        queries::addressees(&visit.scope, id),
    );
    let (visitor, (stated, addressees)) = visit.read(batch).await?;
    let path = format!("/accounts/{id}/statement");
    let sheet = StatementSheet::of(stated, period, &path, form).ok_or(Error::NotFound)?;
    page(&OpsStatement { visitor, sheet, addressees })
}

/// `POST /accounts/{id}/statement/sending`: mails the statement to those of the account who see money.
pub async fn send(visit: Visit, Id(id): Id<AccountId>, form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let batch = (queries::payer(scope, id), queries::addressees(scope, id));
    let (_, (account, addressees)) = visit.read_once(&form, batch).await?;
    account.ok_or(Error::NotFound)?;
    let period = Period::typed(form.value("from"), form.value("until"));
    let Period { from, until } = period
        .ok_or_else(|| Error::refused("Choose the days of the statement, and send it again."))?;
    if addressees.is_empty() {
        return Err(Error::refused("Nobody of this account sees money in the portal."));
    }
    let write = queries::send_statement(&StatementSent { account: id, from, until });
    let there = format!("/accounts/{id}/statement?from={from}&until={until}");
    visit.write(&form, write, &there, "Statement sent.").await
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
