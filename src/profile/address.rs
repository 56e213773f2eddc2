//! A change of the email address, which a code mailed to the new address confirms.
use crate::kit::{
    ids::UserId,
    keys::Key,
    text,
    zoned::{HOUR, MINUTE},
};
use serde::Deserialize;

/// How long a code works after the change was asked for.
pub const LIFETIME: i64 = 10 * MINUTE;
/// How many times a code may be typed for one change.
pub const MOST_TRIES: i64 = 6;
/// How many changes a person may ask for within [`ASKED_WITHIN`].
pub const MOST_ASKED: i64 = 5;
pub const ASKED_WITHIN: i64 = HOUR;

/// A change that waits for its code.
#[derive(Debug, Clone, Deserialize)]
pub struct AddressChange {
    pub email: String,
    /// The keyed digest of the code. `None` until the mail is made, and always for an address that
    /// another user has.
    pub code: Option<String>,
    pub expires_at: i64,
}

/// Whether a change may be asked for: the user who already has the address, and the number of changes
/// asked for within [`ASKED_WITHIN`].
#[derive(Debug, Clone, Deserialize)]
pub struct AddressCheck {
    pub holder: Option<UserId>,
    pub recent: i64,
}

/// The digest of a code that is stored. It belongs to one user and one address, and cannot be checked
/// without the key.
pub fn digest(key: &Key, user: UserId, email: &str, code: &str) -> String {
    let parts = ["address code", key.secret(), &user.to_string(), email, code];
    text::digest(&parts.map(str::as_bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_belongs_to_one_user_and_one_address() {
        let (a, b) = (UserId(uuid::Uuid::nil()), UserId(uuid::Uuid::max()));
        let of = |user, email| digest(&Key::new("key"), user, email, "123456");
        assert_ne!(of(a, "x@y.example"), of(b, "x@y.example"));
        assert_ne!(of(a, "x@y.example"), of(a, "z@y.example"));
        assert_ne!(of(a, "x@y.example"), digest(&Key::new("other"), a, "x@y.example", "123456"));
    }
}
