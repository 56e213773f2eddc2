//! Files on a trip: what clients and staff give each other, such as passports, permits and menus.
mod jobs;
mod kind;
mod name;
mod ops;
mod queries;
mod routes;
mod views;
pub use jobs::{PREFIX, RAW_MAILS, sweep};
pub use kind::Kind;
pub use name::{file_name, is_device};
pub use queries::{NewFile, files, files_for_staff};
pub use routes::receive;
pub use {ops::routes as ops, routes::routes};

use crate::{
    kit::ids::{FileId, TripId, UserId},
    workspaces::Face,
};
use serde::Deserialize;

/// The largest file in bytes.
pub const LARGEST: u64 = 25 * 1024 * 1024;

/// The most files of a trip, so that its list is never cut.
pub const MOST: usize = 100;

/// A file of a trip, as both sides see it.
#[derive(Debug, Clone, Deserialize)]
pub struct TripFile {
    pub id: FileId,
    pub trip_id: TripId,
    pub name: String,
    pub content_type: String,
    pub size: i64,
    /// SHA-256 of the bytes.
    pub digest: String,
    /// Of the bytes in R2.
    pub key: String,
    pub user_id: UserId,
    /// The side that added it.
    pub face: Face,
    /// Who added it.
    pub by: String,
    /// Whether clients do not see it.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_internal: bool,
    pub at: i64,
}

/// The trip that a page of files is about.
#[derive(Debug, Clone, Deserialize)]
pub struct FiledTrip {
    pub id: TripId,
    pub reference: String,
    pub route: String,
}

/// Who sees a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    Everyone,
    Staff,
}

/// Why a file is not accepted, as whoever sends it reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    Missing,
    Empty,
    TooLarge,
    /// Its content is of a kind that is not exchanged here.
    Kind,
    TooMany,
}

impl Unfit {
    pub fn words(self) -> &'static str {
        match self {
            Self::Missing => "Choose a file.",
            Self::Empty => "This file is empty. Choose another one.",
            Self::TooLarge => "This file is larger than 25 MB. Send a smaller one.",
            Self::Kind => {
                "Files of this kind cannot be added. Send a PDF, a picture, a Word, Excel or PowerPoint file, or plain text."
            }
            Self::TooMany => "This trip has 100 files. Remove one before you add another.",
        }
    }
}

impl TripFile {
    /// Whether a client may remove it: they added it themselves.
    pub fn is_of(&self, user: UserId) -> bool {
        self.user_id == user
    }

    /// Whether staff may decide who sees it: what a client added, the client sees.
    pub fn is_from_staff(&self) -> bool {
        self.face == Face::Ops
    }
}

/// "640 KB" or "2.4 MB".
pub fn written_size(bytes: i64) -> String {
    const KB: i64 = 1024;
    let (whole, tenths) = (bytes / (KB * KB), bytes % (KB * KB) * 10 / (KB * KB));
    match bytes {
        ..KB => format!("{bytes} bytes"),
        _ if whole == 0 => format!("{} KB", (bytes + KB / 2) / KB),
        _ => format!("{whole}.{tenths} MB"),
    }
}

#[cfg(test)]
mod tests;
