//! `/access`, and a contact's access to the portal.
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

/// `GET /access`: everybody who was ever invited and their rights, sorted by name; `?show` is a tab.
async fn index(visit: Visit) -> Result<Response> {
    let tab = AccessTab::of(&visit.param("show"));
    let from = visit.cursor(Cursor::text());
    let query = match tab.state() {
        None => queries::portal_users(&visit.scope, &from),
        Some(state) => queries::portal_users_in(&visit.scope, state, &from),
    };
    let (visitor, people) = visit.read(query).await?;
    // Everybody in this list has a user, whose id is the last part of the sort key.
    let listed = Page::of(people, queries::PER_PAGE, |it| {
        let user = it.user.map(|id| id.to_string()).unwrap_or_default();
        Cursor::after_text(it.sort_name.as_str(), user)
    });
    let pager = Pager::more(&listed, "/access", &[("show", tab.word())]);
    page(&Index { visitor, people: listed.rows, tab, pager })
}

/// `GET /contacts/{id}/access`: the state of a contact's access, and the forms that change it.
async fn show(visit: Visit, Id(id): Id<ContactId>) -> Result<Response> {
    let (visitor, person) = visit.read(queries::contact_access(&visit.scope, id)).await?;
    let access = Panel::new(person.ok_or(Error::NotFound)?, &visitor.workspace);
    page(&Show { visitor, access })
}

/// `POST /contacts/{id}/invitation`: invites the contact and sends the activation mail.
async fn invite(visit: Visit, Id(id): Id<ContactId>, mut form: Form) -> Result<Response> {
    let (visitor, person) = found(&visit, &form, id).await?;
    let Some((role, grants)) = chosen(&mut form) else {
        return again(&Show { visitor, access: Panel { person, form } });
    };
    let fresh = UserId::new(visit.scope.now, &visit.chance());
    let invitation = person.invitable(visit.scope.now)?.invite(role, grants, fresh);
    let notice = format!("Activation email sent to {}.", person.email);
    visit.write(&form, queries::invite(&invitation, form.seen()), &at(id), &notice).await
}

/// `POST /contacts/{id}/access/mail`: sends the activation mail again, with a new password.
async fn invite_again(visit: Visit, Id(id): Id<ContactId>, form: Form) -> Result<Response> {
    let (_, person) = found(&visit, &form, id).await?;
    let user = person.open_invitation(visit.scope.now)?;
    let to = person.login.as_deref().unwrap_or(&person.email);
    let notice = format!("Activation email sent to {to} again.");
    visit.write(&form, queries::invite_again(id, user, form.seen()), &at(id), &notice).await
}

/// `POST /contacts/{id}/access/removal`: revokes an open invitation, or the access of an active user.
async fn remove(visit: Visit, Id(id): Id<ContactId>, form: Form) -> Result<Response> {
    let (_, person) = found(&visit, &form, id).await?;
    let user = person.removable(visit.scope.now)?;
    let notice = if person.access(visit.scope.now).is_invited() {
        format!("The invitation of {} was revoked.", person.name)
    } else {
        format!("{} was signed out and no longer has access.", person.name)
    };
    visit.write(&form, queries::remove(id, user, form.seen()), &at(id), &notice).await
}

/// `POST /contacts/{id}/access/restoration`: restores access that was removed.
async fn restore(visit: Visit, Id(id): Id<ContactId>, form: Form) -> Result<Response> {
    let (_, person) = found(&visit, &form, id).await?;
    let user = person.restorable(visit.scope.now)?;
    let notice = format!("{} has access again.", person.name);
    visit.write(&form, queries::restore(id, user, form.seen()), &at(id), &notice).await
}

/// `POST /contacts/{id}/access`: changes the role or the rights.
async fn update(visit: Visit, Id(id): Id<ContactId>, mut form: Form) -> Result<Response> {
    let (visitor, person) = found(&visit, &form, id).await?;
    let Some((role, grants)) = chosen(&mut form) else {
        return again(&Show { visitor, access: Panel { person, form } });
    };
    let Some(change) = person.change(role, grants, visit.scope.now)? else {
        return unchanged(&person, &form, &at(id));
    };
    let notice = format!("Rights of {} saved.", person.name);
    visit.write(&form, queries::change(&change, form.seen()), &at(id), &notice).await
}

/// The visitor and the contact's access, for a form that changes it.
async fn found(visit: &Visit, form: &Form, id: ContactId) -> Result<(Visitor, ContactAccess)> {
    let (visitor, person) =
        visit.read_once(form, queries::contact_access(&visit.scope, id)).await?;
    let person = person.ok_or(Error::NotFound)?;
    Ok((visitor, person))
}

/// The role and the rights that the form chose; `None` if it has complaints.
fn chosen(form: &mut Form) -> Option<(Role, Vec<Grant>)> {
    let role = Role::of_client(form.value("role"));
    if role.is_none() {
        form.complain("role", "Choose a role.");
    }
    let role = role?;
    Some((role, Grants::read(form, role)?))
}

/// Answers a form that changes nothing; a page with an outdated version is refused all the same.
fn unchanged(person: &ContactAccess, form: &Form, answer: &str) -> Result<Response> {
    if form.seen() == person.version {
        return Ok(see(answer));
    }
    Err(Error::refused("This changed while you were looking at it. Please check it again."))
}

fn at(id: ContactId) -> String {
    format!("/contacts/{id}")
}

#[cfg(test)]
mod tests;
