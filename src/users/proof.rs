//! The proof that it is still the same person, before what protects their access is changed.
use super::Visitor;
use crate::{error::Error, kit::zoned::MINUTE};

/// How long after proving their identity a person may change the settings that protect their access.
pub const PROOF: i64 = 10 * MINUTE;

impl Visitor {
    /// Requires that they proved their identity within the last [`PROOF`], so that nobody else can use
    /// an unattended screen. Otherwise they are asked to, and go on to `next`; if they sent a form,
    /// they are told to send it again.
    pub fn needs_proof(&self, next: &str) -> Result<(), Error> {
        let is_fresh = self.now - self.user.proven_at < PROOF;
        let first = || Error::ProveFirst { next: next.to_owned(), unsent: self.is_sending };
        if is_fresh { Ok(()) } else { Err(first()) }
    }
}
