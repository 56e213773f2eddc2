//! The few ways a request ends badly, named by what the visitor can do next.

use crate::http::faces::Moved;

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
    /// The operator keeps clients out of the portal for now, and can be reached like this.
    Closed {
        name: String,
        phone: String,
        email: String,
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
    /// The same, with the page on which to write to operations about it.
    AskThem {
        why: String,
        page: String,
    },
    /// A field of a program's request is not valid. Empty: of all of it.
    Invalid {
        field: String,
        words: String,
    },
    /// An API key may not do this.
    Unable(&'static str),
    /// It was done already, by the same form: the first answer again.
    Done(String),
    /// The host has changed faces since this isolate looked it up: ask again at this address.
    AskAgain(String),
    /// The request did not come from a page of this host.
    Foreign,
    /// The host is another's with or without `www.`.
    Moved(Moved),
    /// The address exists, and does not take requests of this method.
    NotAllowed,
    /// Text that is not UTF-8.
    Malformed,
    /// Not a form.
    Unsupported,
    TooLarge,
    /// Try again after so many seconds.
    TooMany {
        seconds: i64,
    },
    /// More passwords are being checked than the isolate should have at once.
    Busy,
    /// A form that was kept and cannot be shown on its page again.
    Unsent {
        page: String,
    },
    /// It was done as often as it may be, which can be told. Try again after so many seconds.
    Limited {
        why: String,
        seconds: i64,
    },
    /// The workspace is being moved to another database. Try again in a minute.
    Moving,
    /// The database did not answer, also when it was asked again. The cause is logged.
    OutOfReach(String),
    /// A fault of ours. The cause is logged, and never shown.
    Internal(String),
}

impl Error {
    pub fn refused(why: impl Into<String>) -> Self {
        Self::Refused(why.into())
    }
}

impl From<serde_json::Error> for Error {
    fn from(e: serde_json::Error) -> Self {
        Self::Internal(e.to_string())
    }
}
