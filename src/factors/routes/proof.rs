//! `/session/proof`: a signed-in user proves their identity again.
use super::super::{Factors, authenticator, queries, views};
use super::{app, located};
use crate::{
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        visit::Visit,
    },
    kit::turns::Waiting,
    sessions::{self, Failures, Lock, Step, password, safe_next, tries},
    users::{Standing, Visitor},
};
use axum::response::Response;

/// `GET /session/proof`: the form, before a change that an unattended screen must not allow.
pub async fn new(visit: Visit) -> Result<Response> {
    let (visitor, factors) = visit.read(queries::factors(&visit.scope)).await?;
    may_prove(&visitor)?;
    let form = Form::of(["next", "unsent"].map(|name| (name, visit.param(name))));
    let factors = located(&visit, factors.ok_or(Error::NotFound)?);
    page(&views::Proof::new(visitor, factors, form))
}

/// `POST /session/proof`: checks the password, and the code of the app if there is a second factor. The try
/// is counted before it is compared, for this user alone: strangers who try passwords do not lock it.
pub async fn create(visit: Visit, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let code = authenticator::typed(form.value("code"));
    let is_try = !form.verbatim("password").is_empty();
    let batch = (
        is_try.then(|| sessions::tried(scope, Step::Proof)),
        sessions::own(scope),
        queries::factors(scope),
        sessions::step_tries(scope, Step::Proof),
    );
    let turn = if is_try { Some(visit.app.turn(Waiting::Known)?) } else { None };
    let (visitor, (_, kept, factors, failures)) = visit.read_once(&form, batch).await?;
    may_prove(&visitor)?;
    let factors = located(&visit, factors.ok_or(Error::NotFound)?);
    tries::pace(&visit).await?;
    if turn.is_none() {
        form.complain("password", "Type your password.");
    }
    if visitor.user.factors > 1 && code.is_none() {
        form.complain("code", "Type the six digits that the app shows now.");
    }
    if form.has_complaints() {
        return again(&views::Proof::new(visitor, factors, form));
    }
    let failures: Vec<Failures> = failures.into_iter().collect();
    let kept = kept.and_then(|it| it.password).unwrap_or_default();
    let mut lock = Lock::of(&failures);
    if let Some(turn) = turn.filter(|_| lock.is_none()) {
        let known = (!kept.is_empty()).then_some(kept.as_str());
        let pepper = &visit.app.config.pepper;
        let is_right =
            turn.with(|| password::verify(form.verbatim("password"), pepper, known)).await;
        if let Some(evidence) = shown(&visit, &visitor, &factors, (is_right, code))? {
            let write = queries::by_password(scope, visitor.user.id, (&kept, evidence));
            let next = safe_next(form.value("next"));
            return visit.write(&form, write, next, thanks(&form)).await;
        }
        lock = tries::wrong_again(&visit, &visitor, &failures, "proof_failed").await?;
    }
    if let Some(lock) = lock {
        let seconds = tries::complain(&visit, lock, &mut form, &visitor.workspace)?;
        return Ok(tries::later(again(&views::Proof::new(visitor, factors, form))?, seconds));
    }
    let said = if visitor.user.factors > 1 {
        "Incorrect password or code. Check both, and type the newest code."
    } else {
        "Incorrect password. Check it and try again."
    };
    form.complain("password", said);
    form.unset("code");
    again(&views::Proof::new(visitor, factors, form))
}

/// The notice of the page they go on to.
pub fn thanks(form: &Form) -> &'static str {
    if form.is("unsent", "yes") {
        "Thank you. Nothing was changed yet: check what you entered and send it."
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
    (is_right, code): (bool, Option<String>),
) -> Result<Option<queries::Evidence>> {
    if visitor.user.factors < 2 {
        return Ok(is_right.then_some(queries::Evidence::Password));
    }
    let secret = app::secret(visit, visitor, factors)?.filter(|_| factors.has_app());
    let step = secret.zip(code).and_then(|(secret, code)| {
        authenticator::step(&secret, &code, visit.scope.now, factors.last_step)
    });
    Ok(step.filter(|_| is_right).map(|step| queries::Evidence::Both { step }))
}
