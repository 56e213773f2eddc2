//! The FBOs that an account prefers: `/accounts/{id}/fbos`.
use super::{queries, views};
use crate::{
    error::{Error, Result},
    http::{form::Form, page::page, routes::Id, visit::Visit},
    kit::ids::AccountId,
};
use axum::response::Response;

/// `GET /accounts/{id}/fbos`: the preferred FBOs, and those that `?q` finds to choose from.
pub(super) async fn index(visit: Visit, Id(id): Id<AccountId>) -> Result<Response> {
    let (scope, q) = (&visit.scope, visit.param("q"));
    let batch = (
        queries::preferring(scope, id),
        queries::preferred(scope, id),
        queries::matching(scope, id, &q),
    );
    let (visitor, (account, preferred, found)) = visit.read(batch).await?;
    let account = account.ok_or(Error::NotFound)?;
    page(&views::PreferredFbos { visitor, account, preferred, found, q })
}

/// `POST /accounts/{id}/fbos`: the account prefers this FBO at its airport.
pub(super) async fn prefer(visit: Visit, Id(id): Id<AccountId>, form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let batch = (queries::preferring(scope, id), queries::chosen(scope, form.value("fbo")));
    let (_visitor, (account, fbo)) = visit.read_once(&form, batch).await?;
    let account = account.ok_or(Error::NotFound)?;
    let fbo = fbo.ok_or_else(|| Error::refused("Choose one of the FBOs that are in use."))?;
    let notice = format!("{} now prefers {} at {}.", account.name, fbo.name, fbo.code);
    let write = queries::prefer(id, &fbo);
    visit.write(&form, write, &format!("/accounts/{id}/fbos"), &notice).await
}

/// `POST /accounts/{id}/fbos/removal`: the account no longer prefers this FBO.
pub(super) async fn prefer_none(
    visit: Visit,
    Id(id): Id<AccountId>,
    form: Form,
) -> Result<Response> {
    let scope = &visit.scope;
    let batch = (queries::preferring(scope, id), queries::preferred(scope, id));
    let (_visitor, (account, preferred)) = visit.read_once(&form, batch).await?;
    let account = account.ok_or(Error::NotFound)?;
    let chosen = preferred.iter().find(|it| form.is("fbo", it.id));
    let fbo = chosen.ok_or_else(|| Error::refused("The account does not prefer this FBO."))?;
    let notice = format!("{} no longer prefers {} at {}.", account.name, fbo.name, fbo.code);
    let write = queries::prefer_none(id, fbo);
    visit.write(&form, write, &format!("/accounts/{id}/fbos"), &notice).await
}
