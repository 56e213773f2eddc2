//! Second factors: authenticator apps with recovery codes, and passkeys, which also sign in by
//! themselves. How they are set up, used and removed.
mod authenticator;
mod challenge;
mod jobs;
mod mail;
mod ops;
mod passkey;
mod queries;
mod recovery;
mod routes;
#[cfg(test)]
pub mod samples;
mod views;
pub use jobs::reseal;
pub use ops::ops;
pub use queries::forget;
pub use routes::routes;

use crate::{
    error::Error,
    kit::zoned::MINUTE,
    sessions::Method,
    users::{Standing, Visitor},
};
use serde::Deserialize;

/// How many wrong codes in a row lock the second step, and how long after the first of them.
const MOST_TRIES: i64 = 6;
const WINDOW: i64 = 15 * MINUTE;

/// The page of the visitor's own factors.
const PAGE: &str = "/profile/factors";

/// The second factors that a user has, and how many factors they need.
#[derive(Debug, Clone, Deserialize)]
pub struct Factors {
    /// The authenticator app's secret, sealed; it counts from the moment it is confirmed.
    pub sealed: Option<String>,
    pub confirmed_at: Option<i64>,
    pub last_step: i64,
    /// How many passkeys work on this host, and how many on others.
    pub passkeys: i64,
    pub other_passkeys: i64,
    /// The other hosts of the workspace where they have a passkey.
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub elsewhere: Vec<String>,
    /// How many recovery codes are left.
    pub codes: i64,
    /// How many factors the workspace requires on this face.
    pub required: i64,
    /// How the session began.
    pub method: Method,
}

impl Factors {
    pub fn has_app(&self) -> bool {
        self.confirmed_at.is_some()
    }

    pub fn has_any(&self) -> bool {
        self.works_here() || self.other_passkeys > 0
    }

    /// Whether one of them can be shown on this host. A passkey can only where it was made.
    pub fn works_here(&self) -> bool {
        self.count_here() > 0
    }

    fn count_here(&self) -> i64 {
        self.passkeys + i64::from(self.has_app())
    }

    /// Whether a factor may be removed that works on this host or elsewhere: not the last that works here, if
    /// the workspace requires two factors.
    fn may_lose(&self, works_here: bool) -> Result<(), Refusal> {
        if self.required < 2 || self.count_here() > i64::from(works_here) {
            Ok(())
        } else {
            Err(Refusal::LastOne)
        }
    }
}

/// The count of codes tried recently, with this one.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Tries {
    pub count: i64,
    pub since: i64,
}

impl Tries {
    /// Seconds to wait, if there were too many before this one.
    fn wait(self, now: i64) -> Option<i64> {
        let is_over = now >= self.since + WINDOW;
        (self.count > MOST_TRIES && !is_over).then(|| self.rest(now))
    }

    /// Seconds until the count starts again.
    fn rest(self, now: i64) -> i64 {
        (self.since + WINDOW - now) / 1_000 + 1
    }

    /// Whether this code, if wrong, locks the second step.
    fn locks(self) -> bool {
        self.count == MOST_TRIES
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    LastOne,
    HasApp,
    NotBegun,
    /// A new passkey that cannot be stored.
    NotAdded,
    NoName,
    /// A passkey that failed its check.
    Unusable,
    /// A passkey whose challenge was answered before.
    Spent,
    None,
    Oneself,
    /// An authenticator app whose secret was sealed with another data key.
    Unreadable,
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::refused(match refusal {
            Refusal::LastOne => {
                "Two-step verification is required here, and this is the only second step you have at this address. Add another before you remove it."
            }
            Refusal::HasApp => {
                "You already have an authenticator app. Remove it before you set up another."
            }
            Refusal::NotBegun => {
                "The set-up was not started, or was started again in another window. Please start again."
            }
            Refusal::NotAdded => {
                "This passkey could not be saved: it was already added, you have twenty, or the page was open for too long. Open the page again and retry."
            }
            Refusal::NoName => "Enter a name for the passkey.",
            Refusal::Unusable | Refusal::Spent => {
                "This passkey could not be used. Open the page again and retry, or sign in another way."
            }
            Refusal::Unreadable => {
                "Your authenticator app cannot be checked any more: the portal\u{2019}s keys were changed. Use a passkey or a recovery code, or ask to have two-step verification turned off, and set the app up again."
            }
            Refusal::None => "Add a passkey or an authenticator app first.",
            Refusal::Oneself => {
                "You can\u{2019}t turn off your own two-step verification here. Use your profile, or ask another administrator."
            }
        })
    }
}

/// Checks that the visitor may set up, change or remove factors: they are signed in, or need a first
/// second factor; and they proved their identity recently.
fn may_change(visitor: &Visitor) -> Result<(), Error> {
    match visitor.user.standing() {
        Standing::In => visitor.needs_proof(PAGE),
        Standing::MustShowFactor => Err(Error::ShowFactor { next: PAGE.to_owned() }),
        Standing::MustChoosePassword => Err(Error::ChoosePassword),
        Standing::MustSetUpFactor => visitor.needs_proof("/factors"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_wrong_codes_are_enough_for_a_quarter_of_an_hour() {
        let tries = |count| Tries { count, since: 0 };
        assert_eq!((tries(6).wait(0), tries(7).wait(0)), (None, Some(901)));
        assert_eq!((tries(7).wait(WINDOW - 1_000), tries(7).wait(WINDOW)), (Some(2), None));
        assert!(tries(6).locks() && !tries(5).locks() && !tries(7).locks());
    }

    #[test]
    fn the_last_factor_stays_where_two_are_asked_for() {
        let has = |app: bool, passkeys, required| Factors {
            sealed: None,
            confirmed_at: app.then_some(1),
            last_step: 0,
            passkeys,
            other_passkeys: 0,
            elsewhere: Vec::new(),
            codes: 0,
            required,
            method: Method::Password,
        };
        assert_eq!(has(true, 0, 1).may_lose(true), Ok(()));
        assert_eq!(has(true, 0, 2).may_lose(true), Err(Refusal::LastOne));
        assert_eq!(has(false, 1, 2).may_lose(true), Err(Refusal::LastOne));
        assert_eq!(has(true, 1, 2).may_lose(true), Ok(()));
        assert_eq!(has(false, 2, 2).may_lose(true), Ok(()));
        // What works on another host only is no replacement for what works here.
        let elsewhere = |app| Factors { other_passkeys: 1, ..has(app, 0, 2) };
        assert_eq!(elsewhere(true).may_lose(true), Err(Refusal::LastOne));
        assert!(elsewhere(false).has_any() && !elsewhere(false).works_here());
    }
}
