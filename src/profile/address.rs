//! A change of address: asked for, confirmed by the code that was mailed to the new one.
use crate::kit::{
    ids::UserId,
    text,
    zoned::{HOUR, MINUTE},
};
use serde::Deserialize;

/// How long a code is good for after it was asked for.
pub const LIFETIME: i64 = 10 * MINUTE;
/// How many codes may be typed for one address.
pub const MOST_TRIES: i64 = 6;
/// How many addresses a person may ask for in an hour.
pub const MOST_ASKED: i64 = 5;
pub const ASKED_WITHIN: i64 = HOUR;

/// A change under way.
#[derive(Debug, Clone, Deserialize)]
pub struct AddressChange {
    pub email: String,
    /// Keyed digest of the code; none until its mail is made, and never one for an address that is
    /// somebody's.
    pub code: Option<String>,
    pub expires_at: i64,
}

/// The user who has an address already, and how many changes of address were asked for lately.
#[derive(Debug, Clone, Deserialize)]
pub struct AddressCheck {
    pub holder: Option<UserId>,
    pub times: i64,
}

/// What of a code is stored: good for one person and one address, and worth nothing without the key.
pub fn digest(key: &str, user: UserId, email: &str, code: &str) -> String {
    let parts = ["address code", key, &user.to_string(), email, code];
    text::digest(&parts.map(str::as_bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_good_for_one_person_and_one_address() {
        let (a, b) = (UserId(uuid::Uuid::nil()), UserId(uuid::Uuid::max()));
        let of = |user, email| digest("key", user, email, "123456");
        assert_ne!(of(a, "x@y.example"), of(b, "x@y.example"));
        assert_ne!(of(a, "x@y.example"), of(a, "z@y.example"));
        assert_ne!(of(a, "x@y.example"), digest("other", a, "x@y.example", "123456"));
    }
}
