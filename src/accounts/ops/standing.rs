//! Whether an account is active.
use super::queries;
use crate::{
    error::{Error, Result},
    form::Form,
    kit::{ids::AccountId, text::excerpt},
    routes::Id,
    users::Right,
    visit::Visit,
};
use axum::response::Response;

/// `POST /accounts/{id}/deactivation`: no requests are made for it any more.
pub(super) async fn deactivate(
    visit: Visit,
    Id(id): Id<AccountId>,
    form: Form,
) -> Result<Response> {
    let (visitor, account) = visit.read_once(&form, queries::account(&visit.scope, id)).await?;
    visitor.needs(Right::ManageContacts)?;
    let account = account.ok_or(Error::NotFound)?;
    let write = queries::deactivate(id, form.seen(), &excerpt(form.value("reason"), 500));
    let notice = format!("{} deactivated.", account.name);
    visit.write(&form, write, &format!("/accounts/{id}"), &notice).await
}

/// `POST /accounts/{id}/restoration`: it is active again.
pub(super) async fn restore(visit: Visit, Id(id): Id<AccountId>, form: Form) -> Result<Response> {
    let (visitor, account) = visit.read_once(&form, queries::account(&visit.scope, id)).await?;
    visitor.needs(Right::ManageContacts)?;
    let account = account.ok_or(Error::NotFound)?;
    let notice = format!("{} restored.", account.name);
    let write = queries::restore(id, form.seen());
    visit.write(&form, write, &format!("/accounts/{id}"), &notice).await
}
