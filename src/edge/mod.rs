//! The only modules that name `worker`. Under `cargo test` each has a twin in memory.
#[cfg(not(test))]
mod bindings;
#[cfg(not(test))]
mod d1;
mod log;
#[cfg(test)]
mod memory;
#[cfg(not(test))]
mod signature;
#[cfg(test)]
mod signed;
#[cfg(test)]
mod sqlite;

#[cfg(not(test))]
pub use {
    bindings::{Assets, Clock, Files, Limiter, Mailer, Queue, log_denial, log_fault, open},
    d1::Db,
    signature::verify,
};
#[cfg(test)]
pub use {
    memory::{Assets, Break, Clock, Files, Limiter, Mailer, Queue, log_denial, log_fault, logged},
    signed::verify,
    sqlite::{Db, Image},
};

pub use log::Denial;

use crate::kit::email::Email;

/// A mail to one recipient, ready to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutgoingMail {
    pub from_name: String,
    pub from: String,
    pub to: Email,
    pub reply_to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// Why a mail was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotSent {
    pub words: String,
    /// Trying again will not help.
    pub for_good: bool,
}

/// A file as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    pub bytes: Vec<u8>,
    pub content_type: String,
}

/// What the database was asked for one request.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Spent {
    pub batches: usize,
    pub rows_read: usize,
    /// Whether anything was changed, as opening a page may: it is read, or counted as seen.
    pub wrote: bool,
}
