//! `/session/proof`: whoever is signed in shows again that it is them.
use super::{
    super::{Try, password, queries, safe_next, views},
    tries,
};
use crate::{
    error::{Error, Result},
    form::Form,
    page::{again, page},
    visit::Visit,
};
use axum::response::Response;

/// `GET /session/proof`: asks for it before something that an unattended screen must not do.
pub async fn new(visit: Visit) -> Result<Response> {
    let (visitor, ()) = visit.read(()).await?;
    let form = Form::of([("next", visit.param("next"))]);
    page(&views::Proof::new(visitor, form))
}

/// `POST /session/proof`: by the password. A wrong one counts as one at the door does.
pub async fn create(visit: Visit, mut form: Form) -> Result<Response> {
    let (visitor, kept) = visit.read_once(&form, queries::own(&visit.scope)).await?;
    tries::pace(&visit).await?;
    if form.verbatim("password").is_empty() {
        form.complain("password", "Type your password.");
        return again(&views::Proof::new(visitor, form));
    }
    let it = Try::new(&visitor.user.email, &visit.scope.address);
    let kept = kept.and_then(|it| it.password).unwrap_or_default();
    let known = (!kept.is_empty()).then_some(kept.as_str());
    let lock = if password::verify(form.verbatim("password"), &visit.app.config.pepper, known) {
        let write = queries::prove(&visit.scope, visitor.user.id, &kept, &it);
        let next = safe_next(form.value("next"));
        match visit.write(&form, write, next, "Thank you. Go on with what you were doing.").await {
            Err(Error::Refused(_)) => tries::lock(&visit, &it).await?,
            answer => return answer,
        }
    } else {
        let why = ("proof_failed", "");
        tries::wrong(&visit, &it, Some(visitor.user.id), why).await?
    };
    if let Some(lock) = lock {
        let seconds = tries::complain(&visit, lock, &mut form, &visitor.workspace.zone)?;
        return Ok(tries::later(again(&views::Proof::new(visitor, form))?, seconds));
    }
    form.complain("password", "That is not your password. Check it and try again.");
    again(&views::Proof::new(visitor, form))
}
