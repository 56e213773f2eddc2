//! What a handler may reach: the database, files, the queue, mail, configuration, time and chance.
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

/// Who a request turned out to be from, and what they failed at, for the log.
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

    /// That they did not show who they are, where the answer is a page that lets them try again.
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

    /// Chance for one id.
    pub fn chance(&self) -> Chance {
        let mut bytes = Chance::default();
        (self.random)(&mut bytes);
        bytes
    }

    /// 256 bits nobody can guess, as text for a cookie.
    pub fn secret(&self) -> String {
        let mut bytes = [0; 32];
        (self.random)(&mut bytes);
        crate::kit::text::token(&bytes)
    }

    /// The typeface of PDFs. The first to ask reads its files.
    pub async fn typeface(&self) -> Result<&'static Typeface> {
        if let Some(typeface) = Typeface::kept() {
            return Ok(typeface);
        }
        let regular = self.assets.read("/assets/fonts/portal-regular.ttf").await?;
        let bold = self.assets.read("/assets/fonts/portal-semibold.ttf").await?;
        Ok(Typeface::keep(regular, bold)?)
    }

    /// The database of a workspace. There is one; a second would be chosen here.
    pub fn db_for(&self, _host: &str) -> &Db {
        &self.db
    }
}

/// What the deployment decides.
pub struct Config {
    /// On a developer's machine: cookies without `Secure`, mails readable in the portal, a front door.
    pub local: bool,
    /// The portal's own domain, without a port; workspaces live one label below it.
    pub domain: String,
    /// Scheme, domain and port that links in mails are made of: `https://portal.example`.
    pub origin: String,
    /// The address mails are sent from.
    pub mail_from: String,
    pub signing_key: String,
    pub pepper: String,
    /// What secrets that must be read again are sealed with before they are stored.
    pub data_key: String,
}

impl Config {
    /// A cookie's name; bound to its host outside a developer's machine.
    pub fn cookie(&self, name: &str) -> String {
        if self.local { name.to_owned() } else { format!("__Host-{name}") }
    }

    /// The address of a host as hosts are stored, for links in mails.
    pub fn address_of(&self, host: &str) -> String {
        match self.origin.split_once("://") {
            Some((scheme, domain)) if !host.contains('.') => format!("{scheme}://{host}.{domain}"),
            Some((scheme, _)) => format!("{scheme}://{host}"),
            None => String::new(),
        }
    }
}
