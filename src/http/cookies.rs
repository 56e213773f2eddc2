//! Cookies: session, D1 bookmark, the browser that asked for a sign-in link or that its user has signed in
//! with before, the notice for the next page, new recovery codes, a new calendar feed or API key, and the form that comes back.
use crate::{
    config::Config,
    http::page::{decoded, encoded},
};
use axum::http::{HeaderMap, HeaderValue, header};
use cookie::{Cookie, SameSite, time::Duration};

/// The signed token of the session.
pub const SESSION: &str = "session";
/// The D1 bookmark: the state of the database that the visitor has seen, so that they read their own writes.
pub const BOOKMARK: &str = "bookmark";
/// Marks the browser that asked for a sign-in link: the link works only there.
pub const ASKED: &str = "asked";
/// Marks the browser in which somebody has signed in: strangers' wrong passwords do not lock it.
pub const KNOWN: &str = "known";
/// The notice that the next page shows at its top.
pub const NOTICE: &str = "notice";
/// New recovery codes, encrypted, for the one page that shows them.
pub const CODES: &str = "codes";
/// The secret of a new calendar feed, encrypted, for the one page that shows it.
pub const FEED: &str = "feed";
/// A new API key, encrypted, for the one page that shows it.
pub const API_KEY: &str = "api_key";
/// The address of a kept form, which is shown again once its sender has chosen a password or set up a
/// second factor. Both take several pages.
pub const UNSENT: &str = "unsent";

/// Reads a cookie of a request by its name without prefix. The parser of the `cookie` crate is not used:
/// it also parses expiry dates, which requests never have, and adds 20 KB to the compressed Worker.
pub fn read(headers: &HeaderMap, config: &Config, name: &str) -> Option<String> {
    let name = config.cookie(name);
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split([';', ',']))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
        .filter(|value| !value.is_empty())
}

/// Sets the notice of the next page.
pub fn notice(headers: &mut HeaderMap, config: &Config, words: &str) {
    set(headers, config, NOTICE, &encoded(words), Some(60));
}

/// Where a kept form is shown again, if one waits for its sender to be set up.
pub fn unsent(headers: &HeaderMap, config: &Config) -> Option<String> {
    read(headers, config, UNSENT).and_then(|it| decoded(&it))
}

/// Sets a cookie. Without `seconds` it lasts until the browser is closed; 0 removes it.
pub fn set(
    headers: &mut HeaderMap,
    config: &Config,
    name: &str,
    value: &str,
    seconds: Option<i64>,
) {
    let mut cookie = Cookie::build((config.cookie(name), value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(!config.local);
    if let Some(seconds) = seconds {
        cookie = cookie.max_age(Duration::seconds(seconds));
    }
    if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
        headers.append(header::SET_COOKIE, value);
    }
}
