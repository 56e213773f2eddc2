//! `/session` and `/password`.
mod codes;
mod entry;
mod links;
mod temporary;
#[cfg(test)]
mod tests;
pub mod tries;
pub use entry::Entry;

use super::{Lock, Method, Try, password, queries, safe_next, views};
use crate::{
    error::{Error, Result},
    http::{
        cookies,
        form::Form,
        page::{again, page, see},
        routes::Routes,
        visit::Visit,
    },
    kit::{email::Email, ids::EventId},
    users::{self, anyone, begun},
    workspaces,
};
use axum::{
    http::{HeaderName, HeaderValue},
    response::Response,
};

pub fn routes() -> Routes {
    Routes::new()
        .get("/session/new", anyone(), new)
        .post("/session", anyone(), create)
        .post("/session/end", begun(), end)
        .post("/session/codes", anyone(), codes::ask)
        .get("/session/code", anyone(), codes::show)
        .post("/session/code", anyone(), codes::create)
        .get("/session/link", anyone(), links::show)
        .post("/session/link", anyone(), links::create)
        .get("/password/new", anyone(), temporary::choose)
        .post("/password", anyone(), temporary::set)
}

/// `GET /session/new`: the sign-in page; a user who is signed in is redirected.
async fn new(visit: Visit) -> Result<Response> {
    let scope = &visit.scope;
    let (workspace, user) =
        visit.db().run((workspaces::at(&scope.host), users::visitor(scope))).await?;
    let workspace = workspace.ok_or(Error::UnknownHost)?;
    if user.is_some() {
        return Ok(see(safe_next(&visit.param("next"))));
    }
    let form = Form::of([("next", visit.param("next")), ("email", visit.param("email"))]);
    page(&views::New { workspace, notice: visit.notice(), form, face: visit.host.face })
}

/// `POST /session`: signs in by password.
async fn create(visit: Visit, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    tries::pace(&visit).await?;
    let email = Email::sought(form.value("email"));
    let it = Try::new(&email, &scope.address);
    let (workspace, user, failures) = visit
        .db()
        .run((
            workspaces::at(&scope.host),
            queries::candidate(&scope.host, &email),
            queries::failures(&scope.host, &it.account, &it.address),
        ))
        .await?;
    let workspace = workspace.ok_or(Error::UnknownHost)?;
    let view =
        |workspace, form| views::New { workspace, notice: None, form, face: visit.host.face };
    if let Some(lock) = Lock::of(&failures, scope.now) {
        let seconds = tries::complain(&visit, lock, &mut form, &workspace)?;
        return Ok(tries::later(again(&view(workspace, form))?, seconds));
    }
    let open = user.as_ref().filter(|user| user.is_open(scope.now));
    let kept = open.and_then(|user| user.password.as_deref());
    let right = password::verify(form.verbatim("password"), &visit.app.config.pepper, kept);
    let entry = Entry::new(&visit);
    let Some(user) = open.filter(|_| right) else {
        let obstacle = user.as_ref().map_or("", |user| user.obstacle(scope.now));
        let why = ("sign_in_failed", obstacle);
        let lock = tries::wrong(&visit, &it, user.as_ref().map(|user| user.id), why).await?;
        if let Some(lock) = lock {
            let seconds = tries::complain(&visit, lock, &mut form, &workspace)?;
            return Ok(tries::later(again(&view(workspace, form))?, seconds));
        }
        form.complain("email", "That address and password do not match. Check both and try again.");
        return again(&view(workspace, form));
    };
    let how = (Method::Password, 1);
    let write = queries::signed_in(user, &it)
        .with(queries::begin(scope, &entry.digest(), &visit.device, how))
        .with([queries::spend()])
        .with(
            renewed(&visit, form.verbatim("password"), kept)?
                .map(|hash| queries::renew(user, &hash)),
        );
    let began = visit.db().run(write.by(scope, entry.event)).await?;
    entry.answer(&visit, &began, safe_next(form.value("next"))).await
}

/// The right password hashed anew, if its hash is of a pepper that is being replaced.
fn renewed(visit: &Visit, right: &str, kept: Option<&str>) -> Result<Option<String>> {
    let peppers = &visit.app.config.pepper;
    if !kept.is_some_and(|kept| password::is_outdated(kept, peppers)) {
        return Ok(None);
    }
    let mut salt = [0; 16];
    (visit.app.random)(&mut salt);
    let hash = password::hash(right, peppers, &salt)
        .ok_or_else(|| Error::Internal("argon2 refused its parameters".to_owned()))?;
    Ok(Some(hash))
}

/// `POST /session/end`: signs out, also while a password is to be chosen.
async fn end(visit: Visit, _form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let user = visit.db().run(users::visitor(scope)).await?;
    let user = user.ok_or_else(|| visit.sign_in_first())?;
    let event = EventId::new(scope.now, &visit.chance());
    visit.db().run(queries::end(scope, user.id).by(scope, event)).await?;
    let mut response = see("/session/new");
    let headers = response.headers_mut();
    cookies::set(headers, &visit.app.config, cookies::SESSION, "", Some(0));
    cookies::set(
        headers,
        &visit.app.config,
        cookies::NOTICE,
        &crate::http::page::encoded("You are signed out."),
        Some(60),
    );
    headers.insert(
        HeaderName::from_static("clear-site-data"),
        HeaderValue::from_static("\"cache\", \"storage\""),
    );
    Ok(response)
}
