//! Who a request says it is from. No I/O: whether the session exists, the scope's statements find out.
use crate::{config::Config, http::cookies, sessions::token};
use axum::http::HeaderMap;

/// How a request identifies its sender. An API key or a signed link would be further variants.
#[derive(Debug, PartialEq, Eq)]
pub enum Identity {
    /// A session, by the digest of its secret.
    Session(String),
    Nobody,
}

impl Identity {
    /// By the cookie of a session. One with a bad signature, or for another host, is nobody's.
    pub fn of(headers: &HeaderMap, config: &Config, host: &str, now: i64) -> Self {
        cookies::read(headers, config, cookies::SESSION)
            .and_then(|sealed| token::open(&config.signing_key, &sealed, host, now))
            .map_or(Self::Nobody, |secret| Self::Session(token::digest(&secret)))
    }

    /// The digest that statements look a session up by; empty where there is none.
    pub fn session(self) -> String {
        match self {
            Self::Session(digest) => digest,
            Self::Nobody => String::new(),
        }
    }
}
