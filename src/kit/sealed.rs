//! Encrypts secrets that must be read again, before they are stored: ChaCha20-Poly1305 under a key derived
//! from the deployment's data key. The purpose and owner of a secret are authenticated with it, so that it
//! cannot be moved to another row.
use crate::kit::keys::{Key, Keys};
use chacha20poly1305::{
    ChaCha20Poly1305, KeyInit as _, Nonce,
    aead::{Aead as _, Payload},
};
use data_encoding::BASE64URL_NOPAD;

/// Why a sealed text cannot be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It was sealed under a key that is no longer accepted.
    OtherKey,
    /// It was altered, or belongs to another owner or purpose.
    Tampered,
}

/// Encrypts text. `of` are the owner and the purpose: they are authenticated, not stored, and needed again
/// to open it. The nonce must be random and never used again.
pub fn seal(keys: &Keys, nonce: [u8; 12], of: &[&str], text: &str) -> Option<String> {
    let key = keys.current();
    let sealed = cipher(key)
        .encrypt(
            Nonce::from_slice(&nonce),
            Payload { msg: text.as_bytes(), aad: bound(of).as_bytes() },
        )
        .ok()?;
    let [nonce, sealed] = [&nonce[..], &sealed].map(|it| BASE64URL_NOPAD.encode(it));
    Some(format!("{}.{nonce}.{sealed}", key.id()))
}

/// The text that was sealed, under the current key or the one before.
pub fn open(keys: &Keys, sealed: &str, of: &[&str]) -> Result<String, Fault> {
    let mut parts = sealed.split('.');
    let (Some(key), Some(nonce), Some(sealed), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(Fault::Tampered);
    };
    let key = keys.named(key).ok_or(Fault::OtherKey)?;
    let decoded = |text: &str| BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| Fault::Tampered);
    let nonce: [u8; 12] = decoded(nonce)?.try_into().map_err(|_| Fault::Tampered)?;
    let (sealed, of) = (decoded(sealed)?, bound(of));
    let payload = Payload { msg: &sealed, aad: of.as_bytes() };
    let bytes =
        cipher(key).decrypt(Nonce::from_slice(&nonce), payload).map_err(|_| Fault::Tampered)?;
    String::from_utf8(bytes).map_err(|_| Fault::Tampered)
}

fn cipher(key: &Key) -> ChaCha20Poly1305 {
    ChaCha20Poly1305::new(&key.derived("sealed text, version 1").into())
}

/// Joins the parts with their lengths, so that no two lists of parts give the same text.
fn bound(of: &[&str]) -> String {
    let each: Vec<String> = of.iter().map(|part| format!("{}:{part}", part.len())).collect();
    each.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OF: &[&str] = &["harbour", "mira", "authenticator"];

    fn sealed() -> String {
        seal(&"key".into(), [7; 12], OF, "a secret").unwrap()
    }

    #[test]
    fn sealed_text_is_unreadable_and_opens_for_the_same_owner() {
        assert_eq!(open(&"key".into(), &sealed(), OF), Ok("a secret".to_owned()));
        assert!(!sealed().contains("secret"));
        assert_ne!(sealed(), seal(&"key".into(), [8; 12], OF, "a secret").unwrap());
    }

    /// The demo data is sealed by `scripts/demo/sealed.mjs`.
    #[test]
    fn a_text_that_another_program_sealed_in_the_same_way_opens() {
        let keys = "local-only-data-key-not-for-production-00000000".into();
        let sealed = "v5king.lEUWs9nA7p6WFuH3.tdEySg1fchPs3Y0Vcrb3V1Nx7TmJBWdZgg";
        let of = ["harbour", "zoë", "document_number"];
        assert_eq!(open(&keys, sealed, &of), Ok("AB7702318".to_owned()));
    }

    #[test]
    fn a_text_opens_until_the_key_it_was_sealed_under_is_dropped() {
        let both = Keys::new("new", Some("key"));
        assert_eq!(open(&both, &sealed(), OF), Ok("a secret".to_owned()));
        let newer = seal(&both, [9; 12], OF, "a secret").unwrap();
        assert_eq!(open(&"new".into(), &newer, OF), Ok("a secret".to_owned()));
        assert_eq!(open(&"new".into(), &sealed(), OF), Err(Fault::OtherKey));
    }

    #[test]
    fn a_changed_key_is_reported_differently_from_tampering() {
        assert_eq!(open(&"other".into(), &sealed(), OF), Err(Fault::OtherKey));
        for text in ["", "a", "a.b.c", "a.b.c.d"] {
            assert!(open(&"key".into(), text, OF).is_err(), "{text}");
        }
    }

    #[test]
    fn a_text_with_a_changed_bit_does_not_open() {
        let whole = sealed();
        let (head, rest) = whole.split_once('.').unwrap();
        let (nonce, body) = rest.split_once('.').unwrap();
        for (part, is_nonce) in [(nonce, true), (body, false)] {
            let bytes = BASE64URL_NOPAD.decode(part.as_bytes()).unwrap();
            for at in 0..bytes.len() {
                let mut bytes = bytes.clone();
                bytes[at] ^= 1;
                let flipped = BASE64URL_NOPAD.encode(&bytes);
                let text = if is_nonce {
                    format!("{head}.{flipped}.{body}")
                } else {
                    format!("{head}.{nonce}.{flipped}")
                };
                assert_eq!(open(&"key".into(), &text, OF), Err(Fault::Tampered), "{at}");
            }
        }
    }

    #[test]
    fn a_text_moved_to_another_row_does_not_open() {
        for of in [
            &["harbour", "tomas", "authenticator"][..],
            &["ridgeline", "mira", "authenticator"],
            &["harbour", "mira", "codes"],
            &["harbourm", "ira", "authenticator"],
            &["harbour", "mira"],
        ] {
            assert_eq!(open(&"key".into(), &sealed(), of), Err(Fault::Tampered), "{of:?}");
        }
    }
}
