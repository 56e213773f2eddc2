//! Signed texts (JWT, HS256) for cookies, links and challenges. The header names the key.
use crate::kit::keys::Keys;
use jwt_compact::{
    AlgorithmExt as _, Claims, Header, UntrustedToken,
    alg::{Hs256, Hs256Key},
};
use serde::{Serialize, de::DeserializeOwned};

/// Signs with the current key.
pub fn sign<T: Serialize>(keys: &Keys, claims: &Claims<T>) -> Option<String> {
    let key = keys.current();
    let header = Header::empty().with_key_id(key.id());
    Hs256.token(&header, claims, &Hs256Key::new(key.secret())).ok()
}

/// What was signed, by a key that is still accepted. Whether it has expired is for the caller to check.
pub fn read<T: DeserializeOwned>(keys: &Keys, text: &str) -> Option<Claims<T>> {
    let token = UntrustedToken::new(text).ok()?;
    let key = match &token.header().key_id {
        Some(id) => keys.named(id)?,
        None => keys.oldest(),
    };
    let token = Hs256.validator::<T>(&Hs256Key::new(key.secret())).validate(&token).ok()?;
    Some(token.into_parts().1)
}
