//! `/requests`
use super::{
    draft::{self, Setting},
    mail as letters,
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
    itineraries::{Ends, fields},
    kit::ids::{RequestId, TripId},
    mail::{self, Recipients, Topic},
    ui::pieces::Pager,
    users::{Grant, Visitor, travelers},
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new()
        .get("/requests", travelers(), index)
        .get("/requests/new", travelers().granted(Grant::RequestTrips), new)
        .post("/requests", travelers().granted(Grant::RequestTrips), create)
        .get("/requests/{id}", travelers(), show)
        .post("/requests/{id}/cancellation", travelers().granted(Grant::RequestTrips), cancel)
}

/// `GET /requests`: the client's requests, newest first.
async fn index(visit: Visit) -> Result<Response> {
    let from = visit.cursor(Cursor::newest());
    let (visitor, requests) = visit.read(queries::mine(&visit.scope, &from)).await?;
    let listed = Page::of(requests, PER_PAGE, |it| Cursor::after(it.created_at, it.id));
    let pager = Pager::by_age(&listed, &from, "/requests", &[]);
    page(&views::Index { visitor, requests: listed.rows, pager })
}

/// `GET /requests/new`: an empty form, or one filled in from `?from`, `?to` and `?kind`.
async fn new(visit: Visit) -> Result<Response> {
    let scope = &visit.scope;
    let (visitor, (accounts, directory)) = visit
        .read((queries::accounts(scope), queries::directory(scope, &[], "", &Cursor::text())))
        .await?;
    let form = draft::begun(&visit.param("from"), &visit.param("to"), &visit.param("kind"));
    page(&views::New { visitor, accounts, directory, form })
}

/// `POST /requests`: sends the request to operations. A button that adds or removes a leg, or
/// that finds passengers, shows the form again instead.
async fn create(visit: Visit, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let found = airports::lookup(scope, &fields::typed(&form));
    let is_edit = draft::edit(&mut form);
    let from = Cursor::read(form.value("after"), Cursor::text());
    let directory = queries::directory(scope, &form.values("traveler"), form.value("find"), &from);
    let batch = (queries::accounts(scope), directory, found);
    let (visitor, (accounts, directory, found)) = visit.read_once(&form, batch).await?;
    if is_edit {
        let view = views::New { visitor, accounts, directory, form };
        return if view.form.has_complaints() { again(&view) } else { page(&view) };
    }
    let ends = if visitor.workspace.is_air() {
        Ends::Airports { found: &found, zone: &visitor.workspace.zone }
    } else {
        Ends::Addresses { found: &found }
    };
    let setting = Setting {
        dates: visitor.dates(),
        ends,
        accounts: &accounts,
        directory: &directory,
        now: scope.now,
    };
    let Some(submission) = draft::read(&mut form, setting) else {
        return again(&views::New { visitor, accounts, directory, form });
    };
    let id = RequestId::new(scope.now, &visit.chance());
    let trip = visitor.is_granted(Grant::CreateTrips).then(|| {
        submission.birth(id, TripId::new(scope.now, &visit.chance()), visitor.workspace.trade)
    });
    let trip = trip.flatten();
    let letter = letters::submitted(id, &submission, trip.as_ref(), &visitor);
    let write = queries::submit(id, &submission, trip.as_ref(), &letter);
    match trip {
        Some(trip) => {
            let words = "Trip created. We will confirm the details with you.";
            visit.write(&form, write, &format!("/trips/{}", trip.id), words).await
        }
        None => visit.write(&form, write, &format!("/requests/{id}"), "Request sent.").await,
    }
}

/// `GET /requests/{id}`: the request, its state, and the quotes sent for it.
async fn show(visit: Visit, Id(id): Id<RequestId>) -> Result<Response> {
    let (visitor, sheet) = visit.read(queries::sheet(&visit.scope, id)).await?;
    page(&shown(visitor, sheet, Form::default())?)
}

/// `POST /requests/{id}/cancellation`: the client cancels the request.
async fn cancel(visit: Visit, Id(id): Id<RequestId>, mut form: Form) -> Result<Response> {
    let (visitor, sheet) = visit.read_once(&form, queries::sheet(&visit.scope, id)).await?;
    let reason = form.text("reason", 500);
    let view = shown(visitor, sheet, form.clone())?;
    if form.has_complaints() {
        return again(&view);
    }
    let step = view.request.closable()?.cancel(form.seen(), &reason)?;
    let letter = letters::cancelled(&view.request, &view.visitor.user.name, &step.words);
    let write = queries::cancel(&step, mail::to(Recipients::Topic(Topic::Request), &letter));
    visit.write(&form, write, &format!("/requests/{id}"), "Request canceled.").await
}

fn shown(visitor: Visitor, sheet: Sheet, form: Form) -> Result<Show> {
    let (request, travelers, offers, history) = sheet;
    let request = request.ok_or(Error::NotFound)?;
    Ok(Show { visitor, request, travelers, offers, history, form })
}

#[cfg(test)]
mod tests;
