//! Sessions: signing in, staying signed in, and signing out.
mod browser;
pub mod code;
pub mod jobs;
mod mail;
pub mod password;
mod queries;
mod routes;
pub mod token;
mod views;
pub use browser::{KNOWN, KnownBrowser};
pub use code::CodeCookie;
pub use queries::{
    begin, change_password, end_all_but, end_codes, end_codes_of_contact, end_of, end_of_contact,
    end_one, forget, forgive_tries, noted, own, proven, seen, step_tries, tried,
};
pub use routes::{Entry, routes, tries};

use crate::{
    kit::{
        ids::UserId,
        text,
        turns::Waiting,
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

/// How long tries are counted after the first one.
pub const WINDOW: i64 = 15 * MINUTE;
/// How many wrong passwords lock an account, and how many a network address, in that time.
pub const MOST_FOR_ACCOUNT: i64 = 10;
const MOST_FOR_ADDRESS: i64 = 60;

/// What a user who has begun to sign in tries: each has its own counter, which nobody else can reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A code of the second factor.
    Factor,
    /// The password again, to prove their identity or to change it.
    Proof,
}

impl Step {
    /// The word that the counter is stored with.
    pub fn word(self) -> &'static str {
        match self {
            Self::Factor => "factor",
            Self::Proof => "proof",
        }
    }
}

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

/// A count of tries, of an account or a network address. A try is counted before it is compared, so that
/// of many that are sent at once only as many are compared as may be.
#[derive(Debug, Clone, Deserialize)]
pub struct Failures {
    pub is_account: i64,
    /// With the try that was just counted.
    pub count: i64,
    pub since: i64,
}

impl Failures {
    fn most(&self) -> i64 {
        if self.is_account == 1 { MOST_FOR_ACCOUNT } else { MOST_FOR_ADDRESS }
    }

    /// When the lock ends.
    fn until(&self) -> i64 {
        self.since + WINDOW
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
    /// The lock that forbids to compare the try that was just counted.
    pub fn of(failures: &[Failures]) -> Option<Self> {
        Self::beyond(failures, 0)
    }

    /// The lock that this try begins if it is wrong, or that holds already.
    pub fn after(failures: &[Failures]) -> Option<Self> {
        Self::beyond(failures, -1)
    }

    fn beyond(failures: &[Failures], allowance: i64) -> Option<Self> {
        let until = |is_account| {
            let mut such = failures.iter().filter(|it| it.is_account == is_account);
            such.find(|it| it.count > it.most() + allowance).map(Failures::until)
        };
        let address = until(0).map(|until| Self::Address { until });
        address.or_else(|| until(1).map(|until| Self::Account { until }))
    }

    /// Whether exactly this try locks the account, if it is wrong.
    pub fn begins(failures: &[Failures]) -> bool {
        failures.iter().any(|it| it.is_account == 1 && it.count == it.most())
    }
}

/// The digests by which the tries of somebody at the door are counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Try {
    /// Of the account; of the browser instead, if the owner of the account has signed in with it before.
    pub account: String,
    /// Of the network address. Empty for such a browser, whose own counter is enough.
    pub address: String,
}

impl Try {
    /// `network` is the visitor's, from [`crate::db::scope::Scope::network`].
    pub fn new(email: &str, known: Option<&KnownBrowser>, network: &str) -> Self {
        match known.filter(|it| it.is_of(email)) {
            Some(known) => Self { account: known.digest(), address: String::new() },
            None => Self { account: browser::account(email), ..Self::of_network(network) },
        }
    }

    /// Of somebody who has not said which account they want.
    pub fn of_network(network: &str) -> Self {
        let address = text::digest(&[b"address", network.as_bytes()]);
        Self { account: String::new(), address }
    }

    /// Whether it is counted for a browser that its account knows.
    pub fn is_known(&self) -> bool {
        self.address.is_empty()
    }

    /// How long it waits for its turn to be compared.
    pub fn waiting(&self) -> Waiting {
        if self.is_known() { Waiting::Known } else { Waiting::Stranger }
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
    fn the_tenth_wrong_password_locks_an_account_and_the_eleventh_is_not_compared() {
        let failures = |count| Failures { is_account: 1, count, since: 0 };
        let of_address = |count| Failures { is_account: 0, ..failures(count) };
        let (account, address) =
            (Some(Lock::Account { until: WINDOW }), Some(Lock::Address { until: WINDOW }));
        assert_eq!((Lock::of(&[failures(10)]), Lock::of(&[failures(11)])), (None, account));
        assert_eq!((Lock::after(&[failures(9)]), Lock::after(&[failures(10)])), (None, account));
        assert_eq!((Lock::of(&[of_address(60)]), Lock::of(&[of_address(61)])), (None, address));
        assert_eq!(Lock::of(&[failures(11), of_address(60)]), account);
        assert_eq!(Lock::of(&[failures(11), of_address(61)]), address);
        assert!(Lock::begins(&[failures(10), of_address(1)]));
        assert!(!Lock::begins(&[failures(9)]) && !Lock::begins(&[failures(11)]));
        assert!(!Lock::begins(&[of_address(10)]));
    }

    #[test]
    fn a_known_browser_is_counted_by_itself() {
        let known = KnownBrowser::new("mira@harbour.example", "a".into());
        let of = |email: &str, known| Try::new(email, known, "203.0.113.1");
        let (mira, here) =
            (of("mira@harbour.example", None), of("mira@harbour.example", Some(&known)));
        assert!(here.is_known() && !mira.is_known());
        assert_ne!(here.account, mira.account);
        assert_eq!(of("tomas@harbour.example", Some(&known)), of("tomas@harbour.example", None));
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
