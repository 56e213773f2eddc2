//! Approvals of owners, and calendar feeds.
use super::{Stop, get, post};
use crate::testing::cast::{DANA, MIRA, RUTH, STRANGER};

/// A trip of somebody else on Ruth's aircraft.
const TRIP: &str = "00000000-0000-7000-8000-0000000e3009";

pub const CLIENT: &[Stop] = &[
    get("/approvals/{id}", RUTH).id(TRIP),
    post("/approvals/{id}", RUTH, "/schedule").id(TRIP).form(&[
        ("version", "1"),
        ("decision", "approve"),
        ("words", ""),
    ]),
    get("/profile/feed", MIRA),
    post("/profile/feed", MIRA, "/profile/feed").may_be_empty().is_own(),
    post("/profile/feed/removal", MIRA, "/profile/feed").may_be_empty().is_own(),
    get("/calendar/{file}", STRANGER).id(FEED),
];

pub const OPS: &[Stop] = &[
    get("/trips/{id}/approval", DANA).id(TRIP),
    post("/trips/{id}/approval", DANA, "/trips/{id}")
        .id(TRIP)
        .form(&[("version", "1"), ("words", "Agreed by phone")]),
    post("/trips/{id}/approval-request", DANA, "/trips/{id}").id(TRIP).form(&[("version", "1")]),
    get("/profile/feed", DANA),
    post("/profile/feed", DANA, "/profile/feed").may_be_empty().is_own(),
    post("/profile/feed/removal", DANA, "/profile/feed").may_be_empty().is_own(),
    get("/calendar/{file}", super::STAFF_STRANGER).id(STAFF_FEED),
];

/// The files of Mira's and Dana's feeds, which `walk/world.rs` adds.
pub const FEED: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.ics";
pub const STAFF_FEED: &str = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.ics";
