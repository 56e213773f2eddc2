//! `/invoices`
use super::{
    Invoice, jobs,
    listing::{Filter, Tab, paged},
    owing::balances,
    payment::Payment,
    queries,
    sheet::credit_note,
    views,
};
use crate::{
    error::{Error, Result},
    http::{
        download::Wanted,
        form::Form,
        page::page,
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::ids::{CreditNoteId, EventId, InvoiceId},
    ui::pieces::Pager,
    users::{Grant, Visitor, clients},
    workspaces::Module,
};
use axum::{http::Method, response::Response};

#[cfg(test)]
mod tests;

pub fn routes() -> Routes {
    Routes::of(Module::Invoices)
        .get("/invoices", clients().hidden_without(Grant::SeeMoney), index)
        .get("/invoices/{id}", clients().hidden_without(Grant::SeeMoney), show)
        .get(
            "/invoices/{id}/pdf",
            clients().hidden_without(Grant::SeeMoney).of(Module::Documents),
            pdf,
        )
        .get(
            "/invoices/{id}/credit-note",
            clients().hidden_without(Grant::SeeMoney).of(Module::Documents),
            credit_note,
        )
        .get(
            "/credit-notes/{id}",
            clients().hidden_without(Grant::SeeMoney).of(Module::Documents),
            credit_in_part,
        )
}

/// `GET /invoices`: the unpaid invoices of the client and what they owe; with `?show=all` all of them, by
/// `?status` and by the days of issue `?from` until `?until`; with `?show=aircraft` those to others for trips on the client's aircraft.
async fn index(visit: Visit) -> Result<Response> {
    let scope = &visit.scope;
    let tab = Tab::of(&visit.param("show"))
        .filter(|tab| matches!(tab, Tab::All | Tab::OnAircraft))
        .unwrap_or(Tab::Open);
    let mut filters = Form::days(["from", "until"], |name| visit.param(name));
    filters.set("status", visit.param("status"));
    let filter = if tab == Tab::All {
        Filter::asked(filters.value("status"), &filters)
    } else {
        Filter::default()
    };
    let from = visit.cursor(tab.usual().start()).before(filter.latest());
    let query = if tab == Tab::OnAircraft {
        queries::on_aircraft(scope, &from)
    } else {
        queries::mine(scope, tab, &filter, &from)
    };
    let owing = (queries::dues(scope), queries::signed_for(scope));
    let batch = (query, owing, queries::my_credits(scope));
    let (visitor, (entries, (dues, signed), credits)) = visit.read(batch).await?;
    let mut listed = paged(entries, tab.usual().by);
    let today = visitor.today();
    let owed = balances(&dues, &signed, today);
    listed.rows.retain(|it| filter.takes(&it.balance, today));
    let kept = filter.params();
    let kept = kept.iter().map(|(name, value)| (*name, value.as_str()));
    let kept: Vec<_> = std::iter::once(("show", tab.word())).chain(kept).collect();
    let pager = Pager::more(&listed, "/invoices", &kept);
    let entries = listed.rows;
    page(&views::Index { visitor, entries, owed, credits, tab, filter, filters, pager })
}

/// `GET /invoices/{id}`: the invoice as a page. Opening it is recorded; a `HEAD` request is not.
async fn show(visit: Visit, Id(id): Id<InvoiceId>, method: Method) -> Result<Response> {
    let scope = &visit.scope;
    let event = (method == Method::GET).then(|| EventId::new(scope.now, &visit.chance()));
    let viewed = event.map(|event| queries::viewed(scope, id, event));
    let batch = (
        queries::my_invoice(scope, id),
        queries::my_payments(scope, id),
        queries::my_credit(scope, id),
        viewed,
    );
    let (visitor, (invoice, payments, credit, _)) = visit.read(batch).await?;
    let invoice = invoice.ok_or(Error::NotFound)?;
    page(&views::Show { visitor, invoice, payments, credit })
}

/// `GET /invoices/{id}/pdf`: the PDF of the invoice as it is now. Downloading it is recorded.
async fn pdf(visit: Visit, Id(id): Id<InvoiceId>, wanted: Wanted) -> Result<Response> {
    let scope = &visit.scope;
    let event = wanted.is_get().then(|| EventId::new(scope.now, &visit.chance()));
    let downloaded = event.map(|event| queries::downloaded(scope, id, event));
    let batch = (queries::my_invoice(scope, id), queries::my_payments(scope, id), downloaded);
    let (visitor, (invoice, payments, _)) = visit.read(batch).await?;
    attached(&visit, &visitor, (&invoice.ok_or(Error::NotFound)?, &payments), &wanted).await
}

/// `GET /invoices/{id}/credit-note`: the credit note of a voided invoice. Downloading it is recorded.
async fn credit_note(visit: Visit, Id(id): Id<InvoiceId>, wanted: Wanted) -> Result<Response> {
    let scope = &visit.scope;
    let event = wanted.is_get().then(|| EventId::new(scope.now, &visit.chance()));
    let downloaded = event.map(|event| queries::credit_downloaded(scope, id, event));
    let (visitor, (invoice, _)) = visit.read((queries::my_invoice(scope, id), downloaded)).await?;
    credited(&visit, &visitor, &invoice.ok_or(Error::NotFound)?, &wanted).await
}

/// The credit note as a download.
pub async fn credited(
    visit: &Visit,
    visitor: &Visitor,
    invoice: &Invoice,
    wanted: &Wanted,
) -> Result<Response> {
    let of = invoice.voiding_credit().ok_or(Error::NotFound)?;
    let (title, printed) = credit_note::printed(visitor.workspace.id, invoice, of);
    visit.app.download(&printed, &format!("{title}.pdf"), wanted).await
}

/// `GET /credit-notes/{id}`: a credit note for a part of an invoice. Downloading it is recorded.
async fn credit_in_part(
    visit: Visit,
    Id(id): Id<CreditNoteId>,
    wanted: Wanted,
) -> Result<Response> {
    let scope = &visit.scope;
    let event = wanted.is_get().then(|| EventId::new(scope.now, &visit.chance()));
    let downloaded = event.map(|event| queries::part_downloaded(scope, id, event));
    let batch = (queries::my_credited_invoice(scope, id), downloaded);
    let (visitor, (invoice, _)) = visit.read(batch).await?;
    credited_in_part(&visit, &visitor, (invoice, id), &wanted).await
}

/// One of the credit notes of the invoice as a download.
pub async fn credited_in_part(
    visit: &Visit,
    visitor: &Visitor,
    (invoice, id): (Option<Invoice>, CreditNoteId),
    wanted: &Wanted,
) -> Result<Response> {
    let invoice = invoice.ok_or(Error::NotFound)?;
    let of = invoice.credit_in_part(id).ok_or(Error::NotFound)?;
    let (title, printed) = credit_note::printed(visitor.workspace.id, &invoice, of);
    visit.app.download(&printed, &format!("{title}.pdf"), wanted).await
}

/// The PDF as a download.
pub async fn attached(
    visit: &Visit,
    visitor: &Visitor,
    (invoice, payments): (&Invoice, &[Payment]),
    wanted: &Wanted,
) -> Result<Response> {
    let paper = jobs::paper::Paper::of(visitor.workspace.id, invoice, payments);
    let name = format!("Invoice {}.pdf", invoice.number);
    visit.app.download(paper.printed(), &name, wanted).await
}
