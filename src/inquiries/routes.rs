//! `/inquiries`, for people who have no account.
use super::{Inquiry, mail as letters, queries, views};
use crate::{
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page, see},
        routes::Routes,
        visit::Visit,
    },
    kit::{
        email::Email,
        ids::{EventId, LeadId},
        zoned::HOUR,
    },
    leads,
    mail::{self, Recipients, Topic},
    sessions::tries::pace,
    sign_ups::{self, Counters},
    users::anyone,
    workspaces::{self, Workspace},
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new().get("/inquiries/new", anyone(), new).post("/inquiries", anyone(), create).get(
        "/inquiries/thanks",
        anyone(),
        thanks,
    )
}

const THANKS: &str = "/inquiries/thanks";

/// `GET /inquiries/new`: the form that asks for a trip.
async fn new(visit: Visit) -> Result<Response> {
    let workspace = visit.db().run(workspaces::at(&visit.scope.host)).await?;
    let workspace = open_to_strangers(&visit, workspace)?;
    let form = Form::of([("key", visit.app.secret())]);
    let reader = views::Reader(workspace.dates(visit.scope.now));
    page(&views::New { workspace, notice: visit.notice(), form, reader })
}

/// `POST /inquiries`: keeps what is asked for as a lead, or with the open lead of the address, and mails the staff and the
/// address.
async fn create(visit: Visit, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    pace(&visit).await?;
    let address = Email::sought(form.value("email"));
    let counters = Counters::of_inquiry(&address, &scope.network());
    let (workspace, tries, before, known) = visit
        .db()
        .run((
            workspaces::at(&scope.host),
            sign_ups::tries(&scope.host, &counters),
            sign_ups::before(&scope.host, &form),
            leads::open_at(scope, &address),
        ))
        .await?;
    let workspace = open_to_strangers(&visit, workspace)?;
    if let Some(before) = before {
        return Ok(see(&before.answer_to(&form)?));
    }
    if let Some(seconds) = sign_ups::wait(&tries, scope.now) {
        return Err(Error::TooMany { seconds });
    }
    let dates = workspace.dates(scope.now);
    let Some(it) = Inquiry::of(&mut form, &dates) else {
        let reader = views::Reader(dates);
        return again(&views::New { workspace, notice: None, form, reader });
    };
    let event = EventId::new(scope.now, &visit.chance());
    let known = known.map(|it| it.id);
    let lead = known.unwrap_or_else(|| LeadId::new(scope.now, &visit.chance()));
    let write = queries::sent(lead, &counters)
        .answering(&form, THANKS)
        .with(leads::asked(known, lead, &it.lead("Website", &dates), &it.wished()))
        .with([
            mail::to(
                Recipients::Topic(Topic::Request),
                &letters::received(lead, &it, "website", &dates),
            ),
            mail::to(
                Recipients::Stranger { email: &it.email, name: "" },
                &letters::thanks(&workspace, &it, &dates),
            ),
        ]);
    let outcome = visit.db().run(write.by(scope, event)).await?;
    if !outcome.held {
        return Err(too_many(&workspace));
    }
    visit.carried_out(&outcome).await;
    Ok(see(THANKS))
}

/// The workspace, or the address, has as many requests as are taken in a day.
fn too_many(workspace: &Workspace) -> Error {
    let why = format!(
        "{} has more requests today than it can answer. Try again tomorrow, or call {}.",
        workspace.name, workspace.phone
    );
    Error::Limited { why, seconds: HOUR / 1_000 }
}

/// `GET /inquiries/thanks`: says what happens next.
async fn thanks(visit: Visit) -> Result<Response> {
    let workspace = visit.db().run(workspaces::at(&visit.scope.host)).await?;
    let workspace = open_to_strangers(&visit, workspace)?;
    page(&views::Thanks { workspace, notice: visit.notice() })
}

fn open_to_strangers(visit: &Visit, workspace: Option<Workspace>) -> Result<Workspace> {
    let workspace = visit.workspace(workspace)?;
    if workspace.takes_inquiries { Ok(workspace) } else { Err(Error::NotFound) }
}

#[cfg(test)]
mod tests;
