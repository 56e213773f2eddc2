//! How an error is answered: by a redirect or a page, or by a problem document (RFC 9457) where the
//! request prefers JSON.
use crate::{edge, error::Error, http::page};
use askama::Template;
use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use serde_json::json;

const UNSENT: &str = "You were signed out before this was sent. Copy what you wrote, go to the page and send it from there.";

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
    /// The page that asked, if it was one of this host's.
    pub back: Option<String>,
    /// Texts of the form that was sent, to be copied.
    pub wrote: Vec<String>,
    /// The portal's domain, by which types of problems are named.
    pub domain: &'a str,
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

/// The answer itself, or what becomes of the error that it carries.
pub fn answered(mut response: Response, asker: Asker) -> Response {
    let Some(Unanswered(error)) = response.extensions_mut().remove() else { return response };
    let location = error.location();
    let is_done = matches!(error, Error::Done(_) | Error::AskAgain(_));
    if let Some(location) = location.filter(|_| is_done || !asker.reads_json) {
        return page::see(&location);
    }
    let reference = match &error {
        Error::Internal(cause) => Some(edge::log_fault(cause)),
        _ => None,
    };
    let mut response = if asker.reads_json {
        problem(&error, asker.domain, reference)
    } else {
        html(&error, asker, reference)
    };
    if let Some(denied) = error.denied() {
        response.extensions_mut().insert(denied);
    }
    if let Error::TooMany { seconds } | Error::Limited { seconds, .. } = error {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

#[derive(Template)]
#[template(path = "error.html")]
struct Page {
    title: &'static str,
    text: String,
    back: Option<String>,
    wrote: Vec<String>,
    /// What to tell support; the cause is logged beside it.
    reference: Option<String>,
}

fn html(error: &Error, asker: Asker, reference: Option<String>) -> Response {
    let (_, title, text) = error.words();
    let back = if let Error::Unsent { page } = error { Some(page.clone()) } else { asker.back };
    let page = Page { title, text, back, wrote: asker.wrote, reference };
    (error.status(), Html(page.render().unwrap_or_default())).into_response()
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
            | Self::Foreign => StatusCode::FORBIDDEN,
            Self::UnknownHost | Self::NotFound => StatusCode::NOT_FOUND,
            Self::Refused(_) | Self::Unsent { .. } => StatusCode::CONFLICT,
            Self::Unsupported => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany { .. } | Self::Limited { .. } => StatusCode::TOO_MANY_REQUESTS,
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

    fn denied(&self) -> Option<Denied> {
        match self {
            Self::Forbidden => Some(Denied("role")),
            Self::NotGranted => Some(Denied("grant")),
            Self::Foreign => Some(Denied("origin")),
            Self::TooMany { .. } | Self::Limited { .. } => Some(Denied("limit")),
            _ => None,
        }
    }

    /// The word by which a script knows the error, and title and text for people.
    fn words(&self) -> (&'static str, &'static str, String) {
        let (kind, title, text) = match self {
            Self::SignInFirst { .. } => {
                ("sign-in-first", "Sign in first", "You are not signed in, or no longer.")
            }
            Self::ChoosePassword => (
                "choose-password",
                "Choose a password first",
                "Your temporary password is for choosing your own.",
            ),
            Self::ShowFactor { .. } => (
                "show-factor",
                "Finish signing in first",
                "The second step of signing in is still to come.",
            ),
            Self::SetUpFactor => (
                "set-up-factor",
                "Set up a second step first",
                "Signing in takes a second step here, and you have none yet.",
            ),
            Self::ProveFirst { .. } => {
                ("prove-first", "Confirm that it is you", "Sign in again before you change this.")
            }
            Self::Done(_) => ("done", "Done already", ""),
            Self::AskAgain(_) => ("ask-again", "One moment", ""),
            Self::UnknownHost => {
                ("unknown-host", "No portal here", "No portal answers at this address.")
            }
            Self::NotFound => (
                "not-found",
                "Page not found",
                "This page does not exist, or you don\u{2019}t have access.",
            ),
            Self::Forbidden => (
                "forbidden",
                "Not part of your role",
                "Ask an administrator of your workspace if you need to do this.",
            ),
            Self::NotGranted => (
                "not-granted",
                "Not part of your access",
                "Ask your operator, or whoever manages your account\u{2019}s users, if you need to do this.",
            ),
            Self::Unsent { .. } => ("unsent", "Not sent yet", UNSENT),
            Self::Refused(why) => ("refused", "That did not work", why.as_str()),
            Self::Foreign => (
                "foreign",
                "That did not come from this portal",
                "For your safety nothing was changed. Open the page again and send the form from there.",
            ),
            Self::Unsupported => {
                ("unsupported", "That is no form", "This address takes forms only.")
            }
            Self::TooLarge => ("too-large", "That was too large", "Please send less at once."),
            Self::TooMany { seconds } => {
                let wait = crate::kit::zoned::duration((seconds * 1_000).max(60_000));
                return (
                    "too-many",
                    "Too many tries",
                    format!("Please wait {wait} and try again."),
                );
            }
            Self::Limited { why, .. } => ("limited", "Limit reached", why.as_str()),
            Self::Internal(_) => (
                "internal",
                "Something went wrong on our side",
                "Nothing you sent was half done. Please try again in a moment.",
            ),
        };
        (kind, title, text.to_owned())
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
