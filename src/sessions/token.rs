//! The signed session cookie: a secret, for one host, until a time. Only its digest is stored.
use crate::kit::{keys::Keys, signed, text};
use chrono::{DateTime, Utc};
use jwt_compact::Claims;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct Session {
    /// The purpose, so that a text signed for another one is not accepted.
    sub: String,
    aud: String,
    secret: String,
}

const SUBJECT: &str = "session";

/// Signs the secret of a session.
pub fn seal(keys: &Keys, secret: &str, host: &str, expires_at: i64) -> Option<String> {
    seal_for(SUBJECT, keys, secret, host, expires_at)
}

/// Signs a secret for the purpose `subject`.
pub fn seal_for(
    subject: &str,
    keys: &Keys,
    secret: &str,
    host: &str,
    expires_at: i64,
) -> Option<String> {
    let mut claims = Claims::new(Session {
        sub: subject.to_owned(),
        aud: host.to_owned(),
        secret: secret.to_owned(),
    });
    claims.expiration = DateTime::<Utc>::from_timestamp_millis(expires_at);
    signed::sign(keys, &claims)
}

/// The secret of a cookie that is signed by one of these keys, for this host, and not expired.
pub fn open(keys: &Keys, sealed: &str, host: &str, now: i64) -> Option<String> {
    open_for(SUBJECT, keys, sealed, host, now)
}

/// The secret of a text that is signed for the purpose `subject`, by one of these keys, for this host, and
/// not expired.
pub fn open_for(subject: &str, keys: &Keys, sealed: &str, host: &str, now: i64) -> Option<String> {
    let claims = signed::read::<Session>(keys, sealed)?;
    let is_alive = claims.expiration.is_some_and(|until| now < until.timestamp_millis());
    let session = claims.custom;
    (is_alive && session.sub == subject && session.aud == host).then_some(session.secret)
}

/// The digest by which the session is found.
pub fn digest(secret: &str) -> String {
    text::digest(&[b"session", secret.as_bytes()])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use jwt_compact::{
        AlgorithmExt as _, Header,
        alg::{Hs256, Hs256Key},
    };

    #[test]
    fn a_cookie_opens_on_its_host_until_its_end() {
        let sealed = seal(&"key".into(), "secret", "harbour", 5_000).unwrap();
        assert_eq!(open(&"key".into(), &sealed, "harbour", 4_999), Some("secret".to_owned()));
        assert_eq!(open(&"key".into(), &sealed, "harbour", 5_000), None);
        assert_eq!(open(&"key".into(), &sealed, "harbour-ops", 0), None);
        assert_eq!(open(&"other".into(), &sealed, "harbour", 0), None);
    }

    #[test]
    fn a_cookie_is_accepted_until_the_key_that_signed_it_is_dropped() {
        let old = seal(&"key".into(), "secret", "harbour", 5_000).unwrap();
        let both = Keys::new("new", Some("key"));
        assert_eq!(open(&both, &old, "harbour", 0), Some("secret".to_owned()));
        assert_eq!(open(&"new".into(), &old, "harbour", 0), None);
        let new = seal(&both, "secret", "harbour", 5_000).unwrap();
        assert_eq!(open(&"new".into(), &new, "harbour", 0), Some("secret".to_owned()));
    }

    #[test]
    fn a_cookie_that_was_signed_before_keys_had_ids_is_accepted() {
        let mut claims = Claims::new(Session {
            sub: SUBJECT.to_owned(),
            aud: "harbour".to_owned(),
            secret: "secret".to_owned(),
        });
        claims.expiration = DateTime::<Utc>::from_timestamp_millis(5_000);
        let old = Hs256.token(&Header::empty(), &claims, &Hs256Key::new("key")).unwrap();
        for keys in [Keys::new("key", None), Keys::new("new", Some("key"))] {
            assert_eq!(open(&keys, &old, "harbour", 0), Some("secret".to_owned()));
        }
    }

    #[test]
    fn a_text_signed_for_one_purpose_is_not_accepted_for_another() {
        let link = seal_for("sign-up", &"key".into(), "id", "harbour", 5_000).unwrap();
        assert_eq!(open(&"key".into(), &link, "harbour", 0), None);
        let cookie = seal(&"key".into(), "secret", "harbour", 5_000).unwrap();
        assert_eq!(open_for("sign-up", &"key".into(), &cookie, "harbour", 0), None);
        assert_eq!(open_for("sign-up", &"key".into(), &link, "harbour", 0), Some("id".to_owned()));
    }

    #[test]
    fn a_changed_cookie_is_not_accepted() {
        let sealed = seal(&"key".into(), "secret", "harbour", 5_000).unwrap();
        for at in 0..sealed.len() {
            let mut bytes = sealed.clone().into_bytes();
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(bytes).unwrap();
            // The last digit of base64 holds bits that nothing decodes to.
            if changed != sealed && at + 1 < sealed.len() {
                assert_eq!(open(&"key".into(), &changed, "harbour", 0), None, "{at}");
            }
        }
    }
}
