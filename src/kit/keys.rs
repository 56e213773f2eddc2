//! The deployment's keys. A key can be replaced: new values are made with the current key, and values made
//! with the previous one are still accepted. Each value names its key, by an id that does not reveal it.
use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest as _, Sha256};

/// One key.
#[derive(Clone, PartialEq, Eq)]
pub struct Key {
    id: [u8; 4],
    secret: String,
}

impl Key {
    pub fn new(secret: &str) -> Self {
        let [a, b, c, d, ..] = derived("name of a key", secret);
        Self { id: [a, b, c, d], secret: secret.to_owned() }
    }

    /// The id as text, for tokens and sealed values.
    pub fn id(&self) -> String {
        BASE64URL_NOPAD.encode(&self.id)
    }

    /// The id as bytes, for password hashes.
    pub fn id_bytes(&self) -> &[u8] {
        &self.id
    }

    pub fn secret(&self) -> &str {
        &self.secret
    }

    /// A key of 256 bits for the purpose `label`.
    pub fn derived(&self, label: &str) -> [u8; 32] {
        derived(label, &self.secret)
    }
}

/// The current key, and the one before it while values made with it are still accepted.
#[derive(Clone)]
pub struct Keys {
    current: Key,
    previous: Option<Key>,
}

impl Keys {
    pub fn new(current: &str, previous: Option<&str>) -> Self {
        Self { current: Key::new(current), previous: previous.map(Key::new) }
    }

    /// The key for new values.
    pub fn current(&self) -> &Key {
        &self.current
    }

    /// Every key that is accepted, the current one first.
    pub fn all(&self) -> impl Iterator<Item = &Key> {
        [&self.current].into_iter().chain(&self.previous)
    }

    /// The key with this id, if it is accepted.
    pub fn named(&self, id: &str) -> Option<&Key> {
        self.all().find(|key| key.id() == id)
    }

    /// The key with this id as bytes. A value without an id is older than ids are, so the oldest key made it.
    pub fn named_or_oldest(&self, id: &[u8]) -> Option<&Key> {
        if id.is_empty() { Some(self.oldest()) } else { self.all().find(|key| key.id == id) }
    }

    /// The previous key, or the only one.
    pub fn oldest(&self) -> &Key {
        self.previous.as_ref().unwrap_or(&self.current)
    }

    /// The key that is being replaced.
    pub fn previous(&self) -> Option<&Key> {
        self.previous.as_ref()
    }
}

fn derived(label: &str, secret: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(label);
    hash.update([0]);
    hash.update(secret);
    hash.finalize().into()
}

#[cfg(test)]
impl From<&str> for Keys {
    fn from(secret: &str) -> Self {
        Self::new(secret, None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_by_its_id_as_long_as_it_is_accepted() {
        let (old, new) = (Key::new("old"), Key::new("new"));
        let keys = Keys::new("new", Some("old"));
        assert!(keys.named(&old.id()) == Some(&old) && keys.named(&new.id()) == Some(&new));
        assert!(keys.current() == &new && keys.oldest() == &old);
        assert!(keys.named_or_oldest(b"") == Some(&old));
        let later = Keys::new("new", None);
        assert!(later.named(&old.id()).is_none() && later.oldest() == &new);
        assert!(!old.id().contains("old") && old.id() != new.id());
    }
}
