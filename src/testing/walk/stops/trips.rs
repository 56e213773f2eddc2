//! Trips.
use super::{PETRA_PASSENGER, Stop, TRIP, get, post};
use crate::testing::cast::{DANA, MIRA};

const DISPATCHED: &str = "00000000-0000-7000-8000-000000000018";

/// Takes the only passenger off the leg.
const MANIFEST: &[(&str, &str)] =
    &[("leg", "00000000-0000-7000-8000-0000000e3001.0"), ("was", PETRA_PASSENGER)];

pub const CLIENT: &[Stop] = &[
    get("/trips", MIRA),
    get("/trips", MIRA).query("?tab=past"),
    get("/trips/{id}", MIRA).id(TRIP),
    get("/trips/{id}/manifest", MIRA).id(TRIP),
    post("/trips/{id}/manifest", MIRA, "/trips/{id}/manifest").id(TRIP).form(MANIFEST),
];

pub const OPS: &[Stop] = &[
    get("/trips", DANA),
    get("/trips", DANA).query("?tab=past"),
    get("/trips/{id}", DANA).id(TRIP),
    get("/trips/{id}/manifest", DANA).id(TRIP),
    post("/trips/{id}/manifest", DANA, "/trips/{id}/manifest").id(TRIP).form(MANIFEST),
    post("/trips/{id}/manifest/exports", DANA, "/trips/{id}/manifest.csv").id(TRIP).may_be_empty(),
    get("/trips/{id}/manifest.csv", DANA).id(TRIP).target("/trips/{id}/manifest"),
    post("/trips/{id}/stage", DANA, "/trips/{id}").id(TRIP).form(&[
        ("version", "1"),
        ("stage", DISPATCHED),
        ("reason", ""),
    ]),
];
