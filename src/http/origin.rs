//! The origin check: a request that changes something must come from a page of the same host, as a
//! browser adds the session's cookie to requests of other sites too.
use crate::error::{Error, Result};
use axum::{
    extract::Request,
    http::{Method, Uri},
};

/// Refuses a request that changes something and was not sent by a page of this host.
pub fn check(request: &Request) -> Result<()> {
    let is_reading = matches!(*request.method(), Method::GET | Method::HEAD);
    if is_reading || is_from_here(request) { Ok(()) } else { Err(Error::Foreign) }
}

fn is_from_here(request: &Request) -> bool {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    match (header("sec-fetch-site"), header("origin")) {
        (Some(site), _) if site != "same-origin" => false,
        (_, Some(origin)) => {
            let of = origin.parse::<Uri>().ok();
            of.as_ref().and_then(Uri::host) == request.uri().host()
        }
        (Some(_), None) => true,
        (None, None) => false,
    }
}
