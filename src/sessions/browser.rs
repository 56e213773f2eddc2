//! The cookie of a browser in which somebody has signed in completely. Tries in such a browser have
//! counters of their own, so that the tries of strangers do not lock its user out.
use super::token;
use crate::kit::{keys::Keys, text, zoned::DAY};

/// How long a browser stays known: as long as browsers keep a cookie.
pub const KNOWN: i64 = 400 * DAY;
/// The purpose that the cookie is signed for.
const SUBJECT: &str = "browser";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownBrowser {
    /// Digest of the address of its user.
    account: String,
    /// Makes it another one in each browser.
    secret: String,
}

impl KnownBrowser {
    pub fn new(email: &str, secret: String) -> Self {
        Self { account: account(email), secret }
    }

    /// The value of the cookie, which is valid on one host.
    pub fn sealed(&self, keys: &Keys, host: &str, now: i64) -> Option<String> {
        let text = format!("{}.{}", self.account, self.secret);
        token::seal_for(SUBJECT, keys, &text, host, now + KNOWN)
    }

    pub fn open(keys: &Keys, cookie: &str, host: &str, now: i64) -> Option<Self> {
        let text = token::open_for(SUBJECT, keys, cookie, host, now)?;
        let (account, secret) = text.split_once('.')?;
        Some(Self { account: account.to_owned(), secret: secret.to_owned() })
    }

    /// Whether the user with this address has signed in here.
    pub fn is_of(&self, email: &str) -> bool {
        self.account == account(email)
    }

    /// The digest by which its tries are counted.
    pub fn digest(&self) -> String {
        text::digest(&[b"browser", self.account.as_bytes(), self.secret.as_bytes()])
    }
}

/// The digest of an account, by its address.
pub fn account(email: &str) -> String {
    text::digest(&[b"account", email.as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_known_for_one_account_on_one_host() {
        let it = KnownBrowser::new("mira@harbour.example", "a".into());
        let cookie = it.sealed(&"key".into(), "harbour", 0).unwrap();
        assert_eq!(
            KnownBrowser::open(&"key".into(), &cookie, "harbour", KNOWN - 1),
            Some(it.clone())
        );
        assert!(it.is_of("mira@harbour.example") && !it.is_of("tomas@harbour.example"));
        for (key, host, now) in
            [("other", "harbour", 0), ("key", "ridgeline", 0), ("key", "harbour", KNOWN)]
        {
            assert_eq!(
                KnownBrowser::open(&key.into(), &cookie, host, now),
                None,
                "{key} {host} {now}"
            );
        }
        let session = token::seal(&"key".into(), "a.b", "harbour", KNOWN).unwrap();
        assert_eq!(KnownBrowser::open(&"key".into(), &session, "harbour", 0), None);
        let other = KnownBrowser::new("mira@harbour.example", "b".into());
        assert_ne!(it.digest(), other.digest());
    }
}
