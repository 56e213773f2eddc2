//! Authenticator apps: codes of six digits, made of a shared secret and the time (RFC 6238). The
//! HMAC uses SHA-1, which every app supports; its security does not depend on collisions.
use subtle::ConstantTimeEq as _;
use totp_rs::{Algorithm, TOTP};

/// What a stored secret is sealed for.
pub const PURPOSE: &str = "authenticator";

/// Random bytes of a secret: 160 bits.
pub type Secret = [u8; 20];

const STEP: i64 = 30_000;
/// How many steps of 30 seconds a phone's clock may be off, either way.
const SKEW: i64 = 1;

fn codes(secret: &[u8]) -> Option<TOTP> {
    TOTP::new(Algorithm::SHA1, 6, 1, 30, secret.to_vec()).ok()
}

/// The secret in base32, as it is typed into an app.
pub fn encoded(secret: &[u8]) -> Option<String> {
    Some(codes(secret)?.get_secret_base32())
}

fn decoded(text: &str) -> Option<Vec<u8>> {
    totp_rs::Secret::Encoded(text.to_owned()).to_bytes().ok()
}

/// The time step of a code, if it is close to now and later than the last one used.
pub fn step(encoded: &str, code: &str, now: i64, last_step: i64) -> Option<i64> {
    let codes = codes(&decoded(encoded)?)?;
    let current = now / STEP;
    (current - SKEW..=current + SKEW).filter(|step| *step > last_step).find(|step| {
        let seconds = u64::try_from(step * STEP / 1_000).unwrap_or_default();
        codes.generate(seconds).as_bytes().ct_eq(code.as_bytes()).into()
    })
}

/// The secret in groups of four, to be typed: "JBSW Y3DP …".
pub fn groups(encoded: &str) -> String {
    let letters: Vec<char> = encoded.chars().collect();
    letters.chunks(4).map(|four| four.iter().collect()).collect::<Vec<String>>().join(" ")
}

/// The six digits of a typed code, without what separates them.
pub fn typed(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    (digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

/// The code at a time, for tests.
#[cfg(test)]
pub fn code_at(encoded: &str, now: i64) -> String {
    codes(&decoded(encoded).unwrap()).unwrap().generate(u64::try_from(now / 1_000).unwrap())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::cast::NOON;

    fn secret() -> String {
        encoded(b"12345678901234567890").unwrap()
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        assert_eq!(secret(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        // RFC 6238, appendix B, the last six digits.
        for (seconds, code) in
            [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")]
        {
            assert_eq!(code_at(&secret(), seconds * 1_000), code);
        }
    }

    #[test]
    fn a_code_works_one_step_before_and_one_step_after() {
        let code = code_at(&secret(), NOON);
        let at = |now| step(&secret(), &code, now, 0);
        assert_eq!(at(NOON), Some(NOON / STEP));
        assert_eq!(
            (at(NOON - STEP), at(NOON + 2 * STEP - 1)),
            (Some(NOON / STEP), Some(NOON / STEP))
        );
        assert_eq!((at(NOON - STEP - 1), at(NOON + 2 * STEP)), (None, None));
    }

    #[test]
    fn a_step_works_once_and_no_earlier_step_does() {
        let current = NOON / STEP;
        assert_eq!(step(&secret(), &code_at(&secret(), NOON), NOON, current), None);
        assert_eq!(step(&secret(), &code_at(&secret(), NOON - STEP), NOON, current), None);
        assert_eq!(
            step(&secret(), &code_at(&secret(), NOON + STEP), NOON, current),
            Some(current + 1)
        );
    }

    #[test]
    fn digits_are_read_as_people_type_them() {
        assert_eq!(typed(" 123 456 "), Some("123456".to_owned()));
        for text in ["", "12345", "1234567", "12345a", "١٢٣٤٥٦"] {
            assert_eq!(typed(text), None, "{text}");
        }
        assert_eq!(groups("ABCDEFGHIJ"), "ABCD EFGH IJ");
    }
}
