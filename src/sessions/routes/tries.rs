//! Wrong passwords, wherever one is asked for: counting them, recording them, and locking the account.
use super::super::{Lock, Try, queries};
use crate::{
    error::{Error, Result},
    http::{form::Form, visit::Visit},
    kit::{
        ids::{EventId, UserId},
        zoned::{MINUTE, duration},
    },
    workspaces::Workspace,
};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::Response,
};

/// Limits how fast a network address may try.
pub async fn pace(visit: &Visit) -> Result<()> {
    let key = format!("{}/{}", visit.scope.host, visit.scope.address);
    if visit.app.limiter.allows(key).await { Ok(()) } else { Err(Error::TooMany { seconds: 60 }) }
}

/// Records and counts a wrong password, mails the owner if it locks the account, and returns the lock.
pub async fn wrong(
    visit: &Visit,
    it: &Try,
    user: Option<UserId>,
    why: (&'static str, &str),
) -> Result<Option<Lock>> {
    let scope = &visit.scope;
    visit.app.witness.failed("proof");
    let event = || EventId::new(scope.now, &visit.chance());
    let batch = queries::wrong(scope, (event(), event()), it, user, why);
    let (outcome, failures) = visit.db().run(batch).await?;
    visit.announce(&outcome.tasks).await;
    Ok(Lock::of(&failures, scope.now))
}

/// The lock of an account or a network address, if there is one.
pub async fn lock(visit: &Visit, it: &Try) -> Result<Option<Lock>> {
    let scope = &visit.scope;
    let failures = queries::failures(&scope.host, &it.account, &it.address);
    Ok(Lock::of(&visit.db().run(failures).await?, scope.now))
}

/// Complains that no password is accepted and until when, in the same words for every address. Returns
/// the seconds to wait.
pub fn complain(visit: &Visit, lock: Lock, form: &mut Form, of: &Workspace) -> Result<i64> {
    let now = visit.scope.now;
    let seconds = |until: i64| (until - now) / 1_000 + 1;
    match lock {
        Lock::Address { until } => Err(Error::TooMany { seconds: seconds(until) }),
        Lock::Account { until } => {
            let at = of.moment(until, now).time_and_zone();
            let wait = duration((until - now).max(MINUTE));
            form.complain(
                "password",
                format!("Too many wrong passwords. Try again at {at} (in {wait}). You can use an emailed sign-in link or a passkey in the meantime."),
            );
            Ok(seconds(until))
        }
    }
}

/// Marks a response as 429, with the seconds to wait.
pub fn later(mut response: Response, seconds: i64) -> Response {
    *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    if let Ok(value) = HeaderValue::from_str(&seconds.to_string()) {
        response.headers_mut().insert(header::RETRY_AFTER, value);
    }
    response
}
