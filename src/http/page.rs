//! Turns a view (an askama template) into a response, and makes redirects and addresses.
use crate::error::Result;
use axum::{
    http::{HeaderValue, StatusCode, Uri, header, uri::Authority},
    response::{Html, IntoResponse, Response},
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use std::borrow::Cow;

/// The addresses of the built assets. Each name contains a hash of the file, set by `build.rs`.
pub const CSS: &str = env!("PORTAL_CSS");
pub const JS: &str = env!("PORTAL_JS");
pub const ICONS: &str = env!("PORTAL_ICONS");
pub const MAP: &str = env!("PORTAL_MAP");

pub fn page(view: &impl askama::Template) -> Result<Response> {
    rendered(view).map(|html| answer(StatusCode::OK, html))
}

/// 422: the form again, with what the visitor typed and the complaints.
pub fn again(view: &impl askama::Template) -> Result<Response> {
    rendered(view).map(|html| answer(StatusCode::UNPROCESSABLE_ENTITY, html))
}

fn answer(status: StatusCode, html: String) -> Response {
    (status, Html(html)).into_response()
}

/// A view that exists for both faces, each in its own frame.
pub enum Faced<C, O> {
    Client(C),
    Ops(O),
}

impl<C: askama::Template, O: askama::Template> Faced<C, O> {
    pub fn page(&self) -> Result<Response> {
        match self {
            Self::Client(view) => page(view),
            Self::Ops(view) => page(view),
        }
    }

    pub fn again(&self) -> Result<Response> {
        match self {
            Self::Client(view) => again(view),
            Self::Ops(view) => again(view),
        }
    }
}

fn rendered<T: askama::Template>(view: &T) -> Result<String> {
    #[cfg(test)]
    crate::testing::walk::record_view(std::any::type_name::<T>());
    Ok(marked(view.render()?))
}

/// Says in the title, which screen readers say first and the tab shows, that the form came back.
fn marked(html: String) -> String {
    if html.contains("<div class=\"complaints\"") {
        return html.replacen("<title>", "<title>Error: ", 1);
    }
    html
}

/// 303: the form was carried out; the browser continues at `location`.
pub fn see(location: &str) -> Response {
    let location = HeaderValue::from_str(location).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
}

/// 308: the whole address is another one.
pub fn moved(address: &str) -> Response {
    let location = HeaderValue::from_str(address).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, location)]).into_response()
}

/// "<https://harbour.example>" of the address that was asked.
pub fn origin(uri: &Uri) -> String {
    let authority = uri.authority().map(Authority::as_str);
    format!("{}://{}", uri.scheme_str().unwrap_or("https"), authority.unwrap_or_default())
}

/// A path with query parameters. Empty ones are left out.
pub fn address(path: &str, params: &[(&str, &str)]) -> String {
    let given = params.iter().filter(|(_, value)| !value.is_empty());
    let pairs: Vec<_> = given.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
}

/// All characters except the unreserved ones of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Percent-encodes text for a query string or a cookie.
pub fn encoded(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// Reverses [`encoded`].
pub fn decoded(text: &str) -> Option<String> {
    percent_decode_str(text).decode_utf8().ok().map(Cow::into_owned)
}
