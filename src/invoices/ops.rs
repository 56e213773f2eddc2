//! `/invoices` on the operations side
mod batch;
mod books;
mod crediting;
mod deposits;
mod drafts;
mod free;
mod payments;
mod times;
mod voiding;

use super::{
    actuals::{self, Charges},
    drafting::{Plan, Planned},
    issuing::{Billing, FIGURES},
    listing::{Billable, Column, Filter, Tab, paged},
    queries::{self, Dossier},
    routes::{attached, credited},
    times::logged,
    views,
};
use crate::{
    db::{
        page::Cursor,
        sorting::{self, Sorting},
    },
    error::{Error, Result},
    http::{
        download::Wanted,
        form::Form,
        page::{address, again, page},
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::{
        ids::{InvoiceId, QuoteId},
        placeholders, zoned,
    },
    ui::pieces::Pager,
    users::{Right, Visitor, may, staff},
};
use axum::response::Response;

#[cfg(test)]
mod tests;

pub fn routes() -> Routes {
    Routes::new()
        .get("/invoices", staff(), index)
        .get("/invoices/new", may(Right::Invoice), new)
        .post("/invoices", may(Right::Invoice), create)
        .get("/invoices/drafts/{id}", staff(), drafts::show)
        .post("/invoices/drafts/{id}/approval", may(Right::Invoice), drafts::approve)
        .post("/invoices/drafts/{id}/removal", may(Right::Invoice), drafts::remove)
        .get("/invoices/{id}", staff(), show)
        .get("/invoices/{id}/pdf", staff(), pdf)
        .get("/invoices/{id}/credit-note", staff(), credit_note)
        .post("/invoices/{id}/payments", may(Right::Invoice), payments::record)
        .post("/invoices/{id}/credit", may(Right::Invoice), payments::apply)
        .get("/invoices/{id}/credits/new", may(Right::Invoice), crediting::new)
        .post("/invoices/{id}/credits", may(Right::Invoice), crediting::create)
        .get("/credit-notes/{id}", staff(), crediting::show)
        .post("/invoices/{id}/voidance", may(Right::Invoice), voiding::void)
        .get("/invoices.csv", may(Right::Invoice), books::invoices)
        .get("/payments.csv", may(Right::Invoice), books::payments)
        .get("/quotes/{id}/deposits/new", may(Right::Invoice), deposits::new)
        .post("/quotes/{id}/deposits", may(Right::Invoice), deposits::create)
        .get("/trips/{id}/times", may(Right::MoveTrips), times::edit)
        .post("/trips/{id}/times", may(Right::MoveTrips), times::update)
        .get("/accounts/{id}/invoices/batch", may(Right::Invoice), batch::new)
        .post("/accounts/{id}/invoices/batch", may(Right::Invoice), batch::create)
        .get("/accounts/{id}/invoices/new", may(Right::Invoice), free::new)
        .post("/accounts/{id}/invoices", may(Right::Invoice), free::create)
}

/// `GET /invoices`: open invoices by due date; with `?show=`, overdue, paid, void or all of them, the accepted quotes that
/// wait for an invoice, or the drafts that wait for approval; sorted by `?sort`, or of the days `?from` until `?until`.
async fn index(visit: Visit) -> Result<Response> {
    let tab =
        Tab::of(&visit.param("show")).filter(|tab| *tab != Tab::OnAircraft).unwrap_or(Tab::Open);
    match tab {
        Tab::ToInvoice => return to_invoice(visit).await,
        Tab::Drafts => return drafts::index(visit).await,
        Tab::Open | Tab::Overdue | Tab::Paid | Tab::Void | Tab::All | Tab::OnAircraft => {}
    }
    // The workspace's time zone is not known before the read: overdue invoices are read up to the
    // latest date anywhere on Earth, and filtered by the workspace's date afterwards.
    let until = zoned::today(visit.scope.now, "Pacific/Kiritimati");
    let filters = Form::days(["from", "until"], |name| visit.param(name));
    let filter = Filter::asked("", &filters);
    let filter = if tab.is_by_due_day() { Filter::default() } else { filter };
    // A list of some days is sorted by them.
    let columns = if filter.is_set() { vec![Column::Issued] } else { tab.columns().to_vec() };
    let sorting = Sorting::read(&visit.param(sorting::PARAM), &columns, tab.usual());
    let from = visit.cursor(sorting.start());
    let from = if sorting.is_descending { from.before(filter.latest()) } else { from };
    let query = queries::invoices(&visit.scope, tab, (sorting, &filter), &from, until);
    let (visitor, (entries, waiting)) = visit.read((query, queries::waiting(&visit.scope))).await?;
    let mut listed = paged(entries, sorting.by);
    let sort = sorting.unless(tab.usual());
    let days = filter.params();
    let days = days.iter().map(|(name, value)| (*name, value.as_str()));
    let kept: Vec<_> = [("show", tab.word()), ("sort", &sort)].into_iter().chain(days).collect();
    let pager = Pager::more(&listed, "/invoices", &kept);
    let today = visitor.today();
    listed.rows.retain(|it| tab != Tab::Overdue || it.balance.due_on < today);
    let waiting = waiting.unwrap_or_default();
    let entries = listed.rows;
    page(&views::OpsIndex { visitor, entries, tab, filter, filters, sorting, waiting, pager })
}

/// The tab of accepted quotes without an invoice, the oldest answer first.
async fn to_invoice(visit: Visit) -> Result<Response> {
    let batch = (
        queries::billables(&visit.scope, &visit.cursor(Cursor::oldest())),
        queries::waiting(&visit.scope),
    );
    let (visitor, (quotes, waiting)) = visit.read(batch).await?;
    let listed = Billable::page(quotes);
    let tab = Tab::ToInvoice;
    let pager = Pager::more(&listed, "/invoices", &[("show", tab.word())]);
    let waiting = waiting.unwrap_or_default();
    page(&views::ToInvoice { visitor, quotes: listed.rows, tab, waiting, pager })
}

/// `GET /invoices/new?quote=`: a preview of the invoice for an accepted quote, or the form of its `?draft`.
async fn new(visit: Visit) -> Result<Response> {
    let quote: QuoteId = visit.param("quote").parse().map_err(|_| Error::NotFound)?;
    let (scope, asked) = (&visit.scope, visit.param("draft"));
    let batch = (queries::bill(scope, quote), queries::draft_of(scope, &asked, &form_of(quote)));
    let (visitor, (bill, draft)) = visit.read(batch).await?;
    let bill = bill.ok_or(Error::NotFound)?;
    bill.issuable()?;
    if let Some(draft) = draft {
        return drafts::opened(&draft, &asked, |form| page(&views::New { visitor, bill, form }));
    }
    let due_on = bill.due_on(visitor.today(), visitor.workspace.payment_days);
    let mut form = Form::of([("due_on", due_on.to_string()), ("terms", bill.terms.clone())]);
    for (i, line) in actuals::estimates(&bill.lines) {
        if let Some((_, cost)) = logged(line, &bill.logged) {
            form.set(&format!("actual.{i}"), bill.currency.typed(cost));
        }
    }
    page(&views::New { visitor, bill, form })
}

/// The page whose form makes the invoice of the quote.
fn form_of(quote: QuoteId) -> String {
    address("/invoices/new", &[("quote", &quote.to_string())])
}

/// `POST /invoices`: issues the invoice.
async fn create(visit: Visit, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let quote: QuoteId = form.value("quote").parse().map_err(|_| Error::NotFound)?;
    let (visitor, bill) = visit.read_once(&form, queries::bill(scope, quote)).await?;
    let bill = bill.ok_or(Error::NotFound)?;
    let issuable = bill.issuable()?;
    let id = drafts::id_of(&visit, &form);
    let seen = form.seen();
    let terms = form.text("terms", 4_000);
    if let Some(complaint) = placeholders::complaint(&terms, &FIGURES) {
        form.complain("terms", complaint);
    }
    let due_on = form.date("due_on", &visitor.dates());
    let charges = charges(&mut form, &bill);
    let ready = due_on.zip(charges).filter(|_| !form.has_complaints());
    let issue = ready.map(|(due_on, charges)| {
        let terms = bill.terms_told(&terms, due_on, &charges, visitor.workspace.style(scope.now));
        issuable.issue(id, seen, visitor.today(), due_on, terms, charges)
    });
    match issue {
        Some(Ok(issue)) => {
            let (plan, path) = (Plan::Quote(issue), form_of(quote));
            let it = Planned::new(plan, path, &bill.route, &bill.currency, &form);
            drafts::carry_out(&visit, &visitor, &form, &it).await
        }
        Some(Err(refusal)) => {
            let Some(field) = refusal.field() else { return Err(refusal.into()) };
            form.complain(field, refusal.words());
            again(&views::New { visitor, bill, form })
        }
        None => again(&views::New { visitor, bill, form }),
    }
}

/// `GET /invoices/{id}`: everything about an invoice: its amounts, its payments and who viewed it.
async fn show(visit: Visit, Id(id): Id<InvoiceId>) -> Result<Response> {
    let (visitor, file) = visit.read(queries::dossier(&visit.scope, id)).await?;
    let form = Form::of([("received_on", visitor.today().to_string())]);
    page(&view(visitor, file, form)?)
}

/// `GET /invoices/{id}/pdf`: the PDF of the invoice as it is now.
async fn pdf(visit: Visit, Id(id): Id<InvoiceId>, wanted: Wanted) -> Result<Response> {
    let batch = (queries::invoice(&visit.scope, id), queries::payments(&visit.scope, id));
    let (visitor, (invoice, payments)) = visit.read(batch).await?;
    attached(&visit, &visitor, (&invoice.ok_or(Error::NotFound)?, &payments), &wanted).await
}

/// `GET /invoices/{id}/credit-note`: the credit note of a voided invoice.
async fn credit_note(visit: Visit, Id(id): Id<InvoiceId>, wanted: Wanted) -> Result<Response> {
    let (visitor, invoice) = visit.read(queries::invoice(&visit.scope, id)).await?;
    credited(&visit, &visitor, &invoice.ok_or(Error::NotFound)?, &wanted).await
}

fn view(visitor: Visitor, dossier: Dossier, form: Form) -> Result<views::OpsShow> {
    let (invoice, payments, attention, history, others, credit) = dossier;
    let invoice = invoice.ok_or(Error::NotFound)?;
    let attention = attention.unwrap_or_default();
    Ok(views::OpsShow { visitor, invoice, payments, attention, history, others, credit, form })
}

/// The charges with the actual costs that were typed; none where the form has complaints.
fn charges(form: &mut Form, bill: &Billing) -> Option<Charges> {
    let costs = actuals::typed(form, &bill.lines, &bill.currency)?;
    let charges = actuals::charges(&bill.lines, &costs);
    if charges.is_none() {
        let field = costs.first().map_or("terms".to_owned(), |(i, _)| format!("actual.{i}"));
        form.complain(field, "These amounts are too large to add up.");
    }
    charges
}
