//! Links that stop mails about an occasion: without signing in, for one person and one occasion.
use crate::{
    config::Config,
    kit::{
        ids::{UserId, WorkspaceId},
        keys::{Key, Keys},
        text,
    },
};
use uuid::Uuid;

/// The purpose of the key, so that nothing else that is signed is accepted here.
const PURPOSE: &str = "stop emails";

/// Which mails of whom are to stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    pub workspace: WorkspaceId,
    pub user: UserId,
    pub occasion: String,
}

impl Stop {
    pub fn new(workspace: WorkspaceId, user: UserId, occasion: &str) -> Self {
        Self { workspace, user, occasion: occasion.to_owned() }
    }

    fn seal(&self, key: &Key) -> String {
        let ids = [self.workspace.0.as_bytes().as_slice(), self.user.0.as_bytes()];
        let parts = [&key.derived(PURPOSE)[..], ids[0], ids[1], self.occasion.as_bytes()];
        text::token(&text::digest_bytes(&parts)).chars().take(27).collect()
    }

    /// The token of the link: what it stops, and a seal of 160 bits.
    pub fn token(&self, keys: &Keys) -> String {
        let ids = [*self.workspace.0.as_bytes(), *self.user.0.as_bytes()].concat();
        format!("{}.{}.{}", text::token(&ids), self.occasion, self.seal(keys.current()))
    }

    /// Reads a token that one of these keys sealed.
    pub fn read(keys: &Keys, token: &str) -> Option<Self> {
        let mut parts = token.split('.');
        let (ids, occasion, seal) = (parts.next()?, parts.next()?, parts.next()?);
        let ids = text::bytes(ids)?;
        let (workspace, user) = ids.split_at_checked(16)?;
        let it = Self::new(
            WorkspaceId(Uuid::from_slice(workspace).ok()?),
            UserId(Uuid::from_slice(user).ok()?),
            occasion,
        );
        // Compared as digests, so that the time does not reveal how much of a guess is right.
        let is = |key: &Key| text::sha256(it.seal(key)) == text::sha256(seal);
        (parts.next().is_none() && keys.all().any(is)).then_some(it)
    }

    /// The link, on the portal's own domain: a mail service that follows it has no cookie.
    pub fn link(&self, config: &Config) -> String {
        format!("{}/unsubscribe?token={}", config.origin, self.token(&config.signing_key))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_token_is_read_as_it_was_sealed_and_no_other_way() {
        let keys: Keys = "key".into();
        let it =
            Stop::new(WorkspaceId(Uuid::from_u128(1)), UserId(Uuid::from_u128(2)), "new_message");
        let token = it.token(&keys);
        assert_eq!(Stop::read(&keys, &token), Some(it));
        assert_eq!(Stop::read(&"other".into(), &token), None);
        assert_eq!(Stop::read(&keys, &token.replace("new_message", "quote_sent")), None);
        for other in ["", "a.b.c", &format!("{token}.x"), &token[1..], &token[..token.len() - 1]] {
            assert_eq!(Stop::read(&keys, other), None, "{other}");
        }
    }
}
