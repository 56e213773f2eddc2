//! What people and scripts read of an error.
use crate::error::Error;

const UNSENT: &str = "You were signed out before this was sent. Copy what you wrote, go to the page and send it from there.";

impl Error {
    /// What people read about it.
    pub fn text(&self) -> String {
        self.words().2
    }

    /// The word by which a script knows the error, and title and text for people.
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
            Self::AskAgain(_) | Self::Moved(_) => ("ask-again", "One moment", ""),
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
            Self::OutOfReach(_) => (
                "out-of-reach",
                "One moment, please",
                "We cannot reach our records right now. This mostly passes within seconds. What you entered is kept on this page, and sending it again does no harm.",
            ),
            Self::Internal(_) => (
                "internal",
                "Something went wrong on our side",
                "Nothing you sent was half done. Please try again in a moment.",
            ),
        };
        (kind, title, text.to_owned())
    }
}
