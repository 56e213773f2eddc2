//! `/session` and `/password`.
mod codes;
mod entry;
mod links;
mod temporary;
#[cfg(test)]
mod tests;
pub mod tries;
pub use entry::Entry;

use super::{Lock, Method, SignInUser, Try, password, queries, safe_next, views};
use crate::{
    app::Turn,
    error::{Error, Result},
    http::{
        cookies,
        form::Form,
        page::{again, page, see},
        routes::Routes,
        visit::Visit,
    },
    kit::{email::Email, ids::EventId, turns::Waiting},
    users::{self, State, anyone, begun},
    workspaces,
};
use axum::{
    http::{HeaderName, HeaderValue},
    response::Response,
};

pub fn routes() -> Routes {
    Routes::new()
        .get("/session/new", anyone(), new)
        .post("/session", anyone(), create)
        .post("/session/end", begun(), end)
        .post("/session/codes", anyone(), codes::ask)
        .get("/session/code", anyone(), codes::show)
        .post("/session/code", anyone(), codes::create)
        .get("/session/link", anyone(), links::show)
        .post("/session/link", anyone(), links::create)
        .get("/password/new", anyone(), temporary::choose)
        .post("/password", anyone(), temporary::set)
}

/// `GET /session/new`: the sign-in page; a user who is signed in is redirected.
async fn new(visit: Visit) -> Result<Response> {
    let scope = &visit.scope;
    let (workspace, user) =
        visit.db().run((workspaces::at(&scope.host), users::visitor(scope))).await?;
    let workspace = visit.workspace(workspace)?;
    if user.is_some() {
        return Ok(see(safe_next(&visit.param("next"))));
    }
    let form = Form::of([("next", visit.param("next")), ("email", visit.param("email"))]);
    page(&views::New { workspace, notice: visit.notice(), form, face: visit.host.face })
}

/// `POST /session`: signs in by password. The try is counted before anything is compared, so that of
/// many passwords that are sent at once only as many are compared as may be.
async fn create(visit: Visit, mut form: Form) -> Result<Response> {
    let scope = &visit.scope;
    tries::pace(&visit).await?;
    let email = Email::sought(form.value("email"));
    let it = Try::new(&email, visit.known.as_ref(), &scope.network());
    let turn = visit.app.turn(it.waiting())?;
    let (workspace, user, awaiting, _, failures) = visit
        .db()
        .run((
            workspaces::at(&scope.host),
            queries::candidate(&scope.host, &email),
            queries::awaiting(&scope.host, &email),
            queries::claim(&scope.host, scope.now, &it),
            queries::failures(&scope.host, &it),
        ))
        .await?;
    let workspace = visit.workspace(workspace)?;
    let mut lock = Lock::of(&failures);
    let awaiting = awaiting.and_then(|it| it.password);
    let shown = if let Some(Lock::Address { .. }) = lock {
        Shown::Wrong
    } else {
        let whose = (user.as_ref(), awaiting);
        shown(&visit, turn, whose, lock.is_some(), form.verbatim("password")).await
    };
    match shown {
        Shown::Right(user) => {
            let (entry, how) = (Entry::new(&visit), (Method::Password, 1));
            let write = queries::signed_in(user, &it)
                .with(queries::begin(scope, &entry.digest(), &visit.device, how))
                .with([queries::spend()])
                .with(
                    renewed(&visit, user, form.verbatim("password"))
                        .await?
                        .map(|hash| queries::renew(user, &hash)),
                );
            let began = visit.db().run(write.by(scope, entry.event)).await?;
            // Otherwise the password changed a moment ago: it is a wrong one by now.
            if began.held {
                return entry.answer(&visit, &began, safe_next(form.value("next"))).await;
            }
        }
        Shown::Awaiting => {
            let event = EventId::new(scope.now, &visit.chance());
            let noted = queries::noted("sign_in_failed", None, "Access waits for approval");
            visit.db().run(noted.with(queries::forgiven(&it)).by(scope, event)).await?;
            let notice = Some(format!(
                "Your request for access is waiting for approval. {} will email you at {email} when it has been reviewed.",
                workspace.name
            ));
            return page(&views::New { workspace, notice, form, face: visit.host.face });
        }
        Shown::Wrong if lock.is_none() => {
            let obstacle = user.as_ref().map_or("", |user| user.obstacle(scope.now));
            let (user, why) = (user.as_ref().map(|user| user.id), ("sign_in_failed", obstacle));
            lock = tries::wrong(&visit, &failures, user, why).await?;
        }
        Shown::Wrong => {}
    }
    let seconds = match lock {
        Some(lock) => Some(tries::complain(&visit, lock, &mut form, &workspace)?),
        None => None,
    };
    if seconds.is_none() {
        form.complain("email", "Incorrect email or password.");
    }
    let page = again(&views::New { workspace, notice: None, form, face: visit.host.face })?;
    Ok(seconds.into_iter().fold(page, tries::later))
}

/// What a password at the door is.
enum Shown<'a> {
    Right(&'a SignInUser),
    /// That of somebody whose request for access has not been approved yet.
    Awaiting,
    Wrong,
}

/// Compares the password with that of the user, or of who waits for access. A locked account takes only
/// the temporary password of somebody invited: nobody can guess it, and its owner has no other way in.
/// Comparing takes as long for every address, locked or not.
async fn shown<'a>(
    visit: &Visit,
    turn: Turn,
    (user, awaiting): (Option<&'a SignInUser>, Option<String>),
    is_locked: bool,
    password: &str,
) -> Shown<'a> {
    let open = user.filter(|user| user.is_open(visit.scope.now));
    let open = open.filter(|user| !is_locked || user.state == State::Invited);
    let awaiting = awaiting.filter(|_| open.is_none() && !is_locked);
    let kept = open.and_then(|user| user.password.as_deref()).or(awaiting.as_deref());
    let pepper = &visit.app.config.pepper;
    match open {
        _ if !turn.with(|| password::verify(password, pepper, kept)).await => Shown::Wrong,
        Some(user) => Shown::Right(user),
        None => Shown::Awaiting,
    }
}

/// The right password hashed anew, if its hash is outdated. If there is no turn for it, it waits for the
/// next time that they sign in.
async fn renewed(visit: &Visit, user: &SignInUser, right: &str) -> Result<Option<String>> {
    let (peppers, kept) = (&visit.app.config.pepper, user.password.as_deref());
    if !kept.is_some_and(|kept| password::is_outdated(kept, peppers)) {
        return Ok(None);
    }
    let Ok(turn) = visit.app.turn(Waiting::Known) else { return Ok(None) };
    let mut salt = [0; 16];
    (visit.app.random)(&mut salt);
    let hash = turn.with(|| password::hash(right, peppers, &salt)).await;
    Ok(Some(hash.ok_or_else(|| Error::Internal("argon2 refused its parameters".to_owned()))?))
}

/// `POST /session/end`: signs out, also while a password is to be chosen.
async fn end(visit: Visit, _form: Form) -> Result<Response> {
    let scope = &visit.scope;
    let user = visit.db().run(users::visitor(scope)).await?;
    let user = user.ok_or_else(|| visit.sign_in_first())?;
    let event = EventId::new(scope.now, &visit.chance());
    let outcome = visit.db().run(queries::end(scope, user.id).by(scope, event)).await?;
    visit.carried_out(&outcome).await;
    let mut response = see("/session/new");
    let headers = response.headers_mut();
    cookies::set(headers, &visit.app.config, cookies::SESSION, "", Some(0));
    cookies::notice(headers, &visit.app.config, "You are signed out.");
    headers.insert(
        HeaderName::from_static("clear-site-data"),
        HeaderValue::from_static("\"cache\", \"storage\""),
    );
    Ok(response)
}
