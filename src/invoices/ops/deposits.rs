//! `/quotes/{id}/deposits` on the operations side: deposit invoices of an accepted quote.
use super::super::{queries, views::DepositNew};
use crate::{
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::Id,
        visit::Visit,
    },
    kit::ids::{InvoiceId, QuoteId},
    workspaces::Series,
};
use axum::response::Response;

#[cfg(test)]
mod tests;

/// `GET /quotes/{id}/deposits/new`: the form of a deposit invoice, with the deposit that was agreed.
pub(super) async fn new(visit: Visit, Id(id): Id<QuoteId>) -> Result<Response> {
    let (visitor, bill) = visit.read(queries::bill(&visit.scope, id)).await?;
    let bill = bill.ok_or(Error::NotFound)?;
    bill.issuable()?;
    let due_on = bill.deposit_due_on(visitor.today(), visitor.workspace.payment_days);
    let form = bill.deposit_form(due_on);
    page(&DepositNew { visitor, bill, form })
}

/// `POST /quotes/{id}/deposits`: issues the deposit invoice.
pub(super) async fn create(visit: Visit, Id(id): Id<QuoteId>, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let (visitor, bill) = visit.read_once(&form, queries::bill(scope, id)).await?;
    let bill = bill.ok_or(Error::NotFound)?;
    let invoice = InvoiceId::new(scope.now, &visit.chance());
    let reading = (visitor.dates(), visitor.workspace.style(scope.now));
    let Some(issue) = bill.read_deposit(&mut form, invoice, reading)? else {
        return again(&DepositNew { visitor, bill, form });
    };
    let write = queries::issue(&issue, &bill, Series::Deposit);
    visit.write(&form, write, &format!("/invoices/{invoice}"), "Deposit invoice issued.").await
}
