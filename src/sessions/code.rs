//! A mailed link and its code: what is stored, who may use it, and until when.
use crate::kit::{
    ids::EventId,
    keys::{Key, Keys},
    text,
    zoned::{HOUR, MINUTE},
};
use serde::Deserialize;
use subtle::ConstantTimeEq as _;

/// How long a link and its code work.
pub const LIFETIME: i64 = 10 * MINUTE;
/// How long the last mail before a limit works, as no further one is sent meanwhile.
pub const LIFETIME_ANYWHERE: i64 = HOUR;
/// How many wrong codes end it.
pub const MOST_TRIES: i64 = 6;
/// The most mails for an account that one asker causes within [`super::WINDOW`].
pub const MOST_FOR_ASKER: i64 = 5;
/// The most mails for an account within an hour that are asked for in browsers it does not know.
pub const MOST_BY_STRANGERS: i64 = 12;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    SignIn,
    /// For a lost password, which may be set without the old one after signing in.
    Reset,
}

impl Purpose {
    pub fn word(self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::Reset => "reset",
        }
    }

    /// The purpose that a form asks for.
    pub fn of(word: &str) -> Self {
        if word == Self::Reset.word() { Self::Reset } else { Self::SignIn }
    }

    pub fn is_reset(self) -> bool {
        self == Self::Reset
    }
}

/// A code as it is stored.
#[derive(Debug, Clone, Deserialize)]
pub struct Code {
    pub id: EventId,
    /// The address of the user it signs in; `None` if there is none.
    pub email: Option<String>,
    pub purpose: Purpose,
    pub next: String,
    pub browser: String,
    pub digest: Option<String>,
    pub tries: i64,
    /// Whether its link works in any browser.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_anywhere: bool,
    pub expires_at: i64,
    pub ended_at: Option<i64>,
}

impl Code {
    /// Whether it may still be used.
    pub fn is_open(&self, now: i64) -> bool {
        self.is_alive(now) && self.tries < MOST_TRIES
    }

    /// Whether the try that was just counted may be compared.
    pub fn may_be_tried(&self, now: i64) -> bool {
        self.is_alive(now) && self.tries <= MOST_TRIES
    }

    fn is_alive(&self, now: i64) -> bool {
        self.ended_at.is_none() && now < self.expires_at
    }

    /// Whether its link works in this browser: the one that asked, or any.
    pub fn opens_in(&self, asked: Option<&CodeCookie>) -> bool {
        self.is_anywhere || asked.is_some_and(|asked| is_same(&self.browser, &asked.digest()))
    }

    /// Whether this is the code; compares in constant time.
    pub fn is_opened_by(&self, typed: &str, peppers: &Keys) -> bool {
        let stored = self.digest.as_deref().unwrap_or_default();
        peppers.all().any(|pepper| is_same(stored, &digest(pepper, self.id, typed)))
    }

    pub fn tries_left(&self) -> i64 {
        MOST_TRIES - self.tries
    }
}

fn is_same(one: &str, other: &str) -> bool {
    one.as_bytes().ct_eq(other.as_bytes()).into()
}

/// The digest of a code that is stored. It is keyed with the pepper, as a million codes are soon tried.
pub fn digest(pepper: &Key, id: EventId, code: &str) -> String {
    text::digest(&[b"code", pepper.secret().as_bytes(), id.0.as_bytes(), code.as_bytes()])
}

/// The digest of a link that is stored.
pub fn link_digest(token: &str) -> String {
    text::digest(&[b"link", token.as_bytes()])
}

/// Six digits of a secret, every code with practically the same probability.
pub fn of(secret: &[u8; 32]) -> String {
    let number =
        secret.iter().fold(0, |rest: u32, byte| (rest * 256 + u32::from(*byte)) % 1_000_000);
    format!("{number:06}")
}

/// The digits of a code as it was typed or pasted, if there are six.
pub fn typed(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    (digits.len() == 6 && digits.bytes().all(|it| it.is_ascii_digit())).then_some(digits)
}

/// An address with most of its name hidden: "m…@harbour.example".
pub fn masked(email: &str) -> String {
    let (name, domain) = email.split_once('@').unwrap_or((email, ""));
    format!("{}…@{domain}", name.chars().take(1).collect::<String>())
}

/// The cookie of a browser that asked for a code: a secret, and the typed address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeCookie {
    secret: String,
    pub email: String,
}

impl CodeCookie {
    pub fn new(secret: String, email: String) -> Self {
        Self { secret, email }
    }

    /// The value of the cookie.
    pub fn written(&self) -> String {
        format!("{}.{}", self.secret, text::token(self.email.as_bytes()))
    }

    pub fn read(cookie: &str) -> Option<Self> {
        let (secret, email) = cookie.split_once('.')?;
        let email = String::from_utf8(text::bytes(email)?).ok()?;
        (!secret.is_empty()).then(|| Self::new(secret.to_owned(), email))
    }

    /// The same browser asks again for the same address: it keeps its secret, so that the code it holds
    /// stays good where no new one is made.
    pub fn again(earlier: Option<&Self>, email: &str, secret: String) -> Self {
        let earlier = earlier.filter(|it| it.email == email).cloned();
        earlier.unwrap_or_else(|| Self::new(secret, email.to_owned()))
    }

    /// The digest by which the code is found.
    pub fn digest(&self) -> String {
        text::digest(&[b"asked", self.secret.as_bytes()])
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn code() -> Code {
        let id = EventId(uuid::Uuid::nil());
        Code {
            id,
            email: Some("mira@harbour.example".into()),
            purpose: Purpose::SignIn,
            next: "/".into(),
            browser: CodeCookie::new("secret".into(), String::new()).digest(),
            digest: Some(digest(&Key::new("pepper"), id, "012345")),
            tries: 0,
            is_anywhere: false,
            expires_at: LIFETIME,
            ended_at: None,
        }
    }

    #[test]
    fn a_code_works_once_for_ten_minutes_and_six_tries() {
        assert!(code().is_open(LIFETIME - 1) && !code().is_open(LIFETIME));
        assert!(!Code { ended_at: Some(0), ..code() }.is_open(0));
        assert!(Code { tries: 5, ..code() }.is_open(0) && !Code { tries: 6, ..code() }.is_open(0));
        let tried = |tries| Code { tries, ..code() }.may_be_tried(0);
        assert!(tried(6) && !tried(7));
    }

    #[test]
    fn only_the_right_code_matches_and_a_missing_digest_never_does() {
        assert!(code().is_opened_by("012345", &"pepper".into()));
        assert!(
            !code().is_opened_by("012346", &"pepper".into())
                && !code().is_opened_by("012345", &"salt".into())
        );
        assert!(code().is_opened_by("012345", &Keys::new("new", Some("pepper"))));
        let none = Code { digest: None, ..code() };
        assert!(
            !none.is_opened_by("", &"pepper".into())
                && !none.is_opened_by("012345", &"pepper".into())
        );
    }

    #[test]
    fn a_code_belongs_to_the_browser_that_asked() {
        let asked = CodeCookie::new("secret".into(), "mira@harbour.example".into());
        assert_eq!(CodeCookie::read(&asked.written()), Some(asked.clone()));
        assert!(code().opens_in(Some(&asked)));
        let other = CodeCookie::new("another".into(), asked.email.clone());
        assert!(!code().opens_in(Some(&other)) && !code().opens_in(None));
        let anywhere = Code { is_anywhere: true, ..code() };
        assert!(anywhere.opens_in(Some(&other)) && anywhere.opens_in(None));
        let again = |email| CodeCookie::again(Some(&asked), email, "fresh".into());
        assert_eq!(again("mira@harbour.example"), asked);
        assert_ne!(again("tomas@harbour.example").digest(), asked.digest());
        for cookie in ["", "x", ".x", "a.%", "a.b.c"] {
            assert!(CodeCookie::read(cookie).is_none(), "{cookie}");
        }
    }

    #[test]
    fn every_code_has_the_same_probability() {
        let mut last = [0; 32];
        last[31] = 7;
        assert_eq!((of(&[0; 32]), of(&last)), ("000000".to_owned(), "000007".to_owned()));
        let codes = (0..10_000_u32).map(|n| of(&text::digest_bytes(&[&n.to_be_bytes()])));
        let mut beginning_with = [0; 10];
        for code in codes {
            let digit: usize = code[..1].parse().unwrap();
            beginning_with[digit] += 1;
        }
        assert!(
            beginning_with.iter().all(|many| (900..1_100).contains(many)),
            "{beginning_with:?}"
        );
    }

    #[test]
    fn a_code_is_read_as_people_type_it() {
        assert_eq!(typed(" 123 456 "), Some("123456".to_owned()));
        assert_eq!(typed("123-456"), Some("123456".to_owned()));
        for text in ["", "12345", "1234567", "12345a", "१२३४५६"] {
            assert_eq!(typed(text), None, "{text}");
        }
        assert_eq!(masked("mira@harbour.example"), "m…@harbour.example");
    }
}
