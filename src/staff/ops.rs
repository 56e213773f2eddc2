//! `/staff` on the operations side.
use super::{Member, StaffInvitation, queries, views};
use crate::{
    db::page::{Cursor, Page},
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page, see},
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::{email::Email, ids::UserId},
    ui::pieces::Pager,
    users::{Right, Role, Visitor, may, staff},
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new()
        .get("/staff", staff(), index)
        .get("/staff/new", may(Right::Administer), new)
        .post("/staff", may(Right::Administer), create)
        .get("/staff/{id}", may(Right::Administer), show)
        .post("/staff/{id}", may(Right::Administer), update)
        .post("/staff/{id}/mail", may(Right::Administer), invite_again)
        .post("/staff/{id}/removal", may(Right::Administer), remove)
        .post("/staff/{id}/restoration", may(Right::Administer), restore)
}

/// `GET /staff`: all staff sorted by name, and the rights of each role.
async fn index(visit: Visit) -> Result<Response> {
    let from = visit.cursor(Cursor::text());
    let (visitor, members) = visit.read(queries::members(&visit.scope, &from)).await?;
    let listed =
        Page::of(members, queries::PER_PAGE, |it| Cursor::after_text(it.sort_name.as_str(), it.id));
    let pager = Pager::more(&listed, "/staff", &[]);
    page(&views::Index { visitor, members: listed.rows, pager })
}

/// `GET /staff/new`: the form that invites a member of staff.
async fn new(visit: Visit) -> Result<Response> {
    let (visitor, ()) = visit.read(()).await?;
    visitor.needs_proof("/staff/new")?;
    let form = Form::of([("role", Role::Dispatcher.word())]);
    page(&views::New { visitor, form })
}

/// `POST /staff`: invites a member of staff, who gets a temporary password by mail.
async fn create(visit: Visit, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let sought = Email::sought(form.value("email"));
    let (visitor, namesake) = visit.read_once(&form, queries::namesake(scope, &sought)).await?;
    visitor.needs_proof("/staff/new")?;
    let name = form.person("name", 120, "Enter a name.");
    let email = form.email("email");
    if let Some(it) = namesake {
        form.complain(
            "email",
            format!("{} already has this address and is on the staff list.", it.name),
        );
    }
    let role = chosen(&mut form);
    let (Some(email), Some(role)) = (email, role.filter(|_| !form.has_complaints())) else {
        return again(&views::New { visitor, form });
    };
    let user = UserId::new(scope.now, &visit.chance());
    let notice = format!("Activation email sent to {email}.");
    let invitation = StaffInvitation { user, name, email, role };
    visit.write(&form, queries::invite(&invitation), "/staff", &notice).await
}

/// `GET /staff/{id}`: the state of a member's access, and the forms that change it.
async fn show(visit: Visit, Id(id): Id<UserId>) -> Result<Response> {
    let (visitor, member) = visit.read(queries::member(&visit.scope, id)).await?;
    let member = member.ok_or(Error::NotFound)?;
    visitor.needs_proof(&format!("/staff/{id}"))?;
    page(&views::Show::new(visitor, member))
}

/// `POST /staff/{id}`: changes the role, unless they are the last administrator.
async fn update(visit: Visit, Id(id): Id<UserId>, mut form: Form) -> Result<Response> {
    let (visitor, member) = found(&visit, &form, id).await?;
    let Some(role) = chosen(&mut form) else {
        return again(&views::Show { visitor, member, form });
    };
    let note = member.change(role)?;
    if note.is_empty() && form.seen() == member.version {
        return Ok(see("/staff"));
    }
    let notice = format!("{}\u{2019}s role is now {}.", member.name, role.name());
    let write = queries::change(&member, role, &note, form.seen());
    visit.write(&form, write, "/staff", &notice).await
}

/// `POST /staff/{id}/mail`: sends the activation mail again, with a new password.
async fn invite_again(visit: Visit, Id(id): Id<UserId>, form: Form) -> Result<Response> {
    let (_, member) = found(&visit, &form, id).await?;
    member.invite_again()?;
    let notice = format!("Activation email sent to {} again.", member.email);
    visit.write(&form, queries::invite_again(&member, form.seen()), "/staff", &notice).await
}

/// `POST /staff/{id}/removal`: revokes an open invitation, or the access of an active member.
async fn remove(visit: Visit, Id(id): Id<UserId>, form: Form) -> Result<Response> {
    let (_, member) = found(&visit, &form, id).await?;
    member.remove()?;
    let notice = if member.access(visit.scope.now).is_invited() {
        format!("The invitation of {} was revoked.", member.name)
    } else {
        format!("{} was signed out and no longer has access.", member.name)
    };
    visit.write(&form, queries::remove(&member, form.seen()), "/staff", &notice).await
}

/// `POST /staff/{id}/restoration`: restores access that was removed.
async fn restore(visit: Visit, Id(id): Id<UserId>, form: Form) -> Result<Response> {
    let (_, member) = found(&visit, &form, id).await?;
    member.restore()?;
    let notice = format!("{} has access again.", member.name);
    visit.write(&form, queries::restore(&member, form.seen()), "/staff", &notice).await
}

/// The visitor and the member, for a form that changes the member and needs a recent proof of identity.
async fn found(visit: &Visit, form: &Form, id: UserId) -> Result<(Visitor, Member)> {
    let (visitor, member) = visit.read_once(form, queries::member(&visit.scope, id)).await?;
    let member = member.ok_or(Error::NotFound)?;
    visitor.needs_proof(&format!("/staff/{id}"))?;
    Ok((visitor, member))
}

/// The role that the form chose; `None` if it has complaints.
fn chosen(form: &mut Form) -> Option<Role> {
    let role = Role::of_staff(form.value("role"));
    if role.is_none() {
        form.complain("role", "Choose a role.");
    }
    role.filter(|_| !form.has_complaints())
}

#[cfg(test)]
mod tests;
