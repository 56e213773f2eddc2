//! The routers of the two faces, and what holds for every answer.
mod features;
mod placed;
mod resume;
mod settled;

use crate::{
    app::{App, Witness},
    audit,
    edge::{self, Denial},
    error::{Error, Result},
    http::{
        cookies,
        error::{self, Asker, Denied},
        form::Form,
        headers::REQUEST_ID,
        origin,
        routes::{Routes, template},
    },
    mails, notices, payments, sessions, unsent,
    users::Route,
    workspaces::{Face, state_of},
};
use axum::{
    Router,
    extract::Request,
    http::{Method, StatusCode, header},
    response::Response,
};
pub use features::{client, ops};
use placed::{Answered, CameFrom, answer};
use resume::Kept;
use settled::settle;
use std::sync::OnceLock;
use tower_service::Service as _;

/// A router and its table of routes.
type Answering = (Router, Vec<Route>);

/// Answers one request. The routers are made once for an isolate; the app comes with the request.
pub async fn serve(app: App, request: Request) -> Response {
    serve_by(of, app, request).await
}

async fn serve_by(
    router_of: fn(Face) -> &'static Answering,
    app: App,
    request: Request,
) -> Response {
    let id = request.headers().get(REQUEST_ID).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let app = App { witness: Witness::of(id), ..app };
    let (method, uri) = (request.method().clone(), request.uri().clone());
    let is_get = matches!(method, Method::GET | Method::HEAD);
    let had_notice = cookies::read(request.headers(), &app.config, cookies::NOTICE).is_some();
    let is_program = origin::is_api(&uri);
    let mut asker = Asker {
        reads_json: is_program || error::prefers_json(request.headers()),
        is_program,
        back: page_before(&request),
        wrote: Vec::new(),
        uri: uri.clone(),
        form: None,
        domain: &app.config.domain,
        request: app.witness.request(),
    };
    let resumes = (!asker.reads_json).then(|| CameFrom(asker.back.clone()));
    let Answered { app: place, host, mut response } =
        answer(router_of, &app, request, resumes).await;
    // What does not exist is answered alike, whether a form was read or not.
    if !matches!(error::carried(&response), Some(Error::NotFound)) {
        asker.wrote = app.witness.form().map(unsent::words).unwrap_or_default();
    }
    asker.form = app.witness.form().map(Form::as_sent);
    let kept = response.extensions_mut().remove::<Kept>();
    let mut response = error::answered(response, asker);
    if let Some(kept) = kept {
        resume::tell(&app, &mut response, &kept);
    }
    settle(&place, &app, &mut response, &uri, is_get, had_notice);
    response.extensions_mut().insert(app.witness.changes());
    let denied = response.extensions_mut().remove().map(|Denied(reason)| reason);
    if let (StatusCode::NOT_FOUND, Some(user)) = (response.status(), app.witness.user()) {
        // The one who called notes it after the answer, whose time must not tell what exists.
        if let Some(probe) = audit::Probe::of(
            app.witness.request(),
            user,
            uri.path(),
            uri.query().unwrap_or_default(),
        ) {
            response.extensions_mut().insert(probe);
        }
    }
    if let Some(reason) = denied.or_else(|| app.witness.failure()) {
        edge::log_denial(&Denial {
            at: app.now(),
            reason,
            host: host.as_ref().map_or("", |host| &host.name),
            method: method.as_str(),
            path: host.as_ref().map_or("-", |host| template(&router_of(host.face).1, uri.path())),
            user: app.witness.user(),
            request: app.witness.request(),
        });
    }
    response.extensions_mut().get_or_insert(place);
    response
}

async fn called(router: &Router, request: Request) -> Response {
    match router.clone().call(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

/// What the portal's own domain answers to: on a developer's machine to its start page; to those who take payments and send mails; and to the links in mails that stop them.
async fn domain(app: &App, request: Request) -> Result<Response> {
    match (request.method(), request.uri().path()) {
        (&Method::GET | &Method::HEAD, "/") => front_door(app).await,
        (&Method::GET | &Method::POST, "/unsubscribe") => notices::outside(app, request).await,
        (&Method::POST, "/webhooks/resend") => mails::outside(app, request).await,
        (&Method::GET | &Method::HEAD, "/health") => Ok(state_of(app).await),
        _ => payments::outside(app, request).await,
    }
}

#[cfg(any(test, feature = "local"))]
use crate::workspaces::front_door;

#[cfg(not(any(test, feature = "local")))]
#[allow(clippy::unused_async)] // the same signature as on a developer's machine
async fn front_door(_: &App) -> Result<Response> {
    Err(Error::UnknownHost)
}

/// The router of a face, and its table of routes.
fn of(face: Face) -> &'static Answering {
    static CLIENT: OnceLock<Answering> = OnceLock::new();
    static OPS: OnceLock<Answering> = OnceLock::new();
    match face {
        Face::Client => CLIENT.get_or_init(|| with_fallbacks(client())),
        Face::Ops => OPS.get_or_init(|| with_fallbacks(ops())),
    }
}

/// With answers for what is not in the table. A request from another site is refused there too, so
/// that it does not learn which paths and methods exist.
fn with_fallbacks(routes: Routes) -> Answering {
    let (all, table) = routes.into_parts();
    let all = all
        .fallback(async |request: Request| -> Result<Response> {
            origin::check(&request)?;
            Err(Error::NotFound)
        })
        .method_not_allowed_fallback(async |request: Request| -> Result<Response> {
            origin::check(&request)?;
            Err(Error::NotAllowed)
        });
    (all, table)
}

/// The page of this very host that a request was sent from, if it is another one than it asks for.
fn page_before(request: &Request) -> Option<String> {
    let referer = request.headers().get(header::REFERER)?.to_str().ok()?;
    let page: http::Uri = referer.parse().ok()?;
    let path = sessions::safe_next(page.path_and_query()?.as_str());
    let is_here = page.host() == request.uri().host();
    let is_another = request.method() != Method::GET
        || Some(path) != request.uri().path_and_query().map(http::uri::PathAndQuery::as_str);
    (is_here && is_another).then(|| path.to_owned())
}

#[cfg(test)]
mod tests;
