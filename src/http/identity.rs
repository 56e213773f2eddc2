//! Who a request says it is from. No I/O: whether the session exists, the scope's statements find out.
use crate::{config::Config, http::cookies, kit::text, sessions::token};
use axum::http::{HeaderMap, header};

/// How every API key begins, so that scanners of leaked secrets recognize it.
pub const KEY: &str = "cp_";

/// The digest by which an API key is found.
pub fn key_digest(key: &str) -> String {
    text::digest(&[b"api key", key.as_bytes()])
}

/// How a request identifies its sender.
#[derive(Debug, PartialEq, Eq)]
pub enum Identity {
    /// A session, by the digest of its secret.
    Session(String),
    /// An API key, by its digest.
    Key(String),
    Nobody,
}

impl Identity {
    /// By the cookie of a session. One with a bad signature, or for another host, is nobody's.
    pub fn of(headers: &HeaderMap, config: &Config, host: &str, now: i64) -> Self {
        cookies::read(headers, config, cookies::SESSION)
            .and_then(|sealed| token::open(&config.signing_key, &sealed, host, now))
            .map_or(Self::Nobody, |secret| Self::Session(token::digest(&secret)))
    }

    /// By the API key in `Authorization: Bearer cp_…`.
    pub fn of_key(headers: &HeaderMap) -> Self {
        let sent = headers.get(header::AUTHORIZATION).and_then(|it| it.to_str().ok());
        let (scheme, key) = sent.and_then(|it| it.split_once(' ')).unwrap_or_default();
        let is_key = scheme.eq_ignore_ascii_case("bearer") && key.starts_with(KEY);
        if is_key { Self::Key(key_digest(key.trim())) } else { Self::Nobody }
    }

    /// The digest that statements look a session or a key up by; empty where there is none.
    pub fn digest(self) -> String {
        match self {
            Self::Session(digest) | Self::Key(digest) => digest,
            Self::Nobody => String::new(),
        }
    }
}
