//! The origin check: a request that changes something must come from a page of the same host, as a
//! browser adds the session's cookie to requests of other sites too.
use crate::error::{Error, Result};
use axum::{
    extract::Request,
    http::{HeaderMap, Method, Uri},
};

/// Refuses a request that changes something and was not sent by a page of this host.
pub fn check(request: &Request) -> Result<()> {
    let is_reading = matches!(*request.method(), Method::GET | Method::HEAD);
    if is_reading || is_api(request.uri()) || is_from_here(request.headers(), request.uri()) {
        Ok(())
    } else {
        Err(Error::Foreign)
    }
}

/// Whether it is an address of the API. It takes keys and no cookies, so that a browser sends nothing by itself that
/// another site could use.
pub fn is_api(uri: &Uri) -> bool {
    uri.path().starts_with("/api/")
}

/// Scheme, host and port, which make an origin together (RFC 6454).
fn origin_of(uri: &Uri) -> Option<(String, String, u16)> {
    let scheme = uri.scheme_str()?.to_ascii_lowercase();
    let port = uri.port_u16().or(match scheme.as_str() {
        "http" => Some(80),
        "https" => Some(443),
        _ => None,
    })?;
    Some((scheme, uri.host()?.to_ascii_lowercase(), port))
}

/// Whether a page of the host that is asked sent the request.
pub fn is_from_here(headers: &HeaderMap, asked: &Uri) -> bool {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (header("sec-fetch-site"), header("origin")) {
        (Some(site), _) if site != "same-origin" => false,
        (_, Some(origin)) => {
            let of = origin.parse::<Uri>().ok().and_then(|uri| origin_of(&uri));
            of.is_some() && of == origin_of(asked)
        }
        (Some(_), None) => true,
        (None, None) => false,
    }
}
