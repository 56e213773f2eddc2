//! What both faces do with one passenger: show the form, save it, show the numbers in full.
use super::super::{
    Owner, Passenger,
    details::{Sealed, Typed},
    entry::{Entry, filled},
    queries, views,
};
use crate::{
    error::{Error, Result},
    http::{form::Form, visit::Visit},
    kit::ids::{AccountId, PassengerId},
    sessions::safe_next,
    users::Visitor,
};
use axum::response::Response;

/// Adds what was entered to the directory of an account.
pub async fn add(
    visit: &Visit,
    visitor: &Visitor,
    form: &Form,
    account: AccountId,
    entry: Entry,
) -> Result<Response> {
    let answer = match form.value("next") {
        "" => "/passengers",
        next => safe_next(next),
    };
    let id = PassengerId::new(visit.scope.now, &visit.chance());
    let notice = format!("{} added.{}", entry.particulars.name, entry.advice());
    let details = sealed(visit, visitor, id, entry.details)?;
    let write = queries::add(visit.host.face, (id, account), &entry.particulars, &details);
    visit.write(form, write, answer, &notice).await
}

pub async fn edit(visit: Visit, id: PassengerId) -> Result<Response> {
    let query = queries::passenger(&visit.scope, visit.host.face, id);
    let (visitor, passenger) = visit.read(query).await?;
    let passenger = passenger.ok_or(Error::NotFound)?;
    let form = filled(&passenger);
    view(&visit, visitor, passenger, form).page()
}

pub async fn update(visit: Visit, id: PassengerId, mut form: Form) -> Result<Response> {
    let (visitor, passenger) = found(&visit, &form, id).await?;
    let entry = Entry::read(&mut form, visitor.dates(), visitor.workspace.trade);
    if form.has_complaints() {
        return view(&visit, visitor, passenger, form).again();
    }
    let notice = format!("{} saved.{}", entry.particulars.name, entry.advice());
    let details = sealed(&visit, &visitor, id, entry.details)?;
    let of = (id, form.seen());
    let write = queries::change(visit.host.face, of, &entry.particulars, &details);
    visit.write(&form, write, "/passengers", &notice).await
}

pub async fn disclose(visit: Visit, id: PassengerId, form: Form) -> Result<Response> {
    found(&visit, &form, id).await?;
    let write = queries::reveal(visit.host.face, id);
    let notice = "The numbers are shown for five minutes. That you looked is recorded.";
    visit.write(&form, write, &format!("/passengers/{id}/edit"), notice).await
}

/// Reads the passenger that a form is about.
pub async fn found(visit: &Visit, form: &Form, id: PassengerId) -> Result<(Visitor, Passenger)> {
    let query = queries::passenger(&visit.scope, visit.host.face, id);
    let (visitor, passenger) = visit.read_once(form, query).await?;
    Ok((visitor, passenger.ok_or(Error::NotFound)?))
}

/// Encrypts what was typed.
pub fn sealed(
    visit: &Visit,
    visitor: &Visitor,
    passenger: PassengerId,
    typed: Vec<Typed>,
) -> Result<Vec<Sealed>> {
    let nonce = || {
        let mut nonce = [0; 12];
        (visit.app.random)(&mut nonce);
        nonce
    };
    let owner = Owner { workspace: visitor.workspace.id, passenger };
    let sealed = owner.seal(&visit.app.config.data_key, nonce, typed);
    sealed.ok_or_else(|| Error::Internal("a detail of a passenger was not sealed".to_owned()))
}

fn view(visit: &Visit, visitor: Visitor, passenger: Passenger, form: Form) -> views::Editing {
    let keys = &visit.app.config.data_key;
    views::Editing::of(visitor, passenger, form, keys)
}
