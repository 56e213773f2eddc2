//! Setting up an authenticator app, and removing it.
use super::super::{
    Factors, PAGE, Refusal,
    authenticator::{self, PURPOSE},
    mail, may_change, queries, views,
};
use super::{changing, codes, enter, entering, of};
use crate::{
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page, see},
        visit::Visit,
    },
    kit::sealed,
    sessions::Entry,
    users::{Standing, Visitor},
};
use axum::response::Response;

const HERE: &str = "/profile/factors/app";

/// `POST /profile/factors/app`: makes a secret, which is used only after a code confirms it.
pub async fn begin(visit: Visit, form: Form) -> Result<Response> {
    let (visitor, factors) = changing(&visit).await?;
    if factors.has_app() {
        return Err(Refusal::HasApp.into());
    }
    let (mut secret, mut nonce) = (authenticator::Secret::default(), [0; 12]);
    (visit.app.random)(&mut secret);
    (visit.app.random)(&mut nonce);
    let (workspace, user) = (visitor.workspace.id.to_string(), visitor.user.id.to_string());
    let sealed = authenticator::encoded(&secret)
        .and_then(|it| {
            sealed::seal(&visit.app.config.data_key, nonce, &of(&workspace, &user, PURPOSE), &it)
        })
        .ok_or_else(|| Error::Internal("a secret could not be sealed".to_owned()))?;
    visit.write(&form, queries::begin_app(visitor.user.id, &sealed), HERE, "").await
}

/// `GET /profile/factors/app`: the secret, to be scanned or typed, and a field for its first code.
pub async fn new(visit: Visit) -> Result<Response> {
    let (visitor, factors) = changing(&visit).await?;
    let Some(secret) = unconfirmed(&visit, &visitor, &factors)? else {
        return Ok(see(home(&visitor)));
    };
    page(&views::App::new(visitor, visit.notice(), Form::default(), &secret))
}

/// `POST /profile/factors/app/confirmation`: checks the first code and turns the app on. This
/// session then has two factors, and the others end.
pub async fn confirm(visit: Visit, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let (visitor, factors) = changing(&visit).await?;
    let secret = unconfirmed(&visit, &visitor, &factors)?.ok_or(Refusal::NotBegun)?;
    let code = authenticator::typed(form.value("code")).unwrap_or_default();
    let Some(step) = authenticator::step(&secret, &code, scope.now, factors.last_step) else {
        form.complain("code", "This is not the code that the app shows now. Check the phone\u{2019}s clock, and type the newest one.");
        return again(&views::App::new(visitor, None, form, &secret));
    };
    let entry = Entry::new(&visit);
    let entering = entering(&visit, &entry, factors.method);
    let made = (factors.codes == 0).then(|| codes::Made::new(&visit, visitor.user.id));
    let letter = mail::app_added();
    let sealed = factors.sealed.as_deref().unwrap_or_default();
    let write = queries::confirm_app(
        scope,
        &form,
        (visitor.user.id, sealed, step),
        made.as_ref().map(|it| it.digests.as_slice()),
        (&letter, codes::after(made.as_ref())),
        &entering,
    );
    let outcome = visit.db().run(write).await?;
    visit.announce(&outcome.tasks).await;
    if !outcome.held {
        return Err(Refusal::NotBegun.into());
    }
    let said = "Authenticator app added. Your other sessions have ended.";
    enter(&visit, &visitor, &entry, made, said)
}

/// `POST /profile/factors/app/removal`: removes the app; the other sessions end.
pub async fn remove(visit: Visit, form: Form) -> Result<Response> {
    let (visitor, factors) = visit.read_once(&form, queries::factors(&visit.scope)).await?;
    may_change(&visitor)?;
    let factors = factors.filter(Factors::has_app).ok_or(Refusal::None)?;
    factors.may_lose(true)?;
    let letter = mail::app_removed();
    let write = queries::remove_app(visitor.user.id, &visit.scope.session, &letter);
    let said = "Authenticator app removed. Your other sessions have ended.";
    visit.write(&form, write, PAGE, said).await
}

/// The secret that waits for its first code.
fn unconfirmed(visit: &Visit, visitor: &Visitor, factors: &Factors) -> Result<Option<String>> {
    if factors.has_app() { Ok(None) } else { secret(visit, visitor, factors) }
}

/// The app's secret, unsealed.
pub fn secret(visit: &Visit, visitor: &Visitor, factors: &Factors) -> Result<Option<String>> {
    let Some(sealed) = &factors.sealed else { return Ok(None) };
    let (workspace, user) = (visitor.workspace.id.to_string(), visitor.user.id.to_string());
    sealed::open(&visit.app.config.data_key, sealed, &of(&workspace, &user, PURPOSE))
        .map(Some)
        .map_err(|_| Refusal::Unreadable.into())
}

/// The page to return to if no set-up is in progress.
fn home(visitor: &Visitor) -> &'static str {
    if visitor.user.standing() == Standing::In { PAGE } else { "/factors" }
}
