//! `/access`, and a contact's access to the portal
use super::super::{
    Grants,
    access::ContactAccess,
    queries::access as queries,
    views::access::{AccessTab, Index, Panel, Show},
};
use crate::{
    db::page::{Cursor, Page},
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page, see},
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::ids::{ContactId, UserId},
    ui::pieces::Pager,
    users::{Grant, Right, Role, Visitor, may, staff},
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new()
        .get("/access", staff(), index)
        .get("/contacts/{id}/access", staff(), show)
        .post("/contacts/{id}/access", may(Right::GrantAccess), update)
        .post("/contacts/{id}/invitation", may(Right::GrantAccess), invite)
        .post("/contacts/{id}/access/mail", may(Right::GrantAccess), invite_again)
        .post("/contacts/{id}/access/removal", may(Right::GrantAccess), remove)
        .post("/contacts/{id}/access/restoration", may(Right::GrantAccess), restore)
}

/// `GET /access`: everybody who was ever invited and what they may do, by name; `?show=` narrows it.
async fn index(visit: Visit) -> Result<Response> {
    let tab = AccessTab::of(&visit.param("show"));
    let from = visit.cursor(Cursor::text());
    let query = match tab.state() {
        None => queries::entries(&visit.scope, &from),
        Some(state) => queries::entries_in(&visit.scope, state, &from),
    };
    let (visitor, entries) = visit.read(query).await?;
    // Whoever is listed is a user: what sorts them ends in the user's id.
    let listed = Page::of(entries, queries::PER_PAGE, |it| {
        let user = it.user.map(|id| id.to_string()).unwrap_or_default();
        Cursor::after_text(it.sort_name.as_str(), user)
    });
    let pager = Pager::more(&listed, "/access", &[("show", tab.word())]);
    page(&Index { visitor, entries: listed.rows, tab, pager })
}

/// `GET /contacts/{id}/access`: how a contact's access stands, and what can be done about it.
async fn show(visit: Visit, Id(id): Id<ContactId>) -> Result<Response> {
    let (visitor, entry) = visit.read(queries::entry(&visit.scope, id)).await?;
    let access = Panel::new(entry.ok_or(Error::NotFound)?);
    page(&Show { visitor, access })
}

/// `POST /contacts/{id}/invitation`: opens access and sends the activation mail.
async fn invite(visit: Visit, Id(id): Id<ContactId>, mut form: Form) -> Result<Response> {
    let (visitor, entry) = found(&visit, &form, id).await?;
    let Some((role, grants)) = chosen(&mut form) else {
        return again(&Show { visitor, access: Panel { entry, form } });
    };
    let fresh = UserId::new(visit.scope.now, &visit.chance());
    let invitation = entry.invite(role, grants, fresh, visit.scope.now)?;
    let notice = format!("Activation mail sent to {}.", entry.email);
    visit.write(&form, queries::invite(&invitation, form.seen()), &at(id), &notice).await
}

/// `POST /contacts/{id}/access/mail`: sends the activation mail again, with a new password.
async fn invite_again(visit: Visit, Id(id): Id<ContactId>, form: Form) -> Result<Response> {
    let (_, entry) = found(&visit, &form, id).await?;
    let user = entry.invite_again(visit.scope.now)?;
    let to = entry.login.as_deref().unwrap_or(&entry.email);
    let notice = format!("Activation mail sent to {to} again.");
    visit.write(&form, queries::invite_again(id, user, form.seen()), &at(id), &notice).await
}

/// `POST /contacts/{id}/access/removal`: revokes an invitation, or ends access that is in use.
async fn remove(visit: Visit, Id(id): Id<ContactId>, form: Form) -> Result<Response> {
    let (_, entry) = found(&visit, &form, id).await?;
    let user = entry.remove(visit.scope.now)?;
    let notice = if entry.access(visit.scope.now).is_invited() {
        format!("The invitation of {} is revoked.", entry.name)
    } else {
        format!("{} is signed out and has no access any more.", entry.name)
    };
    visit.write(&form, queries::remove(id, user, form.seen()), &at(id), &notice).await
}

/// `POST /contacts/{id}/access/restoration`: gives back access that was removed.
async fn restore(visit: Visit, Id(id): Id<ContactId>, form: Form) -> Result<Response> {
    let (_, entry) = found(&visit, &form, id).await?;
    let user = entry.restore(visit.scope.now)?;
    let notice = format!("{} has access again.", entry.name);
    visit.write(&form, queries::restore(id, user, form.seen()), &at(id), &notice).await
}

/// `POST /contacts/{id}/access`: another role, or other rights.
async fn update(visit: Visit, Id(id): Id<ContactId>, mut form: Form) -> Result<Response> {
    let (visitor, entry) = found(&visit, &form, id).await?;
    let Some((role, grants)) = chosen(&mut form) else {
        return again(&Show { visitor, access: Panel { entry, form } });
    };
    let Some(change) = entry.change(role, grants, visit.scope.now)? else {
        return unchanged(&entry, &form, &at(id));
    };
    let notice = format!("Rights of {} saved.", entry.name);
    visit.write(&form, queries::change(&change, form.seen()), &at(id), &notice).await
}

/// Whoever may not give access is told so; a contact that is not there is not found.
async fn found(visit: &Visit, form: &Form, id: ContactId) -> Result<(Visitor, ContactAccess)> {
    let (visitor, entry) = visit.read_once(form, queries::entry(&visit.scope, id)).await?;
    let entry = entry.ok_or(Error::NotFound)?;
    Ok((visitor, entry))
}

/// The role and rights of the form; none where it complains.
fn chosen(form: &mut Form) -> Option<(Role, Vec<Grant>)> {
    let role = Role::of_client(form.value("role"));
    if role.is_none() {
        form.complain("role", "Choose a role.");
    }
    let role = role?;
    Some((role, Grants::read(form, role)?))
}

/// A page that has grown old says so also where its form changes nothing.
fn unchanged(entry: &ContactAccess, form: &Form, answer: &str) -> Result<Response> {
    if form.seen() == entry.version {
        return Ok(see(answer));
    }
    Err(Error::refused("This changed while you were looking at it. Please read it again."))
}

fn at(id: ContactId) -> String {
    format!("/contacts/{id}")
}

#[cfg(test)]
mod tests;
