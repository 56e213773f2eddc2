//! What makes a request that is sent twice take effect once.
use crate::kit::text;

/// The key and the digest of a request's body, be it a form or of another kind. The event of a change
/// keeps both; a second request with the same key gets the first one's answer.
#[derive(Debug, Clone, Default)]
pub struct Once {
    /// Chosen by the sender: of a form, by the page that shows it.
    pub key: String,
    /// Of the whole body, so that a key with another body is refused.
    pub digest: String,
}

impl Once {
    /// The key is bound to the path, so that one key serves a page of forms.
    pub fn of(path: &str, key: &str, body: &[u8]) -> Self {
        Self {
            key: text::digest(&[path.as_bytes(), key.as_bytes()]),
            digest: text::digest(&[body]),
        }
    }
}

impl AsRef<Once> for Once {
    fn as_ref(&self) -> &Self {
        self
    }
}
