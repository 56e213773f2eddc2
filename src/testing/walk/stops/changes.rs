//! A client's changes to their trip.
use super::{Stop, TRIP, get, post};
use crate::testing::cast::MIRA;

pub const CLIENT: &[Stop] = &[
    get("/trips/{id}/itinerary", MIRA).id(TRIP),
    post("/trips/{id}/itinerary", MIRA, "/trips/{id}").id(TRIP).form(&[
        ("version", "1"),
        ("leg.0", "00000000-0000-7000-8000-0000000e3001.0"),
        ("from.0", "TEB Teterboro"),
        ("to.0", "PBI Palm Beach"),
        ("date.0", "2026-12-12"),
        ("time.0", "08:00"),
        ("then", "save"),
        ("shown", "Teterboro to Palm Beach 1797080400000/1797090900000"),
    ]),
    get("/trips/{id}/cancellation", MIRA).id(TRIP),
    post("/trips/{id}/cancellation", MIRA, "/trips/{id}")
        .id(TRIP)
        .form(&[("version", "1"), ("reason", "The meeting was moved.")]),
    get("/trips/{id}/aircraft", MIRA).id(TRIP),
    post("/trips/{id}/aircraft", MIRA, "/trips/{id}").id(TRIP).form(&[
        ("version", "1"),
        ("tail", "00000000-0000-7000-8000-000000000b54"),
        ("tail.0", ""),
        ("then", "save"),
        ("shown", "00000000-0000-7000-8000-000000000b54 1796817600000/1796825700000"),
    ]),
];
