//! `/profile/feed` on either face, and the feed itself, which needs no session
use super::{Feed, digest, events, ics, queries, secret_in, views};
use crate::{
    error::{Error, Result},
    http::{cookies, form::Form, routes::Routes, visit::Visit},
    kit::{sealed, text, zoned::MINUTE},
    users::{Visitor, anyone, everyone},
    workspaces,
};
use axum::{
    extract::Path,
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse as _, Response},
};

const HERE: &str = "/profile/feed";
const PURPOSE: &str = "calendar feed";
/// How long a new address waits for the page that shows it.
const WAIT: i64 = 10 * MINUTE;

pub fn routes() -> Routes {
    Routes::new()
        .get("/profile/feed", everyone(), show)
        .post("/profile/feed", everyone(), make)
        .post("/profile/feed/removal", everyone(), remove)
        .get("/calendar/{file}", anyone(), feed)
}

/// `GET /profile/feed`: whether the visitor has a feed. The address of a new one is shown once.
async fn show(visit: Visit, uri: Uri, headers: HeaderMap) -> Result<Response> {
    let (visitor, feed) = visit.read(queries::own(&visit.scope)).await?;
    let config = &visit.app.config;
    let carried = cookies::read(&headers, config, cookies::FEED);
    let secret = carried.as_deref().and_then(|it| carried_in(it, &visit, &visitor));
    let address = secret.map(|it| format!("{}/calendar/{it}.ics", origin(&uri)));
    let mut response = views::Show::of(visitor, feed, address).page()?;
    if carried.is_some() {
        cookies::set(response.headers_mut(), config, cookies::FEED, "", Some(0));
    }
    Ok(response)
}

/// "<https://harbour.example>" of the address that was asked.
fn origin(uri: &Uri) -> String {
    let authority = uri.authority().map(axum::http::uri::Authority::as_str);
    format!("{}://{}", uri.scheme_str().unwrap_or("https"), authority.unwrap_or_default())
}

/// The secret of a new feed in its cookie, if that is not too old.
fn carried_in(cookie: &str, visit: &Visit, visitor: &Visitor) -> Option<String> {
    let (workspace, user) = (visitor.workspace.id.to_string(), visitor.user.id.to_string());
    let of = [workspace.as_str(), user.as_str(), PURPOSE];
    let text = sealed::open(&visit.app.config.data_key, cookie, &of).ok()?;
    let (until, secret) = text.split_once(' ')?;
    let is_fresh = until.parse::<i64>().is_ok_and(|until| visit.scope.now < until);
    is_fresh.then(|| secret.to_owned())
}

/// `POST /profile/feed`: makes a new secret address. One that there was stops working.
async fn make(visit: Visit, form: Form) -> Result<Response> {
    let (visitor, _) = visit.read_once(&form, queries::own(&visit.scope)).await?;
    let secret = visit.app.secret();
    let write = queries::make(visitor.user.id, &digest(&secret));
    let mut response = visit.write(&form, write, HERE, "New address made.").await?;
    let mut nonce = [0; 12];
    (visit.app.random)(&mut nonce);
    let (workspace, user) = (visitor.workspace.id.to_string(), visitor.user.id.to_string());
    let of = [workspace.as_str(), user.as_str(), PURPOSE];
    let config = &visit.app.config;
    let text = format!("{} {secret}", visit.scope.now + WAIT);
    let sealed = sealed::seal(&config.data_key, nonce, &of, &text)
        .ok_or_else(|| Error::Internal("an address could not be sealed".to_owned()))?;
    cookies::set(response.headers_mut(), config, cookies::FEED, &sealed, Some(WAIT / 1_000));
    Ok(response)
}

/// `POST /profile/feed/removal`: ends the feed.
async fn remove(visit: Visit, form: Form) -> Result<Response> {
    let (visitor, feed) = visit.read_once(&form, queries::own(&visit.scope)).await?;
    let Some(Feed { .. }) = feed else {
        return Err(Error::refused("You have no calendar feed any more."));
    };
    let write = queries::remove(visitor.user.id);
    visit.write(&form, write, HERE, "Calendar feed ended.").await
}

/// `GET /calendar/{file}`: the feed with this secret. Not found once its owner has no access.
async fn feed(
    visit: Visit,
    Path(file): Path<String>,
    (uri, headers): (Uri, HeaderMap),
) -> Result<Response> {
    let digest = digest(secret_in(&file).ok_or(Error::NotFound)?);
    let scope = &visit.scope;
    let batch = (
        workspaces::at(&scope.host),
        queries::reader_of(scope, &digest),
        queries::legs(scope, &digest),
        queries::taken(scope, &digest),
    );
    let (workspace, reader, legs, taken) = visit.db().run(batch).await?;
    visit.workspace(workspace)?;
    let reader = reader.ok_or(Error::NotFound)?;
    let origin = origin(&uri);
    let legs = legs.iter().map(|leg| events::event(leg, &reader, &origin));
    let events: Vec<_> = legs.chain(taken.iter().map(|it| events::taken(it, &origin))).collect();
    let body = ics::calendar(&reader.name, &events);
    let tag = format!("\"{}\"", text::digest(&[body.as_bytes()]));
    let kept =
        [(header::ETAG, tag.clone()), (header::CACHE_CONTROL, "private, no-cache".to_owned())];
    if is_known(&headers, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, kept).into_response());
    }
    let kind = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "inline; filename=\"trips.ics\""),
    ];
    Ok((kept, kind, body).into_response())
}

/// Whether the calendar program has this version already.
fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let asked = headers.get(header::IF_NONE_MATCH).and_then(|it| it.to_str().ok());
    let mut tags = asked.unwrap_or_default().split(',').map(str::trim);
    tags.any(|it| it == "*" || it.trim_start_matches("W/") == tag)
}

#[cfg(test)]
mod tests;
