//! `/contacts` on the operations side.
mod access;
mod accounts;
mod editing;
mod standing;

use super::{queries, views};
use crate::{
    db::page::Cursor,
    error::{Error, Result},
    http::{
        form::Form,
        page::{page, see},
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::ids::ContactId,
    search::{BY_STANDING, List, ListFilter, Noun},
    users::{Right, may, staff},
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new()
        .get("/contacts", staff(), index)
        .get("/contacts/new", may(Right::ManageContacts), editing::new)
        .post("/contacts", may(Right::ManageContacts), editing::create)
        .get("/contacts/{id}", staff(), show)
        .get("/contacts/{id}/edit", may(Right::ManageContacts), editing::edit)
        .post("/contacts/{id}", may(Right::ManageContacts), editing::update)
        .post("/contacts/{id}/deactivation", may(Right::ManageContacts), standing::deactivate)
        .post("/contacts/{id}/restoration", may(Right::ManageContacts), standing::restore)
        .post("/contacts/{id}/accounts", may(Right::ManageContacts), accounts::add)
        .post("/contacts/{id}/accounts/removal", may(Right::ManageContacts), accounts::remove)
        .merge(access::routes())
}

/// `GET /contacts`: all contacts sorted by name, or those that `?q` finds; `?show` is a tab.
async fn index(visit: Visit) -> Result<Response> {
    let filter = ListFilter::new(Noun::Contact, BY_STANDING, |name| visit.param(name));
    let (visitor, contacts) = visit.read(queries::contacts(&visit.scope, &filter)).await?;
    page(&views::Index {
        visitor,
        list: List::of(filter, contacts, |it| Cursor::after_text(it.sort_name.as_str(), it.id)),
    })
}

/// `GET /contacts/{id}`: the contact, their accounts and their access; `?account` searches for an
/// account to add them to.
async fn show(visit: Visit, Id(id): Id<ContactId>) -> Result<Response> {
    let find = visit.param("account");
    let (visitor, file) = visit.read(queries::file(&visit.scope, id, &find)).await?;
    let form = Form::of([("find", find)]);
    let show = views::Show::of(visitor, file, form).ok_or(Error::NotFound)?;
    match show.contact.merged_into {
        Some(survivor) => Ok(see(&format!("/contacts/{survivor}"))),
        None => page(&show),
    }
}
