//! A new secret that one page shows once: it waits for that page in a cookie, encrypted for who made it.
use crate::{
    app::App,
    error::{Error, Result},
    http::cookies,
    kit::{sealed, zoned::MINUTE},
};
use axum::{http::HeaderMap, response::Response};

/// How long it waits.
const WAIT: i64 = 10 * MINUTE;

pub struct ShownOnce<'a> {
    pub cookie: &'static str,
    pub purpose: &'static str,
    /// The ids of the workspace and of the user who made it.
    pub of: (&'a str, &'a str),
}

impl ShownOnce<'_> {
    fn purposes(&self) -> [&str; 3] {
        [self.of.0, self.of.1, self.purpose]
    }

    /// Has the next page show the secret.
    pub fn put(&self, app: &App, response: &mut Response, secret: &str) -> Result<()> {
        let mut nonce = [0; 12];
        (app.random)(&mut nonce);
        let text = format!("{} {secret}", app.now() + WAIT);
        let sealed = sealed::seal(&app.config.data_key, nonce, &self.purposes(), &text)
            .ok_or_else(|| Error::Internal("a secret could not be sealed".to_owned()))?;
        let seconds = Some(WAIT / 1_000);
        cookies::set(response.headers_mut(), &app.config, self.cookie, &sealed, seconds);
        Ok(())
    }

    /// The secret to be shown, if there is a new one.
    pub fn carried(&self, app: &App, headers: &HeaderMap) -> Option<String> {
        let cookie = cookies::read(headers, &app.config, self.cookie)?;
        let text = sealed::open(&app.config.data_key, &cookie, &self.purposes()).ok()?;
        let (until, secret) = text.split_once(' ')?;
        let is_fresh = until.parse::<i64>().is_ok_and(|until| app.now() < until);
        is_fresh.then(|| secret.to_owned())
    }

    /// Forgets it once it was shown.
    pub fn take(&self, app: &App, headers: &HeaderMap, response: &mut Response) {
        if cookies::read(headers, &app.config, self.cookie).is_some() {
            cookies::set(response.headers_mut(), &app.config, self.cookie, "", Some(0));
        }
    }
}
