//! What every answer carries: the headers that protect it, and cookies that the request gave rise to.
use crate::{app::App, http::cookies, sessions};
use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::Response,
};

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Passkeys are for pages of this host alone.
const PERMISSIONS: &str = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), \
    publickey-credentials-create=(self), publickey-credentials-get=(self)";

/// What every answer carries.
pub fn settle(app: &App, response: &mut Response<Body>, is_get: bool, had_notice: bool) {
    let is_page = response.status() == StatusCode::OK
        && response
            .headers()
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let is_there = response.status() != StatusCode::NOT_FOUND;
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
    // Not on what does not exist, which is answered alike for everybody.
    if let Some(known) = app.witness.browser().filter(|_| is_there) {
        cookies::set(headers, &app.config, cookies::KNOWN, known, Some(sessions::KNOWN / 1_000));
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
