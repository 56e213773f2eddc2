//! `/people`
use super::{AccountUser, AccountUserInvitation, Addition, Manager, queries, views};
use crate::{
    contacts::{Grants, Particulars},
    db::page::{Cursor, Page},
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page, see},
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::{
        email::Email,
        ids::{ContactId, UserId},
    },
    ui::pieces::Pager,
    users::{AccessState, Grant, Role, Visitor, clients},
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new()
        .get("/people", clients().granted(Grant::ManageUsers), index)
        .get("/people/new", clients().granted(Grant::ManageUsers), new)
        .post("/people", clients().granted(Grant::ManageUsers), create)
        .get("/people/{id}", clients().granted(Grant::ManageUsers), show)
        .post("/people/{id}", clients().granted(Grant::ManageUsers), update)
        .post("/people/{id}/invitation", clients().granted(Grant::ManageUsers), invite)
        .post("/people/{id}/mail", clients().granted(Grant::ManageUsers), invite_again)
        .post("/people/{id}/removal", clients().granted(Grant::ManageUsers), remove)
        .post("/people/{id}/restoration", clients().granted(Grant::ManageUsers), restore)
}

/// `GET /people`: whoever belongs to the visitor's accounts, by name.
async fn index(visit: Visit) -> Result<Response> {
    let from = visit.cursor(Cursor::text());
    let (visitor, people) = visit.read(queries::people(&visit.scope, &from)).await?;
    let listed = Page::of(people, queries::PER_PAGE, |it| {
        Cursor::after_text(it.sort_name.as_str(), it.contact)
    });
    let pager = Pager::more(&listed, "/people", &[]);
    page(&views::Index { visitor, people: listed.rows, pager })
}

/// `GET /people/new`: whom to add.
async fn new(visit: Visit) -> Result<Response> {
    let (visitor, accounts) = visit.read(queries::accounts(&visit.scope)).await?;
    let manager = Manager::of(&visitor);
    let usual = manager.chosen(&[], &Grant::USUAL);
    let role = manager.roles().first().map_or("", |role| role.word());
    let form = Form::of(Grants::ticked(&usual).chain([("role", role)]));
    page(&views::New { visitor, accounts, manager, form })
}

/// `POST /people`: lets somebody in for one of the visitor's accounts.
async fn create(visit: Visit, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let email = Email::sought(form.value("email"));
    let batch = (
        queries::accounts(scope),
        queries::known(scope, &email),
        queries::people_at(scope, &email),
    );
    let (visitor, (accounts, known, theirs)) = visit.read_once(&form, batch).await?;
    let manager = Manager::of(&visitor);
    let person = particulars(&mut form);
    let chosen_account =
        accounts.iter().find(|it| accounts.len() == 1 || form.is("account", it.id)).map(|it| it.id);
    if chosen_account.is_none() {
        form.complain("account", "Choose the account they belong to.");
    }
    let rights = chosen(&mut form, &manager);
    let is_known = known.is_some_and(|it| it.people > 0);
    let theirs = match theirs.as_slice() {
        [it] if known.is_some_and(|it| it.people == 1) => Some(it),
        _ => None,
    };
    let fresh = UserId::new(scope.now, &visit.chance());
    let invitation = match (theirs, &rights) {
        (Some(it), Some(rights)) => it.invite(&manager, rights.clone(), fresh, scope.now).ok(),
        _ => None,
    };
    if is_known && rights.is_some() && invitation.is_none() && !email.is_empty() {
        form.complain("email", unavailable(theirs, &visitor));
    }
    let (Some(account), Some((role, grants))) =
        (chosen_account, rights.filter(|_| !form.has_complaints()))
    else {
        return again(&views::New { visitor, accounts, manager, form });
    };
    let notice = format!("Activation mail sent to {email}.");
    let write = match invitation {
        Some(it) => queries::invite(&it, &it.grants, it.version),
        None => queries::add(&Addition {
            contact: ContactId::new(scope.now, &visit.chance()),
            user: fresh,
            account,
            person,
            role,
            grants,
        }),
    };
    visit.write(&form, write, "/people", &notice).await
}

/// Why an address cannot be added. Of people of other accounts it tells no more than of none.
fn unavailable(theirs: Option<&AccountUser>, visitor: &Visitor) -> String {
    match theirs.filter(|it| it.access(visitor.now) != AccessState::No) {
        Some(it) => format!("{} is among your people already.", it.name),
        None => format!(
            "This address cannot be added here. Please ask {} to do it.",
            visitor.workspace.name
        ),
    }
}

/// `GET /people/{id}`: a colleague's access and rights.
async fn show(visit: Visit, Id(id): Id<ContactId>) -> Result<Response> {
    let (visitor, person) = visit.read(queries::person(&visit.scope, id)).await?;
    let person = person.ok_or(Error::NotFound)?;
    page(&views::Show::new(visitor, person))
}

/// `POST /people/{id}`: other rights, of those the visitor has.
async fn update(visit: Visit, Id(id): Id<ContactId>, mut form: Form) -> Result<Response> {
    let (visitor, person) = found(&visit, &form, id).await?;
    let manager = Manager::of(&visitor);
    let whose = person.change(&manager, visit.scope.now)?;
    let ticked = Grants::of(&form, whose.1);
    let grants = manager.chosen(&person.grants, &ticked);
    if !Grants::hold(&mut form, &grants) {
        return again(&views::Show { visitor, person, manager, form });
    }
    if person.difference(&grants).is_empty() && form.seen() == person.version {
        return Ok(see("/people"));
    }
    let notice = format!("Rights of {} saved.", person.name);
    let write = queries::change(&person, whose, &grants, form.seen());
    visit.write(&form, write, "/people", &notice).await
}

/// `POST /people/{id}/invitation`: lets in somebody of the account who has no access.
async fn invite(visit: Visit, Id(id): Id<ContactId>, mut form: Form) -> Result<Response> {
    let (visitor, person) = found(&visit, &form, id).await?;
    let manager = Manager::of(&visitor);
    let Some(rights) = chosen(&mut form, &manager) else {
        return again(&views::Show { visitor, person, manager, form });
    };
    let fresh = UserId::new(visit.scope.now, &visit.chance());
    let it: AccountUserInvitation = person.invite(&manager, rights, fresh, visit.scope.now)?;
    let notice = format!("Activation mail sent to {}.", person.email);
    visit.write(&form, queries::invite(&it, &it.grants, form.seen()), "/people", &notice).await
}

/// `POST /people/{id}/mail`: sends the activation mail again, with a new password.
async fn invite_again(visit: Visit, Id(id): Id<ContactId>, form: Form) -> Result<Response> {
    let (visitor, person) = found(&visit, &form, id).await?;
    let user = person.invite_again(&Manager::of(&visitor), visit.scope.now)?;
    let notice = format!("Activation mail sent to {} again.", person.email);
    visit.write(&form, queries::invite_again(id, user, form.seen()), "/people", &notice).await
}

/// `POST /people/{id}/removal`: revokes an invitation, or ends access that is in use.
async fn remove(visit: Visit, Id(id): Id<ContactId>, form: Form) -> Result<Response> {
    let (visitor, person) = found(&visit, &form, id).await?;
    let user = person.remove(&Manager::of(&visitor), visit.scope.now)?;
    let notice = format!("{} has no access any more.", person.name);
    visit.write(&form, queries::remove(id, user, form.seen()), "/people", &notice).await
}

/// `POST /people/{id}/restoration`: gives back access that a colleague removed.
async fn restore(visit: Visit, Id(id): Id<ContactId>, form: Form) -> Result<Response> {
    let (visitor, person) = found(&visit, &form, id).await?;
    let user = person.restore(&Manager::of(&visitor), visit.scope.now)?;
    let notice = format!("{} has access again.", person.name);
    visit.write(&form, queries::restore(id, user, form.seen()), "/people", &notice).await
}

/// A person of the visitor's accounts, for a visitor who manages them.
async fn found(visit: &Visit, form: &Form, id: ContactId) -> Result<(Visitor, AccountUser)> {
    let (visitor, person) = visit.read_once(form, queries::person(&visit.scope, id)).await?;
    let person = person.ok_or(Error::NotFound)?;
    Ok((visitor, person))
}

/// The role and rights of the form, as far as the manager may give them; none where it complains.
fn chosen(form: &mut Form, manager: &Manager) -> Option<(Role, Vec<Grant>)> {
    let roles = manager.roles();
    let of_form = Role::of_client(form.value("role")).filter(|role| roles.contains(role));
    // Where there is nothing to choose from, the form does not ask.
    let usual = roles.first().copied().filter(|_| form.value("role").is_empty());
    let role = of_form.or(usual);
    if role.is_none() {
        form.complain("role", "Choose a role.");
    }
    let grants = manager.chosen(&[], &Grants::of(form, role?));
    Grants::hold(form, &grants).then_some((role?, grants))
}

fn particulars(form: &mut Form) -> Particulars {
    let name = form.required("name", 120, "Give their name.");
    let phone = form.text("phone", 40);
    Particulars {
        name,
        email: form.email("email"),
        phone,
        title: String::new(),
        notes: String::new(),
    }
}

#[cfg(test)]
mod tests;
