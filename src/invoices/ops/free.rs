//! `/accounts/{id}/invoices` on the operations side: invoices without a quote.
use super::{
    super::{
        drafting::{Plan, Planned},
        issuing::due_in,
        queries,
        views::FreeNew,
    },
    drafts,
};
use crate::{
    error::{Error, Result},
    http::{
        form::Form,
        page::{address, again, page},
        routes::Id,
        visit::Visit,
    },
    kit::ids::AccountId,
    rates,
};
use axum::response::Response;

/// `GET /accounts/{id}/invoices/new`: an invoice for the account, about the `?trip` or the order of `?service`s.
pub(super) async fn new(visit: Visit, Id(id): Id<AccountId>) -> Result<Response> {
    let (scope, asked) = (&visit.scope, visit.param("draft"));
    let about = (visit.param("trip"), visit.param("service"));
    // An account can be billed for several things at a time, so only the draft that is named is opened.
    let batch =
        (queries::free_bill(scope, id, &about.0, &about.1), queries::draft_of(scope, &asked, ""));
    let (visitor, (bill, draft)) = visit.read(batch).await?;
    let bill = bill.ok_or(Error::NotFound)?;
    bill.check()?;
    if let Some(draft) = draft {
        return drafts::opened(&draft, &asked, |form| page(&FreeNew { visitor, bill, form }));
    }
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
    let invoice = drafts::id_of(&visit, &form);
    let reading = (visitor.dates(), visitor.workspace.style(scope.now));
    let Some(issue) = bill.read(&mut form, invoice, &rates, reading) else {
        return again(&FreeNew { visitor, bill, form });
    };
    let about = [("trip", form.value("trip")), ("service", form.value("service"))];
    let path = address(&format!("/accounts/{id}/invoices/new"), &about);
    let (what, plan) = (issue.about.clone(), Plan::Free(issue));
    let it = Planned::new(plan, path, what, &bill.currency, &form);
    drafts::carry_out(&visit, &visitor, &form, &it).await
}

#[cfg(test)]
mod tests;
