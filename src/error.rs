//! The few ways a request ends badly, named by what the visitor can do next, and the page each becomes.
use crate::http::page;
use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};

pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// Sign in, then go on where they wanted to.
    SignInFirst {
        next: String,
    },
    /// The temporary password is good for choosing a permanent one only.
    ChoosePassword,
    /// Show the second factor, then go on.
    ShowFactor {
        next: String,
    },
    /// A second factor is needed here, and is to be set up first.
    SetUpFactor,
    /// Show your factors again before changing what guards your access.
    ProveFirst {
        next: String,
        /// A form asked for it, and was not carried out.
        unsent: bool,
    },
    /// No workspace answers to this host.
    UnknownHost,
    /// It does not exist, or not for them: the answer is the same.
    NotFound,
    /// Their role does not allow it.
    Forbidden,
    /// A client was not granted it.
    NotGranted,
    /// It cannot be done, for a reason that can be told.
    Refused(String),
    /// It was done already, by the same form: the first answer again.
    Done(String),
    /// The request did not come from a page of this host.
    Foreign,
    /// Not a form.
    Unsupported,
    TooLarge,
    /// Try again after so many seconds.
    TooMany {
        seconds: i64,
    },
    /// It will be there in so many seconds, for a reason that can be told.
    NotReady {
        why: String,
        seconds: i64,
    },
    /// A fault of ours. The cause is logged, and never shown.
    Internal(String),
}

/// Marks an answer that refuses somebody something, for the log; says why in a word.
#[derive(Debug, Clone, Copy)]
pub struct Denied(pub &'static str);

impl Error {
    pub fn refused(why: impl Into<String>) -> Self {
        Self::Refused(why.into())
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::SignInFirst { .. }
            | Self::ChoosePassword
            | Self::ShowFactor { .. }
            | Self::SetUpFactor
            | Self::ProveFirst { .. }
            | Self::Done(_) => StatusCode::SEE_OTHER,
            Self::UnknownHost | Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden | Self::NotGranted | Self::Foreign => StatusCode::FORBIDDEN,
            Self::Refused(_) => StatusCode::CONFLICT,
            Self::Unsupported => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::NotReady { .. } => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn denied(&self) -> Option<Denied> {
        match self {
            Self::Forbidden => Some(Denied("role")),
            Self::NotGranted => Some(Denied("grant")),
            Self::Foreign => Some(Denied("origin")),
            Self::TooMany { .. } => Some(Denied("limit")),
            _ => None,
        }
    }

    fn words(&self) -> (&'static str, String) {
        match self {
            Self::SignInFirst { .. }
            | Self::ChoosePassword
            | Self::ShowFactor { .. }
            | Self::SetUpFactor
            | Self::ProveFirst { .. }
            | Self::Done(_) => ("One moment", String::new()),
            Self::UnknownHost => ("No portal here", "No portal answers at this address.".to_owned()),
            Self::NotFound => ("Page not found", "This page does not exist, or it is not yours to see.".to_owned()),
            Self::Forbidden => {
                ("Not part of your role", "Ask an administrator of your workspace if you need to do this.".to_owned())
            }
            Self::NotGranted => (
                "Not part of your access",
                "Ask your operator, or whoever manages your account\u{2019}s users, if you need to do this.".to_owned(),
            ),
            Self::Refused(why) => ("That did not work", why.clone()),
            Self::Foreign => (
                "That did not come from this portal",
                "For your safety nothing was changed. Open the page again and send the form from there.".to_owned(),
            ),
            Self::Unsupported => ("That is no form", "This address takes forms only.".to_owned()),
            Self::TooLarge => ("That was too large", "Please send less at once.".to_owned()),
            Self::TooMany { seconds } => (
                "Too many tries",
                format!("Please wait {} and try again.", crate::kit::zoned::duration((seconds * 1_000).max(60_000))),
            ),
            Self::NotReady { why, .. } => ("Not ready yet", why.clone()),
            Self::Internal(_) => (
                "Something went wrong on our side",
                "Nothing you sent was half done. Please try again in a moment.".to_owned(),
            ),
        }
    }
}

#[derive(Template)]
#[template(path = "error.html")]
struct Page {
    title: &'static str,
    text: String,
    /// The page that asked, if it was one of this host's.
    back: Option<String>,
    /// What to tell support; the cause is logged beside it.
    reference: Option<String>,
}

/// What an unhappy answer says. Its page is made where the way back from it is known.
#[derive(Debug, Clone)]
pub struct Unhappy {
    title: &'static str,
    text: String,
    reference: Option<String>,
}

impl Unhappy {
    /// The page, with a way back to `page` of this host.
    pub fn page(self, back: Option<String>) -> String {
        let Self { title, text, reference } = self;
        Page { title, text, back, reference }.render().unwrap_or_default()
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let status = self.status();
        let before = |page: &str, next: &str| match next {
            "/" => page.to_owned(),
            next => format!("{page}?next={}", page::encoded(next)),
        };
        let location = match &self {
            Self::SignInFirst { next } => Some(before("/session/new", next)),
            Self::ChoosePassword => Some("/password/new".to_owned()),
            Self::ShowFactor { next } => Some(before("/session/factor", next)),
            Self::SetUpFactor => Some("/factors".to_owned()),
            Self::ProveFirst { next, unsent } => {
                let unsent = if *unsent { "&unsent=yes" } else { "" };
                Some(format!("/session/proof?next={}{unsent}", page::encoded(next)))
            }
            Self::Done(answer) => Some(answer.clone()),
            _ => None,
        };
        if let Some(location) = location {
            return page::see(&location);
        }
        let reference = match &self {
            Self::Internal(cause) => Some(crate::edge::log_fault(cause)),
            _ => None,
        };
        let (title, text) = self.words();
        let mut response = (status, Html("")).into_response();
        response.extensions_mut().insert(Unhappy { title, text, reference });
        if let Some(denied) = self.denied() {
            response.extensions_mut().insert(denied);
        }
        if let Self::TooMany { seconds } | Self::NotReady { seconds, .. } = self
            && let Ok(value) = HeaderValue::from_str(&seconds.to_string())
        {
            response.headers_mut().insert(header::RETRY_AFTER, value);
        }
        response
    }
}

impl From<askama::Error> for Error {
    fn from(e: askama::Error) -> Self {
        Self::Internal(e.to_string())
    }
}
impl From<serde_json::Error> for Error {
    fn from(e: serde_json::Error) -> Self {
        Self::Internal(e.to_string())
    }
}
