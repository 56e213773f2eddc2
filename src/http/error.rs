//! How an error is answered: by a redirect or a page; by a problem document (RFC 9457) where the
//! request prefers JSON; and by the API in a shape of its own.
mod coded;
mod shown;
mod words;

use crate::{
    edge,
    error::Error,
    http::{page, pairs::Fields},
};
use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

/// Marks an answer that refuses somebody something, for the log; says why in a word.
#[derive(Debug, Clone, Copy)]
pub struct Denied(pub &'static str);

/// An error inside a response that has no body yet: [`answered`] writes it, knowing what was asked for.
#[derive(Debug, Clone)]
pub struct Unanswered(pub Error);

/// The error that a response carries.
pub fn carried(response: &Response) -> Option<&Error> {
    response.extensions().get().map(|Unanswered(error)| error)
}

/// What an answer to an error depends on besides the error.
pub struct Asker<'a> {
    /// Prefers JSON to a page.
    pub reads_json: bool,
    /// Uses the API.
    pub is_program: bool,
    /// The page that asked, if it was one of this host's.
    pub back: Option<String>,
    /// Texts of the form that was sent, to be copied.
    pub wrote: Vec<String>,
    /// The address of the request.
    pub uri: Uri,
    /// The form that was sent, if the request had one.
    pub form: Option<Fields>,
    /// The portal's domain, by which types of problems are named.
    pub domain: &'a str,
    /// The platform's id of the request.
    pub request: &'a str,
}

/// Whether the `Accept` header names JSON, and a page of HTML later or not at all. Weights are not
/// read: who asks for JSON in this portal names it alone.
pub fn prefers_json(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(header::ACCEPT).iter().filter_map(|it| it.to_str().ok());
    let kinds = lines.flat_map(|it| it.split(',')).filter_map(|it| it.split(';').next());
    let mut kinds = kinds.map(|it| it.trim().to_ascii_lowercase());
    kinds.find_map(|it| match it.as_str() {
        "application/json" | "application/problem+json" => Some(true),
        "text/html" => Some(false),
        _ => None,
    }) == Some(true)
}

/// The challenge of a 401, which HTTP demands: a session cookie is needed, and a form gives it.
const SIGN_IN: HeaderValue = HeaderValue::from_static(
    "Cookie realm=\"portal\", form-action=\"/session/new\", cookie-name=session",
);

/// The answer itself, or what becomes of the error that it carries.
pub fn answered(mut response: Response, asker: Asker) -> Response {
    let Some(Unanswered(error)) = response.extensions_mut().remove() else { return response };
    if let Error::Moved(moved) = &error {
        return page::moved(&moved.address_of(&asker.uri));
    }
    let is_program = asker.is_program;
    let allow = response.headers_mut().remove(header::ALLOW);
    let location = error.location();
    let is_done = matches!(error, Error::Done(_) | Error::AskAgain(_));
    if let Some(location) = location.filter(|_| is_done || !asker.reads_json) {
        return page::see(&location);
    }
    let reference = match &error {
        Error::Internal(cause) | Error::OutOfReach(cause) => {
            Some(edge::log_fault_of(asker.request, cause))
        }
        _ => None,
    };
    let mut response = if asker.is_program {
        coded::answer(&error, reference.as_deref().unwrap_or(asker.request))
    } else if asker.reads_json {
        problem(&error, asker.domain, reference)
    } else {
        shown::html(&error, asker, reference)
    };
    if let Some(allow) = allow {
        response.headers_mut().insert(header::ALLOW, allow);
    }
    if response.status() == StatusCode::UNAUTHORIZED {
        let challenge = if is_program { coded::CHALLENGE } else { SIGN_IN };
        response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
    }
    if let Some(denied) = error.denied() {
        response.extensions_mut().insert(denied);
    }
    if let Some(seconds) = error.retry_after() {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// A problem document. Its type is a `tag:` URI, as there is no page about it.
fn problem(error: &Error, domain: &str, reference: Option<String>) -> Response {
    let (kind, title, detail) = error.words();
    let status = error.status();
    let tag = |it: &str| format!("tag:{domain},2026:{it}");
    let mut document = json!({
        "type": tag(kind), "title": title, "status": status.as_u16(), "detail": detail,
    });
    if let (Some(reference), Some(members)) = (reference, document.as_object_mut()) {
        members.insert("instance".to_owned(), tag(&format!("fault/{reference}")).into());
    }
    let kind = [(header::CONTENT_TYPE, "application/problem+json; charset=utf-8")];
    (status, kind, document.to_string()).into_response()
}

impl Error {
    /// The status of the page or the problem document. Where a browser would be redirected to sign in,
    /// the problem document is 401 or 403.
    fn status(&self) -> StatusCode {
        match self {
            Self::Done(_) | Self::AskAgain(_) => StatusCode::SEE_OTHER,
            Self::SignInFirst { .. } | Self::ShowFactor { .. } => StatusCode::UNAUTHORIZED,
            Self::ChoosePassword
            | Self::SetUpFactor
            | Self::ProveFirst { .. }
            | Self::Forbidden
            | Self::NotGranted
            | Self::Unable(_)
            | Self::Foreign => StatusCode::FORBIDDEN,
            Self::Invalid { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::UnknownHost | Self::NotFound => StatusCode::NOT_FOUND,
            Self::Moved(_) => StatusCode::PERMANENT_REDIRECT,
            Self::NotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Refused(_) | Self::AskThem { .. } | Self::Unsent { .. } => StatusCode::CONFLICT,
            Self::Unsupported => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany { .. } | Self::Limited { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::OutOfReach(_) | Self::Moving | Self::Busy | Self::Closed { .. } => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Where a browser is redirected, for an error that has no page.
    fn location(&self) -> Option<String> {
        let before = |page: &str, next: &str| match next {
            "/" => page.to_owned(),
            next => format!("{page}?next={}", page::encoded(next)),
        };
        match self {
            Self::SignInFirst { next } => Some(before("/session/new", next)),
            Self::ChoosePassword => Some("/password/new".to_owned()),
            Self::ShowFactor { next } => Some(before("/session/factor", next)),
            Self::SetUpFactor => Some("/factors".to_owned()),
            Self::ProveFirst { next, unsent } => {
                let unsent = if *unsent { "&unsent=yes" } else { "" };
                Some(format!("/session/proof?next={}{unsent}", page::encoded(next)))
            }
            Self::Done(answer) | Self::AskAgain(answer) => Some(answer.clone()),
            _ => None,
        }
    }

    /// The seconds after which it is worth to try again.
    fn retry_after(&self) -> Option<i64> {
        match self {
            Self::TooMany { seconds } | Self::Limited { seconds, .. } => Some(*seconds),
            Self::OutOfReach(_) | Self::Busy => Some(5),
            Self::Moving => Some(60),
            _ => None,
        }
    }

    fn denied(&self) -> Option<Denied> {
        match self {
            Self::Forbidden => Some(Denied("role")),
            Self::NotGranted => Some(Denied("grant")),
            Self::Unable(_) => Some(Denied("key")),
            Self::Foreign => Some(Denied("origin")),
            Self::TooMany { .. } | Self::Limited { .. } => Some(Denied("limit")),
            Self::Busy => Some(Denied("load")),
            _ => None,
        }
    }
}

impl IntoResponse for Error {
    /// Empty, and carries the error to [`answered`].
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Unanswered(self));
        response
    }
}

impl From<askama::Error> for Error {
    fn from(e: askama::Error) -> Self {
        Self::Internal(e.to_string())
    }
}

#[cfg(test)]
mod tests;
