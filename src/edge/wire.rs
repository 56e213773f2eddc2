//! How a request of the platform becomes one for the router, and the router's response one of the platform.
use super::r2::Streamed;
use crate::http::headers::{ALWAYS, COUNTRY, READ};
use axum::{
    body::{Body, HttpBody as _},
    extract::Request,
    http::{HeaderMap, HeaderValue, Method},
    response::Response,
};
use futures_util::TryStreamExt;
use http_body_util::BodyExt as _;
use js_sys::{Reflect, Uint8Array};
use std::{io, str};
use worker::{ResponseBody, Result, wasm_bindgen::JsValue};

/// The request with the headers that are read. To copy them all, most of which nobody reads, would take as
/// long as to render a short page.
pub fn request(raw: &web_sys::Request) -> Result<Request> {
    let method = Method::from_bytes(raw.method().as_bytes()).unwrap_or_default();
    // These have no body, so that the platform need not be asked for it.
    let stream = if matches!(method, Method::GET | Method::HEAD) { None } else { raw.body() };
    let body = stream.map_or_else(Body::empty, |it| Body::new(worker::Body::new(it)));
    let uri = raw.url().parse().map_err(|e| worker::Error::RustError(format!("address: {e}")))?;
    let mut request = Request::new(body);
    *request.method_mut() = method;
    *request.uri_mut() = uri;
    let sent = raw.headers();
    for name in &READ {
        let value = sent.get(name.as_str())?.and_then(|value| HeaderValue::from_str(&value).ok());
        if let Some(value) = value {
            request.headers_mut().insert(name, value);
        }
    }
    request.headers_mut().remove(COUNTRY);
    if let Some(country) = country(raw) {
        request.headers_mut().insert(COUNTRY, country);
    }
    Ok(request)
}

/// The visitor's country, as the platform tells it beside the headers, which a visitor could forge.
fn country(raw: &web_sys::Request) -> Option<HeaderValue> {
    let told = Reflect::get(raw, &"cf".into()).ok()?;
    let country = Reflect::get(&told, &"country".into()).ok()?.as_string()?;
    HeaderValue::from_str(&country).ok()
}

/// The response with its whole body at once: as a stream it would cross into JavaScript piece by piece,
/// through several promises, and pages are in memory already. A stored file is passed on as the stream that it is. A body
/// of unknown length is made while it is sent, as fast as it is taken.
pub async fn response(response: Response) -> Result<web_sys::Response> {
    let (mut parts, body) = response.into_parts();
    let init = web_sys::ResponseInit::new();
    init.set_status(parts.status.as_u16());
    init.set_headers(headers(&parts.headers)?.as_ref());
    if let Some(Streamed(stream)) = parts.extensions.remove() {
        let made = web_sys::Response::new_with_opt_readable_stream_and_init(Some(&stream.0), &init);
        return Ok(made?);
    }
    if body.size_hint().exact().is_none() {
        let pieces = TryStreamExt::map_err(body.into_data_stream(), io::Error::other);
        let made = worker::Response::from_stream(pieces)?;
        let stream = if let ResponseBody::Stream(it) = made.body() { Some(it) } else { None };
        return Ok(web_sys::Response::new_with_opt_readable_stream_and_init(stream, &init)?);
    }
    let body = body.collect().await.map_err(|e| worker::Error::RustError(e.to_string()))?;
    let bytes = body.to_bytes();
    // The platform keeps the array it is given, so it gets a copy outside of the memory of WebAssembly.
    let copy = (!bytes.is_empty()).then(|| Uint8Array::from(&*bytes));
    Ok(web_sys::Response::new_with_opt_js_u8_array_and_init(copy.as_ref(), &init)?)
}

thread_local! {
    /// [`ALWAYS`] as the platform has headers, to be copied at once.
    static KEPT: std::result::Result<web_sys::Headers, JsValue> = {
        web_sys::Headers::new().and_then(|made| fill(&made, &ALWAYS, |_| true).map(|()| made))
    };
}

fn headers(of: &HeaderMap) -> std::result::Result<web_sys::Headers, JsValue> {
    let made =
        KEPT.with(Clone::clone).and_then(|kept| web_sys::Headers::new_with_headers(&kept))?;
    for name in ALWAYS.keys().filter(|name| of.get(*name) != ALWAYS.get(*name)) {
        made.delete(name.as_str())?;
    }
    fill(&made, of, |name| of.get(name) != ALWAYS.get(name))?;
    Ok(made)
}

fn fill(
    made: &web_sys::Headers,
    from: &HeaderMap,
    is_new: impl Fn(&str) -> bool,
) -> std::result::Result<(), JsValue> {
    for (name, value) in from.iter().filter(|(name, _)| is_new(name.as_str())) {
        let text = str::from_utf8(value.as_bytes()).map_err(|e| e.to_string())?;
        made.append(name.as_str(), text)?;
    }
    Ok(())
}
