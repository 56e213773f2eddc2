//! `/quotes/{id}/deposits` on the operations side: deposit invoices of an accepted quote.
use super::{
    super::{
        drafting::{Plan, Planned},
        queries,
        views::DepositNew,
    },
    drafts,
};
use crate::{
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::Id,
        visit::Visit,
    },
    kit::ids::QuoteId,
};
use axum::response::Response;

#[cfg(test)]
mod tests;

/// `GET /quotes/{id}/deposits/new`: the form of a deposit invoice, with the deposit that was agreed.
pub(super) async fn new(visit: Visit, Id(id): Id<QuoteId>) -> Result<Response> {
    let (scope, asked) = (&visit.scope, visit.param("draft"));
    let batch = (queries::bill(scope, id), queries::draft_of(scope, &asked, &form_of(id)));
    let (visitor, (bill, draft)) = visit.read(batch).await?;
    let bill = bill.ok_or(Error::NotFound)?;
    bill.issuable()?;
    if let Some(draft) = draft {
        return drafts::opened(&draft, &asked, |form| page(&DepositNew { visitor, bill, form }));
    }
    let due_on = bill.deposit_due_on(visitor.today(), visitor.workspace.payment_days);
    let form = bill.deposit_form(due_on);
    page(&DepositNew { visitor, bill, form })
}

/// The page whose form makes a deposit invoice of the quote.
fn form_of(quote: QuoteId) -> String {
    format!("/quotes/{quote}/deposits/new")
}

/// `POST /quotes/{id}/deposits`: issues the deposit invoice.
pub(super) async fn create(visit: Visit, Id(id): Id<QuoteId>, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let (visitor, bill) = visit.read_once(&form, queries::bill(scope, id)).await?;
    let bill = bill.ok_or(Error::NotFound)?;
    let invoice = drafts::id_of(&visit, &form);
    let reading = (visitor.dates(), visitor.workspace.style(scope.now));
    let Some(issue) = bill.read_deposit(&mut form, invoice, reading)? else {
        return again(&DepositNew { visitor, bill, form });
    };
    let (plan, path) = (Plan::Deposit(issue), form_of(id));
    let it = Planned::new(plan, path, &bill.route, &bill.currency, &form);
    drafts::carry_out(&visit, &visitor, &form, &it).await
}
