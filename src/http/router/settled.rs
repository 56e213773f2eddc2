//! What every answer carries: the headers that protect it, and cookies that the request gave rise to.
use crate::{
    app::App,
    edge::Spent,
    http::{
        cookies,
        headers::{ALWAYS, with_socket},
    },
    sessions,
};
use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, StatusCode, Uri, header},
    response::Response,
};

const HSTS: HeaderValue = HeaderValue::from_static("max-age=31536000; includeSubDomains");

/// What every answer carries. `app` is of the database that answered; the host was looked up in the `directory`.
pub fn settle(
    app: &App,
    directory: &App,
    response: &mut Response<Body>,
    uri: &Uri,
    is_get: bool,
    had_notice: bool,
) {
    let is_page = response.status() == StatusCode::OK
        && response
            .headers()
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let is_there = response.status() != StatusCode::NOT_FOUND;
    let headers = response.headers_mut();
    let is_strict = headers.contains_key(header::CONTENT_SECURITY_POLICY);
    for (name, value) in ALWAYS.iter() {
        headers.entry(name).or_insert_with(|| value.clone());
    }
    let socket = if app.config.local { "ws" } else { "wss" };
    let host = uri.authority().filter(|_| is_page && !is_strict && app.witness.user().is_some());
    if let Some(policy) = host.and_then(|it| with_socket(it.as_str(), socket)) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    if !app.config.local {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HSTS);
    }
    if had_notice && is_page && is_get {
        cookies::set(headers, &app.config, cookies::NOTICE, "", Some(0));
    }
    // Not on what does not exist, which is answered alike for everybody.
    if let Some(known) = app.witness.browser().filter(|_| is_there) {
        cookies::set(headers, &app.config, cookies::KNOWN, known, Some(sessions::KNOWN / 1_000));
    }
    let spent = app.db.spent();
    if let Some(bookmark) = app.db.bookmark().filter(|_| spent.wrote) {
        cookies::set(headers, &app.config, cookies::BOOKMARK, &bookmark, None);
    }
    if app.config.local {
        let looked_up = if app.is_elsewhere() { directory.db.spent() } else { Spent::default() };
        let (batches, rows) =
            (spent.batches + looked_up.batches, spent.rows_read + looked_up.rows_read);
        let text = format!("d1;desc=\"{batches} batches, {rows} rows\"");
        if let Ok(value) = HeaderValue::from_str(&text) {
            headers.insert(HeaderName::from_static("server-timing"), value);
        }
    }
}
