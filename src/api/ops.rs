//! `/settings/api` on the operations side
use super::{NewKey, queries, views};
use crate::{
    error::Result,
    http::{
        cookies,
        form::Form,
        identity::{KEY, key_digest},
        page::{again, origin, page},
        routes::{Id, Routes},
        shown_once::ShownOnce,
        visit::Visit,
    },
    kit::ids::ApiKeyId,
    users::{Right, may, staff},
};
use axum::{
    http::{HeaderMap, Uri},
    response::Response,
};

const HERE: &str = "/settings/api";

pub fn routes() -> Routes {
    Routes::new()
        .get("/settings/api", staff(), index)
        .post("/settings/api", may(Right::Administer), create)
        .post("/settings/api/{id}/revocation", may(Right::Administer), revoke)
}

/// The secret of a new key, for the page that shows it.
fn new_key<'a>(workspace: &'a str, user: &'a str) -> ShownOnce<'a> {
    ShownOnce { cookie: cookies::API_KEY, purpose: "API key", of: (workspace, user) }
}

/// `GET /settings/api`: the keys of the workspace. A new one is shown once.
async fn index(visit: Visit, uri: Uri, headers: HeaderMap) -> Result<Response> {
    let (visitor, keys) = visit.read(queries::keys(&visit.scope)).await?;
    let (workspace, user) = (visitor.workspace.id.to_string(), visitor.user.id.to_string());
    let once = new_key(&workspace, &user);
    let new = once.carried(&visit.app, &headers).map(|it| format!("{KEY}{it}"));
    let (origin, form) = (origin(&uri), Form::default());
    let mut response = page(&views::Index { visitor, keys, new, origin, form })?;
    once.take(&visit.app, &headers, &mut response);
    Ok(response)
}

/// `POST /settings/api`: makes a key.
async fn create(visit: Visit, uri: Uri, mut form: Form) -> Result<Response> {
    let (visitor, keys) = visit.read_once(&form, queries::keys(&visit.scope)).await?;
    visitor.needs_proof(HERE)?;
    let (now, zone) = (visit.scope.now, &visitor.workspace.zone);
    let Some(key) = NewKey::of(&mut form, &keys, now, &visitor.dates(), zone) else {
        let origin = origin(&uri);
        return again(&views::Index { visitor, keys, new: None, origin, form });
    };
    let secret = visit.app.secret();
    let ending: String = secret.chars().skip(secret.len().saturating_sub(4)).collect();
    let id = ApiKeyId::new(now, &visit.chance());
    let write = queries::make(id, &key, &key_digest(&format!("{KEY}{secret}")), &ending);
    let mut response = visit.write(&form, write, HERE, "Key made.").await?;
    let (workspace, user) = (visitor.workspace.id.to_string(), visitor.user.id.to_string());
    new_key(&workspace, &user).put(&visit.app, &mut response, &secret)?;
    Ok(response)
}

/// `POST /settings/api/{id}/revocation`: ends a key at once.
async fn revoke(visit: Visit, Id(id): Id<ApiKeyId>, form: Form) -> Result<Response> {
    let (visitor, keys) = visit.read_once(&form, queries::keys(&visit.scope)).await?;
    visitor.needs_proof(HERE)?;
    super::found(&keys, id)?;
    visit.write(&form, queries::revoke(id), HERE, "Key revoked. It works no more.").await
}
