//! `/profile/sessions`.
use super::super::{queries, views};
use crate::{
    error::{Error, Result},
    http::{cookies, form::Form, routes::Id, visit::Visit},
};
use axum::response::Response;

const HERE: &str = "/profile/sessions";

/// `GET /profile/sessions`: the browsers in which the visitor is signed in; the one used last comes
/// first.
pub async fn index(visit: Visit) -> Result<Response> {
    let (visitor, sessions) = visit.read(queries::open_sessions(&visit.scope)).await?;
    views::Sessions::of(visitor, sessions).page()
}

/// `POST /profile/sessions/{digest}/end`: signs out one browser.
pub async fn end(visit: Visit, Id(digest): Id<String>, form: Form) -> Result<Response> {
    let session = queries::open_session(&visit.scope, &digest);
    let (visitor, session) = visit.read_once(&form, session).await?;
    let session = session.ok_or(Error::NotFound)?;
    let notice = format!("Signed out: {}.", session.device);
    let write = queries::end_one(visitor.user.id, &digest, session.device);
    visit.write(&form, write, HERE, &notice).await
}

/// `POST /profile/sessions/end-others`: signs out every other browser.
pub async fn end_others(visit: Visit, form: Form) -> Result<Response> {
    let (visitor, ()) = visit.read_once(&form, ()).await?;
    let write = queries::end_all_but(visitor.user.id, &visit.scope.session, "all others");
    visit.write(&form, write, HERE, "You are signed out everywhere else.").await
}

/// `POST /profile/sessions/end-all`: signs out every browser, with this one.
pub async fn end_all(visit: Visit, form: Form) -> Result<Response> {
    let (visitor, ()) = visit.read_once(&form, ()).await?;
    let write = queries::end_all_but(visitor.user.id, "", "all of them");
    let notice = "You are signed out everywhere.";
    let mut response = visit.write(&form, write, "/session/new", notice).await?;
    let config = &visit.app.config;
    cookies::set(response.headers_mut(), config, cookies::SESSION, "", Some(0));
    Ok(response)
}
