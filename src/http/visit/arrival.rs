//! How a request becomes a visit: its host, session, time, route and the page it came from. No I/O.
use super::Visit;
use crate::{
    app::App,
    db::scope::Scope,
    error::{Error, Result},
    http::{
        cookies, headers::COUNTRY, identity::Identity, page, pairs, replay::Replay, routes::Table,
    },
    kit::{device, visible::cleaned},
    sessions::{CodeCookie, KnownBrowser},
    users::{Access, Who},
    workspaces::Host,
};
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, Method, Uri, header, request::Parts},
};

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        let app = parts
            .extensions
            .get::<App>()
            .cloned()
            .ok_or_else(|| Error::Internal("a request without its App".to_owned()))?;
        let (Some(&access), Some(&table), Some(host)) = (
            parts.extensions.get::<Access>(),
            parts.extensions.get::<Table>(),
            parts.extensions.get::<Host>().cloned(),
        ) else {
            return Err(Error::Internal("a request without its route".to_owned()));
        };
        let now = app.now();
        let identity = match access.who {
            Who::Programs(_) => Identity::of_key(&parts.headers),
            _ => Identity::of(&parts.headers, &app.config, &host.name, now),
        };
        let scope = Scope::new(&host.name, identity.digest(), now, address(&parts.headers))
            .in_country(value(&parts.headers, COUNTRY));
        let notice = cookies::read(&parts.headers, &app.config, cookies::NOTICE)
            .and_then(|text| page::decoded(&text));
        let asked = cookies::read(&parts.headers, &app.config, cookies::ASKED)
            .and_then(|cookie| CodeCookie::read(&cookie));
        let known = cookies::read(&parts.headers, &app.config, cookies::KNOWN);
        let key = &app.config.signing_key;
        let known = known.and_then(|it| KnownBrowser::open(key, &it, &host.name, now));
        let device = device::named(value(&parts.headers, header::USER_AGENT.as_str()));
        let params = pairs::read(parts.uri.query().unwrap_or_default().as_bytes())?;
        let params = params.into_iter().map(|(name, value)| (name, seen(&value))).collect();
        let (uri, next) = (parts.uri.clone(), next(parts));
        let replay = parts.extensions.get::<Replay>().cloned();
        let is_sending = !is_page(&parts.method);
        Ok(Self {
            scope,
            app,
            host,
            device,
            asked,
            known,
            access,
            table,
            uri,
            params,
            is_sending,
            next,
            notice,
            replay,
        })
    }
}

/// A value of the query string without unwanted characters. One of which nothing can be seen is not the
/// same as none: it finds nothing.
fn seen(value: &str) -> String {
    let cleaned = cleaned(value);
    let is_blank = cleaned.is_empty() && !value.trim().is_empty();
    if is_blank { char::REPLACEMENT_CHARACTER.to_string() } else { cleaned }
}

/// The page asked for; for a form, the page it is on, as a form's own address is no page.
fn next(parts: &Parts) -> String {
    let page = match &parts.method {
        method if is_page(method) => Some(parts.uri.clone()),
        _ => value(&parts.headers, header::REFERER.as_str())
            .parse::<Uri>()
            .ok()
            .filter(|page| page.host() == parts.uri.host()),
    };
    let path = page.as_ref().and_then(Uri::path_and_query);
    path.map_or("/", |path| path.as_str()).to_owned()
}

fn is_page(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}

/// The visitor's network address, which only the edge may name.
fn address(headers: &HeaderMap) -> &str {
    value(headers, "cf-connecting-ip")
}

fn value<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default()
}
