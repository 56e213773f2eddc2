//! Signing in by passkeys, and adding, renaming and removing them.
use super::super::{
    Factors, PAGE, Refusal, challenge::Purpose, mail, may_change, passkey::Passkey, queries,
};
use super::{ceremony, changing, codes, enter, entering, proof, step};
use crate::{
    error::{Error, Result},
    http::{
        form::Form,
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::{ids::PasskeyId, text},
    sessions::{Entry, Method, safe_next, tries},
    users::{Visitor, anyone, begun, everyone},
    workspaces,
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new()
        .post("/session/passkey", anyone(), sign_in)
        .post("/session/factor/passkey", begun(), show)
        .post("/session/proof/passkey", everyone(), prove)
        .post("/profile/factors/passkeys", begun(), add)
        .post("/profile/factors/passkeys/{id}", everyone(), rename)
        .post("/profile/factors/passkeys/{id}/removal", everyone(), remove)
}

/// `POST /session/passkey`: signs in the owner of a passkey, which counts as two factors.
async fn sign_in(visit: Visit, form: Form) -> Result<Response> {
    let scope = &visit.scope;
    tries::pace(&visit).await?;
    let batch =
        (workspaces::at(&scope.host), queries::anyones(&scope.host, &ceremony::credential(&form)));
    let (workspace, known) = visit.db().run(batch).await?;
    visit.workspace(workspace)?;
    let it = ceremony::shown(&visit, &form, Purpose::SignIn, known).await?;
    let entry = Entry::new(&visit);
    let entering = entering(&visit, &entry, Method::Passkey);
    let began = visit.db().run(queries::signed_in(scope, &it, &entering)).await?;
    entry.answer(&visit, &began, safe_next(form.value("next"))).await
}

/// `POST /session/factor/passkey`: the second step by a passkey.
async fn show(visit: Visit, form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let batch = (queries::factors(scope), queries::own(scope, &ceremony::credential(&form)));
    let (visitor, (factors, known)) = visit.read(batch).await?;
    let factors = step::half_way(&visitor, factors, &form)?;
    let it = ceremony::shown(&visit, &form, Purpose::Step, known).await?;
    let entry = Entry::new(&visit);
    let entering = entering(&visit, &entry, factors.method);
    let next = safe_next(form.value("next"));
    let outcome = visit.db().run(queries::by_passkey(scope, &form, &it, next, &entering)).await?;
    visit.announce(&outcome.tasks).await;
    if outcome.held { entry.enter(&visit, next) } else { Err(Refusal::Spent.into()) }
}

/// `POST /session/proof/passkey`: proves the visitor's identity again.
async fn prove(visit: Visit, form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let known = queries::own(scope, &ceremony::credential(&form));
    let (_, known) = visit.read_once(&form, known).await?;
    let it = ceremony::shown(&visit, &form, Purpose::Prove, known).await?;
    let next = safe_next(form.value("next"));
    visit.write(&form, queries::prove(scope, &it), next, proof::thanks(&form)).await
}

/// `POST /profile/factors/passkeys`: adds the key that the browser's device made.
async fn add(visit: Visit, form: Form) -> Result<Response> {
    let (visitor, factors) = changing(&visit).await?;
    let it = ceremony::made(&visit, &form).await?;
    let entry = Entry::new(&visit);
    let made = (factors.codes == 0).then(|| codes::Made::new(&visit, visitor.user.id));
    let letter = mail::passkey_added(&it.name);
    let entering = entering(&visit, &entry, factors.method);
    let write = queries::add(
        &visit.scope,
        &form,
        (visitor.user.id, &it),
        made.as_ref().map(|it| it.digests.as_slice()),
        (&letter, codes::after(made.as_ref())),
        &entering,
    );
    let outcome = visit.db().run(write).await?;
    visit.announce(&outcome.tasks).await;
    if !outcome.held {
        return Err(visit.limit(&outcome).unwrap_or_else(|| Refusal::NotAdded.into()));
    }
    enter(&visit, &visitor, &entry, made, "Passkey added. Your other sessions have ended.")
}

/// `POST /profile/factors/passkeys/{id}`: renames a passkey.
async fn rename(visit: Visit, Id(id): Id<PasskeyId>, form: Form) -> Result<Response> {
    let (_, _, it) = mine(&visit, &form, id).await?;
    let name = text::excerpt(form.value("name"), 60);
    if name.is_empty() {
        return Err(Refusal::NoName.into());
    }
    let write = queries::rename(id, (&it.name, &name));
    visit.write(&form, write, PAGE, &format!("The passkey is now called {name}.")).await
}

/// `POST /profile/factors/passkeys/{id}/removal`: removes a passkey; the other sessions end.
async fn remove(visit: Visit, Id(id): Id<PasskeyId>, form: Form) -> Result<Response> {
    let (visitor, factors, it) = mine(&visit, &form, id).await?;
    factors.may_lose(it.works_here)?;
    let letter = mail::passkey_removed(&it.name);
    let write = queries::remove(visitor.user.id, &it, &visit.scope.session, &letter);
    let said = "Passkey removed. Your other sessions have ended.";
    visit.write(&form, write, PAGE, said).await
}

/// A passkey of the visitor, who may change their factors now.
async fn mine(visit: &Visit, form: &Form, id: PasskeyId) -> Result<(Visitor, Factors, Passkey)> {
    let batch = (queries::factors(&visit.scope), queries::passkeys(&visit.scope));
    let (visitor, (factors, passkeys)) = visit.read_once(form, batch).await?;
    let it = passkeys.into_iter().find(|it| it.id == id).ok_or(Error::NotFound)?;
    may_change(&visitor)?;
    Ok((visitor, factors.ok_or(Error::NotFound)?, it))
}
