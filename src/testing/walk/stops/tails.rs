//! The fleet.
use super::{Stop, get, post};
use crate::testing::cast::{DANA, OLE};

const LATITUDE: &str = "00000000-0000-7000-8000-000000000b51";
/// Out of use.
const SPARE: &str = "00000000-0000-7000-8000-000000000b55";

pub const OPS: &[Stop] = &[
    get("/tails", DANA),
    get("/tails", OLE),
    get("/tails/new", OLE),
    post("/tails", OLE, "/tails").form(&[
        ("registration", "n900ha"),
        ("type", "Challenger 350"),
        ("seats", "9"),
        ("speed", "440"),
    ]),
    get("/tails/{id}", OLE).id(LATITUDE),
    get("/tails/{id}", OLE).id(SPARE),
    post("/tails/{id}", OLE, "/tails").id(LATITUDE).form(&[
        ("version", "1"),
        ("registration", "N517HB"),
        ("type", "Citation Latitude"),
        ("seats", "9"),
        ("speed", "430"),
    ]),
    post("/tails/{id}/retirement", OLE, "/tails").id(LATITUDE).form(&[("version", "1")]),
    post("/tails/{id}/restoration", OLE, "/tails").id(SPARE).form(&[("version", "1")]),
];
