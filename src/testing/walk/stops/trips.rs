//! Trips.
use super::{Stop, TRIP, get, post};
use crate::testing::cast::{DANA, MIRA};

const DISPATCHED: &str = "00000000-0000-7000-8000-000000000018";

pub const CLIENT: &[Stop] = &[
    get("/trips", MIRA),
    get("/trips", MIRA).query("?tab=past"),
    get("/trips/{id}", MIRA).id(TRIP),
];

pub const OPS: &[Stop] = &[
    get("/trips", DANA),
    get("/trips", DANA).query("?tab=past"),
    get("/trips/{id}", DANA).id(TRIP),
    post("/trips/{id}/stage", DANA, "/trips/{id}").id(TRIP).form(&[
        ("version", "1"),
        ("stage", DISPATCHED),
        ("reason", ""),
    ]),
];
