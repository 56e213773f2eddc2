//! Wrong passwords, wherever one is asked for: counting them, recording them, and locking the account.
use super::super::{Failures, Lock, mail as letters, queries};
use crate::{
    error::{Error, Result},
    http::{form::Form, visit::Visit},
    kit::{
        ids::UserId,
        zoned::{MINUTE, duration},
    },
    users::Visitor,
    workspaces::Workspace,
};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::Response,
};

/// Limits how fast a network address may try.
pub async fn pace(visit: &Visit) -> Result<()> {
    let key = format!("{}/{}", visit.scope.host, visit.scope.network());
    if visit.app.limiter.allows(key).await { Ok(()) } else { Err(Error::TooMany { seconds: 60 }) }
}

/// Records a wrong password that was counted before, mails the owner if it locks the account, and returns
/// the lock.
pub async fn wrong(
    visit: &Visit,
    failures: &[Failures],
    user: Option<UserId>,
    (action, note): (&'static str, &str),
) -> Result<Option<Lock>> {
    let lock = Lock::begins(failures).then(|| queries::lock(&visit.scope, user));
    visit.denied(queries::noted(action, user, note), lock).await?;
    Ok(Lock::after(failures))
}

/// The same for a wrong password of a signed-in user.
pub async fn wrong_again(
    visit: &Visit,
    visitor: &Visitor,
    failures: &[Failures],
    action: &'static str,
) -> Result<Option<Lock>> {
    let user = visitor.user.id;
    let letter = || letters::locked_while_signed_in(visitor);
    let lock = Lock::begins(failures).then(|| queries::lock_proof(user, &letter()));
    visit.denied(queries::noted(action, Some(user), ""), lock).await?;
    Ok(Lock::after(failures))
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
                format!("Too many wrong passwords. Try again at {at} (in {wait}). In the meantime, use an emailed sign-in link or a passkey."),
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
