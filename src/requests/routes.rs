//! `/requests`
use super::{
    Submission,
    draft::{self, Setting},
    legs,
    places::Places,
    queries::{self, PER_PAGE, Sheet},
    views::{self, Show},
};
use crate::{
    airports,
    db::page::{Cursor, Page},
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::{ids::RequestId, itinerary},
    outbox::{Notice, Topic, to_topic},
    ui::pieces::Pager,
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

/// `GET /requests`: newest first.
async fn index(visit: Visit) -> Result<Response> {
    let from = visit.cursor(Cursor::newest());
    let (visitor, requests) = visit.read(queries::mine(&visit.scope, &from)).await?;
    visitor.needs_travel()?;
    let listed = Page::of(requests, PER_PAGE, |it| Cursor::after(it.created_at, it.id));
    let pager = Pager::by_age(&listed, &from, "/requests", &[]);
    page(&views::Index { visitor, requests: listed.rows, pager })
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
    let found = airports::lookup(scope, &legs::typed(&form));
    let (visitor, (accounts, directory, found)) = visit
        .read_once(&form, (queries::accounts(scope), queries::directory(scope), found))
        .await?;
    visitor.needs_travel()?;
    visitor.needs_grant(Grant::RequestTrips)?;
    if draft::edit(&mut form) {
        return page(&views::New { visitor, accounts, directory, form });
    }
    let places = if visitor.workspace.is_air() {
        Places::Airports(&found)
    } else {
        Places::Addresses { zone: &visitor.workspace.zone }
    };
    let setting = Setting { places, accounts: &accounts, directory: &directory, now: scope.now };
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
    let route = itinerary::route(&it.itinerary);
    let departs = it.itinerary.first().map(itinerary::Leg::departure).unwrap_or_default();
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
