//! The Workers platform: the only modules that use the crate `worker`. Under `cargo test`, each has a
//! replacement in memory with the same signatures.
mod again;
#[cfg(not(test))]
mod bindings;
#[cfg(not(test))]
mod d1;
#[cfg(not(test))]
mod isolate;
mod log;
#[cfg(test)]
mod memory;
#[cfg(not(test))]
mod r2;
#[cfg(not(test))]
mod room;
#[cfg(not(test))]
mod signature;
#[cfg(test)]
mod signed;
#[cfg(test)]
mod sqlite;
#[cfg(not(test))]
mod web;
#[cfg(not(test))]
mod wire;

#[cfg(not(test))]
pub use {
    bindings::{
        Assets, Clock, Limiter, Mailer, Queue, log_denial, log_fault, log_fault_of, log_probe,
    },
    d1::{Answered, Databases, Db},
    isolate::open,
    r2::{Files, Reading},
    room::Rooms,
    signature::verify,
    web::Web,
    wire::{request, response},
};
#[cfg(test)]
pub use {
    memory::{
        Assets, Break, Clock, Files, Limiter, Mailer, Queue, Reading, Rooms, Web, log_denial,
        log_fault, log_fault_of, log_probe, logged,
    },
    signed::verify,
    sqlite::{Answered, Databases, Db, Image},
};

pub use again::Results;
pub use log::Denial;

use crate::kit::email::Email;

/// A PDF in a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// A mail to one recipient, ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutgoingMail {
    pub from_name: String,
    pub from: String,
    pub to: Email,
    /// Left out if the workspace's is no address.
    pub reply_to: Option<Email>,
    pub headers: Vec<(&'static str, String)>,
    pub subject: String,
    pub text: String,
    pub html: String,
    pub attached: Vec<Attachment>,
}

/// Why the mail service did not accept a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotSent {
    pub words: String,
    /// Trying again cannot succeed.
    pub for_good: bool,
}

/// A file as it is stored in R2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    pub bytes: Vec<u8>,
    pub content_type: String,
}

/// A stored file in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub key: String,
    pub stored_at: i64,
}

/// What a request cost in the database, for the `Server-Timing` header.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Spent {
    pub batches: usize,
    pub rows_read: usize,
    /// Whether anything was written. Opening a page may: a thread is marked as read, an invoice as seen.
    pub wrote: bool,
}
