//! Deactivating an account, and restoring it.
use super::{found, queries};
use crate::{
    error::Result,
    http::{form::Form, routes::Id, visit::Visit},
    kit::{ids::AccountId, text::excerpt},
};
use axum::response::Response;

/// `POST /accounts/{id}/deactivation`: marks the account inactive, so that it gets no new requests.
pub(super) async fn deactivate(
    visit: Visit,
    Id(id): Id<AccountId>,
    form: Form,
) -> Result<Response> {
    let (_, account) = found(&visit, &form, id).await?;
    let write = queries::deactivate(id, form.seen(), &excerpt(form.value("reason"), 500));
    let notice = format!("{} deactivated.", account.name);
    visit.write(&form, write, &format!("/accounts/{id}"), &notice).await
}

/// `POST /accounts/{id}/restoration`: marks the account active again.
pub(super) async fn restore(visit: Visit, Id(id): Id<AccountId>, form: Form) -> Result<Response> {
    let (_, account) = found(&visit, &form, id).await?;
    let notice = format!("{} restored.", account.name);
    let write = queries::restore(id, form.seen());
    visit.write(&form, write, &format!("/accounts/{id}"), &notice).await
}
