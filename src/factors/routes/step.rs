//! The second step of signing in, by a code of the app or a recovery code.
use super::super::{Factors, Tries, authenticator, mail, queries, recovery, views};
use super::{app, entering, located};
use crate::{
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        visit::Visit,
    },
    sessions::{self, Entry, safe_next},
    users::{Standing, Visitor},
};
use axum::response::Response;

/// The code that was typed.
enum Typed {
    App(String),
    Recovery(String),
}

impl Typed {
    /// Each kind of code is accepted in the field of the other too.
    fn of(form: &Form) -> Option<Self> {
        ["code", "recovery"].into_iter().find_map(|field| Self::read(form.value(field)))
    }

    fn read(text: &str) -> Option<Self> {
        let app = authenticator::typed(text).map(Self::App);
        app.or_else(|| recovery::typed(text).map(Self::Recovery))
    }
}

/// `GET /session/factor`: the form for the second factor; `?next` is where to go afterwards.
pub async fn ask(visit: Visit) -> Result<Response> {
    let (visitor, factors) = visit.read(queries::factors(&visit.scope)).await?;
    let form = Form::of([("next", visit.param("next"))]);
    let factors = located(&visit, half_way(&visitor, factors, &form)?);
    page(&views::Step::new(visitor, factors, visit.notice(), form))
}

/// `POST /session/factor`: checks a code; a session of two factors replaces the one of the
/// first step.
pub async fn show(visit: Visit, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let Some(typed) = Typed::of(&form) else {
        let (visitor, factors) = visit.read(queries::factors(scope)).await?;
        let factors = located(&visit, half_way(&visitor, factors, &form)?);
        complain(&mut form, &factors);
        return again(&views::Step::new(visitor, factors, None, form));
    };
    let (visitor, (_, factors, tries)) = visit
        .read((
            sessions::tried(scope, sessions::Step::Factor),
            queries::factors(scope),
            sessions::step_tries(scope, sessions::Step::Factor),
        ))
        .await?;
    let factors = located(&visit, half_way(&visitor, factors, &form)?);
    let tries: Tries = tries.ok_or(Error::NotFound)?;
    if let Some(seconds) = tries.wait(scope.now) {
        return Err(Error::TooMany { seconds });
    }
    let next = safe_next(form.value("next")).to_owned();
    let entry = Entry::new(&visit);
    if is_right(&visit, &visitor, &factors, (&typed, &form, &next), &entry).await? {
        return entry.enter(&visit, &next);
    }
    wrong(&visit, &visitor, tries).await?;
    complain(&mut form, &factors);
    again(&views::Step::new(visitor, factors, None, form))
}

/// Signs in if the code is right; whether a recovery code is right, only the database knows.
async fn is_right(
    visit: &Visit,
    visitor: &Visitor,
    factors: &Factors,
    (typed, form, next): (&Typed, &Form, &str),
    entry: &Entry,
) -> Result<bool> {
    let (scope, user) = (&visit.scope, visitor.user.id);
    let entering = entering(visit, entry, factors.method);
    let write = match typed {
        Typed::App(code) => {
            let secret = app::secret(visit, visitor, factors)?.filter(|_| factors.has_app());
            let step =
                secret.and_then(|it| authenticator::step(&it, code, scope.now, factors.last_step));
            let Some(step) = step else { return Ok(false) };
            queries::by_app(scope, form, (user, step), next, &entering)
        }
        Typed::Recovery(code) => {
            let letter = mail::code_used(factors.codes - 1);
            let digest = recovery::digest(user, code);
            queries::by_code(scope, form, (user, &digest), (&letter, next), &entering)
        }
    };
    let outcome = visit.db().run(write).await?;
    visit.announce(&outcome.tasks).await;
    Ok(outcome.held)
}

/// Records a wrong code; one that locks the second step mails the owner of the account.
async fn wrong(visit: &Visit, visitor: &Visitor, tries: Tries) -> Result<()> {
    let user = visitor.user.id;
    let lock = tries.locks().then(|| queries::locked(user, &mail::locked()));
    visit.denied(queries::refused(user), lock).await?;
    if tries.locks() {
        return Err(Error::TooMany { seconds: tries.rest(visit.scope.now) });
    }
    Ok(())
}

/// Complains at the field of the code; what looks like a recovery code moves to that field.
fn complain(form: &mut Form, factors: &Factors) {
    let code = form.value("code").to_owned();
    if factors.codes > 0 && code.chars().any(char::is_alphabetic) {
        form.set("recovery", code);
    }
    form.unset("code");
    if form.value("recovery").is_empty() {
        form.complain("code", "This code is not right. A code from the app works once, for about a minute; a recovery code works once.");
    } else {
        form.complain(
            "recovery",
            "This recovery code is not right. It has 24 letters and digits, and works once.",
        );
    }
}

/// The factors of a visitor who has one to show; others are redirected.
pub fn half_way(visitor: &Visitor, factors: Option<Factors>, form: &Form) -> Result<Factors> {
    match visitor.user.standing() {
        Standing::MustShowFactor => factors.ok_or(Error::NotFound),
        Standing::MustSetUpFactor => Err(Error::SetUpFactor),
        Standing::MustChoosePassword => Err(Error::ChoosePassword),
        Standing::In => Err(Error::Done(safe_next(form.value("next")).to_owned())),
    }
}
