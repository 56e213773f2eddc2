//! `/requests`
use super::{
    Submission,
    draft::{self, Setting},
    queries::{self, PER_PAGE, Sheet},
    views::{self, Show},
};
use crate::{
    airports,
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::{Id, Routes},
        visit::Visit,
    },
    itineraries::{self, Ends, fields},
    kit::ids::RequestId,
    outbox::{Notice, Topic, to_topic},
    users::{Grant, Visitor},
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new()
        .get("/requests", index)
        .get("/requests/new", new)
        .post("/requests", create)
        .get("/requests/{id}", show)
        .post("/requests/{id}/cancellation", cancel)
}

/// `GET /requests`: newest first, those made before `?before`.
async fn index(visit: Visit) -> Result<Response> {
    let before = visit.param("before").parse().unwrap_or(i64::MAX >> 10);
    let (visitor, mut requests) = visit.read(queries::mine(&visit.scope, before)).await?;
    visitor.needs_travel()?;
    let more = requests.len() > PER_PAGE;
    requests.truncate(PER_PAGE);
    let last = requests.last().filter(|_| more);
    let older = last.map(|last| format!("/requests?before={}", last.created_at));
    page(&views::Index { visitor, requests, older })
}

/// `GET /requests/new`: an empty request, or one begun with `?from`, `?to` and `?kind`.
async fn new(visit: Visit) -> Result<Response> {
    let scope = &visit.scope;
    let (visitor, (accounts, directory)) =
        visit.read((queries::accounts(scope), queries::directory(scope))).await?;
    visitor.needs_travel()?;
    visitor.needs_grant(Grant::RequestTrips)?;
    let form = draft::begun(&visit.param("from"), &visit.param("to"), &visit.param("kind"));
    page(&views::New { visitor, accounts, directory, form })
}

/// `POST /requests`: sends it to operations; a button of the legs shows the form again, changed.
async fn create(visit: Visit, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let found = airports::lookup(scope, &fields::typed(&form));
    let (visitor, (accounts, directory, found)) = visit
        .read_once(&form, (queries::accounts(scope), queries::directory(scope), found))
        .await?;
    visitor.needs_travel()?;
    visitor.needs_grant(Grant::RequestTrips)?;
    if draft::edit(&mut form) {
        return page(&views::New { visitor, accounts, directory, form });
    }
    let ends = if visitor.workspace.is_air() {
        Ends::Airports(&found)
    } else {
        Ends::Addresses { zone: &visitor.workspace.zone }
    };
    let setting = Setting { ends, accounts: &accounts, directory: &directory, now: scope.now };
    let Some(submission) = draft::read(&mut form, setting) else {
        return again(&views::New { visitor, accounts, directory, form });
    };
    let id = RequestId::new(scope.now, &visit.chance());
    let notice = submitted(&visitor, id, &submission);
    let write = queries::submit(id, &submission, &notice);
    visit.write(&form, write, &format!("/requests/{id}"), "Request sent.").await
}

/// `GET /requests/{id}`: what was asked, how it stands, and the quotes sent for it.
async fn show(visit: Visit, Id(id): Id<RequestId>) -> Result<Response> {
    let (visitor, sheet) = visit.read(queries::sheet(&visit.scope, id)).await?;
    page(&shown(visitor, sheet, Form::default())?)
}

/// `POST /requests/{id}/cancellation`: the client no longer wants it.
async fn cancel(visit: Visit, Id(id): Id<RequestId>, mut form: Form) -> Result<Response> {
    let (visitor, sheet) = visit.read_once(&form, queries::sheet(&visit.scope, id)).await?;
    visitor.needs_travel()?;
    visitor.needs_grant(Grant::RequestTrips)?;
    let reason = form.text("reason", 500);
    let view = shown(visitor, sheet, form.clone())?;
    if form.has_complaints() {
        return again(&view);
    }
    let step = view.request.cancel(form.seen(), &reason)?;
    let notice = Notice {
        subject: format!("Request {} cancelled: {}", view.request.reference, view.request.route),
        lead: format!("{} cancelled a request.", view.visitor.user.name),
        facts: [
            ("Client", &view.request.account),
            ("Trip", &view.request.route),
            ("Reason", &step.reason),
        ]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(label, value)| (label.to_owned(), value.clone()))
        .collect(),
        action: "Open request".to_owned(),
        path: format!("/requests/{id}"),
    };
    let write = queries::cancel(&step, to_topic(Topic::Request, &notice));
    visit.write(&form, write, &format!("/requests/{id}"), "Request cancelled.").await
}

fn shown(visitor: Visitor, sheet: Sheet, form: Form) -> Result<Show> {
    visitor.needs_travel()?;
    let (request, travellers, offers, history) = sheet;
    let request = request.ok_or(Error::NotFound)?;
    Ok(Show { visitor, request, travellers, offers, history, form })
}

/// What operations are told of a new request.
fn submitted(visitor: &Visitor, id: RequestId, it: &Submission) -> Notice {
    let route = itineraries::route(&it.itinerary);
    let departs = itineraries::departure(&it.itinerary);
    Notice {
        subject: format!("New request: {route}"),
        lead: format!("{} asks for a trip.", visitor.user.name),
        facts: vec![
            ("Trip".to_owned(), route),
            ("Departs".to_owned(), departs),
            ("Passengers".to_owned(), it.passengers.to_string()),
        ],
        action: "Open request".to_owned(),
        path: format!("/requests/{id}"),
    }
}

#[cfg(test)]
mod tests;
