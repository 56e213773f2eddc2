//! `/requests`
use super::{
    Request,
    alternative::Answer,
    draft::{self, Setting},
    mail as letters,
    queries::{self, Choices, Directory, PER_PAGE, Sheet},
    steps::{self, Step},
    views::{self, Show},
};
use crate::{
    db::page::{Cursor, Page},
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::{Id, Routes},
        visit::Visit,
    },
    itineraries::{Ends, Sketch, fields},
    kit::ids::{RequestId, TripId},
    mail::{self, Recipients, Topic},
    ui::pieces::Pager,
    users::{Grant, Visitor, travelers},
    workspaces::Module,
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::of(Module::Requests)
        .get("/requests", travelers(), index)
        .get("/requests/new", travelers().granted(Grant::RequestTrips), new)
        .post("/requests", travelers().granted(Grant::RequestTrips), create)
        .get("/requests/{id}", travelers(), show)
        .get("/requests/{id}/edit", travelers().granted(Grant::RequestTrips), edit)
        .post("/requests/{id}", travelers().granted(Grant::RequestTrips), update)
        .post("/requests/{id}/answer", travelers().granted(Grant::RequestTrips), answer)
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

/// `GET /requests/new`: an empty form, or one filled in from `?from`, `?to` and `?kind`, or from the earlier
/// request or trip `?like`.
async fn new(visit: Visit) -> Result<Response> {
    let (scope, like) = (&visit.scope, visit.param("like"));
    let from = Cursor::text();
    let listed = Directory { picked: &[], like: &like, find: "", from: &from };
    let batch = (
        queries::accounts(scope),
        queries::directory(scope, listed),
        queries::pattern(scope, &like),
    );
    let (visitor, (accounts, directory, pattern)) = visit.read(batch).await?;
    let (form, sketch) = if let Some(pattern) = pattern {
        let form = draft::asked_again(&pattern, &visitor.dates());
        (form, Sketch::filled(&pattern.legs, visitor.workspace.trade))
    } else {
        let [from, to, kind] = ["from", "to", "kind"].map(|it| visit.param(it));
        (draft::begun(&from, &to, &kind), Sketch::default())
    };
    let step = Step::Where;
    page(&views::New { visitor, amended: None, accounts, directory, form, step, sketch })
}

/// `POST /requests`: sends the request to operations. A button that leads to another step, adds or removes a leg, or
/// finds passengers shows the form again instead.
async fn create(visit: Visit, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let is_edit = draft::edit(&mut form);
    let (picked, from) = (form.values("traveler"), page_of(&form));
    let batch = queries::choices(scope, listed(&form, &picked, &from), &fields::typed(&form));
    let (visitor, choices) = visit.read_once(&form, batch).await?;
    let read = if is_edit { None } else { draft::read(&mut form, setting(&visitor, &choices)) };
    let Some(submission) = read.filter(|_| !steps::is_turned(&form)) else {
        return form_again(visitor, None, choices, form);
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

/// `GET /requests/{id}/edit`: the form of a request that nobody took under review yet.
async fn edit(visit: Visit, Id(id): Id<RequestId>) -> Result<Response> {
    let (scope, like) = (&visit.scope, id.to_string());
    let from = Cursor::text();
    let listed = Directory { picked: &[], like: &like, find: "", from: &from };
    let batch = (
        queries::accounts(scope),
        queries::directory(scope, listed),
        queries::pattern(scope, &like),
        queries::request(scope, id),
    );
    let (visitor, (accounts, directory, pattern, request)) = visit.read(batch).await?;
    let (request, pattern) = request.zip(pattern).ok_or(Error::NotFound)?;
    request.amendable(request.version)?;
    let form = draft::filled(&pattern, &visitor.dates());
    let sketch = Sketch::filled(&pattern.legs, visitor.workspace.trade);
    let step = Step::Where;
    page(&views::New { visitor, amended: Some(request), accounts, directory, form, step, sketch })
}

/// `POST /requests/{id}`: changes the request, or shows the form again as for a new one.
async fn update(visit: Visit, Id(id): Id<RequestId>, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let is_edit = draft::edit(&mut form);
    let (picked, from) = (form.values("traveler"), page_of(&form));
    let choices = queries::choices(scope, listed(&form, &picked, &from), &fields::typed(&form));
    let batch = (choices, queries::request(scope, id));
    let (visitor, (choices, request)) = visit.read_once(&form, batch).await?;
    let request = request.ok_or(Error::NotFound)?;
    // An account is chosen once, so its passengers are the ones to choose from.
    form.set("account", request.account_id.to_string());
    if is_edit {
        return form_again(visitor, Some(request), choices, form);
    }
    let step = request.amendable(form.seen());
    let setting = Setting { agreed: &request.itinerary, ..setting(&visitor, &choices) };
    let read = draft::read(&mut form, setting);
    let Some(submission) = read.filter(|_| !steps::is_turned(&form)) else {
        return form_again(visitor, Some(request), choices, form);
    };
    let letter = letters::amended(&request, &submission, &visitor);
    let write = queries::amend(&step?, &submission, &letter);
    visit.write(&form, write, &format!("/requests/{id}"), "Request changed.").await
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

/// `POST /requests/{id}/answer`: the client's answer to the alternative that was proposed.
async fn answer(visit: Visit, Id(id): Id<RequestId>, mut form: Form) -> Result<Response> {
    let (visitor, sheet) = visit.read_once(&form, queries::sheet(&visit.scope, id)).await?;
    let words = form.text("words", 2_000);
    let answer = Answer::of(form.value("answer"));
    if answer.is_none() {
        form.complain("answer", "Choose yes or no.");
    }
    if answer == Some(Answer::No) && words.is_empty() {
        form.complain(
            "words",
            "Say what would work for you: another day, another time, another way.",
        );
    }
    let view = shown(visitor, sheet, form.clone())?;
    let (request, now) = (&view.request, visit.scope.now);
    let Some(answer) = answer.filter(|_| !form.has_complaints()) else { return again(&view) };
    let it = request.answer(form.seen(), view.alternative.as_ref(), answer, &words, now)?;
    let letter = letters::answered(request, &it, &view.visitor.user.name);
    let write = queries::answer(&it, mail::to(Recipients::Topic(Topic::Answer), &letter));
    let told = match answer {
        Answer::Yes => "Thank you. We will prepare your quote for the alternative.",
        Answer::No => "Thank you. We will look for something else.",
    };
    visit.write(&form, write, &format!("/requests/{id}"), told).await
}

/// Where the page of passengers begins that the form lists.
pub(super) fn page_of(form: &Form) -> Cursor {
    Cursor::read(form.value("after"), Cursor::text())
}

/// Which passengers the form lists: those that were ticked, and those that were searched for.
pub(super) fn listed<'a>(form: &'a Form, picked: &'a [&'a str], from: &'a Cursor) -> Directory<'a> {
    Directory { picked, like: "", find: form.value("find"), from }
}

fn setting<'a>(visitor: &'a Visitor, (accounts, directory, found): &'a Choices) -> Setting<'a> {
    Setting {
        dates: visitor.dates(),
        ends: Ends::of(&visitor.workspace, found),
        agreed: &[],
        accounts,
        directory,
        now: visitor.now,
    }
}

/// The form again, at the step that is to be filled in.
fn form_again(
    visitor: Visitor,
    amended: Option<Request>,
    choices: Choices,
    mut form: Form,
) -> Result<Response> {
    let agreed = amended.as_ref().map_or(&[][..], |it| &it.itinerary);
    let sketch = draft::sketch(&form, Setting { agreed, ..setting(&visitor, &choices) });
    let step = steps::choose(&mut form);
    let (accounts, directory, _) = choices;
    let view = views::New { visitor, amended, accounts, directory, form, step, sketch };
    if view.form.has_complaints() { again(&view) } else { page(&view) }
}

fn shown(visitor: Visitor, sheet: Sheet, form: Form) -> Result<Show> {
    let (request, travelers, offers, history, alternative) = sheet;
    let request = request.ok_or(Error::NotFound)?;
    let offers = if visitor.may_open("/quotes/{id}") { offers } else { Vec::new() };
    Ok(Show { visitor, request, travelers, offers, history, alternative, form })
}

#[cfg(test)]
mod tests;
