//! The key of a form: it makes a form that is sent twice take effect once, and it is signed for the user whom
//! the page was made for, so that what they wrote can be kept for them when their session has ended.
use crate::kit::{
    ids::UserId,
    keys::{Key, Keys},
    text,
};
use data_encoding::HEXLOWER;
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

/// A new key for a user's page on a host.
pub fn signed(keys: &Keys, host: &str, user: UserId, chance: [u8; 16]) -> String {
    let (chance, user) = (HEXLOWER.encode(&chance), HEXLOWER.encode(user.0.as_bytes()));
    let signature = signature(keys.current(), host, &user, &chance);
    format!("{chance}.{user}.{signature}")
}

/// The user whom the page with this key was made for.
pub fn owner(keys: &Keys, host: &str, key: &str) -> Option<UserId> {
    let [chance, user, given] = key.split('.').collect::<Vec<_>>().try_into().ok()?;
    let is_right = |it: &Key| -> bool {
        signature(it, host, user, chance).as_bytes().ct_eq(given.as_bytes()).into()
    };
    let is_ours = keys.all().any(is_right);
    let user = Uuid::from_slice(&HEXLOWER.decode(user.as_bytes()).ok()?).ok()?;
    is_ours.then_some(UserId(user))
}

fn signature(signing_key: &Key, host: &str, user: &str, chance: &str) -> String {
    let parts = ["key of a form", signing_key.secret(), host, user, chance];
    HEXLOWER.encode(&text::digest_bytes(&parts.map(str::as_bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_says_whose_page_it_is_from_and_cannot_be_made_up() {
        let mira = UserId(Uuid::from_u128(0xd41));
        let key = signed(&"secret".into(), "harbour", mira, [7; 16]);
        assert_eq!(owner(&"secret".into(), "harbour", &key), Some(mira));
        assert_eq!(owner(&"secret".into(), "ridgeline", &key), None);
        assert_eq!(owner(&"other".into(), "harbour", &key), None);
        let tomas = HEXLOWER.encode(Uuid::from_u128(0xd42).as_bytes());
        let parts: Vec<_> = key.split('.').collect();
        for forged in [
            String::new(),
            "a key".to_owned(),
            format!("{}.{tomas}.{}", parts[0], parts[2]),
            format!("x.{}.{}", parts[1], parts[2]),
            format!("{key}.x"),
        ] {
            assert_eq!(owner(&"secret".into(), "harbour", &forged), None, "{forged}");
        }
    }
}
