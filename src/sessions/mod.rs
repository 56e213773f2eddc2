//! Sessions: signing in, staying signed in, and signing out.
pub mod code;
pub mod jobs;
mod mail;
pub mod password;
mod queries;
mod routes;
pub mod token;
mod views;
pub use code::CodeCookie;
pub(crate) use queries::unlocked;
pub use queries::{
    begin, change_password, end_all_but, end_codes, end_codes_of_contact, end_of, end_of_contact,
    end_one, factor_tries, forget, forgive_tries, forgiven, noted, own, proven, seen, tried,
};
pub use routes::{Entry, routes, tries};

use crate::{
    kit::{
        ids::UserId,
        text,
        zoned::{DAY, HOUR, MINUTE},
    },
    users::State,
};
use serde::Deserialize;

/// How long a session lasts at most, however often it is used, in milliseconds. A workspace's
/// `idle_days` end it sooner.
pub const LIFETIME: i64 = 90 * DAY;
/// How often the last use of a session is recorded.
pub const NOTED_EVERY: i64 = HOUR;
/// How long a temporary password works.
pub const INVITATION: i64 = 7 * DAY;
/// How long a session begun with a temporary password lasts, to choose the permanent one.
const CHOOSING: i64 = DAY;

/// How long wrong passwords are counted after the first one.
pub const WINDOW: i64 = 15 * MINUTE;
/// How many wrong passwords lock an account, and how many a network address, in that time.
pub const MOST_FOR_ACCOUNT: i64 = 10;
const MOST_FOR_ADDRESS: i64 = 60;

/// How a session began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    Password,
    /// A mailed link or its code.
    Code,
    /// A mailed link or code for a lost password, which may then be set without the old one.
    Reset,
    Passkey,
}

impl Method {
    /// The word that is stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Code => "code",
            Self::Reset => "reset",
            Self::Passkey => "passkey",
        }
    }
}

/// The user with an email address on a face, who may be the one who signs in.
#[derive(Debug, Clone, Deserialize)]
pub struct SignInUser {
    pub id: UserId,
    pub state: State,
    pub password: Option<String>,
    pub temporary_until: Option<i64>,
}

impl SignInUser {
    /// Why they may not sign in, for the history; empty if they may.
    pub fn obstacle(&self, now: i64) -> &'static str {
        match self.state {
            _ if self.is_open(now) => "",
            State::Disabled => "Access was withdrawn",
            State::Active | State::Invited => "The temporary password has expired",
        }
    }

    /// Whether they may sign in with the right password.
    pub fn is_open(&self, now: i64) -> bool {
        match self.state {
            State::Active => true,
            State::Invited => self.temporary_until.is_some_and(|until| now <= until),
            State::Disabled => false,
        }
    }
}

/// A count of wrong passwords, of an account or a network address.
#[derive(Debug, Clone, Deserialize)]
pub struct Failures {
    pub is_account: i64,
    pub count: i64,
    pub since: i64,
}

impl Failures {
    /// When the lock ends, if there were too many.
    pub fn until(&self, now: i64) -> Option<i64> {
        let most = if self.is_account == 1 { MOST_FOR_ACCOUNT } else { MOST_FOR_ADDRESS };
        let until = self.since + WINDOW;
        (self.count >= most && now < until).then_some(until)
    }
}

/// A lock after too many wrong passwords.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock {
    /// Too many for this account, from any network address.
    Account { until: i64 },
    /// Too many from this network address, for any account.
    Address { until: i64 },
}

impl Lock {
    pub fn of(failures: &[Failures], now: i64) -> Option<Self> {
        let until = |is_account| {
            let mut such = failures.iter().filter(|it| it.is_account == is_account);
            such.find_map(|it| it.until(now))
        };
        let address = until(0).map(|until| Self::Address { until });
        address.or_else(|| until(1).map(|until| Self::Account { until }))
    }
}

/// The digests by which wrong passwords are counted: of the account and of the network address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Try {
    pub account: String,
    pub address: String,
}

impl Try {
    pub fn new(email: &str, address: &str) -> Self {
        Self {
            account: text::digest(&[b"account", email.as_bytes()]),
            address: text::digest(&[b"address", address.as_bytes()]),
        }
    }
}

/// Where to go after signing in: a path of this host, never another site.
pub fn safe_next(next: &str) -> &str {
    let is_path = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains(['\\', '\r', '\n', '\t']);
    if is_path && next.is_ascii() { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_wrong_passwords_lock_an_account_for_a_quarter_of_an_hour() {
        let failures = |count| Failures { is_account: 1, count, since: 0 };
        assert_eq!(failures(9).until(0), None);
        assert_eq!(failures(10).until(WINDOW - 1), Some(WINDOW));
        assert_eq!(failures(10).until(WINDOW), None);
        let of_address = |count| Failures { is_account: 0, ..failures(count) };
        assert_eq!(of_address(59).until(0), None);
        assert_eq!(
            Lock::of(&[failures(10), of_address(59)], 0),
            Some(Lock::Account { until: WINDOW })
        );
        assert_eq!(
            Lock::of(&[failures(10), of_address(60)], 0),
            Some(Lock::Address { until: WINDOW })
        );
    }

    #[test]
    fn a_temporary_password_works_until_its_last_moment() {
        let id = UserId(uuid::Uuid::nil());
        let invited =
            SignInUser { id, state: State::Invited, password: None, temporary_until: Some(5) };
        assert!(invited.is_open(5) && !invited.is_open(6));
        assert!(!SignInUser { state: State::Disabled, ..invited }.is_open(0));
    }

    #[test]
    fn signing_in_never_redirects_to_another_site() {
        assert_eq!(safe_next("/quotes/1?x=2"), "/quotes/1?x=2");
        for next in [
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "",
            "/a\r\nset-cookie: x",
            "/\tx",
        ] {
            assert_eq!(safe_next(next), "/", "{next}");
        }
    }
}
