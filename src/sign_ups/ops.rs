//! `/sign-ups` on the operations side.
use super::{
    SignUp, State,
    approval::{AccountChoice, Choice, ContactMatch, Person, Place},
    mail, queries, views,
};
use crate::{
    contacts::Grants,
    db::page::{Cursor, Page},
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::ids::{AccountId, ContactId, SignUpId, UserId},
    ui::pieces::Pager,
    users::{Grant, Right, Role, may, staff},
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new()
        .get("/sign-ups", staff(), index)
        .get("/sign-ups/{id}", staff(), show)
        .post("/sign-ups/{id}/approval", may(Right::GrantAccess), approve)
        .post("/sign-ups/{id}/rejection", may(Right::GrantAccess), reject)
}

/// `GET /sign-ups`: the sign-ups in the state `?show`: waiting ones oldest first, others newest first.
async fn index(visit: Visit) -> Result<Response> {
    let state = State::of(&visit.param("show"));
    let from = visit.cursor(match state {
        State::Waiting => Cursor::oldest(),
        State::Approved | State::Rejected => Cursor::newest(),
    });
    let (visitor, sign_ups) = visit.read(queries::pile(&visit.scope, state, &from)).await?;
    let listed = Page::of(sign_ups, queries::PER_PAGE, |it| Cursor::after(it.created_at, it.id));
    let pager = Pager::more(&listed, "/sign-ups", &[("show", state.word())]);
    page(&views::Index { visitor, state, sign_ups: listed.rows, pager })
}

/// `GET /sign-ups/{id}`: the sign-up, the contacts it may be, and the form that decides it; `?q` searches
/// contacts and accounts.
async fn show(visit: Visit, Id(id): Id<SignUpId>) -> Result<Response> {
    let (scope, search) = (&visit.scope, visit.param("q"));
    let (visitor, (sign_up, approved_for, candidates, accounts)) = visit
        .read((
            queries::sign_up(scope, id),
            queries::approved_for(scope, id),
            queries::candidates(scope, id, &search, ""),
            queries::accounts(scope, id, &search, ""),
        ))
        .await?;
    let sign_up = sign_up.ok_or(Error::NotFound)?;
    let form = views::proposed(&Grant::usual(&visitor.workspace), &sign_up, &candidates, &accounts);
    let approved_for = approved_for.map(|it| it.name);
    page(&views::Show { visitor, sign_up, approved_for, candidates, accounts, search, form })
}

/// `POST /sign-ups/{id}/approval`: approves the sign-up and gives access.
async fn approve(visit: Visit, Id(id): Id<SignUpId>, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let (visitor, (sign_up, candidates, accounts)) = visit
        .read_once(
            &form,
            (
                queries::sign_up(scope, id),
                queries::candidates(scope, id, "", form.value("contact")),
                queries::accounts(scope, id, "", form.value("account")),
            ),
        )
        .await?;
    let sign_up = sign_up.ok_or(Error::NotFound)?;
    let choice = chosen(&visit, &sign_up, &candidates, &accounts, &mut form);
    let Some(choice) = choice.filter(|_| !form.has_complaints()) else {
        return again(&views::Show::undecided(visitor, sign_up, candidates, accounts, form));
    };
    let approval = sign_up.approve(choice)?;
    let write =
        queries::approve(&approval, &sign_up, &mail::approved(&visitor.workspace, &sign_up));
    let notice = format!("Request approved. {} gets an email.", sign_up.name);
    visit.write(&form, write, &format!("/sign-ups/{id}"), &notice).await
}

/// `POST /sign-ups/{id}/rejection`: rejects the sign-up, and mails the person.
async fn reject(visit: Visit, Id(id): Id<SignUpId>, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let (visitor, (sign_up, candidates, accounts)) = visit
        .read_once(
            &form,
            (
                queries::sign_up(scope, id),
                queries::candidates(scope, id, "", ""),
                queries::accounts(scope, id, "", ""),
            ),
        )
        .await?;
    let sign_up = sign_up.ok_or(Error::NotFound)?;
    let reason = form.required("reason", 1_000, "Enter a reason. Only staff can read it.");
    if form.has_complaints() && sign_up.state == State::Waiting {
        let usual = Grant::usual(&visitor.workspace);
        views::propose(&mut form, &usual, (&sign_up, &candidates, &accounts));
        return again(&views::Show::undecided(visitor, sign_up, candidates, accounts, form));
    }
    let rejection = sign_up.reject(form.seen(), &reason)?;
    let why = if form.value("tell").is_empty() { "" } else { reason.as_str() };
    let write = queries::reject(&rejection, &sign_up, &mail::rejected(&visitor.workspace, why));
    visit
        .write(&form, write, &format!("/sign-ups/{id}"), "Request rejected. They get an email.")
        .await
}

/// The choices of the form; complains about what is missing.
fn chosen(
    visit: &Visit,
    sign_up: &SignUp,
    candidates: &[ContactMatch],
    accounts: &[AccountChoice],
    form: &mut Form,
) -> Option<Choice> {
    let now = visit.scope.now;
    let person = match form.value("contact") {
        "new" => Some(Person::New(ContactId::new(now, &visit.chance()))),
        id => candidates.iter().find(|it| it.id.to_string() == id).cloned().map(Person::Known),
    };
    if person.is_none() {
        form.complain("contact", "Choose who this is.");
    }
    let has_accounts =
        matches!(&person, Some(Person::Known(contact)) if !contact.accounts.is_empty());
    let place = match form.value("account") {
        _ if has_accounts => Some(Place::Kept),
        "new" => {
            let id = AccountId::new(now, &visit.chance());
            Some(Place::New(AccountChoice { id, name: sign_up.account_name().to_owned() }))
        }
        id => accounts.iter().find(|it| it.id.to_string() == id).cloned().map(Place::Known),
    };
    if place.is_none() {
        form.complain("account", "Choose the account they belong to.");
    }
    let role = Role::of_client(form.value("role"));
    if role.is_none() {
        form.complain("role", "Choose a role.");
    }
    let grants = role.and_then(|role| Grants::read(form, role));
    let user = UserId::new(now, &visit.chance());
    Some(Choice {
        person: person?,
        place: place?,
        role: role?,
        grants: grants?,
        user,
        seen: form.seen(),
    })
}

#[cfg(test)]
mod tests;
