//! The cookies of a face: session, bookmark of the database, a link asked for, and the sentence for the next page.
use crate::app::Config;
use axum::http::{HeaderMap, HeaderValue, header};
use cookie::{Cookie, SameSite, time::Duration};

/// The signed token of the session.
pub const SESSION: &str = "session";
/// How far this visitor has seen the database, so that they always read their own writes.
pub const BOOKMARK: &str = "bookmark";
/// That this browser asked for a sign-in link, by mail.
pub const ASKED: &str = "asked";
/// What the next page says at its top.
pub const NOTICE: &str = "notice";
/// Recovery codes on their way to the one page that shows them, sealed.
pub const CODES: &str = "codes";

/// A request's cookie by its plain name. Not by the library's parser: it reads dates too, which no
/// request's cookie has, and those weigh 20 KB compressed.
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

/// Appends a cookie. `seconds` None lasts as long as the browser does; 0 removes it.
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
