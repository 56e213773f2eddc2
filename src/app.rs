//! The dependencies of a handler: database, files, queue, mail, configuration, clock and random numbers.
use crate::{
    edge::{Assets, Clock, Db, Files, Limiter, Mailer, Queue},
    error::Result,
    http::faces::Faces,
    kit::ids::{Chance, UserId},
    pdf::Typeface,
};
use std::sync::{Arc, OnceLock};

#[derive(Clone)]
pub struct App {
    pub db: Db,
    pub files: Files,
    pub queue: Queue,
    pub mailer: Mailer,
    pub assets: Assets,
    pub limiter: Limiter,
    pub config: Arc<Config>,
    pub clock: Clock,
    pub random: fn(&mut [u8]),
    pub witness: Witness,
    /// Kept from one request of an isolate to the next.
    pub faces: Faces,
}

/// What a request turned out to be, for the log: its user, and why signing in failed.
#[derive(Clone, Default)]
pub struct Witness {
    user: Arc<OnceLock<UserId>>,
    failed: Arc<OnceLock<&'static str>>,
}

impl Witness {
    pub fn saw(&self, user: UserId) {
        let _ = self.user.set(user);
    }

    pub fn user(&self) -> Option<UserId> {
        self.user.get().copied()
    }

    /// Records that authentication failed, when the response is the form again and not an error.
    pub fn failed(&self, what: &'static str) {
        let _ = self.failed.set(what);
    }

    pub fn failure(&self) -> Option<&'static str> {
        self.failed.get().copied()
    }
}

impl App {
    pub fn now(&self) -> i64 {
        self.clock.now()
    }

    /// The random bytes of a new id.
    pub fn chance(&self) -> Chance {
        let mut bytes = Chance::default();
        (self.random)(&mut bytes);
        bytes
    }

    /// A random secret of 256 bits, as text for a cookie.
    pub fn secret(&self) -> String {
        let mut bytes = [0; 32];
        (self.random)(&mut bytes);
        crate::kit::text::token(&bytes)
    }

    /// The typeface of PDFs. Its font files are read the first time, then kept.
    pub async fn typeface(&self) -> Result<&'static Typeface> {
        if let Some(typeface) = Typeface::kept() {
            return Ok(typeface);
        }
        let regular = self.assets.read("/assets/fonts/portal-regular.ttf").await?;
        let bold = self.assets.read("/assets/fonts/portal-semibold.ttf").await?;
        Ok(Typeface::keep(regular, bold)?)
    }

    /// The database of a workspace. There is only one; a second shard would be chosen here.
    pub fn db_for(&self, _host: &str) -> &Db {
        &self.db
    }
}

/// The configuration of the deployment.
pub struct Config {
    /// On a developer's machine: cookies without `Secure`, the text of mails shown in the portal, and a
    /// start page that lists the demo logins.
    pub local: bool,
    /// The portal's domain, without a port. Each workspace has a host one label below it.
    pub domain: String,
    /// Scheme, domain and port for links in mails: `https://portal.example`.
    pub origin: String,
    /// The address mails are sent from.
    pub mail_from: String,
    /// Signs session cookies and links in mails.
    pub signing_key: String,
    /// Hashed with every password and mailed code.
    pub pepper: String,
    /// Encrypts stored secrets that must be read again, such as those of authenticator apps.
    pub data_key: String,
}

impl Config {
    /// The full name of a cookie. The prefix `__Host-` binds it to its host; it needs HTTPS, so it is left
    /// out on a developer's machine.
    pub fn cookie(&self, name: &str) -> String {
        if self.local { name.to_owned() } else { format!("__Host-{name}") }
    }

    /// The origin of a host as it is stored in the table `hosts`, for links in mails.
    pub fn address_of(&self, host: &str) -> String {
        match self.origin.split_once("://") {
            Some((scheme, domain)) if !host.contains('.') => format!("{scheme}://{host}.{domain}"),
            Some((scheme, _)) => format!("{scheme}://{host}"),
            None => String::new(),
        }
    }
}
