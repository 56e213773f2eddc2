//! `/people` on the client's side.
use super::{AccountUser, Addition, Manager, queries, views};
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

/// `GET /people`: the people of the visitor's accounts, sorted by name.
async fn index(visit: Visit) -> Result<Response> {
    let from = visit.cursor(Cursor::text());
    let (visitor, people) = visit.read(queries::people(&visit.scope, &from)).await?;
    let listed = Page::of(people, queries::PER_PAGE, |it| {
        Cursor::after_text(it.sort_name.as_str(), it.contact)
    });
    let pager = Pager::more(&listed, "/people", &[]);
    page(&views::Index { visitor, people: listed.rows, pager })
}

/// `GET /people/new`: the form that adds a person.
async fn new(visit: Visit) -> Result<Response> {
    let (visitor, accounts) = visit.read(queries::accounts(&visit.scope)).await?;
    let manager = Manager::of(&visitor);
    let usual = manager.chosen(&[], &Grant::usual(&visitor.workspace));
    let role = manager.roles().first().map_or("", |role| role.word());
    let form = Form::of(Grants::ticked(&usual).chain([("role", role)]));
    page(&views::New { visitor, accounts, manager, form })
}

/// `POST /people`: adds a person to one of the visitor's accounts and invites them.
async fn create(visit: Visit, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let email = Email::sought(form.value("email"));
    let batch = (
        queries::accounts(scope),
        queries::address_use(scope, &email),
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
    let invitable = theirs.and_then(|it| it.invitable(&manager, scope.now).ok());
    if is_known && invitable.is_none() && !email.is_empty() {
        form.complain("email", unavailable(theirs, &visitor));
    }
    let (Some(account), Some((role, grants))) =
        (chosen_account, rights.filter(|_| !form.has_complaints()))
    else {
        return again(&views::New { visitor, accounts, manager, form });
    };
    let notice = format!("Activation email sent to {email}.");
    let write = match invitable {
        Some(it) => {
            let it = it.invite((role, grants), fresh);
            queries::invite(&it, it.version)
        }
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

/// Why an address cannot be added. The answer does not reveal whether people of other accounts have it.
fn unavailable(theirs: Option<&AccountUser>, visitor: &Visitor) -> String {
    match theirs.filter(|it| it.access(visitor.now) != AccessState::No) {
        Some(it) => format!("{} is already one of your people.", it.name),
        None => format!(
            "This address cannot be added here. Please ask {} to do it.",
            visitor.workspace.name
        ),
    }
}

/// `GET /people/{id}`: a person's access and rights.
async fn show(visit: Visit, Id(id): Id<ContactId>) -> Result<Response> {
    let (visitor, person) = visit.read(queries::person(&visit.scope, id)).await?;
    let person = person.ok_or(Error::NotFound)?;
    page(&views::Show::new(visitor, person))
}

/// `POST /people/{id}`: changes those of the person's rights that the visitor has.
async fn update(visit: Visit, Id(id): Id<ContactId>, mut form: Form) -> Result<Response> {
    let (visitor, person) = found(&visit, &form, id).await?;
    let manager = Manager::of(&visitor);
    let whose = person.changeable(&manager, visit.scope.now)?;
    let ticked = Grants::of(&form, whose.1);
    let grants = manager.chosen(&person.grants, &ticked);
    if !Grants::hold(&mut form, &grants) || form.has_complaints() {
        return again(&views::Show { visitor, person, manager, form });
    }
    if person.difference(&grants).is_empty() && form.seen() == person.version {
        return Ok(see("/people"));
    }
    let notice = format!("Rights of {} saved.", person.name);
    let write = queries::change(&person, whose, &grants, form.seen());
    visit.write(&form, write, "/people", &notice).await
}

/// `POST /people/{id}/invitation`: invites a person of the account who has no access.
async fn invite(visit: Visit, Id(id): Id<ContactId>, mut form: Form) -> Result<Response> {
    let (visitor, person) = found(&visit, &form, id).await?;
    let manager = Manager::of(&visitor);
    let Some(rights) = chosen(&mut form, &manager) else {
        return again(&views::Show { visitor, person, manager, form });
    };
    let fresh = UserId::new(visit.scope.now, &visit.chance());
    let it = person.invitable(&manager, visit.scope.now)?.invite(rights, fresh);
    let notice = format!("Activation email sent to {}.", person.email);
    visit.write(&form, queries::invite(&it, form.seen()), "/people", &notice).await
}

/// `POST /people/{id}/mail`: sends the activation mail again, with a new password.
async fn invite_again(visit: Visit, Id(id): Id<ContactId>, form: Form) -> Result<Response> {
    let (visitor, person) = found(&visit, &form, id).await?;
    let user = person.open_invitation(&Manager::of(&visitor), visit.scope.now)?;
    let notice = format!("Activation email sent to {} again.", person.email);
    visit.write(&form, queries::invite_again(id, user, form.seen()), "/people", &notice).await
}

/// `POST /people/{id}/removal`: revokes an open invitation, or the access of an active user.
async fn remove(visit: Visit, Id(id): Id<ContactId>, form: Form) -> Result<Response> {
    let (visitor, person) = found(&visit, &form, id).await?;
    let user = person.removable(&Manager::of(&visitor), visit.scope.now)?;
    let notice = format!("{} no longer has access.", person.name);
    visit.write(&form, queries::remove(id, user, form.seen()), "/people", &notice).await
}

/// `POST /people/{id}/restoration`: restores access that somebody of the account removed.
async fn restore(visit: Visit, Id(id): Id<ContactId>, form: Form) -> Result<Response> {
    let (visitor, person) = found(&visit, &form, id).await?;
    let user = person.restorable(&Manager::of(&visitor), visit.scope.now)?;
    let notice = format!("{} has access again.", person.name);
    visit.write(&form, queries::restore(id, user, form.seen()), "/people", &notice).await
}

/// The visitor and a person of their accounts, for a form that changes the person's access.
async fn found(visit: &Visit, form: &Form, id: ContactId) -> Result<(Visitor, AccountUser)> {
    let (visitor, person) = visit.read_once(form, queries::person(&visit.scope, id)).await?;
    let person = person.ok_or(Error::NotFound)?;
    Ok((visitor, person))
}

/// The role and the rights that the form chose and the manager may give; `None` if it has complaints.
fn chosen(form: &mut Form, manager: &Manager) -> Option<(Role, Vec<Grant>)> {
    let roles = manager.roles();
    let of_form = Role::of_client(form.value("role")).filter(|role| roles.contains(role));
    // The form has no field for the role if the manager may give only one.
    let usual = roles.first().copied().filter(|_| form.value("role").is_empty());
    let role = of_form.or(usual);
    if role.is_none() {
        form.complain("role", "Choose a role.");
    }
    let grants = manager.chosen(&[], &Grants::of(form, role?));
    (Grants::hold(form, &grants) && !form.has_complaints()).then_some((role?, grants))
}

fn particulars(form: &mut Form) -> Particulars {
    let name = form.person("name", 120, "Enter a name.");
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
