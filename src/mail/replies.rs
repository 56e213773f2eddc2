//! The addresses to which people answer a mail: one for each thread and person. Its seal cannot be guessed.
use crate::{
    config::Config,
    kit::{keys::Key, text},
};
use data_encoding::BASE32_NOPAD;

/// The line of a mail above which it is answered. What stands below it is not part of the answer.
pub const MARKER: &str = "Please write your answer above this line";

/// The purpose of the key, so that nothing else that is signed is accepted here.
const PURPOSE: &str = "reply by mail";

/// 80 bits in 16 characters.
fn seal(key: &Key, id: &str) -> String {
    let digest = text::digest_bytes(&[&key.derived(PURPOSE), id.as_bytes()]);
    BASE32_NOPAD.encode(digest.get(..10).unwrap_or_default()).to_lowercase()
}

/// The address of the row with this id; none where the deployment takes no mail.
pub fn address(config: &Config, id: &str) -> Option<String> {
    let domain = config.reply_domain.as_ref()?;
    Some(format!("r.{id}.{}@{domain}", seal(config.signing_key.current(), id)))
}

/// The id of the row that an address is of, if it is one of ours.
pub fn row_of(config: &Config, address: &str) -> Option<String> {
    let address = address.trim().to_lowercase();
    let (local, domain) = address.rsplit_once('@')?;
    let mut parts = local.split('.');
    let (mark, id, sealed) = (parts.next()?, parts.next()?, parts.next()?);
    let is_whole = mark == "r" && parts.next().is_none();
    // Compared as digests, so that the time does not reveal how much of a guess is right.
    let is = |key: &Key| text::sha256(seal(key, id)) == text::sha256(sealed);
    let is_ours =
        config.reply_domain.as_deref() == Some(domain) && config.signing_key.all().any(is);
    (is_whole && is_ours).then(|| id.to_owned())
}
