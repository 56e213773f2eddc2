//! Challenges for passkeys. They are signed and not stored until they are answered. Each works for one
//! purpose on one host, for half an hour, and in one session if there is one.
use crate::kit::{keys::Keys, signed, text, zoned::MINUTE};
use chrono::{DateTime, Utc};
use jwt_compact::Claims;
use serde::{Deserialize, Serialize};

pub const LIFETIME: i64 = 30 * MINUTE;

/// What the answer to a challenge is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    SignIn,
    Step,
    Prove,
    Register,
}

impl Purpose {
    pub fn word(self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::Step => "step",
            Self::Prove => "prove",
            Self::Register => "register",
        }
    }

    pub fn of(word: &str) -> Option<Self> {
        [Self::SignIn, Self::Step, Self::Prove, Self::Register]
            .into_iter()
            .find(|it| it.word() == word)
    }
}

/// What a challenge is bound to: the host and the session; for signing in, only the host.
#[derive(Debug, Clone, Copy)]
pub struct Asker<'a> {
    pub host: &'a str,
    pub session: &'a str,
}

impl Asker<'_> {
    fn bound(self, purpose: Purpose) -> String {
        let session = if purpose == Purpose::SignIn { "" } else { self.session };
        text::digest(&[b"challenge", session.as_bytes()])
    }
}

#[derive(Serialize, Deserialize)]
struct SealedChallenge {
    sub: String,
    aud: String,
    of: String,
    salt: String,
}

/// A challenge that was answered in time. It is stored until it expires, so that it is answered once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    pub digest: String,
    pub expires_at: i64,
}

pub fn seal(
    keys: &Keys,
    purpose: Purpose,
    asker: Asker<'_>,
    salt: &[u8; 32],
    now: i64,
) -> Option<String> {
    let mut claims = Claims::new(SealedChallenge {
        sub: subject(purpose),
        aud: asker.host.to_owned(),
        of: asker.bound(purpose),
        salt: text::token(salt),
    });
    claims.expiration = DateTime::<Utc>::from_timestamp_millis(now + LIFETIME);
    signed::sign(keys, &claims)
}

pub fn open(
    keys: &Keys,
    sealed: &str,
    purpose: Purpose,
    asker: Asker<'_>,
    now: i64,
) -> Option<Challenge> {
    let claims = signed::read::<SealedChallenge>(keys, sealed)?;
    let expires_at = claims.expiration?.timestamp_millis();
    let it = &claims.custom;
    let is_good = now < expires_at
        && it.sub == subject(purpose)
        && it.aud == asker.host
        && it.of == asker.bound(purpose);
    is_good.then(|| Challenge { digest: text::digest(&[b"spent", sealed.as_bytes()]), expires_at })
}

fn subject(purpose: Purpose) -> String {
    format!("passkey {}", purpose.word())
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIRA: Asker = Asker { host: "harbour", session: "a" };

    #[test]
    fn a_challenge_works_for_one_purpose_host_and_session_for_half_an_hour() {
        let sealed = seal(&"key".into(), Purpose::Step, MIRA, &[7; 32], 0).unwrap();
        let is_good = |key: &str, purpose, asker, now| {
            open(&key.into(), &sealed, purpose, asker, now).is_some()
        };
        assert!(is_good("key", Purpose::Step, MIRA, LIFETIME - 1));
        assert!(!is_good("key", Purpose::Step, MIRA, LIFETIME));
        assert!(!is_good("other", Purpose::Step, MIRA, 0));
        for purpose in [Purpose::SignIn, Purpose::Prove, Purpose::Register] {
            assert!(!is_good("key", purpose, MIRA, 0), "{purpose:?}");
        }
        assert!(!is_good("key", Purpose::Step, Asker { host: "ridgeline", ..MIRA }, 0));
        assert!(!is_good("key", Purpose::Step, Asker { session: "b", ..MIRA }, 0));
    }

    #[test]
    fn a_challenge_for_signing_in_is_not_bound_to_a_session() {
        let sealed = seal(&"key".into(), Purpose::SignIn, MIRA, &[7; 32], 0).unwrap();
        assert!(
            open(&"key".into(), &sealed, Purpose::SignIn, Asker { session: "", ..MIRA }, 0)
                .is_some()
        );
    }
}
