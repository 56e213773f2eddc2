//! `/session/proof`: a signed-in user proves their identity again.
use super::super::{Factors, authenticator, queries, views};
use super::app;
use crate::{
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        visit::Visit,
    },
    sessions::{self, Try, password, safe_next, tries},
    users::{Standing, Visitor},
};
use axum::response::Response;

/// `GET /session/proof`: the form, before a change that an unattended screen must not allow.
pub async fn new(visit: Visit) -> Result<Response> {
    let (visitor, factors) = visit.read(queries::factors(&visit.scope)).await?;
    may_prove(&visitor)?;
    let form = Form::of(["next", "unsent"].map(|name| (name, visit.param(name))));
    page(&views::Proof::new(visitor, factors.ok_or(Error::NotFound)?, form))
}

/// `POST /session/proof`: checks the password, and the code of the app if there is a second factor. A
/// wrong one counts like a wrong password at sign-in.
pub async fn create(visit: Visit, mut form: Form) -> Result<Response> {
    let batch = (sessions::own(&visit.scope), queries::factors(&visit.scope));
    let (visitor, (kept, factors)) = visit.read_once(&form, batch).await?;
    may_prove(&visitor)?;
    let factors = factors.ok_or(Error::NotFound)?;
    tries::pace(&visit).await?;
    let code = authenticator::typed(form.value("code"));
    if form.verbatim("password").is_empty() {
        form.complain("password", "Type your password.");
    }
    if visitor.user.factors > 1 && code.is_none() {
        form.complain("code", "Type the six digits that the app shows now.");
    }
    if form.has_complaints() {
        return again(&views::Proof::new(visitor, factors, form));
    }
    let it = Try::new(&visitor.user.email, &visit.scope.address);
    let kept = kept.and_then(|it| it.password).unwrap_or_default();
    let lock = if let Some(evidence) = shown(&visit, &visitor, &factors, (&kept, &form, code))? {
        let write = queries::by_password(&visit.scope, visitor.user.id, (&kept, evidence), &it);
        let next = safe_next(form.value("next"));
        match visit.write(&form, write, next, thanks(&form)).await {
            Err(Error::Refused(_)) => tries::lock(&visit, &it).await?,
            answer => return answer,
        }
    } else {
        let why = ("proof_failed", "");
        tries::wrong(&visit, &it, Some(visitor.user.id), why).await?
    };
    if let Some(lock) = lock {
        let seconds = tries::complain(&visit, lock, &mut form, &visitor.workspace)?;
        return Ok(tries::later(again(&views::Proof::new(visitor, factors, form))?, seconds));
    }
    let said = if visitor.user.factors > 1 {
        "The password or the code is not right. Check both, and type the newest code."
    } else {
        "That is not your password. Check it and try again."
    };
    form.complain("password", said);
    form.unset("code");
    again(&views::Proof::new(visitor, factors, form))
}

/// The notice of the page they go on to.
pub fn thanks(form: &Form) -> &'static str {
    if form.is("unsent", "yes") {
        "Thank you. Nothing was changed yet: please send the form again."
    } else {
        "Thank you. Go on with what you were doing."
    }
}

/// Checks that the visitor is signed in, or needs only to set up a second factor.
fn may_prove(visitor: &Visitor) -> Result<()> {
    match visitor.user.standing() {
        Standing::In | Standing::MustSetUpFactor => Ok(()),
        Standing::MustShowFactor => Err(Error::ShowFactor { next: "/".to_owned() }),
        Standing::MustChoosePassword => Err(Error::ChoosePassword),
    }
}

/// The evidence, if everything needed was typed and is right.
fn shown(
    visit: &Visit,
    visitor: &Visitor,
    factors: &Factors,
    (kept, form, code): (&str, &Form, Option<String>),
) -> Result<Option<queries::Evidence>> {
    let known = (!kept.is_empty()).then_some(kept);
    let is_right = password::verify(form.verbatim("password"), &visit.app.config.pepper, known);
    if visitor.user.factors < 2 {
        return Ok(is_right.then_some(queries::Evidence::Password));
    }
    let secret = app::secret(visit, visitor, factors)?.filter(|_| factors.has_app());
    let step = secret.zip(code).and_then(|(secret, code)| {
        authenticator::step(&secret, &code, visit.scope.now, factors.last_step)
    });
    Ok(step.filter(|_| is_right).map(|step| queries::Evidence::Both { step }))
}
