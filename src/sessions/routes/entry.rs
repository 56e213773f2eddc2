//! The end of every kind of sign-in: a new session that follows the event of the sign-in.
use super::super::{LIFETIME, token};
use crate::{
    db::change::Outcome,
    error::{Error, Result},
    http::{cookies, page::see, visit::Visit},
    kit::ids::EventId,
};
use axum::response::Response;

/// A session that is about to begin.
pub struct Entry {
    secret: String,
    /// The id of the event that signs the user in; `sessions::begin` follows it.
    pub event: EventId,
}

impl Entry {
    pub fn new(visit: &Visit) -> Self {
        Self { secret: visit.app.secret(), event: EventId::new(visit.scope.now, &visit.chance()) }
    }

    /// The digest by which the new session is found.
    pub fn digest(&self) -> String {
        token::digest(&self.secret)
    }

    /// Redirects to a page of this host with the session cookie, if a session began.
    pub async fn answer(&self, visit: &Visit, began: &Outcome, location: &str) -> Result<Response> {
        if !began.held {
            return Err(Error::refused(
                "This changed while you were signing in. Please sign in again.",
            ));
        }
        visit.announce(&began.tasks).await;
        self.enter(visit, location)
    }

    /// Redirects with the session cookie of a session that is known to have begun.
    pub fn enter(&self, visit: &Visit, location: &str) -> Result<Response> {
        let mut response = see(location);
        self.set_cookie(visit, &mut response)?;
        Ok(response)
    }

    /// Sets the session cookie on a response.
    pub fn set_cookie(&self, visit: &Visit, response: &mut Response) -> Result<()> {
        let (config, expires_at) = (&visit.app.config, visit.scope.now + LIFETIME);
        let sealed = token::seal(&config.signing_key, &self.secret, &visit.scope.host, expires_at)
            .ok_or_else(|| Error::Internal("a session could not be signed".to_owned()))?;
        cookies::set(
            response.headers_mut(),
            config,
            cookies::SESSION,
            &sealed,
            Some(LIFETIME / 1_000),
        );
        Ok(())
    }
}
