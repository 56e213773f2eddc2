//! `/sign-ups`, for people who have no access yet.
mod confirmation;

use super::{
    Particulars, mail, queries,
    tries::{Counters, network_wait, wait_for_one},
    views,
};
use crate::{
    error::{Error, Result},
    http::{
        cookies,
        form::Form,
        page::{again, page, see},
        routes::Routes,
        visit::Visit,
    },
    kit::{
        email::Email,
        ids::{EventId, SignUpId},
        turns::Waiting,
        zoned::HOUR,
    },
    outbox,
    sessions::{password, tries::pace},
    sign_ups::jobs::SignUpReply,
    users::anyone,
    workspaces::{self, Workspace},
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new()
        .get("/sign-ups/new", anyone(), new)
        .post("/sign-ups", anyone(), create)
        .get("/sign-ups/thanks", anyone(), thanks)
        .get("/sign-ups/confirmation", anyone(), confirmation::show)
        .post("/sign-ups/confirmation", anyone(), confirmation::confirm)
}

const THANKS: &str = "/sign-ups/thanks";

/// `GET /sign-ups/new`: the form that asks for access.
async fn new(visit: Visit) -> Result<Response> {
    let workspace = visit.db().run(workspaces::at(&visit.scope.host)).await?;
    let workspace = open_to_strangers(&visit, workspace)?;
    let form = Form::of([("key", visit.app.secret())]);
    page(&views::New { workspace, notice: visit.notice(), form })
}

/// `POST /sign-ups`: stores the request and mails the address. Only that mail says what is known about
/// the address: the response is the same for every address.
async fn create(visit: Visit, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    pace(&visit).await?;
    let it = Particulars::of(&mut form);
    let address = Email::sought(form.value("email"));
    let counters = Counters::of_address(&address, &scope.network());
    let (workspace, tries, before) = visit
        .db()
        .run((
            workspaces::at(&scope.host),
            queries::tries(&scope.host, &counters),
            queries::before(&scope.host, &form),
        ))
        .await?;
    let workspace = open_to_strangers(&visit, workspace)?;
    if let Some(before) = before {
        return Ok(arrived(&visit, &before.answer_to(&form)?, &address));
    }
    if let Some(seconds) = network_wait(&tries, scope.now) {
        return Err(Error::TooMany { seconds });
    }
    let chosen = form.verbatim("password").to_owned();
    let names = [workspace.slug.as_str(), workspace.name.as_str(), form.value("name")];
    if let Some(words) = password::complaint(&chosen, form.verbatim("again"), &names) {
        form.complain("password", words);
    }
    let Some(it) = it.filter(|_| !form.has_complaints()) else {
        return again(&views::New { workspace, notice: None, form });
    };
    let mut salt = [0; 16];
    (visit.app.random)(&mut salt);
    let turn = visit.app.turn(Waiting::Stranger)?;
    let hash = turn
        .with(|| password::hash(&chosen, &visit.app.config.pepper, &salt))
        .await
        .ok_or_else(|| Error::Internal("argon2 refused its parameters".to_owned()))?;
    let event = EventId::new(scope.now, &visit.chance());
    let id = SignUpId::new(scope.now, &visit.chance());
    let asked = queries::asked(id, &it.email, &counters).answering(&form, THANKS);
    // After too many requests for one address, the page says the same as ever.
    let is_worn_out = wait_for_one(&tries, scope.now).is_some();
    let write = if is_worn_out {
        asked
    } else {
        asked.with(queries::kept(id, &it, &hash, &mail::awaits_approval(id, &it)))
    };
    let reply = outbox::first::<SignUpReply>(event);
    let (outcome, tasks) = visit.db().run((write.by(scope, event), reply)).await?;
    if !outcome.held {
        return Err(too_many(&workspace));
    }
    visit.app.witness.saw_change(&outcome);
    // One message for every address: the time of the response does not tell how many mails there are.
    visit.announce(&tasks).await;
    Ok(arrived(&visit, THANKS, &it.email))
}

/// The workspace has as many requests for access as it takes in a day.
fn too_many(workspace: &Workspace) -> Error {
    let why = format!(
        "{} has more requests for access today than it can answer. Try again tomorrow, or call {}.",
        workspace.name, workspace.phone
    );
    Error::Limited { why, seconds: HOUR / 1_000 }
}

/// `GET /sign-ups/thanks`: says what happens next.
async fn thanks(visit: Visit) -> Result<Response> {
    let workspace = visit.db().run(workspaces::at(&visit.scope.host)).await?;
    page(&views::Thanks { workspace: visit.workspace(workspace)?, notice: visit.notice() })
}

fn arrived(visit: &Visit, answer: &str, email: &str) -> Response {
    let mut response = see(answer);
    let words = format!("We received your request and emailed {email}.");
    cookies::notice(response.headers_mut(), &visit.app.config, &words);
    response
}

fn open_to_strangers(visit: &Visit, workspace: Option<Workspace>) -> Result<Workspace> {
    let workspace = visit.workspace(workspace)?;
    if workspace.takes_sign_ups { Ok(workspace) } else { Err(Error::NotFound) }
}

#[cfg(test)]
mod tests;
