//! What people and scripts read of an error.
use crate::error::Error;

const UNSENT: &str = "You were signed out before this was sent. Copy what you wrote, go to the page and send it from there.";

impl Error {
    /// What people read about it.
    pub fn text(&self) -> String {
        self.words().2
    }

    /// The word by which a script knows the error, and title and text for people.
    #[allow(clippy::too_many_lines)] // a table
    pub(super) fn words(&self) -> (&'static str, &'static str, String) {
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
                "You still have to complete the second step of signing in.",
            ),
            Self::SetUpFactor => (
                "set-up-factor",
                "Set up a second step first",
                "Signing in here takes a second step, which you have not set up yet.",
            ),
            Self::ProveFirst { .. } => {
                ("prove-first", "Confirm that it is you", "Sign in again before you change this.")
            }
            Self::Done(_) => ("done", "Already done", ""),
            Self::AskAgain(_) | Self::Moved(_) => ("ask-again", "One moment", ""),
            Self::Closed { name, phone, email } => {
                let call =
                    if phone.is_empty() { String::new() } else { format!("call {phone}, or ") };
                return (
                    "closed",
                    "The portal is closed for now",
                    format!("{name} is there for you all the same: {call}write to {email}."),
                );
            }
            Self::UnknownHost => {
                ("unknown-host", "No portal here", "No portal answers at this address.")
            }
            Self::NotFound => (
                "not-found",
                "Page not found",
                "This page does not exist, or you don\u{2019}t have access.",
            ),
            Self::NotAllowed => (
                "not-allowed",
                "That cannot be done here",
                "This address exists, but it does not take this kind of request.",
            ),
            Self::Malformed => (
                "malformed",
                "That could not be read",
                "The text has bytes that are no letters (it is not UTF-8), so nothing was changed. Please type it again.",
            ),
            Self::Forbidden => (
                "forbidden",
                "You don\u{2019}t have access",
                "This is not part of your role. Ask an administrator if you need to do this.",
            ),
            Self::NotGranted => (
                "not-granted",
                "You don\u{2019}t have access",
                "Ask your operator, or whoever manages your account\u{2019}s users, if you need to do this.",
            ),
            Self::Invalid { words, .. } => ("invalid", "Not valid", words.as_str()),
            Self::Unable(ability) => {
                return (
                    "forbidden",
                    "Not allowed",
                    format!("This key may not do that: it lacks {ability}."),
                );
            }
            Self::Unsent { .. } => ("unsent", "Not sent yet", UNSENT),
            Self::Refused(why) | Self::AskThem { why, .. } => {
                ("refused", "That didn\u{2019}t work", why.as_str())
            }
            Self::Foreign => (
                "foreign",
                "That did not come from this portal",
                "For your safety nothing was changed. Open the page again and send the form from there.",
            ),
            Self::Unsupported => ("unsupported", "Not a form", "This address accepts forms only."),
            Self::TooLarge => ("too-large", "Too large", "Please send less at a time."),
            Self::TooMany { seconds } => {
                let wait = crate::kit::zoned::duration((seconds * 1_000).max(60_000));
                return (
                    "too-many",
                    "Too many attempts",
                    format!("Please wait {wait} and try again."),
                );
            }
            Self::Limited { why, .. } => ("limited", "Limit reached", why.as_str()),
            Self::Busy => (
                "busy",
                "One moment, please",
                "Many people are signing in right now, so your password was not checked. Nothing was changed, and this does not count as a try. What you entered is kept on this page: wait a few seconds, type the password again and send it.",
            ),
            Self::Moving => (
                "moving",
                "Back in a few minutes",
                "This portal is being moved to another database right now. What you entered is kept on this page, and it is safe to send it again.",
            ),
            Self::OutOfReach(_) => (
                "out-of-reach",
                "One moment, please",
                "We cannot reach our records right now. This usually passes within seconds. What you entered is kept on this page, and it is safe to send it again.",
            ),
            Self::Internal(_) => (
                "internal",
                "Something went wrong on our side",
                "Nothing was saved halfway. Please try again in a moment.",
            ),
        };
        (kind, title, text.to_owned())
    }
}
