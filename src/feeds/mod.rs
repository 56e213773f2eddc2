//! Calendar feeds: a person's trips at a secret address, which calendar programs read again and again.
mod events;
mod ics;
mod queries;
mod routes;
mod views;
pub use routes::routes;

use crate::{
    blocks,
    itineraries::Place,
    kit::{ids::TripId, text, zoned::DAY},
    trips::Kind,
    workspaces::Face,
};
use serde::Deserialize;

/// How far back and ahead a feed goes, and how many legs it has at most.
pub const BACK: i64 = 60 * DAY;
pub const AHEAD: i64 = 400 * DAY;
pub const MOST: i64 = 1_000;

/// Whose feed an address is of.
#[derive(Debug, Clone, Deserialize)]
pub struct Reader {
    pub face: Face,
    /// The workspace's name.
    pub name: String,
}

/// A leg of a feed.
#[derive(Debug, Clone, Deserialize)]
pub struct FeedLeg {
    pub id: String,
    pub trip_id: TripId,
    pub reference: String,
    /// The account, for staff; empty for clients.
    pub account: String,
    pub vehicle: String,
    /// For staff; empty for clients.
    pub registration: String,
    pub kind: Kind,
    /// Whether a change of the itinerary removed it.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_removed: bool,
    pub departs_at: i64,
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub time_agreed: bool,
    pub arrives_at: i64,
    /// When it must have arrived, where that was asked for.
    pub arrive_by: Option<i64>,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub origin: Place,
    #[serde(deserialize_with = "crate::db::columns::json")]
    pub destination: Place,
    pub sequence: i64,
    pub changed_at: i64,
}

/// A time in which a tail of the client's accounts is taken: by somebody else's trip, of which nothing more is told, or
/// by a block.
#[derive(Debug, Clone, Deserialize)]
pub struct Taken {
    pub id: String,
    /// None for a trip of somebody else.
    pub kind: Option<blocks::Kind>,
    /// Whether the block is asked for and not approved yet.
    #[serde(deserialize_with = "crate::db::columns::flag")]
    pub is_asked: bool,
    pub words: String,
    /// The registration for owners, or else the type.
    pub tail: String,
    pub starts_at: i64,
    pub ends_at: i64,
    pub sequence: i64,
    pub changed_at: i64,
}

/// Whether a person has a feed, and since when.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Feed {
    pub created_at: i64,
}

/// The digest by which a feed is found.
pub fn digest(secret: &str) -> String {
    text::digest(&[b"calendar feed", secret.as_bytes()])
}

/// The secret in the last part of an address, "….ics".
pub fn secret_in(file: &str) -> Option<&str> {
    file.strip_suffix(".ics").filter(|it| it.len() == 43 && it.is_ascii())
}
