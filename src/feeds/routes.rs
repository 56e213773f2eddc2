//! `/profile/feed` on either face, and the feed itself, which needs no session
use super::{Feed, digest, events, ics, queries, secret_in, views};
use crate::{
    error::{Error, Result},
    http::{
        cookies, form::Form, page::origin, routes::Routes, shown_once::ShownOnce, visit::Visit,
    },
    kit::text,
    users::{anyone, everyone},
    workspaces,
};
use axum::{
    extract::Path,
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse as _, Response},
};

const HERE: &str = "/profile/feed";

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
    let (workspace, user) = (visitor.workspace.id.to_string(), visitor.user.id.to_string());
    let once = new_address(&workspace, &user);
    let secret = once.carried(&visit.app, &headers);
    let address = secret.map(|it| format!("{}/calendar/{it}.ics", origin(&uri)));
    let mut response = views::Show::of(visitor, feed, address).page()?;
    once.take(&visit.app, &headers, &mut response);
    Ok(response)
}

/// The secret of a new address, for the page that shows it.
fn new_address<'a>(workspace: &'a str, user: &'a str) -> ShownOnce<'a> {
    ShownOnce { cookie: cookies::FEED, purpose: "calendar feed", of: (workspace, user) }
}

/// `POST /profile/feed`: makes a new secret address. One that there was stops working.
async fn make(visit: Visit, form: Form) -> Result<Response> {
    let (visitor, _) = visit.read_once(&form, queries::own(&visit.scope)).await?;
    let secret = visit.app.secret();
    let write = queries::make(visitor.user.id, &digest(&secret));
    let mut response = visit.write(&form, write, HERE, "New address made.").await?;
    let (workspace, user) = (visitor.workspace.id.to_string(), visitor.user.id.to_string());
    new_address(&workspace, &user).put(&visit.app, &mut response, &secret)?;
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
