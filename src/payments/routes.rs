//! `/payments` on the client's side, and what the provider and its practice page ask.
mod outside;
#[cfg(any(test, feature = "local"))]
mod practice;
pub mod receipt;
pub mod statement;
pub use outside::outside;

use super::{
    Attempt, AttemptState, Provider, Way,
    asking::{Booked, Part, Payable, Refusal, Till, Wanted},
    jobs, queries, views,
};
use crate::{
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page, see},
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::ids::AttemptId,
    users::{Access, Grant, Visitor, clients},
    workspaces::Module,
};
use axum::{
    http::{HeaderValue, header},
    response::Response,
};

#[cfg(test)]
mod tests;

const fn payers() -> Access {
    clients().hidden_without(Grant::SeeMoney).granted(Grant::Pay)
}

const fn papers() -> Access {
    clients().hidden_without(Grant::SeeMoney).of(Module::Documents)
}

pub fn routes() -> Routes {
    Routes::of(Module::Invoices)
        .get("/payments/new", payers(), new)
        .post("/payments", payers(), create)
        .get("/payments/{id}", clients().hidden_without(Grant::SeeMoney), show)
        .post("/payments/{id}/opening", payers(), reopen)
        .get("/statement", clients().hidden_without(Grant::SeeMoney), statement::show)
        .get("/statement.csv", clients().hidden_without(Grant::SeeMoney), statement::export)
        .get("/statement.pdf", papers(), statement::print)
        .get("/receipts/{id}", papers(), receipt::download)
}

/// `GET /payments/new`: what can be paid: open invoices, and booked trips before their invoice. `?invoice`, `?trip` and
/// `?quote` choose what is ticked at first; else all is.
async fn new(visit: Visit) -> Result<Response> {
    let scope = &visit.scope;
    let batch = (queries::till(scope), queries::payables(scope), queries::booked(scope));
    let (visitor, (till, payables, booked)) = visit.read(batch).await?;
    let till = till.ok_or(Error::NotFound)?;
    let (invoice, trip) = (visit.param("invoice"), visit.param("trip"));
    let booked: Vec<_> = booked
        .into_iter()
        .filter(|it| trip.is_empty() || it.trip_id.is_some_and(|id| id.to_string() == trip))
        .collect();
    let mut form = Form::of([("way", "card")]);
    for it in &payables {
        let of_trip = it.trip_id.is_some_and(|id| id.to_string() == trip);
        let is_all = invoice.is_empty() && trip.is_empty();
        if is_all || of_trip || it.id.to_string() == invoice {
            form.add("invoice", it.id.to_string());
        }
    }
    let mut view = view(&visit, visitor, till, payables, booked, form);
    view.is_of_trip = !trip.is_empty() && !view.booked.is_empty();
    let part = view.booked.first().and_then(|it| view.parts(it).first().map(|(part, _)| *part));
    view.form.set("part", part.unwrap_or_default());
    page(&view)
}

fn view(
    visit: &Visit,
    visitor: Visitor,
    till: Till,
    payables: Vec<Payable>,
    booked: Vec<Booked>,
    form: Form,
) -> views::New {
    let provider = Provider::chosen(&till.provider, &visit.app.config);
    views::New { visitor, till, provider, payables, booked, is_of_trip: false, form }
}

/// `POST /payments`: begins to pay, or goes on with what was begun. The provider makes the attempt once, by its id.
async fn create(visit: Visit, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let batch = (
        queries::till(scope),
        queries::payables(scope),
        queries::booked(scope),
        queries::recent(scope),
    );
    let (visitor, (till, payables, booked, past)) = visit.read_once(&form, batch).await?;
    let till = till.ok_or(Error::NotFound)?;
    let way = Way::of(form.value("way"));
    if way.is_none() {
        form.complain("way", "Choose how you want to pay.");
    }
    let provider = Provider::chosen(&till.provider, &visit.app.config);
    let ids: Vec<_> = form.values("invoice").into_iter().map(str::to_owned).collect();
    let chosen: Vec<_> = payables.iter().filter(|it| ids.contains(&it.id.to_string())).collect();
    let quote = booked.iter().find(|it| form.is("quote", it.id));
    let wanted = match quote.zip(Part::of(form.value("part"))) {
        Some((quote, of)) => Wanted::Quote(quote, of),
        None => Wanted::Invoices(chosen),
    };
    let workspace = visitor.workspace.id;
    let attempt = way
        .filter(|_| !form.has_complaints())
        .map(|way| till.attempt(provider, workspace, &wanted, way, &past, scope.now));
    match attempt {
        Some(Ok(it)) => {
            let path = it.path();
            if past.iter().any(|known| known.id == it.id) {
                return Ok(see(&path));
            }
            let back = format!("{}{path}", visit.app.config.address_of(&till.host));
            let it = jobs::open(&visit.app, it, &back).await;
            begun(&visit, &form, &it, &path).await
        }
        Some(Err(refusal)) => {
            // What was chosen and is not among the open invoices was paid meanwhile.
            let is_gone = refusal == Refusal::Nothing && !ids.is_empty();
            let refusal = if is_gone { Refusal::Settled } else { refusal };
            form.complain("invoice", refusal.words());
            again(&view(&visit, visitor, till, payables, booked, form))
        }
        None => again(&view(&visit, visitor, till, payables, booked, form)),
    }
}

/// Stores the attempt. Where another tab has stored it meanwhile, it is gone on with.
async fn begun(visit: &Visit, form: &Form, it: &Attempt, path: &str) -> Result<Response> {
    let write = queries::begin(it, visit.scope.now + jobs::patience(it.state));
    match visit.write(form, write, path, "").await {
        Err(Error::Refused(_)) => Ok(see(path)),
        other => other,
    }
}

/// `GET /payments/{id}`: how an attempt to pay stands, with the way to the provider's page.
async fn show(visit: Visit, Id(id): Id<AttemptId>) -> Result<Response> {
    let (visitor, attempt) = visit.read(queries::mine(&visit.scope, id)).await?;
    let attempt = attempt.ok_or(Error::NotFound)?;
    let is_back = !visit.param("back").is_empty();
    let is_waiting = attempt.state == AttemptState::Open && is_back;
    let mut response = page(&views::Progress { visitor, attempt, is_back })?;
    if is_waiting {
        // The provider tells of the payment in a moment: the page asks again by itself.
        response.headers_mut().insert(header::REFRESH, HeaderValue::from_static("4"));
    }
    Ok(response)
}

/// `POST /payments/{id}/opening`: tries again to open the provider's page, with the same attempt.
async fn reopen(visit: Visit, Id(id): Id<AttemptId>, form: Form) -> Result<Response> {
    let batch = (queries::mine(&visit.scope, id), queries::till(&visit.scope));
    let (_, (attempt, till)) = visit.read_once(&form, batch).await?;
    let (attempt, till) = attempt.zip(till).ok_or(Error::NotFound)?;
    let path = attempt.path();
    if form.seen() != attempt.version || form.has_complaints() {
        return Err(Error::refused("This payment went on meanwhile. Open its page again."));
    }
    if attempt.state != AttemptState::Starting {
        return Ok(see(&path));
    }
    let back = format!("{}{path}", visit.app.config.address_of(&till.host));
    let attempt = jobs::open(&visit.app, attempt, &back).await;
    let write = queries::reopened(&attempt, visit.scope.now + jobs::patience(attempt.state));
    visit.write(&form, write, &path, "").await
}
