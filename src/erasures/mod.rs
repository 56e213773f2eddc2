//! A client's data: handed out as a file, and erased on request. What the law asks to keep stays: flown manifests,
//! issued invoices, acceptances of quotes, and the audit trail.
mod names;
mod ops;
mod queries;
mod views;
pub use ops::routes;

use crate::kit::ids::{ContactId, UserId};
use serde::Deserialize;

/// What is written in place of the name of somebody who was erased.
pub const NAME: &str = "Erased person";

/// Whose data it is.
#[derive(Debug, Clone, Deserialize)]
pub struct DataSubject {
    pub id: ContactId,
    pub name: String,
    pub email: String,
    pub version: i64,
    pub user: Option<UserId>,
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_merged: bool,
    /// Trips of their accounts that are still to come.
    pub upcoming: i64,
}

/// A file that is handed out.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct KeptFile {
    /// The folder of the archive that it belongs in.
    pub folder: String,
    pub name: String,
    /// Of the bytes in R2.
    pub key: String,
    pub content_type: String,
    /// In bytes; none where it was not counted.
    pub size: Option<i64>,
    /// SHA-256 of the bytes, where it is known.
    pub digest: Option<String>,
    pub at: i64,
}

/// What is to be erased, and why.
#[derive(Debug, PartialEq, Eq)]
pub struct Erasure {
    pub contact: ContactId,
    pub user: Option<UserId>,
    pub name: String,
    pub email: String,
    pub version: i64,
    pub reason: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    Gone,
    Stale,
}

impl Refusal {
    pub fn words(self) -> &'static str {
        match self {
            Self::Gone => "This person was merged into another, or erased already.",
            Self::Stale => {
                "This contact changed while you were looking at it. Please check it again."
            }
        }
    }
}

impl DataSubject {
    pub fn is_erased(&self) -> bool {
        self.name == NAME && self.email.is_empty()
    }

    /// # Errors
    /// Why nothing is erased.
    pub fn erase(&self, seen: i64, reason: &str) -> Result<Erasure, Refusal> {
        match self {
            it if it.is_merged || it.is_erased() => Err(Refusal::Gone),
            it if it.version != seen => Err(Refusal::Stale),
            it => Ok(Erasure {
                contact: it.id,
                user: it.user,
                name: it.name.clone(),
                email: it.email.clone(),
                version: seen,
                reason: reason.to_owned(),
            }),
        }
    }
}
