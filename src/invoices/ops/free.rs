//! `/accounts/{id}/invoices` on the operations side: invoices without a quote.
use super::super::{issuing::due_in, queries, views::FreeNew};
use crate::{
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::Id,
        visit::Visit,
    },
    kit::ids::{AccountId, InvoiceId},
    rates,
};
use axum::response::Response;

/// `GET /accounts/{id}/invoices/new`: an invoice for the account, about the `?trip` or the order of `?service`s.
pub(super) async fn new(visit: Visit, Id(id): Id<AccountId>) -> Result<Response> {
    let about = (visit.param("trip"), visit.param("service"));
    let bill = queries::free_bill(&visit.scope, id, &about.0, &about.1);
    let (visitor, bill) = visit.read(bill).await?;
    let bill = bill.ok_or(Error::NotFound)?;
    bill.check()?;
    let due_on = due_in(visitor.today(), visitor.workspace.payment_days);
    let form = bill.begun(due_on, visitor.workspace.trade);
    page(&FreeNew { visitor, bill, form })
}

/// `POST /accounts/{id}/invoices`: issues the invoice. The button that adds a line shows the form again instead.
pub(super) async fn create(
    visit: Visit,
    Id(id): Id<AccountId>,
    mut form: Form,
) -> Result<Response> {
    let scope = &visit.scope;
    let batch = (
        queries::free_bill(scope, id, form.value("trip"), form.value("service")),
        rates::rates(scope),
    );
    let (visitor, (bill, rates)) = visit.read_once(&form, batch).await?;
    let bill = bill.ok_or(Error::NotFound)?;
    bill.check()?;
    if form.is("add", "line") {
        return page(&FreeNew { visitor, bill, form });
    }
    let invoice = InvoiceId::new(scope.now, &visit.chance());
    let reading = (visitor.dates(), visitor.workspace.style(scope.now));
    let Some(issue) = bill.read(&mut form, invoice, &rates, reading) else {
        return again(&FreeNew { visitor, bill, form });
    };
    let write = queries::issue_free(&issue);
    visit.write(&form, write, &format!("/invoices/{invoice}"), "Invoice issued.").await
}

#[cfg(test)]
mod tests;
