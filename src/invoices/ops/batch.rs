//! `/accounts/{id}/invoices/batch` on the operations side: a month's trips of an account, invoiced at once.
use super::{
    super::{
        batch::{self, Batch, Month},
        drafting::{Plan, Planned},
        issuing::{Billing, Issue, due_in},
        left_out, mail, queries,
        views::BatchNew,
    },
    form_of,
};
use crate::{
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::Id,
        visit::Visit,
    },
    kit::{
        ids::{AccountId, EventId, InvoiceId},
        zoned,
    },
    users::Visitor,
};
use axum::response::Response;

#[cfg(test)]
mod tests;

/// The same invoices as drafts, each of which is changed in its own form.
fn planned(it: &Batch, bills: &[Billing], form: &Form) -> Vec<Planned> {
    let bill_of = |issue: &Issue| bills.iter().find(|bill| bill.quote_id == issue.quote);
    let drafts = it.issues.iter().filter_map(|issue| Some((issue, bill_of(issue)?)));
    drafts
        .map(|(issue, bill)| {
            let own = Form::of(["due_on", "terms"].map(|name| (name, form.value(name))));
            let (plan, path) = (Plan::Quote(issue.clone()), form_of(bill.quote_id));
            Planned::new(plan, path, &bill.route, &bill.currency, &own)
        })
        .collect()
}

/// The month of an address or form, or this one.
fn asked(visit: &Visit, text: &str) -> Month {
    Month::asked(text, zoned::today(visit.scope.now, "UTC"))
}

/// What departs in the month, as it is in the workspace's time zone.
fn within(bills: Vec<Billing>, month: Month, visitor: &Visitor) -> Vec<Billing> {
    let zone = &visitor.workspace.zone;
    bills.into_iter().filter(|it| month.has(it.departs_at, zone)).collect()
}

/// `GET /accounts/{id}/invoices/batch`: the trips of the `?month` that wait for their invoice, all of them ticked.
pub(super) async fn new(visit: Visit, Id(id): Id<AccountId>) -> Result<Response> {
    let (scope, month) = (&visit.scope, asked(&visit, &visit.param("month")));
    let (visitor, (account, bills, trips)) =
        visit.read(queries::of_month(scope, id, month.around())).await?;
    let account = account.ok_or(Error::NotFound)?;
    let bills = within(bills, month, &visitor);
    let due_on = due_in(visitor.today(), visitor.workspace.payment_days);
    let mut form = Form::of([
        ("month", month.word()),
        ("due_on", due_on.to_string()),
        ("terms", account.terms.clone()),
    ]);
    for bill in bills.iter().filter(|it| it.is_settled()) {
        form.add("quote", bill.quote_id.to_string());
    }
    let left_out = left_out::of(trips, &bills, month, &visitor.workspace.zone);
    page(&BatchNew { visitor, account, month, bills, left_out, form })
}

/// `POST /accounts/{id}/invoices/batch`: issues the invoices that are ticked.
pub(super) async fn create(
    visit: Visit,
    Id(id): Id<AccountId>,
    mut form: Form,
) -> Result<Response> {
    let (scope, month) = (&visit.scope, asked(&visit, form.value("month")));
    let batch = queries::of_month(scope, id, month.around());
    let (visitor, (account, bills, trips)) = visit.read_once(&form, batch).await?;
    let account = account.ok_or(Error::NotFound)?;
    let bills = within(bills, month, &visitor);
    let style = visitor.workspace.style(scope.now);
    let new_id = || InvoiceId::new(scope.now, &visit.chance());
    let Some(it) = batch::read(&mut form, &bills, (visitor.dates(), style), new_id)? else {
        let left_out = left_out::of(trips, &bills, month, &visitor.workspace.zone);
        return again(&BatchNew { visitor, account, month, bills, left_out, form });
    };
    let events: Vec<_> =
        it.issues.iter().map(|_| EventId::new(scope.now, &visit.chance())).collect();
    let there = format!("/accounts/{id}/invoices/batch?month={}", month.word());
    if visitor.workspace.invoices_need_approval {
        let all = planned(&it, &bills, &form);
        let letter = mail::await_approval(&account.name, all.len());
        let write = queries::save_drafts(id, &all, &letter, &events);
        return visit.write(&form, write, "/invoices?show=drafts", "Drafts saved.").await;
    }
    let write = queries::issue_all(id, &it, &events);
    visit.write(&form, write, &there, "Invoices issued.").await
}
