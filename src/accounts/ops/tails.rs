//! Tying tails to an account, and untying them.
use super::{queries, views};
use crate::{
    error::{Error, Result},
    http::{form::Form, page::again, routes::Id, visit::Visit},
    kit::{ids::AccountId, text::sentence},
};
use axum::response::Response;

/// `POST /accounts/{id}/tails`: ties a tail to the account.
pub(super) async fn tie(visit: Visit, Id(id): Id<AccountId>, mut form: Form) -> Result<Response> {
    let (visitor, (account, people, tails, fbos)) =
        visit.read_once(&form, queries::file(&visit.scope, id)).await?;
    let account = account.ok_or(Error::NotFound)?;
    let chosen = tails.iter().find(|it| form.is("tail", it.id)).cloned();
    let Some(tail) = chosen else {
        form.complain("tail", format!("Choose the {} from the list.", visitor.workspace.vehicle()));
        return again(&views::Show { visitor, account, people, tails, fbos, form });
    };
    let notice = sentence(format!("{} linked to {}", tail.registration, account.name));
    visit.write(&form, queries::tie(id, &tail), &format!("/accounts/{id}"), &notice).await
}

/// `POST /accounts/{id}/tails/removal`: unties a tail from the account.
pub(super) async fn untie(visit: Visit, Id(id): Id<AccountId>, form: Form) -> Result<Response> {
    let (visitor, (account, _, tails, _)) =
        visit.read_once(&form, queries::file(&visit.scope, id)).await?;
    let account = account.ok_or(Error::NotFound)?;
    let tied = tails.iter().find(|it| it.is_tied && form.is("tail", it.id));
    let tail = tied.ok_or_else(|| {
        Error::refused(visitor.workspace.says("This tail is not linked to the account."))
    })?;
    let notice = sentence(format!("{} is no longer linked to {}", tail.registration, account.name));
    let write = queries::untie(id, tail.id, &tail.registration);
    visit.write(&form, write, &format!("/accounts/{id}"), &notice).await
}
