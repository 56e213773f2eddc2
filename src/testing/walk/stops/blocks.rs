//! Blocks, and the calendars that show them.
use super::{Stop, get, post};
use crate::testing::cast::{DANA, MIRA, RUTH};

/// A block that staff entered.
const BLOCK: &str = "00000000-0000-7000-8000-0000000ee001";
/// One that Ruth asked for.
const ASKED: &str = "00000000-0000-7000-8000-0000000ee002";
const GLOBAL: &str = "00000000-0000-7000-8000-000000000b52";
const LATITUDE: &str = "00000000-0000-7000-8000-000000000b51";

const FORM: &[(&str, &str)] = &[
    ("tail", GLOBAL),
    ("kind", "maintenance"),
    ("from_on", "2026-12-20"),
    ("until_on", "2026-12-22"),
    ("words", "Phase inspection"),
];
const CHANGED: &[(&str, &str)] = &[
    ("tail", GLOBAL),
    ("kind", "maintenance"),
    ("from_on", "2026-12-20"),
    ("until_on", "2026-12-23"),
    ("words", "Phase inspection"),
    ("version", "1"),
];

pub const CLIENT: &[Stop] = &[
    get("/schedule", MIRA),
    get("/schedule", RUTH).query("?view=week&on=2026-12-10"),
    get("/blocks/new", RUTH),
    post("/blocks", RUTH, "/blocks/").form(&[
        ("tail", LATITUDE),
        ("from_on", "2026-12-20"),
        ("until_on", "2026-12-22"),
        ("words", "Christmas"),
    ]),
    get("/blocks/{id}", RUTH).id(ASKED),
    post("/blocks/{id}/removal", RUTH, "/schedule").id(ASKED).form(&[("version", "1")]),
];

pub const OPS: &[Stop] = &[
    get("/calendar", DANA),
    get("/calendar", DANA).query("?view=week&on=2026-12-10"),
    get("/calendar", DANA).query("?view=list"),
    get("/blocks/new", DANA),
    post("/blocks", DANA, "/blocks/").form(FORM),
    get("/blocks/{id}", DANA).id(BLOCK),
    post("/blocks/{id}", DANA, "/blocks/{id}").id(BLOCK).form(CHANGED),
    post("/blocks/{id}/answer", DANA, "/blocks/{id}").id(ASKED).form(&[
        ("version", "1"),
        ("decision", "approve"),
        ("answer", ""),
    ]),
    post("/blocks/{id}/removal", DANA, "/calendar").id(BLOCK).form(&[("version", "1")]),
];
