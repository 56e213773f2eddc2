//! The way in that every kind of sign-in ends with: a new session, hung on the event that says how.
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
    /// Of the change that signs in, whose actor is whoever does, and which `sessions::begin` follows.
    pub event: EventId,
}

impl Entry {
    pub fn new(visit: &Visit) -> Self {
        Self { secret: visit.app.secret(), event: EventId::new(visit.scope.now, &visit.chance()) }
    }

    /// What the new session's row is found by.
    pub fn digest(&self) -> String {
        token::digest(&self.secret)
    }

    /// On to a page of this host, with the cookie, if a session began.
    pub async fn answer(&self, visit: &Visit, began: &Outcome, location: &str) -> Result<Response> {
        if !began.held {
            return Err(Error::refused(
                "This changed while you were signing in. Please sign in again.",
            ));
        }
        visit.announce(&began.tasks).await;
        self.enter(visit, location)
    }

    /// The same for a session that is known to have begun.
    pub fn enter(&self, visit: &Visit, location: &str) -> Result<Response> {
        let mut response = see(location);
        self.hand_over(visit, &mut response)?;
        Ok(response)
    }

    /// Puts the cookie on an answer.
    pub fn hand_over(&self, visit: &Visit, response: &mut Response) -> Result<()> {
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
