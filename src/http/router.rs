//! The routers of the two faces, one line per feature, and what holds for every answer.
use crate::{
    accounts, airports,
    app::{App, Witness},
    audit, contacts, dashboard,
    edge::{self, Denial},
    error::{Denied, Error, Unhappy},
    factors,
    http::{
        cookies,
        routes::{Routes, Table, template},
    },
    invoices, leads, mails, mergers, messages, passengers, people, profile, quotes, rates,
    requests, sessions, settings, sign_ups, staff, trips,
    users::Route,
    workspaces::{self, Face, Host},
};
use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{HeaderName, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use std::sync::OnceLock;
use tower_service::Service as _;

/// What a client's host answers to.
pub fn client() -> Routes {
    Routes::new()
        .merge(workspaces::routes())
        .merge(sessions::routes())
        .merge(factors::routes())
        .merge(profile::routes())
        .merge(people::routes())
        .merge(sign_ups::routes())
        .merge(airports::routes())
        .merge(passengers::routes())
        .merge(trips::routes())
        .merge(requests::routes())
        .merge(quotes::routes())
        .merge(invoices::routes())
        .merge(messages::routes())
        .merge(dashboard::routes())
}

/// What an operations host answers to.
pub fn ops() -> Routes {
    Routes::new()
        .merge(workspaces::routes())
        .merge(sessions::routes())
        .merge(factors::routes())
        .merge(factors::ops())
        .merge(profile::routes())
        .merge(airports::routes())
        .merge(staff::routes())
        .merge(leads::routes())
        .merge(contacts::routes())
        .merge(accounts::routes())
        .merge(sign_ups::ops())
        .merge(mergers::routes())
        .merge(passengers::ops())
        .merge(trips::ops())
        .merge(requests::ops())
        .merge(rates::ops())
        .merge(quotes::ops())
        .merge(invoices::ops())
        .merge(messages::ops())
        .merge(mails::routes())
        .merge(audit::routes())
        .merge(settings::routes())
        .merge(dashboard::ops())
}

/// Answers one request. The routers are made once for an isolate; the app comes with the request.
pub async fn serve(mut app: App, mut request: Request) -> Response {
    app.witness = Witness::default();
    let host = Host::of(request.uri(), &app.config.domain);
    let (method, uri) = (request.method().clone(), request.uri().clone());
    let is_get = matches!(*request.method(), Method::GET | Method::HEAD);
    let had_notice = cookies::read(request.headers(), &app.config, cookies::NOTICE).is_some();
    let back = page_before(&request);
    request.extensions_mut().insert(app.clone());
    let mut response = match host {
        _ if !is_get && !is_from_here(&request) => Error::Foreign.into_response(),
        None if request.uri().path() == "/" => workspaces::front_door(&app)
            .await
            .unwrap_or_else(axum::response::IntoResponse::into_response),
        None => Error::NotFound.into_response(),
        Some(ref host) => {
            let (router, table) = of(host.face);
            request.extensions_mut().insert(Table(table));
            match router.clone().call(request).await {
                Ok(response) => response,
                Err(never) => match never {},
            }
        }
    };
    if let Some(unhappy) = response.extensions_mut().remove::<Unhappy>() {
        response.headers_mut().remove(header::CONTENT_LENGTH);
        *response.body_mut() = Body::from(unhappy.page(back));
    }
    settle(&app, &mut response, is_get, had_notice);
    let denied = response.extensions_mut().remove().map(|Denied(reason)| reason);
    if let Some(reason) = denied.or_else(|| app.witness.failure()) {
        edge::log_denial(&Denial {
            at: app.now(),
            reason,
            host: host.as_ref().map_or("", |host| &host.name),
            method: method.as_str(),
            path: host.as_ref().map_or("-", |host| template(&of(host.face).1, uri.path())),
            user: app.witness.user(),
        });
    }
    response
}

/// The router of a face, and its table of routes.
fn of(face: Face) -> &'static (Router, Vec<Route>) {
    static CLIENT: OnceLock<(Router, Vec<Route>)> = OnceLock::new();
    static OPS: OnceLock<(Router, Vec<Route>)> = OnceLock::new();
    match face {
        Face::Client => CLIENT.get_or_init(|| with_fallbacks(client())),
        Face::Ops => OPS.get_or_init(|| with_fallbacks(ops())),
    }
}

fn with_fallbacks(routes: Routes) -> (Router, Vec<Route>) {
    let (all, table) = routes.into_parts();
    let all = all.fallback(|| async { Error::NotFound }).method_not_allowed_fallback(|| async {
        (StatusCode::METHOD_NOT_ALLOWED, "Method not allowed")
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

/// Whether a request that changes something was sent by a page of this very host.
fn is_from_here(request: &Request) -> bool {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    match (header("sec-fetch-site"), header("origin")) {
        (Some(site), _) if site != "same-origin" => false,
        (_, Some(origin)) => {
            let of = origin.parse::<http::Uri>().ok();
            of.as_ref().and_then(http::Uri::host) == request.uri().host()
        }
        (Some(_), None) => true,
        (None, None) => false,
    }
}

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Passkeys are for pages of this host alone.
const PERMISSIONS: &str = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), \
    publickey-credentials-create=(self), publickey-credentials-get=(self)";

/// What every answer carries.
fn settle(app: &App, response: &mut Response<Body>, is_get: bool, had_notice: bool) {
    let is_page = response.status() == StatusCode::OK
        && response
            .headers()
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let headers = response.headers_mut();
    let mut always = |name: &'static str, value: &'static str| {
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    };
    always("content-security-policy", POLICY);
    always("x-content-type-options", "nosniff");
    always("referrer-policy", "same-origin");
    always("permissions-policy", PERMISSIONS);
    always("cross-origin-opener-policy", "same-origin");
    always("cross-origin-resource-policy", "same-origin");
    always("cache-control", "no-store");
    if !app.config.local {
        always("strict-transport-security", "max-age=31536000; includeSubDomains");
    }
    if had_notice && is_page && is_get {
        cookies::set(headers, &app.config, cookies::NOTICE, "", Some(0));
    }
    let spent = app.db.spent();
    if let Some(bookmark) = app.db.bookmark().filter(|_| spent.wrote) {
        cookies::set(headers, &app.config, cookies::BOOKMARK, &bookmark, None);
    }
    if app.config.local {
        let text = format!("d1;desc=\"{} batches, {} rows\"", spent.batches, spent.rows_read);
        if let Ok(value) = HeaderValue::from_str(&text) {
            headers.insert(HeaderName::from_static("server-timing"), value);
        }
    }
}

#[cfg(test)]
mod tests;
